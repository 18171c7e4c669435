//! Accounts for every cell: content of a workbook is a text of the form, an answer that was read,
//! or quoted in a finding. An independent reader lists the content.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where it fails")]

use crate::certainty::{EditedReport, randomly_edited};
use crate::fixtures::{SAVED_AGAIN, fixture, outcome_of};
use crate::fuzz::asked;
use crate::units::form::Form;
use calamine::{Data, Reader as _, open_workbook_auto_from_rs};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io::Cursor;
use tonghop::book::Content;
use tonghop::model::date::written_vi;
use tonghop::model::submission::Report;
use tonghop::outcome::Outcome;

/// Normalizes a text for comparison: trimmed, with single spaces.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lists the content of a file: sheet, cell, text.
fn cells(bytes: &[u8]) -> Vec<(String, String, String)> {
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).unwrap();
    let mut cells = Vec::new();
    for name in book.sheet_names() {
        let Ok(range) = book.worksheet_range(&name) else {
            continue;
        };
        let (top, left) = range.start().unwrap_or_default();
        for (row, col, data) in range.used_cells() {
            let text = match data {
                Data::String(text) => plain(text),
                Data::Float(number) => number.to_string(),
                Data::Int(number) => number.to_string(),
                Data::DateTime(day) => {
                    let start = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
                    #[allow(
                        clippy::cast_possible_truncation,
                        reason = "whole days of a few decades"
                    )]
                    let days = chrono::TimeDelta::days(day.as_f64() as i64);
                    written_vi(start + days)
                }
                Data::Error(error) => error.to_string(),
                _ => continue,
            };
            if !text.is_empty() {
                let at = tonghop::model::origin::CellRef::new(
                    top + u32::try_from(row).unwrap(),
                    left + u32::try_from(col).unwrap(),
                );
                cells.push((name.clone(), at.to_string(), text));
            }
        }
    }
    cells
}

/// Returns the texts of a blank form and the results of its formulas.
fn own(unit: &str) -> BTreeSet<String> {
    let mut own = BTreeSet::new();
    for form in [Form::blank(unit), Form::of(unit)] {
        for sheet in &form.book.sheets {
            for cell in sheet.rows.iter().flat_map(|row| &row.cells) {
                let is_answer = matches!(
                    cell.style.role,
                    tonghop::book::Role::Answer
                        | tonghop::book::Role::AnswerNumber
                        | tonghop::book::Role::AnswerDay
                        | tonghop::book::Role::AnswerChoice
                );
                match &cell.content {
                    _ if is_answer
                        && !matches!(&cell.content, Content::Text(text) if text == "Không bắt buộc") =>
                        {}
                    Content::Text(text) => _ = own.insert(plain(text)),
                    Content::Number(number) => _ = own.insert(number.to_string()),
                    Content::Formula { result, .. } => {
                        own.insert(match result {
                            tonghop::book::Value::Number(number) => number.to_string(),
                            tonghop::book::Value::Text(text) => plain(text),
                        });
                    }
                    _ => {}
                }
            }
        }
    }
    own
}

/// Returns the answers that were read.
fn answers(report: &Report) -> BTreeSet<String> {
    let mut all: Vec<String> = report.info.values().map(|said| said.raw.to_string()).collect();
    let mut days: Vec<_> = report.days.values().collect();
    for task in &report.tasks {
        all.extend(task.status.iter().map(|said| said.raw.to_string()));
        all.extend(
            [&task.result, &task.difficulty, &task.proposal]
                .into_iter()
                .flatten()
                .map(|said| said.raw.to_string()),
        );
    }
    for figure in &report.figures {
        all.extend(figure.raw.iter().chain(&figure.note).map(ToString::to_string));
    }
    for document in &report.documents {
        all.extend(
            [&document.symbol, &document.kind, &document.subject, &document.task]
                .into_iter()
                .flatten()
                .map(|said| said.raw.to_string()),
        );
        days.extend(&document.issued);
    }
    for incident in &report.incidents {
        let told = [&incident.place, &incident.event, &incident.measures, &incident.result];
        all.extend(told.into_iter().flatten().map(|said| said.raw.to_string()));
        days.extend(&incident.happened);
    }
    for day in days {
        all.push(day.raw.to_string());
        all.extend(day.value.map(|day| written_vi(day.date)));
    }
    all.iter().map(|text| plain(text)).collect()
}

/// Returns the cells of a file that are neither texts of the form, nor read, nor quoted.
fn unaccounted(unit: &str, bytes: &[u8], outcome: &Outcome<'_>) -> Vec<String> {
    // reports on another period are returned as a whole
    if outcome.findings.iter().any(|finding| finding.rule.code == "B105") {
        return Vec::new();
    }
    let mut known = own(unit);
    let Some(report) = outcome.case.submissions.iter().find_map(|submission| submission.report())
    else {
        return Vec::new();
    };
    known.extend(answers(report));
    let said: Vec<String> = outcome
        .findings
        .iter()
        .flat_map(|finding| {
            [
                finding.location.found.clone(),
                Some(finding.message.vi.clone()),
                finding.location.label(),
            ]
        })
        .flatten()
        .map(|text| plain(&text))
        .collect();
    let named = |sheet: &str, at: &str| {
        outcome.findings.iter().any(|finding| {
            finding.location.sheet.as_deref() == Some(sheet)
                && finding.cells().iter().any(|cell| cell == at)
        })
    };
    let is_read = |sheet: &str, at: &str| {
        let mut places = report.figures.iter().filter_map(|figure| figure.at.as_ref());
        places.any(|place| &*place.sheet == sheet && place.cell.to_string() == at)
    };
    let is_ordinal = |at: &str, text: &str| at.starts_with('A') && text.parse::<u32>().is_ok();
    let quoted = |sheet: &str, at: &str, text: &str| {
        let start: String = text.chars().take(30).collect();
        // numbers are too short to search for: the finding must name the cell
        named(sheet, at)
            || (text.parse::<f64>().is_err() && said.iter().any(|said| said.contains(&start)))
    };
    // forms of earlier versions have other wordings in the self-check
    let texts = tonghop::book::form::texts(&crate::reports::PLAN);
    let is_earlier =
        |sheet: &str, text: &str| sheet == tonghop::model::form::SELF_CHECK && texts.has(text);
    let lost = cells(bytes).into_iter().filter(|(sheet, at, text)| {
        !known.contains(text)
            && !is_earlier(sheet, text)
            && !is_ordinal(at, text)
            && !is_read(sheet, at)
            && !quoted(sheet, at, text)
    });
    lost.map(|(sheet, at, text)| {
        format!("{sheet} {at} “{}”", text.chars().take(40).collect::<String>())
    })
    .collect()
}

#[test]
fn every_cell_of_a_filled_in_form_is_accounted_for() {
    for unit in ["H-THOXUAN", "S-NV", "V-CAT"] {
        let bytes = Form::of(unit).bytes();
        assert_eq!(unaccounted(unit, &bytes, &outcome_of("bc.xlsx", &bytes)), [""; 0], "{unit}");
    }
}

#[test]
fn every_cell_of_other_programs_files_is_accounted_for() {
    let names = [
        "xlsxwriter-plain.xlsx",
        "openpyxl-form.xlsx",
        "libreoffice-form.ods",
        "libreoffice-form.xls",
        "libreoffice-form.xlsx",
        "openpyxl-hidden.xlsx",
        "libreoffice-hidden.ods",
        "libreoffice-hidden.xls",
        "openpyxl-struck.xlsx",
    ];
    let fell = SAVED_AGAIN.into_iter().chain(names).filter_map(|name| {
        let bytes = fixture(name);
        let lost = unaccounted("H-THOXUAN", &bytes, &outcome_of(name, &bytes));
        (!lost.is_empty()).then(|| format!("{name}: {}", lost.join(", ")))
    });
    let fell: Vec<String> = fell.collect();
    assert!(fell.is_empty(), "{}", fell.join("\n"));
}

#[test]
fn every_cell_of_an_edited_report_is_accounted_for() {
    // other spellings replace texts of the form or answers, but not literally
    const OTHERWISE: &[&str] = &[
        "a code written another way",
        "a heading in other words",
        "the unit's name in other words",
        "the period in other words",
        "a day written another way",
        "headings again amid the rows",
        "numbers of the columns below the headings",
        "an archive",
        "a column of shares under one heading with the figures",
        "a formula never computed",
        "marks on a number",
        "marks of direction",
        "a cell twice in its row",
        "another measure",
        "an error of a program",
    ];
    let (cases, seed) = (
        asked("TONGHOP_FUZZ_CASES").unwrap_or(60),
        asked("TONGHOP_FUZZ_SEED").unwrap_or(20_240_430),
    );
    let fell = |case: u64| {
        let EditedReport { about, bytes } = randomly_edited(seed.wrapping_add(77), case, OTHERWISE);
        let lost = unaccounted("H-THOXUAN", &bytes, &outcome_of("bc.xlsx", &bytes));
        (!lost.is_empty()).then(|| {
            format!("{about}: {}", lost.into_iter().take(4).collect::<Vec<_>>().join(", "))
        })
    };
    let fell: Vec<String> = (0..cases).into_par_iter().filter_map(fell).collect();
    let some: Vec<&str> = fell.iter().take(15).map(String::as_str).collect();
    assert!(
        fell.is_empty(),
        "{} of {cases} fell short, among them:\n{}",
        fell.len(),
        some.join("\n")
    );
}
