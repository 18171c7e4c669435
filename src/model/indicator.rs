//! Defines the indicators: permitted answers and the aggregation of figures.

use super::id::{IndicatorCode, TaskCode, UnitCode};
use super::number::NumberKind;
use super::reading::Reading;
use super::target::Target;
use crate::msg;
use crate::text::Message;
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Permitted answers to an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerKind {
    Number(NumberKind),
    /// One item of a list: yes or no, or the items in the plan.
    Choice(Vec<Arc<str>>),
    Text,
    Date,
}

impl AnswerKind {
    /// Describes the permitted answer: “một số nguyên từ 0 trở lên”.
    pub fn description(&self) -> Message {
        match self {
            Self::Number(number) => number.with_article(),
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

    /// Returns whether the answer is a count without bounds in the plan.
    pub(crate) fn is_count(&self) -> bool {
        self.number() == Some(&NumberKind::COUNT)
    }

    /// Returns the permitted numbers; `None` if the answer is not a number.
    pub const fn number(&self) -> Option<&NumberKind> {
        match self {
            Self::Number(number) => Some(number),
            Self::Choice(_) | Self::Text | Self::Date => None,
        }
    }

    /// Returns the items of the list; empty if there is none.
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

/// Aggregation of the figures of several units or periods.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Aggregation {
    #[default]
    Sum,
    /// Not aggregated.
    None,
    /// Ratio of the sums of two other indicators, over the units that report both.
    Ratio(Ratio),
    Mean,
    /// Sum over units; over periods, the last figure.
    Latest,
}

impl Aggregation {
    /// Returns whether the figures of several units are added.
    pub(crate) const fn adds_up(&self) -> bool {
        matches!(self, Self::Sum | Self::Latest)
    }
}

/// Ratio of two indicators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ratio {
    /// Numerator.
    pub of: IndicatorCode,
    /// Denominator.
    pub per: IndicatorCode,
    /// Factor of the quotient: 100 for percent.
    pub times: u32,
}

impl Ratio {
    /// Returns the ratio of two amounts; `None` if the denominator is 0.
    pub fn value(&self, of: Decimal, per: Decimal) -> Option<Decimal> {
        of.checked_mul(self.times.into())?.checked_div(per)
    }
}

/// Place of an indicator directly below the one of which it counts a part (*trong đó*).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub parent: IndicatorCode,
    /// Wording of the plan, without *trong đó*.
    pub own: String,
    /// Wording with that of the parent: “Văn bản đã ban hành, trong đó: kế hoạch”.
    pub full_name: String,
    /// Number of indicators of which it is a part.
    pub depth: u8,
}

/// Behavior of an indicator over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// Accumulates during the year: the figure of the year is at least that of the first six
    /// months.
    Flow,
    /// State at the end of the period.
    Stock,
}

/// Indicator (*chỉ tiêu*): a figure requested from every unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    pub code: IndicatorCode,
    /// Wording in its row of the form; that of a part begins with *trong đó*.
    pub name: String,
    /// Place below the indicator of which it counts a part.
    pub part: Option<Part>,
    /// Unit of measure (*đơn vị tính*).
    pub measure: String,
    /// Equivalent wordings of the unit of measure.
    pub measure_aliases: Vec<String>,
    /// Task of the indicator; `None` for reporting duties of every unit.
    pub task: Option<TaskCode>,
    /// Units that are asked; `None` for all.
    pub only: Option<BTreeSet<UnitCode>>,
    pub nature: Nature,
    /// Other wordings used by units.
    pub aliases: Vec<String>,
    /// List in the same report whose number of rows the figure must equal.
    pub rows_of: Option<RowsOf>,
    pub thresholds: Thresholds,
    pub answer: AnswerKind,
    pub total: Aggregation,
    pub target: Option<Target>,
}

impl Indicator {
    /// Returns the name and its aliases.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.name).chain(&self.aliases)
    }

    /// Returns the name where it stands alone: that of a part names the whole too.
    pub fn full_name(&self) -> &str {
        self.part.as_ref().map_or(&self.name, |part| &part.full_name)
    }

    /// Returns whether a unit is asked.
    pub fn is_asked_of(&self, unit: &UnitCode) -> bool {
        self.only.as_ref().is_none_or(|only| only.contains(unit))
    }

    /// Returns the number of indicators of which it counts a part.
    pub(crate) fn depth(&self) -> u8 {
        self.part.as_ref().map_or(0, |part| part.depth)
    }

    /// Returns the unit of measure and its aliases.
    pub fn measures(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.measure).chain(&self.measure_aliases)
    }

    /// Returns the number in an answer, if any.
    ///
    /// “Nothing to report” is 0 for indicators that are added, but it is not a percentage or a
    /// score.
    pub(crate) fn amount(&self, reading: &Reading) -> Option<Decimal> {
        match reading {
            Reading::Nil if !self.total.adds_up() => None,
            reading => reading.amount(),
        }
    }

    /// Returns whether the figures are percentages.
    pub(crate) const fn is_percent(&self) -> bool {
        match self.answer.number() {
            Some(number) => number.is_percent,
            None => false,
        }
    }

    /// Returns the maximum number of decimal places in a figure.
    pub const fn decimals(&self) -> u32 {
        match self.answer.number() {
            Some(number) => number.decimals,
            None => 0,
        }
    }

    /// Returns the number of decimal places to which a ratio or a mean of the figures is rounded.
    pub const fn places(&self) -> u32 {
        match (&self.total, self.decimals()) {
            (Aggregation::Ratio(_) | Aggregation::Mean, 0) => 2,
            (_, decimals) => decimals,
        }
    }
}

/// Limits beyond which a figure needs attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// Change from the previous period, in percent of the previous amount. The change must also
    /// reach `change_floor`.
    pub change_percent: u32,
    /// Minimum absolute change.
    pub change_floor: u32,
    /// Limit of the modified z-score among the units of a group; `None` to disable. The distance
    /// from the median must also reach `outlier_floor`.
    pub outlier: Option<Decimal>,
    /// Minimum absolute distance from the median of the group.
    pub outlier_floor: u32,
}

impl Thresholds {
    /// Returns whether a change reaches both thresholds of a change. The percentage is always
    /// reached if the previous amount is 0.
    pub(crate) fn are_reached(&self, change: Decimal, before: Decimal) -> bool {
        let share = before.abs().saturating_mul(self.change_percent.into());
        change.abs() >= self.change_floor.into()
            && change.abs().saturating_mul(Decimal::ONE_HUNDRED) >= share
    }
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

/// List in the form whose rows an indicator counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowsOf {
    Documents,
    Incidents,
}
