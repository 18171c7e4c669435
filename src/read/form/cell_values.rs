//! Converts cells to answers.

use super::observations::{Observations, SheetOrigin};
use crate::model::date::day_from_text;
use crate::model::form::placeholder;
use crate::model::indicator::AnswerKind;
use crate::model::key::Key;
use crate::model::non_number::{choice_from_text, day_from_answer, words_from_text};
use crate::model::number::{displays, number_from_number, number_from_text};
use crate::model::origin::Sourced;
use crate::model::plan::Indicator;
use crate::model::reading::{Day, NonNumber, Reading, Why};
use crate::model::submission::Observed;
use crate::read::grid::{Cell, Value};
use crate::read::tidy::tidy;
use crate::text::intern::intern;
use std::borrow::Cow;
use std::sync::Arc;

/// Restores a cell of a returned form that stands for an error or a missing value of the original
/// file.
pub(super) fn restore(value: &mut Value) {
    let Value::Text(text) = value else { return };
    let behind = |mark| text.trim().strip_prefix(mark).map(|rest| rest.trim_start().to_owned());
    if let Some(error) = behind(placeholder::ERROR_VALUE) {
        *value = Value::Error(error);
    } else if behind(placeholder::UNCOMPUTED).is_some_and(|rest| rest.is_empty()) {
        *value = Value::Uncomputed;
    } else if let Some(found) = behind(placeholder::UNREADABLE) {
        *value = Value::Unreadable(found);
    }
}

/// Returns the content of a cell as the file stores it.
pub(super) fn raw(cell: &Cell) -> Arc<str> {
    cell.original.clone().unwrap_or_else(|| match &cell.value {
        Value::Text(text) => Arc::clone(text),
        value => intern(&value.seen()),
    })
}

/// Reads a figure, and returns whether it was stored as text. The displayed number may be followed
/// by a unit of measure.
pub(super) fn figure(cell: &Cell, indicator: &Indicator) -> (Reading, bool) {
    let kind = match &indicator.answer {
        AnswerKind::Number(kind) => kind,
        words => return (worded_answer(cell, words), false),
    };
    match &cell.value {
        Value::Number(number) => {
            let shown =
                cell.shown.as_deref().filter(|shown| !shows_measure(shown, *number, indicator));
            (number_from_number(*number, shown, kind), false)
        }
        Value::Text(text) => match &cell.shown {
            Some(shown) => (Reading::misread(Why::ShownOtherwise(shown.to_string()), None), false),
            None => number_from_text(text, kind),
        },
        Value::Day(..) | Value::Truth(_) => (Reading::misread(Why::NotANumber, None), false),
        Value::Error(_) => (Reading::misread(Why::ErrorValue, None), false),
        Value::Uncomputed => (Reading::misread(Why::Uncomputed, None), false),
        Value::Unreadable(_) => (Reading::misread(Why::Unreadable, None), false),
    }
}

/// Reads the answer to an indicator that asks for words, a date or a choice.
fn worded_answer(cell: &Cell, asked: &AnswerKind) -> Reading {
    let trouble = match &cell.value {
        Value::Error(_) => Some(Why::ErrorValue),
        Value::Uncomputed => Some(Why::Uncomputed),
        Value::Unreadable(_) => Some(Why::Unreadable),
        Value::Text(_) => cell.shown.as_ref().map(|shown| Why::ShownOtherwise(shown.to_string())),
        Value::Number(..) | Value::Day(..) | Value::Truth(_) => None,
    };
    match (trouble, asked, &cell.value) {
        (Some(why), ..) => Reading::misread(why, None),
        (None, AnswerKind::Date, Value::Day(Some(day), _)) => {
            Reading::NonNumber(NonNumber::Day(*day))
        }
        (None, AnswerKind::Date, Value::Text(text)) => day_from_answer(text),
        (None, AnswerKind::Date, _) => Reading::misread(Why::NotADay, None),
        (None, AnswerKind::Text, value) => words_from_text(&tidy(&value.seen())),
        (None, asked, value) => choice_from_text(&value.seen(), asked.choices()),
    }
}

/// Returns whether a displayed text is the number followed by the indicator's unit of measure, as
/// in `12 cuộc`.
fn shows_measure(shown: &str, number: f64, indicator: &Indicator) -> bool {
    let digits = shown.trim_end_matches(|c: char| !c.is_ascii_digit());
    let behind = Key::new(shown.strip_prefix(digits).unwrap_or_default());
    let mut measures = indicator.measures();
    displays(digits, number)
        && measures.any(|measure| !behind.is_empty() && Key::new(measure) == behind)
}

/// Records an error value, a formula without a result or an unreadable cell, and returns whether
/// there was one.
pub(super) fn note_unreadable(cell: &Cell, place: &SheetOrigin, notes: &mut Observations) -> bool {
    let trouble = match &cell.value {
        Value::Error(_) => Observed::ErrorValue,
        Value::Uncomputed => Observed::Uncomputed,
        Value::Unreadable(_) => Observed::UnreadableCell,
        _ => return false,
    };
    notes.cell(trouble, place, cell.at, Some(cell.value.seen().into_owned()));
    true
}

/// Reads a cell as cleaned text. Error values and other unreadable content are recorded.
pub(super) fn words(
    cell: Option<&Cell>,
    place: &SheetOrigin,
    notes: &mut Observations,
) -> Option<Sourced<Arc<str>>> {
    let cell = cell?;
    if note_unreadable(cell, place, notes) {
        return None;
    }
    let raw = raw(cell);
    let value: Arc<str> = match &cell.value {
        // share identical text
        Value::Text(text) => match tidy(text) {
            Cow::Borrowed(tidied) if tidied.len() == text.len() => Arc::clone(text),
            tidied => tidied.into(),
        },
        other => tidy(&other.seen()).into(),
    };
    (!value.is_empty()).then(|| Sourced { value, raw, at: place.at(cell.at) })
}

/// Reads a cell as a date; the inner `None` is content that is not a date.
pub(super) fn day(
    cell: Option<&Cell>,
    place: &SheetOrigin,
    notes: &mut Observations,
) -> Option<Sourced<Option<Day>>> {
    let cell = cell?;
    let value = match &cell.value {
        Value::Day(day, _) => day.map(|date| Day { date, typed: true }),
        Value::Text(text) if tidy(text).is_empty() => return None,
        Value::Text(text) => day_from_text(text).map(|date| Day { date, typed: false }),
        Value::Error(_) | Value::Uncomputed | Value::Unreadable(_) => {
            words(Some(cell), place, notes);
            return None;
        }
        Value::Number(..) | Value::Truth(_) => None,
    };
    Some(Sourced { value, raw: raw(cell), at: place.at(cell.at) })
}
