//! Edits markup written by the library.
//!
//! Every edit names text that must occur exactly once. If a new version of the library writes a
//! part differently, the edit fails instead of writing an incomplete workbook.

use crate::error::Error;

/// Splits a part around text that must occur exactly once.
pub(super) fn split_at<'p>(part: &'p str, mark: &str) -> Result<(&'p str, &'p str), Error> {
    let count = part.matches(mark).count();
    match part.split_once(mark) {
        Some(around) if count == 1 => Ok(around),
        _ => Err(unexpected(&format!("{count} times {mark}"))),
    }
}

/// Replaces text that must occur exactly once.
pub(super) fn replace_once(part: &str, mark: &str, by: &str) -> Result<String, Error> {
    let (before, behind) = split_at(part, mark)?;
    Ok(format!("{before}{by}{behind}"))
}

/// Returns the error for markup that differs from what is expected.
pub(super) fn unexpected(found: &str) -> Error {
    Error::Workbook(format!("unexpected markup of the library: {found}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_is_missing_or_occurs_twice_is_an_error() {
        assert_eq!(
            replace_once("<a><b/></a>", "<b/>", "<c/>").ok().as_deref(),
            Some("<a><c/></a>")
        );
        assert!(replace_once("<a></a>", "<b/>", "<c/>").is_err());
        let twice = replace_once("<a><b/><b/></a>", "<b/>", "<c/>").expect_err("two marks");
        assert!(twice.to_string().contains("2 times <b/>"), "{twice}");
    }
}
