//! How a sheet prints: A4, margins and page number after Nghị định 30/2020/NĐ-CP, as wide as the page or as a few of them.

use super::coordinates::col;
use super::styles::FONT;
use crate::book::Sheet;
use rust_xlsxwriter::{Worksheet, XlsxError};

const MM: f64 = 1.0 / 25.4;
/// The library's number of A4.
const A4: u8 = 9;

/// Sets up a sheet's pages. That the first page has no number is said when the file is finished.
pub(super) fn set_up(to: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    to.set_paper_size(A4);
    let (left, right, top, bottom) =
        if sheet.print.landscape { (15.0, 15.0, 20.0, 15.0) } else { (30.0, 15.0, 20.0, 20.0) };
    to.set_margins(left * MM, right * MM, top * MM, bottom * MM, 10.0 * MM, 8.0 * MM);
    if sheet.print.landscape {
        to.set_landscape();
        to.set_print_center_horizontally(true);
    }
    to.set_print_fit_to_pages(sheet.print.wide.max(1), u16::from(sheet.print.one_page));
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
