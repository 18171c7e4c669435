//! Reads the places and sizes of rows, columns and merged ranges.

use crate::model::origin::CellRef;
use crate::read::xml::{Tag, is_true};
use std::ops::RangeInclusive;

/// Returns the columns of a tag and their width.
pub(super) fn column(tag: &Tag<'_>) -> (RangeInclusive<u32>, Option<f64>) {
    let number = |key| {
        let number = tag.get(key).and_then(|value| value.parse::<u32>().ok());
        number.unwrap_or(1).saturating_sub(1)
    };
    let width = tag.get("width").and_then(|width| width.trim().parse().ok());
    (number("min")..=number("max"), width)
}

/// Minimum visible column width, in characters, and row height, in points.
pub(super) const MIN_VISIBLE_WIDTH: f64 = 0.2;
const MIN_VISIBLE_HEIGHT: f64 = 3.0;

/// Returns the first cell position of a row, and whether the row is hidden.
pub(super) fn row(tag: &Tag<'_>, next: CellRef) -> (CellRef, bool) {
    let (mut first, mut hidden) = (CellRef::new(next.row, 0), false);
    for (name, value) in tag.attributes() {
        match name {
            "r" => {
                first.row = value
                    .trim()
                    .parse::<u32>()
                    .ok()
                    .and_then(|row| row.checked_sub(1))
                    .unwrap_or(next.row);
            }
            "hidden" => hidden |= is_true(&value),
            "ht" => {
                hidden |=
                    value.trim().parse::<f64>().is_ok_and(|height| height < MIN_VISIBLE_HEIGHT);
            }
            _ => {}
        }
    }
    (first, hidden)
}

/// Returns the first and last cell of a range.
pub(super) fn merged(range: &str) -> Option<(CellRef, CellRef)> {
    let (first, last) = range.split_once(':')?;
    Some((CellRef::parse(first)?, CellRef::parse(last)?))
        .filter(|(first, last)| first.row <= last.row && first.col <= last.col)
}
