//! Defines reporting periods (*kỳ báo cáo*), their deadlines and the calendar of days off.

use super::id::PeriodCode;
use super::key::Key;
use crate::msg;
use crate::text::{Lang, Message};
use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

/// Reporting period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Code, such as `2024-6T`.
    pub code: PeriodCode,
    /// Name, such as *6 tháng đầu năm 2024*.
    pub name: String,
    pub name_en: String,
    /// Other wordings used by units.
    pub aliases: Vec<String>,
    /// Deadline; ad hoc reports have none.
    pub deadline: Option<Deadline>,
    /// First day of the data window, if set by the office.
    pub from: Option<NaiveDate>,
    /// Last day of the data window, if set by the office.
    pub to: Option<NaiveDate>,
    /// Period for comparison.
    pub previous: Option<Previous>,
    /// Periods of the plan whose figures add up to those of this one; empty if none.
    pub parts: Vec<PeriodCode>,
}

/// Previous period, in the same plan or an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Previous {
    pub code: PeriodCode,
    /// Whether its data window is part of the later one, so that cumulative figures include its
    /// figures.
    pub included: bool,
}

impl Period {
    /// Returns the name in a language.
    pub(crate) fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.name,
            Lang::En => &self.name_en,
        }
    }

    /// Returns whether reports are sent when incidents occur (*đột xuất*): no deadline, and no
    /// report replaces another.
    pub(crate) const fn is_ad_hoc(&self) -> bool {
        self.deadline.is_none()
    }

    /// Returns whether a day is in the data window; either end may be open.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Returns the number of days in the data window, if set.
    pub(crate) fn days(&self) -> Option<i64> {
        Some((self.to? - self.from?).num_days() + 1)
    }

    /// Returns whether a text is the name, an alias or the code of the period.
    pub(crate) fn is_named(&self, text: &str) -> bool {
        let key = Key::new(text);
        std::iter::once(&self.name).chain(&self.aliases).any(|name| Key::new(name) == key)
            || Key::new(self.code.as_str()) == key
    }
}

/// Deadline (*thời hạn*).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deadline {
    /// *Trước* this day: the last on-time day is the day before.
    Before(NaiveDate),
    /// This day at the latest.
    By(NaiveDate),
}

impl Deadline {
    /// Returns the last on-time day, which ends at midnight in Vietnam.
    pub(crate) fn last_day(self) -> NaiveDate {
        match self {
            Self::Before(day) => day - TimeDelta::days(1),
            Self::By(day) => day,
        }
    }

    /// Returns the days from the last on-time day to the received date; 0 if on time.
    pub fn days_late(self, received: NaiveDate) -> i64 {
        (received - self.last_day()).num_days().max(0)
    }
}

/// Public holiday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    pub day: NaiveDate,
    pub name: String,
    pub name_en: String,
}

/// Public holidays and compensatory working days, as far as known.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    pub holidays: Vec<Holiday>,
    /// Saturdays and Sundays that a decision makes working days.
    pub working: Vec<NaiveDate>,
}

/// Reason for a day off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayOff<'a> {
    Holiday(&'a Holiday),
    Weekend,
}

impl DayOff<'_> {
    /// Returns the reason in words: *ngày nghỉ (Ngày Chiến thắng)*.
    pub(crate) fn to_message(&self) -> Message {
        match self {
            Self::Holiday(Holiday { name, name_en, .. }) => {
                msg!("ngày nghỉ ({name})", "a non-working day ({name_en})")
            }
            Self::Weekend => msg!("ngày nghỉ cuối tuần", "on a weekend"),
        }
    }
}

impl Calendar {
    /// Returns the reason for a day off; `None` on working days.
    pub fn day_off(&self, day: NaiveDate) -> Option<DayOff<'_>> {
        if let Some(holiday) = self.holidays.iter().find(|holiday| holiday.day == day) {
            return Some(DayOff::Holiday(holiday));
        }
        let weekend =
            matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.working.contains(&day);
        weekend.then_some(DayOff::Weekend)
    }

    /// Returns the last working day on or before a day.
    pub(crate) fn last_working_day(&self, day: NaiveDate) -> NaiveDate {
        let back = (0..60).map(|days| day - TimeDelta::days(days));
        back.into_iter().find(|day| self.day_off(*day).is_none()).unwrap_or(day)
    }

    /// Returns the first working day after a day.
    pub(crate) fn next_working_day(&self, day: NaiveDate) -> NaiveDate {
        let ahead = (1..60).map(|days| day + TimeDelta::days(days));
        ahead.into_iter().find(|day| self.day_off(*day).is_none()).unwrap_or(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default()
    }

    #[test]
    fn a_deadline_before_a_day_ends_the_day_before() {
        let deadline = Deadline::Before(day(2024, 5, 1));
        assert_eq!(deadline.last_day(), day(2024, 4, 30));
        assert_eq!(
            [day(2024, 4, 30), day(2024, 5, 1), day(2024, 5, 3)].map(|d| deadline.days_late(d)),
            [0, 1, 3]
        );
        assert_eq!(Deadline::By(day(2024, 5, 1)).days_late(day(2024, 5, 1)), 0);
    }

    #[test]
    fn a_compensatory_saturday_is_a_working_day() {
        let calendar = Calendar {
            holidays: vec![Holiday {
                day: day(2024, 4, 30),
                name: "Ngày Chiến thắng".into(),
                name_en: "Victory Day".into(),
            }],
            working: vec![day(2024, 5, 4)],
        };
        assert!(matches!(calendar.day_off(day(2024, 4, 30)), Some(DayOff::Holiday(_))));
        assert_eq!(calendar.day_off(day(2024, 5, 4)), None);
        assert_eq!(calendar.day_off(day(2024, 5, 5)), Some(DayOff::Weekend));
        assert_eq!(calendar.last_working_day(day(2024, 4, 28)), day(2024, 4, 26));
        assert_eq!(
            [day(2024, 4, 29), day(2024, 5, 3)].map(|d| calendar.next_working_day(d)),
            [day(2024, 5, 1), day(2024, 5, 4)]
        );
    }
}
