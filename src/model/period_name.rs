//! Recognizes periods as people write them in reports, on the command line or in folder names: `6T`,
//! `2024-6t`, *6 tháng*, *NĂM*, `T9/2026`, *quý 3*.

use super::key::{Key, bare_words};
use super::period::{Deadline, Period};
use super::plan::Plan;
use super::qualifier::{Neutral, Parsed, Qualifier, Span, TimeRelation, parse};
use chrono::{NaiveDate, TimeDelta};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization as _;

/// Most days from the opening of a period to its last on-time day.
const AHEAD: i64 = 30;

/// Words that do not distinguish periods.
const DECORATION: [&str; 6] = ["ky", "bao", "cao", "dinh", "period", "of"];

/// Words that may accompany a period without changing it.
const NEUTRAL_WORDS: &str = "báo cáo|BC|kỳ|kỳ báo cáo|định kỳ|sơ kết|tổng kết|công tác|kết quả|số liệu|tình hình|thực hiện|báo cáo định kỳ|kỳ hạn|thời kỳ|\
                      thời gian|giai đoạn|nhiệm kỳ|tính|kể|số liệu tính|kết quả thực hiện|chốt|lấy số liệu|đột xuất|của năm|năm kế hoạch";

static NEUTRAL: LazyLock<Neutral> =
    LazyLock::new(|| NEUTRAL_WORDS.split('|').map(Key::new).collect());

/// Reads the time spans in a text, apart from the words that accompany a period.
pub(crate) fn accompanied(text: &str) -> Parsed {
    parse(text, &NEUTRAL)
}

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

impl Period {
    /// Returns whether time spans name this period and no other time. A period without its year is
    /// named only if the year is certain.
    pub(crate) fn is_meant_by(&self, spans: &Parsed, is_year_certain: impl Fn() -> bool) -> bool {
        let relations: BTreeSet<TimeRelation> =
            spans.spans().map(|span| span.relation(self)).collect();
        let months = |span: Span| matches!(span, Span::Months { .. });
        relations
            .iter()
            .all(|relation| matches!(relation, TimeRelation::Same | TimeRelation::Unclear))
            && (relations.contains(&TimeRelation::Same)
                || (spans.spans().any(months) && is_year_certain()))
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
    /// Returns the period that a text in a report names, if only one matches. A period without its
    /// year is named only if the year is certain.
    pub(crate) fn period_named(
        &self,
        text: &str,
        is_year_certain: impl Fn(&Period) -> bool,
    ) -> Option<&Period> {
        if let Some(period) = self.periods.iter().find(|period| period.is_named(text)) {
            return Some(period);
        }
        // the name without diacritics
        let bare = bare_words(text);
        if bare.join(" ") == text.trim().to_lowercase() {
            let names = |period: &Period| {
                std::iter::once(&period.name)
                    .chain(&period.aliases)
                    .any(|name| bare_words(name) == bare)
            };
            if let Some(period) = self.periods.iter().find(|period| names(period)) {
                return Some(period);
            }
        }
        let parsed = accompanied(text);
        if !is_only_time(&parsed) {
            return None;
        }
        let ad_hoc = Key::new(text).contains(&Key::new("đột xuất"));
        let mut said = self.periods.iter().filter(|period| {
            if ad_hoc || period.is_ad_hoc() {
                return ad_hoc
                    && period.is_ad_hoc()
                    && parsed.spans().all(|span| span.relation(period) <= TimeRelation::Within);
            }
            period.is_meant_by(&parsed, || is_year_certain(period))
        });
        let first = said.next()?;
        said.next().is_none().then_some(first)
    }

    /// Returns the periods that user input can refer to: the one with exactly this code, or else
    /// all whose code, name or alias matches regardless of case, diacritics, dashes and a missing
    /// year.
    pub(crate) fn periods_meant(&self, written: &str) -> Vec<&Period> {
        if let Some(period) = self.period(written.trim()) {
            return vec![period];
        }
        let (words, spans) = (Written::parse(written), accompanied(written));
        let is_other_time = |period: &Period| {
            let may_be = [TimeRelation::Same, TimeRelation::Unclear];
            is_only_time(&spans)
                && spans.spans().any(|span| !may_be.contains(&span.relation(period)))
        };
        let named: Vec<&Period> = self
            .periods
            .iter()
            .filter(|period| period.may_be_meant_by(&words) && !is_other_time(period))
            .collect();
        // a year alone is no period
        if !named.is_empty() || words.kinds.is_empty() || !is_only_time(&spans) {
            return named;
        }
        let dated = self.periods.iter().filter(|period| !period.is_ad_hoc());
        dated.filter(|period| period.is_meant_by(&spans, || true)).collect()
    }

    /// Returns the period of a folder name, if only one matches.
    pub(crate) fn period_of_folder(&self, name: &str) -> Option<&Period> {
        match self.periods_meant(name).as_slice() {
            [period] => Some(period),
            _ => None,
        }
    }

    /// Returns the first and the last day on which reports are collected: from 30 days before the
    /// last on-time day, but in the second half of the time since the previous period's, to the day
    /// after the date in the deadline.
    pub(crate) fn open_days(&self, period: &Period) -> Option<(NaiveDate, NaiveDate)> {
        let deadline = period.deadline?;
        let (Deadline::Before(named) | Deadline::By(named)) = deadline;
        let last = deadline.last_day();
        let before = period.previous.as_ref().and_then(|before| self.period(before.code.as_str()));
        let since = before.and_then(|before| Some(last - before.deadline?.last_day()));
        let half = since.map_or(AHEAD, |since| (since.num_days() - 1) / 2);
        Some((last - TimeDelta::days(AHEAD.min(half)), named + TimeDelta::days(1)))
    }

    /// Returns whether reports on a period are collected on a day.
    pub(crate) fn is_open_on(&self, period: &Period, day: NaiveDate) -> bool {
        self.open_days(period).is_some_and(|(first, last)| first <= day && day <= last)
    }

    /// Returns the period with the nearest deadline, then the other periods whose reports are
    /// collected on a day.
    pub(crate) fn periods_at_hand(&self, day: NaiveDate) -> Vec<&Period> {
        let nearest = self.nearest_period(day);
        let is_nearest =
            |period: &Period| nearest.is_some_and(|nearest| nearest.code == period.code);
        let open = self
            .periods
            .iter()
            .filter(|period| self.is_open_on(period, day) && !is_nearest(period));
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

/// Returns whether a text has words for time only.
fn is_only_time(parsed: &Parsed) -> bool {
    let only_time = |qualifier: &Qualifier| {
        matches!(qualifier, Qualifier::Period(_) | Qualifier::Day(_) | Qualifier::ThisPeriod)
    };
    parsed.rest.is_empty() && parsed.qualifiers.iter().all(only_time)
}

/// Maximum days between the current day and the deadline of a period that is chosen by default.
const FAR: i64 = 180;

#[cfg(test)]
mod tests;
