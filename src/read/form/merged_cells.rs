//! Cells that cover several positions: merged ranges and centered headings.

use crate::model::origin::CellRef;
use crate::read::grid::{Cell, Sheet as Grid};

impl Grid {
    /// Returns the merged range that covers a cell.
    pub(super) fn merged_range(&self, at: CellRef) -> Option<(CellRef, CellRef)> {
        covering(&self.merged, at)
    }

    /// Returns the cell displayed at a position: its own, or the first cell of a merged range or
    /// centered heading over it.
    pub(super) fn displayed_at(&self, at: CellRef) -> Option<&Cell> {
        self.get(at).or_else(|| {
            let (first, _) = self.merged_range(at).or_else(|| covering(&self.centered, at))?;
            self.get(first)
        })
    }
}

fn covering(ranges: &[(CellRef, CellRef)], at: CellRef) -> Option<(CellRef, CellRef)> {
    let covers = |(first, last): &&(CellRef, CellRef)| {
        (first.row..=last.row).contains(&at.row) && (first.col..=last.col).contains(&at.col)
    };
    ranges.iter().find(covers).copied()
}
