//! Finds formulas whose stored result differs from what they compute.

use super::grid::{Cell, Sheet, Value};
use crate::model::origin::CellRef;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Maximum length of a formula that is computed, in bytes, and maximum number of formulas per
/// sheet.
const LONGEST: usize = 400;
const MOST: usize = 20_000;

/// Maximum number of cells and operations for all formulas of a sheet.
const STEPS: usize = 2_000_000;

/// Maximum nesting of brackets.
const DEEPEST: usize = 16;

/// Formulas of a sheet whose stored results are numbers.
#[derive(Debug, Default)]
pub(super) struct Formulas(Vec<(CellRef, String)>);

impl Formulas {
    pub(super) fn add(&mut self, at: CellRef, formula: &str) {
        if !formula.is_empty() && formula.len() <= LONGEST && self.0.len() < MOST {
            self.0.push((at, formula.to_owned()));
        }
    }

    /// Displays the computed result of a formula if it differs from the stored number. Only
    /// formulas of numbers, the four operations, cells of the same sheet and `SUM` are computed;
    /// for others the stored result is kept.
    pub(super) fn check(&self, sheet: &mut Sheet) {
        let mut steps = STEPS;
        for (at, formula) in &self.0 {
            let plain = in_plain_notation(formula);
            let mut computation = Computation { rest: &plain, sheet, at: *at, depth: 0, steps };
            let computed = computation.sum().filter(|_| computation.rest.is_empty());
            steps = computation.steps;
            let Some(computed) = computed else { continue };
            let place = sheet.cells.binary_search_by_key(at, |cell| cell.at);
            let Some(cell) = place.ok().and_then(|place| sheet.cells.get_mut(place)) else {
                continue;
            };
            if differs(cell, computed) && cell.shown.is_none() {
                cell.shown = Some(Arc::from(format!("{computed} (={plain})")));
            }
        }
    }
}

/// Returns whether a cell stores a different number, allowing for rounding.
fn differs(cell: &Cell, computed: f64) -> bool {
    let Value::Number(stored) = cell.value else { return false };
    computed.is_finite() && (stored - computed).abs() > 1e-6 * stored.abs().max(1.0)
}

/// Removes the `OpenDocument` notation from a formula, as in `of:=[.A1]+SUM([.B1:.B2])`.
fn in_plain_notation(formula: &str) -> String {
    let formula = formula.trim();
    let formula = formula.split_once(":=").map_or(formula, |(_, formula)| formula);
    let formula = formula.trim_start_matches('=').replace("[.", "").replace(":.", ":");
    formula.replace([']', '$', ' '], "")
}

/// A formula being computed.
struct Computation<'a> {
    rest: &'a str,
    sheet: &'a Sheet,
    /// The formula's own cell.
    at: CellRef,
    depth: usize,
    steps: usize,
}

impl Computation<'_> {
    fn sum(&mut self) -> Option<f64> {
        let mut sum = self.product()?;
        loop {
            sum = match () {
                () if self.takes('+') => sum + self.product()?,
                () if self.takes('-') => sum - self.product()?,
                () => return Some(sum),
            };
        }
    }

    fn product(&mut self) -> Option<f64> {
        let mut product = self.signed()?;
        loop {
            product = match () {
                () if self.takes('*') => product * self.signed()?,
                () if self.takes('/') => product / self.signed()?,
                () => return Some(product),
            };
        }
    }

    fn signed(&mut self) -> Option<f64> {
        let mut sign = 1.0;
        loop {
            match () {
                () if self.takes('-') => sign = -sign,
                () if self.takes('+') => {}
                () => return Some(sign * self.operand()?),
            }
        }
    }

    fn operand(&mut self) -> Option<f64> {
        self.steps = self.steps.checked_sub(1)?;
        if self.takes('(') {
            return self.in_brackets();
        }
        if self.rest.get(..4).is_some_and(|name| name.eq_ignore_ascii_case("SUM(")) {
            self.rest = self.rest.get(4..)?;
            return self.total();
        }
        let word = self.word();
        if word.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
            return word.parse().ok();
        }
        match self.sheet.get(self.cell(word)?).map(|cell| &cell.value) {
            None => Some(0.0),
            Some(Value::Number(number)) => Some(*number),
            Some(_) => None,
        }
    }

    fn in_brackets(&mut self) -> Option<f64> {
        self.depth = Some(self.depth + 1).filter(|depth| *depth < DEEPEST)?;
        let inside = self.sum()?;
        self.depth -= 1;
        self.takes(')').then_some(inside)
    }

    /// Computes the arguments of `SUM`.
    fn total(&mut self) -> Option<f64> {
        self.depth = Some(self.depth + 1).filter(|depth| *depth < DEEPEST)?;
        let mut total = 0.0;
        loop {
            total += self.argument()?;
            if !self.takes(',') && !self.takes(';') {
                self.depth -= 1;
                return self.takes(')').then_some(total);
            }
        }
    }

    fn argument(&mut self) -> Option<f64> {
        let start = self.rest;
        let first = self.word();
        let Some(first) = CellRef::parse(first) else {
            self.rest = start;
            return self.sum();
        };
        if self.takes(':') {
            let last = CellRef::parse(self.word())?;
            return self.range(first.row..=last.row, &(first.col..=last.col));
        }
        if self.rest.starts_with([',', ';', ')']) {
            return self.range(first.row..=first.row, &(first.col..=first.col));
        }
        self.rest = start;
        self.sum()
    }

    /// Returns the sum of the numbers in a range, ignoring words.
    fn range(&mut self, rows: RangeInclusive<u32>, columns: &RangeInclusive<u32>) -> Option<f64> {
        if rows.contains(&self.at.row) && columns.contains(&self.at.col) {
            return None;
        }
        let cells = self.sheet.between(rows);
        self.steps = self.steps.checked_sub(cells.len())?;
        let numbers = cells.iter().filter(|cell| columns.contains(&cell.at.col)).map(|cell| {
            match &cell.value {
                Value::Number(number) => Some(*number),
                Value::Text(_) if !cell.value.says_number() => Some(0.0),
                _ => None,
            }
        });
        numbers.sum()
    }

    /// Returns the cell that a word refers to, unless it is the formula's own.
    fn cell(&self, word: &str) -> Option<CellRef> {
        CellRef::parse(word).filter(|cell| *cell != self.at)
    }

    fn takes(&mut self, sign: char) -> bool {
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}

impl<'a> Computation<'a> {
    /// Takes the letters, digits and points that come next.
    fn word(&mut self) -> &'a str {
        let is_outside = |c: char| !c.is_ascii_alphanumeric() && c != '.';
        let (word, rest) =
            self.rest.split_at(self.rest.find(is_outside).unwrap_or(self.rest.len()));
        self.rest = rest;
        word
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::grid::LegacyFont;

    fn cell(at: &str, value: Value) -> Cell {
        let at = CellRef::parse(at).unwrap_or_default();
        Cell { at, value, legacy_font: LegacyFont::None, original: None, shown: None }
    }

    /// Returns what A9 shows if it stores 2650 as the result of `formula`.
    fn shown(formula: &str) -> Option<String> {
        let mut sheet = Sheet {
            cells: vec![
                cell("A1", Value::Number(1000.0)),
                cell("A2", Value::Number(650.0)),
                cell("A3", Value::Text("Cộng".into())),
                cell("A4", Value::Text("1000".into())),
                cell("A9", Value::Number(2650.0)),
            ],
            ..Sheet::default()
        };
        let mut formulas = Formulas::default();
        formulas.add(CellRef::parse("A9").unwrap_or_default(), formula);
        formulas.check(&mut sheet);
        sheet.cells.last().and_then(|cell| cell.shown.as_deref().map(str::to_owned))
    }

    #[test]
    fn a_wrong_stored_result_is_replaced_by_the_computed_one() {
        for (formula, result) in [
            ("1000+650", "1650 (=1000+650)"),
            ("A1+A2", "1650 (=A1+A2)"),
            ("SUM(A1:A3)", "1650 (=SUM(A1:A3))"),
            ("SUM(A1,$A$2,-5)*2", "3290 (=SUM(A1,A2,-5)*2)"),
            ("-(A1-2*A2)", "300 (=-(A1-2*A2))"),
            ("of:=SUM([.A1:.A3])/2", "825 (=SUM(A1:A3)/2)"),
            ("A5", "0 (=A5)"),
        ] {
            assert_eq!(shown(formula).as_deref(), Some(result), "{formula}");
        }
    }

    #[test]
    fn a_right_or_uncomputable_result_is_kept() {
        for formula in [
            "A1+A2+1000",
            "2650",
            "SUM(A1:A2,1000)",
            "SUM(A1:A4)",
            "A4+5",
            "SUM(A1:A9)",
            "A9+1",
            "10^2",
            "50%",
            "SUM(Sheet2!A1)",
            "Sheet2!A1+1",
            "SUMIF(A1:A2,1)",
            "ROUND(1.5,0)",
            "1/0",
            "A1:A2",
            "SUM(A:A)",
            "1000+",
            "SUM(A1",
            "",
            "[1]x!A1",
            "of:=[$B.A1]+1",
            "IF(1,2,3)",
        ] {
            assert_eq!(shown(formula), None, "{formula}");
        }
        assert_eq!(shown(&"(".repeat(300)), None);
    }
}
