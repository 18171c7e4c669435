//! What a plan asks of whom: parts of an indicator, indicators of some units only, and targets, from the form to the results.

use crate::made::answers;
use crate::tree::{answers_office, answers_plan, code, printed, said, tonghop};
use chrono::NaiveDate;
use serde_json::{Value, json};
use std::path::Path;
use tempfile::TempDir;
use tonghop::book::form;
use tonghop::model::plan::Plan;
use tonghop::model::submission::Report;
use tonghop::xlsx;

const PERIOD: [&str; 5] = ["--period", "2026-T09", "--as-of", "2026-09-20", "--exit-zero"];
const UNITS: [&str; 6] = ["BQL-GT", "BQL-TL", "X-LAM", "X-THUY", "X-SON", "X-HA"];

/// The fixture with three indicators more: a part of GN07, a part of that, and one asked of the communes.
fn plan_text() -> String {
    let text = answers_plan();
    let part = |code: &str, name: &str, more: &str| {
        format!(
            "[[indicator]]\ncode = \"{code}\"\nname = \"{name}\"\nmeasure = \"dự án\"\ntask = \"1\"\nnature = \"stock\"\n{more}\n\n"
        )
    };
    let more = part("GN12", "Khởi công mới", "parent = \"GN07\"\ntarget = \">= 9\"")
        + &part("GN13", "Trong đó: nhóm B", "parent = \"GN12\"");
    let yes_no = "# Có hoặc không";
    assert!(text.contains(yes_no));
    let text = text.replace(yes_no, &format!("{more}{yes_no}"));
    let of_rate = "name = \"Tỷ lệ giải ngân\"\n";
    let of_communes = "name = \"Tỷ lệ hộ dân đồng thuận\"\n";
    assert!(text.contains(of_rate) && text.contains(of_communes));
    text.replace(of_rate, &format!("{of_rate}target = \">= 65.5\"\n"))
        .replace(of_communes, &format!("{of_communes}only = {{ groups = [\"xa\"] }}\n"))
}

struct Office {
    folder: TempDir,
    plan: Plan,
}

impl Office {
    fn new() -> Self {
        let (folder, plan) = answers_office(&plan_text());
        Self { folder, plan }
    }

    /// Puts a unit's form with these figures into the inbox, edited.
    fn receive(
        &self,
        unit: &str,
        figures: &[(&str, f64)],
        edit: impl Fn(&mut tonghop::book::Book),
    ) {
        let figure = |(code, number): &(&str, f64)| answers::number(code, *number);
        let report = Report { figures: figures.iter().map(figure).collect(), ..Report::default() };
        let day = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
        let of = self.plan.registry.units().iter().find(|one| one.code.as_str() == unit).unwrap();
        let period = self.plan.period("2026-T09").unwrap();
        let mut book = form::filled(&self.plan, of, period, day, &report);
        edit(&mut book);
        let inbox = self.folder.path().join("nhan/2026-T09/2026-09-14");
        std::fs::create_dir_all(&inbox).unwrap();
        std::fs::write(inbox.join(format!("{unit}.xlsx")), xlsx::write(&book).unwrap()).unwrap();
    }

    fn consolidated(&self) -> Value {
        let run = tonghop(self.folder.path(), &[&["consolidate"], &PERIOD[..]].concat());
        assert_eq!(code(&run), 0, "{}{}", printed(&run), said(&run));
        serde_json::from_slice(&std::fs::read(self.result("tong-hop.json")).unwrap()).unwrap()
    }

    fn result(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join("ket-qua/2026-T09").join(name)
    }
}

/// The wording and the measure of a row of the figures, by its code.
fn row<'b>(book: &'b mut tonghop::book::Book, code: &str) -> &'b mut Vec<tonghop::book::Cell> {
    let sheet = book.sheets.iter_mut().find(|sheet| sheet.name == "Số liệu").unwrap();
    let is_row = |cells: &[tonghop::book::Cell]| {
        cells.first().is_some_and(|cell| cell.content == tonghop::book::Content::Text(code.into()))
    };
    &mut sheet.rows.iter_mut().find(|row| is_row(&row.cells)).unwrap().cells
}

fn type_in(cells: &mut [tonghop::book::Cell], col: usize, text: &str) {
    cells[col].content = tonghop::book::Content::Text(text.to_owned());
}

fn entry<'v>(facts: &'v Value, list: &str, wanted: &[(&str, &str)]) -> &'v Value {
    let all = facts[list].as_array().unwrap();
    let fits = |one: &&Value| wanted.iter().all(|(key, value)| one[*key] == *value);
    all.iter().find(fits).unwrap_or_else(|| panic!("{list} {wanted:?}: {all:#?}"))
}

fn text_of(file: &Path, part: &str) -> String {
    use std::io::Read as _;
    let mut package = zip::ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
    let mut text = String::new();
    package.by_name(part).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_part_is_known_by_its_words_and_is_at_most_the_whole() {
    let office = Office::new();
    let figures = [("GN07", 6.0), ("GN12", 2.0), ("GN13", 1.0)];
    let wordings = [
        ["Trong đó: Khởi công mới", "Trong đó: nhóm B"],
        ["Dự án đang triển khai, trong đó: khởi công mới", "nhóm B"],
        ["- Khởi công mới", "+ Nhóm B"],
    ];
    for (unit, [new, of_group]) in UNITS.iter().zip(wordings) {
        office.receive(unit, &figures, |book| {
            type_in(row(book, "GN12"), 1, new);
            type_in(row(book, "GN13"), 1, of_group);
        });
    }
    office.receive("X-THUY", &[("GN07", 3.0), ("GN12", 4.0), ("GN13", 0.0)], |_| {});
    office.receive("X-SON", &figures, |book| {
        type_in(row(book, "GN12"), 1, "Dự án dừng triển khai");
        for code in ["GN07", "GN13"] {
            type_in(row(book, code), 0, "");
        }
    });
    let facts = office.consolidated();
    let counted = |unit: &str, code: &str| {
        entry(&facts, "values", &[("unit", unit), ("indicator", code)])["counted"] == true
    };
    for unit in &UNITS[..3] {
        assert!(["GN07", "GN12", "GN13"].iter().all(|code| counted(unit, code)), "{unit}");
    }
    // more than the whole: neither counts, and both cells are named
    assert_eq!(["GN07", "GN12", "GN13"].map(|code| counted("X-THUY", code)), [false, false, true]);
    let broken = entry(&facts, "findings", &[("rule", "C101"), ("unit", "X-THUY")]);
    assert_eq!(broken["cells"].as_array().unwrap().len(), 2);
    // other words are no part, and words alone are one only with “trong đó”
    assert_eq!(["GN07", "GN12", "GN13"].map(|code| counted("X-SON", code)), [true, false, true]);
    let book = text_of(&office.result("tong-hop.xlsx"), "xl/sharedStrings.xml");
    assert!(book.contains("Dự án đang triển khai, trong đó: Khởi công mới, trong đó: nhóm B"));
    let target = &entry(&facts, "totals", &[("indicator", "GN12")])["target"];
    assert_eq!(
        *target,
        json!({"comparison": "at-least", "value": "9", "reached": false, "units": null})
    );
}

#[test]
fn an_indicator_is_asked_of_some_units_only() {
    let office = Office::new();
    for unit in UNITS {
        let all: &[_] = if unit.starts_with("BQL") { &[] } else { &[("GN05", 90.0)] };
        office.receive(unit, all, |book| {
            let sheet = book.sheets.iter_mut().find(|sheet| sheet.name == "Số liệu").unwrap();
            let code = |code: &str| tonghop::book::Content::Text(code.into());
            let asks = sheet
                .rows
                .iter()
                .flat_map(|row| &row.cells)
                .any(|cell| cell.content == code("GN05"));
            assert_eq!(asks, unit.starts_with("X-"), "{unit}");
            if unit == "BQL-GT" {
                let cells = ["GN05", "Tỷ lệ hộ dân đồng thuận", "%", "50"];
                sheet.push(
                    cells
                        .map(|text| tonghop::book::Cell::text(text, tonghop::book::Role::Text))
                        .into(),
                );
            }
        });
    }
    let facts = office.consolidated();
    let total = entry(&facts, "totals", &[("indicator", "GN05")]);
    assert_eq!((&total["units"], &total["expected"]), (&json!(4), &json!(4)));
    let unasked = entry(&facts, "findings", &[("rule", "B103"), ("unit", "BQL-GT")]);
    assert_eq!((&unasked["label"], &unasked["found"]), (&json!("GN05"), &json!("50")));
    let value = entry(&facts, "values", &[("unit", "BQL-GT"), ("indicator", "GN05")]);
    assert_eq!((&value["counted"], &value["answer"]), (&json!(false), &json!("blank")));
    let missing = facts["findings"].as_array().unwrap().iter();
    assert!(missing.clone().any(|finding| finding["rule"] == "G103"));
    let of_boards = missing
        .filter(|finding| finding["unit"].as_str().is_some_and(|unit| unit.starts_with("BQL")));
    assert!(
        of_boards.clone().all(|finding| !finding["message"]["vi"]
            .as_str()
            .unwrap()
            .contains("GN05")
            || finding["rule"] == "B103")
    );
}

#[test]
fn a_target_stands_beside_its_result() {
    let office = Office::new();
    for (unit, (of, rate)) in UNITS.iter().zip([(40.0, 40.0), (80.0, 80.0), (90.0, 90.0)]) {
        office.receive(unit, &[("GN01", 100.0), ("GN02", of), ("GN03", rate)], |_| {});
    }
    let facts = office.consolidated();
    let total = entry(&facts, "totals", &[("indicator", "GN03")]);
    assert_eq!(total["value"], "70");
    assert_eq!(
        total["target"],
        json!({"comparison": "at-least", "value": "65.5", "reached": true, "units": 2})
    );
    let report = text_of(&office.result("bao-cao.docx"), "word/document.xml");
    assert!(report.contains("≥ 65,5: đạt"));
    assert!(
        std::fs::read_to_string(office.result("bang-theo-doi.html"))
            .unwrap()
            .contains("≥ 65,5: đạt")
    );
    let formulas: String = (1..=5)
        .map(|at| text_of(&office.result("tong-hop.xlsx"), &format!("xl/worksheets/sheet{at}.xml")))
        .collect();
    assert!(
        formulas.contains("&gt;=65.5") && formulas.contains("&quot;&gt;=&quot;&amp;65.5")
            || formulas.contains("\"&gt;=\"&amp;65.5")
    );
}

#[test]
fn a_figure_in_another_scale_is_never_counted() {
    let office = Office::new();
    let money = [("GN01", 100.0), ("GN02", 50.0), ("GN03", 50.0)];
    let measures = ["tỷ đồng", "đồng", "tr.đ", "triệu VNĐ"];
    for (unit, measure) in UNITS.iter().zip(measures) {
        office.receive(unit, &money, |book| type_in(row(book, "GN01"), 2, measure));
    }
    office.receive("X-SON", &money, |book| type_in(row(book, "GN01"), 4, "đơn vị tỷ đồng"));
    office.receive("X-HA", &money, |book| {
        let sheet = book.sheets.iter_mut().find(|sheet| sheet.name == "Số liệu").unwrap();
        sheet.put(3, 0, tonghop::book::Cell::text("ĐVT: đồng", tonghop::book::Role::Text));
    });
    let facts = office.consolidated();
    let counted = UNITS.map(|unit| {
        entry(&facts, "values", &[("unit", unit), ("indicator", "GN01")])["counted"] == true
    });
    assert_eq!(counted, [false, false, true, true, false, false]);
    let found = entry(&facts, "findings", &[("rule", "B107"), ("unit", "BQL-GT")]);
    assert_eq!(found["expected"], "đơn vị tính “triệu đồng”; 100 tỷ đồng là 100.000 triệu đồng");
}
