//! Closing a period: what arrives later never changes closed results in silence, every change is explained by unit and cell, and
//! closed results can be built again from what was recorded.

use crate::tree::{code, files, printed, root, said, tonghop};
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Output;
use tempfile::TempDir;
use unicode_normalization::UnicodeNormalization as _;
use zip::write::SimpleFileOptions;

const WHEN: [&str; 4] = ["--period", "2024-6T", "--as-of", "2024-05-06"];
/// A name with letters that are more than one byte.
const EARLY: &str = "huyện/huyện Nga Sơn - báo cáo 6 tháng.xlsx";
/// The report that arrives when the period is closed.
const LATE: &str = "S-TC.xlsx";

/// A workspace with three reports of the example, one of them with errors.
struct Office(TempDir);

impl Office {
    fn new() -> Self {
        let folder = crate::tree::workspace();
        let office = Self(folder);
        for name in [EARLY, "H-THOXUAN.xlsx", "S-BDT.xlsx"] {
            office.receive(name, name);
        }
        office
    }

    fn root(&self) -> PathBuf {
        self.0.path().join("w")
    }

    fn results(&self) -> PathBuf {
        self.root().join("ket-qua/2024-6T")
    }

    fn inbox(&self, name: &str) -> PathBuf {
        self.root().join("nhan/2024-6T").join(name)
    }

    /// Receives a report of the example under a name.
    fn receive(&self, report: &str, name: &str) {
        let to = self.inbox(name);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(root().join("examples/thanh-hoa-2024/nhan/2024-6T").join(report), to)
            .unwrap();
    }

    fn run(&self, words: &[&str]) -> Output {
        tonghop(&self.root(), words)
    }

    fn done(&self, command: &str) -> Output {
        let run = self.run(&[&[command], &WHEN[..], &["--exit-zero"]].concat());
        assert_eq!(code(&run), 0, "{}", said(&run));
        run
    }

    fn verify(&self) -> Output {
        self.run(&["verify", "--period", "2024-6T"])
    }

    /// All results with their bytes, without the records of runs and the file that says which results are which.
    fn kept(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let results = files(&self.results()).into_iter().filter(|path| {
            !path.starts_with(self.results().join("nhat-ky"))
                && !path.ends_with("DOC-TOI-TRUOC.txt")
        });
        results.map(|path| (path.clone(), std::fs::read(&path).unwrap())).collect()
    }

    fn decide(&self, text: &str) {
        std::fs::write(self.root().join("quyet-dinh.toml"), text).unwrap();
    }
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// What was there before is there now, byte for byte.
fn untouched(before: &BTreeMap<PathBuf, Vec<u8>>, after: &BTreeMap<PathBuf, Vec<u8>>) {
    for (path, bytes) in before {
        assert!(after.get(path) == Some(bytes), "{} changed", path.display());
    }
}

/// Where the links of a workbook lead that lead out of it.
fn links(workbook: &Path) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(workbook).unwrap()).unwrap();
    let mut text = String::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).unwrap();
        if part.name().unwrap().contains("worksheets/_rels") {
            part.read_to_string(&mut text).unwrap();
        }
    }
    let targets = text.split("Target=\"").skip(1).filter(|rest| rest.contains("External"));
    targets.map(|rest| rest.split('"').next().unwrap().replace("%20", " ")).collect()
}

#[test]
fn a_report_that_arrives_after_closing_makes_a_version_beside_the_closed_results() {
    let office = Office::new();
    let closed = office.done("close");
    assert!(said(&closed).contains("Đã chốt kỳ 2024-6T, bản 1"), "{}", said(&closed));
    assert!(said(&closed).contains("lỗi chưa xử lý"), "{}", said(&closed));
    let frozen = office.kept();
    assert!(frozen.contains_key(&office.results().join("chot/chot.json")));

    // nothing came: nothing is written, in either command
    for command in ["consolidate", "chot"] {
        let again = office.done(command);
        assert!(said(&again).contains("kết quả đã chốt giữ nguyên"), "{}", said(&again));
        assert_eq!(office.kept(), frozen, "{command}");
    }

    office.receive(LATE, "đến muộn/Sở Tài chính.xlsx");
    let checked = office.done("check");
    assert!(
        said(&checked).contains("tệp mới nhận (1): nhan/2024-6T/đến muộn/Sở Tài chính.xlsx"),
        "{}",
        said(&checked)
    );
    assert_eq!(office.kept(), frozen);

    let run = office.done("consolidate");
    untouched(&frozen, &office.kept());
    let (old, new) =
        (office.results().join("tong-hop.json"), office.results().join("ban-2/tong-hop.json"));
    assert_ne!(json(&old)["totals"], json(&new)["totals"]);
    assert!(said(&run).contains("(S-TC)"), "{}", said(&run));
    assert!(said(&run).contains("diff --period 2024-6T"), "{}", said(&run));
    let first = std::fs::read_to_string(office.results().join("DOC-TOI-TRUOC.txt")).unwrap();
    assert!(
        first.contains("Đã chốt:  tong-hop.xlsx  (bản 1, chốt ngày ")
            && first.contains("Mới nhất: ban-2/tong-hop.xlsx  (bản 2, "),
        "{first}"
    );
    for folder in [office.results(), office.results().join("ban-2")] {
        let links = links(&folder.join("tong-hop.xlsx"));
        assert!(links.len() > 50);
        assert!(links.iter().all(|link| folder.join(link).is_file()), "{links:?}");
    }
}

#[test]
fn a_changed_total_is_explained_by_unit_and_cell() {
    let office = Office::new();
    office.done("close");
    office.receive(LATE, LATE);
    office.done("consolidate");
    let words = ["ket-qua/2024-6T/tong-hop.json", "ket-qua/2024-6T/ban-2/tong-hop.json"];
    let told = office.run(&["so-sanh", words[0], words[1]]);
    assert_eq!(code(&told), 0);
    assert!(printed(&told).contains("Sở Tài chính (S-TC): báo cáo mới"), "{}", printed(&told));
    assert!(
        printed(&told).contains("tệp nhan/2024-6T/S-TC.xlsx, trang “Số liệu”, ô D9"),
        "{}",
        printed(&told)
    );
    let english = printed(&office.run(&["diff", words[0], words[1], "--lang", "en"]));
    assert!(
        english.contains("new report") && english.contains("sheet “Số liệu”, cell D9"),
        "{english}"
    );

    let facts: Value = serde_json::from_slice(
        &office.run(&["diff", words[0], words[1], "--format", "json"]).stdout,
    )
    .unwrap();
    let number = |value: &Value| value.as_str().unwrap().parse::<Decimal>().unwrap();
    let totals = facts["totals"].as_array().unwrap();
    assert!(totals.len() > 10);
    for total in totals {
        let parts: Decimal = total["contributions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|part| number(&part["change"]))
            .sum();
        assert_eq!(parts, number(&total["change"]));
        assert_eq!(parts, number(&total["new"]["sum"]) - number(&total["old"]["sum"]));
        assert_eq!(total["contributions"][0]["unit"], "S-TC");
        assert_eq!(total["contributions"][0]["reasons"][0], "new-report");
    }
    let same = office.run(&["diff", words[0], words[0]]);
    assert!(printed(&same).contains("Không có tổng nào thay đổi"), "{}", printed(&same));
}

#[test]
fn what_is_no_result_cannot_be_compared() {
    let office = Office::new();
    office.done("consolidate");
    std::fs::write(office.root().join("khac.json"), "{\"schema\": 1}").unwrap();
    for other in ["khac.json", "ke-hoach.toml", "khong-co.json"] {
        let refused = office.run(&["diff", "ket-qua/2024-6T/tong-hop.json", other]);
        assert_eq!(code(&refused), 2);
        assert!(said(&refused).contains(other), "{}", said(&refused));
    }
}

#[test]
fn closed_results_are_built_again_whatever_came_later() {
    let office = Office::new();
    std::fs::write(office.inbox("~$S-BDT.xlsx"), "who has it open").unwrap();
    // as a Mac writes the name: letters and marks apart
    office.receive("K-CVHK.xlsx", &"Cảng vụ hàng không.xlsx".nfd().collect::<String>());
    office.done("close");
    office.receive(LATE, LATE);
    std::fs::remove_file(office.inbox("~$S-BDT.xlsx")).unwrap();
    // a file that was moved is known by its bytes
    std::fs::rename(office.inbox(EARLY), office.inbox("Nga Sơn.xlsx")).unwrap();
    office.decide("[[waive]]\nnot finished");
    std::fs::write(office.root().join("ke-hoach.toml"), "").unwrap();
    let before: BTreeMap<PathBuf, Vec<u8>> = files(&office.root())
        .into_iter()
        .map(|path| (path.clone(), std::fs::read(path).unwrap()))
        .collect();
    let verified = office.verify();
    assert_eq!(code(&verified), 0, "{}{}", printed(&verified), said(&verified));
    assert!(
        printed(&verified).contains("ket-qua/2024-6T/tong-hop.xlsx: đúng như đã ghi"),
        "{}",
        printed(&verified)
    );
    let after: BTreeMap<PathBuf, Vec<u8>> = files(&office.root())
        .into_iter()
        .map(|path| (path.clone(), std::fs::read(path).unwrap()))
        .collect();
    assert!(before == after, "verify writes nothing");
}

#[test]
fn an_archive_of_reports_is_recorded_once_and_read_again() {
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
fn results_of_another_version_are_said_to_be_so() {
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
fn a_closed_result_that_was_touched_is_found() {
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
    // the workbook and the facts come first, the record of closing last
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
    // results of which half is gone are told of, and whole ones are written beside them
    let told = said(&office.done("check"));
    assert!(told.contains("tệp kết quả đã chốt bị sửa hoặc mất (2)"), "{told}");
    office.done("consolidate");
    assert!(office.results().join("ban-2/tong-hop.json").is_file());
    assert!(!facts.exists());
}

#[test]
fn an_input_that_is_gone_or_changed_is_named() {
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
fn closing_again_freezes_the_version_beside() {
    let office = Office::new();
    office.done("close");
    let first = office.kept();
    office.receive(LATE, LATE);
    office.done("consolidate");
    office.decide("[[exempt]]\nperiod = \"2024-6T\"\nunit = \"S-KHCN\"\nreason = \"Sáp nhập\"\nby = \"A\"\non = 2024-05-06\n");
    let told = said(&office.done("close"));
    assert!(
        told.contains("tệp của văn phòng đã sửa (1): quyet-dinh.toml") && told.contains("bản 2"),
        "{told}"
    );
    untouched(&first, &office.kept());
    assert!(
        std::fs::read_to_string(office.results().join("ban-2/chot/quyet-dinh.toml"))
            .unwrap()
            .contains("S-KHCN")
    );
    assert_eq!(code(&office.verify()), 0);
    let second = office.kept();
    std::fs::remove_file(office.inbox(LATE)).unwrap();
    office.done("consolidate");
    untouched(&second, &office.kept());
    let facts = json(&office.results().join("ban-3/tong-hop.json"));
    assert!(
        facts["files"]
            .as_array()
            .unwrap()
            .iter()
            .all(|file| file["file"] != "nhan/2024-6T/S-TC.xlsx")
    );
}

#[test]
fn a_close_that_was_cut_short_closed_nothing() {
    let office = Office::new();
    office.done("close");
    std::fs::remove_file(office.results().join("chot/chot.json")).unwrap();
    office.receive(LATE, LATE);
    let run = office.done("consolidate");
    assert!(!said(&run).contains("đã chốt"), "{}", said(&run));
    assert!(!office.results().join("ban-2").exists());
}

#[test]
fn every_run_leaves_a_record_from_which_its_results_are_built_again() {
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
fn what_was_never_consolidated_cannot_be_built_again() {
    let office = Office::new();
    let verified = office.verify();
    assert_eq!(code(&verified), 2);
    assert!(said(&verified).contains("chưa có lần tổng hợp nào"), "{}", said(&verified));
}
