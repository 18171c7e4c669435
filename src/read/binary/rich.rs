//! The shared texts of an `.xls` stream ([MS-XLS], 2.4.265), as far as some of their letters are struck through or raised,
//! which calamine does not tell.

use super::super::grid::Mark;
use std::collections::BTreeMap;

/// By a text's place: where runs of letters begin, counted in units of UTF-16, and how they stand.
pub(super) type Rich = BTreeMap<u32, Vec<(u16, Mark)>>;

/// The table of shared texts, in the pieces in which it is stored.
struct Table<'a> {
    pieces: &'a [&'a [u8]],
    at: usize,
}

impl Table<'_> {
    fn byte(&mut self) -> Option<u8> {
        while self.pieces.first()?.len() == self.at {
            self.next_piece();
        }
        let byte = self.pieces.first()?.get(self.at).copied();
        self.at += 1;
        byte
    }

    fn next_piece(&mut self) {
        self.pieces = self.pieces.get(1..).unwrap_or_default();
        self.at = 0;
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    /// Passes over letters; where they go on in another piece, that piece says anew how wide they are.
    fn letters(&mut self, mut count: usize, mut wide: bool) -> Option<()> {
        loop {
            let width = if wide { 2 } else { 1 };
            let here = self.pieces.first()?.len().saturating_sub(self.at) / width;
            if count <= here {
                self.at += count * width;
                return Some(());
            }
            count -= here;
            self.next_piece();
            wide = self.byte()? & 1 != 0;
        }
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        loop {
            let here = self.pieces.first()?.len().saturating_sub(self.at);
            if count <= here {
                self.at += count;
                return Some(());
            }
            count -= here;
            self.next_piece();
        }
    }

    /// Passes over a text and gives its runs: where each begins and its font.
    fn text(&mut self) -> Option<Vec<(u16, u16)>> {
        let (count, flags) = (self.u16()?, self.byte()?);
        let runs = if flags & 8 != 0 { self.u16()? } else { 0 };
        let extra = if flags & 4 != 0 { self.u32()? } else { 0 };
        self.letters(usize::from(count), flags & 1 != 0)?;
        let runs = (0..runs).map(|_| Some((self.u16()?, self.u16()?))).collect::<Option<Vec<_>>>()?;
        self.skip(usize::try_from(extra).ok()?)?;
        Some(runs)
    }
}

/// The texts of a table with struck or raised letters. `fonts` says how the letters of each font stand.
pub(super) fn texts(pieces: &[&[u8]], fonts: &[Mark]) -> Rich {
    let mut table = Table { pieces, at: 8 };
    let mark = |font: u16| fonts.get(usize::from(font)).copied().unwrap_or_default();
    let mut rich = Rich::new();
    let mut place = 0;
    while let Some(runs) = table.text() {
        let runs: Vec<(u16, Mark)> = runs.into_iter().map(|(start, font)| (start, mark(font))).collect();
        if runs.iter().any(|(_, mark)| *mark != Mark::None) {
            rich.insert(place, runs);
        }
        place += 1;
    }
    rich
}

/// A text as its runs show it.
pub(super) fn seen(text: &str, runs: &[(u16, Mark)]) -> String {
    let (mut seen, mut unit) = (String::new(), 0_u32);
    for letter in text.chars() {
        let run = runs.iter().take_while(|(start, _)| u32::from(*start) <= unit).last();
        seen.push_str(&run.map_or(Mark::None, |(_, mark)| *mark).on(letter.encode_utf8(&mut [0; 4])));
        unit += u32::try_from(letter.len_utf16()).unwrap_or(1);
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_a_marked_font_are_known_across_pieces() {
        // "12" plain; "121" of which the last is raised, its letters going on in another piece
        let first = [&[2, 0, 0, 0, 2, 0, 0, 0][..], &[2, 0, 0], b"12", &[3, 0, 8, 1, 0], b"1"].concat();
        let second = [&[0][..], b"21", &[2, 0, 1, 0]].concat();
        let rich = texts(&[&first, &second], &[Mark::None, Mark::Raised]);
        assert_eq!(rich, Rich::from([(1, vec![(2, Mark::Raised)])]));
        assert_eq!(seen("121", &rich[&1]), "12¹");
    }

    #[test]
    fn any_bytes_are_gone_through() {
        for pieces in [&[][..], &[&[0; 7][..]], &[&[0; 9]], &[&[255; 40]], &[&[0; 8], &[255, 255, 8, 255, 255]]] {
            assert_eq!(texts(pieces, &[Mark::Struck]), Rich::new());
        }
    }
}
