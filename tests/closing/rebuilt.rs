//! Tests of rebuilding results from records, and of naming what does not match the record.

use super::{EARLY, LATE, Office, json};
use crate::tree::{code, files, printed, root, said};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::PathBuf;
use unicode_normalization::UnicodeNormalization as _;
use zip::write::SimpleFileOptions;

#[test]
fn closed_results_are_rebuilt_despite_later_changes() {
    let office = Office::new();
    std::fs::write(office.inbox("~$S-BDT.xlsx"), "who has it open").unwrap();
    // as macOS writes the name, decomposed
    office.receive("K-CVHK.xlsx", &"Cảng vụ hàng không.xlsx".nfd().collect::<String>());
    office.done("close");
    office.receive(LATE, LATE);
    std::fs::remove_file(office.inbox("~$S-BDT.xlsx")).unwrap();
    // a moved file is recognized by its content
    std::fs::rename(office.inbox(EARLY), office.inbox("Nga Sơn.xlsx")).unwrap();
    office.decide("[[waive]]\nnot finished");
    std::fs::write(office.root().join("ke-hoach.toml"), "").unwrap();
    let before: BTreeMap<PathBuf, Vec<u8>> = files(&office.root())
        .into_iter()
        .map(|path| (path.clone(), std::fs::read(path).unwrap()))
        .collect();
    let verified = office.verify();
    assert_eq!(code(&verified), 0, "{}{}", printed(&verified), said(&verified));
    assert!(printed(&verified).contains("tệp: đúng như đã ghi\nMọi tệp"), "{}", printed(&verified));
    let after: BTreeMap<PathBuf, Vec<u8>> = files(&office.root())
        .into_iter()
        .map(|path| (path.clone(), std::fs::read(path).unwrap()))
        .collect();
    assert!(before == after, "verify writes nothing");
}

#[test]
fn an_archive_is_recorded_once_and_rebuilt() {
    let office = Office::new();
    let mut archive = zip::ZipWriter::new(std::fs::File::create(office.inbox("gửi.zip")).unwrap());
    archive.start_file("Sở Tài chính.xlsx", SimpleFileOptions::default()).unwrap();
    archive
        .write_all(
            &std::fs::read(root().join("examples/thanh-hoa-2024/nhan/2024-6T").join(LATE)).unwrap(),
        )
        .unwrap();
    archive.finish().unwrap();
    office.done("close");
    let inputs = json(&office.results().join("chot/chot.json"))["inputs"].clone();
    let names: Vec<&str> =
        inputs.as_array().unwrap().iter().map(|input| input["file"].as_str().unwrap()).collect();
    assert_eq!(
        names.iter().filter(|name| name.contains("gửi.zip")).collect::<Vec<_>>(),
        [&"nhan/2024-6T/gửi.zip"]
    );
    assert!(printed(&office.run(&["check", "--period", "2024-6T"])).contains("Sở Tài chính"));
    assert_eq!(code(&office.verify()), 0);
}

#[test]
fn results_of_another_version_are_reported() {
    let office = Office::new();
    office.done("close");
    let closing = office.results().join("chot/chot.json");
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    let text = std::fs::read_to_string(&closing).unwrap();
    assert!(text.contains(&version));
    std::fs::write(&closing, text.replace(&version, "\"version\": \"0.0.9\"")).unwrap();
    let told = printed(&office.run(&["verify", "--period", "2024-6T", "--lang", "en"]));
    assert!(told.contains("written by version 0.0.9"), "{told}");
    std::fs::write(&closing, "{").unwrap();
    let broken = office.verify();
    assert_eq!(code(&broken), 2);
    assert!(said(&broken).contains("chot.json bị hỏng"), "{}", said(&broken));
}

#[test]
fn a_changed_closed_result_is_detected() {
    let office = Office::new();
    office.done("close");
    let states = || -> Vec<String> {
        let verified = office.run(&["doi-chieu", "--period", "2024-6T", "--format", "json"]);
        let told: Value = serde_json::from_slice(&verified.stdout).unwrap();
        let states: Vec<String> = told["outputs"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| line["state"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(code(&verified), i32::from(states.iter().any(|state| state != "same")));
        states
    };
    let all = states();
    assert!(all.len() > 3 && all.iter().all(|state| state == "same"), "{all:?}");
    // workbook and facts come first, the record of closing last
    let states = || {
        let all = states();
        assert!(all[2..all.len() - 1].iter().all(|state| state == "same"), "{all:?}");
        [all[0].clone(), all[1].clone(), all[all.len() - 1].clone()]
    };
    let (workbook, facts) =
        (office.results().join("tong-hop.xlsx"), office.results().join("tong-hop.json"));
    let mut bytes = std::fs::read(&workbook).unwrap();
    bytes[100] ^= 1;
    std::fs::write(&workbook, bytes).unwrap();
    assert_eq!(states(), ["altered", "same", "same"]);
    std::fs::remove_file(&facts).unwrap();
    assert_eq!(states(), ["altered", "missing", "same"]);
    let closing = office.results().join("chot/chot.json");
    let text = std::fs::read_to_string(&closing).unwrap();
    std::fs::write(&closing, text.replacen("\"units\": 3", "\"units\": 2", 1)).unwrap();
    assert_eq!(states(), ["altered", "missing", "altered"]);
    // incomplete results are reported, and complete ones are written beside them
    let told = said(&office.done("check"));
    assert!(told.contains("tệp kết quả đã chốt bị sửa hoặc mất (2)"), "{told}");
    office.done("consolidate");
    assert!(office.results().join("ban-2/tong-hop.json").is_file());
    assert!(!facts.exists());
}

#[test]
fn missing_and_changed_inputs_are_named() {
    let office = Office::new();
    office.done("close");
    std::fs::remove_file(office.inbox(EARLY)).unwrap();
    office.receive(LATE, "S-BDT.xlsx");
    let verified = office.verify();
    assert_eq!(code(&verified), 2);
    assert!(
        said(&verified).contains(EARLY) && said(&verified).contains("nhan/2024-6T/S-BDT.xlsx"),
        "{}",
        said(&verified)
    );
    assert!(!said(&verified).contains("H-THOXUAN"), "{}", said(&verified));
    let checked = said(&office.done("check"));
    assert!(checked.contains("tệp bị sửa hoặc thay (1): nhan/2024-6T/S-BDT.xlsx"), "{checked}");
    assert!(checked.contains(&format!("tệp không còn (1): nhan/2024-6T/{EARLY}")), "{checked}");
}

#[test]
fn every_run_can_be_rebuilt_from_its_record() {
    let office = Office::new();
    office.done("consolidate");
    office.done("consolidate");
    let records = files(&office.results().join("nhat-ky"));
    assert_eq!(records.len(), 2);
    let record = json(&records[1]);
    assert_eq!(
        (&record["command"], &record["as_of"], &record["lang"], &record["exit_code"]),
        (&"consolidate".into(), &"2024-05-06".into(), &"vi".into(), &0.into())
    );
    let facts = json(&office.results().join("tong-hop.json"));
    for received in facts["files"].as_array().unwrap() {
        let input = record["inputs"]
            .as_array()
            .unwrap()
            .iter()
            .find(|input| input["file"] == received["file"])
            .unwrap();
        assert_eq!((&input["sha256"], &input["bytes"]), (&received["sha256"], &received["bytes"]));
    }
    let parts: Vec<&str> = record["inputs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|input| input["part"].as_str().unwrap())
        .collect();
    assert_eq!(
        parts,
        ["settings", "plan", "units", "decisions", "register", "received", "received", "received"]
    );
    let written = files(&office.results())
        .into_iter()
        .filter(|path| !path.starts_with(office.results().join("nhat-ky")))
        .count();
    assert_eq!(record["outputs"].as_array().unwrap().len(), written);
    assert_eq!(code(&office.verify()), 0);
    #[cfg(unix)]
    for path in files(&office.results()) {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(
            path.metadata().unwrap().permissions().mode() & 0o777,
            0o600,
            "{}",
            path.display()
        );
    }
    office.decide("# edited\n");
    let verified = office.verify();
    assert_eq!(code(&verified), 2);
    assert!(
        said(&verified).contains("tệp của văn phòng đã sửa (1): quyet-dinh.toml"),
        "{}",
        said(&verified)
    );
}

#[test]
fn a_period_without_results_cannot_be_rebuilt() {
    let office = Office::new();
    let verified = office.verify();
    assert_eq!(code(&verified), 2);
    assert!(said(&verified).contains("chưa có lần tổng hợp nào"), "{}", said(&verified));
}
