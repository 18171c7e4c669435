//! Tests of failures of this machine, which are not errors of units, and of links that lead out of
//! a workspace.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where it fails")]

use crate::tree::{code, not_done, printed, root, said, tonghop, workspace};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

const DAY: [&str; 4] = ["--period", "2024-6T", "--as-of", "2024-05-06"];
const NOBODY: u32 = 65534;

/// Returns a workspace with one report.
fn office() -> (TempDir, PathBuf) {
    let folder = workspace();
    let office = folder.path().join("w");
    std::fs::create_dir_all(office.join("nhan/2024-6T")).unwrap();
    std::fs::copy(
        root().join("examples/thanh-hoa-2024/nhan/2024-6T/H-THOXUAN.xlsx"),
        office.join("nhan/2024-6T/H-THOXUAN.xlsx"),
    )
    .unwrap();
    (folder, office)
}

fn run(office: &Path, command: &str) -> Output {
    tonghop(office, &[&[command], &DAY[..], &["--exit-zero"]].concat())
}

/// Runs the program under an account without special permissions; `None` if the machine has none.
fn as_nobody(office: &Path, command: &str) -> Option<Output> {
    for entry in walkdir::WalkDir::new(office.parent()?) {
        std::os::unix::fs::chown(entry.ok()?.path(), Some(NOBODY), None).ok()?;
    }
    Command::new(env!("CARGO_BIN_EXE_tonghop"))
        .arg(command)
        .args(DAY)
        .args(["--exit-zero", "--lang", "vi"])
        .current_dir(office)
        .uid(NOBODY)
        .output()
        .ok()
}

#[test]
fn a_file_without_read_permission_is_unread() {
    let (_folder, office) = office();
    let file = office.join("nhan/2024-6T/H-THOXUAN.xlsx");
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o000)).unwrap();
    let Some(done) = as_nobody(&office, "consolidate") else {
        return not_done("no other account may run the program here");
    };
    assert_eq!(code(&done), 2, "{}", said(&done));
    assert!(
        printed(&done).starts_with("KẾT QUẢ CHƯA ĐẦY ĐỦ: máy này chưa đọc được 1 tệp"),
        "{}",
        printed(&done)
    );
    let facts: serde_json::Value = serde_json::from_slice(
        &std::fs::read(office.join("ket-qua/2024-6T/tong-hop.json")).unwrap(),
    )
    .unwrap();
    let unit =
        facts["units"].as_array().unwrap().iter().find(|unit| unit["unit"] == "H-THOXUAN").unwrap();
    assert_eq!((&unit["state"], &facts["files"][0]["role"]), (&"unread".into(), &"unread".into()));
    assert!(
        facts["findings"].as_array().unwrap().iter().all(|finding| finding["unit"] != "H-THOXUAN")
    );
    assert!(!office.join("ket-qua/2024-6T/tra-lai").exists());
    let closed = as_nobody(&office, "close").unwrap();
    assert!(code(&closed) == 2 && said(&closed).contains("Không chốt được"), "{}", said(&closed));
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).unwrap();
    let again = as_nobody(&office, "consolidate").unwrap();
    assert!(code(&again) == 0 && !printed(&again).contains("CHƯA ĐẦY ĐỦ"), "{}", printed(&again));
}

#[test]
fn an_unlistable_folder_stops_the_run() {
    let (_folder, office) = office();
    let locked = office.join("nhan/2024-6T/locked");
    std::fs::create_dir(&locked).unwrap();
    std::fs::set_permissions(&locked, PermissionsExt::from_mode(0o000)).unwrap();
    let Some(done) = as_nobody(&office, "consolidate") else {
        return not_done("no other account may run the program here");
    };
    std::fs::set_permissions(&locked, PermissionsExt::from_mode(0o700)).unwrap();
    assert_eq!(code(&done), 2);
    assert!(
        said(&done).contains("Không liệt kê được thư mục")
            && said(&done).contains("không có quyền đọc"),
        "{}",
        said(&done)
    );
    assert!(!office.join("ket-qua/2024-6T/tong-hop.json").exists());
}

#[test]
fn a_memory_limit_gives_a_message() {
    let (_folder, office) = office();
    let line = "ulimit -v 60000 && exec \"$0\" consolidate \"$@\"";
    let done = Command::new("sh")
        .args(["-c", line, env!("CARGO_BIN_EXE_tonghop")])
        .args(DAY)
        .current_dir(&office)
        .output()
        .unwrap();
    // whether the memory suffices depends on the machine, but the program never dies of a signal
    assert!(done.status.code().is_some_and(|code| code <= 2), "{:?} {}", done.status, said(&done));
}

#[test]
fn a_pipe_in_the_inbox_is_not_opened() {
    let (_folder, office) = office();
    assert!(
        Command::new("mkfifo")
            .arg(office.join("nhan/2024-6T/S-TC.xlsx"))
            .status()
            .unwrap()
            .success()
    );
    assert!(printed(&run(&office, "check")).contains("không phải tệp thông thường"));
}

#[test]
fn a_period_folder_may_be_a_link() {
    let (folder, office) = office();
    let elsewhere = folder.path().join("elsewhere");
    std::fs::rename(office.join("nhan/2024-6T"), &elsewhere).unwrap();
    symlink(&elsewhere, office.join("nhan/2024-6T")).unwrap();
    assert_eq!(code(&run(&office, "consolidate")), 0);
    std::fs::remove_file(elsewhere.join("H-THOXUAN.xlsx")).unwrap();
    std::fs::write(elsewhere.join("S-TC.xlsx"), b"%PDF-1.7").unwrap();
    assert!(!said(&run(&office, "consolidate")).contains("không có tệp nào thay đổi"));
}

#[test]
fn links_in_results_are_not_followed() {
    let (folder, office) = office();
    let outside = folder.path().join("outside");
    std::fs::create_dir(&outside).unwrap();
    std::fs::create_dir_all(office.join("ket-qua/2024-6T")).unwrap();
    std::fs::remove_dir(office.join("ket-qua/2024-6T")).unwrap();
    symlink(&outside, office.join("ket-qua/2024-6T")).unwrap();
    assert_eq!(code(&run(&office, "consolidate")), 2);
    assert_eq!(std::fs::read_dir(&outside).unwrap().count(), 0);
    std::fs::remove_file(office.join("ket-qua/2024-6T")).unwrap();
    std::fs::create_dir(office.join("ket-qua/2024-6T")).unwrap();
    let target = outside.join("a.json");
    std::fs::write(&target, "a").unwrap();
    symlink(&target, office.join("ket-qua/2024-6T/tong-hop.json")).unwrap();
    assert_eq!(code(&run(&office, "consolidate")), 0);
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "a");
}

#[test]
fn a_missing_decisions_file_named_in_settings_stops_the_run() {
    let (_folder, office) = office();
    std::fs::remove_file(office.join("quyet-dinh.toml")).unwrap();
    let done = run(&office, "consolidate");
    assert!(code(&done) == 2 && said(&done).contains("quyet-dinh.toml"), "{}", said(&done));
}

#[test]
fn foreign_files_in_the_records_folder_are_ignored() {
    let (_folder, office) = office();
    run(&office, "consolidate");
    for name in ["zz.json", "2099-01-01T00-00-00Z-001 (1).json", "ghi chú.json"] {
        std::fs::write(office.join("ket-qua/2024-6T/nhat-ky").join(name), "x").unwrap();
    }
    let done = tonghop(&office, &["verify", "--period", "2024-6T"]);
    assert_eq!(code(&done), 0, "{}", said(&done));
}

#[test]
fn the_last_run_has_the_highest_number() {
    let (_folder, office) = office();
    run(&office, "consolidate");
    let records = office.join("ket-qua/2024-6T/nhat-ky");
    let first = crate::tree::files(&records).remove(0);
    std::fs::rename(&first, records.join("2099-01-01T00-00-00Z-001.json")).unwrap();
    std::fs::write(office.join("nhan/2024-6T/S-TC.xlsx"), b"%PDF-1.7").unwrap();
    run(&office, "consolidate");
    let done = tonghop(&office, &["verify", "--period", "2024-6T"]);
    assert_eq!(code(&done), 0, "{}", printed(&done) + &said(&done));
    assert!(!printed(&done).contains("2099-01-01"), "{}", printed(&done));
}

#[test]
fn invisible_characters_in_file_names_are_escaped() {
    let (_folder, office) = office();
    std::fs::write(office.join("nhan/2024-6T/a\u{1b}[2J\u{202e}\u{9b}b\nc.xlsx"), "x").unwrap();
    for words in [&["check"][..], &["check", "--log", "text"], &["check", "--log", "json"]] {
        let done = tonghop(&office, &[words, &DAY[..], &["--exit-zero"]].concat());
        let all = printed(&done) + &said(&done);
        assert!(
            !all.contains(['\u{1b}', '\u{202e}', '\u{9b}']) && all.contains("\\u202e"),
            "{all}"
        );
    }
}
