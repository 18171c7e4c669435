//! Defines the target of an indicator (*mục tiêu*), with which its result is compared.

use super::number::to_message;
use crate::msg;
use crate::text::{Message, Text};
use rust_decimal::Decimal;

/// Target of an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    pub comparison: Comparison,
    pub value: Decimal,
}

/// Comparison of a result with a target.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    AtLeast,
    AtMost,
    Equal,
}

impl Comparison {
    /// All comparisons, each with its operator in the plan and in formulas.
    pub(crate) const ALL: [(Self, &str); 3] =
        [(Self::AtLeast, ">="), (Self::AtMost, "<="), (Self::Equal, "=")];

    /// Returns the operator in the plan and in formulas.
    pub(crate) fn operator(self) -> &'static str {
        Self::ALL.into_iter().find(|(one, _)| *one == self).map_or("=", |(_, operator)| operator)
    }

    const fn sign(self) -> &'static str {
        match self {
            Self::AtLeast => "≥",
            Self::AtMost => "≤",
            Self::Equal => "=",
        }
    }
}

impl Target {
    /// Returns whether a result reaches the target.
    pub fn is_reached(&self, result: Decimal) -> bool {
        match self.comparison {
            Comparison::AtLeast => result >= self.value,
            Comparison::AtMost => result <= self.value,
            Comparison::Equal => result == self.value,
        }
    }

    /// Formats the target in both languages: `≥ 55,5`, `≥ 55.5`.
    pub(crate) fn said(&self) -> Message {
        let (sign, Message { vi, en }) = (self.comparison.sign(), to_message(self.value));
        msg!("{sign} {vi}", "{sign} {en}")
    }
}

/// Result beside the target of an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TargetResult {
    pub target: Target,
    /// Whether the total reaches the target; `None` without a total.
    pub is_reached: Option<bool>,
    /// Units whose own figure reaches the target; `None` for figures that add up.
    pub units: Option<usize>,
}

impl TargetResult {
    /// Describes the total beside the target; a dash without a total.
    pub(crate) const fn title(&self) -> Text {
        match self.is_reached {
            Some(true) => REACHED,
            Some(false) => NOT_REACHED,
            None => Text::new("–", "–"),
        }
    }

    /// Formats the target and whether the total reaches it: `≥ 55: đạt`.
    pub(crate) fn shown(&self) -> Message {
        let (Message { vi, en }, title) = (self.target.said(), self.title());
        if self.is_reached.is_none() {
            return msg!("{vi}", "{en}");
        }
        let (is_vi, is_en) = (title.vi.to_lowercase(), title.en.to_lowercase());
        msg!("{vi}: {is_vi}", "{en}: {is_en}")
    }
}

pub(crate) const REACHED: Text = Text::new("Đạt", "Reached");
pub(crate) const NOT_REACHED: Text = Text::new("Chưa đạt", "Not reached");
