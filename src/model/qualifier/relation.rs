//! Compares time spans with periods of the plan.

use super::span::Span;
use super::times::Times;
use super::token::Tokens;
use crate::model::date::last_day_of_month;
use crate::model::period::{Deadline, Period};
use chrono::{Datelike, NaiveDate, TimeDelta};

/// Relation of a time span to a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TimeRelation {
    /// Identical to the period.
    Same,
    /// Longer than the period and contains it.
    Contains,
    /// Part of the period.
    Within,
    /// Outside the period, or overlapping only partly.
    Other,
    /// Possibly the period: the year or one end is missing.
    Unclear,
}

impl Span {
    /// Compares the span with the names of a period and with its data window. A span given by dates
    /// is compared with the data window only, if set.
    pub(crate) fn relation(self, period: &Period) -> TimeRelation {
        let named: Vec<Self> = names(period);
        let window = (period.from.is_some() && period.to.is_some())
            .then_some(Self::Days { from: period.from, to: period.to });
        let year = year_of(period, &named);
        if let Self::Months { first, last, year: None } = self {
            let assumed = year.map_or(TimeRelation::Unclear, |year| {
                Self::Months { first, last, year: Some(year) }.relation(period)
            });
            return if assumed == TimeRelation::Same { TimeRelation::Unclear } else { assumed };
        }
        let named = named.into_iter().map(|name| name.in_year(year));
        let targets: Vec<Self> = match (self, window) {
            (Self::Days { .. }, Some(window)) => vec![window],
            _ => named.chain(window).collect(),
        };
        targets.into_iter().map(|target| self.to(target)).min().unwrap_or(TimeRelation::Unclear)
    }

    /// Returns whether the span has one open end and its other end is inside the period's data window
    /// without being the window's own.
    pub(crate) fn cuts_short(self, period: &Period) -> bool {
        let (Some(start), Some(end)) = (period.from, period.to) else {
            return false;
        };
        match self {
            Self::Days { from: Some(day), to: None } => start < day && day <= end,
            Self::Days { from: None, to: Some(day) } => start <= day && day < end,
            _ => false,
        }
    }

    /// Compares two spans.
    fn to(self, other: Self) -> TimeRelation {
        let ((from, to), (Some(start), Some(end))) = (self.ends(), other.ends()) else {
            return TimeRelation::Unclear;
        };
        match (from, to) {
            (Some(from), Some(to)) => match () {
                () if from == start && to == end => TimeRelation::Same,
                () if from <= start && to >= end => TimeRelation::Contains,
                () if from >= start && to <= end => TimeRelation::Within,
                () => TimeRelation::Other,
            },
            // a span that leaves out half of a period, or more than a month of it, is part of it
            (Some(day), None) if start <= day && day <= end => {
                if leaves_out(day - start, start, end) {
                    TimeRelation::Within
                } else {
                    TimeRelation::Unclear
                }
            }
            (None, Some(day)) if start <= day && day <= end => {
                if leaves_out(end - day, start, end) {
                    TimeRelation::Within
                } else {
                    TimeRelation::Unclear
                }
            }
            _ => TimeRelation::Other,
        }
    }

    fn in_year(self, year: Option<i32>) -> Self {
        match self {
            Self::Months { first, last, year: None } => Self::Months { first, last, year },
            span => span,
        }
    }

    /// Returns the first and the last day, if known.
    fn ends(self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        match self {
            Self::Months { first, last, year } => (
                year.and_then(|year| NaiveDate::from_ymd_opt(year, first, 1)),
                year.and_then(|year| last_day_of_month(year, last)),
            ),
            Self::Days { from, to } => (from, to),
            Self::Years { first, last } => {
                (NaiveDate::from_ymd_opt(first, 1, 1), NaiveDate::from_ymd_opt(last, 12, 31))
            }
        }
    }
}

/// Returns whether days left out of a period are more than half of it or more than a month.
fn leaves_out(days: TimeDelta, start: NaiveDate, end: NaiveDate) -> bool {
    days > TimeDelta::days(31) || days * 2 > end - start
}

/// Returns the time spans in the names of a period.
fn names(period: &Period) -> Vec<Span> {
    let written =
        std::iter::once(period.name.as_str()).chain(period.aliases.iter().map(String::as_str));
    let mut spans: Vec<Span> = Vec::new();
    // the name of an ad hoc period is not a time span
    for name in written.filter(|_| !period.is_ad_hoc()) {
        let tokens = Tokens::parse(name);
        let found = (0..tokens.len()).find_map(|at| Times(&tokens).span(at));
        spans.extend(found.map(|(span, _)| span).filter(|span| !spans.contains(span)));
    }
    spans
}

/// Returns the year of a period.
fn year_of(period: &Period, named: &[Span]) -> Option<i32> {
    let said = named.iter().find_map(|span| match span {
        Span::Months { year, .. } => *year,
        Span::Days { .. } | Span::Years { .. } => None,
    });
    said.or_else(|| {
        period.to.or_else(|| period.deadline.map(Deadline::last_day)).map(|day| day.year())
    })
}
