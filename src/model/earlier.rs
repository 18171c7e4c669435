//! What is known of the period before: what counted then, and what units wrote.

use super::id::{IndicatorCode, PeriodCode, TaskCode, UnitCode};
use super::origin::Sourced;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The results of the period before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Earlier {
    /// Its code; `None` where nothing is known of it.
    pub period: Option<PeriodCode>,
    /// The figures that counted, by the units of that time.
    pub figures: BTreeMap<(UnitCode, IndicatorCode), Decimal>,
    /// What units wrote under the tasks; only where their reports are at hand.
    pub narratives: Vec<Narrative>,
}

/// What a unit wrote under a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Narrative {
    /// The unit.
    pub unit: UnitCode,
    /// The task.
    pub task: TaskCode,
    /// Its words.
    pub words: Sourced<Arc<str>>,
}
