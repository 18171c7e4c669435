//! A table of the form found on a sheet.

use super::headings::{MatchStrength, RecognizedHeadings};
use super::text_classifier::Effect;
use crate::model::form::{Column, Sheet};
use crate::model::origin::CellRef;
use crate::read::grid::{Cell, Sheet as Grid, Value};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// A table found on a sheet.
pub(super) struct Table<'a> {
    pub(super) kind: Sheet,
    pub(super) grid: &'a Grid,
    /// Index of the sheet in the workbook.
    pub(super) place: usize,
    /// First row, including the lines above the headings.
    pub(super) from: u32,
    /// Rows of the headings.
    pub(super) head: RangeInclusive<u32>,
    /// Rows below the headings, up to the next table.
    pub(super) body: RangeInclusive<u32>,
    /// Matched headings by column index.
    pub(super) recognized: RecognizedHeadings<'a>,
    /// Index of each column.
    pub(super) columns: BTreeMap<Column, u32>,
    /// Ambiguous columns with their candidates.
    pub(super) rivals: BTreeMap<Column, Vec<u32>>,
    /// The column of figures and other words in its heading.
    pub(super) figures: FigureColumns,
    /// Lines above the table, and the sheet's name, that may change what its figures count.
    pub(super) above: Vec<QualifyingLine>,
    /// Rows that match the plan.
    pub(super) named: BTreeSet<u32>,
}

/// Columns of a table of figures.
#[derive(Debug, Clone, Default)]
pub(super) struct FigureColumns {
    /// Column of the answers.
    pub(super) answer: Option<u32>,
    /// Columns that could each be the answer; none is used.
    pub(super) rivals: Vec<u32>,
    /// Columns whose numbers may correct or replace the answer.
    pub(super) doubtful: Vec<u32>,
    /// Words in the answers' heading that may change what they count.
    pub(super) qualified: Option<String>,
    /// Whether the answers' heading is neither the form's nor an alias of the plan.
    pub(super) reworded: bool,
    /// Whether that heading may become an alias: it names no time and no part.
    pub(super) may_be_alias: bool,
    /// Whether no column holds the answers and one holds something else: another period, a part, a plan.
    pub(super) is_elsewhere: bool,
    /// Headings of columns that may hold figures.
    pub(super) headings: BTreeMap<u32, String>,
}

/// Words that may change what figures count.
#[derive(Debug, Clone)]
pub(super) struct QualifyingLine {
    /// Cell of the words; `None` for the sheet's name.
    pub(super) at: Option<CellRef>,
    pub(super) words: String,
    pub(super) effect: Effect,
}

impl Table<'_> {
    /// Returns the row after the last row with a running number, a code or several cells.
    pub(super) fn end(&self) -> u32 {
        let naming = |cell: &Cell| {
            [Column::Code, Column::Name, Column::Ordinal]
                .iter()
                .any(|column| self.columns.get(column) == Some(&cell.at.col))
        };
        let is_row = |cells: &[Cell]| cells.len() > 1 && cells.iter().any(naming);
        self.rows()
            .filter(|(_, cells)| is_row(cells))
            .last()
            .map_or(*self.head.end(), |(row, _)| row)
            + 1
    }

    /// Returns how a column's heading matches.
    pub(super) fn how(&self, column: Column) -> Option<MatchStrength> {
        let col = self.columns.get(&column)?;
        self.recognized.get(col)?.1.map(|(_, how)| how)
    }

    /// Returns the cell of a column in a row.
    pub(super) fn cell(&self, row: u32, column: Column) -> Option<&Cell> {
        self.grid.get(CellRef::new(row, *self.columns.get(&column)?))
    }

    /// Returns the text of a column in a row, or an empty text.
    pub(super) fn text(&self, row: u32, column: Column) -> Cow<'_, str> {
        self.cell(row, column).map(|cell| cell.value.seen()).unwrap_or_default()
    }

    /// Returns the text of a column in a row, including merged ranges.
    pub(super) fn text_over(&self, row: u32, column: Column) -> Cow<'_, str> {
        let at = self.columns.get(&column).map(|col| CellRef::new(row, *col));
        at.and_then(|at| self.grid.displayed_at(at))
            .map(|cell| cell.value.seen())
            .unwrap_or_default()
    }

    /// Returns whether a row only continues the merged code or name of the row above, without its
    /// own answer.
    pub(super) fn is_continued(&self, row: u32, answers: &[Column]) -> bool {
        let covered = |column: &Column| {
            let at = self.columns.get(column).map(|col| CellRef::new(row, *col));
            at.and_then(|at| self.grid.merged_range(at)).is_some_and(|(first, _)| first.row < row)
        };
        let answered = |column: &Column| self.cell(row, *column).is_some();
        [Column::Code, Column::Name].iter().any(covered) && !answers.iter().any(answered)
    }

    /// Returns the words of a row in columns that the form does not have.
    pub(super) fn beside(&self, row: u32) -> impl Iterator<Item = &Cell> {
        let known = |col: u32| self.columns.values().any(|own| *own == col);
        let worded = |cell: &Cell| matches!(&cell.value, Value::Text(text) if text.chars().any(char::is_alphabetic));
        self.grid.between(row..=row).iter().filter(move |cell| !known(cell.at.col) && worded(cell))
    }

    /// Returns the rows of the body that have cells.
    pub(super) fn rows(&self) -> impl Iterator<Item = (u32, &[Cell])> {
        let body = self.body.clone();
        self.grid
            .between(body)
            .chunk_by(|a, b| a.at.row == b.at.row)
            .filter_map(|row| Some((row.first()?.at.row, row)))
    }
}
