//! Accounts for every non-empty cell of a workbook: it is the form's own text, an answer that was
//! read, or quoted in a finding. Cells still unaccounted at the end are quoted.

use crate::model::origin::CellRef;
use crate::read::grid::{Cell, Sheet as Grid, Workbook};

/// Which cells of each sheet are accounted for.
#[derive(Debug, Default)]
pub(super) struct CellAccounting {
    sheets: Vec<Vec<bool>>,
}

impl CellAccounting {
    pub(super) fn new(workbook: &Workbook) -> Self {
        Self {
            sheets: workbook.sheets.iter().map(|sheet| vec![false; sheet.cells.len()]).collect(),
        }
    }

    /// Marks a cell as accounted for.
    pub(super) fn account(&mut self, sheet: usize, grid: &Grid, at: CellRef) {
        let place = grid.cells.binary_search_by_key(&at, |cell| cell.at).ok();
        if let Some(settled) = place.and_then(|place| self.sheets.get_mut(sheet)?.get_mut(place)) {
            *settled = true;
        }
    }

    /// Marks all cells of a sheet that match a predicate.
    pub(super) fn account_all(&mut self, sheet: usize, grid: &Grid, holds: impl Fn(&Cell) -> bool) {
        let Some(settled) = self.sheets.get_mut(sheet) else {
            return;
        };
        for (cell, settled) in grid.cells.iter().zip(settled) {
            *settled = *settled || holds(cell);
        }
    }

    /// Returns the unaccounted cells of a sheet.
    pub(super) fn unaccounted<'g>(
        &'g self,
        sheet: usize,
        grid: &'g Grid,
    ) -> impl Iterator<Item = &'g Cell> {
        let settled = self.sheets.get(sheet).map_or(&[][..], Vec::as_slice);
        grid.cells.iter().zip(settled).filter(|(_, settled)| !**settled).map(|(cell, _)| cell)
    }
}
