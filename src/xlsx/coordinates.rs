//! Rows and columns as the writing library counts them.

use crate::book::Area;
use rust_xlsxwriter::XlsxError;

/// A cell: its row and its column.
pub(super) type At = (u32, u16);

/// Returns a column.
pub(super) fn col(col: u32) -> Result<u16, XlsxError> {
    u16::try_from(col).map_err(|_| XlsxError::RowColumnLimitError)
}

/// Returns the top row, left column, bottom row and right column of an area.
pub(super) fn corners(area: Area) -> Result<(u32, u16, u32, u16), XlsxError> {
    Ok((area.first.row, col(area.first.col)?, area.last.row, col(area.last.col)?))
}
