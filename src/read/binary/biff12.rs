//! The records of an `.xlsb` file ([MS-XLSB]), as far as they say what calamine does not: hidden rows and columns.

use super::super::archive::Archive;
use super::super::limits;
use super::super::xlsx::{relations, stamp_properties};
use super::Extras;
use crate::model::origin::CellRef;
use crate::model::submission::Unreadable;
use std::collections::BTreeMap;

/// What the records say of a workbook.
#[derive(Default)]
pub(super) struct Scan {
    /// Its sheets by name.
    pub(super) sheets: BTreeMap<String, Extras>,
    /// The stamp.
    pub(super) names: BTreeMap<String, String>,
    /// Whether it has macros.
    pub(super) macros: bool,
    /// Whether it has links to other workbooks.
    pub(super) links: bool,
}

/// Goes through the workbook and its sheets.
pub(super) fn scan(bytes: &[u8]) -> Result<Scan, Unreadable> {
    let mut archive = Archive::open(bytes)?;
    let mut scan = Scan {
        names: stamp_properties(&mut archive)?,
        macros: archive.has_below("xl/vbaproject") || archive.has_below("xl/macrosheets/"),
        links: archive.has_below("xl/externallinks/"),
        ..Scan::default()
    };
    let related = relations(&mut archive, "xl/workbook.bin")?;
    let book = archive.bytes("xl/workbook.bin", limits::SMALL_BYTES)?.unwrap_or_default();
    // BrtBundleSh: state, tab, the relation's name, the sheet's name
    for (_, data) in (Records { part: &book }).filter(|(id, _)| *id == 156) {
        let (relation, end) = wide_string(data, 8);
        let (name, _) = wide_string(data, end);
        let part = related.iter().find(|known| known.id == relation && known.kind == "worksheet");
        let Some(part) = part.map(|known| known.target.clone()) else { continue };
        let records = archive.bytes(&part, limits::STRINGS_BYTES)?.unwrap_or_default();
        scan.sheets.insert(name, sheet(&records));
    }
    Ok(scan)
}

fn sheet(records: &[u8]) -> Extras {
    let mut extras = Extras::default();
    for (id, data) in (Records { part: records }) {
        match id {
            // BrtRowHdr: fDyZero says that the row has no height
            0 if data.get(11).is_some_and(|flags| flags & 0x10 != 0) => extras.hidden_rows.push(u32_at(data, 0)),
            // BrtMergeCell
            176 => extras.merge(CellRef::new(u32_at(data, 0), u32_at(data, 8)), CellRef::new(u32_at(data, 4), u32_at(data, 12))),
            // BrtColInfo
            60 if data.get(16).is_some_and(|flags| flags & 1 != 0) => extras.hidden_columns.push(u32_at(data, 0)..=u32_at(data, 4)),
            _ => {}
        }
    }
    extras
}

/// The records of a part: kind and data. Ends where the part is cut.
struct Records<'a> {
    part: &'a [u8],
}

impl Records<'_> {
    /// A number of seven bits a byte.
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

fn u32_at(data: &[u8], at: usize) -> u32 {
    match data.get(at..at.saturating_add(4)) {
        Some([a, b, c, d]) => u32::from_le_bytes([*a, *b, *c, *d]),
        _ => 0,
    }
}

/// A text with its length in four bytes, and where it ends.
fn wide_string(data: &[u8], at: usize) -> (String, usize) {
    let count = usize::try_from(u32_at(data, at)).unwrap_or(0).min(data.len());
    let bytes = data.get(at + 4..at + 4 + 2 * count).unwrap_or(&[]);
    let units: Vec<u16> = bytes
        .chunks_exact(2)
        .map(|pair| u16::from_le_bytes([pair.first().copied().unwrap_or(0), pair.last().copied().unwrap_or(0)]))
        .collect();
    (String::from_utf16_lossy(&units), at + 4 + 2 * count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_rows_and_columns_are_seen() {
        let mut row = vec![0; 17];
        row[0] = 4;
        row[11] = 0x10;
        let mut column = vec![0; 18];
        column[0] = 1;
        column[4] = 2;
        column[16] = 1;
        let mut merged = vec![0; 16];
        merged[4] = 1;
        merged[8] = 2;
        merged[12] = 3;
        let part = [&[0, 17][..], &row, &[60, 18], &column, &[0xB0, 1, 16], &merged].concat();
        let extras = sheet(&part);
        assert_eq!(extras.merged, [(CellRef::new(0, 2), CellRef::new(1, 3))]);
        assert_eq!((extras.hidden_rows, extras.hidden_columns), (vec![4], vec![1..=2]));
    }

    #[test]
    fn any_bytes_are_gone_through() {
        for part in [&b""[..], &[0x80], &[0, 0xFF, 0xFF, 0xFF, 0x7F], &[0, 200, 1]] {
            assert_eq!(sheet(part).hidden_rows, [0; 0]);
        }
    }
}
