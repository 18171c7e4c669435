//! Reads from `.xls` records ([MS-XLS]) what calamine does not provide: hidden rows and columns,
//! fonts, number formats, missing formula results, page headers, links and the size of the sheets.

mod conditional;
mod formula_result;
mod objects;
mod shared_strings;

use super::cell_styles::{CellStyles, Font, RecordColor};
use super::integers::{u16_at, u32_at};
use super::{CellStyle, SheetExtras};
use crate::model::origin::CellRef;
use crate::model::submission::Unreadable;
use crate::msg;
use crate::read::color::Color;
use crate::read::limits;
use crate::read::number_format::NumberFormat;
use std::collections::BTreeMap;
use std::sync::Arc;

use formula_result::FormulaResult;
pub(super) use objects::Objects;

/// Maximum total area of the sheets in cells, because calamine stores them densely.
const MAX_AREA: u64 = 8_000_000;

/// Minimum width of a visible column, in 256ths of a character.
const MIN_VISIBLE_WIDTH: u16 = 51;

/// Workbook content that calamine does not provide.
#[derive(Default)]
pub(super) struct XlsExtras {
    /// Worksheets in order, each with its offset in the stream.
    pub(super) sheets: Vec<(u32, SheetExtras)>,
    /// Whether the workbook links to other workbooks.
    pub(super) links: bool,
}

#[derive(Default)]
struct Book {
    styles: CellStyles,
    from_1904: bool,
    /// Shared strings with struck-through, superscript or subscript letters, by index.
    effect_texts: BTreeMap<u32, Arc<str>>,
    /// Fonts of the runs of shared strings without letters, by index.
    runs: BTreeMap<u32, Vec<u16>>,
}

/// Scans all records once.
#[expect(clippy::too_many_lines, reason = "one arm a kind of record")]
pub(super) fn scan(stream: &[u8]) -> Result<XlsExtras, Unreadable> {
    let mut scan = XlsExtras::default();
    let mut book = Book::default();
    let mut current: Option<usize> = None;
    let mut area = 0_u64;
    // charts have records of their own inside those of the sheet
    let mut inner = 0_usize;
    let mut corner = (0_u64, 0_u64);
    let mut areas = Vec::new();
    for (place, id, data) in (Records { stream, place: 0 }) {
        let field = |at: usize| u16_at(data, at);
        match id {
            0x0809 if current.is_some() => inner += 1,
            0x000A if inner > 0 => inner -= 1,
            _ if inner > 0 => {}
            0x0809 => {
                current = scan
                    .sheets
                    .iter()
                    .position(|(start, _)| usize::try_from(*start).ok() == Some(place));
                corner = (0, 0);
            }
            0x000A => {
                area = area.saturating_add(corner.0 * corner.1);
                (current, corner) = (None, (0, 0));
            }
            0x0200 if u64::from(u32_at(data, 4)) * u64::from(field(10)) > MAX_AREA => {
                return Err(limits::too_many_cells());
            }
            0x002F => return Err(Unreadable::Encrypted),
            // only sheets of type worksheet, not charts and macro sheets
            0x0085 if data.get(5) == Some(&0) => {
                scan.sheets.push((u32_at(data, 0), SheetExtras::default()));
            }
            0x01AE if data.len() > 4 => scan.links = true,
            0x0022 => book.from_1904 = field(0) == 1,
            0x00FC => {
                let blocks = blocks(stream, place);
                book.effect_texts = shared_strings::effect_texts(&blocks, &book.styles);
                book.runs = shared_strings::fonts_of_numbers(&blocks);
            }
            0x0031 => book.font(data),
            // Palette: each color is red, green, blue and a reserved byte
            0x0092 => {
                let colors = data.get(2..).unwrap_or_default().chunks_exact(4);
                book.styles.palette = colors
                    .filter_map(|rgb| {
                        Some(Color::Parts([
                            i32::from(*rgb.first()?),
                            i32::from(*rgb.get(1)?),
                            i32::from(*rgb.get(2)?),
                        ]))
                    })
                    .collect();
            }
            0x041E => {
                book.styles.formats.insert(field(0), NumberFormat::from_code(&string(data, 2)));
            }
            0x00E0 => {
                let number = book.styles.cells.len();
                let fits = field(7) & 0x10FF != 0;
                book.styles.align_next(data.get(6), fits);
                if u32_at(data, 14) >> 26 != 0 {
                    let ground = RecordColor::Palette(field(18) & 0x7F);
                    book.styles.grounds.insert(number, ground);
                }
                book.styles.cells.push((field(2), field(0)));
            }
            _ => {}
        }
        let Some((_, extras)) =
            current.filter(|_| inner == 0).and_then(|sheet| scan.sheets.get_mut(sheet))
        else {
            continue;
        };
        extras.objects.take(id, data);
        extras.from_1904 = book.from_1904;
        match id {
            0x0208 if field(12) & 0x20 != 0 => extras.hidden_rows.push(u32::from(field(0))),
            0x007D if field(8) & 1 != 0 || field(4) < MIN_VISIBLE_WIDTH => {
                extras.hidden_columns.push(u32::from(field(0))..=u32::from(field(2)));
            }
            0x007D => {
                let columns = u32::from(field(0))..=u32::from(field(2));
                extras.narrow.add(columns, f64::from(field(4)) / 256.0);
            }
            // CondFmt, CF
            0x01B0 => areas = conditional::areas(data),
            0x01B1 => {
                extras.conditional.extend(conditional::format(data, &areas, &book.styles));
            }
            0x00E5 => merged(data).for_each(|(first, last)| extras.merge(first, last)),
            0x089C => extras.margins.extend(objects::margins(data, string)),
            // Window2, Blank, MulBlank
            0x023E => extras.hides_zeros = field(0) & 0x10 == 0,
            0x0201 | 0x00BE => {
                extras.centered.extend(blanks(id, data, &book).map(|at| (at, false)));
            }
            0x0014 | 0x0015 if !data.is_empty() => extras.margins.push(string(data, 0)),
            _ => {
                for (at, mut style) in cells(id, data, &book) {
                    if let Some(fonts) = book.runs.get(&u32_at(data, 6)).filter(|_| id == 0x00FD) {
                        let runs = book.styles.legibility_of_runs(fonts, style.ground.as_ref());
                        style.legibility = style.legibility.or(runs);
                    }
                    corner =
                        (corner.0.max(u64::from(at.row) + 1), corner.1.max(u64::from(at.col) + 1));
                    if area.saturating_add(corner.0 * corner.1) > MAX_AREA {
                        return Err(limits::too_many_cells());
                    }
                    extras.centered.extend(style.centered.then_some((at, true)));
                    if extras.cells.insert(at, style).is_some() {
                        extras.doubled.insert(at);
                    }
                    if let Some(text) =
                        book.effect_texts.get(&u32_at(data, 6)).filter(|_| id == 0x00FD)
                    {
                        extras.effect_texts.insert(at, Arc::clone(text));
                    }
                }
                if extras.cells.len() > limits::CELLS {
                    return Err(limits::too_many_cells());
                }
            }
        }
    }
    for (_, extras) in &mut scan.sheets {
        (extras.notes, extras.boxes) = std::mem::take(&mut extras.objects).into_texts();
    }
    if scan.sheets.is_empty() {
        return Err(Unreadable::Damaged(msg!(
            "trong tệp .xls không có trang tính nào",
            "the .xls file has no sheet"
        )));
    }
    Ok(scan)
}

impl Book {
    fn font(&mut self, data: &[u8]) {
        // font index 4 does not exist
        if self.styles.fonts.len() == 4 {
            self.styles.fonts.push(Font::default());
        }
        let (flags, raised, size) = (u16_at(data, 2), u16_at(data, 8), u16_at(data, 0));
        let font = Font::new(&short_string(data, 14), flags, raised, size);
        self.styles.fonts.push(Font { color: RecordColor::Palette(u16_at(data, 4)), ..font });
    }
}

/// Returns the cells of a cell record.
fn cells(id: u16, data: &[u8], book: &Book) -> Vec<(CellRef, CellStyle)> {
    let field = |at: usize| u16_at(data, at);
    let place = |col: u16| CellRef::new(u32::from(field(0)), u32::from(col));
    match id {
        // Number, RK, LabelSst, Label, BoolErr
        0x0203 | 0x027E | 0x00FD | 0x0204 | 0x0205 => {
            vec![(place(field(2)), book.styles.style(usize::from(field(4))))]
        }
        0x00BD => {
            let count = data.len().saturating_sub(6) / 6;
            let columns = (0..count).map(|n| {
                (field(2).saturating_add(u16::try_from(n).unwrap_or(0)), field(4 + 6 * n))
            });
            columns
                .map(|(col, format)| (place(col), book.styles.style(usize::from(format))))
                .collect()
        }
        0x0006 => match FormulaResult::parse(data) {
            FormulaResult::EmptyText => Vec::new(),
            result => {
                let uncomputed = matches!(result, FormulaResult::Missing);
                vec![(
                    place(field(2)),
                    CellStyle { uncomputed, ..book.styles.style(usize::from(field(4))) },
                )]
            }
        },
        _ => Vec::new(),
    }
}

/// Returns the blank cells of a record over which the preceding text is centered.
fn blanks(id: u16, data: &[u8], book: &Book) -> impl Iterator<Item = CellRef> {
    let (row, first) = (u16_at(data, 0), u16_at(data, 2));
    let count = if id == 0x0201 { 1 } else { data.len().saturating_sub(6) / 2 };
    let formats = (0..count).map(|place| usize::from(u16_at(data, 4 + 2 * place)));
    let centered = formats.enumerate().filter(|(_, format)| book.styles.centered.contains(format));
    centered.map(move |(place, _)| {
        CellRef::new(u32::from(row), u32::from(first) + u32::try_from(place).unwrap_or(0))
    })
}

/// Sets the code page to UTF-16 in a BIFF8 stream, because some programs declare a wrong one.
pub(super) fn with_code_page(mut stream: Vec<u8>) -> Vec<u8> {
    // the first record holds the BIFF version
    if u16_at(&stream, 4) != 0x0600 {
        return stream;
    }
    let pages: Vec<usize> = (Records { stream: &stream, place: 0 })
        .filter(|(_, id, _)| *id == 0x0042)
        .map(|(place, ..)| place + 4)
        .collect();
    for place in pages {
        if let Some(page) = stream.get_mut(place..place + 2) {
            page.copy_from_slice(&1200_u16.to_le_bytes());
        }
    }
    stream
}

/// Returns the data of a record and of its Continue records.
fn blocks(stream: &[u8], place: usize) -> Vec<&[u8]> {
    let mut records = (Records { stream, place }).map(|(_, id, data)| (id, data));
    let first = records.next().map(|(_, data)| data);
    first
        .into_iter()
        .chain(records.take_while(|(id, _)| *id == 0x003C).map(|(_, data)| data))
        .collect()
}

/// Iterates over the records of a stream as offset, kind and data, and ends at truncated data.
pub(super) struct Records<'a> {
    pub(super) stream: &'a [u8],
    pub(super) place: usize,
}

impl<'a> Iterator for Records<'a> {
    type Item = (usize, u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.place;
        let head = self.stream.get(start..start.checked_add(4)?)?;
        let length = usize::from(u16_at(head, 2));
        let data = self.stream.get(start + 4..start.checked_add(4 + length)?)?;
        self.place = start + 4 + length;
        Some((start, u16_at(head, 0), data))
    }
}

/// Reads the ranges of a `MergeCells` record.
fn merged(data: &[u8]) -> impl Iterator<Item = (CellRef, CellRef)> {
    ranges_at(data, 0)
}

/// Reads ranges preceded by their count.
fn ranges_at(data: &[u8], start: usize) -> impl Iterator<Item = (CellRef, CellRef)> {
    let ranges = (0..usize::from(u16_at(data, start)))
        .map(move |n| start + 2 + 8 * n)
        .take_while(|at| at + 8 <= data.len());
    let corner = |row: usize, col: usize| {
        CellRef::new(u32::from(u16_at(data, row)), u32::from(u16_at(data, col)))
    };
    ranges.map(move |at| (corner(at, at + 4), corner(at + 2, at + 6)))
}

/// Reads a text with a two-byte length.
fn string(data: &[u8], at: usize) -> String {
    letters(data, at + 3, usize::from(u16_at(data, at)), data.get(at + 2).copied().unwrap_or(0))
}

/// Reads a text with a one-byte length.
fn short_string(data: &[u8], at: usize) -> String {
    letters(
        data,
        at + 2,
        usize::from(data.get(at).copied().unwrap_or(0)),
        data.get(at + 1).copied().unwrap_or(0),
    )
}

fn letters(data: &[u8], from: usize, count: usize, flags: u8) -> String {
    if flags & 1 == 0 {
        return data.iter().skip(from).take(count).map(|byte| char::from(*byte)).collect();
    }
    let units: Vec<u16> = (0..count).map(|n| u16_at(data, from + 2 * n)).collect();
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests;
