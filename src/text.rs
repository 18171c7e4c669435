//! Words in both languages: what the program says is said in Vietnamese and in English at the same place.

pub(crate) mod intern;
pub(crate) mod width;

use std::fmt;
use std::fmt::Write as _;

/// The language of help, findings, workbook and letters. Codes and JSON keys never change with it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Vietnamese, the default.
    #[default]
    Vi,
    /// English.
    En,
}

/// A fixed text in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// Vietnamese.
    pub vi: &'static str,
    /// English.
    pub en: &'static str,
}

impl Text {
    /// A text from its two wordings.
    pub const fn new(vi: &'static str, en: &'static str) -> Self {
        Self { vi, en }
    }

    /// The wording in one language.
    pub(crate) const fn in_lang(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => self.vi,
            Lang::En => self.en,
        }
    }

    /// The same text as a sentence made at run time.
    pub fn said(self) -> Message {
        Message { vi: self.vi.to_owned(), en: self.en.to_owned() }
    }
}

/// The head of every official document.
pub(crate) const NATION: Text =
    Text::new("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM");
/// The national motto below it.
pub(crate) const MOTTO: Text =
    Text::new("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness");

/// A sentence in both languages, made with `msg!`.
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
    /// The sentence in one language.
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

/// Says one thing in both languages: `msg!("{name} gửi chậm {days} ngày", "{name} was {days} day(s) late")`.
#[macro_export]
macro_rules! msg {
    ($vi:literal, $en:literal) => {
        $crate::text::Message { vi: format!($vi), en: format!($en) }
    };
}

/// Bytes in lower-case hex, as checksums are written.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(nibble.into(), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Text without what XML does not allow: line ends are one letter, other control letters are shown as `�`.
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

/// Whether a letter is not seen and may change what is seen: control letters, those that turn the direction of text, and tags.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}

/// Text for a terminal or a log, in which what is not seen is written out as programs write it; lines stay lines.
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

/// The same on one line.
pub(crate) fn visible_line(text: &str) -> String {
    visible(text).replace('\n', "\\n")
}

/// Joins words as a person lists them: `a, b, c`, at most `most` of them, then how many more.
pub fn listed<T: fmt::Display>(items: &[T], most: usize, lang: Lang) -> String {
    let mut text = items.iter().take(most).map(ToString::to_string).collect::<Vec<_>>().join(", ");
    if let Some(more) = items.len().checked_sub(most).filter(|more| *more > 0) {
        text.push_str(crate::msg!(" … và {more} mục khác", " … and {more} more").in_lang(lang));
    }
    text
}

/// A number with what it counts, in English: `1 unit`, `2 units`.
pub fn counted<N: Copy + std::fmt::Display + PartialEq + From<u8>>(count: N, noun: &str) -> String {
    let ending = if count == N::from(1) { "" } else { "s" };
    format!("{count} {noun}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_said_in_both_languages() {
        let days = 3;
        let said = msg!("chậm {days} ngày", "{days} days late");
        assert_eq!(
            (said.in_lang(Lang::Vi), said.in_lang(Lang::En)),
            ("chậm 3 ngày", "3 days late")
        );
    }

    #[test]
    fn one_is_not_many() {
        assert_eq!([0, 1, 2].map(|count| counted(count, "day")), ["0 days", "1 day", "2 days"]);
    }

    #[test]
    fn a_checksum_is_written_in_hex() {
        assert_eq!(hex(&[0, 10, 255]), "000aff");
    }

    #[test]
    fn control_letters_are_shown_and_line_ends_are_one_letter() {
        assert_eq!(clean("a\r\nb\rc\td\u{0}\u{b}"), "a\nb\nc\td��");
    }

    #[test]
    fn what_is_not_seen_is_written_out() {
        assert_eq!(
            visible("a\u{1b}[2J\u{9b}1m\u{202e}b\u{e0041}\r\nc"),
            "a\\u001b[2J\\u009b1m\\u202eb\\udb40\\udc41\\u000d\nc"
        );
        assert_eq!(visible_line("Ủy ban\n“xã”"), "Ủy ban\\n“xã”");
    }

    #[test]
    fn a_long_list_says_how_many_more_there_are() {
        assert_eq!(listed(&[1, 2, 3], 2, Lang::En), "1, 2 … and 1 more");
        assert_eq!(listed(&[1, 2], 2, Lang::En), "1, 2");
    }
}
