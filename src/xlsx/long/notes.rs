//! Writes cell notes: their texts, and their boxes beside the cells, sized to the texts.

use super::super::cells::{NOTE_WIDTH, note_height};
use super::super::styles::FONT;
use super::text::escaped;
use crate::book::Sheet;
use crate::model::origin::CellRef;
use std::fmt::Write as _;

/// Maximum length of a note, in characters.
pub(super) const MAX_CHARS: usize = 8_000;
/// Offset of a box from its cell, to the right and upward, in pixels.
const RIGHT: u32 = 15;
const ABOVE: u32 = 10;
/// Offset downward in the first row.
const BELOW: u32 = 2;
/// Default height of a row and width of a column, in pixels.
const ROW: u32 = 20;
const COLUMN: u32 = 64;
/// Number of ids in a block of shape ids.
const BLOCK: usize = 1024;
/// Number of blocks per sheet. The first blocks belong to sheets written by the library.
const BLOCKS: usize = 64;

pub(super) struct Notes<'s> {
    /// Index of the sheet.
    pub(super) at: usize,
    pub(super) sheet: &'s Sheet,
    pub(super) said: &'s [(CellRef, String)],
    /// Height of each row, in pixels.
    pub(super) heights: &'s [u16],
}

impl Notes<'_> {
    /// Returns the part with the texts.
    pub(super) fn texts(&self) -> Vec<u8> {
        let mut out = format!(
            "{}<comments xmlns=\"{}\"><authors><author>tonghop</author></authors><commentList>",
            super::HEAD,
            super::MAIN
        )
        .into_bytes();
        for (at, text) in self.said {
            let begin = format!(
                "<comment ref=\"{at}\" authorId=\"0\"><text><r><rPr><sz val=\"10\"/><color indexed=\"81\"/><rFont val=\"{FONT}\"/>\
                 <family val=\"2\"/></rPr><t xml:space=\"preserve\">"
            );
            out.extend(begin.as_bytes());
            escaped(&mut out, text);
            out.extend(b"</t></r></text></comment>");
        }
        out.extend(b"</commentList></comments>");
        out
    }

    /// Returns the part with the boxes.
    pub(super) fn boxes(&self) -> Vec<u8> {
        let first = BLOCKS * (self.at + 1);
        let blocks: Vec<String> =
            (first..=first + self.said.len() / BLOCK).map(|block| block.to_string()).collect();
        let mut out = format!(
            "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
             xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"{}\"/>\
             </o:shapelayout><v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\">\
             <v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>",
            blocks.join(",")
        );
        let (lefts, tops) =
            (edges(self.columns()), edges(self.heights.iter().map(|height| u32::from(*height))));
        for (number, (at, text)) in self.said.iter().enumerate() {
            one(&mut out, (first * BLOCK, number + 1), (*at, note_height(text)), (&lefts, &tops));
        }
        out.push_str("</xml>");
        out.into_bytes()
    }

    /// Returns the widths of the columns, in pixels.
    fn columns(&self) -> impl Iterator<Item = u32> {
        let pixels = |chars: f64| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a column's width, clamped"
            )]
            let whole = (chars.clamp(0.0, 255.0) * 7.0 + 5.0).round() as u32;
            whole
        };
        self.sheet.columns.iter().map(
            move |width| {
                if width.chars > 0.0 { pixels(width.chars) } else { COLUMN }
            },
        )
    }
}

/// Writes a box from its number, cell and height, and the edges of columns and rows.
fn one(
    out: &mut String,
    (before, number): (usize, usize),
    (at, height): (CellRef, u32),
    (lefts, tops): (&[u32], &[u32]),
) {
    let (row, down) = if at.row == 0 { (0, BELOW) } else { (at.row - 1, ABOVE) };
    let (left, top) = (edge(lefts, at.col + 1, COLUMN) + RIGHT, edge(tops, row, ROW) + down);
    let (right_col, right) = under(lefts, left + NOTE_WIDTH, COLUMN);
    let (bottom_row, bottom) = under(tops, top + height, ROW);
    let _ = write!(
        out,
        "<v:shape id=\"_x0000_s{}\" type=\"#_x0000_t202\" style=\"position:absolute;margin-left:{}pt;margin-top:{}pt;width:{}pt;\
         height:{}pt;z-index:{number};visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/>\
         <v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/><v:textbox \
         style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox><x:ClientData ObjectType=\"Note\">\
         <x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{}, {RIGHT}, {row}, {down}, {right_col}, {right}, {bottom_row}, {bottom}\
         </x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{}</x:Row><x:Column>{}</x:Column></x:ClientData></v:shape>",
        before + number,
        points(left),
        points(top),
        points(NOTE_WIDTH),
        points(height),
        at.col + 1,
        at.row,
        at.col,
    );
}

/// Returns the start of each row or column, and the end of the last.
fn edges(sizes: impl Iterator<Item = u32>) -> Vec<u32> {
    let next = |at: &mut u32, size: u32| {
        *at += size;
        Some(*at)
    };
    std::iter::once(0).chain(sizes).scan(0, next).collect()
}

/// Returns the start of a row or column; beyond the known edges, `size` applies.
fn edge(edges: &[u32], at: u32, size: u32) -> u32 {
    let (last, end) = (edges.len().saturating_sub(1), edges.last().copied().unwrap_or(0));
    edges
        .get(at as usize)
        .copied()
        .unwrap_or_else(|| end + (at - u32::try_from(last).unwrap_or(at)) * size)
}

/// Returns the row or column at a position, and the offset in it.
fn under(edges: &[u32], at: u32, size: u32) -> (u32, u32) {
    let found = edges.partition_point(|edge| *edge <= at).saturating_sub(1);
    let begin = edges.get(found).copied().unwrap_or(0);
    let index = u32::try_from(found).unwrap_or(u32::MAX);
    if found + 1 < edges.len() {
        (index, at - begin)
    } else {
        (index + (at - begin) / size, (at - begin) % size)
    }
}

/// Converts pixels to points.
fn points(pixels: u32) -> f64 {
    f64::from(pixels) * 0.75
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Width;

    #[test]
    fn boxes_are_beside_their_cells_and_fit_their_texts() {
        let sheet = Sheet {
            columns: vec![Width { chars: 12.0, level: 0 }, Width { chars: 10.0, level: 0 }],
            ..Sheet::default()
        };
        let notes =
            [(CellRef::new(3, 0), "một dòng".to_owned()), (CellRef::new(0, 1), "a\nb".to_owned())];
        let boxes =
            Notes { at: 0, sheet: &sheet, said: &notes, heights: &[20, 22, 20, 60] }.boxes();
        let boxes = String::from_utf8(boxes).expect("text");
        // 320 pixels from offset 15 in a column of 75 leave 260 for columns of 64; 30 pixels from
        // offset 10 in a row of 20
        assert!(
            boxes.contains("<x:Anchor>1, 15, 2, 10, 5, 68, 3, 20</x:Anchor>")
                || boxes.contains("<x:Anchor>1, 15, 2, 10, 6, 4, 3, 20</x:Anchor>"),
            "{boxes}"
        );
        assert!(boxes.contains("<x:Anchor>2, 15, 0, 2, 7, 15, 2, 8</x:Anchor>"), "{boxes}");
        assert!(boxes.contains("data=\"64\"") && boxes.contains("_x0000_s65537"), "{boxes}");
    }

    #[test]
    fn row_edges_are_cumulative_heights() {
        let edges = edges([20, 30].into_iter());
        assert_eq!(edges, [0, 20, 50]);
        assert_eq!([edge(&edges, 1, 15), edge(&edges, 2, 15), edge(&edges, 4, 15)], [20, 50, 80]);
        assert_eq!(
            [under(&edges, 19, 15), under(&edges, 20, 15), under(&edges, 66, 15)],
            [(0, 19), (1, 0), (3, 1)]
        );
    }
}
