//! Writes a book as an `.xlsx` file. Only this module knows the writing library, fonts, colors and
//! margins.
//!
//! The same book gives the same bytes, because the only time written is the book's own date.

mod cells;
mod charts;
mod coordinates;
mod finish;
mod inputs;
mod links;
mod long;
mod markup;
mod page;
mod sheet;
mod styles;
mod words;

use crate::book::{Book, Properties, StreamedBook};
use crate::error::Error;
use chrono::Datelike;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};
use std::io::Write;
use styles::Formats;
use words::clean;

/// Writes a book.
///
/// # Errors
///
/// Returns [`Error::Workbook`] if the book has something that the file format cannot hold, such as
/// a sheet name or list of choices that is too long, or overlapping areas.
pub fn write(book: &Book) -> Result<Vec<u8>, Error> {
    let mut workbook = begin(book)?;
    let mut formats = Formats::default();
    for sheet in &book.sheets {
        sheet::write(workbook.add_worksheet(), sheet, &mut formats)
            .map_err(|error| refused(&sheet.name, &error))?;
    }
    finish::finish(&end(workbook, book)?)
}

/// Writes a book with long tables, row by row.
///
/// # Errors
///
/// See [`write()`]. Also returns an error if the writer fails.
pub fn write_long(book: &StreamedBook<'_>, to: &mut dyn Write) -> Result<(), Error> {
    long::write(book, to)
}

/// Creates a workbook with the properties of a book.
fn begin(book: &Book) -> Result<Workbook, Error> {
    let mut workbook = Workbook::new();
    // the parts are compressed again when finished
    workbook.set_zip_compression_level(1);
    // column widths are in digits of the workbook's font
    let plain = Format::new().set_font_name(styles::FONT).set_font_family(1).set_font_size(11);
    workbook.set_default_format(&plain, 20, 64).map_err(|error| refused("", &error))?;
    workbook.set_properties(&properties(&book.properties).map_err(|error| refused("", &error))?);
    Ok(workbook)
}

/// Returns the unfinished bytes of a workbook with its sheets.
fn end(mut workbook: Workbook, book: &Book) -> Result<Vec<u8>, Error> {
    let areas: Vec<_> = book.sheets.iter().filter_map(page::areas).collect();
    for (name, meaning) in book.names.iter().chain(&areas) {
        workbook
            .define_name(name.as_str(), &format!("={}", clean(meaning)))
            .map_err(|error| refused(name, &error))?;
    }
    workbook.save_to_buffer().map_err(|error| refused("", &error))
}

fn refused(place: &str, error: &XlsxError) -> Error {
    Error::Workbook(if place.is_empty() {
        error.to_string()
    } else {
        format!("“{place}”: {error}")
    })
}

fn properties(of: &Properties) -> Result<DocProperties, XlsxError> {
    let created = of.created;
    let (year, month, day) = (created.year(), created.month(), created.day());
    let year = u16::try_from(year).ok().filter(|year| (1900..=9999).contains(year)).unwrap_or(1900);
    let created = ExcelDateTime::from_ymd(
        year,
        u8::try_from(month).unwrap_or(1),
        u8::try_from(day).unwrap_or(1),
    )?;
    let properties = DocProperties::new()
        .set_title(clean(&of.title))
        .set_subject(clean(&of.subject))
        .set_author(clean(&of.author))
        .set_creation_datetime(&created);
    Ok(of.custom.iter().fold(properties, |properties, (name, value)| {
        properties.set_custom_property(clean(name), clean(value))
    }))
}

#[cfg(test)]
mod tests;
