//! Recognizes periods as people write them on the command line or in folder names: `6T`, `2024-6t`,
//! *6 tháng*, *NĂM*.

use super::period::{Deadline, Period};
use super::plan::Plan;
use chrono::{NaiveDate, TimeDelta};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization as _;

/// Days from the opening of a period to its last on-time day.
const AHEAD: i64 = 30;

/// Words that do not distinguish periods.
const DECORATION: [&str; 6] = ["ky", "bao", "cao", "dinh", "period", "of"];

/// Parts of a period name.
#[derive(Debug, PartialEq, Eq)]
struct Written {
    year: Option<String>,
    /// Remaining words joined, with and without *năm* at the end.
    kinds: BTreeSet<String>,
}

impl Written {
    fn parse(text: &str) -> Self {
        let plain: String = text
            .nfd()
            .filter(|c| !is_mark(*c))
            .flat_map(char::to_lowercase)
            .map(|c| if c == 'đ' { 'd' } else { c })
            .collect();
        let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let (mut year, mut rest) = (None, Vec::new());
        for word in words.filter(|word| !DECORATION.contains(word)) {
            if is_year(word) && year.is_none() {
                year = Some(word.to_owned());
            } else {
                let is_number = word.bytes().all(|b| b.is_ascii_digit());
                rest.push(if is_number { word.trim_start_matches('0') } else { word });
            }
        }
        let mut kinds = BTreeSet::from([rest.concat()]);
        if let [first @ .., "nam"] = rest.as_slice()
            && !first.is_empty()
        {
            kinds.insert(first.concat());
        }
        kinds.remove("");
        Self { year, kinds }
    }

    /// Returns whether this input can refer to a period with that name.
    fn can_mean(&self, other: &Self) -> bool {
        let same_year = self.year.is_none() || other.year.is_none() || self.year == other.year;
        same_year && !self.kinds.is_disjoint(&other.kinds)
    }
}

/// Returns whether a character is a combining diacritic.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.starts_with(['1', '2']) && word.bytes().all(|b| b.is_ascii_digit())
}

impl Deadline {
    /// Returns the first and the last day on which reports are collected: from 30 days before the
    /// last on-time day to the day after the date in the deadline.
    pub(crate) fn open_days(self) -> (NaiveDate, NaiveDate) {
        let (Self::Before(named) | Self::By(named)) = self;
        (self.last_day() - TimeDelta::days(AHEAD), named + TimeDelta::days(1))
    }
}

impl Period {
    /// Returns whether reports are collected on a day.
    pub(crate) fn is_open_on(&self, day: NaiveDate) -> bool {
        self.deadline
            .map(Deadline::open_days)
            .is_some_and(|(first, last)| first <= day && day <= last)
    }

    /// Returns whether user input can refer to this period. Input without a year matches any year.
    fn may_be_meant_by(&self, written: &Written) -> bool {
        let year = Written::parse(self.code.as_str()).year;
        let names = [self.code.as_str(), &self.name, &self.name_en];
        names.into_iter().chain(self.aliases.iter().map(String::as_str)).any(|name| {
            let name = Written::parse(name);
            written.can_mean(&Written { year: name.year.or_else(|| year.clone()), ..name })
        })
    }
}

impl Plan {
    /// Returns the periods that user input can refer to: the one with exactly this code, or else
    /// all whose code, name or alias matches regardless of case, diacritics, dashes and a missing
    /// year.
    pub(crate) fn periods_meant(&self, written: &str) -> Vec<&Period> {
        if let Some(period) = self.period(written.trim()) {
            return vec![period];
        }
        let written = Written::parse(written);
        self.periods.iter().filter(|period| period.may_be_meant_by(&written)).collect()
    }

    /// Returns the period of a folder name, if only one matches.
    pub(crate) fn period_of_folder(&self, name: &str) -> Option<&Period> {
        match self.periods_meant(name).as_slice() {
            [period] => Some(period),
            _ => None,
        }
    }

    /// Returns the period with the nearest deadline, then the other periods whose reports are
    /// collected on a day.
    pub(crate) fn periods_at_hand(&self, day: NaiveDate) -> Vec<&Period> {
        let nearest = self.nearest_period(day);
        let is_nearest =
            |period: &Period| nearest.is_some_and(|nearest| nearest.code == period.code);
        let open =
            self.periods.iter().filter(|period| period.is_open_on(day) && !is_nearest(period));
        nearest.into_iter().chain(open).collect()
    }

    /// Returns whether a period must be named explicitly on a day: its deadline is more than 180
    /// days away, or neither the plan nor the deadline is of that year.
    pub(crate) fn is_far_from(&self, period: &Period, day: NaiveDate) -> bool {
        use chrono::Datelike as _;
        let Some(last) = period.deadline.map(Deadline::last_day) else {
            return false;
        };
        let distance = (last - day).num_days().abs();
        distance > FAR || (self.year != day.year() && last.year() != day.year())
    }
}

/// Maximum days between the current day and the deadline of a period that is chosen by default.
const FAR: i64 = 180;

#[cfg(test)]
mod tests {
    use crate::load::shipped;
    use chrono::NaiveDate;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn meant(written: &str) -> Vec<String> {
        shipped::plan()
            .unwrap()
            .periods_meant(written)
            .iter()
            .map(|period| period.code.to_string())
            .collect()
    }

    #[test]
    fn a_period_is_recognized_in_common_spellings() {
        for written in [
            "2024-6T",
            "6T",
            "6t",
            "2024-6t",
            "2024–6T",
            "6T/2024",
            "6 tháng",
            "6 thang dau nam",
            "06 tháng đầu năm 2024",
            "Kỳ 6 tháng",
        ] {
            assert_eq!(meant(written), ["2024-6T"], "{written}");
        }
        for written in
            ["NAM", "nam", "năm", "2024-NĂM", "Cả năm", "năm 2024", "NĂM 2024", "the year 2024"]
        {
            assert_eq!(meant(written), ["2024-NAM"], "{written}");
        }
        for written in ["ĐX", "đột xuất", "2024-dx", "dot xuat 2024"] {
            assert_eq!(meant(written), ["2024-DX"], "{written}");
        }
        for written in ["2023-6T", "2024", "", "6", "quý I", "6T 2025", "-"] {
            assert_eq!(meant(written), [""; 0], "{written}");
        }
    }

    #[test]
    fn ambiguous_input_returns_all_matching_periods() {
        let mut plan = shipped::plan().unwrap();
        plan.periods[1].code = "2025-6T".into();
        let codes = |written: &str| {
            plan.periods_meant(written)
                .iter()
                .map(|period| period.code.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(codes("6T"), ["2024-6T", "2025-6T"]);
        assert_eq!(codes("2025-6t"), ["2025-6T"]);
    }

    #[test]
    fn periods_at_hand_are_the_open_ones_and_the_nearest() {
        let mut plan = shipped::plan().unwrap();
        let codes = |plan: &crate::model::plan::Plan, day| {
            plan.periods_at_hand(day)
                .iter()
                .map(|period| period.code.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(codes(&plan, day(2024, 4, 20)), ["2024-6T"]);
        assert_eq!(codes(&plan, day(2024, 8, 20)), ["2024-NAM"]);
        plan.periods[1].deadline = Some(super::Deadline::By(day(2024, 5, 11)));
        assert_eq!(codes(&plan, day(2024, 4, 20)), ["2024-6T", "2024-NAM"]);
        assert_eq!(codes(&plan, day(2024, 5, 10)), ["2024-NAM"]);
        assert_eq!(codes(&plan, day(2024, 5, 2)), ["2024-6T", "2024-NAM"]);
    }

    #[test]
    fn a_period_is_far_after_half_a_year_or_in_another_year() {
        let plan = shipped::plan().unwrap();
        let far = |code: &str, day| plan.is_far_from(plan.period(code).unwrap(), day);
        assert!(
            !far("2024-6T", day(2024, 5, 6))
                && !far("2024-6T", day(2024, 10, 27))
                && far("2024-6T", day(2024, 10, 28))
        );
        assert!(far("2024-NAM", day(2025, 1, 2)) && !far("2024-NAM", day(2024, 12, 31)));
        assert!(!far("2024-DX", day(2026, 1, 1)));
        let mut late = shipped::plan().unwrap();
        late.periods[1].deadline = Some(super::Deadline::By(day(2025, 1, 15)));
        assert!(
            !late.is_far_from(late.period("2024-NAM").unwrap(), day(2025, 1, 10)),
            "its own deadline is of this year"
        );
    }
}
