//! Defines the periods of a series (*báo cáo hằng tháng, hằng quý …*): whole months of a year, their
//! codes and names.

use super::date::last_day_of_month;
use crate::msg;
use crate::text::Message;
use chrono::{Datelike as _, Days, Months, NaiveDate};

/// Frequency of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Every {
    Month,
    Quarter,
    HalfYear,
    Year,
}

impl Every {
    /// Words of the plan file, with their meanings.
    pub(crate) const WORDS: [(&'static str, Self); 4] = [
        ("month", Self::Month),
        ("quarter", Self::Quarter),
        ("half-year", Self::HalfYear),
        ("year", Self::Year),
    ];

    const fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::HalfYear => 6,
            Self::Year => 12,
        }
    }

    /// Returns whether a period of this frequency consists of several of another.
    pub(crate) const fn consists_of(self, part: Self) -> bool {
        part.months() < self.months()
    }

    /// Returns the periods of a year. Cumulative periods all begin in January.
    pub(crate) fn periods(self, year: i32, cumulative: bool) -> Vec<MonthRange> {
        let lasts = (1..=12).filter(|month| month % self.months() == 0);
        let first = |last| if cumulative { 1 } else { last + 1 - self.months() };
        lasts.map(|last| MonthRange { year, first: first(last), last }).collect()
    }
}

/// Consecutive whole months of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MonthRange {
    year: i32,
    /// From 1.
    first: u32,
    /// Up to 12.
    last: u32,
}

impl MonthRange {
    /// Returns the code: `2026-T09`, `2026-Q3`, `2026-6T`, `2026-NAM`. It depends on the months only,
    /// so that two series cannot give one time two codes.
    pub(crate) fn code(self) -> String {
        let Self { year, first, last } = self;
        match (first, last) {
            (1, 12) => format!("{year}-NAM"),
            (7, 12) => format!("{year}-6TC"),
            _ if first == last => format!("{year}-T{last:02}"),
            _ if self.is_quarter() => format!("{year}-Q{}", last / 3),
            _ => format!("{year}-{last}T"),
        }
    }

    /// Returns the name: *tháng 9 năm 2026*, *quý III năm 2026*.
    pub(crate) fn name(self) -> Message {
        let Self { year, first, last } = self;
        let nth = |words: &[&'static str], number: u32| {
            let place = usize::try_from(number).unwrap_or_default().wrapping_sub(1);
            words.get(place).copied().unwrap_or_default()
        };
        match (first, last) {
            (1, 12) => msg!("năm {year}", "the year {year}"),
            (7, 12) => msg!("6 tháng cuối năm {year}", "last six months of {year}"),
            _ if first == last => {
                let zero = if last < 3 { "0" } else { "" };
                let month = NaiveDate::from_ymd_opt(year, last, 1).unwrap_or_default().format("%B");
                msg!("tháng {zero}{last} năm {year}", "{month} {year}")
            }
            _ if self.is_quarter() => {
                let (roman, ordinal) = (nth(&ROMAN, last / 3), nth(&ORDINALS, last / 3));
                msg!("quý {roman} năm {year}", "{ordinal} quarter of {year}")
            }
            _ => {
                let many = nth(&NUMBERS, last);
                msg!("{last} tháng đầu năm {year}", "first {many} months of {year}")
            }
        }
    }

    const fn is_quarter(self) -> bool {
        self.last.is_multiple_of(3) && self.first + 2 == self.last
    }

    /// Returns the periods of a frequency in these months.
    pub(crate) fn parts(self, every: Every) -> impl Iterator<Item = Self> {
        let all = every.periods(self.year, false).into_iter();
        all.filter(move |part| self.first <= part.first && part.last <= self.last)
    }

    /// Returns the first and the last day of the data. If a first day of the month after the 1st is
    /// given, the data is that from this day of the month before to the day before it in the last
    /// month: 15 means 15 August to 14 September for September.
    pub(crate) fn window(self, first_day: u32) -> Option<(NaiveDate, NaiveDate)> {
        let begin = |month| NaiveDate::from_ymd_opt(self.year, month, first_day);
        if first_day == 1 {
            return Some((begin(self.first)?, last_day_of_month(self.year, self.last)?));
        }
        let from = begin(self.first)?.checked_sub_months(Months::new(1))?;
        Some((from, begin(self.last)?.checked_sub_days(Days::new(1))?))
    }

    /// Returns a day of the last month, or of a month after it; the last day of months that have no
    /// such day.
    pub(crate) fn due(self, day: u32, months_after: u32) -> Option<NaiveDate> {
        let month = NaiveDate::from_ymd_opt(self.year, self.last, 1)?
            .checked_add_months(Months::new(months_after))?;
        month.with_day(day).or_else(|| last_day_of_month(month.year(), month.month()))
    }
}

const ROMAN: [&str; 4] = ["I", "II", "III", "IV"];
const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];
const NUMBERS: [&str; 11] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"];
