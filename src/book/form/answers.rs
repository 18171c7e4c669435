//! Answers as cells.

use crate::book::{Cell, Content, Role};
use crate::model::origin::Sourced;
use crate::model::reading::{Day, Misread, Reading, Status, Why};
use crate::model::submission::Figure;
use rust_decimal::Decimal;
use std::sync::Arc;

/// A text.
pub(super) fn words(answer: Option<&Sourced<Arc<str>>>, role: Role) -> Cell {
    Cell::text(answer.map(|answer| &*answer.value).unwrap_or_default(), role)
}

/// A day; what is none, or was written as text, as it was written.
pub(super) fn day(answer: Option<&Sourced<Option<Day>>>) -> Cell {
    match answer {
        Some(Sourced { value: Some(Day { date, typed: true }), .. }) => Cell::day(*date, Role::AnswerDay),
        Some(Sourced { raw, .. }) => Cell::text(&**raw, Role::AnswerDay),
        None => Cell::blank(Role::AnswerDay),
    }
}

/// A status; one that is not in the list as it was written.
pub(super) fn status(answer: Option<&Sourced<Option<Status>>>) -> Cell {
    let written = match answer {
        Some(Sourced { value: Some(status), .. }) => status.word(),
        Some(Sourced { raw, .. }) => raw,
        None => "",
    };
    Cell::text(written, Role::AnswerChoice)
}

/// A figure. What could not be read is written so that it cannot be read now either.
pub(super) fn figure(figure: Option<&Figure>) -> Cell {
    let content = figure.map_or(Content::Blank, |figure| {
        let raw = figure.raw.as_deref().unwrap_or_default();
        match &figure.reading {
            Reading::Number(number) if !figure.as_text || raw.is_empty() => Content::Number(*number),
            Reading::Number(_) => text(raw),
            Reading::Nil => text(Status::NothingArose.word()),
            Reading::NotApplicable => text(Status::NotApplicable.word()),
            Reading::Blank => Content::Blank,
            Reading::Misread(misread) => misread_as(misread, raw, figure.as_text),
        }
    });
    Cell { content, style: Role::AnswerNumber.into(), ..Cell::default() }
}

fn misread_as(misread: &Misread, raw: &str, as_text: bool) -> Content {
    match (&misread.why, plain_number(raw)) {
        _ if raw.is_empty() => Content::Blank,
        // 2 shown as 2.000: neither number may come out of the form
        (Why::TwoReadings(other), Some(number)) if number.fract().is_zero() => text(&format!("{raw} hay {other}?")),
        (Why::OtherMeasure(measure), _) => text(&format!("{raw} {measure}")),
        (Why::SeveralPlaces, Some(_)) => text(&format!("{raw} (có nhiều ô)")),
        (Why::Negative | Why::Fraction | Why::TooLarge | Why::TwoReadings(_), Some(number)) if !as_text => Content::Number(number),
        _ => text(raw),
    }
}

/// A number written as programs write it, `-12.5`.
fn plain_number(raw: &str) -> Option<Decimal> {
    let digits = raw.strip_prefix('-').unwrap_or(raw);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let number = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    (number(whole) && number(fraction)).then(|| Decimal::from_str_exact(raw).ok()).flatten()
}

fn text(text: &str) -> Content {
    Content::Text(text.to_owned())
}
