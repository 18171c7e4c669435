//! Which of a unit's files counts. The first received decides punctuality, the last accepted decides figures; a version
//! takes another's place only where it says so.

use super::active_decisions::ActiveDecisions;
use super::companions;
use super::receipts::receipt;
use crate::model::case::{Dossier, RunScope, Version};
use crate::model::file_role::Archives;
use crate::model::file_role::VersionRole;
use crate::model::form::Field;
use crate::model::id::UnitCode;
use crate::model::key::Key;
use crate::model::number::is_nil;
use crate::model::period::Deadline;
use crate::model::register::{ByAuthor, RegisterLine, names_document, same_symbol};
use crate::model::status::{Punctuality, Receipt};
use crate::model::submission::{PeriodClaim, Report, Submission, Unreadable};
use crate::model::unit::Unit;
use std::collections::{BTreeMap, BTreeSet};

/// The punctuality of a unit of which it cannot be told whether it was late.
const UNJUDGED: Punctuality = Punctuality::Undated;

/// The word by which a version says that it adds to another.
const SUPPLEMENTS: &str = "bổ sung";

/// Puts every unit's files in order and tells which counts.
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
        Some(PeriodClaim::Other(_)) => VersionRole::OtherPeriod,
        Some(PeriodClaim::Named(period)) if *period != scope.period.code => {
            VersionRole::OtherPeriod
        }
        Some(PeriodClaim::Named(_) | PeriodClaim::Unsaid) => VersionRole::Current,
    }
}

/// Whether a unit was on time, and how many days late.
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
    /// A unit's files in order of arrival. Of copies of one report every place is evidence, and the strongest is that of all.
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

    /// What a unit sent, settled.
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
        // a form left blank is no report that was received
        let blank = |version: &&Version| {
            version.role == VersionRole::Companion && self.report(version).is_some()
        };
        let sent = versions.iter().filter(|version| !blank(version));
        let received = sent
            .filter_map(|version| version.receipt)
            .min_by_key(|receipt| (receipt.on, receipt.evidence));
        let exempt = unit.owes_report(scope.period) && decisions.exempts(&unit.code);
        let expected = unit.owes_report(scope.period) && !exempt;
        let extended = expected.then(|| decisions.extends(&unit.code)).flatten().map(Deadline::By);
        let deadline = extended.or(scope.period.deadline).filter(|_| expected);
        let (punctuality, days_late) =
            match punctuality(scope, deadline, !versions.is_empty(), received) {
                (Punctuality::NotDue, days) if exempt => (Punctuality::Exempt, days),
                // what could not be read may have come first
                (Punctuality::Late, _)
                    if versions.iter().any(|version| version.role == VersionRole::Unread) =>
                {
                    (UNJUDGED, 0)
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

    fn report(&self, version: &Version) -> Option<&Report> {
        self.submission(version)?.report()
    }

    fn symbol(&self, version: &Version) -> Option<&str> {
        self.report(version)?.text(Field::Symbol)
    }

    /// Marks files that are the same as an earlier one: byte for byte, or of one number and saying the same.
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

    fn is_same(&self, a: &Version, b: &Version) -> bool {
        let hash = |version| {
            self.submission(version)
                .map(|submission| submission.sha256.as_str())
                .filter(|hash| !hash.is_empty())
        };
        let both_read = (a.role == VersionRole::Unread) == (b.role == VersionRole::Unread);
        let same_bytes = both_read && hash(a).is_some() && hash(a) == hash(b);
        let same_number =
            self.symbol(a).zip(self.symbol(b)).is_some_and(|(a, b)| same_symbol(a, b));
        same_bytes
            || (same_number
                && self.report(a).zip(self.report(b)).is_some_and(|(a, b)| a.says_the_same(b)))
    }

    /// Marks files that another says it replaces.
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
            // two that each replace the other, or two for one, say nothing
            let mutual = replacing.contains(&(*new, *old));
            let rivals = replacing.iter().filter(|(other, _)| other == old).count() > 1;
            let because = versions.get(*new).map(|version| version.submission);
            if let Some(version) = versions.get_mut(*old).filter(|_| !mutual && !rivals) {
                version.role = VersionRole::Superseded;
                version.because_of = because;
            }
        }
    }

    /// Marks what only goes with a report of the unit on this period: scans, texts, pictures, and forms left blank.
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

    /// Whether a version says that it replaces another.
    fn replaces(&self, new: &Version, old: &Version) -> bool {
        (self.names(new, old) || self.answers(new, old)) && !self.is_supplement(new)
    }

    /// Whether a version is the form that was returned for another, and does not say that it replaces a third: it may bear the
    /// old number, or leave blank which it replaces.
    fn answers(&self, new: &Version, old: &Version) -> bool {
        let Some((form, file)) = self.report(new).zip(self.submission(old)) else {
            return false;
        };
        let is_of_both = new.role == VersionRole::Current && old.role == VersionRole::Current;
        let (said, own) =
            (form.text(Field::Replaces).filter(|said| !is_nil(said)), self.symbol(new));
        let number = form.stamp.answers_number.as_deref();
        let names = |symbol: Option<&str>| {
            said.zip(symbol).is_some_and(|(said, symbol)| names_document(said, symbol, None))
        };
        is_of_both
            && form.stamp.answers_file(&file.sha256)
            && (said.is_none() || [own, number, self.symbol(old)].into_iter().any(names))
    }

    /// Whether what a version says it replaces is another: by its whole number, or by its number without the symbol.
    fn names(&self, new: &Version, old: &Version) -> bool {
        let counts = |version: &Version| version.role == VersionRole::Current;
        let named = self.report(new).and_then(|report| report.text(Field::Replaces));
        let Some((named, symbol)) =
            named.zip(self.symbol(old)).filter(|_| counts(new) && counts(old))
        else {
            return false;
        };
        let own = self.symbol(new).is_some_and(|own| same_symbol(own, symbol));
        let signed =
            self.report(old).and_then(|report| report.day(Field::SignedOn)).map(|day| day.date);
        !own && names_document(named, symbol, signed)
    }

    /// Whether a version says that it adds to another (*bổ sung*) and does not take its place.
    fn is_supplement(&self, version: &Version) -> bool {
        let named = self.report(version).and_then(|report| report.text(Field::Replaces));
        named.is_some_and(|named| Key::new(named).contains(&Key::new(SUPPLEMENTS)))
    }

    /// Puts versions aside that only add to another: what they leave blank must not empty the report they add to.
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

    /// The place of the version that the office chose; the others stand behind it.
    fn chosen(&self, versions: &mut [Version], decisions: &mut ActiveDecisions) -> Option<usize> {
        let standing = |version: &Version| {
            !matches!(
                version.role,
                VersionRole::Duplicate
                    | VersionRole::OtherPeriod
                    | VersionRole::Unreadable
                    | VersionRole::Unread
            )
        };
        let (places, files): (Vec<usize>, Vec<&Submission>) = versions
            .iter()
            .enumerate()
            .filter(|(_, version)| standing(version))
            .filter_map(|(place, version)| Some((place, self.submission(version)?)))
            .unzip();
        let chosen = *places.get(decisions.chooses(&files)?)?;
        let because_of = versions.get(chosen).map(|version| version.submission);
        for (place, version) in
            versions.iter_mut().enumerate().filter(|(_, version)| standing(version))
        {
            (version.role, version.because_of) = if place == chosen {
                (VersionRole::Current, None)
            } else {
                (VersionRole::Superseded, because_of)
            };
        }
        Some(chosen)
    }

    /// Marks versions of which none says that it replaces the others.
    fn conflicts(versions: &mut [Version]) {
        let standing: Vec<usize> = (0..versions.len())
            .filter(|place| versions.get(*place).is_some_and(|v| v.role == VersionRole::Current))
            .collect();
        if standing.len() > 1 {
            for place in standing {
                if let Some(version) = versions.get_mut(place) {
                    version.role = VersionRole::Conflicting;
                }
            }
        }
    }

    /// The place of the version whose figures are the unit's. A replacement with faults does not put an accepted one aside.
    fn current(&self, versions: &mut [Version]) -> Option<usize> {
        if versions.iter().any(|version| version.role == VersionRole::Conflicting) {
            return None;
        }
        let head = versions.iter().rposition(|version| version.role == VersionRole::Current);
        let Some(head) = head else {
            return versions.iter().rposition(|version| version.role == VersionRole::OtherPeriod);
        };
        Some(self.accepted_of(versions, head))
    }

    /// Ad hoc reports tell of different things: each stands by itself, but for those that another says it replaces.
    fn each_by_itself(&self, versions: &mut [Version]) {
        for head in 0..versions.len() {
            if versions.get(head).is_some_and(|version| version.role == VersionRole::Current) {
                self.accepted_of(versions, head);
            }
        }
    }

    /// The place of the newest accepted version among one and those it took the place of; where none is accepted, of itself.
    fn accepted_of(&self, versions: &mut [Version], head: usize) -> usize {
        let is_accepted =
            |version: &Version| self.accepted.get(version.submission).copied().unwrap_or(false);
        let chain = Self::chain(versions, head);
        match chain.iter().copied().find(|place| versions.get(*place).is_some_and(is_accepted)) {
            Some(accepted) if accepted != head => {
                for (place, part) in
                    [(head, VersionRole::Pending), (accepted, VersionRole::Current)]
                {
                    if let Some(version) = versions.get_mut(place) {
                        version.role = part;
                    }
                }
                accepted
            }
            _ => head,
        }
    }

    /// A version and those it took the place of, newest first.
    fn chain(versions: &[Version], head: usize) -> Vec<usize> {
        let mut chain = vec![head];
        let mut seen = BTreeSet::from([head]);
        while let Some(newest) = chain.last().and_then(|place| versions.get(*place)) {
            let older = versions.iter().position(|version| {
                version.role == VersionRole::Superseded
                    && version.because_of == Some(newest.submission)
            });
            match older.filter(|place| seen.insert(*place)) {
                Some(place) => chain.push(place),
                None => break,
            }
        }
        chain
    }
}
