//! Conditional formats that change what cells show, for all file formats.

use super::grid::{Cell, Sheet, Value};
use super::limits::Budget;
use super::number_format::NumberFormat;
use crate::model::origin::CellRef;
use crate::model::reading::UNKNOWN_DISPLAY;
use crate::model::submission::Unreadable;
use std::sync::Arc;

/// Maximum number of conditional formats kept per sheet.
pub(super) const MAX_CONDITIONS: usize = 1_000;

/// Effect of a conditional format on the displayed value.
#[derive(Debug, Clone)]
pub(super) enum ConditionalEffect {
    Format(NumberFormat),
    Hides,
    Strikes,
}

impl ConditionalEffect {
    /// Returns the effect of a differential style. Hiding and striking through take precedence over
    /// a number format.
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

    /// Returns the displayed text if it differs, or may differ, from the value. `applies` is `None`
    /// if the condition cannot be evaluated.
    pub(super) fn shown(
        &self,
        value: &Value,
        applies: Option<bool>,
        from_1904: bool,
    ) -> Option<Arc<str>> {
        let otherwise: Arc<str> = match self {
            Self::Hides => "".into(),
            // struck-through words are usually finished tasks; a struck-through number is withdrawn
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

#[derive(Debug, Clone)]
pub(super) struct ConditionalFormat {
    pub(super) areas: Arc<[(CellRef, CellRef)]>,
    pub(super) effect: ConditionalEffect,
    pub(super) condition: Condition,
}

/// The condition of a format, which may compare the cell's number with constants.
#[derive(Debug, Clone, Default)]
pub(super) struct Condition {
    pub(super) kind: String,
    pub(super) operator: String,
    pub(super) operands: Vec<String>,
}

impl Condition {
    /// Returns whether the condition holds for a number, or `None` if it cannot be evaluated.
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

/// Applies the conditional formats of a sheet to what its cells show.
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

    /// Returns the displayed text if it differs, or may differ, from the cell's value.
    fn shown(&self, cell: &Cell, from_1904: bool) -> Option<Arc<str>> {
        let applies = if let Value::Number(number) = cell.value {
            self.condition.holds(number)
        } else {
            None
        };
        self.effect.shown(&cell.value, applies, from_1904)
    }
}
