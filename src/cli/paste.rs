//! Commands as a person can paste them.

use std::path::Path;

/// A command of this program for a workspace, quoted for the shell at hand.
pub(super) fn command(root: &Path, words: &[&str]) -> String {
    let root = root.to_string_lossy();
    let place = if root == "." || root.is_empty() { Vec::new() } else { vec!["-C", &*root] };
    let words = place.into_iter().chain(words.iter().copied()).map(quoted);
    std::iter::once("tonghop".to_owned()).chain(words).collect::<Vec<_>>().join(" ")
}

/// A word that the shell takes as it is. On Windows double quotes do for both of its shells.
fn quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "-_./:=…".contains(letter) || cfg!(windows) && letter == '\\';
    match word {
        "" => if cfg!(windows) { "\"\"" } else { "''" }.to_owned(),
        word if word.chars().all(plain) => word.to_owned(),
        word if cfg!(windows) => format!("\"{}\"", word.replace('"', "\\\"")),
        word => format!("'{}'", word.replace('\'', "'\\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(not(windows))]
    fn paths_with_spaces_and_quotes_are_one_word() {
        assert_eq!(command(Path::new("."), &["decide", "undo", "2"]), "tonghop decide undo 2");
        assert_eq!(
            command(Path::new("/nhà tôi/ban's"), &["check", "--period", "2024-6T"]),
            r"tonghop -C '/nhà tôi/ban'\''s' check --period 2024-6T"
        );
    }
}
