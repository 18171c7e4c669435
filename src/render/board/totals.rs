//! The totals of the board.

use crate::model::plan::Area;
use crate::msg;
use crate::outcome::Outcome;
use crate::text::{Lang, Message, Text};
use serde::Serialize;

/// The total of an indicator.
#[derive(Serialize)]
pub(super) struct Total<'a> {
    code: &'a str,
    name: &'a str,
    measure: &'a str,
    sum: String,
    units: usize,
    expected: usize,
    target: Option<String>,
}

/// Returns the heading of the totals.
pub(super) fn heading(area: Area) -> Message {
    let Text { vi, en } = area.text();
    msg!("Số liệu {vi}", "Figures of {en}")
}

pub(super) fn all<'o>(outcome: &'o Outcome<'_>, lang: Lang) -> Vec<Total<'o>> {
    let line = |total: &'o crate::consolidate::Total| {
        let indicator = outcome.case.scope.plan.indicator(&total.indicator);
        Total {
            code: total.indicator.as_str(),
            name: indicator.map_or("", |indicator| &indicator.name),
            measure: indicator.map_or("", |indicator| &indicator.measure),
            sum: total.all.shown().in_lang(lang).to_owned(),
            units: total.all.units,
            expected: total.expected,
            target: total.target.map(|result| result.shown().in_lang(lang).to_owned()),
        }
    };
    outcome.consolidation.totals.iter().map(line).collect()
}
