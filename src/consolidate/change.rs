//! Compares totals with those of the previous period, over the same units.

use super::Aggregate;
use crate::model::case::Case;
use crate::model::earlier::{Comparative, Earlier, Inherited};
use crate::model::id::{IndicatorCode, UnitCode};
use crate::model::indicator::{Aggregation, Indicator};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// A total compared with that of the previous period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Previous total, over all units of that period.
    pub before: Aggregate,
    /// Both totals over the units that have a figure in both periods; `None` if there is no such unit.
    pub same_units: Option<SameUnits>,
}

/// Two totals over the same units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameUnits {
    pub units: usize,
    pub then: Decimal,
    pub now: Decimal,
}

impl SameUnits {
    /// Returns the difference.
    pub(crate) fn change(&self) -> Decimal {
        self.now.saturating_sub(self.then)
    }

    /// Returns the difference in percent of the previous total; `None` if that is 0.
    pub(crate) fn percent(&self) -> Option<Decimal> {
        self.change().saturating_mul(Decimal::ONE_HUNDRED).checked_div(self.then.abs())
    }
}

/// Figures of the previous period, attributed to the current units.
pub(super) struct PreviousFigures<'e> {
    earlier: &'e Earlier,
    inherited: Option<Inherited<'e>>,
    units: BTreeSet<&'e UnitCode>,
}

impl<'e> PreviousFigures<'e> {
    pub(super) fn new(case: &'e Case<'_>, earlier: &'e Earlier) -> Self {
        let units = earlier.figures.keys().map(|(unit, _)| unit).collect();
        Self { earlier, inherited: case.inherited_from(earlier), units }
    }

    /// Returns how a total has changed, given the amounts that count now; `None` if the previous
    /// total is unknown.
    pub(super) fn change(
        &self,
        indicator: &Indicator,
        units: &[&UnitCode],
        now: impl Fn(&UnitCode, &IndicatorCode) -> Option<Decimal>,
    ) -> Option<Change> {
        let before =
            Aggregate::from_amounts(indicator, self.units.iter().copied(), |unit, code| {
                self.earlier.figures.get(&(unit.clone(), code.clone())).copied()
            });
        before.number.filter(|_| before.units > 0)?;
        let then = |unit: &UnitCode, code: &IndicatorCode| self.amount(indicator, unit, code);
        let needed: Vec<&IndicatorCode> = match &indicator.total {
            Aggregation::Ratio(ratio) => vec![&ratio.of, &ratio.per],
            _ => vec![&indicator.code],
        };
        let is_known = |unit: &&&UnitCode| {
            needed.iter().all(|code| now(unit, code).is_some() && then(unit, code).is_some())
        };
        let same: Vec<&UnitCode> = units.iter().filter(is_known).copied().collect();
        let over_now = Aggregate::from_amounts(indicator, same.iter().copied(), &now);
        let over_then = Aggregate::from_amounts(indicator, same.iter().copied(), then);
        let same_units = over_now.number.zip(over_then.number).map(|(now, then)| SameUnits {
            units: same.len(),
            then,
            now,
        });
        Some(Change { before, same_units: same_units.filter(|same| same.units > 0) })
    }

    /// Returns the previous amount for a unit. Figures of merged units are added, but their means
    /// are not.
    fn amount(
        &self,
        indicator: &Indicator,
        unit: &UnitCode,
        code: &IndicatorCode,
    ) -> Option<Decimal> {
        let Comparative { amount, of } = self.inherited.as_ref()?.comparative(unit, code)?;
        (of.len() == 1 || indicator.total != Aggregation::Mean).then_some(amount)
    }
}
