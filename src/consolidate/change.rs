//! Compares totals with those of the previous period.

use super::Aggregate;
use crate::model::earlier::Earlier;
use crate::model::id::UnitCode;
use crate::model::indicator::Indicator;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// A total compared with that of the previous period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The previous total, over the units of that time.
    pub before: Aggregate,
    /// Its amount.
    pub then: Decimal,
    /// The difference.
    pub by: Decimal,
}

/// Returns how a total has changed; `None` if the previous period is unknown, or one of the two is no number.
pub(super) fn since(
    earlier: &Earlier,
    indicator: &Indicator,
    now: Option<Decimal>,
) -> Option<Change> {
    let units: BTreeSet<&UnitCode> = earlier.figures.keys().map(|(unit, _)| unit).collect();
    let before = Aggregate::over(indicator, units.into_iter(), |unit, code| {
        earlier.figures.get(&(unit.clone(), code.clone())).copied()
    });
    let then = before.number.filter(|_| before.units > 0)?;
    Some(Change { by: now?.saturating_sub(then), before, then })
}
