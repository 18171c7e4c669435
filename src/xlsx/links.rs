//! Links of cells.

use crate::book::Link;
use rust_xlsxwriter::Url;

/// Replaces `#` until the file is finished, because the library treats `#` as the start of a
/// location in a file.
pub(super) const HASH: char = '\u{e023}';

/// Returns the target of a link.
pub(super) fn target(link: &Link) -> Url {
    match link {
        Link::Within(sheet, cell) => {
            Url::new(format!("internal:'{}'!{cell}", sheet.replace('\'', "''")))
        }
        Link::File(path) => Url::new(format!("file://{}", escaped(path))),
    }
}

/// Returns a path as a file address.
pub(super) fn address(path: &str) -> String {
    escaped(path).replace(HASH, "%23")
}

/// Escapes all characters of a path that have a meaning in an address. The library escapes nothing
/// in an address that already has an escape.
fn escaped(path: &str) -> String {
    let hex = |digit| char::from_digit(digit, 16).unwrap_or('0');
    let mut written = String::with_capacity(path.len());
    for c in path.chars() {
        match c {
            '#' => written.push(HASH),
            '%' | '?' | ' ' | '"' | '<' | '>' | '[' | ']' | '^' | '`' | '{' | '}' | '\\' => {
                written.extend(['%', hex(u32::from(c) >> 4), hex(u32::from(c) & 15)]);
            }
            c if c.is_control() => written.push('_'),
            c => written.push(c),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_characters_are_escaped_once() {
        assert_eq!(escaped("nhan/Báo cáo 100%.xlsx"), "nhan/Báo%20cáo%20100%25.xlsx");
        assert_eq!(escaped("đến 30%?.xlsx"), "đến%2030%25%3f.xlsx");
        assert_eq!(escaped("a#1.xlsx"), format!("a{HASH}1.xlsx"));
    }
}
