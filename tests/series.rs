//! Tests of plans with a series of periods: a report on another month, quarter or year never counts.

use crate::made::answers;
use crate::tree::{answers_office, answers_plan, code, printed, said, tonghop};
use chrono::NaiveDate;
use serde_json::Value;
use tempfile::TempDir;
use tonghop::book::form;
use tonghop::book::{Book, Cell, Content, Role, Row};
use tonghop::model::plan::Plan;
use tonghop::model::submission::Report;
use tonghop::xlsx;

/// A plan of 2026 with months, quarters and one month of the next year.
const PERIODS: &str = "
[[series]]
every = \"month\"
window = { from = 15, to = 14 }
due = { by = 15 }

[[series]]
every = \"quarter\"
sum_of = \"month\"
window = { from = 15, to = 14 }
due = { by = 15 }

[[period]]
code = \"2027-T09\"
name = \"tháng 9 năm 2027\"
name_en = \"September 2027\"
by = 2027-09-15
from = 2027-08-15
to = 2027-09-14

";

const X: &str = "2026-T09/X-LAM.xlsx";

struct Office {
    folder: TempDir,
    plan: Plan,
}

impl Office {
    fn new() -> Self {
        let mut text = answers_plan();
        let series = text.find("[[series]]").unwrap()..text.find("[[task]]").unwrap();
        text.replace_range(series, PERIODS);
        let (folder, plan) = answers_office(&text);
        Self { folder, plan }
    }

    fn receive(&self, path: &str, issued_for: &str, edit: impl Fn(&mut Book)) {
        self.receive_amount(path, issued_for, 2.0, edit);
    }

    /// Puts the form of a period, filled in with a number of projects and an amount of money and
    /// edited, into an inbox.
    fn receive_amount(&self, path: &str, issued_for: &str, amount: f64, edit: impl Fn(&mut Book)) {
        let unit = path.rsplit('/').next().unwrap().split(['.', ' ', '_']).next().unwrap();
        let figures = vec![answers::number("GN07", 7.0), answers::number("GN06", amount)];
        let report = Report { figures, ..Report::default() };
        let day = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
        let units = self.plan.registry.units();
        let unit = units.iter().find(|one| one.code.as_str() == unit).unwrap();
        let period = self.plan.period(issued_for).unwrap();
        let mut book = form::filled(&self.plan, unit, period, day, &report);
        edit(&mut book);
        let file = self.folder.path().join("nhan").join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, xlsx::write(&book).unwrap()).unwrap();
    }

    fn consolidated(&self, period: &str, as_of: &str) -> Value {
        let run = tonghop(
            self.folder.path(),
            &["consolidate", "--period", period, "--as-of", as_of, "--exit-zero"],
        );
        assert_eq!(code(&run), 0, "{}{}", printed(&run), said(&run));
        let facts = self.folder.path().join("ket-qua").join(period).join("tong-hop.json");
        serde_json::from_slice(&std::fs::read(facts).unwrap()).unwrap()
    }

    /// Returns whether the figure of an edited report counts, and the errors about its file.
    fn judged(path: &str, issued_for: &str, edit: impl Fn(&mut Book)) -> (bool, Vec<String>) {
        let office = Self::new();
        office.receive(path, issued_for, edit);
        let facts = office.consolidated("2026-T09", "2026-09-20");
        let values = facts["values"].as_array().unwrap();
        let counted =
            values.iter().any(|value| value["indicator"] == "GN07" && value["counted"] == true);
        let findings = facts["findings"].as_array().unwrap().iter();
        let errors = findings
            .filter(|finding| finding["severity"] == "error" && !finding["file"].is_null())
            .map(|finding| finding["rule"].as_str().unwrap().to_owned());
        (counted, errors.filter(|rule| rule != "G103" && rule != "L101").collect())
    }
}

/// Replaces the text of every cell that has it.
fn replace(book: &mut Book, from: &str, to: &str) {
    let mut replaced = 0;
    for cell in
        book.sheets.iter_mut().flat_map(|sheet| &mut sheet.rows).flat_map(|row| &mut row.cells)
    {
        if cell.content == Content::Text(from.to_owned()) {
            cell.content = Content::Text(to.to_owned());
            replaced += 1;
        }
    }
    assert!(replaced > 0, "{from}");
}

/// Removes the stamp, so that the file says its period only in its cells.
fn unstamp(book: &mut Book) {
    book.names.clear();
    book.properties.custom.clear();
    book.properties.title.clear();
    book.properties.subject.clear();
}

/// Leaves only the sheet of figures, without lines above its table, and names the unit above it.
fn only_figures(book: &mut Book, above: &[&str]) {
    unstamp(book);
    book.sheets.retain(|sheet| sheet.name == "Số liệu");
    let sheet = &mut book.sheets[0];
    let head = sheet.rows.iter().position(|row| {
        row.cells.first().is_some_and(|cell| cell.content == Content::Text("Mã".into()))
    });
    sheet.rows.drain(..head.unwrap());
    (sheet.table, sheet.merges, sheet.inputs, sheet.bars) = Default::default();
    let line = |texts: &[&str]| Row {
        cells: texts.iter().map(|text| Cell::text(*text, Role::Text)).collect(),
        ..Row::default()
    };
    let lines = above.iter().map(|text| line(&[text]));
    sheet.rows.splice(0..0, lines.chain([line(&["Tên đơn vị", "Xã Lam"])]));
}

#[test]
fn the_period_of_the_form_counts_in_every_spelling() {
    assert_eq!(Office::judged(X, "2026-T09", |_| {}), (true, vec![]));
    for spelling in ["T9/2026", "Tháng 09/2026", "9-2026", "từ 15/8/2026 đến 14/9/2026"] {
        let edit = |book: &mut Book| {
            unstamp(book);
            replace(book, "tháng 9 năm 2026", spelling);
        };
        assert_eq!(Office::judged(X, "2026-T09", edit), (true, vec![]), "{spelling}");
    }
    let titled = |book: &mut Book| only_figures(book, &["BÁO CÁO THÁNG 9 NĂM 2026"]);
    let (counted, errors) = Office::judged(X, "2026-T09", titled);
    assert!(counted, "{errors:?}");
    let untitled = |book: &mut Book| only_figures(book, &[]);
    let (counted, errors) = Office::judged("2026-T09/X-LAM T9.2026.xlsx", "2026-T09", untitled);
    assert!(counted, "{errors:?}");
}

#[test]
fn another_month_quarter_or_year_is_never_counted() {
    let is_b105 = |path: &str, edit: &dyn Fn(&mut Book)| {
        let (counted, errors) = Office::judged(path, "2026-T09", edit);
        assert!(!counted && errors == ["B105"], "{path}: {counted} {errors:?}");
    };
    for label in [
        "tháng 8 năm 2026",
        "T8/2026",
        "tháng 9 năm 2025",
        "tháng 9 năm 2027",
        "Quý III năm 2026",
        "9 tháng đầu năm 2026",
        "năm 2026",
        "từ 01/9/2026 đến 30/9/2026",
        "tháng 8 và tháng 9 năm 2026",
    ] {
        is_b105(X, &|book| replace(book, "tháng 9 năm 2026", label));
        is_b105(X, &|book| {
            unstamp(book);
            replace(book, "tháng 9 năm 2026", label);
        });
    }
    // a spreadsheet program makes a date of 8/2026
    is_b105(X, &|book| {
        unstamp(book);
        let is_label = |cell: &&mut Cell| cell.content == Content::Text("tháng 9 năm 2026".into());
        let cells = book.sheets.iter_mut().flat_map(|sheet| &mut sheet.rows);
        let label = cells.flat_map(|row| &mut row.cells).find(is_label).unwrap();
        label.content = Content::Day(NaiveDate::from_ymd_opt(2026, 8, 1).unwrap());
    });
    // of two years, none is certain
    is_b105(X, &|book| {
        unstamp(book);
        replace(book, "tháng 9 năm 2026", "tháng 9");
    });
    for title in ["BÁO CÁO THÁNG 8 NĂM 2026", "BÁO CÁO QUÝ III NĂM 2026", "Số liệu tháng 9/2025"]
    {
        is_b105(X, &|book| only_figures(book, &[title]));
    }
    for name in
        ["X-LAM T8.xlsx", "X-LAM_thang_8_2026.xlsx", "X-LAM quý III.xlsx", "T8.2026/X-LAM.xlsx"]
    {
        is_b105(&format!("2026-T09/{name}"), &|book| only_figures(book, &[]));
    }
    let (counted, errors) = Office::judged(X, "2026-T08", |_| {});
    assert!(!counted && errors == ["B105"], "{errors:?}");
    let (counted, errors) = Office::judged(X, "2027-T09", |_| {});
    assert!(!counted && errors == ["B105"], "{errors:?}");
}

#[test]
fn headings_of_another_time_make_a_figure_uncertain() {
    for words in
        ["Tháng 8", "Tháng 8/2026", "Quý III", "Quý III/2026", "Tháng 9/2025", "Lũy kế 9 tháng"]
    {
        for heading in [words.to_owned(), format!("Số liệu {words}")] {
            let in_form = |book: &mut Book| replace(book, "Số liệu", &heading);
            let (counted, errors) = Office::judged(X, "2026-T09", in_form);
            assert!(!counted && !errors.is_empty(), "{heading}: {errors:?}");
            let alone = |book: &mut Book| {
                only_figures(book, &[]);
                replace(book, "Số liệu", &heading);
            };
            let (counted, errors) = Office::judged(X, "2026-T09", alone);
            assert!(!counted && !errors.is_empty(), "{heading}, alone: {errors:?}");
        }
        let above = |book: &mut Book| only_figures(book, &[words]);
        let (counted, errors) = Office::judged(X, "2026-T09", above);
        assert!(!counted && !errors.is_empty(), "{words}, above: {errors:?}");
        let sheet = |book: &mut Book| {
            only_figures(book, &[]);
            book.sheets[0].name = words.replace('/', " ");
        };
        let (counted, errors) = Office::judged(X, "2026-T09", sheet);
        assert!(!counted && !errors.is_empty(), "{words}, sheet: {errors:?}");
    }
}

#[test]
fn all_periods_due_on_a_day_are_run_by_the_schedule() {
    let office = Office::new();
    office.receive("2026-T09/X-LAM.xlsx", "2026-T09", |_| {});
    office.receive("2026-Q3/X-LAM.xlsx", "2026-Q3", |_| {});
    let run = |day| {
        let words = ["consolidate", "--if-due", "--as-of", day, "--exit-zero"];
        let run = tonghop(office.folder.path(), &words);
        assert_eq!(code(&run), 0, "{}{}", printed(&run), said(&run));
    };
    let results = office.folder.path().join("ket-qua");
    // the next month opens midway between the two deadlines
    run("2026-09-30");
    assert!(!results.exists());
    run("2026-09-15");
    for period in ["2026-T09", "2026-Q3"] {
        assert!(results.join(period).join("tong-hop.json").is_file(), "{period}");
    }
    assert!(!results.join("2026-T10").exists());
    let job = printed(&tonghop(office.folder.path(), &["schedule", "--for", "cron"]));
    assert!(job.contains("2026-T10 (tháng 10 năm 2026), hạn chậm nhất 15/10/2026: từ 01/10/2026"));
}

#[test]
fn the_amount_of_a_quarter_is_the_sum_of_its_closed_months() {
    let office = Office::new();
    let judged = |amount| {
        office.receive_amount("2026-Q3/X-LAM.xlsx", "2026-Q3", amount, |_| {});
        let facts = office.consolidated("2026-Q3", "2026-09-20");
        let is_amount = |value: &&Value| value["indicator"] == "GN06" && value["unit"] == "X-LAM";
        let value = facts["values"].as_array().unwrap().iter().find(is_amount).unwrap().clone();
        let mut findings = facts["findings"].as_array().unwrap().iter();
        (value["counted"] == true, findings.any(|finding| finding["rule"] == "C102"))
    };
    for month in ["2026-T07", "2026-T08", "2026-T09"] {
        // nothing is compared before all months are closed
        assert_eq!(judged(7.0), (true, false), "{month}");
        office.receive(&format!("{month}/X-LAM.xlsx"), month, |_| {});
        let words = ["close", "--period", month, "--as-of", "2026-09-20", "--exit-zero"];
        let run = tonghop(office.folder.path(), &words);
        assert_eq!(code(&run), 0, "{}{}", printed(&run), said(&run));
    }
    assert_eq!(judged(7.0), (false, true));
    assert_eq!(judged(6.0), (true, false));
    let verified = tonghop(office.folder.path(), &["verify", "--period", "2026-Q3"]);
    assert_eq!(code(&verified), 0, "{}{}", printed(&verified), said(&verified));
}
