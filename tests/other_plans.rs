//! Tests of the examples of other fields: a monthly table of money and rates without tasks, and a
//! quarterly plan of yes or no, targets and parts. Each value is followed from the cell to the report.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where it fails")]

use crate::tree::{copy, files, root, tonghop};
use rust_decimal::Decimal;
use serde_json::Value;
use std::io::Read as _;
use std::path::Path;
use tempfile::TempDir;

/// A consolidated example.
struct Results {
    folder: TempDir,
    period: &'static str,
    facts: Value,
}

impl Results {
    fn monthly() -> Self {
        Self::new("06_hang-thang", "2026-T08", "2026-08-20")
    }

    fn quarterly() -> Self {
        Self::new("02_hang-quy", "2026-Q3", "2026-09-22")
    }

    fn new(example: &str, period: &'static str, as_of: &str) -> Self {
        let folder = TempDir::new().unwrap();
        copy(&root().join("examples").join(example), folder.path());
        for command in ["template", "consolidate"] {
            let words = [command, "--period", period, "--as-of", as_of];
            let words = if command == "template" { &words[..3] } else { &words[..] };
            tonghop(folder.path(), words);
        }
        let facts =
            std::fs::read(folder.path().join(format!("ket-qua/{period}/tong-hop.json"))).unwrap();
        Self { facts: serde_json::from_slice(&facts).unwrap(), folder, period }
    }

    fn result(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join("ket-qua").join(self.period).join(name)
    }

    /// Returns a value that counts, by unit.
    fn counted(&self, indicator: &str) -> Vec<(String, Decimal)> {
        let values = self.facts["values"].as_array().unwrap().iter();
        let own =
            values.filter(|value| value["indicator"] == indicator && value["counted"] == true);
        own.filter_map(|value| {
            let number = value["value"].as_str()?.parse().ok()?;
            Some((value["unit"].as_str().unwrap().to_owned(), number))
        })
        .collect()
    }

    fn value(&self, unit: &str, indicator: &str) -> &Value {
        let values = self.facts["values"].as_array().unwrap().iter();
        let mut own =
            values.filter(|value| value["unit"] == unit && value["indicator"] == indicator);
        own.next().unwrap()
    }

    fn total(&self, indicator: &str) -> &Value {
        let totals = self.facts["totals"].as_array().unwrap().iter();
        let mut own = totals.filter(|total| total["indicator"] == indicator);
        own.next().unwrap()
    }

    fn report(&self) -> String {
        part(&self.result("bao-cao.docx"), "word/document.xml")
    }

    /// Returns whether a rule found something about an indicator of a unit.
    fn is_found(&self, rule: &str, unit: &str, label: &str) -> bool {
        self.facts["findings"].as_array().unwrap().iter().any(|finding| {
            finding["rule"] == rule
                && finding["unit"] == unit
                && finding["label"].as_str().is_some_and(|said| said.contains(label))
        })
    }

    /// Returns the ratio in percent of the sums of two indicators over the units with both.
    fn ratio(&self, of: &str, per: &str) -> Decimal {
        let (of, per) = (self.counted(of), self.counted(per));
        let both = of
            .iter()
            .filter_map(|(unit, of)| Some((*of, per.iter().find(|(other, _)| other == unit)?.1)));
        let (of, per) = both
            .fold((Decimal::ZERO, Decimal::ZERO), |sums, pair| (sums.0 + pair.0, sums.1 + pair.1));
        (of * Decimal::ONE_HUNDRED / per).round_dp(2).normalize()
    }
}

fn part(file: &Path, name: &str) -> String {
    let mut package = zip::ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
    let mut text = String::new();
    package.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Returns the names of a workbook's sheets.
fn sheets(file: &Path) -> Vec<String> {
    let workbook = part(file, "xl/workbook.xml");
    let names = workbook.split("<sheet name=\"").skip(1);
    names.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

fn vietnamese(number: Decimal) -> String {
    number.to_string().replace('.', ",")
}

fn sum(all: &[(String, Decimal)]) -> Decimal {
    all.iter().map(|(_, number)| number).sum()
}

#[test]
fn a_percentage_goes_from_the_cell_to_the_report() {
    let results = Results::monthly();
    let cell = results.value("BQL-GT", "GN05");
    assert_eq!((&cell["value"], &cell["counted"]), (&"53.08".into(), &true.into()));
    assert_eq!(cell["at"]["file"], "nhan/2026-T08/2026-08-14/BQL-GT.xlsx");
    let ratio = results.ratio("GN03", "GN01");
    let total = results.total("GN05");
    assert_eq!((&total["sum"], total["total"].as_str()), (&Value::Null, Some("ratio")));
    assert_eq!(total["value"].as_str(), Some(ratio.to_string().as_str()));
    let shown = vietnamese(ratio);
    assert!(results.report().contains(&format!("Tỷ lệ giải ngân: {shown}%")), "{shown}");
    let board = std::fs::read_to_string(results.result("bang-theo-doi.html")).unwrap();
    assert!(board.contains(&shown));
    // a rate that contradicts its parts and an amount above the whole do not count
    assert!(results.is_found("C101", "X-KHENUOC", "GN05"));
    assert!(results.is_found("C101", "X-DOITHONG", "GN03"));
    assert!(results.is_found("G101", "X-HOSEN", "GN03"));
    for unit in ["X-DOITHONG", "X-HOSEN"] {
        assert_eq!(results.value(unit, "GN03")["counted"], false, "{unit}");
    }
}

#[test]
fn money_is_added_exactly_with_its_sign() {
    let results = Results::monthly();
    for code in ["GN01", "GN03", "GN06"] {
        let sum = sum(&results.counted(code)).normalize().to_string();
        assert_eq!(results.total(code)["sum"].as_str(), Some(sum.as_str()), "{code}");
    }
    assert!(results.counted("GN06").iter().any(|(_, number)| number.is_sign_negative()));
}

#[test]
fn a_plan_without_tasks_leaves_out_what_is_about_them() {
    let results = Results::monthly();
    let form = results.folder.path().join("mau/2026-T08/X-BENDA.xlsx");
    assert_eq!(sheets(&form), ["Thông tin", "Số liệu", "Tự kiểm tra", "Hướng dẫn"]);
    let book = sheets(&results.result("tong-hop.xlsx"));
    assert_eq!(
        book,
        [
            "Tổng quan",
            "Tình hình gửi",
            "Số liệu",
            "Số liệu đơn vị",
            "Kết quả",
            "Lỗi",
            "Nguồn",
            "Quy tắc"
        ]
    );
    let board = std::fs::read_to_string(results.result("bang-theo-doi.html")).unwrap();
    let report = results.report();
    for text in [&board, &report] {
        assert!(!text.contains("Tình trạng nhiệm vụ") && !text.contains("Đề xuất, kiến nghị"));
    }
    assert!(report.contains("KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU"));
    // the report is of the office, not of the body that issued the plan
    assert!(report.contains(" của Sở Tài chính tỉnh Sao Khuê)"));
    assert!(report.contains("Chậm bàn giao mặt bằng hai tuyến đường"));
    let findings = results.facts["findings"].as_array().unwrap();
    for rule in ["K101", "L101", "L102", "B101", "B111"] {
        assert!(findings.iter().all(|finding| finding["rule"] != rule), "{rule}");
    }
    assert_eq!(results.facts["tasks"].as_array().map(Vec::len), Some(0));
}

#[test]
fn answers_of_yes_and_no_are_counted() {
    let results = Results::quarterly();
    let given = |word: &str| {
        let values = results.facts["values"].as_array().unwrap().iter();
        values
            .filter(|value| value["indicator"] == "CC01" && value["raw"] == word)
            .filter(|value| value["counted"] == true)
            .count()
    };
    let answers = &results.total("CC01")["answers"];
    assert_eq!(answers[0]["answer"], "Có");
    assert_eq!(answers[0]["units"].as_u64(), Some(given("Có") as u64));
    assert_eq!(answers[1]["units"].as_u64(), Some(given("Không") as u64));
    assert!(results.is_found("G108", "P-CAUTRE", "CC01"));
    let said = format!("{} có / {} không", given("Có"), given("Không"));
    assert!(results.report().contains(&said), "{said}");
    let findings = results.facts["findings"].as_array().unwrap();
    let fix = findings.iter().find(|finding| finding["rule"] == "G108").unwrap();
    assert_eq!(fix["fix"]["vi"], "Ghi một trong: Có; Không.");
}

#[test]
fn a_target_is_compared_with_the_ratio_of_the_sums() {
    let results = Results::quarterly();
    let ratio = results.ratio("CC04", "CC03");
    let total = results.total("CC07");
    assert_eq!(total["value"].as_str(), Some(ratio.to_string().as_str()));
    assert_eq!(total["target"]["reached"].as_bool(), Some(ratio >= Decimal::from(95)));
    let board = std::fs::read_to_string(results.result("bang-theo-doi.html")).unwrap();
    for text in [results.report(), board] {
        assert!(text.contains("≥ 95"), "the target stands beside the result");
    }
    // a mean omits “nothing to report”, and no percentage is summed
    let satisfied = results.counted("CC09");
    assert!(satisfied.iter().all(|(unit, _)| unit != "X-HOSEN"));
    let mean = (sum(&satisfied) / Decimal::from(satisfied.len())).round_dp(2).normalize();
    assert_eq!(results.total("CC09")["value"].as_str(), Some(mean.to_string().as_str()));
    assert_eq!(results.total("CC09")["sum"], Value::Null);
}

#[test]
fn parts_stand_below_their_whole_and_are_checked_against_it() {
    let results = Results::quarterly();
    let form = results.folder.path().join("mau/2026-Q3/X-BENDA.xlsx");
    assert!(part(&form, "xl/sharedStrings.xml").contains("Trong đó: quá hạn"));
    let book = part(&results.result("tong-hop.xlsx"), "xl/sharedStrings.xml");
    assert!(book.contains("Hồ sơ đã giải quyết, trong đó: quá hạn"));
    assert!(results.is_found("C101", "X-KHENUOC", "CC05"));
    let [whole, in_time, late] = ["CC03", "CC04", "CC05"].map(|code| sum(&results.counted(code)));
    assert_eq!(whole, in_time + late);
}

#[test]
fn indicators_of_some_units_are_asked_only_of_them() {
    for (results, code, asked, not_asked, units) in [
        (Results::quarterly(), "CC10", "X-BENDA", "S-YT", 16),
        (Results::monthly(), "GN09", "BQL-GT", "X-BENDA", 4),
    ] {
        let row = |unit: &str| {
            let form = format!("mau/{}/{unit}.xlsx", results.period);
            part(&results.folder.path().join(form), "xl/sharedStrings.xml").contains(code)
        };
        assert!(row(asked) && !row(not_asked), "{code}");
        assert_eq!(results.total(code)["expected"], units);
        let values = results.facts["values"].as_array().unwrap().iter();
        let mut own = values.filter(|value| value["indicator"] == code);
        assert!(own.all(|value| value["unit"] != not_asked || value["counted"] == false));
    }
}

#[test]
fn twenty_reports_of_each_plan_are_read() {
    for (results, due) in [(Results::monthly(), 21), (Results::quarterly(), 21)] {
        let units = results.facts["units"].as_array().unwrap();
        let of = |word: &str| units.iter().filter(|unit| unit["punctuality"] == word).count();
        assert_eq!((units.len(), of("on-time"), of("late"), of("missing")), (due, 19, 1, 1));
        assert_eq!(files(&results.folder.path().join("nhan")).len(), 20);
        assert!(units.iter().all(|unit| unit["state"] != "unreadable"));
    }
}
