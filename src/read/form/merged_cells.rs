//! Cells that stand for several: merged ranges, and headings centred over their neighbours.

use crate::model::origin::CellRef;
use crate::read::grid::{Cell, Sheet as Grid};

impl Grid {
    /// The merged range that covers a place.
    pub(super) fn merge_over(&self, at: CellRef) -> Option<(CellRef, CellRef)> {
        covering(&self.merged, at)
    }

    /// The cell seen at a place: its own, or the first of the merged range or of the centred heading over it.
    pub(super) fn seen_at(&self, at: CellRef) -> Option<&Cell> {
        self.get(at).or_else(|| {
            let (first, _) = self.merge_over(at).or_else(|| covering(&self.centered, at))?;
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
