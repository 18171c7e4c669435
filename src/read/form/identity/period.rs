//! Determines the period that a workbook names.

use super::answers::answers;
use super::letterhead::{self, Line};
use crate::model::form::Field;
use crate::model::origin::{Origin, Sourced};
use crate::model::period::{Deadline, Period};
use crate::model::period_name::accompanied;
use crate::model::plan::Plan;
use crate::model::qualifier::{Span, TimeRelation};
use crate::model::submission::PeriodClaim;
use crate::read::form::context::ReportReading;
use crate::read::form::text_classifier::SIGNED_AFTER;
use crate::read::grid::Workbook;
use chrono::{Datelike, NaiveDate};
use std::ops::RangeInclusive;
use std::sync::Arc;

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
        match plan.period_named(&written.value, |period| is_year_certain(reading, period)) {
            Some(period) if named.or(stamped).is_none_or(|named| named.code == period.code) => {
                named = Some(period);
            }
            _ => return PeriodClaim::Other(written),
        }
    }
    match named.or(stamped) {
        Some(period) => PeriodClaim::Named(period.code.clone()),
        None => match by_titles(reading, workbook) {
            PeriodClaim::Unsaid => by_file_name(reading),
            claim => claim,
        },
    }
}

/// Returns whether a plan's title names years, but not the plan's.
fn is_other_plan(plan: &Plan, title: &str) -> bool {
    let years = years_in(title);
    !years.is_empty() && !years.iter().any(|years| years.contains(&plan.year))
}

/// Returns the years that a text names.
fn years_in(text: &str) -> Vec<RangeInclusive<i32>> {
    accompanied(text).spans().filter_map(years_of).collect()
}

/// Returns the years of a time span, if stated.
fn years_of(span: Span) -> Option<RangeInclusive<i32>> {
    match span {
        Span::Months { year, .. } => year.map(|year| year..=year),
        Span::Years { first, last } => Some(first..=last),
        Span::Days { from, to } => Some(from.or(to)?.year()..=to.or(from)?.year()),
    }
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
        let parsed = accompanied(&text);
        let own_year = Span::Months { first: 1, last: 12, year: Some(plan.year) };
        if !parsed.spans().any(|span| span != own_year && years_of(span).is_some()) {
            continue;
        }
        let mut said = plan
            .periods
            .iter()
            .filter(|period| !period.is_ad_hoc() && period.is_meant_by(&parsed, || false));
        match (said.next(), said.next()) {
            (Some(period), None) if named.is_none_or(|named| named.code == period.code) => {
                named = Some(period);
            }
            _ => return PeriodClaim::Other(sourced(&text, at)),
        }
    }
    named.map_or(PeriodClaim::Unsaid, |period| PeriodClaim::Named(period.code.clone()))
}

/// Returns another period that the file's name, or a folder or archive below that of the inbox's
/// period, names.
fn by_file_name(reading: &ReportReading<'_, '_>) -> PeriodClaim {
    let period = reading.period.and_then(|code| reading.form.plan.period(code));
    let Some(period) = period.filter(|period| !period.is_ad_hoc()) else {
        return PeriodClaim::Unsaid;
    };
    let is_year = |span| matches!(span, Span::Months { first: 1, last: 12, .. });
    let is_other = |span: Span| match span.relation(period) {
        TimeRelation::Same | TimeRelation::Unclear => false,
        TimeRelation::Contains => !is_year(span),
        TimeRelation::Within | TimeRelation::Other => true,
    };
    let names_other = |name: &str| accompanied(&name.replace('_', " ")).spans().any(is_other);
    let mut names = reading.file.split('/').skip(2);
    names
        .find(|name| names_other(name))
        .map_or(PeriodClaim::Unsaid, |name| PeriodClaim::OtherInFileName(name.into()))
}

fn sourced(text: &str, at: Origin) -> Sourced<Arc<str>> {
    Sourced { value: text.into(), raw: text.into(), at }
}
