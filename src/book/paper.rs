//! The page that sheets print on (A4 with the margins of Nghị định 30/2020/NĐ-CP), and the scale at
//! which a sheet fits it.

use super::{Sheet, measure};

/// A millimeter in points.
const MM: f64 = 72.0 / 25.4;
/// Width and height of the page, in millimeters.
const A4: (f64, f64) = (210.0, 297.0);
/// Usable shares of a page's width and height: programs print columns up to 5 % wider than on the
/// screen.
const USED: (f64, f64) = (0.93, 0.97);
/// Maximum scale, in percent.
const FULL: f64 = 100.0;
const LEAST: f64 = 40.0;
/// Minimum scale for a readable page, in percent.
pub(crate) const LEGIBLE: u16 = 70;

/// Margins of a page, in millimeters.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Margins {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

impl Margins {
    pub(crate) fn new(landscape: bool) -> Self {
        let (left, right, top, bottom) =
            if landscape { (15.0, 15.0, 20.0, 15.0) } else { (30.0, 15.0, 20.0, 20.0) };
        Self { left, right, top, bottom }
    }
}

/// Returns the width and the height inside the margins, in points.
fn room(landscape: bool) -> (f64, f64) {
    let Margins { left, right, top, bottom } = Margins::new(landscape);
    let (width, height) = if landscape { (A4.1, A4.0) } else { A4 };
    ((width - left - right) * MM * USED.0, (height - top - bottom) * MM * USED.1)
}

/// Returns the scale in percent at which the columns of every page fit its width.
pub(crate) fn scale(sheet: &Sheet) -> u16 {
    let print = &sheet.print;
    let all = index(sheet.columns.len());
    let (first, last) = print.area.map_or((0, all), |area| (area.first.col, area.last.col + 1));
    let ends = print.column_breaks.iter().copied().chain([last]);
    let begins = std::iter::once(first).chain(print.column_breaks.iter().copied());
    let widest = begins.zip(ends).map(|(begin, end)| {
        let repeated = print.repeat_columns.filter(|(_, last)| begin > *last);
        let repeated = repeated.map_or(0.0, |(first, last)| width(sheet, first, last + 1));
        repeated + width(sheet, begin, end)
    });
    percent(room(print.landscape).0 / widest.fold(1.0, f64::max))
}

/// Returns the scale in percent at which rows with a total height in points fit a page.
pub(crate) fn scale_of_height(landscape: bool, height: f64) -> u16 {
    percent(room(landscape).1 / height.max(1.0))
}

/// Returns the number of rows, with these heights in points, that fit the first page at a scale.
pub(crate) fn rows_of_page(landscape: bool, scale: u16, heights: impl Iterator<Item = f64>) -> u32 {
    let mut left = room(landscape).1 * FULL / f64::from(scale.max(1));
    let fitting = heights.take_while(|height| {
        left -= height;
        left >= 0.0
    });
    index(fitting.count())
}

/// Returns the width of columns, in points.
fn width(sheet: &Sheet, begin: u32, end: u32) -> f64 {
    let widths = sheet.columns.iter().take(end as usize).skip(begin as usize);
    widths.map(|width| measure::points(width.chars)).sum()
}

fn percent(share: f64) -> u16 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a percentage, clamped"
    )]
    let whole = (share * FULL).floor().clamp(LEAST, FULL) as u16;
    whole
}

fn index(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::{Print, Width};
    use super::*;

    fn sheet(chars: &[f64], breaks: &[u32]) -> Sheet {
        let columns = chars.iter().map(|chars| Width { chars: *chars, level: 0 }).collect();
        let print = Print {
            landscape: true,
            column_breaks: breaks.to_vec(),
            repeat_columns: Some((0, 0)),
            ..Print::default()
        };
        Sheet { columns, print, ..Sheet::default() }
    }

    #[test]
    fn the_widest_page_determines_the_scale() {
        assert_eq!(scale(&sheet(&[40.0, 40.0], &[])), 100);
        // 1,087.5 points on 704
        assert_eq!(scale(&sheet(&[40.0, 80.0, 85.0], &[])), 64);
        // a page with 40 and 80, then a page with the repeated 40 and 85
        assert_eq!(scale(&sheet(&[40.0, 80.0, 85.0], &[2])), 100);
    }

    #[test]
    fn rows_are_counted_until_the_page_is_full() {
        let rows = |scale| rows_of_page(true, scale, std::iter::repeat(15.0));
        assert_eq!((rows(100), rows(50)), (32, 64));
    }
}
