//! Limits the links of a table. If a table has more linked cells than a sheet can have links, the
//! most important keep theirs, and the remark above the table says so.

use crate::text::Text;

/// Maximum number of links of a sheet in Excel.
const MOST: usize = 65_530;

/// Remark above a table with fewer links.
pub(super) const FEWER: Text = Text::new(
    " Bảng quá dài để mọi ô đều có liên kết: tệp, trang và ô ghi ở từng dòng hoặc ở trang Nguồn.",
    " The table is too long for a link in every cell: file, sheet and cell are in each line or on the sheet Nguồn.",
);

/// Returns the number of links per row in a table of `lines` rows.
pub(super) fn per_row(lines: usize) -> usize {
    MOST.checked_div(lines).unwrap_or(usize::MAX)
}

pub(super) const fn fit(links: usize) -> bool {
    links <= MOST
}
