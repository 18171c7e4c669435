//! Answers as a unit would enter them in its form.

use super::Fault;
use chrono::NaiveDate;
use std::sync::Arc;
use tonghop::model::form::Field;
use tonghop::model::indicator::AnswerKind;
use tonghop::model::number::{count_from_number, count_from_text};
use tonghop::model::origin::{CellRef, Origin, Sourced};
use tonghop::model::plan::{Indicator, Plan};
use tonghop::model::reading::{Day, NonNumber, Reading, Status, Why};
use tonghop::model::submission::{Document, Figure, Incident, Report, TaskAnswer};

/// Returns a value that was not read from a file.
pub(crate) fn sourced<T>(value: T, raw: &str) -> Sourced<T> {
    let at = Origin { file: "".into(), sheet: "".into(), cell: CellRef::default() };
    Sourced { value, raw: raw.into(), at }
}

/// Returns a text.
pub(crate) fn words(written: &str) -> Sourced<Arc<str>> {
    sourced(written.into(), written)
}

/// Returns a text, if it is not empty.
pub(crate) fn text(written: &str) -> Option<Sourced<Arc<str>>> {
    (!written.is_empty()).then(|| words(written))
}

/// Returns a date, typed as one.
pub(crate) fn day(date: NaiveDate) -> Sourced<Option<Day>> {
    sourced(Some(Day { date, typed: true }), &date.to_string())
}

/// Returns text in place of a date.
pub(crate) fn no_day(written: &str) -> Sourced<Option<Day>> {
    sourced(None, written)
}

/// Returns a date as in data files, `2024-03-15`.
pub(crate) fn date(written: &str) -> Result<NaiveDate, Fault> {
    NaiveDate::parse_from_str(written, "%Y-%m-%d")
        .map_err(|error| format!("{written}: {error}").into())
}

/// Returns a figure that is a number.
pub(crate) fn number(indicator: &str, number: f64) -> Figure {
    let reading = count_from_number(number, None);
    figure(indicator, reading, false, &number.to_string())
}

/// Returns a figure written as text; blank if the text is empty.
pub(crate) fn written(indicator: &str, written: &str) -> Figure {
    let (reading, as_text) = count_from_text(written);
    figure(indicator, reading, as_text, written)
}

/// Returns an answer to an indicator: a number with a full stop before its decimal places, an item
/// of its list, a text, or `KPS` for nothing to report. Other words are no number.
pub(crate) fn answered(indicator: &Indicator, written: &str) -> Figure {
    let reading = match (&indicator.answer, written) {
        (_, "") => Reading::Blank,
        (_, "KPS") => Reading::Nil,
        (AnswerKind::Choice(_), _) => Reading::NonNumber(NonNumber::Choice(written.into())),
        (AnswerKind::Text, _) => Reading::NonNumber(NonNumber::Words(written.into())),
        _ => written
            .parse()
            .map_or_else(|_| Reading::misread(Why::NotANumber, None), Reading::Number),
    };
    figure(indicator.code.as_str(), reading, false, written)
}

fn figure(indicator: &str, reading: Reading, as_text: bool, raw: &str) -> Figure {
    Figure {
        indicator: indicator.into(),
        reading,
        raw: (!raw.is_empty()).then(|| raw.into()),
        at: None,
        as_text,
        rivals: Vec::new(),
        note: None,
    }
}

/// Returns a status, if the word is not empty.
pub(crate) fn status(written: &str) -> Option<Sourced<Option<Status>>> {
    (!written.is_empty()).then(|| sourced(Status::from_word(written), written))
}

/// Returns an answer to a task: status, result, difficulty and proposal.
pub(crate) fn task(code: &str, written: [&str; 4]) -> TaskAnswer {
    let [state, result, difficulty, proposal] = written;
    TaskAnswer {
        status: status(state),
        result: text(result),
        difficulty: text(difficulty),
        proposal: text(proposal),
        at: None,
        task: Some(code.into()),
    }
}

/// Returns a document with its date of issue, symbol, kind, subject and task.
pub(crate) fn document(issued: NaiveDate, written: [&str; 4]) -> Document {
    let [symbol, kind, subject, task] = written.map(text);
    Document { symbol, issued: Some(day(issued)), kind, subject, task }
}

/// Returns an incident with its date, place, event, measures and result.
pub(crate) fn incident(happened: NaiveDate, written: [&str; 4]) -> Incident {
    let [place, event, measures, result] = written.map(text);
    Incident { happened: Some(day(happened)), place, event, measures, result }
}

/// Returns a report with a number, a date of signing, answers to the indicators asked of the unit in
/// the plan's order, and all its tasks in progress.
pub(crate) fn of_unit(
    plan: &Plan,
    unit: &str,
    (number, signed): (&str, &str),
    answers: &[&str],
) -> Result<Report, Fault> {
    let unit = plan.registry.by_code(unit).ok_or_else(|| format!("no unit {unit}"))?;
    let mut report = Report::default();
    report.info.insert(Field::Symbol, words(number));
    report.info.insert(Field::Signer, words("Nguyễn Văn A"));
    report.days.insert(Field::SignedOn, day(date(signed)?));
    let asked = plan.indicators.iter().filter(|indicator| indicator.is_asked_of(&unit.code));
    report.figures =
        asked.zip(answers).map(|(indicator, written)| answered(indicator, written)).collect();
    let written = [Status::InProgress.word(), "Đã thực hiện theo kế hoạch.", "", ""];
    let assigned = plan.tasks.iter().map(|task| &task.code);
    let assigned = assigned.filter(|code| plan.assignment(&unit.code, code).is_some());
    report.tasks = assigned.map(|code| task(code.as_str(), written)).collect();
    Ok(report)
}

/// Returns a report of June 2026 with a number, figures in the plan's order and incidents; all
/// tasks are in progress.
pub(crate) fn simple(
    plan: &Plan,
    number: &str,
    figures: &[u32],
    incidents: &[&str],
) -> Result<Report, Fault> {
    let mut report = Report::default();
    report.info.insert(Field::Symbol, words(number));
    report.info.insert(Field::Signer, words("Nguyễn Văn A"));
    report.days.insert(Field::SignedOn, day(date("2026-06-16")?));
    let figures = plan.indicators.iter().zip(figures);
    report.figures = figures
        .map(|(indicator, figure)| self::number(indicator.code.as_str(), f64::from(*figure)))
        .collect();
    let written = [Status::InProgress.word(), "Đã làm theo kế hoạch.", "", ""];
    report.tasks = plan.tasks.iter().map(|asked| task(asked.code.as_str(), written)).collect();
    let happened = date("2026-06-02")?;
    report.incidents =
        incidents.iter().map(|event| incident(happened, ["", event, "", ""])).collect();
    Ok(report)
}
