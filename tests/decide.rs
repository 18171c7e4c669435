//! Tests of decisions from the command line: each kind is written from what the previous run
//! printed, and applied by the next.

mod kept;

use crate::tree::{code, copy, root, said, tonghop};
use serde_json::Value;
use std::process::Output;
use tempfile::TempDir;

const ON: [&str; 4] = ["--period", "2024-6T", "--as-of", "2024-05-06"];

/// Returns a copy of a specimen's workspace.
fn specimen(rule: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    copy(&root().join("examples/specimens").join(rule), &folder.path().join("w"));
    for shared in ["ke-hoach.toml", "don-vi.toml"] {
        std::fs::copy(root().join("examples/specimens").join(shared), folder.path().join(shared))
            .unwrap();
    }
    folder
}

fn run(folder: &TempDir, words: &[&str]) -> Output {
    tonghop(&folder.path().join("w"), &[words, &ON].concat())
}

fn decide(folder: &TempDir, words: &[&str]) -> Output {
    run(
        folder,
        &[&["decide"], words, &["--reason", "Đã xác minh", "--by", "Nguyễn Văn B"]].concat(),
    )
}

fn facts(folder: &TempDir) -> Value {
    serde_json::from_slice(&run(folder, &["check", "--format", "json"]).stdout).unwrap()
}

/// Returns the rules with unwaived findings.
fn standing(folder: &TempDir) -> Vec<String> {
    let facts = facts(folder);
    let findings =
        facts["findings"].as_array().unwrap().iter().filter(|finding| finding["waived"].is_null());
    findings.map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect()
}

fn id(folder: &TempDir, rule: &str) -> String {
    let facts = facts(folder);
    let finding = facts["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["rule"] == rule)
        .unwrap();
    finding["id"].as_str().unwrap().to_owned()
}

fn unit(folder: &TempDir) -> Value {
    facts(folder)["units"][0].clone()
}

#[test]
fn a_violated_relation_is_waived_by_finding_id() {
    let folder = specimen("C101");
    let id = id(&folder, "C101");
    assert_eq!(code(&decide(&folder, &["waive", &id.to_lowercase()])), 0);
    let facts = facts(&folder);
    assert_eq!(
        facts["findings"][0]["waived"],
        serde_json::json!({ "reason": "Đã xác minh", "by": "Nguyễn Văn B" })
    );
    assert!(facts["values"].as_array().unwrap().iter().all(|value| value["counted"] == true));
    assert_eq!(facts["units"][0]["state"], "accepted");
    let text = String::from_utf8(run(&folder, &["check"]).stdout).unwrap();
    assert!(
        text.contains(&id) && text.contains("Đã chấp nhận: Đã xác minh (Nguyễn Văn B)"),
        "{text}"
    );
}

#[test]
fn a_decision_is_written_once() {
    let folder = specimen("C101");
    let id = id(&folder, "C101");
    assert_eq!(code(&decide(&folder, &["waive", &id])), 0);
    let file = folder.path().join("w/quyet-dinh.toml");
    let written = std::fs::read_to_string(&file).unwrap();
    let again = decide(&folder, &["waive", &id]);
    assert_eq!((code(&again), std::fs::read_to_string(&file).unwrap()), (0, written));
    assert!(String::from_utf8_lossy(&again.stdout).contains("đã ghi quyết định này"));
}

#[test]
fn a_missing_unit_is_exempted_or_gets_an_extension() {
    let exempt = specimen("N101");
    assert_eq!(code(&decide(&exempt, &["exempt", &id(&exempt, "N101")])), 0);
    assert_eq!(
        (standing(&exempt), unit(&exempt)["punctuality"].clone()),
        (vec![], "exempt".into())
    );
    let extended = specimen("N101");
    assert_eq!(code(&decide(&extended, &["extend", "X-SUOICO", "--to", "2024-05-06"])), 0);
    assert_eq!(
        (standing(&extended), unit(&extended)["punctuality"].clone()),
        (vec![], "awaited".into())
    );
}

#[test]
fn a_received_date_is_set_by_file_path_from_any_folder() {
    let folder = specimen("N102");
    let path = folder.path().join("w/nhan/2024-6T/2024-05-03/bc-xa-suoi-co.xlsx");
    assert_eq!(
        code(&decide(
            &folder,
            &["receipt", &path.display().to_string(), "--received", "2024-04-26"]
        )),
        0
    );
    assert_eq!(
        unit(&folder)["received"],
        serde_json::json!({ "on": "2024-04-26", "evidence": "decision" })
    );
    assert_eq!(standing(&folder), [""; 0]);
}

#[test]
fn a_file_is_assigned_and_a_version_chosen() {
    let nobodys = specimen("T111");
    assert_eq!(code(&decide(&nobodys, &["file", &id(&nobodys, "T111"), "--unit", "X-SUOICO"])), 0);
    assert_eq!((standing(&nobodys), unit(&nobodys)["state"].clone()), (vec![], "accepted".into()));
    let conflict = specimen("N105");
    let second = "nhan/2024-6T/2024-04-26/bc-xa-suoi-co.xlsx";
    assert_eq!(code(&decide(&conflict, &["file", second, "--counts"])), 0);
    assert_eq!(
        (standing(&conflict), unit(&conflict)["file"].clone()),
        (vec!["N104".to_owned()], second.into())
    );
}

#[test]
fn invalid_decisions_are_refused_and_not_written() {
    let folder = specimen("N105");
    let nothing_of = |run: Output, said_to_be: &str| {
        assert_eq!(code(&run), 2);
        assert!(said(&run).contains(said_to_be), "{}", said(&run));
        assert!(!folder.path().join("w/quyet-dinh.toml").exists());
    };
    nothing_of(
        decide(&folder, &["waive", &id(&folder, "N105")]),
        "decide file nhan/2024-6T/2024-04-26/bc-xa-suoi-co.xlsx --counts",
    );
    nothing_of(decide(&folder, &["waive", "G101-00000000"]), "Không có lỗi, cảnh báo nào mang mã");
    nothing_of(decide(&folder, &["exempt", "X-SUOIC"]), "X-SUOICO");
    nothing_of(
        decide(&folder, &["receipt", "nhan/khong-co.xlsx", "--received", "2024-04-26"]),
        "không phải là một tệp đã nhận",
    );
    nothing_of(
        decide(&folder, &["receipt", "xa-suoi-co", "--received", "2024-04-26"]),
        "có trong tên của 2 tệp",
    );
    nothing_of(
        decide(&folder, &["receipt", "04-26/bc", "--received", "2024-12-26"]),
        "nằm sau ngày 06/5/2024",
    );
    nothing_of(decide(&folder, &["file", &id(&folder, "N105"), "--counts"]), "có 2 tệp");
    nothing_of(
        decide(&folder, &["extend", "X-SUOICO", "--to", "2024-04-01"]),
        "không sau thời hạn",
    );
    nothing_of(
        run(&folder, &["decide", "exempt", "X-SUOICO", "--by", "B", "--reason", "…"]),
        "--reason còn trống",
    );
    nothing_of(run(&folder, &["decide", "exempt", "X-SUOICO", "--by", "B"]), "--reason");
    nothing_of(decide(&folder, &["file", "nhan/2024-6T/2024-04-26/bc-xa-suoi-co.xlsx"]), "thiếu");
}

#[test]
fn ids_determine_the_period_and_files_match_by_part_of_the_name() {
    let folder = specimen("N102");
    let day = &ON[2..];
    let as_of = |words: &[&str]| {
        tonghop(
            &folder.path().join("w"),
            &[words, day, &["--reason", "Đã hỏi", "--by", "B"]].concat(),
        )
    };
    assert_eq!(
        code(&as_of(&[
            "decide",
            "receipt",
            r"2024-6T\2024-05-03\BC-xa",
            "--received",
            "26/4/2024"
        ])),
        0
    );
    assert_eq!(unit(&folder)["received"]["on"], "2024-04-26");
    let other = specimen("C101");
    let waived = tonghop(
        &other.path().join("w"),
        &[&["decide", "waive", &id(&other, "C101"), "--reason", "Đã hỏi", "--by", "B"], day]
            .concat(),
    );
    assert_eq!((code(&waived), standing(&other)), (0, vec![]), "{}", said(&waived));
}

#[test]
fn a_version_is_chosen_by_finding_id_or_unit() {
    let folder = specimen("N105");
    let first = decide(&folder, &["file", &id(&folder, "N105"), "--counts", "04-26"]);
    assert_eq!((code(&first), standing(&folder)), (0, vec!["N104".to_owned()]), "{}", said(&first));
    let other = unit(&folder)["superseded"][0].as_str().unwrap().to_owned();
    let second = decide(&folder, &["file", "X-SUOICO", "--counts", &other]);
    let text = String::from_utf8(second.stdout.clone()).unwrap();
    assert!(
        code(&second) == 0 && text.contains("Thay cho quyết định số 1"),
        "{text}{}",
        said(&second)
    );
    assert_eq!(unit(&folder)["file"], other.as_str());
    let findings = facts(&folder)["findings"].clone();
    let replaced =
        findings.as_array().unwrap().iter().find(|finding| finding["rule"] == "K103").unwrap();
    assert_eq!(replaced["severity"], "note");
}

#[test]
fn unreadable_values_cannot_be_waived_and_alternatives_are_named() {
    for rule in ["G101", "G103", "T102"] {
        let folder = specimen(rule);
        let refused = decide(&folder, &["waive", &id(&folder, rule)]);
        let text = said(&refused);
        assert!(
            code(&refused) == 2 && text.contains("Không thể chấp nhận") && text.contains("gửi lại"),
            "{rule}: {text}"
        );
    }
}

#[test]
fn without_a_terminal_open_findings_are_listed_with_commands() {
    let folder = specimen("N101");
    let list = run(&folder, &["decide"]);
    let text = String::from_utf8(list.stdout.clone()).unwrap();
    let id = id(&folder, "N101");
    assert!(
        code(&list) == 0
            && text.contains(&format!(" decide exempt {id} --reason … --by … --as-of 2024-05-06")),
        "{text}"
    );
    assert!(text.contains(&format!(" decide extend {id} --to NGÀY")), "{text}");
}
