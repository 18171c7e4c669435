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
    /// Which table of the form.
    pub(super) kind: Sheet,
    /// The sheet it stands on.
    pub(super) grid: &'a Grid,
    /// The sheet's place in the workbook.
    pub(super) place: usize,
    /// The first row that belongs to it, with the lines above its headings.
    pub(super) from: u32,
    /// The rows of its headings.
    pub(super) head: RangeInclusive<u32>,
    /// The rows below, up to the next table.
    pub(super) body: RangeInclusive<u32>,
    /// What its headings say, by column.
    pub(super) recognized: RecognizedHeadings<'a>,
    /// The columns, each with its place.
    pub(super) columns: BTreeMap<Column, u32>,
    /// Columns that could be meant as well as another: which, and the places.
    pub(super) rivals: BTreeMap<Column, Vec<u32>>,
    /// Which column holds the figures, and what else stands in its heading.
    pub(super) figures: FigureColumns,
    /// The lines above it, and the name of its sheet, that may change what its figures count.
    pub(super) above: Vec<QualifyingLine>,
    /// The rows that stand for something of the plan.
    pub(super) named: BTreeSet<u32>,
}

/// How a table of figures is to be read.
#[derive(Debug, Clone, Default)]
pub(super) struct FigureColumns {
    /// The column of the answers.
    pub(super) answer: Option<u32>,
    /// Columns of which each could be the answer; none of them is taken.
    pub(super) rivals: Vec<u32>,
    /// Columns whose numbers may correct or replace the answer beside them.
    pub(super) doubtful: Vec<u32>,
    /// The words in the heading of the answers that may change what they count.
    pub(super) qualified: Option<String>,
    /// Whether the heading of the answers is neither the form's nor an alias of the plan.
    pub(super) reworded: bool,
    /// Whether the office may take that heading into its plan as an alias: it says nothing about a time or a part.
    pub(super) may_be_alias: bool,
    /// The headings of the columns that may hold figures.
    pub(super) headings: BTreeMap<u32, String>,
}

/// Words that may change what figures count.
#[derive(Debug, Clone)]
pub(super) struct QualifyingLine {
    /// The cell; `None` for the sheet's name.
    pub(super) at: Option<CellRef>,
    pub(super) words: String,
    pub(super) effect: Effect,
}

impl Table<'_> {
    /// The row behind the last of its rows that has a running number, a code or several cells.
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

    /// How a column's heading was recognised.
    pub(super) fn how(&self, column: Column) -> Option<MatchStrength> {
        let col = self.columns.get(&column)?;
        self.recognized.get(col)?.1.map(|(_, how)| how)
    }

    /// The cell of a column in a row.
    pub(super) fn cell(&self, row: u32, column: Column) -> Option<&Cell> {
        self.grid.get(CellRef::new(row, *self.columns.get(&column)?))
    }

    /// The text of a column in a row; empty where there is none.
    pub(super) fn text(&self, row: u32, column: Column) -> Cow<'_, str> {
        self.cell(row, column).map(|cell| cell.value.seen()).unwrap_or_default()
    }

    /// The text of a column in a row, or of the merged range over its cell.
    pub(super) fn text_over(&self, row: u32, column: Column) -> Cow<'_, str> {
        let at = self.columns.get(&column).map(|col| CellRef::new(row, *col));
        at.and_then(|at| self.grid.seen_at(at)).map(|cell| cell.value.seen()).unwrap_or_default()
    }

    /// Whether a row only goes on with the merged code or wording of the row above, without an answer of its own.
    pub(super) fn is_continued(&self, row: u32, answers: &[Column]) -> bool {
        let covered = |column: &Column| {
            let at = self.columns.get(column).map(|col| CellRef::new(row, *col));
            at.and_then(|at| self.grid.merge_over(at)).is_some_and(|(first, _)| first.row < row)
        };
        let answered = |column: &Column| self.cell(row, *column).is_some();
        [Column::Code, Column::Name].iter().any(covered) && !answers.iter().any(answered)
    }

    /// The words in a row that stand in columns the form does not have.
    pub(super) fn beside(&self, row: u32) -> impl Iterator<Item = &Cell> {
        let known = |col: u32| self.columns.values().any(|own| *own == col);
        let worded = |cell: &Cell| matches!(&cell.value, Value::Text(text) if text.chars().any(char::is_alphabetic));
        self.grid.between(row..=row).iter().filter(move |cell| !known(cell.at.col) && worded(cell))
    }

    /// The rows of the body that have cells.
    pub(super) fn rows(&self) -> impl Iterator<Item = (u32, &[Cell])> {
        let body = self.body.clone();
        self.grid
            .between(body)
            .chunk_by(|a, b| a.at.row == b.at.row)
            .filter_map(|row| Some((row.first()?.at.row, row)))
    }
}
