//! Print setup: A4, margins and page numbers according to Nghị định 30/2020/NĐ-CP, scaled to the
//! width of one or a few pages.

use super::coordinates::{col, corners};
use super::styles::FONT;
use crate::book::paper::{self, Margins};
use crate::book::{Area, Sheet};
use crate::model::origin::CellRef;
use rust_xlsxwriter::{Worksheet, XlsxError};

/// A millimeter in inches.
const MM: f64 = 1.0 / 25.4;
/// The library's number of A4.
const A4: u8 = 9;

/// Sets up the pages of a sheet. The first page's missing number is added when the file is
/// finished.
pub(super) fn set_up(to: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    to.set_paper_size(A4);
    let Margins { left, right, top, bottom } = Margins::new(sheet.print.landscape);
    to.set_margins(left * MM, right * MM, top * MM, bottom * MM, 10.0 * MM, 8.0 * MM);
    if sheet.print.landscape {
        to.set_landscape();
        to.set_print_center_horizontally(true);
    }
    // programs ignore page breaks in a sheet that is fitted to pages
    let breaks_pages = !sheet.print.column_breaks.is_empty();
    match sheet.print.scale.or_else(|| breaks_pages.then(|| paper::scale(sheet))) {
        Some(scale) => to.set_print_scale(scale),
        None => to.set_print_fit_to_pages(1, u16::from(sheet.print.one_page)),
    };
    to.set_header(format!("&C&\"{FONT},Regular\"&13&P"));
    to.set_header_footer_scale_with_doc(false);
    // each sheet is a document of its own
    to.set_print_first_page_number(1);
    if let Some((first, last)) = sheet.print.repeat {
        to.set_repeat_rows(first, last)?;
    }
    if let Some((first, last)) = sheet.print.repeat_columns {
        to.set_repeat_columns(col(first)?, col(last)?)?;
    }
    if let Some(area) = sheet.print.area {
        let (top, left, bottom, right) = corners(area)?;
        to.set_print_area(top, left, bottom, right)?;
    }
    let breaks: Vec<u32> = (0..)
        .zip(&sheet.rows)
        .filter(|(place, row)| row.breaks_page && *place > 0)
        .map(|(place, _)| place)
        .collect();
    if !breaks.is_empty() {
        to.set_page_breaks(&breaks)?;
    }
    Ok(())
}

/// Placeholder for the name of a sheet's print areas until the file is finished, because the
/// library accepts only one area.
pub(super) const AREAS: &str = "TonghopPrintArea";
/// The name that replaces the placeholder.
pub(super) const PRINT_AREA: &str = "_xlnm.Print_Area";

/// Returns the print areas of a sheet with pages side by side. The first page has everything above
/// the table, the others begin at the repeated rows, so that nothing above the table is printed
/// twice or cut.
pub(super) fn areas(sheet: &Sheet) -> Option<(String, String)> {
    let print = &sheet.print;
    let (top, _) = print.repeat?;
    let bottom = sheet.table.as_ref()?.area.last.row;
    let last = u32::try_from(sheet.columns.len()).ok()?.checked_sub(1)?;
    let (first, rest) = print.column_breaks.split_first()?;
    let ends = rest.iter().map(|next| next - 1).chain([last]);
    let others = print.column_breaks.iter().zip(ends);
    let name = format!("'{}'", sheet.name.replace('\'', "''"));
    let range = |area: Area| {
        let at = |at: CellRef| format!("${}${}", CellRef::column_name(at.col), at.row + 1);
        format!("{name}!{}:{}", at(area.first), at(area.last))
    };
    let areas = std::iter::once(Area::new(0, 0, bottom, first - 1))
        .chain(others.map(|(begin, end)| Area::new(top, *begin, bottom, end)))
        .map(range);
    Some((format!("{name}!{AREAS}"), areas.collect::<Vec<_>>().join(",")))
}
