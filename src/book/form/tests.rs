use super::*;
use crate::book::{Content, Value};
use crate::load::shipped;
use crate::model::form::{Field, GUIDE, SELF_CHECK, Sheet as Kind};
use crate::model::origin::{CellRef, Origin, Sourced};
use crate::model::reading::{Day, Reading, Status};
use crate::model::submission::{Document, Figure, Incident, TaskAnswer};
use std::sync::{Arc, LazyLock};

static PLAN: LazyLock<Plan> = LazyLock::new(|| shipped::plan().expect("a sound plan"));

fn book(report: &Report) -> Book {
    let unit = PLAN
        .registry
        .units()
        .iter()
        .find(|unit| unit.code.as_str() == "H-THOXUAN")
        .expect("a unit");
    filled(&PLAN, unit, PLAN.period("2024-6T").expect("a period"), day(2024, 3, 1), report)
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

fn sourced<T>(value: T, raw: &str) -> Sourced<T> {
    Sourced {
        value,
        raw: raw.into(),
        at: Origin { file: "a".into(), sheet: "b".into(), cell: CellRef::new(0, 0) },
    }
}

fn words(text: &str) -> Sourced<Arc<str>> {
    sourced(text.into(), text)
}

/// Returns a complete report with nothing to report.
fn nil() -> Report {
    let mut report = Report::default();
    for (field, text) in [(Field::Symbol, "15/BC-UBND"), (Field::OwnPlan, "9/KH-UBND")] {
        report.info.insert(field, words(text));
    }
    for field in [Field::SignedOn, Field::OwnPlanDate] {
        report
            .days
            .insert(field, sourced(Some(Day { date: day(2024, 4, 22), typed: true }), "22/4/2024"));
    }
    report.tasks =
        PLAN.tasks.iter().map(|task| answer(task, Some(Status::NothingArose), None)).collect();
    report.figures = PLAN
        .indicators
        .iter()
        .map(|indicator| figure(indicator.code.as_str(), Reading::Nil, "-"))
        .collect();
    report
}

fn answer(task: &Task, status: Option<Status>, result: Option<&str>) -> TaskAnswer {
    let status = status.map(|status| sourced(Some(status), status.word()));
    TaskAnswer {
        task: Some(task.code.clone()),
        status,
        result: result.map(words),
        ..TaskAnswer::default()
    }
}

fn figure(code: &str, reading: Reading, raw: &str) -> Figure {
    Figure {
        indicator: code.into(),
        reading,
        raw: Some(raw.into()),
        at: None,
        as_text: false,
        rivals: Vec::new(),
        note: None,
    }
}

fn set(report: &mut Report, code: &str, reading: Reading, raw: &str) {
    let place =
        report.figures.iter().position(|known| known.indicator.as_str() == code).expect("a figure");
    report.figures[place] = figure(code, reading, raw);
}

/// Returns the conclusion, and the failed checks with their counts.
fn checked(book: &Book) -> (String, Vec<String>) {
    let sheet = book.sheets.iter().find(|sheet| sheet.name == SELF_CHECK).expect("the sheet");
    let result =
        |row: u32, col: u32| match &sheet.cell(CellRef::new(row, col)).expect("a cell").content {
            Content::Formula { result: Value::Text(text), .. } | Content::Text(text) => {
                text.clone()
            }
            Content::Formula { result: Value::Number(number), .. } => number.to_string(),
            other => format!("{other:?}"),
        };
    let lines = (layout::FIRST..sheet.next_row()).filter(|row| result(*row, 2) != "0");
    (
        result(layout::GAP, 0),
        lines.map(|row| format!("{} {}", result(row, 0), result(row, 2))).collect(),
    )
}

// the counts are those that a spreadsheet program computes for the same forms

#[test]
fn a_blank_form_counts_missing_answers() {
    let (verdict, lines) = checked(&book(&Report::default()));
    assert_eq!(verdict, "✗ Còn 37 điểm cần xem");
    assert_eq!(lines, ["G103 2", "L101 11", "G103 24"]);
}

#[test]
fn a_form_with_nothing_to_report_throughout_is_complete() {
    assert_eq!(checked(&book(&nil())), ("✓ Biểu mẫu đã đủ, có thể gửi".to_owned(), Vec::new()));
}

#[test]
fn the_units_own_plan_is_required_where_the_rule_requires_it() {
    let own = PLAN.own_plan_task.clone().expect("a task");
    let place = PLAN.tasks.iter().position(|task| task.code == own).expect("its place");
    let with = |status, number: bool| {
        let mut report = nil();
        report.tasks[place] = answer(&PLAN.tasks[place], Some(status), None);
        if !number {
            report.info.remove(&Field::OwnPlan);
            report.days.remove(&Field::OwnPlanDate);
        }
        checked(&book(&report)).1
    };
    assert_eq!(with(Status::Done, true), [""; 0]);
    assert_eq!(with(Status::Done, false), ["G103 2"]);
    assert_eq!(with(Status::InProgress, true), [""; 0]);
    assert_eq!(with(Status::InProgress, false), ["L101 1"]);
    assert_eq!(with(Status::NothingArose, false), [""; 0]);
}

#[test]
fn after_closing_the_next_form_checks_cumulative_figures() {
    let unit = PLAN.registry.units().first().expect("a unit");
    let before = |amount: u32| {
        [("CT04".into(), Decimal::from(amount)), ("CT05".into(), Decimal::ZERO)].into()
    };
    let year = PLAN.period("2024-NAM").expect("a period");
    let book = after(&PLAN, unit, year, day(2024, 9, 1), before(1250));
    let sheet = book.sheets.iter().find(|sheet| sheet.name == SELF_CHECK).expect("the sheet");
    let said = |cell: &crate::book::Cell| {
        if let Content::Text(text) = &cell.content { text.clone() } else { String::new() }
    };
    let lines: Vec<String> = sheet
        .rows
        .iter()
        .filter(|row| row.cells.first().is_some_and(|cell| said(cell) == "C102"))
        .map(|row| said(&row.cells[1]))
        .collect();
    let name = &PLAN.indicator(&"CT04".into()).expect("an indicator").name;
    assert_eq!(
        lines,
        [format!("CT04 ({name}) không thấp hơn số 6 tháng đầu năm 2024 của đơn vị: 1250")]
    );
    assert!(texts(&PLAN).has_shape(&lines[0]), "the reader knows it as the form's own");
    assert!(
        after(&PLAN, unit, year, day(2024, 9, 1), BTreeMap::new())
            == blank(&PLAN, unit, year, day(2024, 9, 1))
    );
}

#[test]
fn each_error_is_counted_under_its_rule() {
    let mut report = nil();
    report.days.insert(Field::SignedOn, sourced(None, "cuối tháng"));
    report.tasks[0] = answer(&PLAN.tasks[0], Some(Status::Done), None);
    report.tasks[1] = answer(&PLAN.tasks[1], Some(Status::NothingArose), Some("Đã làm"));
    report.tasks[2].status = Some(sourced(None, "Xong rồi"));
    report.documents = vec![Document {
        symbol: Some(words("9/KH")),
        issued: Some(sourced(None, "tháng 3")),
        ..Document::default()
    }];
    let number = |text: &str| Reading::Number(text.parse().expect("a number"));
    set(&mut report, "CT02", number("3"), "3");
    set(
        &mut report,
        "CT13",
        Reading::misread(crate::model::reading::Why::NotANumber, None),
        "12 buổi",
    );
    set(&mut report, "CT17", Reading::misread(crate::model::reading::Why::Fraction, None), "0.5");
    set(&mut report, "CT20", Reading::Blank, "");
    let (_, lines) = checked(&book(&report));
    assert_eq!(
        lines,
        [
            "G102 1",
            "L101 1",
            "G108 1",
            "L102 3",
            "G103 1",
            "G101, G107 1",
            "G104 1",
            "G102 1",
            "C105 1",
            "C101 1"
        ]
    );
}

#[test]
fn formulas_and_prompts_fit_the_limits_of_the_file_format() {
    for sheet in &book(&nil()).sheets {
        let cells = sheet.rows.iter().flat_map(|row| &row.cells);
        let longest = cells.filter_map(|cell| match &cell.content {
            Content::Formula { expr, .. } => Some(expr.chars().count()),
            _ => None,
        });
        assert!(longest.max().unwrap_or(0) <= 8192, "{}", sheet.name);
        assert!(
            sheet
                .inputs
                .iter()
                .all(|input| input.prompt.chars().count() <= 255
                    && input.error.chars().count() <= 255),
            "{}",
            sheet.name
        );
        assert!(
            sheet.inputs.iter().all(|input| input.title.chars().count() <= 32),
            "{}",
            sheet.name
        );
    }
}

#[test]
fn every_sheet_is_protected() {
    for sheet in &book(&Report::default()).sheets {
        assert!(sheet.protected, "{}", sheet.name);
    }
}

#[test]
fn a_form_without_tasks_or_periods_ends_can_be_laid_out() {
    let mut plan = PLAN.clone();
    plan.assignments.clear();
    plan.indicators.clear();
    plan.relations.clear();
    let unit = plan.registry.units().first().expect("a unit");
    let book = blank(&plan, unit, plan.period("2024-DX").expect("a period"), day(2024, 3, 1));
    assert_eq!(names(&book), ["Thông tin", "Đột xuất", SELF_CHECK, GUIDE]);
    let dated = blank(&plan, unit, plan.period("2024-6T").expect("a period"), day(2024, 3, 1));
    assert_eq!(names(&dated)[..6], Kind::ALL.map(Kind::title));
}

fn names(book: &Book) -> Vec<&str> {
    book.sheets.iter().map(|sheet| sheet.name.as_str()).collect()
}

#[test]
fn an_ad_hoc_form_has_only_dated_incidents() {
    let unit = PLAN.registry.units().first().expect("a unit");
    let form = |report: &Report| {
        filled(&PLAN, unit, PLAN.ad_hoc_period().expect("a period"), day(2024, 3, 1), report)
    };
    assert_eq!(checked(&form(&Report::default())).1, ["G103 2", "G103 1"]);
    let mut report = nil();
    let happened = Some(sourced(Some(Day { date: day(2024, 3, 1), typed: true }), "01/3/2024"));
    let told = Incident { happened, event: Some(words("Vụ việc")), ..Incident::default() };
    report.incidents = vec![told.clone(), Incident { happened: None, ..told.clone() }];
    assert_eq!(checked(&form(&report)).1, ["G103 1"]);
    report.incidents = vec![told];
    assert_eq!(checked(&form(&report)).0, "✓ Biểu mẫu đã đủ, có thể gửi");
}
