//! Tests of `tonghop` without arguments: one screen with the next steps.

use crate::tree::{code, copy, files, printed, root, said, tonghop};
use serde_json::Value;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

/// Returns the shipped example, in a folder whose name needs quotation marks.
fn example() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let w = folder.path().join("ban chỉ đạo/th");
    copy(&root().join("examples/thanh-hoa-2024"), &w);
    (folder, w)
}

fn rows(text: &str) -> usize {
    text.lines().map(|line| line.width().div_ceil(80).max(1)).sum()
}

/// Returns the commands on a screen.
fn commands(text: &str) -> Vec<String> {
    text.lines()
        .filter_map(|line| line.strip_prefix("     "))
        .filter(|line| !line.starts_with(' '))
        .map(str::to_owned)
        .collect()
}

fn paste(folder: &Path, command: &str) -> std::process::Output {
    std::process::Command::new("/bin/sh")
        .args(["-c", command])
        .current_dir(folder)
        .output()
        .unwrap()
}

#[test]
fn the_screen_shows_status_and_working_commands() {
    let (folder, w) = example();
    let before = files(folder.path());
    for lang in ["vi", "en"] {
        let run = tonghop(
            folder.path(),
            &["-C", "ban chỉ đạo/th", "--as-of", "2024-05-06", "--lang", lang],
        );
        assert_eq!(code(&run), 0, "{}", said(&run));
        let text = printed(&run);
        assert!(rows(&text) <= 25, "{}: {text}", rows(&text));
        assert!(
            text.contains("52/54")
                && text.contains("2024-6T")
                && text.contains("ban chỉ đạo/th/ket-qua/2024-6T/"),
            "{text}"
        );
        let commands = commands(&text);
        assert!((1..=5).contains(&commands.len()), "{text}");
        assert!(
            commands[0].contains("-C 'ban chỉ đạo/th'") && commands[0].contains("consolidate"),
            "{commands:?}"
        );
    }
    assert_eq!(files(folder.path()), before, "nothing is written");
    let first = commands(&printed(&tonghop(&w, &["--as-of", "2024-05-06"]))).swap_remove(0);
    let done = paste(&w, &first);
    assert_eq!(code(&done), 1, "{first}: {}", said(&done));
    let after = printed(&tonghop(&w, &["--as-of", "2024-05-06"]));
    assert!(after.contains("không có gì") && after.contains("bang-theo-doi.html"), "{after}");
    for command in commands(&after).iter().filter(|command| command.contains(" check ")) {
        assert!(matches!(code(&paste(&w, command)), 0 | 1), "{command}");
    }
}

#[test]
fn the_screen_lists_new_files_and_has_a_json_form() {
    let (_folder, w) = example();
    let on = |words: &[&str]| tonghop(&w, &[words, &["--as-of", "2024-05-06"]].concat());
    on(&["consolidate", "--quiet"]);
    std::fs::copy(w.join("nhan/2024-6T/S-NV.xlsx"), w.join("nhan/2024-6T/bản nữa.xlsx")).unwrap();
    std::fs::create_dir_all(w.join("nhan/6 tháng")).unwrap();
    std::fs::write(w.join("nhan/6 tháng/b.xlsx"), "PK").unwrap();
    let text = printed(&on(&[]));
    assert!(text.contains("1 tệp mới (bản nữa.xlsx)"), "{text}");
    let english = printed(&on(&["--lang", "en"]));
    assert!(english.contains("\nSince the run of "), "{english}");
    let facts: Value = serde_json::from_str(&printed(&on(&["--format", "json"]))).unwrap();
    assert_eq!(
        (&facts["period"], &facts["received"], &facts["days_left"]),
        (&"2024-6T".into(), &52.into(), &(-6).into())
    );
    assert_eq!(facts["since_last_run"]["added"][0], "nhan/2024-6T/bản nữa.xlsx");
    let first = facts["todo"][0]["command"].as_str().unwrap();
    assert_eq!(first, "mv -n 'nhan/6 tháng'/* nhan/2024-6T/");
    assert_eq!(code(&paste(&w, first)), 0);
    assert!(w.join("nhan/2024-6T/b.xlsx").is_file());
    let text = printed(&on(&[]));
    assert!(text.contains("2 tệp mới") && !text.contains("mv -n"), "{text}");
}

#[test]
fn outside_a_workspace_the_first_steps_are_shown() {
    let folder = TempDir::new().unwrap();
    let run = tonghop(folder.path(), &[]);
    assert_eq!((code(&run), printed(&run).lines().count()), (0, 3), "{}", printed(&run));
    assert!(printed(&run).contains(" init ban-chi-dao\n"), "{}", printed(&run));
    let english = printed(&tonghop(folder.path(), &["--lang", "en"]));
    assert!(english.lines().count() == 3 && english.contains(" init office\n"), "{english}");
    assert_eq!(code(&tonghop(folder.path(), &["-C", "không có"])), 2);
    tonghop(folder.path(), &["init", "văn phòng"]);
    let near = printed(&tonghop(folder.path(), &[]));
    assert!(near.contains("-C 'văn phòng'\nLập "), "{near}");
    tonghop(folder.path(), &["init", "ban-chi-dao"]);
    let ready = printed(&tonghop(folder.path(), &[]));
    assert!(ready.contains("-C ban-chi-dao\n") && !ready.contains(" init "), "{ready}");
    assert_eq!(tonghop(folder.path(), &[]).stderr, b"");
    // the workspace is found from a folder inside it
    assert!(printed(&tonghop(&folder.path().join("văn phòng/nhan"), &[])).starts_with("Kỳ 2024-"));
}

#[test]
fn the_screen_leads_from_forms_to_results() {
    let folder = crate::tree::workspace();
    let w = folder.path().join("w");
    let next = |day: &str| commands(&printed(&tonghop(&w, &["--as-of", day]))).swap_remove(0);
    let forms = next("2024-04-10");
    assert!(forms.ends_with(" template --as-of 2024-04-10"), "{forms}");
    assert_eq!(code(&paste(&w, &forms)), 0);
    assert_eq!(next("2024-04-10"), "xdg-open nhan/2024-6T");
    std::fs::copy(w.join("mau/2024-6T/S-NV.xlsx"), w.join("nhan/2024-6T/S-NV.xlsx")).unwrap();
    let results = next("2024-04-10");
    assert!(results.ends_with(" consolidate --as-of 2024-04-10"), "{results}");
    assert_eq!(code(&paste(&w, &results)), 1);
    assert!(!next("2024-04-10").contains("consolidate"));
    assert!(
        next("2024-04-11").ends_with(" consolidate --as-of 2024-04-11"),
        "results of yesterday are out of date"
    );
}

#[test]
#[cfg(unix)]
fn init_writes_double_clickable_files() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = crate::tree::workspace();
    let w = folder.path().join("w");
    for name in ["Kiểm tra.sh", "Tổng hợp.sh", "Chốt kỳ.sh"] {
        assert_eq!(w.join(name).metadata().unwrap().permissions().mode() & 0o777, 0o700, "{name}");
    }
    let script = std::fs::read_to_string(w.join("Kiểm tra.sh")).unwrap();
    assert!(script.contains(" check --open\n"), "{script}");
    let run = std::process::Command::new(w.join("Kiểm tra.sh"))
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert_eq!(code(&run), 3, "{}", said(&run));
    assert!(
        said(&run).contains("Không tìm thấy báo cáo nào")
            && said(&run).contains("Chưa có bảng theo dõi"),
        "{}",
        said(&run)
    );
    assert!(printed(&run).contains("Bấm Enter để đóng."));
}

#[test]
fn check_can_be_restricted_to_units_rules_and_severities() {
    let (_folder, w) = example();
    let check = |words: &[&str]| {
        tonghop(&w, &[&["check", "--as-of", "2024-05-06", "--exit-zero"], words].concat())
    };
    let all = printed(&check(&[]));
    assert!(
        all.lines().count() <= 91,
        "at most half of the 183 lines it had: {}",
        all.lines().count()
    );
    assert!(all.contains("\nLỗi N101 Đến hạn mà chưa nhận được báo cáo (2)\n  N101-"), "{all}");
    assert!(
        all.contains("ô D19:D20") && all.contains("CT08 (Tài liệu, tờ rơi, pa nô, băng rôn) “"),
        "{all}"
    );
    assert!(all.lines().last().unwrap().starts_with("Chưa có bảng theo dõi; lập bằng: "), "{all}");
    let one = printed(&check(&["--rule", "n106"]));
    assert!(
        one.contains("Cảnh báo N106-") && one.ends_with("Hiện 1 trong 21 kết quả kiểm tra.\n"),
        "{one}"
    );
    let unit = printed(&check(&["--unit", "UBND huyện Thọ Xuân", "--unit", "S-CT"]));
    assert!(
        unit.contains("Lỗi G101 ") && unit.ends_with("Hiện 2 trong 21 kết quả kiểm tra.\n"),
        "{unit}"
    );
    let warnings = printed(&check(&["--severity", "warning", "--lang", "en"]));
    assert!(
        !warnings.contains("Error ") && warnings.ends_with("5 of 21 findings shown.\n"),
        "{warnings}"
    );
    let facts: Value =
        serde_json::from_str(&printed(&check(&["--rule", "N", "--format", "json"]))).unwrap();
    assert!(
        facts["findings"]
            .as_array()
            .unwrap()
            .iter()
            .all(|finding| finding["rule"].as_str().unwrap().starts_with('N'))
    );
    assert_eq!(
        facts["units"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|unit| unit["state"] == "returned")
            .count(),
        8
    );
    let none = check(&["--rule", "X999"]);
    assert!(code(&none) == 2 && said(&none).contains("Không có quy tắc “X999”"), "{}", said(&none));
    let mistyped = check(&["--unit", "H-THOXUAM"]);
    assert!(code(&mistyped) == 2 && said(&mistyped).contains("H-THOXUAN"), "{}", said(&mistyped));
}

#[test]
fn misplaced_files_are_listed_with_the_command_to_move_them() {
    let folder = crate::tree::workspace();
    let w = folder.path().join("w");
    std::fs::create_dir_all(w.join("nhan/6 tháng")).unwrap();
    std::fs::copy(
        root().join("examples/thanh-hoa-2024/nhan/2024-6T/S-BDT.xlsx"),
        w.join("nhan/6 tháng/S-BDT.xlsx"),
    )
    .unwrap();
    let on = |words: &[&str]| tonghop(&w, &[words, &["--as-of", "2024-05-06"]].concat());
    // an empty inbox still gives board and reminders
    let run = on(&["consolidate"]);
    assert_eq!(code(&run), 3, "{}", said(&run));
    assert!(said(&run).contains("Không tìm thấy báo cáo nào"), "{}", said(&run));
    assert!(w.join("ket-qua/2024-6T/bang-theo-doi.html").is_file());
    assert!(files(&w.join("ket-qua/2024-6T/don-doc")).len() > 2);
    assert_eq!(code(&tonghop(&w, &["verify", "--period", "2024-6T"])), 0);
    let checked = printed(&on(&["check"]));
    assert!(checked.contains("thư mục nhan/6 tháng/ có lẽ là của kỳ 2024-6T"), "{checked}");
    let moves = checked.lines().find(|line| line.starts_with("    mv ")).unwrap().trim();
    assert_eq!(code(&paste(&w, moves)), 0, "{moves}");
    let run = on(&["consolidate"]);
    assert_eq!(code(&run), 1, "{}", said(&run));
    let before = std::fs::read(w.join("ket-qua/2024-6T/tong-hop.json")).unwrap();
    // existing results are not replaced by those of an emptied inbox
    std::fs::remove_file(w.join("nhan/2024-6T/S-BDT.xlsx")).unwrap();
    let emptied = on(&["consolidate"]);
    assert!(
        code(&emptied) == 3 && said(&emptied).contains("kết quả cũ còn nguyên"),
        "{}",
        said(&emptied)
    );
    assert!(before == std::fs::read(w.join("ket-qua/2024-6T/tong-hop.json")).unwrap());
}

#[test]
fn the_guide_shows_the_current_screen() {
    let (_folder, w) = example();
    let built = Path::new(env!("CARGO_BIN_EXE_tonghop"));
    // found by its name, as when installed
    let mut run = std::process::Command::new(built);
    run.arg("--as-of").arg("2024-05-06").current_dir(&w).env("PATH", built.parent().unwrap());
    let text = printed(&run.output().unwrap());
    let guide = std::fs::read_to_string(root().join("docs/huong-dan.md")).unwrap();
    assert!(guide.contains(&format!("~~~text\n{text}~~~\n")), "the guide is to show:\n{text}");
}
