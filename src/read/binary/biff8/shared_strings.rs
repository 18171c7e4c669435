//! The shared texts of an `.xls` workbook ([MS-XLS] 2.4.265), as far as letters in them are struck through, raised or lowered:
//! calamine gives the letters and not how they stand, and `12` with a raised `1` is not 121.

use crate::read::binary::cell_styles::CellStyles;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A text's letters and its runs: where each begins, and its font.
type InRuns = (Vec<u16>, Vec<(u16, u16)>);

/// The texts with marked letters, by their number. `blocks` is the data of the table's record and of those that continue it.
pub(super) fn marked(blocks: &[&[u8]], styles: &CellStyles) -> BTreeMap<u32, Arc<str>> {
    let mut marked = BTreeMap::new();
    let mut source = BlockReader { blocks, block: 0, at: 8 };
    let mut number = 0;
    while let Some((letters, runs)) = source.text() {
        if runs.iter().any(|(_, font)| styles.has_effect(*font)) {
            marked.insert(number, styles.seen(&letters, &runs).into());
        }
        number += 1;
    }
    marked
}

/// The fonts of the runs of the texts in which there are digits and no letters, by their number.
pub(super) fn fonts_of_numbers(blocks: &[&[u8]]) -> BTreeMap<u32, Vec<u16>> {
    let mut source = BlockReader { blocks, block: 0, at: 8 };
    let texts = std::iter::from_fn(|| source.text()).zip(0..);
    let in_runs = texts.filter(|((letters, runs), _)| {
        let text = String::from_utf16_lossy(letters);
        !runs.is_empty() && !text.chars().any(char::is_alphabetic)
    });
    let fonts = |runs: Vec<(u16, u16)>| runs.into_iter().map(|(_, font)| font).collect();
    in_runs.map(|((_, runs), number)| (number, fonts(runs))).collect()
}

/// The texts, read from one block after the other.
struct BlockReader<'a> {
    blocks: &'a [&'a [u8]],
    block: usize,
    at: usize,
}

impl BlockReader<'_> {
    /// The next text with its runs. Nothing after the last, or where the table is cut.
    fn text(&mut self) -> Option<InRuns> {
        let count = usize::from(self.number()?);
        let mut flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.number()? } else { 0 };
        let extra = if flags & 4 != 0 {
            u32::from(self.number()?) | u32::from(self.number()?) << 16
        } else {
            0
        };
        let mut letters = Vec::new();
        while letters.len() < count {
            if self.block_has_ended() {
                // letters that go on in another block say anew how wide they are
                flags = self.byte()?;
            }
            letters.push(if flags & 1 == 0 { u16::from(self.byte()?) } else { self.number()? });
        }
        let runs = (0..runs)
            .map(|_| Some((self.number()?, self.number()?)))
            .collect::<Option<Vec<_>>>()?;
        for _ in 0..extra {
            self.byte()?;
        }
        Some((letters, runs))
    }

    fn block_has_ended(&self) -> bool {
        self.blocks.get(self.block).is_some_and(|block| self.at >= block.len())
    }

    fn byte(&mut self) -> Option<u8> {
        while self.block_has_ended() {
            (self.block, self.at) = (self.block + 1, 0);
        }
        let byte = self.blocks.get(self.block)?.get(self.at).copied();
        self.at += 1;
        byte
    }

    fn number(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::binary::cell_styles::Font;

    fn styles() -> CellStyles {
        CellStyles {
            fonts: [(0, 0), (8, 0), (0, 1)]
                .map(|(flags, raised)| Font::new("", flags, raised, 220))
                .to_vec(),
            ..CellStyles::default()
        }
    }

    /// `180` with a raised `1`, then `45` struck through before ` 46`; the second text goes on in another block.
    const FIRST: [u8; 19] = [2, 0, 0, 0, 2, 0, 0, 0, 4, 0, 8, 1, 0, b'1', b'8', b'0', b'1', 3, 0];

    #[test]
    fn letters_are_read_with_the_marks_of_their_runs() {
        let second = [2, 0, 5, 0, 8, 2, 0, b'4', b'5'];
        let third = [1, b' ', 0, b'4', 0, b'6', 0, 0, 0, 1, 0, 2, 0, 0, 0];
        let marked = marked(&[&FIRST, &second, &third], &styles());
        let texts: Vec<&str> = marked.values().map(|text| &**text).collect();
        assert_eq!(texts, ["180¹", "4\u{336}5\u{336} 46"]);
    }

    #[test]
    fn a_table_that_is_cut_gives_what_is_whole() {
        assert!(marked(&[&FIRST], &styles()).is_empty());
        assert!(marked(&[&[]], &styles()).is_empty());
        assert!(marked(&[], &styles()).is_empty());
    }
}
