//! What a conditional format makes a cell show, whatever the file format.

use super::grid::Value;
use super::number_format::{NumberFormat, UNKNOWN};
use std::sync::Arc;

/// What a conditional format does to what a cell shows.
#[derive(Debug, Clone)]
pub(super) enum ConditionalEffect {
    Format(NumberFormat),
    Hides,
    Strikes,
}

impl ConditionalEffect {
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
            Self::Strikes if value.says_number() => UNKNOWN.into(),
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
            None => Some(UNKNOWN.into()),
        }
    }
}
