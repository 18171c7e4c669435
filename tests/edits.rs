//! Edits that people make to a form without changing the meaning of the figures: each figure is
//! read unchanged, or it is excluded with an error. It is never read as another.
//!
//! `TONGHOP_FUZZ_CASES=20000 TONGHOP_FUZZ_SEED=7 cargo test --test main edits` tries as many;
//! otherwise the seed is fixed.
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test stops where it fails")]

pub(crate) mod drawn;
mod figures;
pub(crate) mod hand;
mod words;

use crate::fuzz::config;
use crate::made::answers;
use crate::reports::{PLAN, period};
use chrono::NaiveDate;
use drawn::edits;
use hand::Edit;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use tonghop::book::form;
use tonghop::model::case::{Inputs, RunScope};
use tonghop::model::form::Field;
use tonghop::model::id::IndicatorCode;
use tonghop::model::plan::Relation;
use tonghop::model::reading::{Reading, Status};
use tonghop::model::submission::{Figure, Report};
use tonghop::model::unit::Unit;
use tonghop::outcome::examine;
use tonghop::read::Reader;
use tonghop::rules::Severity;
use tonghop::xlsx;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, month, day).unwrap_or_default()
}

/// Returns a report without errors whose figures are all different, so that a confusion is
/// detected.
pub(crate) fn sound(counts: &[u32], nil: &[usize]) -> Report {
    let mut counts = counts.to_vec();
    let place = |code: &IndicatorCode| {
        PLAN.indicators.iter().position(|indicator| indicator.code == *code).unwrap_or(0)
    };
    for _ in 0..3 {
        for relation in &PLAN.relations {
            if let Relation::AtMost(smaller, larger) = relation {
                let (smaller, larger) = (place(smaller), place(larger));
                if counts[smaller] > counts[larger] {
                    counts.swap(smaller, larger);
                }
            }
        }
    }
    let related = |code: &IndicatorCode| {
        PLAN.relations.iter().any(|relation| relation.indicators().contains(&code))
    };
    let figure = |(place, indicator): (usize, &tonghop::model::plan::Indicator)| {
        let said_nil = nil.contains(&place) && !related(&indicator.code);
        let code = indicator.code.as_str();
        if said_nil {
            answers::written(code, "Không phát sinh")
        } else {
            answers::number(code, f64::from(counts[place]))
        }
    };
    let done = [Status::InProgress.word(), "Đã triển khai theo kế hoạch.", "", ""];
    let info = [
        (Field::Symbol, "15/BC"),
        (Field::Signer, "Lê Thị Bình"),
        (Field::Officer, "Trịnh Văn Đức"),
        (Field::Phone, "0237000000"),
    ];
    Report {
        info: info.into_iter().map(|(field, text)| (field, answers::words(text))).collect(),
        days: BTreeMap::from([(Field::SignedOn, answers::day(day(4, 22)))]),
        tasks: PLAN.tasks.iter().map(|task| answers::task(task.code.as_str(), done)).collect(),
        figures: PLAN.indicators.iter().enumerate().map(figure).collect(),
        ..Report::default()
    }
}

pub(crate) fn reports() -> impl Strategy<Value = (&'static Unit, Report)> {
    let all: Vec<usize> = (0..PLAN.indicators.len()).collect();
    let counts = proptest::collection::btree_set(1_u32..90_000, all.len());
    let shuffled =
        counts.prop_flat_map(|counts| Just(counts.into_iter().collect::<Vec<_>>()).prop_shuffle());
    let units = select(PLAN.expected(period()).collect::<Vec<_>>());
    (units, shuffled, subsequence(all, 0..4))
        .prop_map(|(unit, counts, nil)| (unit, sound(&counts, &nil)))
}

/// Returns the violation in the results of an edited report, if any.
fn wrong(unit: &'static Unit, report: &Report, edits: &[Edit]) -> Option<String> {
    let mut book = form::filled(&PLAN, unit, period(), day(3, 1), report);
    hand::prepare(&mut book);
    for edit in edits {
        edit.apply(&mut book);
    }
    let bytes = xlsx::write(&book).expect("a workbook");
    let submissions = Reader::new(&PLAN, tonghop::book::form::texts(&PLAN), None)
        .bytes(&"bao-cao.xlsx".into(), &bytes);
    let outcome = examine(
        RunScope { plan: &PLAN, period: period(), as_of: day(4, 25) },
        Inputs { submissions, ..Inputs::default() },
    )
    .limited_to_files();
    let has_error = outcome.findings.iter().any(|finding| finding.severity == Severity::Error);
    let found = || {
        outcome
            .findings
            .iter()
            .map(|finding| format!("{} {:?}", finding.rule.code, finding.location))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let Some(read) = outcome.case.submissions.first().and_then(|submission| submission.report())
    else {
        return (!has_error).then(|| "not read, and no finding".to_owned());
    };
    let pairs = report.figures.iter().zip(&read.figures).zip(&PLAN.indicators);
    for ((was, is), indicator) in pairs {
        let kept = was.reading == is.reading;
        let is_answer =
            matches!(is.reading, Reading::Number(_) | Reading::Nil | Reading::NotApplicable);
        let deleted = edits.iter().any(|edit| edit.deletes(indicator))
            && !PLAN.requires(&unit.code, indicator);
        if !kept && (is_answer || !(has_error || deleted)) {
            return Some(format!(
                "{}: {:?} became {:?} at {:?}\n{}",
                indicator.code,
                was.reading,
                is.reading,
                is.at,
                found()
            ));
        }
    }
    // the totals contain only what was read, for this unit only
    let value = |figure: &Figure| {
        if let Reading::Number(number) = figure.reading { number } else { Decimal::ZERO }
    };
    let mut totals = outcome.consolidation.totals.iter().zip(&report.figures);
    let other =
        totals.find(|(total, was)| total.all.units > 0 && total.all.number != Some(value(was)));
    other.map(|(total, was)| {
        format!(
            "{}: {:?} counted as {:?}\n{}",
            total.indicator,
            was.reading,
            total.all.number,
            found()
        )
    })
}

#[test]
fn an_unedited_report_has_no_errors() {
    let counts: Vec<u32> = (1..).map(|count| count * 137).take(PLAN.indicators.len()).collect();
    for unit in PLAN.expected(period()).step_by(7) {
        let report = sound(&counts, &[2]);
        let mut book = form::filled(&PLAN, unit, period(), day(3, 1), &report);
        hand::prepare(&mut book);
        let read = Reader::new(&PLAN, tonghop::book::form::texts(&PLAN), None)
            .bytes(&"bao-cao.xlsx".into(), &xlsx::write(&book).expect("a workbook"));
        let outcome = examine(
            RunScope { plan: &PLAN, period: period(), as_of: day(4, 25) },
            Inputs { submissions: read, ..Inputs::default() },
        )
        .limited_to_files();
        let errors: Vec<_> =
            outcome.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", unit.code);
        assert_eq!(wrong(unit, &report, &[]), None);
    }
}

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn an_edited_form_is_read_unchanged_or_refused(((unit, report), edits) in (reports(), edits())) {
        if let Some(wrong) = wrong(unit, &report, &edits) {
            prop_assert!(false, "{} after {:#?}", wrong, edits);
        }
    }
}
