//! Defines the qualifiers of a figure.

use super::span::Span;
use chrono::NaiveDate;

/// Qualifier of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Qualifier {
    /// A time span.
    Period(Span),
    /// A single day, such as the signing date.
    Day(NaiveDate),
    /// The previous period, or the same period of the previous year.
    PreviousPeriod,
    /// Accumulated over more than one period.
    Cumulative,
    /// Planned, required or expected.
    Planned,
    /// Achieved, in contrast to planned.
    Actual,
    /// A difference from another figure.
    Change,
    /// A share of another figure.
    Share,
    /// Counted in multiples, given as a power of ten.
    Scale(u32),
    /// A part of the unit or its figure, with the words.
    Part(String),
    /// A correction of another figure.
    Correction,
    /// Replaced by another figure, or provisional.
    Old,
    /// The whole unit.
    Whole,
    /// The period of the report.
    ThisPeriod,
    /// More than the unit: the province or the country.
    Wider,
}
