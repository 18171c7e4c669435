//! Finds the cell of a question in the form.

use super::layout::{FIRST, HEAD};
use super::{Form, info};
use crate::book::{Cell, Sheet};
use crate::model::form::{Column, Question, Sheet as Kind};
use crate::model::origin::CellRef;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FormCell {
    pub(super) kind: Kind,
    pub(super) cell: CellRef,
}

impl FormCell {
    pub(super) fn sheet_in(self, sheets: &mut [Sheet; 6]) -> Option<&mut Sheet> {
        sheets.iter_mut().find(|sheet| sheet.name == self.kind.title())
    }

    pub(super) fn cell_in(self, sheets: &mut [Sheet; 6]) -> Option<&mut Cell> {
        self.sheet_in(sheets)?
            .rows
            .get_mut(self.cell.row as usize)?
            .cells
            .get_mut(self.cell.col as usize)
    }

    /// Returns the heading of a column.
    pub(super) fn of_heading(kind: Kind, column: Column) -> Option<Self> {
        Some(Self { kind, cell: CellRef::new(HEAD, column_of(kind, column)?) })
    }

    /// Returns the first answer cell of a sheet.
    pub(super) fn top_of(kind: Kind) -> Self {
        let first = if kind.fields().is_empty() {
            CellRef::new(FIRST, 1)
        } else {
            CellRef::new(HEAD, info::ANSWER)
        };
        Self { kind, cell: first }
    }
}

impl Form<'_> {
    /// Returns the cell of a question; `None` for a task or an indicator that is not in this unit's
    /// form.
    pub(super) fn cell_of(&self, question: Question) -> Option<FormCell> {
        match question {
            Question::Field(field) => {
                let known = |kind: &Kind| {
                    Some((*kind, kind.fields().iter().position(|known| *known == field)?))
                };
                let (kind, row) = Kind::LABELED.iter().find_map(known)?;
                Some(FormCell {
                    kind,
                    cell: CellRef::new(HEAD + u32::try_from(row).ok()?, info::ANSWER),
                })
            }
            Question::Row(kind, row, column) => {
                let row = match kind {
                    Kind::Tasks => self.row_of_task(row)?,
                    Kind::Figures => self.row_of_indicator(row)?,
                    _ => row,
                };
                Some(FormCell {
                    kind,
                    cell: CellRef::new(FIRST + u32::try_from(row).ok()?, column_of(kind, column)?),
                })
            }
        }
    }

    fn row_of_indicator(&self, place: usize) -> Option<usize> {
        let code = &self.plan.indicators.get(place)?.code;
        self.indicators.iter().position(|indicator| indicator.code == *code)
    }

    fn row_of_task(&self, place: usize) -> Option<usize> {
        let code = &self.plan.tasks.get(place)?.code;
        self.tasks().position(|task| task.code == *code)
    }
}

fn column_of(kind: Kind, column: Column) -> Option<u32> {
    kind.columns()
        .iter()
        .position(|spec| spec.column == column)
        .and_then(|col| u32::try_from(col).ok())
}
