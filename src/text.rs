//! Defines texts in Vietnamese and English; both languages are always given together.

pub(crate) mod intern;
pub(crate) mod width;

use std::fmt;
use std::fmt::Write as _;

/// Language of help, findings, workbook and letters. Codes and JSON keys do not depend on it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Vietnamese, the default.
    #[default]
    Vi,
    En,
}

/// Fixed text in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    pub vi: &'static str,
    pub en: &'static str,
}

impl Text {
    pub const fn new(vi: &'static str, en: &'static str) -> Self {
        Self { vi, en }
    }

    /// Returns the text in one language.
    pub(crate) const fn in_lang(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => self.vi,
            Lang::En => self.en,
        }
    }

    /// Returns the text as a message.
    pub fn to_message(self) -> Message {
        Message { vi: self.vi.to_owned(), en: self.en.to_owned() }
    }
}

/// Returns a text with at most a number of characters; an ellipsis stands for the rest.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        text.to_owned()
    } else {
        text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
    }
}

/// Heading of official documents.
pub(crate) const NATION: Text =
    Text::new("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM");
/// National motto below the heading.
pub(crate) const MOTTO: Text =
    Text::new("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness");

/// A message in Vietnamese and English
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
pub struct Message {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Message {
    /// Returns the message in one language.
    pub(crate) fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.vi)
    }
}

/// Builds a [`Message`]: `msg!("{name} gửi chậm {days} ngày", "{name} was {days} days late")`.
#[macro_export]
macro_rules! msg {
    ($vi:literal, $en:literal) => {
        $crate::text::Message { vi: format!($vi), en: format!($en) }
    };
}

/// Formats bytes in lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(nibble.into(), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Returns a text as it begins a sentence, with a capital first letter.
pub(crate) fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Replaces what XML does not permit: line ends become `\n`, control characters become `�`.
pub fn clean(text: &str) -> String {
    let one_line_end = text.replace("\r\n", "\n");
    let letter = |c: char| match c {
        '\t' | '\n' => c,
        '\r' => '\n',
        '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        c if c < ' ' => '\u{fffd}',
        c => c,
    };
    one_line_end.chars().map(letter).collect()
}

/// Returns whether a character is invisible and may change the displayed text: control characters,
/// direction marks and tags.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}

/// Escapes invisible characters for a terminal or a log; line breaks stay.
pub(crate) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter != '\n' && is_unseen(letter) {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                let _ = write!(shown, "\\u{unit:04x}");
            }
        } else {
            shown.push(letter);
        }
    }
    shown
}

/// Escapes invisible characters and line breaks.
pub(crate) fn visible_line(text: &str) -> String {
    visible(text).replace('\n', "\\n")
}

/// Joins items: `a, b, c`; after `most` of them, the number of the others.
pub fn listed<T: fmt::Display>(items: &[T], most: usize, lang: Lang) -> String {
    let mut text = items.iter().take(most).map(ToString::to_string).collect::<Vec<_>>().join(", ");
    if let Some(more) = items.len().checked_sub(most).filter(|more| *more > 0) {
        text.push_str(crate::msg!(" … và {more} mục khác", " … and {more} more").in_lang(lang));
    }
    text
}

/// Formats a count with its noun in English: `1 unit`, `2 units`.
pub fn counted<N: Copy + std::fmt::Display + PartialEq + From<u8>>(count: N, noun: &str) -> String {
    let ending = if count == N::from(1) { "" } else { "s" };
    format!("{count} {noun}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_have_both_languages() {
        let days = 3;
        let said = msg!("chậm {days} ngày", "{days} days late");
        assert_eq!(
            (said.in_lang(Lang::Vi), said.in_lang(Lang::En)),
            ("chậm 3 ngày", "3 days late")
        );
    }

    #[test]
    fn counted_uses_singular_and_plural() {
        assert_eq!([0, 1, 2].map(|count| counted(count, "day")), ["0 days", "1 day", "2 days"]);
    }

    #[test]
    fn bytes_are_formatted_in_hex() {
        assert_eq!(hex(&[0, 10, 255]), "000aff");
    }

    #[test]
    fn control_characters_are_replaced_and_line_ends_unified() {
        assert_eq!(clean("a\r\nb\rc\td\u{0}\u{b}"), "a\nb\nc\td��");
    }

    #[test]
    fn invisible_characters_are_escaped() {
        assert_eq!(
            visible("a\u{1b}[2J\u{9b}1m\u{202e}b\u{e0041}\r\nc"),
            "a\\u001b[2J\\u009b1m\\u202eb\\udb40\\udc41\\u000d\nc"
        );
        assert_eq!(visible_line("Ủy ban\n“xã”"), "Ủy ban\\n“xã”");
    }

    #[test]
    fn a_long_list_gives_the_number_of_the_others() {
        assert_eq!(listed(&[1, 2, 3], 2, Lang::En), "1, 2 … and 1 more");
        assert_eq!(listed(&[1, 2], 2, Lang::En), "1, 2");
    }
}
