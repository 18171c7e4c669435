//! Writes one cell.

use super::coordinates::At;
use super::links::target;
use super::styles::{FONT, Formats};
use super::words::{clean, for_cell, shortened};
use crate::book::{Cell, Content, Style, Value};
use crate::model::date::{serial_of_day, written_vi};
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, Formula, Note, Worksheet, XlsxError};

/// Characters per line of a note.
const NOTE_LINE: usize = 46;

/// Writes a cell. A blank cell without a role is not written.
pub(super) fn write(
    to: &mut Worksheet,
    at: At,
    cell: &Cell,
    formats: &mut Formats,
) -> Result<(), XlsxError> {
    if cell.content == Content::Blank
        && cell.style == Style::default()
        && cell.note.is_none()
        && cell.link.is_none()
    {
        return Ok(());
    }
    let format = formats.format(cell.style, cell.link.is_some());
    if let Some(link) = &cell.link {
        let url = target(link).set_text(seen(&cell.content));
        to.write_url_with_format(at.0, at.1, url, format)?;
    }
    content(to, at, &cell.content, format)?;
    if let Some(note) = &cell.note {
        to.insert_note(at.0, at.1, &of_text(note))?;
    }
    Ok(())
}

fn content(
    to: &mut Worksheet,
    (row, col): At,
    content: &Content,
    format: &Format,
) -> Result<(), XlsxError> {
    match content {
        Content::Blank => to.write_blank(row, col, format)?,
        Content::Text(text) => to.write_string_with_format(row, col, for_cell(text), format)?,
        Content::Number(number) => to.write_number_with_format(row, col, float(*number), format)?,
        Content::Day(day) => match serial(*day) {
            Some(serial) => to.write_number_with_format(row, col, serial, format)?,
            None => to.write_string_with_format(row, col, written_vi(*day), format)?,
        },
        Content::Formula { expr, result } => {
            let result = match result {
                Value::Number(number) => float(*number).to_string(),
                Value::Text(text) => for_cell(text),
            };
            to.write_formula_with_format(
                row,
                col,
                Formula::new(clean(expr)).set_result(result),
                format,
            )?
        }
    };
    Ok(())
}

/// Returns a number as spreadsheets store it.
pub(super) fn float(number: Decimal) -> f64 {
    number.to_string().parse().unwrap_or(0.0)
}

/// Returns the serial number of a date, or `None` before March 1900, where spreadsheets disagree.
pub(super) fn serial(day: NaiveDate) -> Option<f64> {
    let serial = serial_of_day(day);
    (serial >= 61.0 && day.year() <= 9999).then_some(serial)
}

/// Returns the text of a link.
fn seen(content: &Content) -> String {
    match content {
        Content::Text(text) => for_cell(text),
        // the cell's content replaces this text, which must not be empty
        _ => "→".to_owned(),
    }
}

/// Width of a note, in pixels.
pub(super) const NOTE_WIDTH: u32 = 320;

/// Returns the height of a note with this text, in pixels.
pub(super) fn note_height(text: &str) -> u32 {
    let lines: usize =
        text.lines().map(|line| line.chars().count().div_ceil(NOTE_LINE).max(1)).sum();
    12 + 18 * u32::try_from(lines.min(40)).unwrap_or(40)
}

/// Returns a note sized to its text.
fn of_text(text: &str) -> Note {
    let text = shortened(text, 8_000);
    let height = note_height(&text);
    Note::new(text)
        .set_author("tonghop")
        .add_author_prefix(false)
        .set_width(NOTE_WIDTH)
        .set_height(height)
        .set_font_name(FONT)
        .set_font_size(10.0)
}
