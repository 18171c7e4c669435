//! Compares Vietnamese words by a key that ignores case, spacing, punctuation, Unicode composition
//! and the position of the tone mark in a syllable, but nothing else. Đông and Đồng have different
//! keys.

use crate::text::intern::TextCache;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, LazyLock};
use unicode_normalization::UnicodeNormalization;

/// Text folded for comparison.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Key(Arc<str>);

impl Key {
    pub(crate) fn new(text: &str) -> Self {
        FOLDED.with_borrow_mut(|known| known.get_or_insert(text, Self::folded))
    }

    fn folded(text: &str) -> Self {
        let mut folding =
            Folding { key: String::with_capacity(text.len() + 8), ..Folding::default() };
        for c in text.chars() {
            folding.whole(c);
        }
        folding.end_syllable();
        Self(folding.key.into())
    }

    /// Returns the folded words, separated by spaces.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns whether the text has no letters or digits.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the folded words in order.
    pub(crate) fn words(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split(' ').filter(|word| !word.is_empty())
    }

    /// Returns the words that are years from 2000 to 2099.
    pub(crate) fn years(&self) -> impl Iterator<Item = i32> + '_ {
        let four = self.words().filter(|word| word.len() == 4);
        four.filter_map(|word| word.parse().ok()).filter(|year| (2000..2100).contains(year))
    }

    /// Returns whether the words of `part` occur in this key consecutively.
    pub(crate) fn contains(&self, part: &Self) -> bool {
        let (whole, part) = (self.0.as_bytes(), &*part.0);
        let ends = |place: usize| whole.get(place).is_none_or(|byte| *byte == b' ');
        let starts = |place: usize| place.checked_sub(1).is_none_or(ends);
        !part.is_empty()
            && self
                .0
                .match_indices(part)
                .any(|(place, _)| starts(place) && ends(place + part.len()))
    }

    /// Returns the folded words without diacritics, separated by spaces; see [`bare_words`].
    pub(crate) fn bare(&self) -> String {
        let syllables = self.words().map(|word| {
            // the digit after the letters is the tone
            let untoned = word
                .strip_suffix(|c: char| matches!(c, '1'..='5'))
                .filter(|rest| !rest.ends_with(|c: char| c.is_ascii_digit()));
            let marks = |c: &char| !matches!(c, '\u{300}'..='\u{36f}');
            untoned
                .unwrap_or(word)
                .chars()
                .filter(marks)
                .map(|c| if c == 'đ' { 'd' } else { c })
                .collect::<String>()
        });
        syllables.collect::<Vec<_>>().join(" ")
    }

    /// Returns whether this is the key of a phrase, or of the phrase typed without diacritics.
    pub(crate) fn is_spelling_of(&self, phrase: &str) -> bool {
        Self::new(phrase) == *self
            || (self.as_str().is_ascii()
                && bare_words(phrase).iter().map(String::as_str).eq(self.words()))
    }

    /// Builds a key from folded words.
    pub(crate) fn from_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        Self(words.into_iter().collect::<Vec<_>>().join(" ").into())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

thread_local! {
    static FOLDED: RefCell<TextCache<Key>> = RefCell::default();
}

/// Decomposed lower-case forms by code point for the blocks that contain the Vietnamese letters; a
/// table, because texts are folded letter by letter.
static APART: LazyLock<BTreeMap<u32, Vec<[char; 3]>>> = LazyLock::new(|| {
    let block = |start: u32| {
        (
            start,
            (start..start + BLOCK)
                .map(|code| char::from_u32(code).map_or(['\0'; 3], decompose))
                .collect(),
        )
    };
    BLOCKS.into_iter().map(block).collect()
});
const BLOCK: u32 = 0x100;
const BLOCKS: [u32; 3] = [0, 0x100, 0x1E00];

/// Decomposes a letter in lower case; all zeros if it has more than three parts.
fn decompose(c: char) -> [char; 3] {
    let mut parts = ['\0'; 3];
    for (place, part) in std::iter::once(c).nfd().flat_map(char::to_lowercase).enumerate() {
        match parts.get_mut(place) {
            Some(slot) => *slot = part,
            None => return ['\0'; 3],
        }
    }
    parts
}

#[derive(Default)]
struct Folding {
    key: String,
    tone: Option<char>,
    in_syllable: bool,
}

impl Folding {
    /// Adds a letter of the text.
    fn whole(&mut self, c: char) {
        if c.is_ascii() {
            return self.take(c.to_ascii_lowercase());
        }
        let known = APART
            .get(&(u32::from(c) & !(BLOCK - 1)))
            .and_then(|block| block.get((u32::from(c) % BLOCK) as usize));
        match known {
            Some(parts) if !parts.starts_with(&['\0']) => {
                parts.iter().take_while(|part| **part != '\0').for_each(|part| self.take(*part));
            }
            _ => std::iter::once(c)
                .nfd()
                .flat_map(char::to_lowercase)
                .for_each(|part| self.take(part)),
        }
    }

    fn take(&mut self, c: char) {
        match c {
            '\u{300}' => self.tone = Some('1'),
            '\u{309}' => self.tone = Some('2'),
            '\u{303}' => self.tone = Some('3'),
            '\u{301}' => self.tone = Some('4'),
            '\u{323}' => self.tone = Some('5'),
            // circumflex, breve and horn distinguish letters and stay
            '\u{302}' | '\u{306}' | '\u{31b}' => self.key.push(c),
            // invisible characters that copying leaves inside words
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {}
            // look-alikes of đ
            'ð' | 'ɖ' => self.letter('đ'),
            c if c.is_alphanumeric() => self.letter(c),
            _ => self.end_syllable(),
        }
    }

    fn letter(&mut self, c: char) {
        if !self.in_syllable && !self.key.is_empty() {
            self.key.push(' ');
        }
        self.in_syllable = true;
        self.key.push(c);
    }

    fn end_syllable(&mut self) {
        self.key.extend(self.tone.take().filter(|_| self.in_syllable));
        self.in_syllable = false;
    }
}

/// Splits a text into lower-case words without diacritics: for file names, suggestions, and short
/// lists that users may type without diacritics.
pub(crate) fn bare_words(text: &str) -> Vec<String> {
    let bare: String = text
        .nfd()
        .filter(|c| !matches!(c, '\u{300}'..='\u{36f}'))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'đ' | 'ð' | 'ɖ' => 'd',
            c if c.is_alphanumeric() => c,
            _ => ' ',
        })
        .collect();
    bare.split_whitespace().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_name_have_one_key() {
        let key = Key::new("Ủy ban nhân dân huyện Hoằng Hóa");
        for other in [
            "Uỷ ban nhân dân huyện Hoằng Hoá",
            "UỶ BAN NHÂN DÂN HUYỆN HOẰNG HOÁ",
            " Ủy  ban\u{a0}nhân dân - huyện Hoằng Hóa.",
            &"Ủy ban nhân dân huyện Hoằng Hóa".nfd().collect::<String>(),
        ] {
            assert_eq!(Key::new(other), key, "{other}");
        }
        assert_eq!(Key::new("Ðông Sơn"), Key::new("Đông Sơn"));
    }

    #[test]
    fn similar_names_have_different_keys() {
        for (a, b) in [
            ("Đông Tiến", "Đồng Tiến"),
            ("Nga Sơn", "Nghi Sơn"),
            ("Quan Hóa", "Quan Hoa"),
            ("Hà Trung", "Ha Trung"),
        ] {
            assert_ne!(Key::new(a), Key::new(b));
        }
    }

    #[test]
    fn contains_matches_whole_words_only() {
        let key = Key::new("Số liệu 6 tháng");
        assert!(key.contains(&Key::new("SỐ LIỆU")));
        assert!(!key.contains(&Key::new("liệ")));
        assert!(!key.contains(&Key::default()));
    }

    #[test]
    fn bare_keys_have_no_diacritics() {
        for text in ["Số liệu kế hoạch năm 2023", "ĐỘT XUẤT", "tháng 12", "Lũy kế"]
        {
            assert_eq!(Key::new(text).bare(), bare_words(text).join(" "));
        }
    }

    proptest! {
        #[test]
        fn composed_and_decomposed_text_have_one_key(text in "[a-zA-ZàáảãạâấầẩẫậăắằđĐêếềơớưứ .,-]{0,40}") {
            prop_assert_eq!(Key::new(&text.nfc().collect::<String>()), Key::new(&text.nfd().collect::<String>()));
        }
    }
}
