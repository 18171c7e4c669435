//! Content outside the cells of an `.xls` sheet ([MS-XLS]): notes, text boxes, and headers and
//! footers of even and first pages.

use crate::model::origin::CellRef;
use crate::read::binary::integers::u16_at;
use std::collections::BTreeMap;
use std::sync::Arc;

type Notes = Vec<(CellRef, Arc<str>)>;

/// Maximum number of objects whose text is kept per sheet.
const MAX_OBJECTS: usize = 2_000;
/// Object type of a cell note.
const NOTE: u16 = 0x19;

/// Collects the objects of a sheet from successive records.
#[derive(Debug, Default)]
pub(in crate::read::binary) struct Objects {
    /// Id and type of the object that the next text belongs to.
    current: (u16, u16),
    /// Number of characters still missing from the text.
    missing: usize,
    letters: Vec<u16>,
    texts: BTreeMap<u16, (u16, Arc<str>)>,
    /// Cells with notes, each with the id of its object.
    noted: Vec<(CellRef, u16)>,
}

impl Objects {
    /// Processes a record.
    pub(super) fn take(&mut self, id: u16, data: &[u8]) {
        match id {
            // Obj: starts with the type and the id
            0x005D => self.current = (u16_at(data, 6), u16_at(data, 4)),
            // TxO: the text follows in Continue records
            0x01B6 => (self.missing, self.letters) = (usize::from(u16_at(data, 10)), Vec::new()),
            0x003C if self.missing > 0 => self.text(data),
            0x001C if self.noted.len() < MAX_OBJECTS => {
                let at = CellRef::new(u32::from(u16_at(data, 0)), u32::from(u16_at(data, 2)));
                self.noted.push((at, u16_at(data, 6)));
            }
            _ => {}
        }
    }

    fn text(&mut self, data: &[u8]) {
        let Some((flags, letters)) = data.split_first() else {
            return;
        };
        let units: Vec<u16> = if flags & 1 == 0 {
            letters.iter().take(self.missing).map(|byte| u16::from(*byte)).collect()
        } else {
            (0..self.missing.min(letters.len() / 2))
                .map(|place| u16_at(letters, 2 * place))
                .collect()
        };
        self.missing -= units.len();
        self.letters.extend(units);
        if self.missing == 0 && self.texts.len() < MAX_OBJECTS {
            let text = String::from_utf16_lossy(&self.letters);
            let (number, kind) = self.current;
            self.texts.insert(number, (kind, text.trim().into()));
        }
    }

    /// Returns the notes with their cells, and the texts of the other objects.
    pub(super) fn into_texts(self) -> (Notes, Vec<Arc<str>>) {
        let note = |(at, number): &(CellRef, u16)| {
            self.texts.get(number).map(|(_, text)| (*at, Arc::clone(text)))
        };
        let notes =
            self.noted.iter().filter_map(note).filter(|(_, text)| !text.is_empty()).collect();
        let boxes =
            self.texts.into_values().filter(|(kind, text)| *kind != NOTE && !text.is_empty());
        (notes, boxes.map(|(_, text)| text).collect())
    }
}

/// Reads the headers and footers of even pages and of the first page.
pub(super) fn margins(data: &[u8], string: fn(&[u8], usize) -> String) -> Vec<String> {
    let mut at = 38;
    let mut margins = Vec::new();
    for count in [30, 32, 34, 36]
        .map(|place| usize::from(u16_at(data, place)))
        .into_iter()
        .filter(|count| *count > 0)
    {
        margins.push(string(data, at));
        let wide = data.get(at + 2).is_some_and(|flags| flags & 1 != 0);
        at += 3 + count * if wide { 2 } else { 1 };
    }
    margins
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_and_boxes_are_separated() {
        let mut objects = Objects::default();
        let object = |kind: u8, number: u8| [0x15, 0, 0x12, 0, kind, 0, number, 0];
        let text = |count: u8| [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, count, 0];
        objects.take(0x005D, &object(0x19, 1));
        objects.take(0x01B6, &text(4));
        objects.take(0x003C, &[0, b's', b'a']);
        objects.take(0x003C, &[1, b'i', 0, b'!', 0]);
        objects.take(0x003C, &[0, 0, 0, 0]);
        objects.take(0x005D, &object(6, 2));
        objects.take(0x01B6, &text(1));
        objects.take(0x003C, &[0, b'x']);
        objects.take(0x001C, &[4, 0, 3, 0, 0, 0, 1, 0]);
        assert_eq!(
            objects.into_texts(),
            (vec![(CellRef::new(4, 3), "sai!".into())], vec!["x".into()])
        );
    }
}
