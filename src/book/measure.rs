//! Computes the heights of rows with wrapped text from the letter widths of Times New Roman,
//! because spreadsheet programs do not grow rows with merged cells, nor any row in print. A row is
//! at most 409 points high: [`parts`] divides longer text over several rows.

use super::{Area, Content, Role, Row, Sheet, Value};
use crate::model::origin::CellRef;
use crate::text::width::{BOLD, breaks, lines as lines_of, width_of};
use std::collections::BTreeMap;

/// Maximum height of a row, in points.
pub(crate) const HIGHEST: f64 = 409.0;

/// Height of a row with one line of plain text, in points.
pub(crate) const PLAIN: f64 = 15.0;

/// Default width of a column, in characters.
const DEFAULT_CHARS: f64 = 8.43;
/// Width of a character in a column's width: 7 pixels at 96 dpi, in points.
const CHAR: f64 = 5.25;
/// Width of a step of indentation, in points.
const STEP: f64 = 9.0;
/// Padding of a column: 5 pixels, in points.
const PADDING: f64 = 3.75;
/// Factor by which text is wider on a screen, where letters are rounded to whole pixels.
const SLACK: f64 = 1.03;

/// Sets the height of every row with text and without a height.
pub fn fit(sheet: &mut Sheet) {
    let merges: BTreeMap<CellRef, Area> =
        sheet.merges.iter().map(|area| (area.first, *area)).collect();
    let columns = sheet.widths();
    for (place, row) in sheet.rows.iter_mut().enumerate() {
        if row.height.is_none() {
            row.height = height(row, u32::try_from(place).unwrap_or(u32::MAX), &merges, &columns);
        }
    }
}

/// Sets the height of a row without merged cells, if it has none.
pub(crate) fn fit_row(row: &mut Row, columns: &[f64]) {
    if row.height.is_none() {
        row.height = height(row, 0, &BTreeMap::new(), columns);
    }
}

/// Returns the height that a row needs; `None` if it has no text.
fn height(row: &Row, place: u32, merges: &BTreeMap<CellRef, Area>, columns: &[f64]) -> Option<f64> {
    let mut highest: Option<f64> = None;
    for (col, cell) in (0_u32..).zip(&row.cells) {
        if cell.content == Content::Blank {
            continue;
        }
        let at = CellRef::new(place, col);
        let area = merges.get(&at).copied().unwrap_or(Area { first: at, last: at });
        if let (Role::Upright, Content::Text(text)) = (cell.style.role, &cell.content) {
            let needed = upright(text, width(area, columns));
            highest = Some(highest.map_or(needed, |highest| highest.max(needed)));
            continue;
        }
        let lines = match &cell.content {
            Content::Text(text) | Content::Formula { result: Value::Text(text), .. } => {
                let room = width(area, columns) - f64::from(cell.style.indent) * STEP;
                lines(text, cell.style.role, room)
            }
            Content::Blank | Content::Number(_) | Content::Day(_) | Content::Formula { .. } => 1,
        };
        let needed = f64::from(lines) * pitch(cell.style.role)
            / f64::from(area.last.row.saturating_sub(area.first.row) + 1);
        highest = Some(highest.map_or(needed, |highest| highest.max(needed)));
    }
    highest.map(|height| ((height / 0.75).ceil() * 0.75).min(HIGHEST))
}

/// Returns the height of a text rotated upright in a column of `width` points.
fn upright(text: &str, width: f64) -> f64 {
    let pitch = pitch(Role::Upright);
    let fitting = (1..=4_u32).rev().find(|lines| f64::from(*lines) * pitch <= width + PADDING);
    let (most, scale) = (fitting.unwrap_or(1), scale(Role::Upright));
    let whole = width_of(text) * scale;
    let mut height = whole / f64::from(most);
    while height < whole && lines_of(text, height / scale) > most {
        height += pitch;
    }
    height + pitch
}

/// Returns the line spacing of a role, in points.
fn pitch(role: Role) -> f64 {
    (role.typography().size * 4.0 / 3.0 / 0.75).ceil() * 0.75
}

/// Returns the width of a column of `chars` characters, in points.
pub(crate) fn points(chars: f64) -> f64 {
    chars * CHAR + PADDING
}

/// Returns the width for text in an area, in points.
fn width(area: Area, columns: &[f64]) -> f64 {
    let chars = |col: u32| columns.get(col as usize).copied().unwrap_or(DEFAULT_CHARS);
    (area.first.col..=area.last.col).map(|col| points(chars(col))).sum::<f64>() - PADDING
}

/// Returns the width of a column, in characters, in which a text fits on one line.
pub fn chars(text: &str, role: Role) -> f64 {
    (width_of(text) * scale(role) / CHAR).ceil() + 1.0
}

/// Returns the size of a role relative to widths in thousandths.
fn scale(role: Role) -> f64 {
    let typography = role.typography();
    typography.size / 1000.0 * SLACK * if typography.bold { BOLD } else { 1.0 }
}

/// Returns the number of lines of a text at a width in points.
pub fn lines(text: &str, role: Role, width: f64) -> u32 {
    let room = if role.typography().wraps { width / scale(role) } else { f64::INFINITY };
    lines_of(text, room)
}

/// Returns whether a text certainly takes at most `most` lines in a column of `chars` characters:
/// two consecutive lines together are wider than the column, less one letter.
pub(crate) fn is_short(text: &str, role: Role, chars: f64, most: u32) -> bool {
    let full = f64::from((most / 2).saturating_sub(1)) * (chars * CHAR / scale(role) - 1000.0);
    width_of(text) <= full && !text.contains('\n')
}

/// Divides a text into parts of at most `most` lines in a column of `chars` characters, after a
/// sentence if one ends in the last quarter of a part.
pub fn parts(text: &str, role: Role, chars: f64, most: u32) -> Vec<String> {
    let (room, most) = (chars * CHAR / scale(role), most.max(1) as usize);
    let (mut parts, mut rest) = (Vec::new(), text.trim_end());
    loop {
        let starts = line_starts(rest, room, most + 1);
        let Some(end) = starts.get(most).copied() else {
            break;
        };
        let near = starts.get(most - most / 4).copied().unwrap_or(end);
        let behind = |mark: &str| Some(near + rest.get(near..end)?.rfind(mark)? + mark.len());
        let cut = ["\n", ". ", "; "].into_iter().filter_map(behind).max().unwrap_or(end);
        let Some((part, after)) = rest.split_at_checked(cut) else {
            break;
        };
        parts.push(part.trim_end().to_owned());
        rest = after.trim_start_matches([' ', '\n']);
    }
    parts.push(rest.to_owned());
    parts
}

/// Returns the start of each line of a text, of at most `most` lines.
fn line_starts(text: &str, room: f64, most: usize) -> Vec<usize> {
    let (mut starts, mut at) = (Vec::new(), 0);
    for paragraph in text.split_inclusive('\n') {
        if starts.len() >= most {
            break;
        }
        starts.push(at);
        let left = most - starts.len();
        if left > 0 {
            starts.extend(
                breaks(paragraph.trim_end_matches('\n'), room, left)
                    .into_iter()
                    .map(|place| at + place),
            );
        }
        at += paragraph.len();
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::super::{Cell, Width};
    use super::*;
    use proptest::prelude::*;

    fn sheet(text: &str, role: Role, widths: &[f64]) -> Sheet {
        let mut sheet = Sheet {
            columns: widths.iter().map(|chars| Width { chars: *chars, level: 0 }).collect(),
            ..Sheet::default()
        };
        sheet.push(vec![Cell::text(text, role)]);
        sheet
    }

    fn fitted(mut sheet: Sheet) -> Option<f64> {
        fit(&mut sheet);
        sheet.rows[0].height
    }

    #[test]
    fn a_short_text_takes_one_line_and_a_long_one_as_many_as_it_needs() {
        assert_eq!(fitted(sheet("Đơn vị", Role::Text, &[20.0])), Some(15.0));
        assert_eq!(
            fitted(sheet("Ủy ban nhân dân thành phố Sầm Sơn", Role::Text, &[27.0])),
            Some(30.0)
        );
        assert_eq!(fitted(sheet("a\nb\nc", Role::Text, &[20.0])), Some(45.0));
        assert_eq!(fitted(sheet("", Role::Text, &[20.0])), None);
    }

    #[test]
    fn a_word_longer_than_its_column_is_broken() {
        assert_eq!(lines(&"a".repeat(100), Role::Text, 100.0), 6);
    }

    #[test]
    fn a_role_that_does_not_wrap_takes_one_line() {
        assert_eq!(fitted(sheet(&"chữ ".repeat(90), Role::Loose, &[5.0])), Some(16.5));
    }

    #[test]
    fn merged_cells_add_their_widths() {
        let text = "Báo cáo của Ủy ban nhân dân thành phố Thanh Hóa";
        let mut merged = sheet(text, Role::Text, &[20.0, 20.0, 20.0]);
        merged.merges.push(Area::new(0, 0, 0, 2));
        assert_eq!(
            (fitted(merged), fitted(sheet(text, Role::Text, &[20.0]))),
            (Some(15.0), Some(45.0))
        );
    }

    #[test]
    fn no_row_is_higher_than_a_sheet_allows_and_a_height_that_is_set_stays() {
        assert_eq!(fitted(sheet(&"nhiều chữ ".repeat(3000), Role::Text, &[20.0])), Some(HIGHEST));
        let mut set = sheet("a\nb", Role::Text, &[20.0]);
        set.rows[0].height = Some(99.0);
        assert_eq!(fitted(set), Some(99.0));
    }

    #[test]
    fn a_very_long_word_is_divided_without_loss() {
        for letter in ["字", "🙂", "Ж", "한"] {
            let text = letter.repeat(32_000);
            let divided = parts(&text, Role::Text, 40.0, 16);
            assert!(
                divided.iter().all(|part| lines(part, Role::Text, 40.0 * CHAR) <= 16)
                    && divided.concat() == text,
                "{letter}"
            );
        }
    }

    proptest! {
        #[test]
        fn is_short_agrees_with_measured_lines(text in "[a-zđ-]{0,40}( [a-zđA-Z,.-]{0,30}){0,60}", chars in 4.0..60.0_f64, most in 2_u32..20) {
            prop_assert!(!is_short(&text, Role::Text, chars, most) || lines(&text, Role::Text, chars * CHAR) <= most);
        }

        #[test]
        fn a_wider_column_never_makes_a_text_taller(text in "[a-zđưA-Z ,.-]{0,120}", narrow in 2.0..60.0_f64, more in 0.0..60.0_f64) {
            prop_assert!(lines(&text, Role::Text, (narrow + more) * CHAR) <= lines(&text, Role::Text, narrow * CHAR));
        }
    }
}
