//! Decides which of a unit's files counts. The first file received determines punctuality, the last
//! accepted one the figures. A version replaces another only if it declares so.

mod current;
mod relations;

use super::active_decisions::ActiveDecisions;
use super::companions;
use super::receipts::receipt;
use crate::model::case::{Dossier, RunScope, Version};
use crate::model::file_role::{Archives, VersionRole};
use crate::model::id::UnitCode;
use crate::model::period::Deadline;
use crate::model::register::{ByAuthor, RegisterLine};
use crate::model::status::{Punctuality, Receipt};
use crate::model::submission::{PeriodClaim, Submission, Unreadable};
use crate::model::unit::Unit;
use std::collections::BTreeMap;

/// Punctuality of a unit that may have been on time.
const UNKNOWN_PUNCTUALITY: Punctuality = Punctuality::Undated;

/// Orders the files of every unit and decides which one counts.
pub(super) fn settle(
    scope: &RunScope<'_>,
    submissions: &[Submission],
    register: &[RegisterLine],
    accepted: &[bool],
    decisions: &mut ActiveDecisions,
) -> Vec<Dossier> {
    let settling = Settling { submissions, accepted, archives: Archives::among(submissions) };
    let (mut by_unit, register) =
        (BTreeMap::<&UnitCode, Vec<usize>>::new(), ByAuthor::new(register));
    for (place, submission) in submissions.iter().enumerate() {
        if let Some(unit) = &submission.identity.unit {
            by_unit.entry(unit).or_default().push(place);
        }
    }
    let units = scope.plan.registry.units().iter();
    units
        .map(|unit| {
            let own = by_unit.get(&unit.code).map_or(&[][..], Vec::as_slice);
            let versions = settling.arrived(scope, own, register.lines(&unit.code), decisions);
            settling.dossier(scope, unit, versions, decisions)
        })
        .collect()
}

fn first_role(scope: &RunScope<'_>, submission: &Submission) -> VersionRole {
    match submission.report().map(|report| &report.period) {
        None if submission.unread().is_some() => VersionRole::Unread,
        None => VersionRole::Unreadable,
        Some(PeriodClaim::Other(_) | PeriodClaim::OtherInFileName(_)) => VersionRole::OtherPeriod,
        Some(PeriodClaim::Named(period)) if *period != scope.period.code => {
            VersionRole::OtherPeriod
        }
        Some(PeriodClaim::Named(_) | PeriodClaim::Unsaid) => VersionRole::Current,
    }
}

/// Returns whether a unit was on time, and how many days it was late.
fn punctuality(
    scope: &RunScope<'_>,
    deadline: Option<Deadline>,
    any: bool,
    received: Option<Receipt>,
) -> (Punctuality, i64) {
    let Some(deadline) = deadline else {
        return (Punctuality::NotDue, 0);
    };
    if !any {
        let passed = scope.as_of > deadline.last_day();
        return (if passed { Punctuality::Missing } else { Punctuality::Awaited }, 0);
    }
    let Some(received) = received else {
        return (Punctuality::Undated, 0);
    };
    match deadline.days_late(received.on) {
        0 => (Punctuality::OnTime, 0),
        days => (Punctuality::Late, days),
    }
}

struct Settling<'s> {
    submissions: &'s [Submission],
    accepted: &'s [bool],
    archives: Archives<'s>,
}

impl Settling<'_> {
    /// Returns the files of a unit in order of receipt. Copies of a report share the strongest
    /// evidence.
    fn arrived(
        &self,
        scope: &RunScope<'_>,
        own: &[usize],
        register: &[&RegisterLine],
        decisions: &mut ActiveDecisions,
    ) -> Vec<Version> {
        let own = own.iter().filter_map(|place| Some((*place, self.submissions.get(*place)?)));
        let mut versions: Vec<Version> = own
            .map(|(place, submission)| Version {
                submission: place,
                role: first_role(scope, submission),
                receipt: receipt(scope, submission, &self.archives, register, decisions),
                because_of: None,
            })
            .collect();
        let strongest = |version: &Version| {
            let copies = versions.iter().filter(|other| {
                other.submission == version.submission || self.is_same(other, version)
            });
            copies
                .filter_map(|copy| copy.receipt)
                .min_by_key(|receipt| (receipt.evidence, receipt.on))
        };
        let receipts: Vec<Option<Receipt>> = versions.iter().map(strongest).collect();
        for (version, receipt) in versions.iter_mut().zip(receipts) {
            version.receipt = receipt;
        }
        versions.sort_by_key(|version| {
            (
                version.receipt.is_none(),
                version.receipt.map(|receipt| receipt.on),
                version.submission,
            )
        });
        versions
    }

    fn dossier(
        &self,
        scope: &RunScope<'_>,
        unit: &Unit,
        mut versions: Vec<Version>,
        decisions: &mut ActiveDecisions,
    ) -> Dossier {
        self.duplicates(&mut versions);
        self.replaced(&mut versions);
        self.companions(&mut versions);
        let current = if scope.period.is_ad_hoc() {
            self.each_by_itself(&mut versions);
            None
        } else {
            self.supplements(&mut versions);
            Self::conflicts(&mut versions);
            self.chosen(&mut versions, decisions).or_else(|| self.current(&mut versions))
        };
        // a blank form is not a received report
        let blank = |version: &&Version| {
            version.role == VersionRole::Companion && self.report(version).is_some()
        };
        let sent = versions.iter().filter(|version| !blank(version));
        let received = sent
            .filter_map(|version| version.receipt)
            .min_by_key(|receipt| (receipt.on, receipt.evidence));
        let exempt = unit.must_report_in(scope.period) && decisions.exempts(&unit.code);
        let expected = unit.must_report_in(scope.period) && !exempt;
        let extended = expected.then(|| decisions.extends(&unit.code)).flatten().map(Deadline::By);
        let deadline = extended.or(scope.period.deadline).filter(|_| expected);
        let (punctuality, days_late) =
            match punctuality(scope, deadline, !versions.is_empty(), received) {
                (Punctuality::NotDue, days) if exempt => (Punctuality::Exempt, days),
                // an unread file may have been received earlier
                (Punctuality::Late, _)
                    if versions.iter().any(|version| version.role == VersionRole::Unread) =>
                {
                    (UNKNOWN_PUNCTUALITY, 0)
                }
                judged => judged,
            };
        Dossier {
            unit: unit.code.clone(),
            expected,
            deadline,
            versions,
            current,
            punctuality,
            days_late,
            received,
        }
    }

    fn submission(&self, version: &Version) -> Option<&Submission> {
        self.submissions.get(version.submission)
    }

    /// Marks files that duplicate an earlier one.
    fn duplicates(&self, versions: &mut [Version]) {
        for later in 1..versions.len() {
            let (before, rest) = versions.split_at_mut(later);
            let Some(version) = rest.first_mut() else {
                continue;
            };
            let same = before
                .iter()
                .filter(|other| other.role != VersionRole::Duplicate)
                .find(|other| self.is_same(other, version));
            if let Some(other) = same {
                version.because_of = Some(other.submission);
                version.role = VersionRole::Duplicate;
            }
        }
    }

    /// Marks files that another one declares to replace.
    fn replaced(&self, versions: &mut [Version]) {
        let replacing: Vec<(usize, usize)> = (0..versions.len())
            .flat_map(|old| (0..versions.len()).map(move |new| (old, new)))
            .filter(|(old, new)| old != new)
            .filter(|(old, new)| {
                versions
                    .get(*old)
                    .zip(versions.get(*new))
                    .is_some_and(|(old, new)| self.replaces(new, old))
            })
            .collect();
        for (old, new) in &replacing {
            // mutual replacements, and two replacements of one file, decide nothing
            let mutual = replacing.contains(&(*new, *old));
            let rivals = replacing.iter().filter(|(other, _)| other == old).count() > 1;
            let because = versions.get(*new).map(|version| version.submission);
            if let Some(version) = versions.get_mut(*old).filter(|_| !mutual && !rivals) {
                version.role = VersionRole::Superseded;
                version.because_of = because;
            }
        }
    }

    /// Marks files that accompany a report of the unit on this period: scans, texts, pictures and
    /// blank forms.
    fn companions(&self, versions: &mut [Version]) {
        let is_blank = |version: &Version| self.report(version).is_some_and(companions::is_blank);
        let is_whole = |version: &&Version| {
            matches!(version.role, VersionRole::Current | VersionRole::Superseded)
                && self.report(version).is_some()
                && !is_blank(version)
        };
        let Some(whole) = versions.iter().rfind(is_whole).map(|version| version.submission) else {
            return;
        };
        for version in versions {
            let why = self.submission(version).and_then(Submission::unreadable);
            let document = matches!(why, Some(Unreadable::NotSpreadsheet(_, nature)) if nature.goes_with_a_report());
            if version.role == VersionRole::Unreadable && document
                || version.role == VersionRole::Current && is_blank(version)
            {
                (version.role, version.because_of) = (VersionRole::Companion, Some(whole));
            }
        }
    }

    /// Sets aside versions that only supplement another, because their blanks must not erase its
    /// answers.
    fn supplements(&self, versions: &mut [Version]) {
        for place in 0..versions.len() {
            let Some(version) = versions.get(place).filter(|version| self.is_supplement(version))
            else {
                continue;
            };
            let whole = versions
                .iter()
                .find(|other| other.submission != version.submission && self.names(version, other));
            let Some(whole) = whole.map(|other| other.submission) else {
                continue;
            };
            if let Some(version) = versions.get_mut(place) {
                (version.role, version.because_of) = (VersionRole::Supplement, Some(whole));
            }
        }
    }
}
