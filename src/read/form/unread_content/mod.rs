//! What stands in a workbook outside the form's answers: cells that nothing was read of, cell notes, text boxes, page heads. It is
//! quoted, so that no word of a unit is lost.

mod annotations;
mod corrections;

use crate::model::about::About;
use crate::model::form::{Field, RETURNED, Sheet};
use crate::model::key::Key;
use crate::model::origin::CellRef;
use crate::model::submission::{Observation, Observed, Surplus};
use crate::read::form::context::{ReportReading, is_explanation};
use crate::read::form::observations::{NAMED, quoted};
use crate::read::form::replies;
use crate::read::form::text_classifier::Effect;
use crate::read::grid::{Cell, Sheet as Grid, Value, Workbook};
use crate::read::legacy;
use crate::read::tidy::tidy;
use annotations::{note_boxes, note_cell_notes, note_margins};
use corrections::{concerned, figures_on, note_answers, note_corrected, note_of_all, note_plan};
use std::collections::BTreeSet;

/// The column of what was found, which goes on over rows of its own.
const FOUND: u32 = 3;
/// The row of its headings.
const HEADINGS: u32 = 4;
/// The cell in which the check before sending sums up.
const TOTAL: CellRef = CellRef { row: 3, col: 0 };
/// Texts of a sheet of which it is asked what figures they are about.
const WEIGHED: usize = 200;
/// Columns of the sheet on which the office lists what is to be corrected.
const LISTED: u32 = 7;

/// Notes all that was not read.
pub(super) fn note(reading: &mut ReportReading<'_, '_>, workbook: &Workbook) {
    for (place, grid) in workbook.sheets.iter().enumerate() {
        account_own(reading, place, grid);
        replies::note(reading, place, grid);
        if reading.used.contains(&place) || is_explanation(grid) {
            note_cells(reading, place, grid);
        } else {
            note_sheet(reading, place, grid);
        }
        if reading.used.contains(&place) {
            note_name(reading, grid);
        }
        note_cell_notes(reading, grid);
        note_boxes(reading, grid);
        note_margins(reading, grid);
    }
    note_answers(reading);
    note_plan(reading);
}

/// Settles what the office itself wrote, and what every report says of itself.
fn account_own(reading: &mut ReportReading<'_, '_>, place: usize, grid: &Grid) {
    let (texts, words) = (&reading.form.texts, reading.words());
    let explains = is_explanation(grid);
    let listed = Key::new(&grid.name) == Key::new(RETURNED);
    let own = |cell: &Cell| match &cell.value {
        _ if listed => cell.at.col < LISTED && is_listed(grid, cell),
        Value::Text(text) => {
            texts.has(text) || words.is_decoration(text) || (explains && texts.has_shape(text))
        }
        // what the formulas of the check before sending count
        Value::Number(_) => explains && (matches!(cell.at.col, 2 | 3) || cell.at == TOTAL),
        Value::Uncomputed => explains,
        _ => false,
    };
    let signers: Vec<Key> =
        reading.report.info.values().map(|answer| Key::new(&answer.value)).collect();
    let repeats =
        |cell: &Cell| matches!(&cell.value, Value::Text(text) if signers.contains(&Key::new(text)));
    let used = reading.used.contains(&place);
    reading.accounting.account_all(place, grid, |cell| own(cell) || (used && repeats(cell)));
}

/// Whether a cell is in a row of the office's list of what is to be corrected: those have a running number, or a sheet and a cell.
fn is_listed(grid: &Grid, cell: &Cell) -> bool {
    let headed = |word: &str| {
        grid.between(HEADINGS..=HEADINGS)
            .iter()
            .any(|other| Key::new(&other.value.seen()) == Key::new(word))
    };
    let row =
        || grid.between(cell.at.row..=cell.at.row).iter().filter(|other| other.at.col < LISTED);
    headed("Đang ghi")
        && headed("Cần làm")
        && (cell.at.row <= HEADINGS || row().count() >= 2 || cell.at.col == FOUND)
}

/// Notes the open cells of a sheet of which something was read, or that asks nothing.
fn note_cells(reading: &mut ReportReading<'_, '_>, place: usize, grid: &Grid) {
    let open: Vec<&Cell> = reading.accounting.unaccounted(place, grid).collect();
    if open.is_empty() {
        return;
    }
    let said = quoted(open.iter().map(|cell| format!("{}: {}", cell.at, tidy(&cell.value.seen()))));
    let texts: Vec<(CellRef, String)> =
        open.iter().take(WEIGHED).map(|cell| (cell.at, cell.value.seen().into_owned())).collect();
    let about = texts
        .iter()
        .filter(|_| !is_explanation(grid))
        .flat_map(|(_, text)| concerned(reading, grid, text));
    let mut known = BTreeSet::new();
    let at: Vec<CellRef> =
        open.iter().map(|cell| cell.at).chain(about).filter(|cell| known.insert(*cell)).collect();
    reading.observations.add(Observed::Outside, Some(&grid.name), at, &[], Some(said));
    if figures_on(reading, grid).next().is_some() {
        return;
    }
    let names_period =
        reading.report.info.get(&Field::Period).is_some_and(|period| period.at.sheet == grid.name);
    for (at, text) in texts {
        note_corrected(reading, &grid.name, &text);
        if names_period && reading.words().close(&text) != Effect::None {
            note_of_all(reading, format!("{}!{at}: {}", grid.name, tidy(&text)));
        }
    }
}

/// Notes a name of a sheet that is neither the form's nor says nothing, with the sheet's figures, where it does not keep them out.
fn note_name(reading: &mut ReportReading<'_, '_>, grid: &Grid) {
    let name = &grid.name;
    let is_quoted = |note: &Observation| {
        note.what == Observed::Qualifying && note.found.as_deref() == Some(&**name)
    };
    // programs number copies, and offices their annexes
    let unnumbered = name.trim_end_matches(|c: char| c.is_ascii_digit() || " ().".contains(c));
    let numbered = name.len() - unnumbered.len() <= 4 && reading.words().is_decoration(unnumbered);
    let is_unit = reading
        .report
        .info
        .get(&Field::UnitName)
        .is_some_and(|unit| Key::new(&unit.value).contains(&Key::new(name)));
    let is_old = || legacy::decoded(name).is_some_and(|name| is_plain_name(&name));
    if is_plain_name(name)
        || is_old()
        || numbered
        || is_unit
        || reading.words().is_decoration(name)
        || reading.observations.0.iter().any(is_quoted)
    {
        return;
    }
    let at: Vec<CellRef> = figures_on(reading, grid).map(|(_, cell)| cell).collect();
    reading.observations.add(
        Observed::Outside,
        Some(name),
        at,
        &[About::Other("tên trang".to_owned())],
        Some(name.to_string()),
    );
}

/// Notes a sheet of which nothing was read.
fn note_sheet(reading: &mut ReportReading<'_, '_>, place: usize, grid: &Grid) {
    let of_form = Sheet::ALL.iter().any(|sheet| sheet.is_titled(&grid.name));
    // a sheet of the form without an answer lacks nothing
    if of_form && reading.accounting.unaccounted(place, grid).next().is_none()
        || grid.cells.is_empty() && is_plain_name(&grid.name)
    {
        return;
    }
    let said = quoted(grid.cells.iter().map(Cell::tidied));
    let at: Vec<CellRef> = grid.cells.iter().map(|cell| cell.at).take(NAMED).collect();
    let what = if grid.hidden { Observed::Hidden(false) } else { Observed::Extra(Surplus::Sheet) };
    let found =
        if said.is_empty() { grid.name.to_string() } else { format!("{}: {said}", grid.name) };
    reading.observations.add(what, Some(&grid.name), at, &[], Some(found));
    // a table of figures was compared with the report's own
    if !reading.taken.contains_key(&place) {
        for (_, row) in grid.rows().take(WEIGHED) {
            let words = row.iter().map(Cell::tidied).collect::<Vec<_>>().join(" ");
            note_corrected(reading, &grid.name, &words);
        }
    }
}

/// Whether a sheet's name is one of the form's, or what a program calls a new sheet.
fn is_plain_name(name: &str) -> bool {
    let key = Key::new(name);
    let new = ["sheet", "trang tính", "trang", "sheet1", "bảng"];
    let letters = key.as_str().trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    Sheet::ALL.iter().any(|sheet| sheet.is_titled(name))
        || new.iter().any(|word| Key::new(word).as_str() == letters)
}
