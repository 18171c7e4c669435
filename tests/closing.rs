//! Tests of closing a period: later files never change closed results silently, every change is
//! explained by unit and cell, and closed results can be rebuilt from what was recorded.

mod rebuilt;

use crate::tree::{code, files, printed, root, said, tonghop};
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Output;
use tempfile::TempDir;

const WHEN: [&str; 4] = ["--period", "2024-6T", "--as-of", "2024-05-06"];
/// A name with letters of several bytes.
const EARLY: &str = "huyện/huyện Nga Sơn - báo cáo 6 tháng.xlsx";
/// Report that arrives when the period is closed.
const LATE: &str = "S-TC.xlsx";

/// Workspace with three reports of the example, one of them with errors.
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

    /// Returns all results with their content, except records of runs and the file that lists the
    /// revisions.
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

/// Checks that all earlier files still exist unchanged.
fn untouched(before: &BTreeMap<PathBuf, Vec<u8>>, after: &BTreeMap<PathBuf, Vec<u8>>) {
    for (path, bytes) in before {
        assert!(after.get(path) == Some(bytes), "{} changed", path.display());
    }
}

/// Returns the external links of a workbook.
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
fn a_report_after_closing_gives_a_new_revision() {
    let office = Office::new();
    let closed = office.done("close");
    assert!(said(&closed).contains("Đã chốt kỳ 2024-6T, bản 1"), "{}", said(&closed));
    assert!(said(&closed).contains("lỗi chưa xử lý"), "{}", said(&closed));
    let frozen = office.kept();
    assert!(frozen.contains_key(&office.results().join("chot/chot.json")));

    // nothing arrived: neither command writes anything
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
            && first.contains("Mới nhất: ban-2/tong-hop-ban-2.xlsx  (bản 2, "),
        "{first}"
    );
    let newer = office.results().join("ban-2");
    assert!(!newer.join("tong-hop.xlsx").exists());
    for (folder, name) in [(office.results(), "tong-hop.xlsx"), (newer, "tong-hop-ban-2.xlsx")] {
        let links = links(&folder.join(name));
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
    for (name, part) in [("a.docx", "word/document.xml"), ("a.xlsx", "xl/sharedStrings.xml")] {
        let run = office.run(&["diff", words[0], words[1], "--out", name]);
        assert_eq!(code(&run), 0, "{}", said(&run));
        let file = std::fs::File::open(office.root().join(name)).unwrap();
        let mut archive = zip::ZipArchive::new(file).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name(part).unwrap(), &mut text).unwrap();
        // the workspace's plan gives the names
        assert!(text.contains("CT04") && text.contains("Hội nghị"), "{name}: {text}");
    }
    assert_eq!(code(&office.run(&["diff", words[0], words[1], "--out", "a.pdf"])), 2);
    // an existing file is only overwritten on request
    let page = office.root().join("a.docx");
    std::fs::write(&page, "của văn phòng").unwrap();
    let again = ["diff", words[0], words[1], "--out", "a.docx"];
    let refused = office.run(&again);
    assert_eq!((code(&refused), std::fs::read(&page).unwrap()), (2, "của văn phòng".into()));
    assert!(said(&refused).contains("--overwrite"), "{}", said(&refused));
    assert_eq!(code(&office.run(&[&again[..], &["--overwrite"]].concat())), 0);
    assert!(std::fs::read(&page).unwrap().starts_with(b"PK"));
    let same = office.run(&["diff", words[0], words[0]]);
    assert!(printed(&same).contains("Không có tổng nào thay đổi"), "{}", printed(&same));
}

#[test]
fn only_results_can_be_compared() {
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
fn closing_again_freezes_the_new_revision() {
    let office = Office::new();
    office.done("close");
    let first = office.kept();
    office.receive(LATE, LATE);
    let screen = || printed(&office.run(&WHEN));
    assert!(screen().contains("Lập bản mới bên cạnh kết quả đã chốt"), "{}", screen());
    office.done("consolidate");
    assert!(!screen().contains("Lập bản mới"), "the version rests on all that is there");
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
fn an_interrupted_close_closes_nothing() {
    let office = Office::new();
    office.done("close");
    std::fs::remove_file(office.results().join("chot/chot.json")).unwrap();
    office.receive(LATE, LATE);
    let run = office.done("consolidate");
    assert!(!said(&run).contains("đã chốt"), "{}", said(&run));
    assert!(!office.results().join("ban-2").exists());
}
