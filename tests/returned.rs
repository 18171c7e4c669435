//! Tests of returned forms: read unchanged, it is the same report with the same errors; correcting
//! the marked cells corrects all of them and changes nothing else.
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test stops where it fails")]

mod marked;

use crate::edits::drawn::edits;
use crate::edits::hand::prepare;
use crate::edits::{reports, sound};
use crate::fuzz::config;
use crate::reports::{PLAN, noticed, period, report};
use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeSet;
use std::sync::Arc;
use tonghop::book::{Book, Cell, Content, Role, form};
use tonghop::model::case::{Inputs, RunScope};
use tonghop::model::form::Field;
use tonghop::model::origin::CellRef;
use tonghop::model::reading::Reading;
use tonghop::model::submission::Report;
use tonghop::model::unit::Unit;
use tonghop::outcome::{Outcome, examine};
use tonghop::read::Reader;
use tonghop::rules::{Finding, Severity};
use tonghop::xlsx;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, month, day).unwrap_or_default()
}

/// Returns the outcome for one file.
fn examined(bytes: &[u8]) -> Outcome<'static> {
    let read = Reader::new(&PLAN, tonghop::book::form::texts(&PLAN), None)
        .bytes(&"nhan/2024-6T/bao-cao.xlsx".into(), bytes);
    examine(
        RunScope { plan: &PLAN, period: period(), as_of: day(5, 6) },
        Inputs { submissions: read, ..Inputs::default() },
    )
    .limited_to_files()
}

fn read<'o>(outcome: &'o Outcome<'_>) -> &'o Report {
    outcome.case.submissions[0].report().expect("a report")
}

/// Returns the returned form of the only unit.
fn back(outcome: &Outcome<'_>) -> Option<Book> {
    form::returned(outcome, outcome.case.dossiers.first()?)
}

fn bytes(book: &Book) -> Vec<u8> {
    xlsx::write(book).expect("a workbook")
}

/// Returns whether a finding is about an answer that a returned form must contain again. A missing
/// period is not, because the form gives it.
fn is_carried(finding: &Finding) -> bool {
    let code = finding.rule.code;
    code.starts_with(['G', 'C', 'L']) && finding.location.label().as_deref() != Some("Kỳ báo cáo")
        || ["B105", "T108"].contains(&code)
}

/// Fields that a returned form does not repeat: they are those of the new report.
const RENEWED: [Field; 3] = [Field::Symbol, Field::SignedOn, Field::Replaces];

/// Returns whether two reports are equal except for those fields.
fn same(a: &Report, b: &Report) -> bool {
    let [a, b] = [a, b].map(|report| {
        let mut report = report.clone();
        report.info.retain(|field, _| !RENEWED.contains(field));
        report
    });
    a.has_same_content(&b)
}

/// Returns whether a finding is about more than those fields.
fn lasts(finding: &Finding) -> bool {
    finding.location.about.is_empty() || lasting(finding) != Some(String::new())
}

/// Returns the label of a finding without those fields.
fn lasting(finding: &Finding) -> Option<String> {
    let label = finding.location.label()?;
    let left = RENEWED.into_iter().fold(format!(", {label}"), |left, field| {
        left.replace(&format!(", {}", field.label()), "")
    });
    Some(left.trim_start_matches(", ").to_owned())
}

/// Lists the findings on answers: rule, label, text found.
fn found(outcome: &Outcome<'_>) -> Vec<(&'static str, Option<String>, Option<String>)> {
    let carried = outcome.findings.iter().filter(|finding| is_carried(finding));
    let mut found: Vec<_> = carried
        .filter(|finding| lasts(finding))
        .map(|finding| (finding.rule.code, lasting(finding), finding.location.found.clone()))
        .collect();
    found.sort();
    found
}

/// Lists rule and subject of each finding.
fn named(outcome: &Outcome<'_>) -> BTreeSet<(&'static str, String)> {
    let items = |(rule, label, _): (&'static str, Option<String>, _)| {
        label
            .unwrap_or_default()
            .split(", ")
            .map(move |item| (rule, item.to_owned()))
            .collect::<Vec<_>>()
    };
    found(outcome).into_iter().flat_map(items).collect()
}

fn notes(report: &Report) -> Vec<Option<Arc<str>>> {
    report.figures.iter().map(|figure| figure.note.clone()).collect()
}

/// Returns the cells of a book with a note.
fn marked(book: &Book) -> Vec<(usize, CellRef)> {
    let cells = |(place, sheet): (usize, &tonghop::book::Sheet)| {
        let rows = (0..).zip(&sheet.rows).flat_map(|(row, cells)| {
            (0..).zip(&cells.cells).map(move |(col, cell)| (row, col, cell))
        });
        rows.filter(|(.., cell)| cell.note.is_some())
            .map(|(row, col, _)| (place, CellRef::new(row, col)))
            .collect::<Vec<_>>()
    };
    book.sheets.iter().enumerate().flat_map(cells).collect()
}

/// Fills in number and date of the new report.
fn number(book: &mut Book, symbol: &str, day: &Cell) {
    book.sheets[1].rows[8].cells[2].content = Content::Text(symbol.into());
    book.sheets[1].rows[9].cells[2].content = day.content.clone();
}

fn any_unit() -> impl Strategy<Value = &'static Unit> {
    select(PLAN.expected(period()).collect::<Vec<_>>())
}

/// Returns a strategy for texts in cells for figures.
fn slips() -> impl Strategy<Value = Vec<(usize, &'static str)>> {
    let words = select(vec![
        "12 buổi",
        "khoảng 200",
        "1.25",
        "-3",
        "0,5",
        "=1+1",
        "",
        "99999999999",
        "2.0",
        "12/4/2024",
    ]);
    proptest::collection::vec((0..PLAN.indicators.len(), words), 1..6)
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn an_unchanged_returned_form_is_the_same_report((unit, report) in any_unit().prop_flat_map(|unit| (Just(unit), report(unit)))) {
        let was = examined(&bytes(&form::filled(&PLAN, unit, period(), day(3, 1), &report)));
        if let Some(book) = back(&was) {
            let written = bytes(&book);
            let is = examined(&written);
            prop_assert_eq!(found(&was), found(&is));
            prop_assert!(same(read(&was), read(&is)));
            prop_assert_eq!(notes(read(&was)), notes(read(&is)));
            prop_assert!(noticed(read(&is)).is_empty(), "{:?}", noticed(read(&is)));
            prop_assert_eq!(bytes(&back(&was).expect("a form")), written, "the same bytes a second time");
        }
    }

    #[test]
    fn a_returned_form_of_an_edited_report_keeps_answers_and_errors(((unit, report), edits) in (reports(), edits())) {
        let mut book = form::filled(&PLAN, unit, period(), day(3, 1), &report);
        prepare(&mut book);
        for edit in &edits {
            edit.apply(&mut book);
        }
        let was = examined(&bytes(&book));
        if let (Some(book), Some(before)) = (back(&was), was.case.submissions[0].report()) {
            let is = examined(&bytes(&book));
            let after = read(&is);
            prop_assert!(noticed(after).is_empty(), "{:?}", noticed(after));
            for (before, after) in before.figures.iter().zip(&after.figures) {
                let stood = before.raw.is_some() && matches!(before.reading, Reading::Misread(_));
                let kept = if stood { matches!(after.reading, Reading::Misread(_)) } else { after.reading == before.reading || before.raw.is_none() };
                prop_assert!(kept, "{:?} became {:?}", before, after);
            }
            prop_assert!(named(&was).is_subset(&named(&is)), "{:?}\n{:?}\n{:#?}", named(&was), named(&is), edits);
            if !was.findings.iter().any(|finding| ["B101", "B102", "B107", "B109"].contains(&finding.rule.code)) {
                prop_assert_eq!(found(&was), found(&is));
                prop_assert!(same(before, after));
            }
        }
    }

    #[test]
    fn correcting_the_marked_cells_corrects_everything((unit, slips) in (any_unit(), slips())) {
        let counts: Vec<u32> = (1..).map(|count| count * 137).take(PLAN.indicators.len()).collect();
        let right = form::filled(&PLAN, unit, period(), day(3, 1), &sound(&counts, &[]));
        let mut wrong = right.clone();
        for (row, words) in &slips {
            let row = &mut wrong.sheets[2].rows[5 + row];
            row.cells[3] = Cell::text(*words, Role::AnswerNumber);
        }
        wrong.sheets[0].rows[9].cells[2] = Cell::text("cuối tháng", Role::AnswerDay);
        wrong.sheets[1].rows[5].cells[3] = Cell::text("Xong rồi", Role::AnswerChoice);
        let was = examined(&bytes(&wrong));
        let mut book = back(&was).expect("faults");
        for (sheet, at) in marked(&book) {
            // the corrections sheet precedes the sheets of the form
            let content = right.sheets[sheet - 1].cell(at).expect("a cell").content.clone();
            book.sheets[sheet].rows[at.row as usize].cells[at.col as usize].content = content;
        }
        number(&mut book, "21/BC", &right.sheets[0].rows[9].cells[2]);
        let is = examined(&bytes(&book));
        let errors: Vec<&Finding> = is.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
        prop_assert!(errors.is_empty(), "{:?}", errors);
        prop_assert!(same(read(&is), read(&examined(&bytes(&right)))));
    }
}
