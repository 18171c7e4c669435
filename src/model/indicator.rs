//! Indicators: what may be answered, and how the answers of several units make one figure.

use super::id::{IndicatorCode, TaskCode};
use super::number::NumberKind;
use super::reading::Reading;
use crate::msg;
use crate::text::Message;
use rust_decimal::Decimal;
use std::sync::Arc;

/// What may be answered to an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerKind {
    /// A number.
    Number(NumberKind),
    /// One word of a list: yes or no, or what the plan says.
    Choice(Vec<Arc<str>>),
    /// A text.
    Text,
    /// A day.
    Date,
}

impl AnswerKind {
    /// Returns what is asked, as a thing: “một số nguyên từ 0 trở lên”.
    pub fn asked(&self) -> Message {
        match self {
            Self::Number(number) => number.asked(),
            Self::Choice(words) => {
                let list = words.join("; ");
                msg!("một trong: {list}", "one of: {list}")
            }
            Self::Text => msg!("một câu trả lời bằng chữ", "an answer in words"),
            Self::Date => {
                msg!("ngày/tháng/năm, ví dụ 15/3/2024", "day/month/year, for example 15/3/2024")
            }
        }
    }

    /// Returns whether a count is asked, without bounds of the plan.
    pub fn is_count(&self) -> bool {
        self.number() == Some(&NumberKind::COUNT)
    }

    /// Returns which numbers may be answered; `None` if words are asked.
    pub const fn number(&self) -> Option<&NumberKind> {
        match self {
            Self::Number(number) => Some(number),
            Self::Choice(_) | Self::Text | Self::Date => None,
        }
    }

    /// Returns the words of the list of answers; empty if there is none.
    pub fn choices(&self) -> &[Arc<str>] {
        match self {
            Self::Choice(words) => words,
            Self::Number(_) | Self::Text | Self::Date => &[],
        }
    }
}

impl Default for AnswerKind {
    fn default() -> Self {
        Self::Number(NumberKind::COUNT)
    }
}

/// How the figures of several units make one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Aggregation {
    /// Their sum.
    #[default]
    Sum,
    /// They make none.
    None,
    /// The ratio of the sums of two other indicators, over the units that have both.
    Ratio(Ratio),
    /// Their mean.
    Mean,
    /// Their sum; of several periods, the last.
    Latest,
}

impl Aggregation {
    /// Returns whether the figures of several units may be added.
    pub const fn adds_up(&self) -> bool {
        matches!(self, Self::Sum | Self::Latest)
    }
}

/// A ratio of two indicators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ratio {
    /// The numerator.
    pub of: IndicatorCode,
    /// The denominator.
    pub per: IndicatorCode,
    /// What the quotient is multiplied by: 100 for percent.
    pub times: u32,
}

impl Ratio {
    /// Returns the ratio of two amounts; `None` if the denominator is 0.
    pub fn value(&self, of: Decimal, per: Decimal) -> Option<Decimal> {
        of.checked_mul(self.times.into())?.checked_div(per)
    }
}

/// Whether an indicator adds up over the year or states what is there at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// Adds up over the year's window: the year is never below the six months.
    Flow,
    /// A state at the end of the period.
    Stock,
}

/// An indicator (*chỉ tiêu*): a figure asked of every unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Its code.
    pub code: IndicatorCode,
    /// Its wording.
    pub name: String,
    /// Its unit of measurement (*đơn vị tính*).
    pub measure: String,
    /// Other wordings of the measurement that mean the same.
    pub measure_aliases: Vec<String>,
    /// The task it belongs to; `None` for the duty to report itself, which every unit owes.
    pub task: Option<TaskCode>,
    /// Flow or stock.
    pub nature: Nature,
    /// Other wordings that units use.
    pub aliases: Vec<String>,
    /// The list of the same report whose rows it must equal.
    pub rows_of: Option<RowsOf>,
    /// From where on a figure is looked at.
    pub thresholds: Thresholds,
    /// What may be answered.
    pub answer: AnswerKind,
    /// How the figures of several units make one.
    pub total: Aggregation,
}

impl Indicator {
    /// Its wording and all aliases.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.name).chain(&self.aliases)
    }

    /// Its measure and the other ways it is written.
    pub fn measures(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.measure).chain(&self.measure_aliases)
    }

    /// Returns the number that an answer gives; `None` if there is none. That nothing arose is 0 of what adds up, but no
    /// percentage and no score.
    pub fn amount(&self, reading: &Reading) -> Option<Decimal> {
        match reading {
            Reading::Nil if !self.total.adds_up() => None,
            reading => reading.amount(),
        }
    }

    /// Returns whether its figures are percentages.
    pub const fn is_percent(&self) -> bool {
        match self.answer.number() {
            Some(number) => number.is_percent,
            None => false,
        }
    }

    /// Returns how many decimal places its figures have, at most.
    pub const fn decimals(&self) -> u32 {
        match self.answer.number() {
            Some(number) => number.decimals,
            None => 0,
        }
    }

    /// Returns to how many decimal places a ratio or a mean of its figures is rounded.
    pub const fn places(&self) -> u32 {
        match (&self.total, self.decimals()) {
            (Aggregation::Ratio(_) | Aggregation::Mean, 0) => 2,
            (_, decimals) => decimals,
        }
    }
}

/// From where on a figure is so unusual that someone must look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// A change from the period before, in percent of the amount then …
    pub change_percent: u32,
    /// … that is also at least this large.
    pub change_floor: u32,
    /// A modified z-score among the units of the group above this; `None` where nobody need look …
    pub outlier: Option<Decimal>,
    /// … that is also at least this far from the group's median.
    pub outlier_floor: u32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            change_percent: 50,
            change_floor: 20,
            outlier: Some(Decimal::new(35, 1)),
            outlier_floor: 10,
        }
    }
}

/// A list of the form whose rows an indicator counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowsOf {
    /// The sheet `Văn bản`.
    Documents,
    /// The sheet `Đột xuất`.
    Incidents,
}
