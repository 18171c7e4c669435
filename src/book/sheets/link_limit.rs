//! How many cells of a table may lead somewhere. A sheet holds so many links and no more: where a table is longer, the cells that
//! matter most keep theirs, and the remark above the table says so.

use crate::text::Text;

/// The most links of a sheet, by Excel's own limit.
const MOST: usize = 65_530;

/// What the remark of a table says whose cells do not all lead where they do in a shorter one.
pub(super) const FEWER: Text = Text::new(
    " Bảng quá dài để mọi ô đều có liên kết: tệp, trang và ô ghi ở từng dòng hoặc ở trang Nguồn.",
    " The table is too long for a link in every cell: file, sheet and cell stand in each line or on the sheet Nguồn.",
);

/// How many cells of each of so many lines may lead somewhere.
pub(super) fn per_row(lines: usize) -> usize {
    MOST.checked_div(lines).unwrap_or(usize::MAX)
}

/// Whether a sheet can hold so many links.
pub(super) const fn fit(links: usize) -> bool {
    links <= MOST
}
