//! Measures what fits on a page, for letters of one page.

use super::typography::{POINT, TABLE, UPRIGHT};
use super::{Block, Column, TableRow};
use crate::text::width::{lines, width_of};

/// Height of a page's text, in points, less the end of the letter: remarks, the last paragraph, recipients and signer.
const PAGE: f64 = 257.0 / POINT - 165.0;
/// Line spacing of tables and heads, as a multiple of the size.
const PITCH: f64 = 1.16;
/// Line spacing of text.
const TEXT_PITCH: f64 = PITCH * 1.08;
/// Margins of a table's cell, in millimeters across and in points down.
const BESIDE: (f64, f64) = (4.0, 4.0);

/// Returns the space below the blocks before a table.
pub(super) fn room(before: &[Block]) -> f64 {
    let wide = |text: &str, size: f64, width: u32| height(text, size, f64::from(width));
    let of = |block: &Block| match block {
        Block::Head(head) => {
            let about = head.about.as_deref().unwrap_or_default();
            wide(&head.parent, 13.0, 62) + wide(&head.body, 13.0, 60) + wide(about, 13.0, 60) + 44.0
        }
        Block::Addressees { names, .. } => {
            names.iter().map(|name| wide(name, 14.0, UPRIGHT - 40)).sum::<f64>() + 18.0
        }
        Block::Paragraph(role, line) => {
            let text: String = line.iter().map(|piece| piece.text.as_str()).collect();
            wide(&text, role.size(), UPRIGHT - 6) + 6.0
        }
        Block::Table(_) | Block::Chart(_) | Block::Closing(_) => 0.0,
    };
    PAGE - before.iter().map(of).sum::<f64>()
}

/// Returns the number of rows that fit; at least one.
pub(super) fn fitting(columns: &[Column], rows: &[TableRow], room: f64) -> usize {
    let of = |row: &TableRow| {
        let cells = row.cells.iter().zip(columns).map(|(cell, column)| {
            let text: String = cell.iter().map(|piece| piece.text.as_str()).collect();
            height(&text, TABLE, f64::from(column.width) - BESIDE.0)
        });
        cells.fold(0.0, f64::max) + BESIDE.1
    };
    let mut left = room - 2.0 * TABLE * PITCH - BESIDE.1;
    let fitting = rows.iter().take_while(|row| {
        left -= of(row);
        left >= 0.0
    });
    fitting.count().max(1)
}

/// Returns the width of a table's cell with a text on one line, in millimeters.
pub(super) fn cell_width(text: &str) -> f64 {
    width_of(text) / 1000.0 * TABLE * POINT + BESIDE.0
}

/// Returns the height of a text at a width in millimeters.
fn height(text: &str, size: f64, width: f64) -> f64 {
    f64::from(lines(text, width / POINT / size * 1000.0))
        * size
        * if size > 13.0 { TEXT_PITCH } else { PITCH }
}
