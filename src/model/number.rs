//! Reads counts as people write them. A text is read as a number only if no other number is
//! possible.

mod decimal;
mod kind;

use super::reading::{Reading, Why};
use crate::text::Message;
use rust_decimal::{Decimal, RoundingStrategy};
use unicode_normalization::UnicodeNormalization;

pub(crate) use decimal::{number_from_number, number_from_text};
pub use kind::NumberKind;

/// Largest plausible count: the province has fewer than four million people. Telephone numbers and
/// dates without separators are larger.
pub(crate) const LARGEST: i64 = 99_999_999;

/// Wordings for “nothing to report”; dashes mean the same.
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

/// Wordings for “not applicable”.
pub(crate) const NOT_APPLICABLE: [&str; 4] = [
    "không thuộc nhiệm vụ",
    "không thuộc chức năng",
    "không thuộc chức năng, nhiệm vụ",
    "không áp dụng",
];

/// Reads a count from a cell that contains a number; `shown` is the displayed text if it differs.
pub fn count_from_number(value: f64, shown: Option<&str>) -> Reading {
    let Some(number) = decimal(value) else {
        return Reading::misread(
            if value.is_finite() { Why::TooLarge } else { Why::NotANumber },
            None,
        );
    };
    match (count(number), shown) {
        // a number that is not valid keeps its own reason
        (Reading::Number(_), Some(shown)) => {
            Reading::misread(displayed_differently(number, shown), None)
        }
        (Reading::Misread(misread), Some(shown))
            if matches!(misread.why, Why::Fraction | Why::TwoReadings(_)) =>
        {
            Reading::misread(displayed_differently(number, shown), None)
        }
        (reading, _) => reading,
    }
}

/// Explains why a number displayed differently is not certain: 2 displayed as `2.000` may have been
/// 2000.
fn displayed_differently(number: Decimal, shown: &str) -> Why {
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

/// Returns whether a displayed text is the number, except for grouping, trailing zeros and, if the
/// number is not whole, rounding.
pub fn displays(shown: &str, value: f64) -> bool {
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

/// Removes the decimal point at the end, or trailing decimal zeros if digit groups show which sign
/// is the decimal point.
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

/// Dashes that people type as a minus sign or for “nothing to report”.
const DASHES: [char; 8] = ['-', '–', '—', '−', '‐', '‑', '‒', '―'];

fn is_dashes(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| DASHES.contains(&c) || c == ' ')
}

/// Normalizes a text for comparison: composed, lower case, single spaces, without one punctuation
/// mark at the end.
fn folded(text: &str) -> String {
    let text = text.strip_suffix(['.', ',', ';', '!', '…']).unwrap_or(text);
    let words: Vec<String> =
        text.split_whitespace().map(|word| word.nfc().collect::<String>().to_lowercase()).collect();
    words.join(" ")
}

/// Reads a count from a cell that contains text, and returns whether a number had to be read from
/// text (G107).
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
    // a full stop ends the text as it ends a sentence
    let digits = digits.strip_suffix('.').unwrap_or(digits);
    match written(digits) {
        Written::One(number) if negative => (count(-number), true),
        Written::One(number) => (count(number), true),
        Written::Two(other) => (Reading::misread(Why::TwoReadings(other), None), true),
        Written::Words => (Reading::misread(Why::NotANumber, None), false),
    }
}

/// More letters than any text in [`NIL`] or [`NOT_APPLICABLE`] has.
const LONGEST: usize = 32;

/// Returns whether a text only says that there is nothing to report: `-`, *không có*, *không thuộc
/// nhiệm vụ*.
pub(crate) fn is_nil(text: &str) -> bool {
    let is_short = text.chars().filter(|c| c.is_alphanumeric()).nth(LONGEST).is_none();
    is_short && matches!(count_from_text(text).0, Reading::Nil | Reading::NotApplicable)
}

/// Converts the number of a spreadsheet, rounded to its 15 significant digits; `None` if it is not
/// finite or exceeds 28 digits.
pub(crate) fn decimal(value: f64) -> Option<Decimal> {
    value
        .is_finite()
        .then(|| Decimal::from_scientific(&format!("{value:.14e}")).ok())
        .flatten()
        .map(|number| number.normalize())
}

/// Rounds like spreadsheets: half away from zero.
pub(crate) fn rounded(number: Decimal, places: u32) -> Decimal {
    number.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero).normalize()
}

/// Formats a number in Vietnamese: `1.250`, `12,5`.
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

/// Formats a number in both languages: `1.000` in Vietnamese, `1,000` in English.
pub fn to_message(number: Decimal) -> Message {
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

/// Returns whether a character is invisible and does not change the order of digits.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202d}' | '\u{2066}'..='\u{2069}')
}

/// Removes invisible characters and spaces at the ends and a leading apostrophe; replaces
/// full-width digits and special spaces.
///
/// Invisible characters, tabs and line breaks between digits stay, because they may separate two
/// numbers.
fn plain(text: &str) -> String {
    let ends = |c: char| c.is_whitespace() || is_invisible(c);
    let inside = text.trim_matches(ends);
    let inside = inside.strip_prefix(['\'', '’']).unwrap_or(inside).trim_matches(ends);
    // right-to-left marks reverse the displayed order of groups separated by spaces
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

/// Signs between groups of digits; apostrophes separate thousands only.
const SEPARATORS: [char; 5] = ['.', ',', ' ', '\'', '’'];

enum Written {
    /// Exactly one number is possible.
    One(Decimal),
    /// Two numbers are possible; the larger one.
    Two(Decimal),
    /// Not a number.
    Words,
}

/// Reads digits with separators. Three digits after a separator are a group of thousands, because
/// counts have no decimal places.
fn written(digits: &str) -> Written {
    let is_separator = |c: char| SEPARATORS.contains(&c);
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
        // one separator not followed by three digits: a decimal fraction, which counts do not
        // have
        1 if !last.is_empty() && matches!(separators.first(), Some('.' | ',')) => {
            fraction(first, last)
        }
        // groups followed by a decimal separator and zeros: 1.250,00
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
    // `1000.000` may be one thousand or one million
    if behind.len() >= 3 && whole.len() > 3 {
        let joined = Decimal::from_str_exact(&format!("{whole}{behind}"));
        return joined.map_or(Written::Words, Written::Two);
    }
    let Ok(number) = Decimal::from_str_exact(&format!("{whole}.{behind}")) else {
        return Written::Words;
    };
    lost_thousand(number).filter(|_| behind.len() < 3).map_or(Written::One(number), Written::Two)
}

/// Returns the count meant by a fraction between 1 and 1,000 if its decimal point separates
/// thousands: 1.250 is stored as 1.25.
fn lost_thousand(number: Decimal) -> Option<Decimal> {
    let may_be = number >= Decimal::ONE && number < Decimal::ONE_THOUSAND;
    may_be
        .then(|| (number * Decimal::ONE_THOUSAND).normalize())
        .filter(|lost| lost.fract().is_zero())
}

#[cfg(test)]
mod tests;
