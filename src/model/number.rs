//! Counts as people write them. A text is a number only where it can be no other number.

mod decimal;
mod kind;

use super::reading::{Reading, Why};
use crate::text::Message;
use rust_decimal::{Decimal, RoundingStrategy};
use unicode_normalization::UnicodeNormalization;

pub use decimal::{number_from_number, number_from_text};
pub use kind::NumberKind;

/// No count of an office is larger than this: the province has under four million people, and no unit counts each of them
/// twenty-five times. Telephone numbers and dates written together are larger.
pub(crate) const LARGEST: i64 = 99_999_999;

/// Words by which people say that there was nothing to count; a dash says so too.
pub(crate) const NIL: [&str; 9] = [
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
pub(crate) const NOT_APPLICABLE: [&str; 4] = [
    "không thuộc nhiệm vụ",
    "không thuộc chức năng",
    "không thuộc chức năng, nhiệm vụ",
    "không áp dụng",
];

/// A count read from a cell that holds a number; `shown` is what the cell shows where that is something else.
pub fn count_from_number(value: f64, shown: Option<&str>) -> Reading {
    let Some(number) = decimal(value) else {
        return Reading::misread(
            if value.is_finite() { Why::TooLarge } else { Why::NotANumber },
            None,
        );
    };
    match (count(number), shown) {
        // what is not counted as it stands has its own reason
        (Reading::Number(_), Some(shown)) => Reading::misread(otherwise(number, shown), None),
        (Reading::Misread(misread), Some(shown))
            if matches!(misread.why, Why::Fraction | Why::TwoReadings(_)) =>
        {
            Reading::misread(otherwise(number, shown), None)
        }
        (reading, _) => reading,
    }
}

/// Why a number shown as something else is not certain: 2 shown as `2.000` may have been 2000.
fn otherwise(number: Decimal, shown: &str) -> Why {
    let thousandfold = number.checked_mul(Decimal::ONE_THOUSAND);
    match written(&plain(shown)) {
        Written::One(seen)
            if thousandfold == Some(seen) && !number.is_zero() && shown.contains(['.', ',']) =>
        {
            Why::TwoReadings(seen.normalize())
        }
        _ => Why::ShownOtherwise(shown.to_owned()),
    }
}

/// Whether a displayed text says a number, apart from grouping, zeros behind the point and, where the number is not whole, rounding.
pub fn says(shown: &str, value: f64) -> bool {
    let Some(number) = decimal(value) else {
        return false;
    };
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
    match whole
        .strip_suffix('.')
        .map(|whole| (whole, '.'))
        .or_else(|| whole.strip_suffix(',').map(|whole| (whole, ',')))
    {
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
    let words: Vec<String> =
        text.split_whitespace().map(|word| word.nfc().collect::<String>().to_lowercase()).collect();
    words.join(" ")
}

/// A count read from a cell that holds text, and whether it had to be read from text as a number (G107).
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
pub(crate) fn is_nil(text: &str) -> bool {
    let is_short = text.chars().filter(|c| c.is_alphanumeric()).nth(LONGEST).is_none();
    is_short && matches!(count_from_text(text).0, Reading::Nil | Reading::NotApplicable)
}

/// A spreadsheet's number with the 15 digits it really has; `None` beyond 28 digits, or where it is no number.
pub(crate) fn decimal(value: f64) -> Option<Decimal> {
    value
        .is_finite()
        .then(|| Decimal::from_scientific(&format!("{value:.14e}")).ok())
        .flatten()
        .map(|number| number.normalize())
}

/// Rounds as spreadsheets do: half away from zero.
pub fn rounded(number: Decimal, places: u32) -> Decimal {
    number.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero).normalize()
}

/// A number as a person in Vietnam reads it: `1.250`, `12,5`.
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
pub fn said(number: Decimal) -> Message {
    let turned = |c| match c {
        '.' => ',',
        ',' => '.',
        c => c,
    };
    let vi = written_vi(number);
    Message { en: vi.chars().map(turned).collect(), vi }
}

fn count(number: Decimal) -> Reading {
    if number.is_sign_negative() && !number.is_zero() {
        return Reading::misread(Why::Negative, Some(number));
    }
    if !number.fract().is_zero() {
        return Reading::misread(
            lost_thousand(number).map_or(Why::Fraction, Why::TwoReadings),
            None,
        );
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
    if !digits.starts_with(|c: char| c.is_ascii_digit())
        || !digits.chars().all(|c| c.is_ascii_digit() || is_separator(c))
    {
        return Written::Words;
    }
    let parts: Vec<&str> = digits.split(is_separator).collect();
    let separators: Vec<char> = digits.chars().filter(|c| is_separator(*c)).collect();
    let number = |text: &str| Decimal::from_str_exact(text).map_or(Written::Words, Written::One);
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
        return Written::Words;
    };
    let grouped = |parts: &[&str]| {
        parts.first().is_some_and(|p| (1..=3).contains(&p.len()) && !p.starts_with('0'))
            && parts.iter().skip(1).all(|p| p.len() == 3)
    };
    let all_same = separators.windows(2).all(|pair| pair.first() == pair.last());
    match separators.len() {
        0 => number(digits),
        _ if all_same && grouped(&parts) => number(&parts.concat()),
        // one separator with other than three digits behind it: a decimal, which no count has
        1 if !last.is_empty() && separators.first() != Some(&' ') => fraction(first, last),
        // groups, then another separator with zeros behind it: 1.250,00
        _ if separators
            .split_last()
            .is_some_and(|(end, rest)| !rest.contains(end) && matches!(end, '.' | ','))
            && separators.iter().rev().skip(1).collect::<std::collections::BTreeSet<_>>().len()
                == 1
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
    // `1000.000` may be a thousand or a million
    if behind.len() >= 3 && whole.len() > 3 {
        let joined = Decimal::from_str_exact(&format!("{whole}{behind}"));
        return joined.map_or(Written::Words, Written::Two);
    }
    let Ok(number) = Decimal::from_str_exact(&format!("{whole}.{behind}")) else {
        return Written::Words;
    };
    lost_thousand(number).filter(|_| behind.len() < 3).map_or(Written::One(number), Written::Two)
}

/// The whole number that a fraction between 1 and 1,000 is, where its point was meant to set thousands apart: 1.25 for 1.250.
fn lost_thousand(number: Decimal) -> Option<Decimal> {
    let may_be = number >= Decimal::ONE && number < Decimal::ONE_THOUSAND;
    may_be
        .then(|| (number * Decimal::ONE_THOUSAND).normalize())
        .filter(|lost| lost.fract().is_zero())
}

#[cfg(test)]
mod tests;
