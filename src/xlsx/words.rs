//! Text as the file format can hold it.

pub(super) use crate::text::clean;
use std::borrow::Cow;

/// The longest text a cell can hold, in UTF-16 units.
const LONGEST: usize = 32_767;

/// Text for a cell. What is longer than a cell can hold is cut, and the cell says so before anything else.
pub(super) fn for_cell(text: &str) -> String {
    let text = clean(text);
    if let Cow::Owned(cut) = fitting(&text) {
        return cut;
    }
    // the library takes such a text for its own markup
    if text.starts_with("<r>") && text.ends_with("</r>") { text + " " } else { text }
}

/// Text as long as a cell can hold.
pub(super) fn fitting(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST {
        return Cow::Borrowed(text);
    }
    let cleaned = clean(text);
    let length = units(&cleaned);
    if length <= LONGEST {
        return Cow::Borrowed(text);
    }
    let kept = LONGEST - 100;
    Cow::Owned(format!("[✂ {kept}/{length} ký tự – characters] {}", shortened(&cleaned, kept)))
}

/// Text of at most so many UTF-16 units.
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
    fn a_text_too_long_for_a_cell_says_so_first() {
        let cut = for_cell(&"ữ😀".repeat(20_000));
        assert!(
            cut.starts_with("[✂ 32667/60000 ký tự"),
            "{}",
            cut.chars().take(40).collect::<String>()
        );
        assert!(units(&cut) <= LONGEST);
        assert_eq!(for_cell(&"ữ".repeat(LONGEST)).chars().count(), LONGEST);
    }

    #[test]
    fn a_short_text_is_left_alone() {
        assert_eq!(shortened("Số liệu", 7), "Số liệu");
        assert_eq!(shortened("Số liệu", 6), "Số li…");
    }
}
