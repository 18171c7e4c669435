//! What a conditional format makes a cell show, whatever the file format.

use super::grid::{Cell, Sheet, Value};
use super::limits::Budget;
use super::number_format::NumberFormat;
use crate::model::origin::CellRef;
use crate::model::reading::UNKNOWN_DISPLAY;
use crate::model::submission::Unreadable;
use std::sync::Arc;

/// Most formats of a sheet that are kept: no report has as many.
pub(super) const MOST: usize = 1_000;

/// What a conditional format does to what a cell shows.
#[derive(Debug, Clone)]
pub(super) enum ConditionalEffect {
    Format(NumberFormat),
    Hides,
    Strikes,
}

impl ConditionalEffect {
    /// Returns what a look does: what hides a number or strikes it says more than a number format.
    pub(super) fn from_look(
        is_hidden: bool,
        is_struck: bool,
        format: Option<NumberFormat>,
    ) -> Option<Self> {
        match (is_hidden, is_struck) {
            (true, _) => Some(Self::Hides),
            (false, true) => Some(Self::Strikes),
            (false, false) => format.map(Self::Format),
        }
    }

    /// Returns what a value shows where that is, or may be, something else than it holds. `applies` is `None` where it cannot be
    /// told whether the condition holds.
    pub(super) fn shown(
        &self,
        value: &Value,
        applies: Option<bool>,
        from_1904: bool,
    ) -> Option<Arc<str>> {
        let otherwise: Arc<str> = match self {
            Self::Hides => "".into(),
            // words that are done with are struck through as well; only a number is taken back by it
            Self::Strikes if value.says_number() => UNKNOWN_DISPLAY.into(),
            Self::Strikes => return None,
            Self::Format(format) => match format.displayed(value.clone(), from_1904) {
                (_, Some(shown)) => shown,
                (Value::Day(_, shown), None) if matches!(value, Value::Number(_)) => shown.into(),
                _ => return None,
            },
        };
        match applies {
            Some(false) => None,
            Some(true) => Some(otherwise),
            None => Some(UNKNOWN_DISPLAY.into()),
        }
    }
}

/// A conditional format that changes what cells show.
#[derive(Debug, Clone)]
pub(super) struct ConditionalFormat {
    pub(super) areas: Arc<[(CellRef, CellRef)]>,
    pub(super) effect: ConditionalEffect,
    pub(super) condition: Condition,
}

/// When it applies to a cell, as far as the cell's own number says.
#[derive(Debug, Clone, Default)]
pub(super) struct Condition {
    pub(super) kind: String,
    pub(super) operator: String,
    pub(super) operands: Vec<String>,
}

impl Condition {
    /// Whether it applies to a number; nothing where that cannot be told.
    fn holds(&self, value: f64) -> Option<bool> {
        match self.kind.as_str() {
            "containsBlanks" | "containsErrors" => return Some(false),
            "notContainsBlanks" | "notContainsErrors" => return Some(true),
            "cellIs" => {}
            _ => return None,
        }
        let operand = |place: usize| {
            self.operands.get(place)?.trim().trim_start_matches('=').parse::<f64>().ok()
        };
        if self
            .operands
            .first()
            .is_some_and(|text| text.trim().trim_start_matches('=').starts_with('"'))
        {
            return match self.operator.as_str() {
                "equal" => Some(false),
                "notEqual" => Some(true),
                _ => None,
            };
        }
        let first = operand(0)?;
        let between = || Some((first..=operand(1)?).contains(&value));
        Some(match self.operator.as_str() {
            "greaterThan" => value > first,
            "greaterThanOrEqual" => value >= first,
            "lessThan" => value < first,
            "lessThanOrEqual" => value <= first,
            "equal" => (value - first).abs() < f64::EPSILON,
            "notEqual" => (value - first).abs() >= f64::EPSILON,
            "between" => between()?,
            "notBetween" => !between()?,
            _ => return None,
        })
    }
}

/// Lets the conditional formats of a sheet change what its cells show.
pub(super) fn apply(
    sheet: &mut Sheet,
    all: &[ConditionalFormat],
    budget: &Budget,
    from_1904: bool,
) -> Result<(), Unreadable> {
    for conditional in all {
        budget.time()?;
        for cell in &mut sheet.cells {
            if cell.shown.is_none() && conditional.covers(cell.at) {
                cell.shown = conditional.shown(cell, from_1904);
            }
        }
    }
    Ok(())
}

impl ConditionalFormat {
    fn covers(&self, at: CellRef) -> bool {
        let within = |(first, last): &(CellRef, CellRef)| {
            (first.row..=last.row).contains(&at.row) && (first.col..=last.col).contains(&at.col)
        };
        self.areas.iter().any(within)
    }

    /// What a cell shows where it is, or may be, something else than it holds.
    fn shown(&self, cell: &Cell, from_1904: bool) -> Option<Arc<str>> {
        let applies = if let Value::Number(number) = cell.value {
            self.condition.holds(number)
        } else {
            None
        };
        self.effect.shown(&cell.value, applies, from_1904)
    }
}
