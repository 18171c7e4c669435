//! Tests of percentages, means and amounts of money from the cell to the report: figures that must
//! not be added are never added.

use crate::tree::{copy, root, tonghop};
use serde_json::{Value, json};
use std::io::Read as _;
use std::path::Path;
use tempfile::TempDir;

fn consolidated() -> (TempDir, Value) {
    let folder = TempDir::new().unwrap();
    copy(&root().join("tests/fixtures/answers"), folder.path());
    tonghop(
        folder.path(),
        &["consolidate", "--period", "2026-T09", "--as-of", "2026-09-20", "--exit-zero"],
    );
    let facts = std::fs::read(results(folder.path(), "tong-hop.json")).unwrap();
    let facts = serde_json::from_slice(&facts).unwrap();
    (folder, facts)
}

fn results(folder: &Path, name: &str) -> std::path::PathBuf {
    folder.join("ket-qua/2026-T09").join(name)
}

fn part(file: &Path, name: &str) -> String {
    let mut package = zip::ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
    let mut text = String::new();
    package.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn indicators_are_aggregated_according_to_the_plan() {
    let (_folder, facts) = consolidated();
    let total = |code: &str| {
        let totals = facts["totals"].as_array().unwrap();
        totals.iter().find(|total| total["indicator"] == code).unwrap().clone()
    };
    let of = |code: &str, sum: Value, units: u32| json!({ "indicator": code, "sum": sum, "units": units, "expected": 6 });
    assert_eq!(total("GN01"), of("GN01", json!("201500.5"), 4));
    assert_eq!(total("GN02"), of("GN02", json!("136900.4"), 4));
    let mut rate = of("GN03", Value::Null, 4);
    (rate["total"], rate["value"]) = (json!("ratio"), json!("67.94"));
    assert_eq!(total("GN03"), rate);
    let mut mean = of("GN04", Value::Null, 4);
    (mean["total"], mean["value"]) = (json!("mean"), json!("8.1"));
    assert_eq!(total("GN04"), mean);
    let mut none = of("GN05", Value::Null, 4);
    none["total"] = json!("none");
    assert_eq!(total("GN05"), none);
    assert_eq!(total("GN06"), of("GN06", json!("60"), 6));
}

#[test]
fn percentages_count_and_fractions_do_not() {
    let (_folder, facts) = consolidated();
    let read = |unit: &str, code: &str| {
        let values = facts["values"].as_array().unwrap();
        let value = values.iter().find(|v| v["unit"] == unit && v["indicator"] == code).unwrap();
        (value["value"].as_str().map(str::to_owned), value["counted"].as_bool().unwrap())
    };
    let some = |number: &str| Some(number.to_owned());
    // 0.8 in percent format, “50%” as text, 0.8 in general format
    assert_eq!(read("BQL-GT", "GN03"), (some("80"), true));
    assert_eq!(read("BQL-TL", "GN03"), (some("50"), true));
    assert_eq!(read("X-SON", "GN03"), (None, false));
    assert_eq!(read("X-LAM", "GN05"), (None, false));
    // a ratio that contradicts its parts, too many decimal places, no score
    assert_eq!(read("X-HA", "GN03"), (some("91"), false));
    assert_eq!(read("X-LAM", "GN04"), (None, false));
    assert_eq!(read("X-SON", "GN04"), (None, false));
    assert_eq!(read("X-LAM", "GN06"), (some("0"), true));
    let findings = facts["findings"].as_array().unwrap();
    let about = |rule: &str, unit: &str| {
        findings.iter().filter(|f| f["rule"] == rule && f["unit"] == unit).count()
    };
    assert_eq!(
        [("G106", "X-SON"), ("G106", "X-LAM"), ("C101", "X-HA"), ("G104", "X-LAM")]
            .map(|(rule, unit)| about(rule, unit)),
        [1; 4]
    );
    assert_eq!(about("G107", "BQL-TL"), 0);
}

#[test]
fn choices_are_counted_and_unclear_ones_reported() {
    let (folder, facts) = consolidated();
    let answers = |code: &str| {
        let totals = facts["totals"].as_array().unwrap();
        let total = totals.iter().find(|total| total["indicator"] == code).unwrap();
        assert_eq!(total["sum"], Value::Null);
        total["answers"].clone()
    };
    let yes_no = json!([{"answer": "Có", "units": 3}, {"answer": "Không", "units": 2}]);
    assert_eq!(answers("GN08"), yes_no);
    let findings = facts["findings"].as_array().unwrap();
    let guess = findings.iter().find(|finding| finding["rule"] == "G108").unwrap();
    assert_eq!((&guess["unit"], &guess["label"]), (&json!("X-LAM"), &json!("GN08")));
    assert!(findings.iter().any(|finding| finding["rule"] == "G102" && finding["label"] == "GN10"));
    let report = part(&results(folder.path(), "bao-cao.docx"), "word/document.xml");
    assert!(report.contains("3 có / 2 không"), "{report}");
    assert!(report.contains("Vướng mắc lớn nhất (GN11):") && report.contains("Thiếu vốn đối ứng"));
    let book = results(folder.path(), "tong-hop.xlsx");
    let strings = part(&book, "xl/sharedStrings.xml");
    assert!(strings.contains("Vướng mắc lớn nhất"));
    let told = (1..=8).any(|at| {
        part(&book, &format!("xl/worksheets/sheet{at}.xml")).contains("Thiếu vốn đối ứng")
    });
    assert!(told || strings.contains("Thiếu vốn đối ứng"), "a text stands among the results");
}

#[test]
fn the_workbook_and_the_report_show_the_quotient_of_the_sums() {
    let (folder, _) = consolidated();
    let book = results(folder.path(), "tong-hop.xlsx");
    let formulas: String =
        (1..=5).map(|at| part(&book, &format!("xl/worksheets/sheet{at}.xml"))).collect();
    assert!(formulas.contains("IFERROR(ROUND(100*SUMPRODUCT("), "a live ratio");
    assert!(formulas.contains("AVERAGE(") && formulas.contains("AVERAGEIF("), "live means");
    assert!(formulas.contains("<v>67.94</v>"), "with its result");
    let report = part(&results(folder.path(), "bao-cao.docx"), "word/document.xml");
    assert!(report.contains("67,94") && report.contains("201.500,5"), "{report}");
    // 80 + 50 + 20 + 91 and 98,5 + 97,5 + 95,25 + 96
    for sum in ["241", "150<", "387,25", "387.25"] {
        assert!(!report.contains(sum) && !formulas.contains(&format!("<v>{sum}</v>")), "{sum}");
    }
    let board = std::fs::read_to_string(results(folder.path(), "bang-theo-doi.html")).unwrap();
    assert!(board.contains("67,94") && !board.contains("387,25"));
}

#[test]
fn the_report_to_the_level_above_has_the_quotient() {
    let (folder, _) = consolidated();
    let above = folder.path().join("above");
    std::fs::create_dir(&above).unwrap();
    for name in ["ke-hoach.toml", "tonghop.toml", "don-vi.toml"] {
        let text = std::fs::read_to_string(folder.path().join(name)).unwrap();
        let text = text.replace("Xã Hạ", "Ủy ban nhân dân huyện Sông Lam");
        std::fs::write(above.join(name), text).unwrap();
    }
    let period = ["--period", "2026-T09", "--as-of", "2026-09-20", "--exit-zero"];
    let report = ["consolidate", "--as-report", "above", "--as-unit", "X-HA"];
    tonghop(folder.path(), &[&report[..], &period[..]].concat());
    let received = above.join("nhan/2026-T09/2026-09-14");
    std::fs::create_dir_all(&received).unwrap();
    let form = results(folder.path(), "bao-cao-cap-tren/X-HA.xlsx");
    std::fs::copy(form, received.join("X-HA.xlsx")).unwrap();
    tonghop(&above, &[&["consolidate"][..], &period[..]].concat());
    let facts = std::fs::read(results(&above, "tong-hop.json")).unwrap();
    let facts: Value = serde_json::from_slice(&facts).unwrap();
    let value = |code: &str| {
        let values = facts["values"].as_array().unwrap();
        let value = values.iter().find(|value| value["indicator"] == code).unwrap();
        (value["value"].clone(), value["answer"].clone())
    };
    assert_eq!(value("GN03"), (json!("67.94"), json!("number")));
    assert_eq!(value("GN04"), (json!("8.1"), json!("number")));
    // indicators without a total are blank
    assert_eq!(value("GN05"), (Value::Null, json!("blank")));
    assert_eq!(value("GN08"), (Value::Null, json!("blank")));
}

#[test]
fn yes_and_no_are_english_in_english_results() {
    let folder = TempDir::new().unwrap();
    copy(&root().join("tests/fixtures/answers"), folder.path());
    let period = ["--period", "2026-T09", "--as-of", "2026-09-20", "--exit-zero"];
    tonghop(folder.path(), &[&["consolidate", "--lang", "en"][..], &period[..]].concat());
    let report = part(&results(folder.path(), "bao-cao.docx"), "word/document.xml");
    let sheets: String = (1..=5)
        .map(|at| {
            let sheet = format!("xl/worksheets/sheet{at}.xml");
            part(&results(folder.path(), "tong-hop.xlsx"), &sheet)
        })
        .collect();
    for text in [report, sheets] {
        assert!(text.contains("3 yes / 2 no") && !text.contains("3 có"));
    }
}
