//! Periods (*kỳ báo cáo*), their deadlines, and the calendar of days off.

use super::id::PeriodCode;
use super::key::Key;
use crate::text::Lang;
use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

/// A period for which reports are owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Its code, `2024-6T`.
    pub code: PeriodCode,
    /// Its name, *6 tháng đầu năm 2024*.
    pub name: String,
    /// Its name in English.
    pub name_en: String,
    /// Other ways units write it.
    pub aliases: Vec<String>,
    /// The deadline; ad hoc reports have none.
    pub deadline: Option<Deadline>,
    /// The first day of the data window, where the office has set one.
    pub from: Option<NaiveDate>,
    /// The last day of the data window.
    pub to: Option<NaiveDate>,
    /// The period it is compared with.
    pub previous: Option<Previous>,
}

/// The period before another, of the same plan or of an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Previous {
    /// Its code.
    pub code: PeriodCode,
    /// Whether its window lies within the later one, so that what adds up over the later takes in what was added up before.
    pub included: bool,
}

impl Period {
    /// Its name in a language.
    pub(crate) fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.name,
            Lang::En => &self.name_en,
        }
    }

    /// Whether its reports come as things arise (*đột xuất*): it has no deadline, and its reports are no versions of each other.
    pub(crate) const fn is_ad_hoc(&self) -> bool {
        self.deadline.is_none()
    }

    /// Whether a day falls in its data window; the office may have left either end open.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether a text names this period, by its name or one of its aliases.
    pub(crate) fn is_named(&self, text: &str) -> bool {
        let key = Key::new(text);
        std::iter::once(&self.name).chain(&self.aliases).any(|name| Key::new(name) == key)
            || Key::new(self.code.as_str()) == key
    }
}

/// A deadline (*thời hạn*).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deadline {
    /// *Trước* this day: the last on-time day is the day before.
    Before(NaiveDate),
    /// This day at the latest.
    By(NaiveDate),
}

impl Deadline {
    /// The last day on which a report is on time, to midnight in Vietnam.
    pub(crate) fn last_day(self) -> NaiveDate {
        match self {
            Self::Before(day) => day - TimeDelta::days(1),
            Self::By(day) => day,
        }
    }

    /// Days late of a report received on a day: 0 where it is on time.
    pub fn days_late(self, received: NaiveDate) -> i64 {
        (received - self.last_day()).num_days().max(0)
    }
}

/// A day off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// The day.
    pub day: NaiveDate,
    /// Its name in Vietnamese.
    pub name: String,
    /// Its name in English.
    pub name_en: String,
}

/// Days off and made-up working days, as far as they are known.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    /// Days off.
    pub holidays: Vec<Holiday>,
    /// Saturdays and Sundays on which offices work by decision.
    pub working: Vec<NaiveDate>,
}

/// Why offices do not work on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rest<'a> {
    /// A holiday.
    Holiday(&'a Holiday),
    /// Saturday or Sunday.
    Weekend,
}

impl Calendar {
    /// Why offices do not work on a day; `None` where they do.
    pub fn rest(&self, day: NaiveDate) -> Option<Rest<'_>> {
        if let Some(holiday) = self.holidays.iter().find(|holiday| holiday.day == day) {
            return Some(Rest::Holiday(holiday));
        }
        let weekend =
            matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.working.contains(&day);
        weekend.then_some(Rest::Weekend)
    }

    /// The last working day on or before a day.
    pub(crate) fn last_working_day(&self, day: NaiveDate) -> NaiveDate {
        let back = (0..60).map(|days| day - TimeDelta::days(days));
        back.into_iter().find(|day| self.rest(*day).is_none()).unwrap_or(day)
    }

    /// The first working day after a day.
    pub(crate) fn next_working_day(&self, day: NaiveDate) -> NaiveDate {
        let ahead = (1..60).map(|days| day + TimeDelta::days(days));
        ahead.into_iter().find(|day| self.rest(*day).is_none()).unwrap_or(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default()
    }

    #[test]
    fn before_the_first_of_may_ends_on_the_thirtieth_of_april() {
        let deadline = Deadline::Before(day(2024, 5, 1));
        assert_eq!(deadline.last_day(), day(2024, 4, 30));
        assert_eq!(
            [day(2024, 4, 30), day(2024, 5, 1), day(2024, 5, 3)].map(|d| deadline.days_late(d)),
            [0, 1, 3]
        );
        assert_eq!(Deadline::By(day(2024, 5, 1)).days_late(day(2024, 5, 1)), 0);
    }

    #[test]
    fn a_made_up_saturday_is_a_working_day() {
        let calendar = Calendar {
            holidays: vec![Holiday {
                day: day(2024, 4, 30),
                name: "Ngày Chiến thắng".into(),
                name_en: "Victory Day".into(),
            }],
            working: vec![day(2024, 5, 4)],
        };
        assert!(matches!(calendar.rest(day(2024, 4, 30)), Some(Rest::Holiday(_))));
        assert_eq!(calendar.rest(day(2024, 5, 4)), None);
        assert_eq!(calendar.rest(day(2024, 5, 5)), Some(Rest::Weekend));
        assert_eq!(calendar.last_working_day(day(2024, 4, 28)), day(2024, 4, 26));
        assert_eq!(
            [day(2024, 4, 29), day(2024, 5, 3)].map(|d| calendar.next_working_day(d)),
            [day(2024, 5, 1), day(2024, 5, 4)]
        );
    }
}
