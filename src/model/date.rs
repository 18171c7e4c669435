//! Reads dates as people write them. A text is read as a date only if no other date is possible.

use super::key::Key;
use crate::text::Message;
use chrono::{Datelike, NaiveDate};
use std::iter::Peekable;
use std::sync::LazyLock;

/// Reads a date from a text: `30/4/2024`, `30.IV.2024`, `30-Apr-2024`, `ngày 30 tháng Tư năm 2024`,
/// `2024-04-30`.
///
/// The year has four digits. If two numbers could be the month, the second is.
pub(crate) fn day_from_text(text: &str) -> Option<NaiveDate> {
    let written = Written::parse(text)?;
    written.in_order(written.full_year()?)
}

/// Reads a date from a text in a report, at most one year away from `year`.
///
/// Accepts what [`day_from_text`] accepts, years of two digits, the month first if no other order
/// gives a date, and the serial numbers of spreadsheets.
pub(crate) fn day_near(text: &str, year: i32) -> Option<NaiveDate> {
    let near = |day: &NaiveDate| (day.year() - year).abs() <= 1;
    let by_serial = || {
        text.trim()
            .parse()
            .ok()
            .filter(|_| is_serial(text))
            .and_then(|serial| day_from_serial(serial, false))
    };
    let as_written = || {
        let written = Written::parse(text)?;
        let year = written.full_year().or_else(|| written.short_year())?;
        written.in_order(year).or_else(|| written.month_first(year))
    };
    day_from_text(text).or_else(|| as_written().filter(near)).or_else(|| by_serial().filter(near))
}

/// Reads a date without a year, `30/4` or `ngày 30 tháng 4`, as one of `year`.
pub(crate) fn day_without_year(text: &str, year: i32) -> Option<NaiveDate> {
    day_from_text(&format!("{text}/{year}"))
}

/// Returns whether a text can be the serial number of a date in a spreadsheet: five digits.
pub(crate) fn is_serial(text: &str) -> bool {
    let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), "0"));
    whole.len() == 5 && is_number(whole) && is_number(part)
}

/// Returns whether a text can only be read with the month first: `4/22/2024`.
pub(crate) fn is_month_first(text: &str) -> bool {
    let Some(written) = Written::parse(text) else {
        return false;
    };
    let year = written.full_year().or_else(|| written.short_year());
    year.is_some_and(|year| written.in_order(year).is_none() && written.month_first(year).is_some())
}

/// Parts of a date as written.
struct Written {
    first: Part,
    second: Part,
    year: String,
}

/// Part of a date: a number, or a month given by name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Number(u32),
    Month(u32),
}

impl Written {
    /// Splits a text that consists of a date. Words may precede the date only if *ngày* or *tháng*
    /// follows them.
    fn parse(text: &str) -> Option<Self> {
        let (text, clock) = match text.split_once(':') {
            // "30/4/2024 0:00", "2024-04-30T00:00:00": the digits before the first colon are the
            // hour
            Some((before, _)) => {
                (before.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('T'), true)
            }
            None => (text, false),
        };
        let key = Key::new(text);
        let words: Vec<&str> = key.words().collect();
        let start = words.iter().position(|word| {
            *word == DAY.as_str() || is_number(word) || month_named(word).is_some()
        })?;
        let (before, words) = words.split_at_checked(start)?;
        let mut words = words.iter().copied().peekable();
        let mut said = words.next_if(|word| *word == DAY.as_str()).is_some();
        let first = part(words.next()?)?;
        said |= words.next_if(|word| is_month_word(word)).is_some();
        let second = match words.next()? {
            word if said => part(word).or_else(|| month_spelled(word, &mut words))?,
            word => part(word).or_else(|| month_roman(word))?,
        };
        words.next_if(|word| *word == YEAR.as_str());
        let year = words.next().filter(|word| is_number(word))?.to_owned();
        let alone = words.next().is_none() && (before.is_empty() || said) && !(said && clock);
        if !alone {
            return None;
        }
        match (first, second) {
            // "2024-04-30"
            (Part::Number(number), Part::Number(month)) if number >= 1000 && year.len() <= 2 => {
                Some(Self {
                    first: Part::Number(year.parse().ok()?),
                    second: Part::Number(month),
                    year: number.to_string(),
                })
            }
            (Part::Month(_), Part::Month(_)) => None,
            _ => Some(Self { first, second, year }),
        }
    }

    /// Returns the year if it has four digits.
    fn full_year(&self) -> Option<i32> {
        (self.year.len() == 4).then(|| self.year.parse().ok()).flatten()
    }

    /// Returns the year if it has two digits.
    fn short_year(&self) -> Option<i32> {
        (self.year.len() == 2).then(|| Some(2000 + self.year.parse::<i32>().ok()?)).flatten()
    }

    /// Returns the date if the month is the second part or given by name.
    fn in_order(&self, year: i32) -> Option<NaiveDate> {
        match (self.first, self.second) {
            (Part::Number(day), Part::Number(month) | Part::Month(month))
            | (Part::Month(month), Part::Number(day)) => NaiveDate::from_ymd_opt(year, month, day),
            (Part::Month(_), Part::Month(_)) => None,
        }
    }

    /// Returns the date if the month is the first of two numbers.
    fn month_first(&self, year: i32) -> Option<NaiveDate> {
        match (self.first, self.second) {
            (Part::Number(month), Part::Number(day)) => NaiveDate::from_ymd_opt(year, month, day),
            _ => None,
        }
    }
}

/// *Ngày*, *tháng* and *năm* as keys, with the short forms of *tháng*.
static DAY: LazyLock<Key> = LazyLock::new(|| Key::new("ngày"));
static MONTH: LazyLock<[Key; 3]> = LazyLock::new(|| ["tháng", "thg", "th"].map(Key::new));
static YEAR: LazyLock<Key> = LazyLock::new(|| Key::new("năm"));

/// Names of months that follow *tháng*.
static SPELT: LazyLock<Vec<(Key, u32)>> = LazyLock::new(|| {
    let spelt = [
        ("giêng", 1),
        ("một", 1),
        ("hai", 2),
        ("ba", 3),
        ("tư", 4),
        ("bốn", 4),
        ("năm", 5),
        ("sáu", 6),
        ("bảy", 7),
        ("bẩy", 7),
        ("tám", 8),
        ("chín", 9),
        ("mười", 10),
        ("mười một", 11),
        ("mười hai", 12),
        ("chạp", 12),
    ];
    spelt.into_iter().map(|(name, month)| (Key::new(name), month)).collect()
});

const ROMAN: [&str; 12] =
    ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

/// English names of months; their abbreviations are prefixes.
const ENGLISH: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn is_number(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
}

fn is_month_word(word: &str) -> bool {
    MONTH.iter().any(|month| month.as_str() == word)
}

/// Reads a number of one, two or four digits (a year that is the first part), or a month given by
/// name.
fn part(word: &str) -> Option<Part> {
    let sized = matches!(word.len(), 1 | 2 | 4) && is_number(word);
    if sized { word.parse().ok().map(Part::Number) } else { month_named(word).map(Part::Month) }
}

/// Reads a month from an English name or abbreviation, or from `thg4`.
fn month_named(word: &str) -> Option<u32> {
    let glued = MONTH
        .iter()
        .find_map(|month| word.strip_prefix(month.as_str())?.parse().ok())
        .filter(|month| (1..=12).contains(month));
    let english = || ENGLISH.iter().position(|name| word.len() >= 3 && name.starts_with(word));
    let numbered = |place: usize| u32::try_from(place + 1).ok();
    glued.or_else(|| if word == "sept" { Some(9) } else { english().and_then(numbered) })
}

/// Reads a month from a Roman numeral.
fn month_roman(word: &str) -> Option<Part> {
    ROMAN
        .iter()
        .position(|roman| *roman == word)
        .and_then(|place| u32::try_from(place + 1).ok())
        .map(Part::Month)
}

/// Reads a month from one or two words: *mười hai* is one month, but *mười* in *tháng mười năm
/// 2024* is another.
fn month_spelled<'w>(
    word: &str,
    rest: &mut Peekable<impl Iterator<Item = &'w str>>,
) -> Option<Part> {
    let month = |written: &str| {
        SPELT.iter().find(|(name, _)| name.as_str() == written).map(|(_, month)| *month)
    };
    let long = rest.peek().and_then(|next| month(&format!("{word} {next}")));
    if long.is_some() {
        rest.next();
    }
    long.or_else(|| month(word)).map(Part::Month).or_else(|| month_roman(word))
}

/// Converts the serial number of a spreadsheet into a date; `None` outside the years 1900–9999, and
/// for 29 February 1900, which does not exist.
pub(crate) fn day_from_serial(serial: f64, from_1904: bool) -> Option<NaiveDate> {
    if !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "bounded above")]
    let days = serial.floor() as i64;
    let (epoch, days) = match (from_1904, days) {
        (true, days) => (NaiveDate::from_ymd_opt(1904, 1, 1)?, days),
        (false, 60 | 0) => return None,
        (false, days) if days < 60 => (NaiveDate::from_ymd_opt(1899, 12, 31)?, days),
        (false, days) => (NaiveDate::from_ymd_opt(1899, 12, 30)?, days),
    };
    epoch.checked_add_signed(chrono::TimeDelta::days(days))
}

/// Returns the serial number of a date in a spreadsheet (1900 date system).
pub(crate) fn serial_of_day(day: NaiveDate) -> f64 {
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    f64::from(i32::try_from((day - epoch).num_days()).unwrap_or(0))
}

/// Returns the last day of a month.
pub(crate) fn last_day_of_month(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1)?
        .checked_add_months(chrono::Months::new(1))?
        .checked_sub_days(chrono::Days::new(1))
}

/// Formats a date for Vietnamese letters and tables: `30/4/2024`, with a leading zero for days
/// below 10 and for the months 1 and 2 (Nghị định 30/2020/NĐ-CP, Phụ lục I).
pub fn written_vi(day: NaiveDate) -> String {
    match day.month() {
        1 | 2 => day.format("%d/%m/%Y").to_string(),
        month => format!("{:02}/{month}/{}", day.day(), day.year()),
    }
}

/// Formats a date for English prose: `30 April 2024`.
pub(crate) fn written_en(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// Formats a date in both languages.
pub fn to_message(day: NaiveDate) -> Message {
    Message { vi: written_vi(day), en: written_en(day) }
}

#[cfg(test)]
mod tests;
