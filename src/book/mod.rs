//! Lays out workbooks as sheets of typed cells in roles, independent of file format. Fonts and the writing library are known to
//! `xlsx` only.

mod cell;
pub mod form;
pub mod measure;
pub(crate) mod paper;
mod register;
pub(crate) mod row_stream;
pub mod sheets;
pub(crate) mod typography;

use crate::model::origin::CellRef;
use chrono::NaiveDate;
use rust_decimal::Decimal;

pub use crate::model::highlight::Highlight;
pub use cell::{Cell, Content, Link, Role, Style, Value};
pub use register::register;
pub use row_stream::{RowStream, StreamedBook};

/// A workbook.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Book {
    /// The sheets, in order.
    pub sheets: Vec<Sheet>,
    /// Defined names with their meanings, as formulas without `=`: `"2024-6T"` in quotes, or a range.
    pub names: Vec<(String, String)>,
    /// Document properties.
    pub properties: Properties,
}

/// Document properties.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Properties {
    /// Title.
    pub title: String,
    /// Subject.
    pub subject: String,
    /// Author.
    pub author: String,
    /// Its day, the only time that is written into the file.
    pub created: NaiveDate,
    /// The program's own properties, in order.
    pub custom: Vec<(String, String)>,
}

/// A sheet. Rows and columns are counted from 0.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// Its name: at most 31 characters, none of `[]:*?/\`.
    pub name: String,
    /// The rows from the top.
    pub rows: Vec<Row>,
    /// The columns from the left.
    pub columns: Vec<Width>,
    /// Merged cells; the first holds the content.
    pub merges: Vec<Area>,
    /// The first cell that scrolls.
    pub freeze: Option<CellRef>,
    /// The table, which can be filtered and found by its name.
    pub table: Option<NamedTable>,
    /// The drop-downs and typed input.
    pub inputs: Vec<Input>,
    /// Whether only unlocked cells can be changed (without a password).
    pub protected: bool,
    /// Charts.
    pub charts: Vec<Chart>,
    /// Ranges of numbers shown with bars in their cells.
    pub bars: Vec<Area>,
    /// Its print setup.
    pub print: Print,
}

/// A table that spreadsheet programs know by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedTable {
    /// Its name in the workbook: ASCII letters, digits and `_`.
    pub name: String,
    /// Its cells: one row of headings, all different, and at least one row below.
    pub area: Area,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// The cells from the left.
    pub cells: Vec<Cell>,
    /// Its height in points; if `None`, `measure::fit` computes it.
    pub height: Option<f64>,
    /// Its outline level, 0 for none.
    pub level: u8,
    /// Whether a new page begins with it.
    pub breaks_page: bool,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Width {
    /// Its width in characters, as spreadsheets count it.
    pub chars: f64,
    /// Its outline level, 0 for none.
    pub level: u8,
}

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// The upper left cell.
    pub first: CellRef,
    /// The lower right cell.
    pub last: CellRef,
}

/// A drop-down or typed input over an area.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// The cells.
    pub area: Area,
    /// The values that may be entered.
    pub kind: InputKind,
    /// Title of the prompt, at most 32 characters.
    pub title: String,
    /// The prompt, at most 255 characters.
    pub prompt: String,
    /// The message about a wrong input, at most 255 characters.
    pub error: String,
}

/// The values that may be entered.
#[derive(Debug, Clone, PartialEq)]
pub enum InputKind {
    /// One of these words (together at most 255 characters).
    Words(Vec<String>),
    /// One of the words in a range, written as a formula without its `=`.
    Range(String),
    /// A number within bounds, or a word for none.
    Number {
        /// The least.
        least: Option<Decimal>,
        /// The largest.
        most: Option<Decimal>,
        /// Whether it is whole.
        is_whole: bool,
    },
    /// A day between two days.
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
    /// Its content in words, for those who cannot see it.
    pub alt: String,
    /// The sheet with its numbers.
    pub sheet: String,
    /// The names of the bars, one column.
    pub categories: Area,
    /// The parts of each bar: the heading's cell, the numbers' column, the tone.
    pub series: Vec<(CellRef, Area, Highlight)>,
    /// Whether the bars lie.
    pub lying: bool,
    /// Whether each bar shows its number instead of an axis of numbers.
    pub labeled: bool,
}

/// How a sheet prints, on A4.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Print {
    /// Whether the page lies.
    pub landscape: bool,
    /// Rows repeated on every page, first and last.
    pub repeat: Option<(u32, u32)>,
    /// Columns repeated on every page, first and last.
    pub repeat_columns: Option<(u32, u32)>,
    /// The columns of a table with which a page beside the one before begins.
    pub column_breaks: Vec<u32>,
    /// The cells that are printed; all if `None`.
    pub area: Option<Area>,
    /// The scale in percent; if `None`, the sheet is as wide as the page.
    pub scale: Option<u16>,
    /// Whether it fits on one page in height too.
    pub one_page: bool,
}

impl Area {
    /// The area between two corners: row and column of the first, row and column of the last.
    pub const fn new(top: u32, left: u32, bottom: u32, right: u32) -> Self {
        Self { first: CellRef::new(top, left), last: CellRef::new(bottom, right) }
    }
}

impl Sheet {
    /// Adds a row and gives its place.
    pub fn push(&mut self, cells: Vec<Cell>) -> u32 {
        self.rows.push(Row { cells, ..Row::default() });
        u32::try_from(self.rows.len() - 1).unwrap_or(u32::MAX)
    }

    /// The place of the next row.
    pub(crate) fn next_row(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }

    /// Puts a cell anywhere; rows and cells before it are made where they are missing.
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

    /// The widths of its columns, in characters.
    pub fn widths(&self) -> Vec<f64> {
        self.columns.iter().map(|width| width.chars).collect()
    }

    /// The cell at a place.
    pub fn cell(&self, at: CellRef) -> Option<&Cell> {
        self.rows.get(at.row as usize)?.cells.get(at.col as usize)
    }
}
