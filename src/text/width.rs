//! How wide text is in Times New Roman, and where its lines break.
//!
//! A Vietnamese letter is as wide as its base letter, however it is encoded; marks have no width of their own, but the horn of
//! *ơ* and *ư* stands out a little.

use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How much wider bold letters are, on average over Vietnamese text.
pub const BOLD: f64 = 1.07;
/// Widths of letters in thousandths of the size; a letter that is not listed counts as 1000.
const WIDTHS: [(u16, &str); 19] = [
    (180, "'"),
    (200, "|"),
    (250, " ,.\u{a0}"),
    (278, "/:;\\ijlt"),
    (300, "²³"),
    (333, "!()-I[]`fr‘’·"),
    (350, "•"),
    (389, "Js"),
    (400, "°\""),
    (444, "?acez“”"),
    (480, "^{}"),
    (500, "#$*0123456789_bdghknopquvxyđ–§"),
    (550, "~<=>+×≤≥"),
    (556, "FPS"),
    (611, "ELTZ●○"),
    (667, "BCR"),
    (722, "ADGHKNOQUVXYwĐ"),
    (778, "m&"),
    (889, "M%"),
];
/// The horn of *ơ* and *ư*.
const HORN: (char, u16) = ('\u{31b}', 42);

/// The width of a space.
const SPACE: f64 = 250.0;
/// No letter is wider.
const WIDEST: f64 = 1000.0;
/// The letters up to here, which texts are made of, are looked up once and for all.
const TABLED: u32 = 0x2100;
static TABLE: LazyLock<Vec<u16>> = LazyLock::new(|| (0..TABLED).map(|code| char::from_u32(code).map_or(0, of_parts)).collect());

/// How many lines a text takes over a width in thousandths of the size.
#[must_use]
pub fn lines(text: &str, room: f64) -> u32 {
    text.split('\n').map(|paragraph| lines_of_one(paragraph, room)).fold(0, u32::saturating_add)
}

fn lines_of_one(paragraph: &str, room: f64) -> u32 {
    let seen = paragraph.trim_end_matches(' ');
    if length(seen) * WIDEST <= room || of_text(seen) <= room {
        return 1;
    }
    u32::try_from(breaks(paragraph, room).len()).unwrap_or(u32::MAX).saturating_add(1)
}

/// A text's length in bytes: no letter is written in fewer than one.
#[expect(clippy::cast_precision_loss, reason = "no text is that long")]
const fn length(text: &str) -> f64 {
    text.len() as f64
}

/// Where a paragraph is broken into lines: behind spaces and hyphens, and inside a word that is longer than a line.
#[must_use]
pub fn breaks(paragraph: &str, room: f64) -> Vec<usize> {
    let (mut breaks, mut used, mut next) = (Vec::new(), 0.0, 0);
    for word in paragraph.split_inclusive([' ', '-']) {
        let seen_of = word.trim_end_matches(' ');
        let seen = of_text(seen_of);
        let whole = seen + length(word) * SPACE - length(seen_of) * SPACE;
        let start = next;
        next += word.len();
        if used + seen <= room {
            used += whole;
            continue;
        }
        if used > 0.0 {
            breaks.push(start);
        }
        used = 0.0;
        if seen <= room {
            used = whole;
            continue;
        }
        for (place, letter) in word.char_indices() {
            let wide = f64::from(of_composed(letter, &TABLE));
            if used + wide > room && used > 0.0 {
                breaks.push(start + place);
                used = 0.0;
            }
            used += wide;
        }
    }
    breaks
}

/// A text's width in thousandths of the size.
#[must_use]
pub fn of_text(text: &str) -> f64 {
    let table = TABLE.as_slice();
    let narrow: u64 = text.chars().map(|letter| u64::from(of_composed(letter, table))).sum();
    u32::try_from(narrow).map_or(f64::INFINITY, f64::from)
}

/// The width of a letter with its marks, however it is encoded.
fn of_composed(letter: char, table: &[u16]) -> u16 {
    table.get(letter as usize).copied().unwrap_or_else(|| of_parts(letter))
}

/// The width of a letter from its base letter and its marks.
fn of_parts(letter: char) -> u16 {
    std::iter::once(letter).nfd().map(of_letter).fold(0, u16::saturating_add)
}

fn of_letter(letter: char) -> u16 {
    if letter == HORN.0 {
        return HORN.1;
    }
    if is_combining_mark(letter) || letter.is_control() {
        return 0;
    }
    WIDTHS.iter().find(|(_, letters)| letters.contains(letter)).map_or(1000, |(width, _)| *width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_and_decomposed_letters_are_equally_wide() {
        let text = "Ủy ban nhân dân phường Đông Hương, ƯỜNG ƯỠNG ỆỂỄ, đường sắt";
        let decomposed: String = text.nfd().collect();
        let composed: String = text.nfc().collect();
        assert_ne!(composed, decomposed);
        assert!((of_text(&composed) - of_text(&decomposed)).abs() < f64::EPSILON);
    }

    #[test]
    fn every_letter_is_listed_once() {
        let mut all: Vec<char> = WIDTHS.iter().flat_map(|(_, letters)| letters.chars()).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(('a'..='z').chain('A'..='Z').chain('0'..='9').all(|c| of_letter(c) < 1000 || c == 'W'));
    }
}
