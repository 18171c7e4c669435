//! Tests of the log events of a run and of the records of all runs, including failed ones.

use crate::tree::{code, files, printed, said, tonghop};
use chrono::DateTime;
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;

const WHEN: [&str; 4] = ["--period", "2024-6T", "--as-of", "2024-05-06"];

/// Returns a workspace with a report and another file.
fn workspace() -> TempDir {
    let folder = crate::tree::workspace();
    let inbox = folder.path().join("w/nhan/2024-6T");
    std::fs::copy(
        crate::tree::root().join("examples/thanh-hoa-2024/nhan/2024-6T/S-BDT.xlsx"),
        inbox.join("S-BDT.xlsx"),
    )
    .unwrap();
    std::fs::write(inbox.join("Sở Tài chính.xlsx"), b"%PDF-1.7").unwrap();
    folder
}

/// Returns the lines of standard error as objects.
fn events(folder: &Path, words: &[&str]) -> Vec<Value> {
    let run = tonghop(folder, &[words, &["--log", "json"]].concat());
    let events: Vec<Value> = said(&run)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}")))
        .collect();
    for event in &events {
        let time = event["time"].as_str().unwrap();
        assert!(time.ends_with("+07:00") && DateTime::parse_from_rfc3339(time).is_ok(), "{time}");
        assert!(["info", "warn", "error"].contains(&event["level"].as_str().unwrap()));
        assert!(!event["message"].as_str().unwrap().is_empty());
    }
    events
}

fn keys(events: &[Value]) -> Vec<&str> {
    events.iter().map(|event| event["event"].as_str().unwrap()).collect()
}

#[test]
fn each_event_is_a_json_object_on_a_line() {
    let folder = workspace();
    let w = folder.path().join("w");
    let told = events(&w, &[&["consolidate"], &WHEN[..]].concat());
    let expected = [
        "run-started",
        "plan-read",
        "lock-held",
        "stage-done",
        "stage-done",
        "file-unusable",
        "examined",
        "stage-done",
        "stage-done",
        "results-written",
        "run-ended",
    ];
    assert_eq!(keys(&told), expected);
    let of = |key: &str| told.iter().find(|event| event["event"] == key).unwrap();
    assert_eq!(
        (&of("run-started")["command"], &of("run-started")["version"]),
        (&"consolidate".into(), &env!("CARGO_PKG_VERSION").into())
    );
    assert_eq!(of("plan-read")["plan"], tonghop::load::shipped::PLAN_ID);
    assert_eq!(
        (&of("file-unusable")["file"], &of("file-unusable")["rule"]),
        (&"nhan/2024-6T/Sở Tài chính.xlsx".into(), &"T104".into())
    );
    assert_eq!(
        (&of("examined")["files"], &of("examined")["period"], &of("examined")["rules"]["T104"]),
        (&2.into(), &"2024-6T".into(), &1.into())
    );
    assert_eq!(of("run-ended")["exit_code"], 1);
    let stages: Vec<&Value> = told
        .iter()
        .filter(|event| event["event"] == "stage-done")
        .map(|event| &event["stage"])
        .collect();
    assert_eq!(stages, ["read", "examine", "lay-out", "write"]);
    let written = files(&w.join("ket-qua/2024-6T")).len() - 1;
    assert_eq!(of("results-written")["files"], written, "all but the record of the run");
}

#[test]
fn errors_are_json_objects_too() {
    let folder = workspace();
    let w = folder.path().join("w");
    let quiet = events(&w, &[&["check", "--quiet"], &WHEN[..]].concat());
    assert_eq!(keys(&quiet), ["file-unusable"]);
    let wrong = events(&w, &["chek", "--lang", "en"]);
    assert_eq!((&wrong[0]["error"], &wrong[0]["exit_code"]), (&"arguments".into(), &2.into()));
    assert!(
        wrong[0]["message"].as_str().unwrap().contains("There is no command “chek”"),
        "{wrong:?}"
    );
    assert_eq!(keys(&events(&w, &["schedule"])), ["failed"]);
    let none = events(&w, &["consolidate", "--period", "2024-NAM", "--as-of", "2024-10-20"]);
    let said = none.iter().find(|event| event["event"] == "no-reports").unwrap();
    assert_eq!((&said["level"], &none.last().unwrap()["exit_code"]), (&"warn".into(), &3.into()));
    let closed = events(&w, &["close", "--period", "2024-NAM", "--as-of", "2024-10-20"]);
    assert!(
        closed.iter().any(|event| event["event"] == "failed")
            && closed.last().unwrap()["exit_code"] == 3,
        "{closed:?}"
    );
    std::fs::write(w.join("ket-qua/.dang-chay.json"), "").unwrap();
    assert!(keys(&events(&w, &[&["close"], &WHEN[..]].concat())).contains(&"lock-stale"));
    std::fs::write(w.join("ke-hoach.toml"), "không phải kế hoạch").unwrap();
    assert_eq!(events(&w, &["check"])[1]["error"], "unsound");
}

#[test]
fn events_have_a_text_format_and_are_off_by_default() {
    let folder = workspace();
    let w = folder.path().join("w");
    let run = tonghop(&w, &[&["check", "--log=text"], &WHEN[..]].concat());
    let lines: Vec<String> = said(&run).lines().map(str::to_owned).collect();
    assert!(
        lines[0].contains(" INFO run-started \"Bắt đầu tonghop check.\" command=check version="),
        "{lines:?}"
    );
    assert!(
        lines
            .iter()
            .any(|line| line.contains(" WARN file-unusable ") && line.ends_with("rule=T104")),
        "{lines:?}"
    );
    let plain = tonghop(&w, &[&["check"], &WHEN[..]].concat());
    assert_eq!((said(&plain).as_str(), printed(&plain)), ("", printed(&run)));
}

fn record(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

#[test]
fn a_failed_run_is_recorded_and_cannot_be_rebuilt() {
    let folder = workspace();
    let w = folder.path().join("w");
    assert_eq!(code(&tonghop(&w, &[&["consolidate", "--exit-zero"], &WHEN[..]].concat())), 0);
    let workbook = w.join("ket-qua/2024-6T/tong-hop.xlsx");
    let kept = std::fs::read(&workbook).unwrap();
    std::fs::remove_file(&workbook).unwrap();
    std::fs::create_dir(&workbook).unwrap();
    for command in ["consolidate", "close"] {
        assert_eq!(
            code(&tonghop(&w, &[command, "--period", "2024-6T", "--as-of", "2024-05-07"])),
            2
        );
    }
    std::fs::remove_dir(&workbook).unwrap();
    std::fs::write(&workbook, kept).unwrap();
    assert_eq!(code(&tonghop(&w, &[&["template", "--unit", "S-NV"], &WHEN[..]].concat())), 0);
    let verified = tonghop(&w, &["verify", "--period", "2024-6T"]);
    assert_eq!(code(&verified), 0, "{}", said(&verified));
    let records: Vec<Value> =
        files(&w.join("ket-qua/2024-6T/nhat-ky")).iter().map(|path| record(path)).collect();
    let commands: Vec<(&str, i64)> = records
        .iter()
        .map(|of| (of["command"].as_str().unwrap(), of["exit_code"].as_i64().unwrap()))
        .collect();
    assert!(
        commands.contains(&("close", 2)) && commands.contains(&("template", 0)),
        "{commands:?}"
    );
    let failed =
        records.iter().find(|of| of["command"] == "consolidate" && of["exit_code"] == 2).unwrap();
    assert_eq!(failed["error"]["reason"], "write");
    assert!(failed["error"]["message"]["vi"].as_str().unwrap().contains("Không ghi được"));
    assert!(failed["error"]["message"]["en"].as_str().unwrap().contains("Cannot write"));
    assert_eq!(failed["stages"].as_array().unwrap().len(), 4);
    assert!(
        failed["inputs"]
            .as_array()
            .unwrap()
            .iter()
            .any(|input| input["file"] == "nhan/2024-6T/S-BDT.xlsx")
    );
    let forms = records.iter().find(|of| of["command"] == "template").unwrap();
    assert_eq!(forms["outputs"][0]["file"], "mau/2024-6T/S-NV.xlsx");

    std::fs::write(w.join("ke-hoach.toml"), "").unwrap();
    assert_eq!(code(&tonghop(&w, &["consolidate"])), 2);
    let unsound = record(&files(&w.join("ket-qua/nhat-ky"))[0]);
    assert_eq!(
        (&unsound["error"]["reason"], &unsound["period"], &unsound["plan"]),
        (&"unsound".into(), &Value::Null, &Value::Null)
    );
}

#[test]
fn read_only_commands_leave_no_record() {
    let folder = workspace();
    let w = folder.path().join("w");
    let before = files(&w);
    for words in [
        &["check", "--period", "2024-NAM"][..],
        &["verify", "--period", "2024-6T"],
        &["check", "--period", "2024-6T"],
        &["explain"],
    ] {
        tonghop(&w, words);
    }
    assert_eq!(files(&w), before);
}
