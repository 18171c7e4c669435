//! Finds the headings of a sheet and the cells below them.

use super::layout::{Field, OTHER};
use super::text::written;
use crate::load::suggestion::{nearest, quoted};
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

/// Errors with their cells.
type Faults = Vec<(CellRef, Message)>;

/// The headings of a sheet as found, with what is wrong with them.
pub(super) struct Found {
    pub(super) columns: Columns,
    pub(super) faults: Faults,
    /// Whether a heading that is needed is missing.
    pub(super) is_broken: bool,
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
    /// Finds the row of headings: the first that has all headings needed, else the one that has most
    /// of those known. A misspelt heading is reported and read as the one that is meant.
    pub(super) fn find(sheet: &PlainSheet, needed: &[&str], known: &[&str]) -> Option<Found> {
        let rows = || (0..ROWS).map(|row| Self::in_row(sheet, row));
        let has = |columns: &Self, heading: &&&str| columns.column_of(heading).is_some();
        let whole = rows().find(|columns| needed.iter().all(|heading| has(columns, &heading)));
        let mut columns = match whole {
            Some(columns) => columns,
            // of equal rows the first
            None => rows()
                .map(|columns| {
                    (known.iter().filter(|heading| has(&columns, heading)).count(), columns)
                })
                .rev()
                .max_by_key(|(count, _)| *count)
                .filter(|(count, _)| *count > 0)
                .map(|(_, columns)| columns)?,
        };
        let (faults, is_broken) = columns.correct(sheet, needed, known);
        Some(Found { columns, faults, is_broken })
    }

    /// Gives misspelt headings the wording that is meant. Returns errors, and whether a heading
    /// that is needed is missing.
    fn correct(&mut self, sheet: &PlainSheet, needed: &[&str], known: &[&str]) -> (Faults, bool) {
        let mut faults = Faults::new();
        let mut missing: Vec<&str> =
            known.iter().copied().filter(|heading| self.column_of(heading).is_none()).collect();
        let is_known = |written: &str| {
            is_key(written)
                || written == OTHER
                || known.iter().any(|heading| Key::new(heading) == Key::new(written))
        };
        let unknown: Vec<(u32, String)> = self
            .by_column
            .iter()
            .filter(|(col, written)| !is_known(written) && self.is_used(sheet, **col))
            .map(|(col, written)| (*col, written.clone()))
            .collect();
        for (col, written) in &unknown {
            let meant = nearest(written, missing.iter().copied()).or_else(|| {
                let mut lacking = missing.iter().filter(|heading| needed.contains(heading));
                lacking.next().copied().filter(|_| unknown.len() == 1 && lacking.next().is_none())
            });
            let Some(meant) = meant else { continue };
            missing.retain(|heading| *heading != meant);
            self.by_column.insert(*col, meant.to_owned());
            let written = quoted(written);
            faults.push((self.heading_cell(*col), msg!(
                "không có cột {written}; có phải “{meant}” không? Sửa tiêu đề, hoặc xóa cột",
                "there is no column {written}; did you mean “{meant}”? Correct the heading or delete the column"
            )));
        }
        missing.retain(|heading| needed.contains(heading));
        for heading in &missing {
            faults.push((self.heading_cell(0), msg!(
                "thiếu cột “{heading}”; thêm lại cột này. Các lỗi liên quan chỉ xét được sau đó",
                "the column “{heading}” is missing; add it again. Errors that depend on it can only be found then"
            )));
        }
        (faults, !missing.is_empty())
    }

    fn is_used(&self, sheet: &PlainSheet, col: u32) -> bool {
        sheet.cells.keys().any(|cell| cell.col == col && cell.row > self.row)
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
    ) -> (BTreeMap<u32, Use>, Faults) {
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
            let purpose = match field {
                Some(field) => Use::Field(*field),
                None if heading == OTHER => Use::Other,
                None if is_key(heading) => Use::Key(heading.clone()),
                None => {
                    if self.is_used(sheet, *col) {
                        faults.push((at, msg!(
                            "không có cột {quoted_heading}. Sửa tiêu đề, hoặc xóa cột",
                            "there is no column {quoted_heading}. Correct the heading or delete the column"
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

/// Returns whether a heading is a key of TOML.
fn is_key(heading: &str) -> bool {
    heading.chars().all(|c| c.is_ascii_lowercase() || "_.".contains(c))
}
