//! Writes lists of cells as ranges: `D8:D19`.

use super::origin::CellRef;
use std::collections::BTreeSet;

/// Returns the cells as ranges, ordered by first cell: first runs down a column, then runs along a
/// row, then single cells.
pub(crate) fn ranges(cells: &[CellRef]) -> Vec<String> {
    let below = |cell: CellRef| CellRef { row: cell.row + 1, ..cell };
    let beside = |cell: CellRef| CellRef { col: cell.col + 1, ..cell };
    let mut left: BTreeSet<CellRef> = cells.iter().copied().collect();
    let mut found = runs(&mut left, below);
    found.extend(runs(&mut left, beside));
    found.extend(left.into_iter().map(|cell| (cell, cell)));
    found.sort();
    found
        .into_iter()
        .map(
            |(first, last)| {
                if first == last { first.to_string() } else { format!("{first}:{last}") }
            },
        )
        .collect()
}

/// Removes runs of at least two cells from a set and returns their ends.
fn runs(
    left: &mut BTreeSet<CellRef>,
    next: impl Fn(CellRef) -> CellRef,
) -> Vec<(CellRef, CellRef)> {
    let mut found = Vec::new();
    for first in left.clone() {
        if !left.contains(&first) {
            continue;
        }
        let run: Vec<CellRef> = std::iter::successors(Some(first), |cell| Some(next(*cell)))
            .take_while(|cell| left.contains(cell))
            .collect();
        if let [_, .., last] = run.as_slice() {
            found.push((first, *last));
            left.retain(|cell| !run.contains(cell));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjacent_cells_form_a_range() {
        let of = |written: &str| {
            ranges(&written.split(' ').filter_map(CellRef::parse).collect::<Vec<_>>()).join(", ")
        };
        assert_eq!(of("D8 D9 D10 D19"), "D8:D10, D19");
        assert_eq!(of("D20 D19"), "D19:D20");
        assert_eq!(of("B3 C3 D3 F9"), "B3:D3, F9");
        assert_eq!(of("A1 A1"), "A1");
        assert_eq!(of("D9 E9 D10 E10"), "D9:D10, E9:E10");
        assert_eq!(ranges(&[]), [""; 0]);
    }
}
