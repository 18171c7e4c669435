//! Columns too narrow for a number, which spreadsheet programs then show as `#`.

use super::grid::{Sheet, Value};
use crate::model::origin::CellRef;
use crate::model::reading::NO_ROOM_DISPLAY;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Maximum width of a column that may be too narrow for a count, in digits.
const MAX_NARROW_WIDTH: f64 = 4.0;
/// Part of a width that is the cell's padding: 5 of the 7 pixels of a digit of the standard font.
const PADDING: f64 = 0.7;
/// Digits of the smallest usual font, 8 points, in the room of one of the standard font.
const DENSEST: f64 = 1.5;

/// Narrow columns with their widths in digits.
#[derive(Debug, Default)]
pub(super) struct NarrowColumns(Vec<(RangeInclusive<u32>, f64)>);

impl NarrowColumns {
    pub(super) fn add(&mut self, columns: RangeInclusive<u32>, width: f64) {
        if width < MAX_NARROW_WIDTH {
            self.0.push((columns, width));
        }
    }

    /// Returns `#` for a number whose digits do not fit the column even in a small font.
    pub(super) fn shown(&self, at: CellRef, value: &Value) -> Option<Arc<str>> {
        let Value::Number(number) = value else { return None };
        let (_, width) = self.0.iter().find(|(columns, _)| columns.contains(&at.col))?;
        let digits = number.abs().max(1.0).log10().floor() + 1.0;
        (*width < 1.0 || digits > ((width - PADDING) * DENSEST).max(1.0))
            .then(|| NO_ROOM_DISPLAY.into())
    }
}

/// Displays numbers again that have the width of several merged columns.
pub(super) fn widen_merged(sheet: &mut Sheet) {
    for (first, _) in sheet.merged.iter().filter(|(first, last)| first.col < last.col) {
        let place = sheet.cells.binary_search_by_key(first, |cell| cell.at);
        let cell = place.ok().and_then(|place| sheet.cells.get_mut(place));
        if let Some(cell) = cell.filter(|cell| cell.shown.as_deref() == Some(NO_ROOM_DISPLAY)) {
            cell.shown = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_columns_too_narrow_are_hidden() {
        let mut columns = NarrowColumns::default();
        columns.add(3..=3, 0.8);
        columns.add(4..=4, 1.7);
        columns.add(5..=5, 9.0);
        columns.add(6..=6, 3.5);
        let shown = |col, number| {
            columns
                .shown(CellRef::new(0, col), &Value::Number(number))
                .as_deref()
                .map(str::to_owned)
        };
        assert_eq!(shown(3, 5.0).as_deref(), Some("#"));
        for (col, number) in [(4, 2650.0), (4, 26.0), (6, 12500.0)] {
            assert_eq!(shown(col, number).as_deref(), Some("#"), "{number}");
        }
        for (col, number) in [(4, 5.0), (4, 0.0), (6, 2650.0), (5, 2650.0), (9, 2650.0)] {
            assert_eq!(shown(col, number), None, "{number}");
        }
    }
}
