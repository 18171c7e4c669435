//! Tests of the command line: exit codes, both languages, complete outputs.

mod help;

use crate::made::answers::incident;
use crate::reports::PLAN;
use crate::tree::{code, printed, said, tonghop};
use chrono::NaiveDate;
use serde_json::Value;
use tempfile::TempDir;
use tonghop::book::form;
use tonghop::model::submission::Report;
use tonghop::xlsx;

/// Returns a new workspace without reports.
fn workspace() -> TempDir {
    let folder = TempDir::new().unwrap();
    let made = tonghop(folder.path(), &["init", "w"]);
    assert_eq!(code(&made), 0, "{}", said(&made));
    folder
}

fn in_workspace(folder: &TempDir, words: &[&str]) -> std::process::Output {
    tonghop(&folder.path().join("w"), words)
}

fn forms(folder: &TempDir, units: &[&str]) {
    let mut words = vec!["template", "--period", "2024-6T", "--as-of", "2024-03-01"];
    for unit in units {
        words.extend(["--unit", unit]);
    }
    let made = in_workspace(folder, &words);
    assert_eq!(code(&made), 0, "{}", said(&made));
}

fn receive(folder: &TempDir, unit: &str) {
    let w = folder.path().join("w");
    std::fs::copy(
        w.join(format!("mau/2024-6T/{unit}.xlsx")),
        w.join(format!("nhan/2024-6T/{unit}.xlsx")),
    )
    .unwrap();
}

fn facts(folder: &TempDir) -> Value {
    serde_json::from_slice(
        &std::fs::read(folder.path().join("w/ket-qua/2024-6T/tong-hop.json")).unwrap(),
    )
    .unwrap()
}

#[test]
fn a_fresh_workspace_issues_a_form_to_every_unit_that_must_report() {
    let folder = workspace();
    let made = in_workspace(&folder, &["mau", "--period", "2024-6T"]);
    assert_eq!(code(&made), 0, "{}", said(&made));
    // a form for each unit, their letter and the mailing list
    assert_eq!(printed(&made).lines().count(), 54 + 2);
    assert!(folder.path().join("w/mau/2024-6T/H-THOXUAN.xlsx").is_file());
}

#[test]
fn init_does_not_overwrite_a_workspace() {
    let folder = workspace();
    let again = tonghop(folder.path(), &["init", "w"]);
    assert_eq!(code(&again), 2);
    assert!(said(&again).contains("không ghi đè"), "{}", said(&again));
}

#[test]
fn an_empty_inbox_has_its_own_exit_code() {
    let folder = workspace();
    let empty = in_workspace(&folder, &["check", "--period", "2024-6T"]);
    assert_eq!(code(&empty), 3);
    assert!(said(&empty).contains("Không tìm thấy báo cáo nào"), "{}", said(&empty));
}

#[test]
fn a_blank_form_has_errors_and_exit_code_1() {
    let folder = workspace();
    forms(&folder, &["H-THOXUAN"]);
    receive(&folder, "H-THOXUAN");
    let words = ["check", "--period", "2024-6T", "--as-of", "2024-04-20"];
    let checked = in_workspace(&folder, &words);
    assert_eq!(code(&checked), 1);
    assert!(printed(&checked).contains("G103"), "{}", printed(&checked));
    assert!(printed(&checked).contains("Ủy ban nhân dân huyện Thọ Xuân"));
    assert_eq!(code(&in_workspace(&folder, &[&words[..], &["--exit-zero"]].concat())), 0);
    assert_eq!(code(&in_workspace(&folder, &[&words[..], &["--fail-on", "never"]].concat())), 0);
    let english = in_workspace(&folder, &[&words[..], &["--lang", "en"]].concat());
    assert!(printed(&english).contains("To do:"), "{}", printed(&english));
    assert!(
        !folder.path().join("w/ket-qua/2024-6T/tong-hop.json").exists(),
        "check writes nothing"
    );
}

#[test]
fn a_file_given_on_the_command_line_is_checked_alone() {
    let folder = workspace();
    forms(&folder, &["H-THOXUAN", "S-NV"]);
    receive(&folder, "H-THOXUAN");
    let one = in_workspace(
        &folder,
        &[
            "check",
            "--period",
            "2024-6T",
            "--as-of",
            "2024-06-01",
            "--format",
            "json",
            "mau/2024-6T/S-NV.xlsx",
        ],
    );
    let facts: Value = serde_json::from_slice(&one.stdout).unwrap();
    assert_eq!(facts["files"].as_array().unwrap().len(), 1);
    assert_eq!(facts["units"].as_array().unwrap().len(), 1);
    assert!(facts["findings"].as_array().unwrap().iter().all(|finding| finding["unit"] == "S-NV"));
}

#[test]
fn the_same_inputs_on_the_same_day_give_the_same_bytes() {
    let folder = workspace();
    forms(&folder, &["H-THOXUAN", "S-NV", "V-CAT"]);
    for unit in ["H-THOXUAN", "S-NV", "V-CAT"] {
        receive(&folder, unit);
    }
    let results =
        |name: &str| std::fs::read(folder.path().join("w/ket-qua/2024-6T").join(name)).unwrap();
    let run = || {
        let run = in_workspace(
            &folder,
            &["consolidate", "--period", "2024-6T", "--as-of", "2024-05-02", "--exit-zero"],
        );
        assert_eq!(code(&run), 0, "{}", said(&run));
        (results("tong-hop.xlsx"), results("tong-hop.json"), results("bang-theo-doi.html"))
    };
    assert!(run() == run());
    assert_eq!(facts(&folder)["as_of"], "2024-05-02");
}

#[test]
fn unwritable_results_leave_the_old_ones() {
    let folder = workspace();
    forms(&folder, &["H-THOXUAN"]);
    receive(&folder, "H-THOXUAN");
    let words = ["consolidate", "--period", "2024-6T", "--as-of", "2024-05-02", "--exit-zero"];
    assert_eq!(code(&in_workspace(&folder, &words)), 0);
    let before = facts(&folder);
    // a folder in the place of the workbook
    let workbook = folder.path().join("w/ket-qua/2024-6T/tong-hop.xlsx");
    std::fs::remove_file(&workbook).unwrap();
    std::fs::create_dir(&workbook).unwrap();
    let failed =
        in_workspace(&folder, &["consolidate", "--period", "2024-6T", "--as-of", "2024-05-03"]);
    assert_eq!(code(&failed), 2);
    assert!(said(&failed).contains("Không ghi được"), "{}", said(&failed));
    assert_eq!(facts(&folder), before);
    let left = crate::tree::files(&folder.path().join("w/ket-qua/2024-6T"));
    let half_written = left
        .iter()
        .filter(|path| path.file_name().unwrap().to_string_lossy().starts_with('.'))
        .count();
    assert_eq!(half_written, 0, "nothing half-written is left behind: {left:?}");
}

#[test]
fn errors_in_office_files_are_reported_together_with_lines() {
    let folder = workspace();
    let plan = folder.path().join("w/ke-hoach.toml");
    let text = std::fs::read_to_string(&plan).unwrap();
    let text = text.replacen("nature = \"flow\"", "nature = \"flows\"", 1).replacen(
        "before = 2024-05-01",
        "before = 2024-13-01",
        1,
    );
    std::fs::write(&plan, text).unwrap();
    let stopped = in_workspace(&folder, &["check"]);
    assert_eq!(code(&stopped), 2);
    let said = said(&stopped);
    assert!(
        said.lines().filter(|line| line.trim_start().starts_with("ke-hoach.toml:")).count() >= 1,
        "{said}"
    );
}

#[test]
fn an_invalid_decision_stops_the_run_with_its_line() {
    let folder = workspace();
    let decisions = folder.path().join("w/quyet-dinh.toml");
    std::fs::write(decisions, "# chú thích\n[[waive]]\nunit = \"S-NV\"\n").unwrap();
    let stopped = in_workspace(&folder, &["check"]);
    assert_eq!(code(&stopped), 2);
    assert!(said(&stopped).contains("quyet-dinh.toml:2:"), "{}", said(&stopped));
}

#[test]
fn usage_errors_are_in_the_users_language() {
    let folder = TempDir::new().unwrap();
    let wrong = |words: &[&str]| {
        let run = tonghop(folder.path(), words);
        assert_eq!(code(&run), 2);
        said(&run)
    };
    assert!(wrong(&["chek"]).contains("Có phải ý là “check”?"));
    assert!(wrong(&["chek", "--lang", "en"]).contains("Did you mean “check”?"));
    assert!(wrong(&["check", "--as-of", "hôm qua"]).contains("không phải là một ngày"));
    assert!(wrong(&["check"]).contains("không phải là thư mục làm việc"));
    assert!(wrong(&["explain", "G999"]).contains("Không có quy tắc"));
}

#[test]
fn the_output_ends_with_next_steps_and_files() {
    let folder = workspace();
    forms(&folder, &["H-THOXUAN"]);
    receive(&folder, "H-THOXUAN");
    let run = in_workspace(
        &folder,
        &["consolidate", "--period", "2024-6T", "--as-of", "2024-05-02", "--exit-zero"],
    );
    let text = printed(&run);
    assert!(
        text.contains("\nViệc cần làm trước\n  1. Đôn đốc 53 đơn vị quá hạn chưa gửi: Thành phố"),
        "{text}"
    );
    assert!(
        text.contains("\nket-qua/2024-6T/tong-hop.xlsx\nket-qua/2024-6T/tong-hop.json\nket-qua/2024-6T/bang-theo-doi.html\n"),
        "{text}"
    );
    assert!(!text.contains('\u{1b}'), "{text}");
    let page = std::fs::read_to_string(folder.path().join("w/ket-qua/2024-6T/bang-theo-doi.html"))
        .unwrap();
    assert!(page.contains("<html lang=\"vi\">") && page.contains("H-THOXUAN.xlsx"));
    let quiet = in_workspace(
        &folder,
        &["consolidate", "--period", "2024-6T", "--as-of", "2024-05-02", "--exit-zero", "--quiet"],
    );
    assert_eq!(printed(&quiet), "");
}

#[test]
fn a_returned_form_sent_unchanged_has_the_same_errors() {
    let folder = workspace();
    forms(&folder, &["H-THOXUAN", "S-NV"]);
    receive(&folder, "H-THOXUAN");
    std::fs::write(folder.path().join("w/nhan/2024-6T/Sở Nội vụ.xlsx"), b"%PDF-1.7").unwrap();
    let words = ["consolidate", "--period", "2024-6T", "--as-of", "2024-05-02", "--exit-zero"];
    let run = in_workspace(&folder, &words);
    assert!(printed(&run).contains("ket-qua/2024-6T/tra-lai/H-THOXUAN.xlsx"), "{}", said(&run));
    let returned = folder.path().join("w/ket-qua/2024-6T/tra-lai");
    let forms = crate::tree::files(&returned)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|end| end == "xlsx"));
    let names: Vec<_> = forms.map(|path| path.file_name().unwrap().to_owned()).collect();
    assert_eq!(names, ["H-THOXUAN.xlsx", "S-NV.xlsx"]);
    let of = |unit: &str| {
        facts(&folder)["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|found| found["unit"] == unit)
            .cloned()
            .collect()
    };
    let before: Vec<Value> = of("H-THOXUAN");
    let inbox = folder.path().join("w/nhan/2024-6T");
    for name in names {
        std::fs::copy(returned.join(&name), inbox.join(&name)).unwrap();
    }
    in_workspace(&folder, &words);
    let messages = |findings: &[Value]| {
        findings.iter().map(|found| found["message"].clone()).collect::<Vec<_>>()
    };
    // number and date of the new report are missing too
    let of_number = |finding: &Value| {
        finding["message"]["vi"].as_str().unwrap().starts_with("Chưa ghi “Số, ký hiệu báo cáo”")
    };
    let after: Vec<Value> = of("H-THOXUAN");
    let after: Vec<Value> = after.into_iter().filter(|finding| !of_number(finding)).collect();
    assert_eq!(messages(&before), messages(&after), "sent back as it is it has the same faults");
    let unit = facts(&folder)["units"]
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["unit"] == "S-NV")
        .unwrap()
        .clone();
    assert_eq!(unit["state"], "returned", "what could not be read can be filled in anew");
}

#[test]
fn ad_hoc_incidents_are_included_in_their_period() {
    let folder = workspace();
    let w = folder.path().join("w");
    let made = in_workspace(
        &folder,
        &["template", "--period", "2024-DX", "--unit", "H-THOXUAN", "--as-of", "2024-03-01"],
    );
    assert_eq!(code(&made), 0, "{}", said(&made));
    let unit = PLAN.registry.by_code("H-THOXUAN").unwrap();
    let date = NaiveDate::from_ymd_opt(2024, 3, 9).unwrap();
    let fire = incident(date, ["", "Cháy rừng keo", "", ""]);
    let report = Report { incidents: vec![fire], ..Report::default() };
    let book = form::filled(&PLAN, unit, PLAN.ad_hoc_period().unwrap(), date, &report);
    std::fs::write(w.join("nhan/2024-DX/a.xlsx"), xlsx::write(&book).unwrap()).unwrap();
    let checked = in_workspace(&folder, &["check", "--period", "2024-DX", "--as-of", "2024-04-20"]);
    assert_eq!(code(&checked), 0, "{}", printed(&checked));
    assert!(
        printed(&checked)
            .contains("Đã nhận 1 báo cáo đột xuất, 1 vụ việc, trong đó 0 chưa rõ ngày."),
        "{}",
        printed(&checked)
    );
    in_workspace(&folder, &["consolidate", "--period", "2024-DX", "--as-of", "2024-04-20"]);
    let results = crate::tree::files(&w.join("ket-qua/2024-DX"))
        .into_iter()
        .filter(|path| !path.starts_with(w.join("ket-qua/2024-DX/nhat-ky")));
    let names: Vec<_> =
        results.map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(names, ["tong-hop.json", "tong-hop.xlsx"]);
    forms(&folder, &["S-NV"]);
    receive(&folder, "S-NV");
    in_workspace(
        &folder,
        &["consolidate", "--period", "2024-6T", "--as-of", "2024-04-20", "--exit-zero"],
    );
    let mut written =
        calamine::open_workbook_auto(w.join("ket-qua/2024-6T/tong-hop.xlsx")).unwrap();
    let listed = calamine::Reader::worksheet_range(&mut written, "Đột xuất").unwrap();
    let row = listed.rows().find(|row| row.iter().any(|cell| *cell == *"Cháy rừng keo")).unwrap();
    assert!(row.iter().any(|cell| *cell == *"nhan/2024-DX/a.xlsx"), "{row:?}");
    // the file is in another folder than the period's
    assert!(
        facts(&folder)["files"]
            .as_array()
            .unwrap()
            .iter()
            .all(|file| file["file"].as_str().unwrap().starts_with("nhan/2024-6T/"))
    );
}
