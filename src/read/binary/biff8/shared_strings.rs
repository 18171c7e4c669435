//! Reads rich shared strings of an `.xls` workbook ([MS-XLS] 2.4.265), because calamine drops their
//! formatting: `12` with a superscript `1` is not 121.

use crate::read::binary::cell_styles::CellStyles;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Characters of a text and its runs, each with its start and font.
type InRuns = (Vec<u16>, Vec<(u16, u16)>);

/// Returns the strings with text effects by index. `blocks` is the data of the table's record and
/// of its Continue records.
pub(super) fn effect_texts(blocks: &[&[u8]], styles: &CellStyles) -> BTreeMap<u32, Arc<str>> {
    let mut effect_texts = BTreeMap::new();
    let mut source = BlockReader { blocks, block: 0, at: 8 };
    let mut number = 0;
    while let Some((letters, runs)) = source.text() {
        if runs.iter().any(|(_, font)| styles.has_effect(*font)) {
            effect_texts.insert(number, styles.seen(&letters, &runs).into());
        }
        number += 1;
    }
    effect_texts
}

/// Returns the fonts of the runs of strings that have digits but no letters, by index.
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

/// Reads texts across blocks.
struct BlockReader<'a> {
    blocks: &'a [&'a [u8]],
    block: usize,
    at: usize,
}

impl BlockReader<'_> {
    /// Returns the next text with its runs, or `None` at the end or at truncated data.
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
                // a text continued in another block repeats its width flag
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

    /// `180` with a superscript `1`, then `45` struck through before ` 46`, continued in another
    /// block.
    const FIRST: [u8; 19] = [2, 0, 0, 0, 2, 0, 0, 0, 4, 0, 8, 1, 0, b'1', b'8', b'0', b'1', 3, 0];

    #[test]
    fn rich_texts_are_read_with_their_effects() {
        let second = [2, 0, 5, 0, 8, 2, 0, b'4', b'5'];
        let third = [1, b' ', 0, b'4', 0, b'6', 0, 0, 0, 1, 0, 2, 0, 0, 0];
        let effect_texts = effect_texts(&[&FIRST, &second, &third], &styles());
        let texts: Vec<&str> = effect_texts.values().map(|text| &**text).collect();
        assert_eq!(texts, ["180¹", "4\u{336}5\u{336} 46"]);
    }

    #[test]
    fn a_truncated_table_gives_its_complete_texts() {
        assert!(effect_texts(&[&FIRST], &styles()).is_empty());
        assert!(effect_texts(&[&[]], &styles()).is_empty());
        assert!(effect_texts(&[], &styles()).is_empty());
    }
}
