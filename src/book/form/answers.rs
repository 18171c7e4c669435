//! Lays out answers as cells. Unreadable content is repeated verbatim, so that it remains
//! unreadable.

use super::count_formula::is_word;
use crate::book::{Cell, Content, Role};
use crate::model::about::About;
use crate::model::date::{day_from_text, written_vi};
use crate::model::form::{Column, Question, Sheet, placeholder};
use crate::model::indicator::AnswerKind;
use crate::model::number::count_from_text;
use crate::model::origin::Sourced;
use crate::model::plan::Plan;
use crate::model::reading::{Day, Misread, NonNumber, Reading, Status, Why};
use crate::model::submission::{Figure, Observed, Report};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) fn words(answer: Option<&Sourced<Arc<str>>>, role: Role) -> Cell {
    Cell::text(answer.map(|answer| &*answer.value).unwrap_or_default(), role)
}

/// Returns a date; invalid text is repeated verbatim.
pub(super) fn day(answer: Option<&Sourced<Option<Day>>>) -> Cell {
    match answer {
        Some(Sourced { value: Some(Day { date, typed: true }), .. }) => {
            Cell::day(*date, Role::AnswerDay)
        }
        // in an old encoding, the decoded text differs from the text in the file
        Some(Sourced { value: Some(Day { date, .. }), raw, .. })
            if day_from_text(raw) != Some(*date) =>
        {
            Cell::text(written_vi(*date), Role::AnswerDay)
        }
        Some(Sourced { raw, .. }) => Cell::text(&**raw, Role::AnswerDay),
        None => Cell::blank(Role::AnswerDay),
    }
}

/// Returns a status; one that is not in the list is repeated verbatim.
pub(super) fn status(answer: Option<&Sourced<Option<Status>>>) -> Cell {
    let written = match answer {
        Some(Sourced { value: Some(status), .. }) => status.word(),
        Some(Sourced { raw, .. }) => raw,
        None => "",
    };
    Cell::text(written, Role::AnswerChoice)
}

pub(super) fn figure(figure: Option<&Figure>, asked: &AnswerKind) -> Cell {
    let content = figure.map_or(Content::Blank, |figure| {
        let raw = figure.raw.as_deref().unwrap_or_default();
        match &figure.reading {
            Reading::Number(number) if !figure.as_text || raw.is_empty() => {
                Content::Number(*number)
            }
            Reading::Number(_) => text(raw),
            // verbatim if the form's self-check knows the words
            said if is_word(raw, true) && count_from_text(raw).0 == *said => text(raw),
            Reading::NonNumber(NonNumber::Day(day)) => Content::Day(*day),
            Reading::NonNumber(said) => text(&said.text()),
            Reading::Nil => text(Status::NothingArose.word()),
            Reading::NotApplicable => text(Status::NotApplicable.word()),
            Reading::Blank => Content::Blank,
            Reading::Misread(misread) => misread_as(misread, raw, figure.as_text),
        }
    });
    let role = match asked {
        AnswerKind::Number(_) => Role::AnswerNumber,
        AnswerKind::Choice(_) => Role::AnswerChoice,
        AnswerKind::Text => Role::Answer,
        AnswerKind::Date => Role::AnswerDay,
    };
    Cell { content, style: role.into(), ..Cell::default() }
}

fn misread_as(misread: &Misread, raw: &str, as_text: bool) -> Content {
    match (&misread.why, plain_number(raw)) {
        (Why::Uncomputed, _) => text(placeholder::UNCOMPUTED),
        (Why::ErrorValue, _) => text(&lost_value(placeholder::ERROR_VALUE, raw)),
        (Why::Unreadable, _) => text(&lost_value(placeholder::UNREADABLE, raw)),
        _ if raw.is_empty() => Content::Blank,
        // 2 displayed as 2.000: the form must give neither number
        (Why::TwoReadings(other), Some(number)) if !as_text && number.fract().is_zero() => {
            let lost_thousand = number * Decimal::ONE_THOUSAND == *other;
            text(&if lost_thousand { format!("{raw}.0") } else { format!("{raw} hay {other}?") })
        }
        (Why::ShownOtherwise(shown), _) if shown.is_empty() => {
            text(&format!("{raw} hay để trống?"))
        }
        (Why::ShownOtherwise(shown), _) => text(&format!("{raw} hay “{shown}”?")),
        (Why::OutOfBounds, _) if !as_text => {
            misread.likely.map_or_else(|| text(raw), Content::Number)
        }
        (Why::OtherMeasure(measure), _) => text(&format!("{raw} {measure}")),
        (Why::Qualified(words), _) => text(&format!("{raw} ({words})")),
        (Why::SeveralPlaces, _) => text(&one_of(raw)),
        (Why::Negative | Why::Fraction | Why::TooLarge | Why::TwoReadings(_), Some(number))
            if !as_text =>
        {
            Content::Number(number)
        }
        _ => text(raw),
    }
}

/// Returns the content of answers without a value, by question: error values, formulas without a
/// result, unreadable values, and the statuses of a task in several rows.
pub(super) fn unread(plan: &Plan, report: &Report) -> BTreeMap<Question, String> {
    let marks = [
        (Observed::ErrorValue, placeholder::ERROR_VALUE),
        (Observed::Uncomputed, placeholder::UNCOMPUTED),
        (Observed::UnreadableCell, placeholder::UNREADABLE),
    ];
    let mut unread = BTreeMap::new();
    for (seen, mark) in marks
        .into_iter()
        .flat_map(|(what, mark)| report.observed(what).map(move |seen| (seen, mark)))
    {
        let words = lost_value(mark, seen.found.as_deref().unwrap_or_default());
        let questions = seen
            .cells
            .iter()
            .filter_map(|cell| report.answer_map.get(seen.sheet.as_deref()?, *cell));
        unread.extend(questions.map(|question| (question, words.clone())));
    }
    for several in report.observed(Observed::Ambiguous) {
        let task = plan
            .tasks
            .iter()
            .position(|task| several.about.contains(&About::Task(task.code.clone())));
        let found = several
            .found
            .as_deref()
            .filter(|found| found.split("; ").any(|status| !status.trim().is_empty()));
        unread.extend(task.zip(found).map(|(task, found)| {
            (Question::Row(Sheet::Tasks, task, Column::Status), one_of(found))
        }));
    }
    unread
}

fn lost_value(mark: &str, found: &str) -> String {
    format!("{mark} {found}").trim_end().to_owned()
}

/// Joins several answers to one question so that none of them is read as the answer.
fn one_of(several: &str) -> String {
    format!("{}?", several.replace("; ", " hay "))
}

/// Returns a number in program notation, such as `-12.5`.
fn plain_number(raw: &str) -> Option<Decimal> {
    let digits = raw.strip_prefix('-').unwrap_or(raw);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let number = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    (number(whole) && number(fraction)).then(|| Decimal::from_str_exact(raw).ok()).flatten()
}

fn text(text: &str) -> Content {
    Content::Text(text.to_owned())
}
