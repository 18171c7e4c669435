//! What stands in a workbook outside the form's answers: cells that nothing was read of, cell notes, text boxes, page heads. It is
//! quoted, so that no word of a unit is lost.

use super::super::grid::{Cell, Sheet as Grid, Value, Workbook};
use super::identity::margin_lines;
use super::{Reading, cells, is_explanation, replies};
use crate::model::form::{RETURNED, Sheet};
use crate::model::key::Key;
use crate::model::origin::CellRef;
use crate::model::submission::{Observed, Surplus};
use std::fmt::Write as _;

/// Letters of one quotation.
const QUOTED: usize = 8_000;
/// The column of what was found, which goes on over rows of its own.
const FOUND: u32 = 3;
/// The row of its headings.
const HEADINGS: u32 = 4;
/// The cell in which the check before sending sums up.
const TOTAL: CellRef = CellRef { row: 3, col: 0 };
/// Cells named of a sheet that the form does not have.
const NAMED: usize = 1_000;
/// Columns of the sheet on which the office lists what is to be corrected.
const LISTED: u32 = 7;

/// Notes all that was not read.
pub(super) fn note(reading: &mut Reading<'_, '_>, workbook: &Workbook) {
    for (place, grid) in workbook.sheets.iter().enumerate() {
        settle_own(reading, place, grid);
        replies::note(reading, place, grid);
        if reading.used.contains(&place) || is_explanation(grid) {
            note_cells(reading, place, grid);
        } else {
            note_sheet(reading, place, grid);
        }
        note_cell_notes(reading, grid);
        note_boxes(reading, grid);
        note_margins(reading, grid);
    }
}

/// Settles what the office itself wrote, and what every report says of itself.
fn settle_own(reading: &mut Reading<'_, '_>, place: usize, grid: &Grid) {
    let (texts, words) = (&reading.form.texts, reading.words());
    let explains = is_explanation(grid);
    let listed = Key::of(&grid.name) == Key::of(RETURNED);
    let own = |cell: &Cell| match &cell.value {
        _ if listed => cell.at.col < LISTED && is_listed(grid, cell),
        Value::Text(text) => texts.has(text) || words.is_decoration(text) || (explains && texts.has_shape(text)),
        // what the formulas of the check before sending count
        Value::Number(_) => explains && (matches!(cell.at.col, 2 | 3) || cell.at == TOTAL),
        Value::Uncomputed => explains,
        _ => false,
    };
    let signers: Vec<Key> = reading.report.info.values().map(|answer| Key::of(&answer.value)).collect();
    let repeats = |cell: &Cell| matches!(&cell.value, Value::Text(text) if signers.contains(&Key::of(text)));
    let used = reading.used.contains(&place);
    reading.ledger.settle_all(place, grid, |cell| own(cell) || (used && repeats(cell)));
}

/// Whether a cell is in a row of the office's list of what is to be corrected: those have a running number, or a sheet and a cell.
fn is_listed(grid: &Grid, cell: &Cell) -> bool {
    let headed = |word: &str| grid.between(HEADINGS..=HEADINGS).iter().any(|other| Key::of(&other.value.seen()) == Key::of(word));
    let row = || grid.between(cell.at.row..=cell.at.row).iter().filter(|other| other.at.col < LISTED);
    headed("Đang ghi") && headed("Cần làm") && (cell.at.row <= HEADINGS || row().count() >= 2 || cell.at.col == FOUND)
}

/// Notes the open cells of a sheet of which something was read, or that asks nothing.
fn note_cells(reading: &mut Reading<'_, '_>, place: usize, grid: &Grid) {
    let open: Vec<&Cell> = reading.ledger.open(place, grid).collect();
    if open.is_empty() {
        return;
    }
    let said = quoted(open.iter().map(|cell| format!("{}: {}", cell.at, cells::tidy(&cell.value.seen()))));
    let at: Vec<CellRef> = open.iter().map(|cell| cell.at).collect();
    reading.notes.add(Observed::Outside, Some(&grid.name), at, None, Some(said));
}

/// Notes a sheet of which nothing was read.
fn note_sheet(reading: &mut Reading<'_, '_>, place: usize, grid: &Grid) {
    let of_form = Sheet::ALL.iter().any(|sheet| sheet.is_titled(&grid.name));
    // a sheet of the form without an answer lacks nothing
    if of_form && reading.ledger.open(place, grid).next().is_none() || grid.cells.is_empty() && is_plain_name(&grid.name) {
        return;
    }
    let said = quoted(grid.cells.iter().map(|cell| cells::tidy(&cell.value.seen()).into_owned()));
    let at: Vec<CellRef> = grid.cells.iter().map(|cell| cell.at).take(NAMED).collect();
    let what = if grid.hidden { Observed::Hidden(false) } else { Observed::Extra(Surplus::Sheet) };
    let found = if said.is_empty() { grid.name.to_string() } else { format!("{}: {said}", grid.name) };
    reading.notes.add(what, Some(&grid.name), at, None, Some(found));
}

/// Whether a sheet's name is one of the form's, or what a program calls a new sheet.
fn is_plain_name(name: &str) -> bool {
    let key = Key::of(name);
    let new = ["sheet", "trang tính", "trang", "sheet1", "bảng"];
    let letters = key.as_str().trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    Sheet::ALL.iter().any(|sheet| sheet.is_titled(name)) || new.iter().any(|word| Key::of(word).as_str() == letters)
}

/// Notes what stands in the notes of cells; the office's own are those of a returned form.
fn note_cell_notes(reading: &mut Reading<'_, '_>, grid: &Grid) {
    let own = grid.notes.iter().map(|(at, words)| (at, unit_words(words)));
    for (at, words) in own.filter(|(_, words)| !is_blank(words)) {
        reading.notes.add(Observed::Outside, Some(&grid.name), [*at], Some(&format!("ghi chú của ô {at}")), Some(words.trim().to_owned()));
    }
}

/// What a note holds besides what the office wrote into a returned form: a code, how grave it is, the message, what to do.
fn unit_words(note: &str) -> String {
    let is_finding = |block: &&str| {
        let code: String = block.trim_start().chars().take(7).collect();
        let shaped = code.chars().zip("A000 – ".chars()).filter(|(c, shape)| match shape {
            'A' => c.is_ascii_uppercase(),
            '0' => c.is_ascii_digit(),
            shape => c == shape,
        });
        shaped.count() == 7
    };
    let left = |block: &str| -> String {
        let behind = block.split_once("\nCần làm: ").map(|(_, rest)| rest.split_once('\n').map_or("", |(_, reply)| reply));
        behind.unwrap_or(block).to_owned()
    };
    let blocks = note.split("\n\n").map(|block| if is_finding(&block) { left(block) } else { block.to_owned() });
    blocks.filter(|block| !is_blank(block)).collect::<Vec<_>>().join("\n")
}

/// Notes the texts of boxes over a sheet, with the figures they name; one that holds a number and names none may be about any.
fn note_boxes(reading: &mut Reading<'_, '_>, grid: &Grid) {
    for words in grid.boxes.iter().filter(|words| !is_blank(words) && !reading.form.texts.has(words)) {
        let key = Key::of(words);
        let here = |figure: &&crate::model::submission::Figure| figure.at.as_ref().is_some_and(|at| at.sheet == grid.name);
        let names = |figure: &&crate::model::submission::Figure| {
            let indicator = reading.form.plan.indicators.iter().find(|indicator| indicator.code == figure.indicator);
            key.contains(&Key::of(figure.indicator.as_str()))
                || indicator.is_some_and(|indicator| indicator.names().any(|name| key.contains(&Key::of(name))))
        };
        let cell = |figure: &crate::model::submission::Figure| figure.at.as_ref().map(|at| at.cell);
        let figures = || reading.report.figures.iter().filter(here);
        let mut at: Vec<CellRef> = figures().filter(names).filter_map(cell).collect();
        if at.is_empty() && words.chars().any(char::is_numeric) {
            at = figures().filter_map(cell).collect();
        }
        reading.notes.add(Observed::Outside, Some(&grid.name), at, Some("hộp văn bản"), Some(words.trim().to_owned()));
    }
}

/// Notes what stands in the heads and feet of pages besides page numbers.
fn note_margins(reading: &mut Reading<'_, '_>, grid: &Grid) {
    let words = reading.words();
    let lines: Vec<String> = grid.margins.iter().flat_map(|text| margin_lines(text)).filter(|line| says_something(line)).collect();
    for line in lines {
        if !reading.form.texts.has(&line) && !words.is_decoration(&line) {
            reading.notes.add(Observed::Outside, Some(&grid.name), [], Some("đầu, chân trang in"), Some(line.trim().to_owned()));
        }
    }
}

fn says_something(line: &str) -> bool {
    let key = Key::of(line);
    let pages = ["trang", "page", "of", "trên"];
    key.words().any(|word| !pages.iter().any(|page| Key::of(page).as_str() == word) && !word.chars().all(|c| c.is_ascii_digit()))
}

fn is_blank(words: &str) -> bool {
    Key::of(words).is_empty()
}

/// Texts put one after the other, cut where they are very long.
pub(super) fn quoted(texts: impl Iterator<Item = String>) -> String {
    let mut said = String::new();
    let mut left_out = 0_usize;
    for text in texts.filter(|text| !text.is_empty()) {
        if said.len() > QUOTED {
            left_out += 1;
            continue;
        }
        if !said.is_empty() {
            said.push_str("; ");
        }
        said.push_str(&text);
    }
    if left_out > 0 {
        let _ = write!(said, "; … (+{left_out})");
    }
    said
}
