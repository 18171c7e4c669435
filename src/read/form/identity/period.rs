//! Determines the period that a workbook names.

use super::answers::answers;
use super::letterhead::{self, Line};
use crate::model::form::Field;
use crate::model::key::{Key, bare_words};
use crate::model::origin::{Origin, Sourced};
use crate::model::period::{Deadline, Period};
use crate::model::plan::Plan;
use crate::model::qualifier::{Neutral, Parsed, Qualifier, Span, TimeRelation, parse};
use crate::model::submission::PeriodClaim;
use crate::read::form::context::ReportReading;
use crate::read::form::text_classifier::SIGNED_AFTER;
use crate::read::grid::Workbook;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::sync::{Arc, LazyLock};

/// Words that may accompany a period without changing it.
const NEUTRAL_WORDS: &str = "báo cáo|BC|kỳ|kỳ báo cáo|định kỳ|sơ kết|tổng kết|công tác|kết quả|số liệu|tình hình|thực hiện|báo cáo định kỳ|kỳ hạn|thời kỳ|\
                      thời gian|giai đoạn|nhiệm kỳ|tính|kể|số liệu tính|kết quả thực hiện|chốt|lấy số liệu|đột xuất|của năm|năm kế hoạch";

static NEUTRAL: LazyLock<Neutral> =
    LazyLock::new(|| NEUTRAL_WORDS.split('|').map(Key::new).collect());

/// Returns the period named by labels and stamp, or else by titles. Two different periods in a file
/// count as none.
pub(super) fn period(reading: &ReportReading<'_, '_>, workbook: &Workbook) -> PeriodClaim {
    let plan = reading.form.plan;
    if let Some(written) =
        reading.report.info.get(&Field::Plan).filter(|written| is_other_plan(plan, &written.value))
    {
        return PeriodClaim::Other(written.clone());
    }
    let stamped = reading.report.stamp.period.as_deref().and_then(|code| plan.period(code));
    let mut named: Option<&Period> = None;
    for written in answers(reading, workbook, Field::Period) {
        match labelled(reading, &written.value) {
            Some(period) if named.or(stamped).is_none_or(|named| named.code == period.code) => {
                named = Some(period);
            }
            _ => return PeriodClaim::Other(written),
        }
    }
    match named.or(stamped) {
        Some(period) => PeriodClaim::Named(period.code.clone()),
        None => by_titles(reading, workbook),
    }
}

/// Returns whether a plan's title names years, but not the plan's.
fn is_other_plan(plan: &Plan, title: &str) -> bool {
    let years = years_in(title);
    !years.is_empty() && !years.iter().any(|years| years.contains(&plan.year))
}

/// Returns the years that a text names.
fn years_in(text: &str) -> Vec<RangeInclusive<i32>> {
    parse(text, &NEUTRAL).spans().filter_map(years_of).collect()
}

/// Returns the years of a time span, if stated.
fn years_of(span: Span) -> Option<RangeInclusive<i32>> {
    match span {
        Span::Months { year, .. } => year.map(|year| year..=year),
        Span::Years { first, last } => Some(first..=last),
        Span::Days { from, to } => Some(from.or(to)?.year()..=to.or(from)?.year()),
    }
}

/// Returns the period in the answer to `Kỳ báo cáo`.
fn labelled<'p>(reading: &ReportReading<'_, 'p>, text: &str) -> Option<&'p Period> {
    let plan: &'p Plan = reading.form.plan;
    if let Some(period) = plan.periods.iter().find(|period| period.is_named(text)) {
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
        if let Some(period) = plan.periods.iter().find(|period| names(period)) {
            return Some(period);
        }
    }
    let parsed = parse(text, &NEUTRAL);
    let only_time = |qualifier: &Qualifier| {
        matches!(qualifier, Qualifier::Period(_) | Qualifier::Day(_) | Qualifier::ThisPeriod)
    };
    if !parsed.rest.is_empty() || !parsed.qualifiers.iter().all(only_time) {
        return None;
    }
    let ad_hoc = Key::new(text).contains(&Key::new("đột xuất"));
    let mut said = plan.periods.iter().filter(|period| {
        if ad_hoc || period.is_ad_hoc() {
            return ad_hoc
                && period.is_ad_hoc()
                && parsed.spans().all(|span| span.relation(period) <= TimeRelation::Within);
        }
        is_named(&parsed, period, || is_year_certain(reading, period))
    });
    let first = said.next()?;
    said.next().is_none().then_some(first)
}

/// Returns whether words name a period and no other time. A period without its year matches only if
/// the year is certain.
fn is_named(parsed: &Parsed, period: &Period, is_year_certain: impl Fn() -> bool) -> bool {
    let relations: BTreeSet<TimeRelation> =
        parsed.spans().map(|span| span.relation(period)).collect();
    let months = |span: Span| matches!(span, Span::Months { .. });
    relations.iter().all(|relation| matches!(relation, TimeRelation::Same | TimeRelation::Unclear))
        && (relations.contains(&TimeRelation::Same)
            || (parsed.spans().any(months) && is_year_certain()))
}

/// Returns whether the report names the period's year elsewhere and nothing contradicts it.
fn is_year_certain(reading: &ReportReading<'_, '_>, period: &Period) -> bool {
    let report = &reading.report;
    let plan_year = reading.form.plan.year;
    let by_plan = report
        .text(Field::Plan)
        .is_some_and(|title| years_in(title).contains(&(plan_year..=plan_year)));
    let by_stamp = report.stamp.period.as_deref() == Some(period.code.as_str());
    let signed = report.day(Field::SignedOn).map(|day| may_be_signed(period, day.date));
    signed != Some(false) && (by_plan || by_stamp || signed == Some(true))
}

/// Returns whether a report of a period may be signed on a date.
fn may_be_signed(period: &Period, day: NaiveDate) -> bool {
    let end = period.to.or_else(|| period.deadline.map(Deadline::last_day));
    period.from.is_none_or(|from| from <= day) && end.is_none_or(|end| day <= end + SIGNED_AFTER)
}

/// Returns the period that the lines above the tables name. The plan's year alone does not count,
/// because every period's name has it.
fn by_titles(reading: &ReportReading<'_, '_>, workbook: &Workbook) -> PeriodClaim {
    let plan = reading.form.plan;
    let mut named: Option<&Period> = None;
    for Line { text, at, .. } in
        letterhead::lines(reading, workbook).into_iter().filter(|line| line.above)
    {
        let parsed = parse(&text, &NEUTRAL);
        let own_year = Span::Months { first: 1, last: 12, year: Some(plan.year) };
        if !parsed.spans().any(|span| span != own_year && years_of(span).is_some()) {
            continue;
        }
        let mut said = plan
            .periods
            .iter()
            .filter(|period| !period.is_ad_hoc() && is_named(&parsed, period, || false));
        match (said.next(), said.next()) {
            (Some(period), None) if named.is_none_or(|named| named.code == period.code) => {
                named = Some(period);
            }
            _ => return PeriodClaim::Other(sourced(&text, at)),
        }
    }
    named.map_or(PeriodClaim::Unsaid, |period| PeriodClaim::Named(period.code.clone()))
}

fn sourced(text: &str, at: Origin) -> Sourced<Arc<str>> {
    Sourced { value: text.into(), raw: text.into(), at }
}
