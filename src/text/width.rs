//! Measures text in Times New Roman and breaks it into lines.
//!
//! A Vietnamese letter is as wide as its base letter in any encoding. Marks have no width, except
//! the horn of *ơ* and *ư*.

use std::ops::ControlFlow;
use std::sync::{LazyLock, OnceLock};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Average width of bold relative to regular letters in Vietnamese text.
pub(crate) const BOLD: f64 = 1.07;
/// Widths of letters in thousandths of the font size; other letters count as 1000.
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
/// Horn of *ơ* and *ư*, with its width.
const HORN: (char, u16) = ('\u{31b}', 42);

/// Blocks of common letters: first code point and length.
const BLOCKS: [(u32, u32); 3] = [(0, 0x370), (0x1e00, 0x100), (0x2000, 0x70)];
/// Widths of the letters in [`BLOCKS`], computed once.
static KNOWN: LazyLock<[Vec<u16>; 3]> = LazyLock::new(|| {
    BLOCKS.map(|(first, count)| {
        (first..first + count)
            .map(|code| char::from_u32(code).map_or(0, decomposed_width))
            .collect()
    })
});

/// Code points per page of other letters.
const PAGE: u32 = 256;
/// Widths of all other letters, computed page by page.
static OTHERS: [OnceLock<Vec<u16>>; 0x1100] = [const { OnceLock::new() }; 0x1100];

/// Width of the widest letter.
const WIDEST: f64 = 1000.0;

/// Returns the number of lines of a text in a width given in thousandths of the font size.
pub(crate) fn lines(text: &str, room: f64) -> u32 {
    let paragraph = |paragraph: &str| {
        let mut lines: u32 = 1;
        // most texts are short: a letter has at least one byte
        if u32::try_from(paragraph.len()).is_ok_and(|bytes| f64::from(bytes) * WIDEST <= room) {
            return lines;
        }
        visit_breaks(paragraph, room, |_| {
            lines = lines.saturating_add(1);
            ControlFlow::Continue(())
        });
        lines
    };
    text.split('\n').map(paragraph).fold(0, u32::saturating_add)
}

/// Returns up to `most` line breaks of a paragraph: after spaces and hyphens, and inside words
/// longer than a line. The rest of the paragraph is not measured.
pub(crate) fn breaks(paragraph: &str, room: f64, most: usize) -> Vec<usize> {
    let mut breaks = Vec::new();
    visit_breaks(paragraph, room, |place| {
        if breaks.len() < most {
            breaks.push(place);
        }
        if breaks.len() < most { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    breaks
}

/// Visits the line breaks of a paragraph.
fn visit_breaks(paragraph: &str, room: f64, broken: impl FnMut(usize) -> ControlFlow<()>) {
    let _ = try_visit_breaks(paragraph, room, broken);
}

fn try_visit_breaks(
    paragraph: &str,
    room: f64,
    mut broken: impl FnMut(usize) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let known = &*KNOWN;
    let space = f64::from(of_char(known, ' '));
    let (mut used, mut start) = (0.0, 0);
    while let Some(rest) = paragraph.get(start..).filter(|rest| !rest.is_empty()) {
        let word = Word::first_of(known, rest, room);
        let whole = word.seen + if word.is_spaced { space } else { 0.0 };
        if used + word.seen <= room {
            (used, start) = (used + whole, start + word.bytes);
            continue;
        }
        if used > 0.0 {
            broken(start)?;
        }
        if word.seen <= room {
            (used, start) = (whole, start + word.bytes);
            continue;
        }
        used = 0.0;
        let mut end = rest.len();
        for (place, letter) in rest.char_indices() {
            let wide = f64::from(of_char(known, letter));
            if used + wide > room && used > 0.0 {
                broken(start + place)?;
                used = 0.0;
            }
            used += wide;
            if matches!(letter, ' ' | '-') {
                end = place + 1;
                break;
            }
        }
        start += end;
    }
    ControlFlow::Continue(())
}

/// First word of a text with the space or hyphen after it, up to the width of a line.
struct Word {
    bytes: usize,
    /// Its width at the end of a line, without the space.
    seen: f64,
    is_spaced: bool,
}

impl Word {
    fn first_of(known: &[Vec<u16>; 3], text: &str, room: f64) -> Self {
        let (mut seen, mut bytes) = (0.0, 0);
        for letter in text.chars() {
            bytes += letter.len_utf8();
            if letter == ' ' {
                return Self { bytes, seen, is_spaced: true };
            }
            seen += f64::from(of_char(known, letter));
            if letter == '-' || seen > room {
                break;
            }
        }
        Self { bytes, seen, is_spaced: false }
    }
}

/// Returns the width of a text in thousandths of the font size.
pub(crate) fn width_of(text: &str) -> f64 {
    of_known(&KNOWN, text)
}

/// Sums the widths of the letters, composed or not.
fn of_known(known: &[Vec<u16>; 3], text: &str) -> f64 {
    text.chars().map(|letter| f64::from(of_char(known, letter))).sum()
}

fn of_char(known: &[Vec<u16>; 3], letter: char) -> u16 {
    #[cfg(test)]
    measured::LETTERS.with(|letters| letters.set(letters.get() + 1));
    let code = u32::from(letter);
    let place = |first: u32| usize::try_from(code.wrapping_sub(first)).unwrap_or(usize::MAX);
    let found = BLOCKS.iter().zip(known).find_map(|((first, _), widths)| widths.get(place(*first)));
    found.copied().unwrap_or_else(|| of_page(code))
}

/// Returns the width of any other letter; its page is computed once.
fn of_page(code: u32) -> u16 {
    let place = |code: u32| usize::try_from(code).unwrap_or(usize::MAX);
    let first = code & !(PAGE - 1);
    let widths = |page: &OnceLock<Vec<u16>>| {
        let widths = page.get_or_init(|| {
            (first..first + PAGE)
                .map(|code| char::from_u32(code).map_or(0, decomposed_width))
                .collect()
        });
        widths.get(place(code - first)).copied()
    };
    OTHERS.get(place(code / PAGE)).and_then(widths).unwrap_or(0)
}

/// Returns the width of a letter and its marks.
fn decomposed_width(letter: char) -> u16 {
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

/// Counts measured letters, so that tests can check the amount of work independently of the
/// machine.
#[cfg(test)]
pub(crate) mod measured {
    use std::cell::Cell;

    thread_local! {
        pub(super) static LETTERS: Cell<usize> = const { Cell::new(0) };
    }

    /// Returns the number of letters measured on this thread while a function runs.
    pub(crate) fn letters(done: impl FnOnce()) -> usize {
        let before = LETTERS.get();
        done();
        LETTERS.get() - before
    }
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
        assert!((width_of(&composed) - width_of(&decomposed)).abs() < f64::EPSILON);
    }

    #[test]
    fn every_letter_is_listed_once() {
        let mut all: Vec<char> = WIDTHS.iter().flat_map(|(_, letters)| letters.chars()).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(
            ('a'..='z').chain('A'..='Z').chain('0'..='9').all(|c| of_letter(c) < 1000 || c == 'W')
        );
    }

    /// Reference implementation without lookup tables.
    fn reference_width(text: &str) -> f64 {
        text.nfd().map(|letter| f64::from(of_letter(letter))).sum()
    }

    fn reference_breaks(paragraph: &str, room: f64) -> Vec<usize> {
        let (mut breaks, mut used, mut next) = (Vec::new(), 0.0, 0);
        for word in paragraph.split_inclusive([' ', '-']) {
            let (whole, seen) =
                (reference_width(word), reference_width(word.trim_end_matches(' ')));
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
                let wide = reference_width(&letter.to_string());
                if used + wide > room && used > 0.0 {
                    breaks.push(start + place);
                    used = 0.0;
                }
                used += wide;
            }
        }
        breaks
    }

    #[test]
    fn every_letter_has_its_reference_width() {
        for letter in '\0'..=char::MAX {
            let text = letter.to_string();
            assert!((width_of(&text) - reference_width(&text)).abs() < f64::EPSILON, "{letter:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn widths_and_breaks_agree_with_the_reference(
            text in "([ -~\u{300}-\u{31b}À-ỹ“”…●한Ω\\-]{0,14}[ \n-]{0,2}){0,12}",
            composed in proptest::bool::ANY,
            room in 0.0..9000.0_f64,
        ) {
            let text: String = if composed { text.nfc().collect() } else { text };
            proptest::prop_assert!((width_of(&text) - reference_width(&text)).abs() < f64::EPSILON);
            let all = reference_breaks(&text, room);
            proptest::prop_assert_eq!(breaks(&text, room, 2), all.iter().copied().take(2).collect::<Vec<_>>());
            proptest::prop_assert_eq!(breaks(&text, room, usize::MAX), all);
            let counted: usize = text.split('\n').map(|line| reference_breaks(line, room).len() + 1).sum();
            proptest::prop_assert_eq!(usize::try_from(lines(&text, room)).ok(), Some(counted));
        }
    }
}
