//! Tests of decisions in the file: they are listed, undone and replaced, and simultaneous decisions
//! lose nothing.

use super::{decide, facts, id, run, specimen, standing, unit};
use crate::tree::{code, copy, root, said};
use serde_json::Value;

#[test]
fn handwritten_decisions_are_preserved() {
    let folder = specimen("N101");
    let file = folder.path().join("w/quyet-dinh.toml");
    std::fs::write(&file, "# của văn phòng\r\n\r\n").unwrap();
    assert_eq!(code(&decide(&folder, &["exempt", "X-SUOICO"])), 0);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(
        text.starts_with("# của văn phòng\n\n# ")
            && text.contains("\n[[exempt]]\nperiod = \"2024-6T\"\nunit = \"X-SUOICO\"\n"),
        "{text}"
    );
}

#[test]
fn undone_and_replaced_decisions_stay_in_the_file() {
    let folder = specimen("N101");
    assert_eq!(code(&decide(&folder, &["extend", "Xã Suối Cỏ", "--to", "2024-05-06"])), 0);
    assert_eq!(code(&decide(&folder, &["exempt", "X-SUOICO"])), 0);
    let refused = decide(&folder, &["extend", "X-SUOICO", "--to", "2024-05-09"]);
    assert!(code(&refused) == 2 && said(&refused).contains("decide undo 2"), "{}", said(&refused));
    assert_eq!(unit(&folder)["punctuality"], "exempt");
    let undo = run(&folder, &["decide", "undo", "2", "--by", "Trần C", "--reason", "ghi nhầm"]);
    assert_eq!(code(&undo), 0, "{}", said(&undo));
    assert_eq!(
        (unit(&folder)["punctuality"].clone(), standing(&folder)),
        ("awaited".into(), vec![])
    );
    let text = std::fs::read_to_string(folder.path().join("w/quyet-dinh.toml")).unwrap();
    assert!(text.contains("[[exempt]]\nundone_by = \"Trần C\"\nundone_on = 2024-05-06\nundone_reason = \"ghi nhầm\"\n"), "{text}");
    let list = String::from_utf8(run(&folder, &["decide", "list"]).stdout).unwrap();
    assert!(
        list.contains("  1. 2024-6T  Gia hạn cho ")
            && list.contains("     Có hiệu lực. Nguyễn Văn B"),
        "{list}"
    );
    assert!(list.contains("     Đã hủy ngày 06/5/2024 (Trần C): ghi nhầm. Nguyễn Văn B"), "{list}");
    let listed: Value =
        serde_json::from_slice(&run(&folder, &["decide", "list", "--format", "json"]).stdout)
            .unwrap();
    let states: Vec<&str> = listed["decisions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["state"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["in-force", "undone"]);
    for (words, why) in [
        (["decide", "undo", "2", "--by", "C"], "đã được Trần C hủy"),
        (["decide", "undo", "7", "--by", "C"], "Không có quyết định số 7"),
    ] {
        let again = run(&folder, &words);
        assert!(code(&again) == 2 && said(&again).contains(why), "{}", said(&again));
    }
    assert_eq!(std::fs::read_to_string(folder.path().join("w/quyet-dinh.toml")).unwrap(), text);
}

#[test]
fn an_ignored_file_is_unlisted_and_can_be_restored() {
    let folder = specimen("T104");
    let file = facts(&folder)["files"][0]["file"].as_str().unwrap().to_owned();
    let name = file.rsplit('/').next().unwrap();
    let ignored = decide(&folder, &["file", name, "--ignore"]);
    assert_eq!(code(&ignored), 0, "{}", said(&ignored));
    let facts_now = facts(&folder);
    assert_eq!(facts_now["files"][0]["role"], "ignored");
    assert!(
        facts_now["findings"].as_array().unwrap().iter().all(|finding| finding["rule"] != "T104")
    );
    assert_eq!(code(&run(&folder, &["decide", "undo", "1", "--by", "C"])), 0);
    assert!(standing(&folder).contains(&"T104".to_owned()));
}

#[test]
fn an_outdated_id_is_explained() {
    let folder = specimen("C101");
    let id = id(&folder, "C101");
    assert!(code(&run(&folder, &["consolidate"])) < 2);
    let inbox = folder.path().join("w/nhan/2024-6T");
    std::fs::remove_dir_all(&inbox).unwrap();
    copy(&root().join("examples/specimens/G104/nhan/2024-6T"), &inbox);
    let gone = decide(&folder, &["waive", &id]);
    let text = said(&gone);
    assert!(
        code(&gone) == 2
            && text.contains("mã này là: ")
            && text.contains("Nay không còn nội dung này"),
        "{text}"
    );
}

#[test]
fn simultaneous_decisions_lose_nothing() {
    let folder = specimen("N101");
    let before = |path: &std::path::Path| std::fs::read_to_string(path).unwrap_or_default();
    let file = folder.path().join("w/quyet-dinh.toml");
    assert_eq!(before(&file), "");
    std::thread::scope(|scope| {
        let runs: Vec<_> = (1..=4)
            .map(|day| {
                let folder = &folder;
                scope.spawn(move || {
                    code(&decide(
                        folder,
                        &["extend", "X-SUOICO", "--to", &format!("2024-06-0{day}")],
                    ))
                })
            })
            .collect();
        assert!(runs.into_iter().all(|run| run.join().unwrap() == 0));
    });
    let text = before(&file);
    assert!((1..=4).all(|day| text.contains(&format!("to = 2024-06-0{day}"))), "{text}");
}
