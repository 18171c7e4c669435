//! Reads numbers with decimal places, percentages and numbers with bounds. A text is read as a
//! number only if no other number is possible.

use super::super::reading::{Reading, Why};
use super::kind::NumberKind;
use super::{
    DASHES, SEPARATORS, count_from_number, count_from_text, decimal, displays, lost_thousand,
    plain, rounded,
};
use rust_decimal::Decimal;

/// Largest percentage in a cell of percent format, unless the plan sets a maximum: 9875% is a 98,75
/// that received the format later.
const MOST_PERCENT: i64 = 1000;

/// Reads a number from a cell that contains a number; `shown` is the displayed text if it differs.
pub(crate) fn number_from_number(value: f64, shown: Option<&str>, kind: &NumberKind) -> Reading {
    if kind.is_count {
        return check_bounds(count_from_number(value, shown), kind);
    }
    let Some(number) = decimal(value) else {
        return count_from_number(value, shown);
    };
    match shown {
        Some(shown) => match percent_shown(shown, value, number, kind) {
            Some(percent) => kind.checked(rounded(percent, kind.decimals)),
            // displayed differently: same reasons as for a count
            None => match count_from_number(value, Some(shown)) {
                Reading::Misread(misread) if matches!(misread.why, Why::TwoReadings(_)) => {
                    Reading::Misread(misread)
                }
                _ => Reading::misread(Why::ShownOtherwise(shown.to_owned()), None),
            },
        },
        None => plain_number(number, kind),
    }
}

/// Returns the percentage that a cell displays with its sign, such as `98,75%`; `None` if there is
/// no sign or the value is implausible.
fn percent_shown(shown: &str, value: f64, number: Decimal, kind: &NumberKind) -> Option<Decimal> {
    let digits = shown.trim().strip_suffix('%').filter(|_| kind.is_percent)?.trim_end();
    let hundredfold = number.checked_mul(Decimal::ONE_HUNDRED)?;
    if displays(digits, value * 100.0) {
        let is_possible = kind.max.is_some() || hundredfold.abs() <= Decimal::from(MOST_PERCENT);
        return is_possible.then_some(hundredfold);
    }
    displays(digits, value).then_some(number)
}

/// Reads a number that the cell displays unchanged.
fn plain_number(number: Decimal, kind: &NumberKind) -> Reading {
    let is_possible = |other: &Decimal| kind.allows(*other);
    if number.normalize().scale() > kind.decimals
        && let Some(lost) = lost_thousand(number).filter(is_possible)
    {
        return Reading::misread(Why::TwoReadings(lost), None);
    }
    // 0.95 for a percentage may mean 95%
    if kind.is_percent && number > Decimal::ZERO && number <= Decimal::ONE {
        let hundredfold = (number * Decimal::ONE_HUNDRED).normalize();
        if kind.allows(hundredfold) {
            return Reading::misread(Why::TwoReadings(hundredfold), Some(number));
        }
    }
    kind.checked(rounded(number, kind.decimals))
}

/// Reads a number from a cell that contains text, and returns whether it had to be read from text
/// (G107).
pub(crate) fn number_from_text(text: &str, kind: &NumberKind) -> (Reading, bool) {
    let as_count = count_from_text(text);
    if kind.is_count {
        return (check_bounds(as_count.0, kind), as_count.1);
    }
    if matches!(as_count.0, Reading::Blank | Reading::Nil | Reading::NotApplicable) {
        return as_count;
    }
    let plain = plain(text);
    let (is_negative, digits) = match plain.strip_prefix(DASHES) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, plain.strip_prefix('+').unwrap_or(&plain)),
    };
    let percent = digits.strip_suffix('%').filter(|_| kind.is_percent).map(str::trim_end);
    let signed = |number: Decimal| if is_negative { -number } else { number };
    let reading = match written(percent.unwrap_or(digits), kind) {
        Some((number, None)) if percent.is_some() => places(signed(number), kind),
        Some((number, None)) => match plain_number(signed(number), kind) {
            Reading::Number(_) => places(signed(number), kind),
            other => other,
        },
        Some((_, Some(other))) => Reading::misread(Why::TwoReadings(other), None),
        None => return (Reading::misread(Why::NotANumber, None), false),
    };
    (reading, true)
}

/// Checks a number written with decimal places; none of them may be dropped.
fn places(number: Decimal, kind: &NumberKind) -> Reading {
    if number.normalize().scale() > kind.decimals {
        return Reading::misread(Why::Fraction, None);
    }
    kind.checked(number)
}

/// Reads digits with separators; returns the number and, if a second one is possible, that too.
fn written(digits: &str, kind: &NumberKind) -> Option<(Decimal, Option<Decimal>)> {
    let is_separator = |c: char| SEPARATORS.contains(&c);
    if !digits.starts_with(|c: char| c.is_ascii_digit())
        || !digits.chars().all(|c| c.is_ascii_digit() || is_separator(c))
    {
        return None;
    }
    let number = |text: &str| Decimal::from_str_exact(text).ok();
    let Some((whole, behind)) = digits.rsplit_once(is_separator) else {
        return Some((number(digits)?, None));
    };
    let last = digits.get(whole.len()..digits.len() - behind.len())?;
    let groups: Vec<&str> = whole.split(is_separator).collect();
    let separators: String = whole.chars().filter(|c| is_separator(*c)).collect();
    let is_grouped =
        groups.first().is_some_and(|p| (1..=3).contains(&p.len()) && !p.starts_with('0'))
            && groups.iter().skip(1).all(|p| p.len() == 3)
            && separators.chars().all(|c| separators.starts_with(c));
    let joined = groups.concat();
    let with_point = || number(&format!("{joined}.{behind}"));
    if behind.is_empty() {
        return None;
    }
    match (separators.is_empty(), separators.starts_with(last)) {
        // 1.250.000
        (false, true) if is_grouped && behind.len() == 3 => {
            Some((number(&format!("{joined}{behind}"))?, None))
        }
        // 1.250,5
        (false, false) if is_grouped && is_point(last) => Some((with_point()?, None)),
        (true, _) => single(&joined, last, behind, kind),
        _ => None,
    }
}

/// Returns whether a separator may be the decimal point.
fn is_point(separator: &str) -> bool {
    matches!(separator, "." | ",")
}

/// Reads digits with one separator: a decimal point or a separator of thousands.
fn single(
    whole: &str,
    separator: &str,
    behind: &str,
    kind: &NumberKind,
) -> Option<(Decimal, Option<Decimal>)> {
    let joined = Decimal::from_str_exact(&format!("{whole}{behind}")).ok()?;
    let is_group = behind.len() == 3 && whole.len() <= 3 && !whole.starts_with('0');
    if !is_point(separator) {
        return is_group.then_some((joined, None));
    }
    let fraction = Decimal::from_str_exact(&format!("{whole}.{behind}")).ok()?;
    let is_long = behind.len() >= 3 && whole.len() > 3;
    if !is_group && !is_long {
        return Some((fraction, None));
    }
    // thousands, unless the indicator has three decimal places, a comma may be the decimal
    // point, or the larger number is out of bounds
    let is_fraction_possible =
        kind.decimals >= 3 || separator == "," || is_long || !kind.allows(joined);
    Some((joined, is_fraction_possible.then_some(joined)))
}

/// Checks a count against the bounds in the plan.
fn check_bounds(reading: Reading, kind: &NumberKind) -> Reading {
    match reading {
        Reading::Number(number) if !kind.allows(number) => {
            Reading::misread(Why::OutOfBounds, Some(number))
        }
        reading => reading,
    }
}

#[cfg(test)]
mod tests;
