//! Resolves a requested decision into a ruling. A ruling without effect is refused, with what would
//! help.

mod choice;
mod waive;

use super::lookup::{Found, Lookup, indented};
use crate::cli::args::DecisionRequest;
use crate::cli::{settlement, template};
use crate::error::Error;
use crate::model::date;
use crate::model::decision::{FileRef, Ruling};
use crate::model::id::{PeriodCode, UnitCode};
use crate::model::period::{Deadline, Period};
use crate::model::register::{Objection, impossible, signed_on};
use crate::model::submission::Submission;
use crate::msg;
use crate::outcome::Outcome;
use crate::text::Message;
use chrono::NaiveDate;

/// Maximum distance between a deadline and the date for a decision without a period.
const NEAR_DAYS: i64 = 180;

/// A ruling for a period.
pub(super) struct Resolved {
    pub(super) period: PeriodCode,
    pub(super) ruling: Ruling,
    /// Subject as written into the office's file.
    pub(super) remark: String,
    /// SHA-256 of the unit's other versions, one of which an earlier decision may have chosen.
    pub(super) rivals: Vec<String>,
}

/// Resolves the requested decision.
///
/// # Errors
/// Returns an error if its subject does not exist or it would settle nothing.
pub(super) fn resolve(lookup: &Lookup<'_>, matter: &DecisionRequest) -> Result<Resolved, Error> {
    match matter {
        DecisionRequest::Waive { about } => waive::waive(lookup, about),
        DecisionRequest::Receipt { about, received } => receipt(lookup, about, *received),
        DecisionRequest::Extend { about, to } => {
            let (unit, period, remark) = unit(lookup, about, Some(*to))?;
            refuse_earlier(period, *to)?;
            Ok(plain(&period.code, Ruling::Extend { unit, to: *to }, remark))
        }
        DecisionRequest::Exempt { about } => {
            let (unit, period, remark) = unit(lookup, about, None)?;
            Ok(plain(&period.code, Ruling::Exempt(unit), remark))
        }
        DecisionRequest::Identity { about, unit } => {
            let known =
                lookup.unit(unit).ok_or_else(|| template::unknown_unit(lookup.workspace, unit))?;
            let (outcome, submission, remark) = file(lookup, about)?;
            let remark = format!("{remark}\n→ {}", known.name);
            Ok(plain(
                period(outcome),
                Ruling::Identity { file: reference(submission), unit: known.code.clone() },
                remark,
            ))
        }
        DecisionRequest::Choice { about, which } => choice::choice(lookup, about, which.as_deref()),
        DecisionRequest::Ignore { about } => {
            let (outcome, submission, remark) = file(lookup, about)?;
            Ok(plain(period(outcome), Ruling::Ignore(reference(submission)), remark))
        }
    }
}

fn plain(period: &PeriodCode, ruling: Ruling, remark: String) -> Resolved {
    Resolved { period: period.clone(), ruling, remark, rivals: Vec::new() }
}

fn period<'o>(outcome: &'o Outcome<'_>) -> &'o PeriodCode {
    &outcome.case.scope.period.code
}

fn reference(submission: &Submission) -> FileRef {
    FileRef { path: submission.file.to_string(), sha256: submission.sha256.clone() }
}

/// Returns the named file, with a remark about it.
fn file<'l>(
    lookup: &'l Lookup<'_>,
    about: &str,
) -> Result<(&'l Outcome<'l>, &'l Submission, String), Error> {
    let (outcome, place, remark) = match lookup.find(about)? {
        Found::File(outcome, place) => (outcome, Some(place), String::new()),
        Found::Finding(outcome, finding) => match finding.submission {
            Some(place) => (outcome, Some(place), finding.message.vi.clone()),
            None => {
                return single_file(lookup, about, &settlement::versions(outcome, finding))
                    .map(|one| (outcome, one, finding.message.vi.clone()));
            }
        },
        Found::Unit(unit) => {
            let all = lookup
                .outcomes()?
                .iter()
                .flat_map(|outcome| outcome.case.submissions.iter().map(move |one| (outcome, one)));
            let own: Vec<_> =
                all.filter(|(_, one)| one.identity.unit.as_ref() == Some(&unit.code)).collect();
            let one =
                single_file(lookup, about, &own.iter().map(|(_, one)| *one).collect::<Vec<_>>())?;
            let outcome = own
                .iter()
                .find(|(_, other)| std::ptr::eq(*other, one))
                .map(|(outcome, _)| *outcome);
            return outcome
                .map(|outcome| (outcome, one, unit.name.clone()))
                .ok_or_else(|| no_file(lookup, about));
        }
    };
    let submission = place
        .and_then(|place| outcome.case.submissions.get(place))
        .filter(|one| !one.sha256.is_empty());
    submission.map(|submission| (outcome, submission, remark)).ok_or_else(|| no_file(lookup, about))
}

fn single_file<'s>(
    lookup: &Lookup<'_>,
    about: &str,
    files: &[&'s Submission],
) -> Result<&'s Submission, Error> {
    let list = indented(files.iter().map(|one| &*one.file));
    match files {
        [] => Err(no_file(lookup, about)),
        [one] => Ok(one),
        several => {
            let count = several.len();
            Err(msg!(
                "“{about}” có {count} tệp; ghi tên (hoặc một phần tên) của tệp cần quyết định:{list}",
                "“{about}” has {count} files; give the name, or a part of it, of the one meant:{list}"
            )
            .into())
        }
    }
}

fn no_file(lookup: &Lookup<'_>, about: &str) -> Error {
    let check = lookup.check();
    msg!(
        "“{about}” không chỉ đến một tệp đã nhận. Ghi một phần tên tệp trong nhan/; xem tên các tệp:\n  {check}",
        "“{about}” names no file that was received. Give a part of the name of a file in nhan/; to see them:\n  {check}"
    )
    .into()
}

fn receipt(lookup: &Lookup<'_>, about: &str, received: NaiveDate) -> Result<Resolved, Error> {
    let (outcome, submission, remark) = file(lookup, about)?;
    let scope = &outcome.case.scope;
    if let Some(objection) = impossible(scope, signed_on(scope, submission), received) {
        let day = date::to_message(received);
        let Message { vi: on, en: on_en } = date::to_message(match objection {
            Objection::BeforeSigned(day) | Objection::BeforePeriod(day) => day,
            _ => scope.as_of,
        });
        let why = match objection {
            Objection::BeforeSigned(_) => {
                msg!("nằm trước ngày ký báo cáo, {on}", "is before the report was signed, {on_en}")
            }
            Objection::BeforePeriod(_) => msg!(
                "nằm trước thời gian của kỳ, từ {on}",
                "is before the period’s time, from {on_en}"
            ),
            _ => msg!("nằm sau ngày {on}", "is after {on_en}"),
        };
        let (vi, en, why_vi, why_en) = (day.vi, day.en, why.vi, why.en);
        return Err(msg!(
            "Ngày nhận {vi} {why_vi}; ghi lại --received cho đúng.",
            "The received date, {en}, {why_en}; correct --received."
        )
        .into());
    }
    Ok(plain(period(outcome), Ruling::Receipt { file: reference(submission), received }, remark))
}

/// Returns the named unit and period.
fn unit<'l>(
    lookup: &'l Lookup<'_>,
    about: &str,
    to: Option<NaiveDate>,
) -> Result<(UnitCode, &'l Period, String), Error> {
    let registry = &lookup.workspace.plan.registry;
    let (unit, period, remark) = match lookup.find(about)? {
        Found::Finding(outcome, finding) => {
            (finding.unit.as_ref(), Some(outcome.case.scope.period), finding.message.vi.clone())
        }
        Found::File(outcome, place) => {
            let unit =
                outcome.case.submissions.get(place).and_then(|one| one.identity.unit.as_ref());
            (unit, Some(outcome.case.scope.period), String::new())
        }
        Found::Unit(unit) => (Some(&unit.code), None, String::new()),
    };
    let Some(unit) = unit.and_then(|unit| registry.get(unit)) else {
        return Err(msg!(
            "Chưa rõ “{about}” là của đơn vị nào; ghi mã đơn vị.",
            "It is not known which unit “{about}” is of; give the unit’s code."
        )
        .into());
    };
    let remark = if remark.is_empty() { unit.name.clone() } else { remark };
    let owes = |period: &&Period| period.deadline.is_some() && unit.must_report_in(period);
    if let Some(period) = period.or(lookup.period) {
        let (name, code) = (&unit.name, &period.code);
        return match Some(period).filter(owes) {
            Some(period) => Ok((unit.code.clone(), period, remark)),
            None => Err(msg!(
                "{name} không phải gửi báo cáo có thời hạn trong kỳ {code}; không có gì để gia hạn hay miễn.",
                "{name} owes no report with a deadline in period {code}; there is nothing to extend or exempt."
            )
            .into()),
        };
    }
    let near = |period: &&Period| {
        let last = period.deadline.map(Deadline::last_day);
        last.is_some_and(|last| {
            (last - lookup.as_of).num_days().abs() <= NEAR_DAYS && to.is_none_or(|to| to > last)
        })
    };
    let all: Vec<&Period> = lookup.workspace.plan.periods.iter().filter(owes).collect();
    let possible: Vec<&Period> = all.iter().copied().filter(near).collect();
    match possible.as_slice() {
        [period] => Ok((unit.code.clone(), period, remark)),
        several => Err(which_period(about, if several.is_empty() { &all } else { several })),
    }
}

fn which_period(about: &str, periods: &[&Period]) -> Error {
    let list = indented(periods.iter().map(|period| {
        let last = period
            .deadline
            .map(|deadline| date::written_vi(deadline.last_day()))
            .unwrap_or_default();
        format!("--period {}   ({}, {last})", period.code, period.name)
    }));
    msg!(
        "Quyết định về “{about}” là cho kỳ nào? Ghi thêm một trong:{list}",
        "Which period is the decision on “{about}” for? Add one of:{list}"
    )
    .into()
}

/// Refuses a new deadline that is not later than the period's.
fn refuse_earlier(period: &Period, to: NaiveDate) -> Result<(), Error> {
    let Some(last) = period.deadline.map(Deadline::last_day).filter(|last| to <= *last) else {
        return Ok(());
    };
    let (code, to, last) = (&period.code, date::to_message(to), date::to_message(last));
    let (to_vi, to_en, last_vi, last_en) = (to.vi, to.en, last.vi, last.en);
    Err(msg!(
        "Gia hạn đến {to_vi} không sau thời hạn của kỳ {code} (ngày cuối cùng: {last_vi}); không ghi.",
        "An extension to {to_en} is not later than the deadline of period {code} (last on-time day: {last_en}); nothing was written."
    )
    .into())
}
