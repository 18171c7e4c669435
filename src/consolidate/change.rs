//! The province's totals beside those of the period before.

use super::Sum;
use crate::model::earlier::Earlier;
use crate::model::id::IndicatorCode;
use rust_decimal::Decimal;

/// A total beside that of the period before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The total of the period before, over the units of that time.
    pub before: Sum,
    /// How much more the total is now.
    pub change: Decimal,
}

/// How a total has changed; `None` where nothing is known of the period before.
pub(super) fn since(earlier: &Earlier, indicator: &IndicatorCode, now: Decimal) -> Option<Change> {
    let (sum, units) = earlier.total(indicator)?;
    Some(Change { before: Sum { sum, units }, change: now.saturating_sub(sum) })
}
