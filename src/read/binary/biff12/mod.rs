//! Reads from `.xlsb` records ([MS-XLSB]) what calamine does not provide: hidden rows and columns,
//! fonts, number formats, the date system, and omitted cells.

use super::cell_styles::{CellStyles, Font, RecordColor};
use super::integers::{u16_at, u32_at};
use super::{CellStyle, SheetExtras};
use crate::model::origin::CellRef;
use crate::model::submission::Unreadable;
use crate::read::archive::Archive;
use crate::read::color::Color;
use crate::read::limits;
use crate::read::number_format::NumberFormat;
use crate::read::xlsx::{Relation, annotations, relations, stamp_properties};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Minimum width of a visible column, in 256ths of a character.
const MIN_VISIBLE_WIDTH: u32 = 51;

/// Workbook content that calamine does not provide.
#[derive(Default)]
pub(super) struct XlsbExtras {
    /// Sheets by name.
    pub(super) sheets: BTreeMap<String, SheetExtras>,
    /// Properties of the form's stamp.
    pub(super) names: BTreeMap<String, String>,
    pub(super) macros: bool,
    /// Whether the workbook links to other workbooks.
    pub(super) links: bool,
}

/// Scans the workbook and its sheets.
pub(super) fn scan(bytes: &[u8]) -> Result<XlsbExtras, Unreadable> {
    let mut archive = Archive::open(bytes)?;
    let mut scan = XlsbExtras {
        names: {
            let root = relations(&mut archive, "")?;
            stamp_properties(&mut archive, &root)?
        },
        macros: archive.has_below("xl/vbaproject") || archive.has_below("xl/macrosheets/"),
        links: archive.has_below("xl/externallinks/"),
        ..XlsbExtras::default()
    };
    let related = relations(&mut archive, "xl/workbook.bin")?;
    let book = archive.bytes("xl/workbook.bin", limits::SMALL_BYTES)?.unwrap_or_default();
    let part = |kind: &str| {
        related.iter().find(|known| known.kind == kind).map(|known| known.target.clone())
    };
    let styles = styles(
        &archive
            .bytes(&part("styles").unwrap_or_default(), limits::SMALL_BYTES)?
            .unwrap_or_default(),
    );
    let strings = archive
        .bytes(&part("sharedStrings").unwrap_or_default(), limits::STRINGS_BYTES)?
        .unwrap_or_default();
    let effect_texts = effect_texts(&strings, &styles);
    // BrtWbProp
    let flags = (Records { part: &book })
        .find(|(id, _)| *id == 153)
        .and_then(|(_, data)| data.first().copied());
    let from_1904 = flags.is_some_and(|flags| flags & 1 != 0);
    // BrtBundleSh: state, tab, relationship id, sheet name
    for (_, data) in (Records { part: &book }).filter(|(id, _)| *id == 156) {
        let (relation, end) = wide_string(data, 8);
        let (name, _) = wide_string(data, end);
        let part = related.iter().find(|known| known.id == relation && known.kind == "worksheet");
        let Some(part) = part.map(|known| known.target.clone()) else {
            continue;
        };
        let records = archive.bytes(&part, limits::STRINGS_BYTES)?.unwrap_or_default();
        let around = relations(&mut archive, &part)?;
        let is_binary = |known: &&Relation| {
            known.kind == "comments" && known.target.to_lowercase().ends_with(".bin")
        };
        let mut extras = SheetExtras { from_1904, ..sheet(&records, &styles, &effect_texts)? };
        for known in around.iter().filter(is_binary) {
            extras.notes.extend(notes(
                &archive.bytes(&known.target, limits::STRINGS_BYTES)?.unwrap_or_default(),
            ));
        }
        let annotations = annotations(&mut archive, &around)?;
        extras.notes.extend(annotations.notes);
        extras.boxes = annotations.boxes;
        scan.sheets.insert(name, extras);
    }
    Ok(scan)
}

/// Reads the fonts and formats of the styles part.
fn styles(part: &[u8]) -> CellStyles {
    let (mut styles, mut fills) = (CellStyles::default(), Vec::new());
    let mut in_cell_formats = false;
    for (id, data) in (Records { part }) {
        match id {
            // BrtFont
            43 => {
                let (name, _) = wide_string(data, 21);
                let font = Font::new(&name, u16_at(data, 2), u16_at(data, 6), u16_at(data, 0));
                styles.fonts.push(Font { color: color(data, 12), ..font });
            }
            // BrtFill
            45 => fills.push((u32_at(data, 0) != 0).then(|| color(data, 4))),
            // BrtFmt
            44 => drop(
                styles
                    .formats
                    .insert(u16_at(data, 0), NumberFormat::from_code(&wide_string(data, 2).0)),
            ),
            // BrtBeginCellXFs to BrtEndCellXFs; BrtXF
            617 | 618 => in_cell_formats = id == 617,
            47 if in_cell_formats => {
                let number = styles.cells.len();
                let fits = u16_at(data, 10) & 0xFF != 0
                    || data.get(13).is_some_and(|flags| flags & 1 != 0);
                styles.align_next(data.get(12), fits);
                let fill = fills.get(usize::from(u16_at(data, 6))).cloned().flatten();
                styles.grounds.extend(fill.map(|fill| (number, fill)));
                styles.cells.push((u16_at(data, 2), u16_at(data, 4)));
            }
            _ => {}
        }
    }
    styles
}

/// Reads a color of eight bytes ([MS-XLSB] 2.5.13): kind, index, tint, components.
fn color(data: &[u8], at: usize) -> RecordColor {
    let byte = |place: usize| data.get(at + place).copied().unwrap_or(0);
    let part = |place: usize| i32::from(byte(place));
    match (byte(0) >> 1, byte(1), u16_at(data, at + 2)) {
        (1, number, _) => RecordColor::Palette(u16::from(number)),
        (2, ..) => RecordColor::Own(Color::Parts([part(4), part(5), part(6)])),
        (3, 0, 0) => RecordColor::Own(Color::WHITE),
        (3, 1, 0) => RecordColor::Own(Color::BLACK),
        (3, number, tint) => RecordColor::Own(Color::named(&format!("theme {number} {tint}"))),
        _ => RecordColor::default(),
    }
}

/// Returns the shared strings with struck-through, superscript or subscript letters, by index.
fn effect_texts(part: &[u8], styles: &CellStyles) -> BTreeMap<u32, Arc<str>> {
    // BrtSSTItem: flags, the text, then its runs if any
    let items = (Records { part }).filter(|(id, _)| *id == 19).zip(0..);
    let in_runs = items
        .filter(|((_, data), _)| data.first().is_some_and(|flags| flags & 1 != 0))
        .filter_map(|((_, data), number)| {
            let (text, end) = wide_string(data, 1);
            let runs: Vec<(u16, u16)> = data
                .get(end + 4..)?
                .chunks_exact(4)
                .map(|run| (u16_at(run, 0), u16_at(run, 2)))
                .collect();
            let letters: Vec<u16> = text.encode_utf16().collect();
            runs.iter()
                .any(|(_, font)| styles.has_effect(*font))
                .then(|| (number, styles.seen(&letters, &runs).into()))
        });
    in_runs.collect()
}

fn sheet(
    records: &[u8],
    styles: &CellStyles,
    effect_texts: &BTreeMap<u32, Arc<str>>,
) -> Result<SheetExtras, Unreadable> {
    let mut extras = SheetExtras::default();
    let mut row = 0;
    for (id, data) in (Records { part: records }) {
        if id == 0 {
            row = u32_at(data, 0);
        }
        // all non-empty cells: numbers, errors, booleans, texts, formula results, rich texts
        if matches!(id, 2..=11 | 62) {
            let at = CellRef::new(row, u32_at(data, 0));
            // BrtFmlaNum: programs that cannot compute store 0 and request recalculation
            let zero = data.get(8..16).is_some_and(|result| result.iter().all(|byte| *byte == 0));
            let uncomputed = id == 9 && zero && u16_at(data, 16) & 2 != 0;
            let format = usize::try_from(u32_at(data, 4) & 0x00FF_FFFF).unwrap_or(0);
            let style = CellStyle { uncomputed, ..styles.style(format) };
            extras.centered.extend(style.centered.then_some((at, true)));
            extras.cells.insert(at, style);
            // BrtCellIsst
            if let Some(text) = effect_texts.get(&u32_at(data, 8)).filter(|_| id == 7) {
                extras.effect_texts.insert(at, Arc::clone(text));
            }
            if extras.cells.len() > limits::CELLS {
                return Err(limits::too_many_cells());
            }
        }
        match id {
            // BrtFmlaError
            11 => drop(
                extras
                    .errors
                    .insert(CellRef::new(row, u32_at(data, 0)), error_name(data.get(8).copied())),
            ),
            // BrtRowHdr: fDyZero marks a row without height
            0 if data.get(11).is_some_and(|flags| flags & 0x10 != 0) => {
                extras.hidden_rows.push(u32_at(data, 0));
            }
            // BrtCellBlank
            1 if styles
                .centered
                .contains(&usize::try_from(u32_at(data, 4) & 0x00FF_FFFF).unwrap_or(0)) =>
            {
                extras.centered.insert(CellRef::new(row, u32_at(data, 0)), false);
            }
            // BrtBeginWsView, BrtBeginHeaderFooter
            137 => extras.hides_zeros |= u16_at(data, 0) & 0x10 == 0,
            479 => extras.margins.extend(margins(data)),
            // BrtMergeCell
            176 => extras.merge(
                CellRef::new(u32_at(data, 0), u32_at(data, 8)),
                CellRef::new(u32_at(data, 4), u32_at(data, 12)),
            ),
            // BrtColInfo
            60 if data.get(16).is_some_and(|flags| flags & 1 != 0)
                || u32_at(data, 8) < MIN_VISIBLE_WIDTH =>
            {
                extras.hidden_columns.push(u32_at(data, 0)..=u32_at(data, 4));
            }
            60 => {
                let width = f64::from(u32_at(data, 8)) / 256.0;
                extras.narrow.add(u32_at(data, 0)..=u32_at(data, 4), width);
            }
            _ => {}
        }
    }
    Ok(extras)
}

/// Reads the notes part: `BrtBeginComment` has the cell, `BrtCommentText` the text.
fn notes(part: &[u8]) -> Vec<(CellRef, Arc<str>)> {
    let (mut at, mut notes) = (CellRef::default(), Vec::new());
    for (id, data) in (Records { part }) {
        match id {
            635 => at = CellRef::new(u32_at(data, 4), u32_at(data, 12)),
            637 => notes.push((at, wide_string(data, 1).0.trim().into())),
            _ => {}
        }
    }
    notes.retain(|(_, words): &(_, Arc<str>)| !words.is_empty());
    notes
}

/// Reads page headers and footers, up to six texts.
fn margins(data: &[u8]) -> Vec<String> {
    let mut at = 2;
    let mut margins = Vec::new();
    for _ in 0..6 {
        if u32_at(data, at) == u32::MAX {
            at += 4;
        } else {
            let (text, end) = wide_string(data, at);
            margins.push(text);
            at = end;
        }
    }
    margins.retain(|text| !text.is_empty());
    margins
}

/// Returns the error value of an error code.
const fn error_name(number: Option<u8>) -> &'static str {
    match number {
        Some(0x00) => "#NULL!",
        Some(0x07) => "#DIV/0!",
        Some(0x0F) => "#VALUE!",
        Some(0x17) => "#REF!",
        Some(0x1D) => "#NAME?",
        Some(0x24) => "#NUM!",
        Some(0x2A) => "#N/A",
        _ => "#?",
    }
}

/// Iterates over the records of a part as kind and data, and ends at truncated data.
struct Records<'a> {
    part: &'a [u8],
}

impl Records<'_> {
    /// Reads a variable-length integer with seven bits per byte.
    fn number(&mut self, most: usize) -> Option<usize> {
        let mut number = 0;
        for place in 0..most {
            let (byte, rest) = self.part.split_first()?;
            self.part = rest;
            number |= usize::from(byte & 0x7F) << (7 * place);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = (usize, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let id = self.number(2)?;
        let length = self.number(4)?;
        let (data, rest) = self.part.split_at_checked(length)?;
        self.part = rest;
        Some((id, data))
    }
}

/// Reads a UTF-16 text preceded by its four-byte length, and returns it with its end.
fn wide_string(data: &[u8], at: usize) -> (String, usize) {
    let count = usize::try_from(u32_at(data, at)).unwrap_or(0).min(data.len());
    let bytes = data.get(at + 4..at + 4 + 2 * count).unwrap_or(&[]);
    let units: Vec<u16> = bytes
        .chunks_exact(2)
        .map(|pair| {
            u16::from_le_bytes([
                pair.first().copied().unwrap_or(0),
                pair.last().copied().unwrap_or(0),
            ])
        })
        .collect();
    (String::from_utf16_lossy(&units), at + 4 + 2 * count)
}

#[cfg(test)]
mod tests;
