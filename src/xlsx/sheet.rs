//! Writes one sheet.

use super::coordinates::{col, corners};
use super::styles::Formats;
use super::words::for_cell;
use super::{cells, charts, inputs, page};
use crate::book::{Area, Cell, Content, NamedTable, Sheet, Style};
use crate::model::origin::CellRef;
use rust_xlsxwriter::{
    ConditionalFormatDataBar, ProtectionOptions, Table, TableColumn, TableStyle, Worksheet,
    XlsxError,
};

/// Maximum outline level.
const MAX_LEVEL: u8 = 7;
/// Maximum row height, in points.
const MAX_HEIGHT: f64 = 409.0;
/// Maximum column width, in characters.
const MAX_WIDTH: f64 = 255.0;

pub(super) fn write(
    to: &mut Worksheet,
    sheet: &Sheet,
    formats: &mut Formats,
) -> Result<(), XlsxError> {
    to.set_name(sheet.name.as_str())?;
    to.set_screen_gridlines(false);
    // a formula whose result is an empty text
    to.set_formula_result_default("");
    page::set_up(to, sheet)?;
    columns(to, sheet)?;
    if let Some(table) = &sheet.table {
        add_table(to, sheet, table)?;
    }
    rows(to, sheet, formats)?;
    for area in &sheet.merges {
        merge(to, sheet, *area, formats)?;
    }
    if let Some(at) = sheet.freeze {
        to.set_freeze_panes(at.row, col(at.col)?)?;
    }
    for input in &sheet.inputs {
        inputs::add(to, input)?;
    }
    for area in &sheet.bars {
        let (top, left, bottom, right) = corners(*area)?;
        let bar = ConditionalFormatDataBar::new()
            .set_fill_color(0xBD_D7EE)
            .set_solid_fill(true)
            .set_border_off(true);
        to.add_conditional_format(top, left, bottom, right, &bar)?;
    }
    for chart in &sheet.charts {
        charts::add(to, chart)?;
    }
    if sheet.protected {
        to.protect_with_options(&ProtectionOptions {
            format_columns: true,
            format_rows: true,
            insert_rows: true,
            use_autofilter: true,
            ..ProtectionOptions::default()
        });
    }
    Ok(())
}

/// Adds a table, whose headings are written again with the rows, each in its own style.
fn add_table(to: &mut Worksheet, sheet: &Sheet, table: &NamedTable) -> Result<(), XlsxError> {
    let Area { first, last } = table.area;
    let heading = |col: u32| match sheet.cell(CellRef { col, ..first }).map(|cell| &cell.content) {
        Some(Content::Text(text)) => TableColumn::new().set_header(for_cell(text)),
        _ => TableColumn::new(),
    };
    let headings: Vec<TableColumn> = (first.col..=last.col).map(heading).collect();
    let own = Table::new()
        .set_name(table.name.as_str())
        .set_columns(&headings)
        .set_style(TableStyle::None)
        .set_banded_rows(false);
    let (top, left, bottom, right) = corners(table_in_library(sheet, table))?;
    to.add_table(top, left, bottom, right, &own)?;
    Ok(())
}

/// Returns the area of a table without streamed rows, but with at least one row below the headings.
/// The library keeps an entry for each cell of a table.
pub(super) fn table_in_library(sheet: &Sheet, table: &NamedTable) -> Area {
    let Area { first, last } = table.area;
    let held = sheet.next_row().saturating_sub(1).max(first.row + 1);
    Area { first, last: CellRef { row: last.row.min(held), ..last } }
}

/// Writes a row of blank cells, one per style.
pub(super) fn samples(
    to: &mut Worksheet,
    row: u32,
    styles: impl Iterator<Item = (Style, bool)>,
    formats: &mut Formats,
) -> Result<(), XlsxError> {
    for (place, (style, linked)) in (0..).zip(styles) {
        to.write_blank(row, place, formats.format(style, linked))?;
    }
    Ok(())
}

fn columns(to: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    for (place, width) in (0..).zip(&sheet.columns) {
        if width.chars > 0.0 {
            to.set_column_width(place, width.chars.min(MAX_WIDTH))?;
        }
    }
    let levels: Vec<u8> = sheet.columns.iter().map(|width| width.level).collect();
    for (first, last) in runs(&levels) {
        to.group_columns(col(first)?, col(last)?)?;
    }
    Ok(())
}

fn rows(to: &mut Worksheet, sheet: &Sheet, formats: &mut Formats) -> Result<(), XlsxError> {
    for (place, row) in (0..).zip(&sheet.rows) {
        if let Some(height) = row.height {
            to.set_row_height(place, height.clamp(1.0, MAX_HEIGHT))?;
        }
        for (col, cell) in (0..).zip(&row.cells) {
            cells::write(to, (place, col), cell, formats)?;
        }
    }
    let levels: Vec<u8> = sheet.rows.iter().map(|row| row.level).collect();
    for (first, last) in runs(&levels) {
        to.group_rows(first, last)?;
    }
    Ok(())
}

/// Merges cells, keeping the content and style of the first.
fn merge(
    to: &mut Worksheet,
    sheet: &Sheet,
    area: Area,
    formats: &mut Formats,
) -> Result<(), XlsxError> {
    if area.first == area.last {
        return Ok(());
    }
    let blank = Cell::default();
    let first = sheet.cell(area.first).unwrap_or(&blank);
    let (top, left, bottom, right) = corners(area)?;
    to.merge_range(
        top,
        left,
        bottom,
        right,
        "",
        formats.format(first.style, first.link.is_some()),
    )?;
    cells::write(to, (top, left), first, formats)
}

/// Returns the row or column ranges at each outline level, where ranges of deeper levels are
/// nested.
fn runs(levels: &[u8]) -> Vec<(u32, u32)> {
    let mut runs = Vec::new();
    for depth in 1..=levels.iter().copied().max().unwrap_or(0).min(MAX_LEVEL) {
        let mut start = None;
        for (place, level) in (0_u32..).zip(levels.iter().copied().chain([0])) {
            match start {
                None if level >= depth => start = Some(place),
                Some(first) if level < depth => {
                    runs.push((first, place - 1));
                    start = None;
                }
                _ => {}
            }
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlines_have_nested_ranges() {
        assert_eq!(runs(&[0, 1, 2, 2, 1, 0, 1]), [(1, 4), (6, 6), (2, 3)]);
        assert_eq!(runs(&[]), []);
    }
}
