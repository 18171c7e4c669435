//! Conditions of `COUNTIF`, `SUMIF` and similar functions.

use super::evaluation::{Operand, Outcome, Stop, says_number};
use super::expression::{COMPARISONS, Operator};
use std::cmp::Ordering;

/// A condition such as `15`, `">=5"`, `"Cộng"`, `"Xã*"` or `"<>"`.
pub(super) struct Criterion {
    operator: Operator,
    wanted: Operand,
}

impl Criterion {
    /// Returns the condition that an argument states. Of patterns, only those with `*` at an end are
    /// known.
    pub(super) fn new(stated: Operand) -> Outcome<Self> {
        let text = match stated {
            Operand::Number(_) => return Ok(Self { operator: Operator::Equal, wanted: stated }),
            Operand::Text(text) => text,
            _ => return Err(Stop::Unknown),
        };
        let (operator, rest) = COMPARISONS
            .iter()
            .find_map(|(sign, operator)| Some((*operator, text.strip_prefix(sign)?)))
            .unwrap_or((Operator::Equal, &text));
        if rest.contains(['?', '~']) || rest.trim_matches('*').contains('*') {
            return Err(Stop::Unknown);
        }
        let wanted = match rest.parse::<f64>() {
            Ok(number) if rest.bytes().all(|b| b.is_ascii_digit()) => Operand::Number(number),
            _ if says_number(rest) => return Err(Stop::Unknown),
            _ => Operand::Text(rest.to_owned()),
        };
        Ok(Self { operator, wanted })
    }

    /// Returns whether a value meets the condition. An empty cell meets only a condition on
    /// emptiness or on difference.
    pub(super) fn meets(&self, value: &Operand) -> Outcome<bool> {
        let is_nothing = |operand: &Operand| match operand {
            Operand::Blank => true,
            Operand::Text(text) => text.is_empty(),
            _ => false,
        };
        let order = match (value, &self.wanted) {
            (value, wanted) if is_nothing(value) && is_nothing(wanted) => Some(Ordering::Equal),
            (_, wanted) if is_nothing(wanted) => None,
            (Operand::Text(text), _) if says_number(text) => return Err(Stop::Unknown),
            (Operand::Text(text), Operand::Text(pattern)) if pattern.contains('*') => {
                matches_pattern(text, pattern).then_some(Ordering::Equal)
            }
            (Operand::Number(_), Operand::Number(_)) | (Operand::Text(_), Operand::Text(_)) => {
                Some(value.order(&self.wanted)?)
            }
            (Operand::Other, _) => return Err(Stop::Unknown),
            _ => None,
        };
        let is_unequal = matches!(self.operator, Operator::Unequal);
        let holds = self.operator.comparison().ok_or(Stop::Unknown)?;
        Ok(order.map_or(is_unequal, holds))
    }
}

/// Returns whether a text matches a pattern with `*` at its beginning or end.
fn matches_pattern(text: &str, pattern: &str) -> bool {
    let (text, pattern) = (text.to_lowercase(), pattern.to_lowercase());
    let words = pattern.trim_matches('*');
    match (pattern.starts_with('*'), pattern.ends_with('*')) {
        (true, true) => text.contains(words),
        (true, false) => text.ends_with(words),
        _ => text.starts_with(words),
    }
}
