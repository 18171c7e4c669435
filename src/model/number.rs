//! Counts as people write them. A text is a number only where it can be no other number.

use super::key::Key;
use super::reading::{Reading, Why};
use crate::text::Said;
use rust_decimal::Decimal;

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
pub const NOT_APPLICABLE: [&str; 5] =
    ["không thuộc nhiệm vụ", "không thuộc chức năng", "không thuộc chức năng, nhiệm vụ", "không áp dụng", "x"];

/// How a cell's number format shows the number, as far as it changes what a person saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub enum Shown {
    /// As a number.
    #[default]
    Plain,
    /// With exactly three decimals: 2 is seen as `2.000`.
    ThreeDecimals,
    /// As a percentage.
    Percent,
    /// In another magnitude: times ten to this power is what a person saw.
    Scaled(i8),
}

/// A count read from a cell that holds a number.
#[must_use]
pub fn count_from_number(value: f64, shown: Shown) -> Reading {
    let Some(number) = decimal(value) else {
        return Reading::misread(if value.is_finite() { Why::TooLarge } else { Why::NotANumber }, None);
    };
    if shown == Shown::Percent {
        return Reading::misread(Why::Fraction, None);
    }
    if let Shown::Scaled(zeros) = shown
        && !number.is_zero()
    {
        let seen = Decimal::from_scientific(&format!("1e{zeros}")).ok().and_then(|scale| number.checked_mul(scale));
        return Reading::misread(Why::TwoReadings(seen.unwrap_or(number).normalize()), None);
    }
    if shown == Shown::ThreeDecimals && number > Decimal::ZERO && number < Decimal::ONE_THOUSAND {
        return Reading::misread(Why::TwoReadings(number * Decimal::ONE_THOUSAND), None);
    }
    count(number)
}

/// A count read from a cell that holds text, and whether it had to be read from text as a number (G107).
#[must_use]
pub fn count_from_text(text: &str) -> (Reading, bool) {
    let plain = plain(text);
    if plain.is_empty() {
        return (Reading::Blank, false);
    }
    if matches!(plain.as_str(), "-" | "--" | "–" | "—" | "−") {
        return (Reading::Nil, false);
    }
    let key = Key::of(&plain);
    if NIL.iter().any(|word| Key::of(word) == key) {
        return (Reading::Nil, false);
    }
    if NOT_APPLICABLE.iter().any(|word| Key::of(word) == key) {
        return (Reading::NotApplicable, false);
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

/// The text without what only looks: odd spaces are spaces, full-width digits are digits, a leading apostrophe is gone.
fn plain(text: &str) -> String {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'))
        .map(|c| match c {
            '０'..='９' => char::from_u32(u32::from(c) - 0xFF10 + 0x30).unwrap_or(c),
            '．' => '.',
            '，' => ',',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect();
    let plain = plain.trim();
    plain.strip_prefix(['\'', '’']).unwrap_or(plain).trim().to_owned()
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
    let is_separator = |c: char| matches!(c, '.' | ',' | ' ' | '\'' | '’');
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
        1 if !last.is_empty() && !matches!(separators.first(), Some(' ' | '\'' | '’')) => fraction(first, last),
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
        ] {
            assert_eq!(number(text), None, "{text}");
            assert!(matches!(count_from_text(text).0, Reading::Misread(_)), "{text}");
        }
    }

    #[test]
    fn a_lost_thousand_has_two_readings() {
        assert_eq!(why(count_from_number(1.25, Shown::Plain)), Some(Why::TwoReadings(Decimal::from(1250))));
        assert_eq!(why(count_from_number(12.5, Shown::Plain)), Some(Why::TwoReadings(Decimal::from(12500))));
        assert_eq!(why(count_from_number(2.0, Shown::ThreeDecimals)), Some(Why::TwoReadings(Decimal::from(2000))));
        assert_eq!(why(count_from_text("1,25").0), Some(Why::TwoReadings(Decimal::from(1250))));
    }

    #[test]
    fn a_fraction_that_no_thousand_explains_is_a_fraction() {
        for value in [0.5, 0.25, 1.2345, 1234.5] {
            assert_eq!(why(count_from_number(value, Shown::Plain)), Some(Why::Fraction), "{value}");
        }
        assert_eq!(why(count_from_number(0.15, Shown::Percent)), Some(Why::Fraction));
    }

    #[test]
    fn bounds_are_kept() {
        assert_eq!(why(count_from_number(-3.0, Shown::Plain)), Some(Why::Negative));
        assert_eq!(why(count_from_text("-3").0), Some(Why::Negative));
        assert_eq!(why(count_from_number(1e300, Shown::Plain)), Some(Why::TooLarge));
        assert_eq!(why(count_from_number(237_300_000.0, Shown::Plain)), Some(Why::TooLarge));
        assert_eq!(why(count_from_number(12_500.0, Shown::Scaled(-3))), Some(Why::TwoReadings(Decimal::new(125, 1))));
        assert_eq!(why(count_from_number(12.0, Shown::Scaled(3))), Some(Why::TwoReadings(Decimal::from(12_000))));
        assert_eq!(why(count_from_number(f64::NAN, Shown::Plain)), Some(Why::NotANumber));
        assert_eq!(count_from_number(-0.0, Shown::Plain), Reading::Number(Decimal::ZERO));
    }

    #[test]
    fn five_answers_stay_apart() {
        for text in ["-", "–", "không", "KHÔNG CÓ", "Không phát sinh", "KPS", "không phát sinh."] {
            assert_eq!(count_from_text(text).0, Reading::Nil, "{text}");
        }
        assert_eq!(count_from_text("Không thuộc nhiệm vụ").0, Reading::NotApplicable);
        assert!(NIL.iter().chain(&NOT_APPLICABLE).all(|word| is_nil(&format!("{} ...!", word.to_uppercase()))));
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
            prop_assert_eq!(count_from_number(cell, Shown::Plain), Reading::Number(Decimal::from(n)));
        }

        #[test]
        fn any_digits_give_a_reading(whole in "[0-9]{1,40}", behind in "[0-9]{0,40}", point in "[.,]") {
            let _ = count_from_text(&format!("{whole}{point}{behind}"));
            let _ = count_from_number(format!("{whole}.{behind}").parse().unwrap_or(f64::NAN), Shown::ThreeDecimals);
        }

        #[test]
        fn any_text_gives_a_reading(text in "\\PC{0,20}") {
            let _ = count_from_text(&text);
        }
    }
}
