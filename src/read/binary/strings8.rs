//! The shared texts of an `.xls` workbook ([MS-XLS] 2.4.265), as far as letters in them are struck through, raised or lowered:
//! calamine gives the letters and not how they stand, and `12` with a raised `1` is not 121.

use super::super::grid::{Mark, Script};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A font, as far as it changes what letters say.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Font {
    pub(super) script: Script,
    pub(super) mark: Mark,
}

/// The texts with marked letters, by their number. `blocks` is the data of the table's record and of those that continue it.
pub(super) fn marked(blocks: &[&[u8]], fonts: &[Font]) -> BTreeMap<u32, Arc<str>> {
    let mut marked = BTreeMap::new();
    if fonts.iter().all(|font| font.mark == Mark::None) {
        return marked;
    }
    let mut source = Source { blocks, block: 0, at: 8 };
    let mut number = 0;
    while let Some((letters, runs)) = source.text() {
        if runs.iter().any(|(_, font)| fonts.get(usize::from(*font)).is_some_and(|font| font.mark != Mark::None)) {
            marked.insert(number, seen(&letters, &runs, fonts).into());
        }
        number += 1;
    }
    marked
}

/// A text as it is seen: each run begins at a letter and has a font; what stands before the first has the cell's.
fn seen(letters: &[u16], runs: &[(u16, u16)], fonts: &[Font]) -> String {
    let starts = std::iter::once((0, None)).chain(runs.iter().map(|(start, font)| (usize::from(*start), Some(*font))));
    let ends = runs.iter().map(|(start, _)| usize::from(*start)).chain([letters.len()]);
    let run = |((start, font), end): ((usize, Option<u16>), usize)| {
        let text = String::from_utf16_lossy(letters.get(start..end).unwrap_or_default());
        let mark = font.and_then(|font| fonts.get(usize::from(font))).map(|font| font.mark).unwrap_or_default();
        mark.on(&text)
    };
    starts.zip(ends).map(run).collect()
}

/// Where a run of letters begins, and its font.
type Run = (u16, u16);

/// The texts, read from one block after the other.
struct Source<'a> {
    blocks: &'a [&'a [u8]],
    block: usize,
    at: usize,
}

impl Source<'_> {
    /// The next text with its runs: where each begins, and its font. Nothing after the last, or where the table is cut.
    fn text(&mut self) -> Option<(Vec<u16>, Vec<Run>)> {
        let count = usize::from(self.number()?);
        let mut flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.number()? } else { 0 };
        let extra = if flags & 4 != 0 { u32::from(self.number()?) | u32::from(self.number()?) << 16 } else { 0 };
        let mut letters = Vec::new();
        while letters.len() < count {
            if self.block_has_ended() {
                // letters that go on in another block say anew how wide they are
                flags = self.byte()?;
            }
            letters.push(if flags & 1 == 0 { u16::from(self.byte()?) } else { self.number()? });
        }
        let runs = (0..runs).map(|_| Some((self.number()?, self.number()?))).collect::<Option<Vec<_>>>()?;
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

    fn fonts() -> [Font; 3] {
        [Mark::None, Mark::Struck, Mark::Raised].map(|mark| Font { script: Script::Plain, mark })
    }

    /// `180` with a raised `1`, then `45` struck through before ` 46`; the second text goes on in another block.
    const FIRST: [u8; 19] = [2, 0, 0, 0, 2, 0, 0, 0, 4, 0, 8, 1, 0, b'1', b'8', b'0', b'1', 3, 0];

    #[test]
    fn letters_are_read_with_the_marks_of_their_runs() {
        let second = [2, 0, 5, 0, 8, 2, 0, b'4', b'5'];
        let third = [1, b' ', 0, b'4', 0, b'6', 0, 0, 0, 1, 0, 2, 0, 0, 0];
        let marked = marked(&[&FIRST, &second, &third], &fonts());
        let texts: Vec<&str> = marked.values().map(|text| &**text).collect();
        assert_eq!(texts, ["180¹", "4\u{336}5\u{336} 46"]);
    }

    #[test]
    fn a_table_that_is_cut_gives_what_is_whole() {
        assert!(marked(&[&FIRST], &fonts()).is_empty());
        assert!(marked(&[&[]], &fonts()).is_empty());
        assert!(marked(&[], &fonts()).is_empty());
    }
}
