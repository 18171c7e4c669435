//! Tests with leftovers of interrupted runs, created by hand.

use super::{BENCH, NEW, OLD, Office};
use crate::tree::{code, files, said};
use sha2::{Digest, Sha256};
use std::path::Path;
use tempfile::TempDir;

/// Owner file of a run that has locked a workspace.
const HOLDER: &str = r#"{"command":"consolidate","started":"2024-05-06T01:15:03Z","pid":4711}"#;

fn leave(office: &Office, path: &str, text: &str) {
    std::fs::write(office.0.join(path), text).unwrap();
}

/// Writes a journal that replaces the facts and removes the board.
fn journal(office: &Office, text: &str, promised: &str) {
    leave(office, "ket-qua/2024-6T/.tonghop-aB3xY9", text);
    let sha256 = tonghop::text::hex(&Sha256::digest(promised));
    let (from, to) = ("ket-qua/2024-6T/.tonghop-aB3xY9", "ket-qua/2024-6T/tong-hop.json");
    let journal = serde_json::json!({
        "schema": 1, "command": "consolidate", "moves": [{"from": from, "to": to, "sha256": sha256, "new": false}],
        "removals": ["ket-qua/2024-6T/bang-theo-doi.html"],
    });
    leave(office, "ket-qua/.dang-ghi.json", &journal.to_string());
}

#[test]
fn a_locked_workspace_names_owner_and_time() {
    let folder = TempDir::new().unwrap();
    let office = Office::laid(folder.path());
    leave(&office, "ket-qua/.dang-chay.json", HOLDER);
    let lock = std::fs::File::options().write(true).open(office.0.join("ket-qua/.khoa")).unwrap();
    lock.try_lock().unwrap();
    for (command, words) in
        [("consolidate", &NEW[..]), ("close", &NEW[..]), ("template", &NEW[..4])]
    {
        let refused = office.run(command, words);
        assert_eq!(code(&refused), 2);
        let words = "(tonghop consolidate, từ 08:15:03 ngày 06/05/2024, tiến trình số 4711). Đợi lần đó xong rồi chạy lại.";
        assert!(said(&refused).contains(words), "{}", said(&refused));
    }
    let english = office.run("consolidate", &[&NEW[..], &["--lang", "en"]].concat());
    assert!(
        said(&english).contains("(tonghop consolidate, since 2024-05-06 08:15:03, process 4711)"),
        "{}",
        said(&english)
    );
    assert_eq!(code(&office.run("check", &NEW)), 0, "who only reads needs no lock");
    assert!(office.results() == BENCH.old);
    drop(lock);
    office.completes_equally("the lock is free");
}

#[test]
fn only_leftovers_of_interrupted_runs_are_removed() {
    let folder = TempDir::new().unwrap();
    let office = Office::laid(folder.path());
    let own = [
        "ket-qua/2024-6T/.tonghop-aB3xY9",
        "ket-qua/2024-6T/tra-lai/.tonghop-000000",
        ".tonghop-zzzzzz",
    ];
    let others = [
        "nhan/2024-6T/.tonghop-aB3xY9",
        "ket-qua/2024-6T/.tonghop-cua-toi.txt",
        "ket-qua/2024-6T/ghi-chu.txt",
        ".tonghop-",
    ];
    for path in own.iter().chain(&others) {
        leave(&office, path, "half");
    }
    leave(&office, "ket-qua/.dang-chay.json", HOLDER);
    let run = office.done(&NEW);
    let words = "Lần chạy trước (tonghop consolidate, từ 08:15:03 ngày 06/05/2024, tiến trình số 4711) bị dừng khi chưa xong; \
                 kết quả cũ còn nguyên, đã dọn 3 tệp viết dở.";
    assert!(said(&run).contains(words), "{}", said(&run));
    assert!(own.iter().all(|path| !office.0.join(path).exists()));
    assert!(others.iter().all(|path| office.0.join(path).exists()));
    assert!(!said(&office.done(&NEW)).contains("bị dừng"), "it is told once");
    // an owner file without content is recognized by its name
    leave(&office, "ket-qua/.dang-chay.json", "");
    assert!(
        said(&office.done(&[&NEW[..], &["--lang", "en"]].concat())).contains("unknown command")
    );
}

#[test]
fn a_committed_transaction_is_completed_by_any_command() {
    for (command, words) in [
        ("check", &NEW[..]),
        ("verify", &NEW[..2]),
        ("template", &NEW[..4]),
        ("diff", &["a.json", "a.json"]),
    ] {
        let folder = TempDir::new().unwrap();
        let office = Office::laid(folder.path());
        journal(&office, "{}", "{}");
        let run = office.run(command, words);
        assert!(said(&run).contains("đã làm nốt: 2 tệp"), "{command}: {}", said(&run));
        assert_eq!(
            std::fs::read_to_string(office.period().join("tong-hop.json")).unwrap(),
            "{}",
            "{command}"
        );
        assert!(
            !office.period().join("bang-theo-doi.html").exists() && office.leftovers().is_empty(),
            "{command}"
        );
        office.completes_equally(command);
    }
}

#[test]
fn lost_files_of_a_transaction_are_reported() {
    let folder = TempDir::new().unwrap();
    let office = Office::laid(folder.path());
    journal(&office, "{", "{}");
    let run = office.run("check", &OLD);
    assert!(
        said(&run).contains("không còn như lần chạy bị dừng đã ghi: ket-qua/2024-6T/tong-hop.json"),
        "{}",
        said(&run)
    );
    assert!(office.leftovers().is_empty());
    office.completes_equally("part was lost");
    leave(&office, "ket-qua/.dang-ghi.json", "{\"schema\": 1");
    let run = office.run("check", &OLD);
    assert!(said(&run).contains("Sổ ghi dở của lần chạy bị dừng đã hỏng"), "{}", said(&run));
    assert!(office.leftovers().is_empty());
}

#[test]
fn an_interrupted_init_is_completed() {
    let folder = TempDir::new().unwrap();
    let (whole, half) = (folder.path().join("whole"), folder.path().join("half"));
    assert_eq!(code(&crate::tree::tonghop(folder.path(), &["init", "whole"])), 0);
    std::fs::create_dir_all(half.join("ket-qua")).unwrap();
    let names = ["tonghop.toml", "ke-hoach.toml", "don-vi.toml", "quyet-dinh.toml"];
    let moves: Vec<serde_json::Value> = names
        .iter()
        .zip(["aaaaaa", "bbbbbb", "cccccc", "dddddd"])
        .map(|(name, end)| {
            let text = std::fs::read(whole.join(name)).unwrap();
            // the first file is already in place
            let place = if *name == "tonghop.toml" { (*name).to_owned() } else { format!(".tonghop-{end}") };
            std::fs::write(half.join(place), &text).unwrap();
            let sha256 = tonghop::text::hex(&Sha256::digest(&text));
            serde_json::json!({"from": format!(".tonghop-{end}"), "to": name, "sha256": sha256, "new": true})
        })
        .collect();
    let journal =
        serde_json::json!({"schema": 1, "command": "init", "moves": moves, "removals": []});
    std::fs::write(half.join("ket-qua/.dang-ghi.json"), journal.to_string()).unwrap();
    let again = crate::tree::tonghop(folder.path(), &["init", "half"]);
    assert_eq!(code(&again), 0, "{}", said(&again));
    let laid = |at: &Path| -> Vec<_> {
        names.iter().map(|name| std::fs::read(at.join(name)).unwrap()).collect()
    };
    assert!(laid(&whole) == laid(&half));
    assert_eq!(
        code(&crate::tree::tonghop(folder.path(), &["init", "half"])),
        2,
        "it is laid out once"
    );
}

#[test]
fn only_the_workspace_is_written_and_files_are_private() {
    let folder = TempDir::new().unwrap();
    let nowhere = folder.path().join("nowhere");
    let inside = |words: &[&str]| {
        let mut run = std::process::Command::new(env!("CARGO_BIN_EXE_tonghop"));
        for name in [
            "HOME",
            "TMPDIR",
            "TMP",
            "TEMP",
            "XDG_CACHE_HOME",
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "XDG_RUNTIME_DIR",
            "XDG_STATE_HOME",
        ] {
            run.env(name, &nowhere);
        }
        let run = run.args(words).current_dir(folder.path()).output().unwrap();
        assert!(matches!(code(&run), 0 | 1), "{words:?}: {}", said(&run));
    };
    inside(&["init", "w"]);
    let office = Office(folder.path().join("w"));
    let inbox = office.0.join("nhan/2024-6T");
    for path in files(&BENCH.folder.path().join("w/nhan")) {
        std::fs::copy(&path, inbox.join(path.file_name().unwrap())).unwrap();
    }
    // a binary format is read in a separate process
    let old = files(&crate::tree::root().join("tests/fixtures"))
        .into_iter()
        .find(|path| path.extension().is_some_and(|end| end == "xls"));
    std::fs::copy(old.unwrap(), inbox.join("cu.xls")).unwrap();
    let received = || -> Vec<_> {
        files(&office.0.join("nhan"))
            .into_iter()
            .map(|path| {
                (std::fs::read(&path).unwrap(), path.metadata().unwrap().modified().unwrap(), path)
            })
            .collect()
    };
    let before = received();
    inside(&[&["-C", "w", "template"], &NEW[..4]].concat());
    inside(&[&["-C", "w", "check"], &NEW[..]].concat());
    inside(&[&["-C", "w", "consolidate"], &NEW[..]].concat());
    inside(
        &[
            &["-C", "w", "decide", "exempt", "S-KHCN", "--reason", "Sáp nhập", "--by", "A"],
            &NEW[..4],
        ]
        .concat(),
    );
    inside(&[&["-C", "w", "close"], &NEW[..]].concat());
    inside(&["-C", "w", "verify", "--period", "2024-6T"]);
    assert!(before == received() && !nowhere.exists());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    #[cfg(unix)]
    belongs_to_its_owner_only(&office.0, &inbox);
}

/// Checks the permissions of all files that the program created in a workspace.
#[cfg(unix)]
fn belongs_to_its_owner_only(office: &Path, inbox: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    for entry in walkdir::WalkDir::new(office)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| !entry.path().starts_with(inbox) || entry.file_type().is_dir())
    {
        let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
        // scripts are executable by their owner
        let starts =
            entry.file_type().is_dir() || entry.path().extension().is_some_and(|end| end == "sh");
        assert_eq!(mode, if starts { 0o700 } else { 0o600 }, "{}", entry.path().display());
    }
}
