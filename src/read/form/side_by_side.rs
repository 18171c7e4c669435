//! Splits sheets on which the headings of a table are repeated to the right.
//!
//! The columns from there on become a sheet of their own with the same name and the same cells.

use super::context::is_explanation;
use super::headings::{HeadingMatcher, HeadingText, MatchStrength, RecognizedHeadings, is_table};
use crate::model::form::{Column, Sheet};
use crate::model::key::Key;
use crate::read::grid::{Cell, Sheet as Grid, Value, Workbook};
use std::collections::BTreeSet;

/// Maximum number of tables side by side on a sheet.
const MAX_TABLES: usize = 4;

/// Minimum number of columns of two tables that both name rows and give figures.
const MIN_SHARED_COLUMNS: u32 = 4;

/// Maximum length of a heading, in bytes.
const MAX_HEADING_BYTES: usize = 60;

/// Gives each of several tables side by side a sheet of its own.
pub(super) fn split(workbook: &mut Workbook, matcher: &HeadingMatcher) {
    let (mut place, mut beside) = (0, 0);
    while let Some(sheet) = workbook.sheets.get_mut(place) {
        let right = if beside + 1 < MAX_TABLES && !is_explanation(sheet) {
            boundary(sheet, matcher).map(|boundary| cut(sheet, &boundary))
        } else {
            None
        };
        beside = if right.is_some() { beside + 1 } else { 0 };
        if let Some(right) = right {
            workbook.sheets.insert(place + 1, right);
        }
        place += 1;
    }
}

/// A row of headings.
#[derive(Debug, Clone, Copy)]
struct Head {
    row: u32,
    first: u32,
    last: u32,
}

/// Place where a sheet is cut.
struct Boundary {
    /// The first column of the table to the right.
    col: u32,
    /// The first row of headings.
    head: u32,
}

/// Returns where the second of several tables side by side begins, if no table crosses that column.
fn boundary(sheet: &Grid, matcher: &HeadingMatcher) -> Option<Boundary> {
    let cols = || sheet.cells.iter().map(|cell| cell.at.col);
    if cols().max()? + 1 < cols().min()? + MIN_SHARED_COLUMNS {
        return None;
    }
    let of_kind =
        |kind: Sheet| sheet.rows().flat_map(move |(row, cells)| heads(kind, row, cells, matcher));
    let repeated = [Sheet::Figures, Sheet::Tasks].into_iter().find_map(|kind| {
        let heads: Vec<Head> = of_kind(kind).collect();
        let firsts: BTreeSet<u32> = heads.iter().map(|head| head.first).collect();
        let head = heads.iter().map(|head| head.row).min()?;
        let is_between =
            |col: &u32| heads.iter().all(|head| head.last < *col || head.first >= *col);
        firsts.into_iter().skip(1).find(is_between).map(|col| Boundary { col, head })
    })?;
    let crosses = |head: Head| head.first < repeated.col && head.last >= repeated.col;
    (!Sheet::TABLES.into_iter().flat_map(of_kind).any(crosses)).then_some(repeated)
}

/// Returns the table headings of a row from left to right; a repeated first heading begins a table.
fn heads(kind: Sheet, row: u32, cells: &[Cell], matcher: &HeadingMatcher) -> Vec<Head> {
    let known = cells.iter().filter_map(|cell| match &cell.value {
        Value::Text(text) if text.len() <= MAX_HEADING_BYTES => {
            Some((cell.at.col, matcher.matches(&Key::new(text)).in_table(kind)?))
        }
        _ => None,
    });
    let mut tables: Vec<Vec<(u32, (Column, MatchStrength))>> = Vec::new();
    for (col, heading) in known {
        match tables.last_mut() {
            Some(table) if table.first().is_some_and(|(_, first)| first.0 != heading.0) => {
                table.push((col, heading));
            }
            _ => tables.push(vec![(col, heading)]),
        }
    }
    let is_head = |table: &Vec<(u32, (Column, MatchStrength))>| {
        let names = |(_, (column, how)): &(u32, (Column, MatchStrength))| {
            matches!(column, Column::Code | Column::Name) && *how >= MatchStrength::Alias
        };
        let recognized: RecognizedHeadings<'_> = table
            .iter()
            .map(|(col, known)| (*col, (HeadingText::default(), Some(*known))))
            .collect();
        table.iter().any(names) && is_table(kind, &recognized)
    };
    tables
        .iter()
        .filter(|table| is_head(table))
        .filter_map(|table| Some(Head { row, first: table.first()?.0, last: table.last()?.0 }))
        .collect()
}

/// Moves the columns from a boundary on to a new sheet.
///
/// Cells above the tables in rows with nothing to the right apply to both sheets.
fn cut(sheet: &mut Grid, boundary: &Boundary) -> Grid {
    let is_right = |col: u32| col >= boundary.col;
    let (mut right, left): (Vec<Cell>, Vec<Cell>) =
        std::mem::take(&mut sheet.cells).into_iter().partition(|cell| is_right(cell.at.col));
    let parted: BTreeSet<u32> = right.iter().map(|cell| cell.at.row).collect();
    let above = left.iter().take_while(|cell| cell.at.row < boundary.head);
    right.extend(above.filter(|cell| !parted.contains(&cell.at.row)).cloned());
    right.sort_by_key(|cell| cell.at);
    sheet.cells = left;
    let (merged, left) =
        std::mem::take(&mut sheet.merged).into_iter().partition(|(first, _)| is_right(first.col));
    sheet.merged = left;
    let (centered, left) =
        std::mem::take(&mut sheet.centered).into_iter().partition(|(first, _)| is_right(first.col));
    sheet.centered = left;
    let (notes, left) =
        std::mem::take(&mut sheet.notes).into_iter().partition(|(at, _)| is_right(at.col));
    sheet.notes = left;
    Grid {
        name: sheet.name.clone(),
        hidden: sheet.hidden,
        cells: right,
        hidden_rows: sheet.hidden_rows.clone(),
        hidden_columns: sheet.hidden_columns.clone(),
        merged,
        notes,
        centered,
        ..Grid::default()
    }
}
