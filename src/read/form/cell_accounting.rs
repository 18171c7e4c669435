//! Accounts for every cell of a workbook. A cell with something in it is the form's own text, an answer that was read, or quoted in
//! a finding: what no reader has settled is left open, and what is left open is quoted.

use crate::model::origin::CellRef;
use crate::read::grid::{Cell, Sheet as Grid, Workbook};

/// Which cells of each sheet are settled.
#[derive(Debug, Default)]
pub(super) struct CellAccounting {
    sheets: Vec<Vec<bool>>,
}

impl CellAccounting {
    /// A ledger in which every cell is open.
    pub(super) fn new(workbook: &Workbook) -> Self {
        Self {
            sheets: workbook.sheets.iter().map(|sheet| vec![false; sheet.cells.len()]).collect(),
        }
    }

    /// Settles a cell: it was read, is the form's own, or is quoted.
    pub(super) fn account(&mut self, sheet: usize, grid: &Grid, at: CellRef) {
        let place = grid.cells.binary_search_by_key(&at, |cell| cell.at).ok();
        if let Some(settled) = place.and_then(|place| self.sheets.get_mut(sheet)?.get_mut(place)) {
            *settled = true;
        }
    }

    /// Settles the cells of a sheet that something holds of.
    pub(super) fn account_all(&mut self, sheet: usize, grid: &Grid, holds: impl Fn(&Cell) -> bool) {
        let Some(settled) = self.sheets.get_mut(sheet) else {
            return;
        };
        for (cell, settled) in grid.cells.iter().zip(settled) {
            *settled = *settled || holds(cell);
        }
    }

    /// The cells of a sheet that are still open.
    pub(super) fn unaccounted<'g>(
        &'g self,
        sheet: usize,
        grid: &'g Grid,
    ) -> impl Iterator<Item = &'g Cell> {
        let settled = self.sheets.get(sheet).map_or(&[][..], Vec::as_slice);
        grid.cells.iter().zip(settled).filter(|(_, settled)| !**settled).map(|(cell, _)| cell)
    }
}
