//! Reads a unit's replies in the list of corrections of a returned form.

use super::context::ReportReading;
use crate::model::about::About;
use crate::model::form::{REPLY, REPLY_COLUMN, RETURNED};
use crate::model::key::Key;
use crate::model::submission::Observed;
use crate::read::grid::{Cell, Sheet as Grid, Value};

/// Columns of the running numbers and of the rule codes.
const ORDINAL: u32 = 0;
const RULE: u32 = 6;

/// Records each reply with the list entry it answers, and accounts for its cell.
pub(super) fn note(reading: &mut ReportReading<'_, '_>, place: usize, grid: &Grid) {
    if Key::new(&grid.name) != Key::new(RETURNED) {
        return;
    }
    let is_heading = |cell: &&Cell| {
        cell.at.col == REPLY_COLUMN && Key::new(&cell.value.seen()) == Key::new(REPLY)
    };
    let Some(heading) = grid.cells.iter().find(is_heading).map(|cell| cell.at) else {
        return;
    };
    reading.accounting.account(place, grid, heading);
    let mut about = None;
    for cell in grid.cells.iter().filter(|cell| cell.at.row > heading.row) {
        match (cell.at.col, &cell.value) {
            (ORDINAL, Value::Number(_) | Value::Text(_)) => about = Some(said(cell)),
            (RULE, Value::Text(_)) => about = about.map(|line| format!("{line} ({})", said(cell))),
            (REPLY_COLUMN, _) => {
                let words = said(cell);
                if let Some(line) = about.as_ref().filter(|_| !words.is_empty()) {
                    let label = format!("dòng {line}");
                    reading.observations.add(
                        Observed::Reply,
                        Some(&grid.name),
                        [cell.at],
                        &[About::Other(label)],
                        Some(words),
                    );
                    reading.accounting.account(place, grid, cell.at);
                }
            }
            _ => {}
        }
    }
}

fn said(cell: &Cell) -> String {
    cell.tidied()
}
