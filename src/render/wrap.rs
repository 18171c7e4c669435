//! Wraps lines for a terminal between words; never truncates.

use unicode_width::UnicodeWidthChar as _;

/// Indent of a continued line.
const HANGING: usize = 3;

/// Returns the width of a text on a terminal, without color codes.
pub(crate) fn width(text: &str) -> usize {
    let mut escaped = false;
    let mut columns = 0;
    for c in text.chars() {
        escaped = escaped || c == '\u{1b}';
        if !escaped {
            columns += c.width().unwrap_or(0);
        }
        escaped = escaped && c != 'm';
    }
    columns
}

/// Returns the rows of a text on a terminal that breaks lines anywhere.
pub(crate) fn rows(text: &str, columns: usize) -> usize {
    text.lines().map(|line| width(line).div_ceil(columns.max(1)).max(1)).sum()
}

/// Wraps a text between words to a width; returns it unchanged without one.
pub(crate) fn wrapped(text: &str, columns: Option<usize>) -> String {
    let Some(columns) = columns else {
        return text.to_owned();
    };
    let mut all = String::with_capacity(text.len() + text.len() / 16);
    for line in text.split_inclusive('\n') {
        let (line, end) = line.strip_suffix('\n').map_or((line, ""), |line| (line, "\n"));
        if width(line) <= columns {
            all.push_str(line);
        } else {
            wrap_line(line, columns, &mut all);
        }
        all.push_str(end);
    }
    all
}

/// Wraps one line.
fn wrap_line(line: &str, columns: usize, all: &mut String) {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let mut at = 0;
    for (place, word) in line.trim_start_matches(' ').split(' ').enumerate() {
        let columns_of_word = width(word);
        if place == 0 {
            all.extend(std::iter::repeat_n(' ', indent));
            at = indent;
        } else if at + 1 + columns_of_word > columns {
            let hanging = (indent + HANGING).min(columns / 2);
            all.push('\n');
            all.extend(std::iter::repeat_n(' ', hanging));
            at = hanging;
        } else {
            all.push(' ');
            at += 1;
        }
        all.push_str(word);
        at += columns_of_word;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_continue_indented_without_loss() {
        let text = "ngắn\n  Đôn đốc 3 đơn vị: Huyện Như Xuân, Sở Y tế, Thanh tra tỉnh\n";
        let lines = wrapped(text, Some(24));
        assert_eq!(
            lines,
            "ngắn\n  Đôn đốc 3 đơn vị:\n     Huyện Như Xuân, Sở\n     Y tế, Thanh tra\n     tỉnh\n"
        );
        assert_eq!(
            lines.split_whitespace().collect::<Vec<_>>(),
            text.split_whitespace().collect::<Vec<_>>()
        );
        assert_eq!(wrapped(text, None), text);
    }

    #[test]
    fn colors_have_no_width_and_words_are_not_cut() {
        assert_eq!(width("\u{1b}[1;31mLỗi\u{1b}[0m"), 3);
        assert_eq!(wrapped("\u{1b}[1mLỗi\u{1b}[0m abc", Some(7)), "\u{1b}[1mLỗi\u{1b}[0m abc");
        assert_eq!(
            wrapped("một nhan/2024-6T/rất-dài.xlsx", Some(10)),
            "một\n   nhan/2024-6T/rất-dài.xlsx"
        );
        assert_eq!(rows("a\n1234567890123\n\n", 10), 4);
    }
}
