//! Widths and pages of the indicators' columns in `Số liệu đơn vị`.

use crate::book::{Role, measure};
use crate::model::indicator::{AnswerKind, Indicator};

/// Maximum number of indicators across a page; more take several pages, each with the unit names.
const ON_ONE_PAGE: usize = 14;
/// Maximum shift of a page start so that it begins with a task.
const APART: usize = 3;

/// Returns the indicators at which further pages begin: pages of similar width, at the beginning of
/// a task if one is near.
pub(super) fn page_starts(indicators: &[Indicator]) -> Vec<usize> {
    let pages = indicators.len().div_ceil(ON_ONE_PAGE).max(1);
    let begins_task = |at: &usize| {
        let task = |at: usize| indicators.get(at).map(|indicator| &indicator.task);
        task(*at) != task(at - 1)
    };
    let start = |page: usize| {
        let equal = page * indicators.len() / pages;
        let near = (equal.saturating_sub(APART).max(1)..=equal + APART).filter(begins_task);
        near.min_by_key(|at| at.abs_diff(equal)).unwrap_or(equal)
    };
    (1..pages).map(start).collect()
}

/// Returns the minimum width of an indicator's column, in characters.
pub(super) fn least_width(indicator: &Indicator) -> f64 {
    const NARROW: f64 = 7.0;
    match &indicator.answer {
        AnswerKind::Number(_) => NARROW,
        AnswerKind::Choice(words) => {
            let widths = words.iter().map(|word| measure::chars(word, Role::Code));
            widths.fold(NARROW, f64::max)
        }
        AnswerKind::Date => 10.0,
        AnswerKind::Text => 16.0,
    }
}
