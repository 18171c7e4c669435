//! The days on which the batch runs: around each deadline, as they come every year.

use crate::model::period::{Deadline, Period};
use crate::model::plan::Plan;
use chrono::{Datelike as _, NaiveDate, TimeDelta};
use std::collections::BTreeSet;

/// A common year and a leap year: a day that falls into a window in either is among its days.
const YEARS: [i32; 2] = [2023, 2024];

/// A day of any year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day {
    pub(super) month: u32,
    pub(super) day: u32,
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Self {
        Self { month: date.month(), day: date.day() }
    }
}

/// Days of one month, from the first to the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) month: u32,
    pub(super) first: u32,
    pub(super) last: u32,
}

/// The days around a deadline.
#[derive(Debug)]
pub(super) struct Window<'p> {
    pub(super) period: &'p Period,
    pub(super) deadline: Deadline,
    /// Its first day in the plan's own year.
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
    /// Its days in order, but for those that an earlier window has already: the batch runs once a day.
    pub(super) spans: Vec<Span>,
    /// Whether another period is open on some of its days: each run then does both.
    pub(super) is_shared: bool,
}

impl<'p> Window<'p> {
    /// The windows of a plan, by deadline.
    pub(super) fn all(plan: &'p Plan) -> Vec<Self> {
        let mut dated: Vec<(&Period, Deadline)> =
            plan.periods.iter().filter_map(|period| Some((period, period.deadline?))).collect();
        dated.sort_by_key(|(_, deadline)| deadline.last_day());
        let mut taken = BTreeSet::new();
        let window = |(period, deadline): (&'p Period, Deadline)| {
            let (first, last) = deadline.open_days();
            let is_shared = days(first, last).any(|day| plan.periods_at_hand(day).len() > 1);
            let all: BTreeSet<Day> =
                YEARS.into_iter().flat_map(|year| of_year(deadline, year)).collect();
            let own: BTreeSet<Day> = all.difference(&taken).copied().collect();
            taken.extend(&own);
            Self { period, deadline, first, last, spans: spans(&own, first.month()), is_shared }
        };
        dated.into_iter().map(window).collect()
    }
}

fn days(first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    first.iter_days().take_while(move |day| *day <= last)
}

/// The days around a deadline were it in another year.
fn of_year(deadline: Deadline, year: i32) -> Vec<Day> {
    // 29 February, where the year has none, is the day before 1 March
    let moved = |day: NaiveDate| {
        day.with_year(year).or_else(|| (day - TimeDelta::days(1)).with_year(year)).unwrap_or(day)
    };
    let moved = match deadline {
        Deadline::Before(day) => Deadline::Before(moved(day)),
        Deadline::By(day) => Deadline::By(moved(day)),
    };
    let (first, last) = moved.open_days();
    days(first, last).map(Day::from).collect()
}

/// Days as runs within months, the months in order from one of them on.
fn spans(days: &BTreeSet<Day>, from: u32) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for Day { month, day } in days.iter().copied() {
        match spans.last_mut() {
            Some(span) if span.month == month && span.last + 1 == day => span.last = day,
            _ => spans.push(Span { month, first: day, last: day }),
        }
    }
    spans.sort_by_key(|span| (span.month + 12 - from) % 12);
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::shipped;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn shown(deadline: Deadline) -> String {
        let (first, _) = deadline.open_days();
        let all: BTreeSet<Day> =
            YEARS.into_iter().flat_map(|year| of_year(deadline, year)).collect();
        let span = |span: &Span| format!("{}-{}/{}", span.first, span.last, span.month);
        spans(&all, first.month()).iter().map(span).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_window_goes_from_thirty_days_before_the_last_day_in_time_to_the_day_after_the_one_named() {
        assert_eq!(shown(Deadline::Before(date(2024, 5, 1))), "31-31/3 1-30/4 1-2/5");
        assert_eq!(shown(Deadline::Before(date(2024, 11, 1))), "1-31/10 1-2/11");
        assert_eq!(shown(Deadline::By(date(2024, 5, 1))), "1-30/4 1-2/5");
    }

    #[test]
    fn a_window_over_the_turn_of_the_year_begins_in_december() {
        assert_eq!(shown(Deadline::By(date(2025, 1, 15))), "16-31/12 1-16/1");
        assert_eq!(shown(Deadline::Before(date(2025, 1, 1))), "1-31/12 1-2/1");
    }

    #[test]
    fn a_window_around_the_end_of_february_is_whole_in_leap_years_and_in_others() {
        for year in [2024, 2025] {
            assert_eq!(shown(Deadline::By(date(year, 3, 10))), "8-29/2 1-11/3", "{year}");
            assert_eq!(shown(Deadline::Before(date(year, 3, 1))), "29-31/1 1-29/2 1-2/3", "{year}");
        }
        assert_eq!(shown(Deadline::By(date(2024, 2, 29))), "29-31/1 1-29/2 1-1/3");
    }

    #[test]
    fn on_each_of_its_days_a_window_is_that_of_the_nearest_deadline() {
        let plan = shipped::plan().unwrap();
        let windows = Window::all(&plan);
        assert_eq!(
            windows.iter().map(|window| window.period.code.as_str()).collect::<Vec<_>>(),
            ["2024-6T", "2024-NAM"]
        );
        for window in windows {
            let (first, last) = window.deadline.open_days();
            let nearest = |day| plan.nearest_period(day).map(|period| &period.code);
            assert!(days(first, last).all(|day| nearest(day) == Some(&window.period.code)));
            assert_eq!(days(first, last).count(), 33);
            assert!(!window.is_shared);
        }
    }

    #[test]
    fn where_windows_overlap_each_day_is_run_once_for_every_open_period() {
        let mut plan = shipped::plan().unwrap();
        plan.periods[1].deadline = Some(Deadline::By(date(2024, 5, 11)));
        let windows = Window::all(&plan);
        let mut all: Vec<(u32, u32)> = Vec::new();
        for span in windows.iter().flat_map(|window| &window.spans) {
            all.extend((span.first..=span.last).map(|day| (span.month, day)));
        }
        let distinct: BTreeSet<_> = all.iter().collect();
        assert_eq!((all.len(), distinct.len()), (43, 43));
        assert!(windows.iter().all(|window| window.is_shared));
    }
}
