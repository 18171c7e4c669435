//! Suggests similar words for unknown ones, and quotes user input.

use crate::msg;
use crate::text::Message;

/// Returns the known word most similar to an input, if similar enough. For display only.
pub(super) fn nearest<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let length = written.chars().count();
    if length > 80 {
        return None;
    }
    let fold = |word: &str| word.to_lowercase();
    let written = fold(written);
    let near =
        known.into_iter().map(|word| (strsim::damerau_levenshtein(&fold(word), &written), word));
    near.filter(|(distance, _)| *distance <= (length / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// Returns the end of a sentence about an unknown word: a question naming a similar word, or a full
/// stop.
pub(super) fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Message {
    match nearest(written, known) {
        Some(word) => msg!("; có phải “{word}” không?", "; did you mean “{word}”?"),
        None => msg!(".", "."),
    }
}

/// Returns a quoted text, shortened to 60 characters.
pub(super) fn quoted(text: &str) -> String {
    let short: String =
        text.chars().take(60).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let more = if text.chars().count() > 60 { "…" } else { "" };
    format!("“{short}{more}”")
}
