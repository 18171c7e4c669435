//! Reports content outside the form's answers: unread cells, notes, text boxes, page headers. It is
//! quoted so that no word of a unit is lost.

mod annotations;
mod corrections;

use crate::model::about::About;
use crate::model::form::{Field, RETURNED, Sheet};
use crate::model::id::UnitCode;
use crate::model::key::Key;
use crate::model::origin::CellRef;
use crate::model::submission::{Observation, Observed, Surplus};
use crate::read::form::context::{ReportReading, is_explanation};
use crate::read::form::observations::{MAX_LISTED_CELLS, quoted};
use crate::read::form::replies;
use crate::read::form::text_classifier::Effect;
use crate::read::grid::{Cell, Sheet as Grid, Value, Workbook};
use crate::read::legacy;
use crate::read::tidy::tidy;
use annotations::{note_boxes, note_cell_notes, note_margins, note_prompts};
use corrections::{
    figures_concerned, figures_on, names_period, note_answers, note_corrected, note_extra_rows,
    note_file_name, note_for_all_figures, note_named, note_plan,
};
use std::collections::BTreeSet;

/// Column of the values found, which may continue over several rows.
const FOUND_COLUMN: u32 = 3;
/// Row of its headings.
const HEADING_ROW: u32 = 4;
/// Cell of the total in the self-check.
const TOTAL_CELL: CellRef = CellRef { row: 3, col: 0 };
/// Maximum number of texts per sheet examined for the figures they concern.
const MAX_EXAMINED: usize = 200;
/// Number of columns in the office's list of corrections.
const LIST_COLUMNS: u32 = 7;

/// Reports everything that was not read.
pub(super) fn note(
    reading: &mut ReportReading<'_, '_>,
    workbook: &Workbook,
    unit: Option<&UnitCode>,
) {
    for (place, grid) in workbook.sheets.iter().enumerate() {
        account_own(reading, place, grid);
        replies::note(reading, place, grid);
        // tables side by side are parts of one sheet
        let is_used =
            |used: &usize| workbook.sheets.get(*used).is_some_and(|used| used.name == grid.name);
        if reading.used.iter().any(is_used) || is_explanation(grid) {
            note_cells(reading, place, grid);
        } else {
            note_sheet(reading, place, grid);
        }
        if reading.used.contains(&place) {
            note_name(reading, grid);
        }
        note_cell_notes(reading, grid);
        note_prompts(reading, grid);
        note_boxes(reading, grid);
        note_margins(reading, grid);
    }
    note_answers(reading);
    note_extra_rows(reading);
    note_plan(reading);
    note_file_name(reading, unit);
}

/// Accounts for what the office wrote and for standard words of reports.
fn account_own(reading: &mut ReportReading<'_, '_>, place: usize, grid: &Grid) {
    let (texts, words) = (&reading.form.texts, reading.words());
    let explains = is_explanation(grid);
    let listed = Key::new(&grid.name) == Key::new(RETURNED);
    let own = |cell: &Cell| match &cell.value {
        _ if listed => cell.at.col < LIST_COLUMNS && is_listed(grid, cell),
        Value::Text(text) => {
            texts.has(text) || words.is_decoration(text) || (explains && texts.has_shape(text))
        }
        // results of the self-check's formulas
        Value::Number(_) => explains && (matches!(cell.at.col, 2 | 3) || cell.at == TOTAL_CELL),
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

/// Returns whether a cell is in a row of the office's list of corrections, which has a running
/// number, or a sheet and a cell.
fn is_listed(grid: &Grid, cell: &Cell) -> bool {
    let headed = |word: &str| {
        grid.between(HEADING_ROW..=HEADING_ROW)
            .iter()
            .any(|other| Key::new(&other.value.seen()) == Key::new(word))
    };
    let row = || {
        grid.between(cell.at.row..=cell.at.row).iter().filter(|other| other.at.col < LIST_COLUMNS)
    };
    headed("Đang ghi")
        && headed("Cần làm")
        && (cell.at.row <= HEADING_ROW || row().count() >= 2 || cell.at.col == FOUND_COLUMN)
}

/// Reports the unaccounted cells of a sheet that was read or that asks nothing.
fn note_cells(reading: &mut ReportReading<'_, '_>, place: usize, grid: &Grid) {
    let open: Vec<&Cell> = reading.accounting.unaccounted(place, grid).collect();
    if open.is_empty() {
        return;
    }
    let said = quoted(open.iter().map(|cell| format!("{}: {}", cell.at, tidy(&cell.value.seen()))));
    let texts: Vec<(CellRef, String)> = open
        .iter()
        .take(MAX_EXAMINED)
        .map(|cell| (cell.at, cell.value.seen().into_owned()))
        .collect();
    let about = texts
        .iter()
        .filter(|_| !is_explanation(grid))
        .flat_map(|(_, text)| figures_concerned(reading, grid, text));
    let mut known = BTreeSet::new();
    let at: Vec<CellRef> =
        open.iter().map(|cell| cell.at).chain(about).filter(|cell| known.insert(*cell)).collect();
    reading.observations.add(Observed::Outside, Some(&grid.name), at, &[], Some(said));
    if figures_on(reading, grid).next().is_some() {
        return;
    }
    let names_period = names_period(reading, grid);
    for (at, text) in texts {
        note_named(reading, &grid.name, &text);
        if names_period && reading.words().close(&text) != Effect::None {
            note_for_all_figures(reading, format!("{}!{at}: {}", grid.name, tidy(&text)));
        }
    }
}

/// Reports a sheet name that is neither the form's nor neutral, with the sheet's figures, unless it
/// already excludes them.
fn note_name(reading: &mut ReportReading<'_, '_>, grid: &Grid) {
    let name = &grid.name;
    let is_quoted = |note: &Observation| {
        note.what == Observed::Qualifying && note.found.as_deref() == Some(&**name)
    };
    // copies and annexes are numbered
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

/// Reports a sheet from which nothing was read.
fn note_sheet(reading: &mut ReportReading<'_, '_>, place: usize, grid: &Grid) {
    let of_form = Sheet::ALL.iter().any(|sheet| sheet.is_titled(&grid.name));
    // a sheet of the form without answers is complete
    if of_form && reading.accounting.unaccounted(place, grid).next().is_none()
        || grid.cells.is_empty() && is_plain_name(&grid.name)
    {
        return;
    }
    let said = quoted(grid.cells.iter().map(Cell::tidied));
    let at: Vec<CellRef> = grid.cells.iter().map(|cell| cell.at).take(MAX_LISTED_CELLS).collect();
    let what = if grid.hidden { Observed::Hidden(false) } else { Observed::Extra(Surplus::Sheet) };
    let found =
        if said.is_empty() { grid.name.to_string() } else { format!("{}: {said}", grid.name) };
    reading.observations.add(what, Some(&grid.name), at, &[], Some(found));
    // a table of figures was already compared with the report's own
    if !reading.table_rows.contains_key(&place) {
        for (_, row) in grid.rows().take(MAX_EXAMINED) {
            let words = row.iter().map(Cell::tidied).collect::<Vec<_>>().join(" ");
            note_corrected(reading, &grid.name, &words);
        }
    }
}

/// Returns whether a sheet name is the form's or a program's default.
fn is_plain_name(name: &str) -> bool {
    let key = Key::new(name);
    let new = ["sheet", "trang tính", "trang", "sheet1", "bảng"];
    let letters = key.as_str().trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    Sheet::ALL.iter().any(|sheet| sheet.is_titled(name))
        || new.iter().any(|word| Key::new(word).as_str() == letters)
}
