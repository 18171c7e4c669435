//! Cleans the text of a cell.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Returns text in NFC without zero-width characters, non-breaking spaces and surrounding spaces.
pub(super) fn tidy(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plain) {
        return text.trim().into();
    }
    let composed: String = text
        .nfc()
        .filter(|c| !matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}'))
        .map(|c| if c == '\u{a0}' { ' ' } else { c })
        .collect();
    composed.trim().to_owned().into()
}

/// Returns whether a character is already composed and is not an odd space, as almost all are.
fn is_plain(c: char) -> bool {
    matches!(c, '\0'..='\u{9f}' | '\u{a1}'..='\u{2ff}' | '\u{1ea0}'..='\u{1ef9}' | '\u{2010}'..='\u{2027}')
}
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_already_composed() {
        let plain: String = ('\0'..='\u{2fff}').filter(|c| is_plain(*c)).collect();
        assert_eq!(plain.nfc().collect::<String>(), plain);
        assert_eq!(plain.nfd().nfc().collect::<String>(), plain);
    }

    #[test]
    fn text_is_composed_and_odd_spaces_are_removed() {
        assert_eq!(tidy("\u{a0}Co\u{302}ng an\u{200b} "), "Công an");
        assert_eq!(tidy("  Công an "), "Công an");
    }
}
