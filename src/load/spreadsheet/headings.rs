//! Finds the headings of a sheet and the cells below them.

use super::layout::{Field, OTHER};
use super::text::written;
use crate::load::suggestion::{did_you_mean, quoted};
use crate::model::key::Key;
use crate::model::origin::CellRef;
use crate::model::plain_sheet::{PlainSheet, PlainValue};
use crate::msg;
use crate::text::Message;
use std::collections::BTreeMap;

/// Number of rows in which headings are looked for.
const ROWS: u32 = 20;

/// The headings of a sheet.
pub(super) struct Columns {
    row: u32,
    by_column: BTreeMap<u32, String>,
}

/// What a column is used for.
pub(super) enum Use {
    Field(Field),
    /// A key of TOML without a column of its own.
    Key(String),
    /// Lines of TOML.
    Other,
    /// An unknown heading, which is reported once for all its cells.
    Unknown,
}

/// Cells of a row by column.
type Row<'s> = BTreeMap<u32, &'s PlainValue>;

impl Columns {
    /// Finds the first row that has all of the given headings.
    pub(super) fn find(sheet: &PlainSheet, needed: &[&str]) -> Option<Self> {
        (0..ROWS)
            .map(|row| Self::in_row(sheet, row))
            .find(|columns| needed.iter().all(|heading| columns.column_of(heading).is_some()))
    }

    /// Returns the first row that has cells.
    pub(super) fn first_row(sheet: &PlainSheet) -> Option<Self> {
        sheet.cells.keys().next().map(|at| Self::in_row(sheet, at.row))
    }

    fn in_row(sheet: &PlainSheet, row: u32) -> Self {
        let cells = sheet.cells.range(CellRef::new(row, 0)..CellRef::new(row + 1, 0));
        Self { row, by_column: cells.map(|(at, value)| (at.col, written(value))).collect() }
    }

    fn column_of(&self, heading: &str) -> Option<u32> {
        let wanted = Key::new(heading);
        self.by_column.iter().find(|(_, found)| Key::new(found) == wanted).map(|(col, _)| *col)
    }

    /// Returns the cell of the heading of a column.
    pub(super) const fn heading_cell(&self, col: u32) -> CellRef {
        CellRef::new(self.row, col)
    }

    /// Returns the column of a heading, or the first.
    pub(super) fn column(&self, heading: &str) -> u32 {
        self.column_of(heading).unwrap_or_default()
    }

    /// Returns the heading of a column.
    pub(super) fn heading(&self, col: u32) -> String {
        self.by_column.get(&col).cloned().unwrap_or_default()
    }

    /// Returns the rows below the headings that have cells.
    pub(super) fn rows<'s>(
        &self,
        sheet: &'s PlainSheet,
    ) -> impl Iterator<Item = (u32, Row<'s>)> + use<'s> {
        let mut rows: BTreeMap<u32, Row<'s>> = BTreeMap::new();
        for (at, value) in sheet.cells.range(CellRef::new(self.row + 1, 0)..) {
            if !written(value).is_empty() {
                rows.entry(at.row).or_default().insert(at.col, value);
            }
        }
        rows.into_iter()
    }

    pub(super) fn cell<'s>(&self, row: &Row<'s>, heading: &str) -> Option<&'s PlainValue> {
        row.get(&self.column_of(heading)?).copied()
    }

    pub(super) fn text(&self, row: &Row<'_>, heading: &str) -> String {
        self.cell(row, heading).map(written).unwrap_or_default()
    }

    /// Returns whether a row has no cell below a heading.
    pub(super) fn has_no(&self, heading: &str, sheet: &PlainSheet, row: u32) -> bool {
        self.column_of(heading).is_none_or(|col| !sheet.cells.contains_key(&CellRef::new(row, col)))
    }

    /// Returns what each column is used for, and the headings that are not known or stand twice.
    pub(super) fn uses(
        &self,
        sheet: &PlainSheet,
        fields: &[Field],
    ) -> (BTreeMap<u32, Use>, Vec<(CellRef, Message)>) {
        let (mut uses, mut faults) = (BTreeMap::new(), Vec::new());
        for (col, heading) in self.by_column.iter().filter(|(_, heading)| !heading.is_empty()) {
            let at = CellRef::new(self.row, *col);
            let quoted_heading = quoted(heading);
            if self.column_of(heading) != Some(*col) {
                faults.push((
                    at,
                    msg!(
                        "tiêu đề {quoted_heading} có ở hai cột; giữ một",
                        "the heading {quoted_heading} is over two columns; keep one"
                    ),
                ));
            }
            let field = fields.iter().find(|field| Key::new(field.heading) == Key::new(heading));
            let is_key = heading.chars().all(|c| c.is_ascii_lowercase() || "_.".contains(c));
            let is_used = sheet.cells.keys().any(|cell| cell.col == *col && cell.row > self.row);
            let purpose = match field {
                Some(field) => Use::Field(*field),
                None if heading == OTHER => Use::Other,
                None if is_key => Use::Key(heading.clone()),
                None => {
                    if is_used {
                        let hint = did_you_mean(heading, fields.iter().map(|field| field.heading));
                        let (vi, en) = (hint.vi, hint.en);
                        faults.push((at, msg!(
                            "không có cột {quoted_heading}{vi} Sửa tiêu đề, hoặc xóa cột",
                            "there is no column {quoted_heading}{en} Correct the heading or delete the column"
                        )));
                    }
                    Use::Unknown
                }
            };
            uses.insert(*col, purpose);
        }
        (uses, faults)
    }
}
