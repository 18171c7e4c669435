//! Defines time spans: months of a year, days or years.

use crate::model::date::last_day_of_month;
use chrono::{Datelike, NaiveDate};

/// Time span in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Span {
    /// Whole months of one year.
    Months {
        /// First month, from 1.
        first: u32,
        /// Last month, up to 12.
        last: u32,
        year: Option<i32>,
    },
    /// Days; an end that is not given is open.
    Days { from: Option<NaiveDate>, to: Option<NaiveDate> },
    /// Several years.
    Years { first: i32, last: i32 },
}

/// End of a time span.
#[derive(Debug, Clone, Copy)]
pub(super) enum Edge {
    Day(NaiveDate),
    DayOfMonth(u32, u32),
    Month(u32, Option<i32>),
}

/// Returns the first day of an end.
pub(super) fn lower(edge: Edge) -> Option<NaiveDate> {
    match edge {
        Edge::Day(day) => Some(day),
        Edge::Month(month, year) => NaiveDate::from_ymd_opt(year?, month, 1),
        Edge::DayOfMonth(..) => None,
    }
}

/// Returns the last day of an end.
pub(super) fn upper(edge: Edge) -> Option<NaiveDate> {
    match edge {
        Edge::Month(month, year) => last_day_of_month(year?, month),
        Edge::Day(_) | Edge::DayOfMonth(..) => lower(edge),
    }
}

/// Returns the span between two ends; an end without a year takes the year of the other.
pub(super) fn between(first: Edge, second: Edge) -> Option<Span> {
    if let (Edge::Month(from, None), Edge::Month(to, None)) = (first, second) {
        return (from <= to).then_some(Span::Months { first: from, last: to, year: None });
    }
    let (from, to) = match (first, second) {
        (Edge::Month(from, None), Edge::Month(to, Some(year))) => {
            (Edge::Month(from, Some(year - i32::from(from > to))), second)
        }
        (Edge::Month(from, Some(year)), Edge::Month(to, None)) => {
            (first, Edge::Month(to, Some(year + i32::from(from > to))))
        }
        (Edge::DayOfMonth(day, month), later) => (within_a_year(day, month, upper(later)?)?, later),
        (earlier, Edge::DayOfMonth(..)) if lower(earlier).is_none() => return None,
        both => both,
    };
    if let (Edge::Month(from, Some(year)), Edge::Month(to, Some(same))) = (from, to)
        && year == same
    {
        return (from <= to).then_some(Span::Months { first: from, last: to, year: Some(year) });
    }
    let (from, to) = (lower(from)?, upper(to)?);
    (from <= to).then_some(Span::Days { from: Some(from), to: Some(to) })
}

/// Completes a day and month with the last year in which it is not after another day.
fn within_a_year(day: u32, month: u32, before: NaiveDate) -> Option<Edge> {
    let of = |year| NaiveDate::from_ymd_opt(year, month, day);
    let same = of(before.year()).filter(|found| *found <= before);
    same.or_else(|| of(before.year() - 1)).map(Edge::Day)
}

/// Completes a year of two digits.
pub(super) fn full_year(written: u32) -> Option<u32> {
    match written {
        15..=50 => Some(2000 + written),
        1990..2100 => Some(written),
        _ => None,
    }
}
