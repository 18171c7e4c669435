//! Writes texts and numbers as markup.

use rust_decimal::Decimal;
use std::io::Write as _;

/// Returns whether a byte may begin something to escape: markup, control characters, characters
/// invalid in XML, and Excel's own escapes (`_x0041_`).
const fn is_special(byte: u8) -> bool {
    matches!(byte, 0..0x20 | b'&' | b'<' | b'>' | b'_' | 0xEF)
}

/// Largest integer that spreadsheets store exactly.
const WHOLE: i128 = 1 << 53;

/// Writes the text of an element. Characters invalid in XML are replaced as in
/// [`clean`](crate::text::clean).
pub(super) fn escaped(out: &mut Vec<u8>, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(is_special) {
        let (plain, special) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.extend(plain.as_bytes());
        rest = one(out, special);
    }
    out.extend(rest.as_bytes());
}

/// Writes the first character of a text, and returns the rest.
fn one<'t>(out: &mut Vec<u8>, text: &'t str) -> &'t str {
    let mut letters = text.chars();
    let Some(first) = letters.next() else {
        return "";
    };
    let rest = letters.as_str();
    let written: &str = match first {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '\t' => "\t",
        // the next character ends the line
        '\r' if rest.starts_with('\n') => "",
        '\n' | '\r' => "\n",
        '\u{fffe}' | '\u{ffff}' => "\u{fffd}",
        '_' if is_number_of_letter(rest) => "_x005F_",
        letter if letter < ' ' => "\u{fffd}",
        letter => text.get(..letter.len_utf8()).unwrap_or_default(),
    };
    out.extend(written.as_bytes());
    rest
}

/// Returns whether the text after `_` makes it an escape: `x0041_`.
fn is_number_of_letter(rest: &str) -> bool {
    matches!(rest.as_bytes(), [b'x', a, b, c, d, b'_', ..] if [a, b, c, d].into_iter().all(u8::is_ascii_hexdigit))
}

/// Writes the value of an attribute.
pub(super) fn attribute(out: &mut Vec<u8>, text: &str) {
    for letter in text.chars() {
        match letter {
            '"' => out.extend(b"&quot;"),
            '&' => out.extend(b"&amp;"),
            '<' => out.extend(b"&lt;"),
            '>' => out.extend(b"&gt;"),
            '\u{fffe}' | '\u{ffff}' => out.extend("\u{fffd}".as_bytes()),
            letter if letter < ' ' => out.extend("\u{fffd}".as_bytes()),
            letter => out.extend(letter.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
}

/// Writes a whole number.
pub(super) fn digits(out: &mut Vec<u8>, mut number: u64) {
    let (mut written, mut at) = ([b'0'; 20], 20);
    loop {
        at -= 1;
        if let Some(digit) = written.get_mut(at) {
            *digit = b'0' + u8::try_from(number % 10).unwrap_or(0);
        }
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend(written.get(at..).unwrap_or_default());
}

/// Writes a number as spreadsheets store it.
pub(super) fn number(out: &mut Vec<u8>, number: Decimal) {
    let whole = number.mantissa();
    if number.scale() == 0 && whole.abs() <= WHOLE {
        if whole < 0 {
            out.push(b'-');
        }
        return digits(out, u64::try_from(whole.unsigned_abs()).unwrap_or(0));
    }
    let float = super::super::cells::float(number);
    // normalize -0.0
    let _ = write!(out, "{}", if float == 0.0 { 0.0 } else { float });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::clean;
    use proptest::prelude::*;
    use quick_xml::events::Event;

    fn written(text: &str) -> String {
        let mut out = Vec::new();
        escaped(&mut out, text);
        String::from_utf8(out).expect("text")
    }

    /// Returns the text that a spreadsheet shows for this markup.
    fn read(markup: &str) -> String {
        let whole = format!("<t>{markup}</t>");
        let mut reader = quick_xml::Reader::from_str(&whole);
        let mut text = String::new();
        loop {
            match reader.read_event().expect("markup") {
                Event::Text(part) => text.push_str(&part),
                Event::GeneralRef(part) => text.push_str(match &*part {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    other => panic!("{other}"),
                }),
                Event::Eof => return text.replace("_x005F_", "_"),
                _ => {}
            }
        }
    }

    #[test]
    fn markup_and_escapes_are_escaped() {
        assert_eq!(
            written("a<b> & c\r\nd\re\u{0}\u{ffff}\u{feff}"),
            "a&lt;b&gt; &amp; c\nd\ne\u{fffd}\u{fffd}\u{feff}"
        );
        assert_eq!(written("_x0041_ _x41_ __x000d_"), "_x005F_x0041_ _x41_ __x005F_x000d_");
        let mut out = Vec::new();
        attribute(&mut out, "\"a\" & <b>\n");
        assert_eq!(String::from_utf8(out).expect("text"), "&quot;a&quot; &amp; &lt;b&gt;\u{fffd}");
    }

    #[test]
    fn numbers_are_written_as_spreadsheets_store_them() {
        for (number, expected) in [
            ("0", "0"),
            ("-0", "0"),
            ("-0.00", "0"),
            ("1250", "1250"),
            ("-3", "-3"),
            ("2.50", "2.5"),
            ("0.1", "0.1"),
            ("9007199254740993", "9007199254740992"),
            ("79228162514264337593543950335", "79228162514264340000000000000"),
        ] {
            let mut out = Vec::new();
            super::number(&mut out, number.parse().expect("a number"));
            assert_eq!(String::from_utf8(out).expect("text"), expected, "{number}");
        }
    }

    proptest! {
        #[test]
        fn every_text_is_read_as_it_was_written(text in "(\\PC|[&<>_x0-9A-F\r\n\t\u{0}\u{b}\u{ffff}]){0,60}") {
            prop_assert_eq!(read(&written(&text)), clean(&text));
        }

        #[test]
        fn every_whole_number_is_written_in_its_digits(number in any::<u64>()) {
            let mut out = Vec::new();
            digits(&mut out, number);
            prop_assert_eq!(String::from_utf8(out).expect("text"), number.to_string());
        }
    }
}
