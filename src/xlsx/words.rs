//! Fits text into the limits of the file format.

pub(super) use crate::text::clean;
use std::borrow::Cow;

/// Maximum length of a cell's text, in UTF-16 units.
const MAX_UNITS: usize = 32_767;

/// Returns text for a cell. Text that is too long is truncated and begins with a notice.
pub(super) fn for_cell(text: &str) -> String {
    let text = clean(text);
    if let Cow::Owned(cut) = fitting(&text) {
        return cut;
    }
    // the library would treat such a text as markup
    if text.starts_with("<r>") && text.ends_with("</r>") { text + " " } else { text }
}

/// Truncates text to the length of a cell.
pub(super) fn fitting(text: &str) -> Cow<'_, str> {
    if text.len() <= MAX_UNITS {
        return Cow::Borrowed(text);
    }
    let cleaned = clean(text);
    let length = units(&cleaned);
    if length <= MAX_UNITS {
        return Cow::Borrowed(text);
    }
    let kept = MAX_UNITS - 100;
    Cow::Owned(format!("[✂ {kept}/{length} ký tự – characters] {}", shortened(&cleaned, kept)))
}

/// Truncates text to a number of UTF-16 units.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let text = clean(text);
    if units(&text) <= most {
        return text;
    }
    let mut left = most.saturating_sub(1);
    let fitting = text.chars().take_while(|c| {
        let fits = c.len_utf16() <= left;
        left = if fits { left - c.len_utf16() } else { 0 };
        fits
    });
    fitting.chain(['…']).collect()
}

fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn truncated_text_begins_with_a_notice() {
        let cut = for_cell(&"ữ😀".repeat(20_000));
        assert!(
            cut.starts_with("[✂ 32667/60000 ký tự"),
            "{}",
            cut.chars().take(40).collect::<String>()
        );
        assert!(units(&cut) <= MAX_UNITS);
        assert_eq!(for_cell(&"ữ".repeat(MAX_UNITS)).chars().count(), MAX_UNITS);
    }

    #[test]
    fn short_text_is_unchanged() {
        assert_eq!(shortened("Số liệu", 7), "Số liệu");
        assert_eq!(shortened("Số liệu", 6), "Số li…");
    }
}
