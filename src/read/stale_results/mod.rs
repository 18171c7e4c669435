//! Finds formulas whose stored result differs from what they compute.

mod criterion;
mod evaluation;
mod expression;
mod functions;
mod ranges;

use super::formula::is_volatile;
use super::grid::{Cell, Sheet, Value};
use crate::model::origin::CellRef;
use evaluation::{Evaluation, Operand, Outcome, Stop};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Maximum length of a formula that is computed, in bytes, and maximum number of formulas per
/// sheet.
pub(super) const MAX_FORMULA_BYTES: usize = 400;
const MAX_FORMULAS: usize = 20_000;

/// Maximum number of cells and operations for all formulas of a workbook.
const STEPS: usize = 4_000_000;

/// Formulas of a sheet.
#[derive(Debug, Default)]
pub(super) struct Formulas(Vec<(CellRef, String)>);

impl Formulas {
    pub(super) fn add(&mut self, at: CellRef, formula: &str) {
        if !formula.is_empty() && formula.len() <= MAX_FORMULA_BYTES && self.0.len() < MAX_FORMULAS
        {
            self.0.push((at, formula.to_owned()));
        }
    }
}

/// Displays the computed results of formulas that differ from the stored numbers, given the
/// formulas of each sheet.
///
/// The common operators and functions are computed. If a sheet has a wrong result, its formulas
/// that cannot be computed have none either; else their stored result is kept. A formula that
/// refers to itself has no result, and one that refers to a deleted cell gives an error.
pub(super) fn check(sheets: &mut [Sheet], formulas: &[Formulas]) {
    let all = formulas.iter().enumerate();
    let all = all.flat_map(|(place, formulas)| {
        formulas.0.iter().map(move |(at, formula)| ((place, *at), in_plain_notation(formula)))
    });
    let all: BTreeMap<(usize, CellRef), String> = all.collect();
    let mut evaluation = Evaluation::new(sheets, &all, STEPS);
    let numbers = all.iter().filter(|((place, at), formula)| {
        let cell = sheets.get(*place).and_then(|sheet| sheet.get(*at));
        cell.is_some_and(|cell| matches!(cell.value, Value::Number(_)) || is_volatile(formula))
    });
    let results: Vec<((usize, CellRef), &str, Outcome)> = numbers
        .map(|((place, at), formula)| {
            let result = evaluation.formula(*place, *at);
            ((*place, *at), formula.as_str(), result)
        })
        .collect();
    let mut outdated = BTreeSet::new();
    let mut unknown = Vec::new();
    for ((place, at), formula, result) in results {
        let Some(cell) = cell_at(sheets, place, at) else { continue };
        let computed = match result {
            Ok(Operand::Number(number)) if differs(cell, number) => number.to_string(),
            Ok(Operand::Text(text)) => format!("“{text}”"),
            Ok(_) => continue,
            Err(Stop::Error(error)) => {
                cell.value = Value::Error(error);
                continue;
            }
            Err(Stop::Nothing) => {
                cell.value = Value::Uncomputed;
                continue;
            }
            Err(Stop::Unknown) => {
                unknown.push((place, at));
                continue;
            }
        };
        outdated.insert(place);
        cell.shown.get_or_insert_with(|| Arc::from(format!("{computed} (={formula})")));
    }
    for (place, at) in unknown {
        if let Some(cell) = cell_at(sheets, place, at).filter(|_| outdated.contains(&place)) {
            cell.value = Value::Uncomputed;
        }
    }
}

fn cell_at(sheets: &mut [Sheet], place: usize, at: CellRef) -> Option<&mut Cell> {
    let cells = &mut sheets.get_mut(place)?.cells;
    cells.binary_search_by_key(&at, |cell| cell.at).ok().and_then(|found| cells.get_mut(found))
}

/// Returns whether a cell stores a different number, allowing for rounding.
fn differs(cell: &Cell, computed: f64) -> bool {
    let Value::Number(stored) = cell.value else { return false };
    (stored - computed).abs() > 1e-6 * stored.abs().max(1.0)
}

/// Returns a formula in the notation of `.xlsx`: `of:=[.A1]+SUM([$Sheet2.B1:.B2])` is
/// `A1+SUM(Sheet2!B1:B2)`.
fn in_plain_notation(formula: &str) -> String {
    let formula = formula.trim();
    let Some((_, formula)) =
        formula.split_once(":=").filter(|(name, _)| name.chars().all(char::is_alphabetic))
    else {
        return formula.trim_start_matches('=').to_owned();
    };
    let mut plain = String::new();
    for piece in formula.split('[') {
        let Some((reference, after)) = piece.split_once(']') else {
            plain.push_str(piece);
            continue;
        };
        let parts = reference.split(':').map(|part| match part.rsplit_once('.') {
            Some(("", cell)) => cell.to_owned(),
            Some((sheet, cell)) => format!("{}!{cell}", sheet.trim_start_matches('$')),
            None => part.to_owned(),
        });
        plain.push_str(&parts.collect::<Vec<_>>().join(":"));
        plain.push_str(after);
    }
    plain
}

#[cfg(test)]
mod tests;
