//! Lays out workbooks as sheets of typed cells with roles, independent of the file format. Only
//! `xlsx` knows fonts and the writing library.

mod cell;
pub(crate) mod difference;
pub mod form;
mod mailing;
pub mod measure;
mod office_workbook;
pub(crate) mod paper;
mod plain_table;
mod register;
pub(crate) mod row_stream;
pub mod sheets;
pub(crate) mod typography;

use crate::model::origin::CellRef;
use chrono::NaiveDate;
use rust_decimal::Decimal;

pub use crate::model::highlight::Highlight;
pub use cell::{Cell, Content, Link, Role, Style, Value};
pub use mailing::mailing_list;
pub(crate) use office_workbook::office_workbook;
pub use register::register;
pub use row_stream::{RowStream, StreamedBook};

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Book {
    pub sheets: Vec<Sheet>,
    /// Defined names with their meanings, as formulas without `=`: `"2024-6T"` in quotes, or a
    /// range.
    pub names: Vec<(String, String)>,
    pub properties: Properties,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Properties {
    pub title: String,
    pub subject: String,
    pub author: String,
    /// The only time stored in the file.
    pub created: NaiveDate,
    /// Properties specific to this program, in order.
    pub custom: Vec<(String, String)>,
}

/// A sheet. Rows and columns are counted from 0.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// At most 31 characters, none of `[]:*?/\`.
    pub name: String,
    pub rows: Vec<Row>,
    pub columns: Vec<Width>,
    /// Merged cells; the first has the content.
    pub merges: Vec<Area>,
    /// The first cell that scrolls.
    pub freeze: Option<CellRef>,
    /// The table, which can be filtered and found by its name.
    pub table: Option<NamedTable>,
    pub inputs: Vec<Input>,
    /// Whether only unlocked cells can be changed (without a password).
    pub protected: bool,
    pub charts: Vec<Chart>,
    /// Ranges of numbers with bars in their cells.
    pub bars: Vec<Area>,
    pub print: Print,
}

/// A table that spreadsheet programs know by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedTable {
    /// ASCII letters, digits and `_`.
    pub name: String,
    /// One row of headings, all different, and at least one row below.
    pub area: Area,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    pub cells: Vec<Cell>,
    /// In points; if `None`, `measure::fit` computes it.
    pub height: Option<f64>,
    /// The outline level, 0 for none.
    pub level: u8,
    /// Whether a new page begins with it.
    pub breaks_page: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Width {
    /// In characters, as spreadsheets measure it.
    pub chars: f64,
    /// The outline level, 0 for none.
    pub level: u8,
}

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    pub first: CellRef,
    pub last: CellRef,
}

/// A drop-down or input rule of an area.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    pub area: Area,
    pub kind: InputKind,
    /// Title of the prompt, at most 32 characters.
    pub title: String,
    /// At most 255 characters.
    pub prompt: String,
    /// The message about a wrong input, at most 255 characters.
    pub error: String,
}

#[derive(Debug, Clone, PartialEq)]
pub enum InputKind {
    /// One of these words (at most 255 characters in all).
    Words(Vec<String>),
    /// One of the words in a range, a formula without `=`.
    Range(String),
    /// A number within bounds, or a word for none.
    Number { least: Option<Decimal>, most: Option<Decimal>, is_whole: bool },
    /// A date between two dates.
    Day(NaiveDate, NaiveDate),
    /// Anything; only the prompt is shown.
    Anything,
}

/// A chart of stacked bars, whose title is the heading above it.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// The cell at its upper left corner.
    pub at: CellRef,
    /// Width and height in pixels at 96 dpi.
    pub size: (u32, u32),
    /// A description for people who cannot see it.
    pub alt: String,
    /// The sheet with its numbers.
    pub sheet: String,
    /// The names of the bars, in one column.
    pub categories: Area,
    /// The parts of each bar: the heading's cell, the column of numbers, the color.
    pub series: Vec<(CellRef, Area, Highlight)>,
    /// Whether the bars are horizontal.
    pub lying: bool,
    /// Whether each bar shows its number instead of an axis of numbers.
    pub labeled: bool,
}

/// The print setup of a sheet, on A4.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Print {
    pub landscape: bool,
    /// Rows repeated on every page, first and last.
    pub repeat: Option<(u32, u32)>,
    /// Columns repeated on every page, first and last.
    pub repeat_columns: Option<(u32, u32)>,
    /// The columns at which a new page begins.
    pub column_breaks: Vec<u32>,
    /// The cells to print; all if `None`.
    pub area: Option<Area>,
    /// In percent; if `None`, the sheet is scaled to the width of the page.
    pub scale: Option<u16>,
    /// Whether it also fits on one page in height.
    pub one_page: bool,
}

impl Area {
    /// Returns the area between two corners.
    pub const fn new(top: u32, left: u32, bottom: u32, right: u32) -> Self {
        Self { first: CellRef::new(top, left), last: CellRef::new(bottom, right) }
    }
}

impl Sheet {
    /// Adds a row and returns its index.
    pub fn push(&mut self, cells: Vec<Cell>) -> u32 {
        self.rows.push(Row { cells, ..Row::default() });
        u32::try_from(self.rows.len() - 1).unwrap_or(u32::MAX)
    }

    /// Returns the index of the next row.
    pub(crate) fn next_row(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }

    /// Sets a cell, adding missing rows and cells before it.
    pub fn put(&mut self, row: u32, col: u32, cell: Cell) {
        let (row, col) = (row as usize, col as usize);
        if self.rows.len() <= row {
            self.rows.resize_with(row + 1, Row::default);
        }
        if let Some(row) = self.rows.get_mut(row) {
            if row.cells.len() <= col {
                row.cells.resize_with(col + 1, Cell::default);
            }
            if let Some(place) = row.cells.get_mut(col) {
                *place = cell;
            }
        }
    }

    /// Returns the widths of its columns, in characters.
    pub fn widths(&self) -> Vec<f64> {
        self.columns.iter().map(|width| width.chars).collect()
    }

    pub fn cell(&self, at: CellRef) -> Option<&Cell> {
        self.rows.get(at.row as usize)?.cells.get(at.col as usize)
    }
}
