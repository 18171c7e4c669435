//! Finds formulas whose stored result differs from what they compute.

mod computation;

use super::formula::is_volatile;
use super::grid::{Cell, Sheet, Value};
use crate::model::origin::CellRef;
use computation::{Computation, Computed};
use std::sync::Arc;

/// Maximum length of a formula that is computed, in bytes, and maximum number of formulas per
/// sheet.
pub(super) const MAX_FORMULA_BYTES: usize = 400;
const MAX_FORMULAS: usize = 20_000;

/// Maximum number of cells and operations for all formulas of a workbook.
const STEPS: usize = 4_000_000;

/// Formulas of a sheet whose stored results are numbers.
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
/// Formulas of numbers, cells, arithmetic and a few functions are computed; for others the stored
/// result is kept. A formula that refers to itself has no result, and one that refers to a deleted
/// cell gives an error.
pub(super) fn check(sheets: &mut [Sheet], formulas: &[Formulas]) {
    let mut steps = STEPS;
    let mut results = Vec::new();
    for (place, formulas) in formulas.iter().enumerate() {
        for (at, formula) in &formulas.0 {
            let plain = in_plain_notation(formula);
            let computed = match () {
                () if is_volatile(&plain) => Computed::Nothing,
                () if lost_reference(&plain) => Computed::Error("#REF!"),
                () => Computation::new(&plain, sheets, (place, *at), steps).result(&mut steps),
            };
            results.push((place, *at, plain, computed));
        }
    }
    for (place, at, plain, computed) in results {
        let Some(sheet) = sheets.get_mut(place) else { continue };
        let place = sheet.cells.binary_search_by_key(&at, |cell| cell.at);
        let Some(cell) = place.ok().and_then(|place| sheet.cells.get_mut(place)) else {
            continue;
        };
        match computed {
            Computed::Number(number) if differs(cell, number) && cell.shown.is_none() => {
                cell.shown = Some(Arc::from(format!("{number} (={plain})")));
            }
            Computed::Error(error) => cell.value = Value::Error(error.to_owned()),
            Computed::Nothing => cell.value = Value::Uncomputed,
            Computed::Number(_) | Computed::Unknown => {}
        }
    }
}

/// Returns whether a cell stores a different number, allowing for rounding.
fn differs(cell: &Cell, computed: f64) -> bool {
    let Value::Number(stored) = cell.value else { return false };
    computed.is_finite() && (stored - computed).abs() > 1e-6 * stored.abs().max(1.0)
}

/// Returns whether a formula refers to a deleted cell, so that its result is an error.
fn lost_reference(formula: &str) -> bool {
    let upper = formula.to_ascii_uppercase();
    upper.contains("#REF!") && !upper.contains("IFERROR") && !upper.contains("ISERR")
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
mod tests {
    use super::*;
    use crate::read::grid::LegacyFont;

    fn cell(at: &str, value: Value) -> Cell {
        let at = CellRef::parse(at).unwrap_or_default();
        Cell { at, value, legacy_font: LegacyFont::None, original: None, shown: None }
    }

    /// Returns the cell A9 if it stores 2650 as the result of `formula`.
    fn checked(formula: &str) -> Cell {
        let own = Sheet {
            cells: vec![
                cell("A1", Value::Number(1000.0)),
                cell("A2", Value::Number(650.0)),
                cell("A3", Value::Text("Cộng".into())),
                cell("A4", Value::Text("1000".into())),
                cell("A9", Value::Number(2650.0)),
            ],
            ..Sheet::default()
        };
        let other = Sheet {
            name: "Văn bản".into(),
            cells: vec![cell("B1", Value::Number(7.0)), cell("B2", Value::Number(8.0))],
            ..Sheet::default()
        };
        let mut sheets = [own, other];
        let mut formulas = Formulas::default();
        formulas.add(CellRef::parse("A9").unwrap_or_default(), formula);
        check(&mut sheets, &[formulas]);
        let own = sheets.first().and_then(|sheet| sheet.cells.last());
        own.cloned().unwrap_or_else(|| cell("A9", Value::Uncomputed))
    }

    fn shown(formula: &str) -> Option<String> {
        checked(formula).shown.as_deref().map(str::to_owned)
    }

    #[test]
    fn a_wrong_stored_result_is_replaced_by_the_computed_one() {
        for (formula, result) in [
            ("1000+650", "1650"),
            ("A1+A2", "1650"),
            ("SUM(A1:A3)", "1650"),
            ("SUM(A1, $A$2, -5)*2", "3290"),
            ("-(A1-2*A2)", "300"),
            ("of:=SUM([.A1:.A3])/2", "825"),
            ("A5", "0"),
            ("10^2", "100"),
            ("A1*50%", "500"),
            ("ROUND(A2/3,0)", "217"),
            ("ROUND(-2.5,0)", "-3"),
            ("INT(ABS(-2.5))", "2"),
            ("MAX(A1:A3)-MIN(A1,A2)", "350"),
            ("AVERAGE(A1:A2)", "825"),
            ("COUNT(A1:A2)", "2"),
            ("IF(A1>A2,1,2)", "1"),
            ("IF(A1<=A2,1,2)+IF(A1<>A2,5,6)", "7"),
            ("IF(A1=\"\",\"\",A1)", "1000"),
            ("IF(A5<>\"\",\"\",7)", "7"),
            ("IFERROR(A1+N(A2),0)", "1650"),
            ("IFERROR(1/0,4)", "4"),
            ("MOD(-7,4)", "1"),
            ("ROUNDUP(-2.1,0)-ROUNDDOWN(2.9,0)", "-5"),
            ("TRUNC(2.9)+TRUNC(1.25,1)", "3.2"),
            ("'Văn bản'!B1+1", "8"),
            ("SUM('Văn bản'!B1:B2)", "15"),
            ("SUM('Văn bản'!$B$1:'Văn bản'!$B$2)", "15"),
            ("of:=SUM([$'Văn bản'.B1:.B2];1)", "16"),
        ] {
            let shown = shown(formula).unwrap_or_default();
            assert_eq!(shown.split(' ').next(), Some(result), "{formula}");
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
            "SUM(Sheet2!A1)",
            "Sheet2!A1+1",
            "SUMIF(A1:A2,1)",
            "COUNTA(A1:A3)",
            "SUBTOTAL(9,A1:A2)",
            "1/0",
            "A1:A2",
            "SUM(A:A)",
            "1000+",
            "SUM(A1",
            "",
            "[1]x!A1",
            "of:=[$B.A1]+1",
            "IF(A3=\"Cộng\",2,3)",
            "IFERROR(#REF!,5)",
            "IF(A5=\"\",\"\",7)",
            "IF(A4=\"\",1,2)",
            "IFERROR(1/0,\"\")",
            "Bảng1[Số]",
        ] {
            let cell = checked(formula);
            assert_eq!((cell.value, cell.shown), (Value::Number(2650.0), None), "{formula}");
        }
        assert_eq!(shown(&"(".repeat(300)), None);
    }

    #[test]
    fn a_formula_on_itself_or_on_a_deleted_cell_has_no_result() {
        for formula in ["A9+1", "SUM(A1:A9)", "of:=[.A9]*2"] {
            assert_eq!(checked(formula).value, Value::Uncomputed, "{formula}");
        }
        for formula in ["#REF!+1", "SUM('Văn bản'!#REF!)"] {
            assert_eq!(checked(formula).value, Value::Error("#REF!".to_owned()), "{formula}");
        }
    }
}
