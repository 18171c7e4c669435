//! Counts as people write them. A text is a number only where it can be no other number.

use super::reading::{Reading, Why};
use crate::text::Said;
use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

/// No count of an office is larger than this: the province has under four million people, and no unit counts each of them
/// twenty-five times. Telephone numbers and dates written together are larger.
pub const LARGEST: i64 = 99_999_999;

/// Words by which people say that there was nothing to count; a dash says so too.
pub const NIL: [&str; 9] = [
    "không",
    "không có",
    "không phát sinh",
    "không có phát sinh",
    "chưa phát sinh",
    "trong kỳ không phát sinh",
    "trong kỳ không có",
    "KPS",
    "0 có",
];

/// Words by which people say that the question is not for them.
pub const NOT_APPLICABLE: [&str; 4] = ["không thuộc nhiệm vụ", "không thuộc chức năng", "không thuộc chức năng, nhiệm vụ", "không áp dụng"];

/// A count read from a cell that holds a number; `shown` is what the cell shows where that is something else.
#[must_use]
pub fn count_from_number(value: f64, shown: Option<&str>) -> Reading {
    let Some(number) = decimal(value) else {
        return Reading::misread(if value.is_finite() { Why::TooLarge } else { Why::NotANumber }, None);
    };
    match (count(number), shown) {
        // what is not counted as it stands has its own reason
        (Reading::Number(_), Some(shown)) => Reading::misread(otherwise(number, shown), None),
        (Reading::Misread(misread), Some(shown)) if matches!(misread.why, Why::Fraction | Why::TwoReadings(_)) => {
            Reading::misread(otherwise(number, shown), None)
        }
        (reading, _) => reading,
    }
}

/// Why a number shown as something else is not certain: 2 shown as `2.000` may have been 2000.
fn otherwise(number: Decimal, shown: &str) -> Why {
    let thousandfold = number.checked_mul(Decimal::ONE_THOUSAND);
    match written(&plain(shown)) {
        Written::One(seen) if thousandfold == Some(seen) && !number.is_zero() && shown.contains(['.', ',']) => {
            Why::TwoReadings(seen.normalize())
        }
        _ => Why::ShownOtherwise(shown.to_owned()),
    }
}

/// Whether a displayed text says a number, apart from grouping, zeros behind the point and, where the number is not whole, rounding.
#[must_use]
pub fn says(shown: &str, value: f64) -> bool {
    let Some(number) = decimal(value) else { return false };
    let text = plain(shown);
    if number.is_zero() && is_dashes(&text) {
        return true;
    }
    let (negative, digits) = match text.strip_prefix(DASHES) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(&text)),
    };
    let digits = without_zeros(digits);
    let read = match written(digits) {
        Written::One(read) => Some(read),
        Written::Two(thousandfold) => thousandfold.checked_div(Decimal::ONE_THOUSAND),
        Written::Words if digits.contains(['E', 'e']) => digits.parse().ok().and_then(decimal),
        Written::Words => None,
    };
    let read = read.map(|read| if negative { -read } else { read });
    let near = |read: Decimal| !number.fract().is_zero() && (read - number).abs() < Decimal::ONE;
    read.is_some_and(|read| read == number || near(read))
}

/// Digits without the point at their end and without the zeros behind the point, where groups show which mark is the point.
fn without_zeros(digits: &str) -> &str {
    let ended = digits.strip_suffix(['.', ',']).unwrap_or(digits);
    let whole = ended.trim_end_matches('0');
    match whole.strip_suffix('.').map(|whole| (whole, '.')).or_else(|| whole.strip_suffix(',').map(|whole| (whole, ','))) {
        Some((whole, point)) if whole.contains(['.', ',', ' ']) && !whole.contains(point) => whole,
        _ => ended,
    }
}

/// The lines that people write for nothing or for a minus.
const DASHES: [char; 8] = ['-', '–', '—', '−', '‐', '‑', '‒', '―'];

/// Whether a text is a run of dashes.
fn is_dashes(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| DASHES.contains(&c) || c == ' ')
}

/// A word as it is compared: composed, in small letters, single spaces, without one mark at its end.
fn folded(text: &str) -> String {
    let text = text.strip_suffix(['.', ',', ';', '!', '…']).unwrap_or(text);
    let words: Vec<String> = text.split_whitespace().map(|word| word.nfc().collect::<String>().to_lowercase()).collect();
    words.join(" ")
}

/// A count read from a cell that holds text, and whether it had to be read from text as a number (G107).
#[must_use]
pub fn count_from_text(text: &str) -> (Reading, bool) {
    let plain = plain(text);
    if plain.is_empty() {
        return (Reading::Blank, false);
    }
    if is_dashes(&plain) {
        return (Reading::Nil, false);
    }
    if plain.starts_with(char::is_alphabetic) || plain.starts_with('0') {
        let word = folded(&plain);
        if NIL.iter().any(|nil| folded(nil) == word) {
            return (Reading::Nil, false);
        }
        if NOT_APPLICABLE.iter().any(|other| folded(other) == word) {
            return (Reading::NotApplicable, false);
        }
    }
    let (negative, digits) = match plain.strip_prefix(['-', '−', '–']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, plain.strip_prefix('+').unwrap_or(&plain)),
    };
    match written(digits) {
        Written::One(number) if negative => (count(-number), true),
        Written::One(number) => (count(number), true),
        Written::Two(other) => (Reading::misread(Why::TwoReadings(other), None), true),
        Written::Words => (Reading::misread(Why::NotANumber, None), false),
    }
}

/// More letters than any of the words have by which people say that there is nothing.
const LONGEST: usize = 32;

/// Whether a text only says that there is nothing: `-`, *không có*, *không thuộc nhiệm vụ*.
#[must_use]
pub fn is_nil(text: &str) -> bool {
    let is_short = text.chars().filter(|c| c.is_alphanumeric()).nth(LONGEST).is_none();
    is_short && matches!(count_from_text(text).0, Reading::Nil | Reading::NotApplicable)
}

/// A spreadsheet's number with the 15 digits it really has; `None` beyond 28 digits, or where it is no number.
#[must_use]
pub fn decimal(value: f64) -> Option<Decimal> {
    value.is_finite().then(|| Decimal::from_scientific(&format!("{value:.14e}")).ok()).flatten().map(|number| number.normalize())
}

/// A number as a person in Vietnam reads it: `1.250`, `12,5`.
#[must_use]
pub fn written_vi(number: Decimal) -> String {
    let plain = number.abs().normalize().to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text = format!("{text},{fraction}");
    }
    if number.is_sign_negative() && !number.is_zero() { format!("-{text}") } else { text }
}

/// A number as a sentence names it in either language: a thousand is `1.000` in Vietnamese, `1,000` in English.
#[must_use]
pub fn said(number: Decimal) -> Said {
    let turned = |c| match c {
        '.' => ',',
        ',' => '.',
        c => c,
    };
    let vi = written_vi(number);
    Said { en: vi.chars().map(turned).collect(), vi }
}

fn count(number: Decimal) -> Reading {
    if number.is_sign_negative() && !number.is_zero() {
        return Reading::misread(Why::Negative, Some(number));
    }
    if !number.fract().is_zero() {
        return Reading::misread(lost_thousand(number).map_or(Why::Fraction, Why::TwoReadings), None);
    }
    if number > Decimal::from(LARGEST) {
        return Reading::misread(Why::TooLarge, Some(number));
    }
    Reading::Number(number.normalize())
}

/// Letters that are not seen and change nothing about the digits between them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202d}' | '\u{2066}'..='\u{2069}')
}

/// The text without what only looks: invisible letters and spaces at its ends, a leading apostrophe; full-width digits are digits, and
/// a space that sets groups apart is a space. Between digits an invisible letter, a tab or a new line may stand between two numbers.
fn plain(text: &str) -> String {
    let ends = |c: char| c.is_whitespace() || is_invisible(c);
    let inside = text.trim_matches(ends);
    let inside = inside.strip_prefix(['\'', '’']).unwrap_or(inside).trim_matches(ends);
    // from right to left, groups that a space sets apart are seen in another order
    let turned = text.contains(['\u{200f}', '\u{202b}', '\u{2067}']);
    let letter = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFF10 + 0x30).unwrap_or(c),
        '．' => '.',
        '，' => ',',
        ' ' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' if turned => '\u{200f}',
        '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' => ' ',
        c => c,
    };
    inside.chars().map(letter).collect()
}

enum Written {
    /// One number and no other.
    One(Decimal),
    /// Two numbers are possible; the larger, which it may have been.
    Two(Decimal),
    /// No number.
    Words,
}

/// Reads digits with separators. Three digits behind a separator are a thousand's group; a count has no other use for one.
fn written(digits: &str) -> Written {
    let is_separator = |c: char| matches!(c, '.' | ',' | ' ');
    if !digits.starts_with(|c: char| c.is_ascii_digit()) || !digits.chars().all(|c| c.is_ascii_digit() || is_separator(c)) {
        return Written::Words;
    }
    let parts: Vec<&str> = digits.split(is_separator).collect();
    let separators: Vec<char> = digits.chars().filter(|c| is_separator(*c)).collect();
    let number = |text: &str| Decimal::from_str_exact(text).map_or(Written::Words, Written::One);
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return Written::Words };
    let grouped = |parts: &[&str]| {
        parts.first().is_some_and(|p| (1..=3).contains(&p.len()) && !p.starts_with('0')) && parts.iter().skip(1).all(|p| p.len() == 3)
    };
    let all_same = separators.windows(2).all(|pair| pair.first() == pair.last());
    match separators.len() {
        0 => number(digits),
        _ if all_same && grouped(&parts) => number(&parts.concat()),
        // one separator with other than three digits behind it: a decimal, which no count has
        1 if !last.is_empty() && separators.first() != Some(&' ') => fraction(first, last),
        // groups, then another separator with zeros behind it: 1.250,00
        _ if separators.split_last().is_some_and(|(end, rest)| !rest.contains(end) && matches!(end, '.' | ','))
            && separators.iter().rev().skip(1).collect::<std::collections::BTreeSet<_>>().len() == 1
            && parts.split_last().is_some_and(|(_, rest)| grouped(rest))
            && last.chars().all(|c| c == '0')
            && (1..=2).contains(&last.len()) =>
        {
            number(&parts.split_last().map(|(_, rest)| rest.concat()).unwrap_or_default())
        }
        _ => Written::Words,
    }
}

fn fraction(whole: &str, behind: &str) -> Written {
    let Ok(number) = Decimal::from_str_exact(&format!("{whole}.{behind}")) else { return Written::Words };
    lost_thousand(number).filter(|_| behind.len() < 3).map_or(Written::One(number), Written::Two)
}

/// The whole number that a fraction between 1 and 1,000 is, where its point was meant to set thousands apart: 1.25 for 1.250.
fn lost_thousand(number: Decimal) -> Option<Decimal> {
    let may_be = number >= Decimal::ONE && number < Decimal::ONE_THOUSAND;
    may_be.then(|| (number * Decimal::ONE_THOUSAND).normalize()).filter(|lost| lost.fract().is_zero())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(text: &str) -> Option<String> {
        match count_from_text(text) {
            (Reading::Number(number), true) => Some(number.to_string()),
            _ => None,
        }
    }

    fn why(reading: Reading) -> Option<Why> {
        match reading {
            Reading::Misread(misread) => Some(misread.why),
            _ => None,
        }
    }

    #[test]
    fn a_text_with_one_reading_is_that_number() {
        let rows = [
            ("15", "15"),
            ("02", "2"),
            (" 1.250 ", "1250"),
            ("1,250", "1250"),
            ("1 250", "1250"),
            ("1\u{a0}250", "1250"),
            ("1\u{202f}250\u{202f}000", "1250000"),
            ("1.250.000", "1250000"),
            ("１２", "12"),
            ("'15", "15"),
            ("1.250,00", "1250"),
            ("1,250.0", "1250"),
            ("12.000", "12000"),
            ("+7", "7"),
            ("\u{202d}1348\u{202c}", "1348"),
            ("\u{2066}1.348\u{2069}", "1348"),
            ("\u{200f}1348\u{200f}", "1348"),
            ("1\u{2009}348", "1348"),
            ("1348\n", "1348"),
        ];
        for (text, expected) in rows {
            assert_eq!(number(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_text_that_is_no_certain_number_is_never_one() {
        for text in [
            "12 buổi",
            "khoảng 20",
            "1O",
            "l5",
            "12/15",
            "15 (trong đó 3 nữ)",
            "> 300",
            "15%",
            "1e3",
            "10²",
            "...",
            "1 2 3",
            "1250 000",
            "0.250.000",
            "1.250,000",
            "12,,5",
            "1.",
            ".5",
            "Mười hai",
            "15 - 20",
            "٣",
            "1..250",
            "12 5",
            "2024-04-30",
            "TRUE",
            "1.25.000",
            "12\n345",
            "12\r\n345",
            "5\t120",
            "12\u{ad}15",
            "1\u{200b}348",
            "12\u{2003}345",
            "12\u{2028}345",
            "1'250",
            "1\u{200f}348",
            "\u{202e}1348\u{202c}",
            "\u{200f}1 348",
            "－12",
            "𝟏𝟐",
            "12(1)",
            "x",
            "X",
            "v",
            "Không/Có",
            "Không?",
            "Có/Không",
            "không...",
            "khong",
            "_____",
            "N/A",
            "0x10",
        ] {
            assert_eq!(number(text), None, "{text}");
            assert!(matches!(count_from_text(text).0, Reading::Misread(_)), "{text}");
        }
    }

    #[test]
    fn a_lost_thousand_has_two_readings() {
        assert_eq!(why(count_from_number(1.25, None)), Some(Why::TwoReadings(Decimal::from(1250))));
        assert_eq!(why(count_from_number(12.5, None)), Some(Why::TwoReadings(Decimal::from(12500))));
        assert_eq!(why(count_from_number(2.0, Some("2.000"))), Some(Why::TwoReadings(Decimal::from(2000))));
        assert_eq!(why(count_from_text("1,25").0), Some(Why::TwoReadings(Decimal::from(1250))));
    }

    #[test]
    fn a_number_shown_as_something_else_is_not_certain() {
        let shown = |text: &str| Some(Why::ShownOtherwise(text.to_owned()));
        for (value, text) in [(12.0, "12K"), (12.0, "12%"), (0.15, "15%"), (1348.0, ""), (12_500.0, "12,5 nghìn"), (2.0, "2")] {
            assert_eq!(why(count_from_number(value, Some(text))), shown(text), "{text}");
        }
        assert_eq!(why(count_from_number(-3.0, Some("(3)"))), Some(Why::Negative));
        assert_eq!(why(count_from_number(0.0, Some(""))), shown(""));
    }

    #[test]
    fn a_displayed_text_says_its_number_whatever_the_grouping() {
        let rows = [
            (1348.0, "1,348"),
            (1348.0, "1.348"),
            (1348.0, "1 348"),
            (1348.0, " 1,348.00 "),
            (1348.0, "1.348,000"),
            (1348.0, "1348.000"),
            (12.0, "012"),
            (12.0, "12."),
            (12.0, "1.20E+01"),
            (2.0, "2.00"),
            (5.0, "+5"),
            (-5.0, "-5"),
            (0.0, "-"),
            (0.0, "0"),
            (1.25, "1.25"),
            (12.4, "12"),
        ];
        for (value, text) in rows {
            assert!(says(text, value), "{text}");
        }
        for (value, text) in [(2.0, "2.000"), (12.0, "12.000"), (1348.0, "-1348"), (1348.0, "(1348)"), (1348.0, "1.3E+03"), (348.0, "1348")]
        {
            assert!(!says(text, value), "{text}");
        }
        assert!(!says("", 0.0) && !says("12 nghìn", 12.0) && !says("12.34", 1234.0) && !says("2", 2000.0));
    }

    #[test]
    fn a_fraction_that_no_thousand_explains_is_a_fraction() {
        for value in [0.5, 0.25, 1.2345, 1234.5] {
            assert_eq!(why(count_from_number(value, None)), Some(Why::Fraction), "{value}");
        }
    }

    #[test]
    fn bounds_are_kept() {
        assert_eq!(why(count_from_number(-3.0, None)), Some(Why::Negative));
        assert_eq!(why(count_from_text("-3").0), Some(Why::Negative));
        assert_eq!(why(count_from_number(1e300, None)), Some(Why::TooLarge));
        assert_eq!(why(count_from_number(237_300_000.0, None)), Some(Why::TooLarge));
        assert_eq!(why(count_from_number(f64::NAN, None)), Some(Why::NotANumber));
        assert_eq!(count_from_number(-0.0, None), Reading::Number(Decimal::ZERO));
    }

    #[test]
    fn five_answers_stay_apart() {
        for text in ["-", "–", "-----", "— —", "không", "Kho\u{302}ng  co\u{301}", "KHÔNG CÓ", "Không phát sinh", "KPS", "không phát sinh."]
        {
            assert_eq!(count_from_text(text).0, Reading::Nil, "{text}");
        }
        assert_eq!(count_from_text("Không thuộc nhiệm vụ").0, Reading::NotApplicable);
        assert!(NIL.iter().chain(&NOT_APPLICABLE).all(|word| is_nil(&format!(" {} .", word.to_uppercase()))));
        assert!(!is_nil(&"không ".repeat(LONGEST)));
        assert!(is_nil("Không có") && is_nil("Không thuộc nhiệm vụ") && !is_nil("0") && !is_nil(""));
        assert_eq!(count_from_text(" \u{a0} ").0, Reading::Blank);
        assert_eq!(count_from_text("0").0, Reading::Number(Decimal::ZERO));
    }

    #[test]
    fn a_cell_keeps_the_fifteen_digits_it_has() {
        assert_eq!(decimal(0.1 + 0.2).map(|d| d.to_string()), Some("0.3".to_owned()));
        assert_eq!(decimal(1250.0).map(|d| d.to_string()), Some("1250".to_owned()));
    }

    #[test]
    fn numbers_are_shown_the_vietnamese_way() {
        assert_eq!(written_vi(Decimal::from(1_234_567)), "1.234.567");
        assert_eq!(written_vi(Decimal::new(-125, 1)), "-12,5");
        assert_eq!(written_vi(Decimal::from(100)), "100");
        assert_eq!(said(Decimal::new(-12_345, 1)).en, "-1,234.5");
    }

    proptest! {
        #[test]
        fn every_count_is_read_back_from_how_it_is_shown(n in 0_i64..=LARGEST) {
            let shown = written_vi(Decimal::from(n));
            prop_assert_eq!(count_from_text(&shown).0, Reading::Number(Decimal::from(n)));
            #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
            let cell = n as f64;
            prop_assert_eq!(count_from_number(cell, None), Reading::Number(Decimal::from(n)));
        }

        #[test]
        fn any_digits_give_a_reading(whole in "[0-9]{1,40}", behind in "[0-9]{0,40}", point in "[.,]") {
            let _ = count_from_text(&format!("{whole}{point}{behind}"));
            let _ = count_from_number(format!("{whole}.{behind}").parse().unwrap_or(f64::NAN), Some(&whole));
        }

        #[test]
        fn any_text_gives_a_reading(text in "\\PC{0,20}") {
            let _ = count_from_text(&text);
        }
    }
}
