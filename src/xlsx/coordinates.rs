//! Converts rows and columns to the types of the writing library.

use crate::book::Area;
use rust_xlsxwriter::XlsxError;

/// Row and column of a cell.
pub(super) type At = (u32, u16);

/// Converts a column index.
pub(super) fn col(col: u32) -> Result<u16, XlsxError> {
    u16::try_from(col).map_err(|_| XlsxError::RowColumnLimitError)
}

/// Returns top row, left column, bottom row and right column of an area.
pub(super) fn corners(area: Area) -> Result<(u32, u16, u32, u16), XlsxError> {
    Ok((area.first.row, col(area.first.col)?, area.last.row, col(area.last.col)?))
}
