//! Formulas that several cells of a sheet share.

use crate::model::origin::{CellRef, LAST};
use crate::read::formula::is_volatile;
use crate::read::stale_results::MAX_FORMULA_BYTES;
use std::collections::BTreeMap;

/// Maximum number of shared formulas per sheet.
const MAX_SHARED_FORMULAS: usize = 10_000;

/// Shared formulas of a sheet by their number.
#[derive(Debug, Default)]
pub(super) struct SharedFormulas(BTreeMap<String, SharedFormula>);

#[derive(Debug)]
struct SharedFormula {
    at: CellRef,
    text: String,
    is_volatile: bool,
}

impl SharedFormulas {
    /// Fills in the formula of a cell that shares one by its number. The first cell contains the
    /// text for all.
    pub(super) fn fill(
        &mut self,
        at: CellRef,
        number: Option<String>,
        formula: &mut Option<String>,
    ) {
        let Some(number) = number else { return };
        match (self.0.get(&number), formula) {
            (_, Some(text)) if !text.is_empty() && self.0.len() < MAX_SHARED_FORMULAS => {
                let is_volatile = is_volatile(text);
                let text = text.clone();
                self.0.insert(number, SharedFormula { at, text, is_volatile });
            }
            (_, Some(text)) if !text.is_empty() => {}
            (Some(shared), Some(text)) if shared.is_volatile => "NOW()".clone_into(text),
            (Some(shared), Some(text)) if shared.text.len() <= MAX_FORMULA_BYTES => {
                *text = moved(&shared.text, shared.at, at);
            }
            _ => {}
        }
    }
}

/// Returns the formula of a cell as another cell has it: references without `$` move along.
fn moved(formula: &str, from: CellRef, to: CellRef) -> String {
    let (mut moved, mut rest) = (String::new(), formula);
    while let Some(first) = rest.chars().next() {
        let quote = Some(first).filter(|c| matches!(c, '"' | '\''));
        let end = match quote {
            Some(quote) => rest.get(1..).and_then(|inside| inside.find(quote)).map(|end| end + 2),
            None if is_of_word(first) => rest.find(|c| !is_of_word(c)),
            None => Some(first.len_utf8()),
        };
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        let is_cell = quote.is_none() && !after.starts_with(['(', '!']);
        let other = if is_cell { moved_cell(word, from, to) } else { None };
        moved.push_str(other.as_deref().unwrap_or(word));
        rest = after;
    }
    moved
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '$' | '_' | '.')
}

/// Returns a reference adjusted for another cell; `None` if the word is no reference.
fn moved_cell(word: &str, from: CellRef, to: CellRef) -> Option<String> {
    let at = CellRef::parse(word)?;
    let (has_fixed_col, has_fixed_row) =
        (word.starts_with('$'), word.get(1..).is_some_and(|rest| rest.contains('$')));
    let shift = |place: u32, from: u32, to: u32, last: u32| {
        let shifted = i64::from(place) + i64::from(to) - i64::from(from);
        u32::try_from(shifted).ok().filter(|place| *place <= last)
    };
    let col = if has_fixed_col { at.col } else { shift(at.col, from.col, to.col, LAST.col)? };
    let row = if has_fixed_row { at.row } else { shift(at.row, from.row, to.row, LAST.row)? };
    Some(CellRef::new(row, col).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_move_along_unless_fixed() {
        let cell = |at: &str| CellRef::parse(at).unwrap_or_default();
        for (formula, other) in [
            ("A1+B$1+$C1+$D$1", "B3+C$1+$C3+$D$1"),
            ("SUM(A1:A9)*2", "SUM(B3:B11)*2"),
            ("'A1'!A1&\"A1\"", "'A1'!B3&\"A1\""),
            ("LOG10(A1)+CT1!A1", "LOG10(B3)+CT1!B3"),
        ] {
            assert_eq!(
                moved(formula, cell("D1"), cell("E3")).replace('$', ""),
                other.replace('$', ""),
                "{formula}"
            );
        }
    }

    #[test]
    fn later_cells_share_the_text_of_the_first() {
        let (mut shared, cell) =
            (SharedFormulas::default(), |at: &str| CellRef::parse(at).unwrap_or_default());
        let mut formula = |at: &str, text: &str| {
            let mut formula = Some(text.to_owned());
            shared.fill(cell(at), Some("0".to_owned()), &mut formula);
            formula.unwrap_or_default()
        };
        assert_eq!(formula("D1", "A1*2"), "A1*2");
        assert_eq!(formula("D5", ""), "A5*2");
        assert_eq!(formula("D1", "TODAY()-A1"), "TODAY()-A1");
        assert!(is_volatile(&formula("D5", "")));
    }
}
