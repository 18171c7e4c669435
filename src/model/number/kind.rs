//! Defines the numbers permitted as an answer to an indicator.

use super::super::reading::{Reading, Why};
use super::to_message;
use crate::msg;
use crate::text::{Message, counted};
use rust_decimal::Decimal;

/// Numbers permitted as an answer to an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberKind {
    /// Maximum number of decimal places.
    pub decimals: u32,
    /// Whether negative numbers are permitted.
    pub is_signed: bool,
    /// Minimum in the plan.
    pub min: Option<Decimal>,
    /// Maximum in the plan.
    pub max: Option<Decimal>,
    /// Whether the numbers are counts, which are at most [`super::LARGEST`].
    pub is_count: bool,
    pub is_percent: bool,
}

/// Largest number; sums over thousands of units stay exact.
const MOST: i64 = 1_000_000_000_000_000;

impl NumberKind {
    /// Whole numbers from 0.
    pub const COUNT: Self = Self {
        decimals: 0,
        is_signed: false,
        min: None,
        max: None,
        is_count: true,
        is_percent: false,
    };

    /// Returns whether a number is within the bounds.
    pub(crate) fn allows(&self, number: Decimal) -> bool {
        let most = if self.is_count { super::LARGEST } else { MOST };
        self.min.is_none_or(|min| number >= min)
            && self.max.is_none_or(|max| number <= max)
            && number.abs() <= Decimal::from(most)
            && (self.is_signed || number.is_zero() || !number.is_sign_negative())
    }

    /// Returns the minimum: that of the plan, or 0 if negative numbers are not permitted.
    pub fn least(&self) -> Option<Decimal> {
        self.min.or_else(|| (!self.is_signed).then_some(Decimal::ZERO))
    }

    /// Describes a permitted answer with an article: “một số nguyên từ 0 trở lên”.
    pub fn with_article(&self) -> Message {
        let Message { vi, en } = self.description();
        msg!("một {vi}", "{en}")
    }

    /// Describes the permitted numbers: “số từ 0 đến 100, tối đa 2 chữ số thập phân”.
    pub fn description(&self) -> Message {
        let mut all = if self.decimals == 0 {
            msg!("số nguyên", "a whole number")
        } else {
            msg!("số", "a number")
        };
        let least = self.least().map(to_message);
        let Message { vi, en } = &all;
        all = match (least, self.max.map(to_message)) {
            (Some(least), Some(most)) => {
                let (least_en, most_en) = (least.en, most.en);
                let (least, most) = (least.vi, most.vi);
                msg!("{vi} từ {least} đến {most}", "{en} from {least_en} to {most_en}")
            }
            (Some(least), None) => {
                let (least, least_en) = (least.vi, least.en);
                msg!("{vi} từ {least} trở lên", "{en} of {least_en} or more")
            }
            (None, Some(most)) => {
                let (most, most_en) = (most.vi, most.en);
                msg!("{vi} không quá {most}", "{en} of at most {most_en}")
            }
            (None, None) => all,
        };
        if self.decimals > 0 {
            let (places, Message { vi, en }) = (self.decimals, &all);
            let places_en = counted(places, "decimal place");
            all = msg!("{vi}, tối đa {places} chữ số thập phân", "{en} with at most {places_en}");
        }
        all
    }

    pub(super) fn checked(&self, number: Decimal) -> Reading {
        if !self.is_signed && number.is_sign_negative() && !number.is_zero() {
            return Reading::misread(Why::Negative, Some(number));
        }
        if number.abs() > Decimal::from(MOST) {
            return Reading::misread(Why::TooLarge, Some(number));
        }
        if !self.allows(number) {
            return Reading::misread(Why::OutOfBounds, Some(number));
        }
        Reading::Number(number.normalize())
    }
}
