//! What words say of a figure.

use super::span::Span;
use chrono::NaiveDate;

/// What words say of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Qualifier {
    /// A stretch of time.
    Period(Span),
    /// A single day, such as the one a report was signed on.
    Day(NaiveDate),
    /// The period before, or the same one of the year before.
    PreviousPeriod,
    /// Added up over more than a period.
    Cumulative,
    /// What is planned, asked for or expected.
    Planned,
    /// What was really done, beside what was planned.
    Actual,
    /// A difference from something else.
    Change,
    /// A share of something else.
    Share,
    /// Counted in tens, hundreds, thousands …: the power of ten.
    Scale(u32),
    /// A part of what the unit has: the words.
    Part(String),
    /// Put in the place of another figure.
    Correction,
    /// Replaced by another figure, or not yet meant.
    Old,
    /// All of what the unit has.
    Whole,
    /// The period of the report.
    ThisPeriod,
    /// More than the unit: the province, the country.
    Wider,
}
