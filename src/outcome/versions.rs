//! Which of a unit's files counts. The first received decides punctuality, the last accepted decides figures; a version
//! takes another's place only where it says so.

use super::ledger::Ledger;
use super::receipts::receipt;
use crate::model::case::{Brief, Dossier, Part, Punctuality, Receipt, Version};
use crate::model::form::Field;
use crate::model::id::UnitCode;
use crate::model::key::Key;
use crate::model::period::Deadline;
use crate::model::register::{ByAuthor, RegisterLine, same_symbol, symbol_key};
use crate::model::submission::{PeriodClaim, Report, Submission};
use crate::model::unit::Unit;
use std::collections::{BTreeMap, BTreeSet};

/// The punctuality of a unit of which it cannot be told whether it was late.
const UNJUDGED: Punctuality = Punctuality::NotDue;

/// The word by which a version says that it adds to another.
const SUPPLEMENTS: &str = "bổ sung";

/// Puts every unit's files in order and tells which counts.
pub(super) fn settle(
    brief: &Brief<'_>,
    submissions: &[Submission],
    register: &[RegisterLine],
    accepted: &[bool],
    ledger: &mut Ledger,
) -> Vec<Dossier> {
    let settling = Settling { submissions, accepted };
    let (mut by_unit, register) = (BTreeMap::<&UnitCode, Vec<usize>>::new(), ByAuthor::of(register));
    for (place, submission) in submissions.iter().enumerate() {
        if let Some(unit) = &submission.identity.unit {
            by_unit.entry(unit).or_default().push(place);
        }
    }
    let units = brief.plan.registry.units().iter();
    units
        .map(|unit| {
            let own = by_unit.get(&unit.code).map_or(&[][..], Vec::as_slice);
            let versions = arrived(brief, submissions, own, register.lines(&unit.code), ledger);
            settling.dossier(brief, unit, versions, ledger)
        })
        .collect()
}

/// A unit's files in order of arrival.
fn arrived(brief: &Brief<'_>, submissions: &[Submission], own: &[usize], register: &[&RegisterLine], ledger: &mut Ledger) -> Vec<Version> {
    let own = own.iter().filter_map(|place| Some((*place, submissions.get(*place)?)));
    let mut versions: Vec<Version> = own
        .map(|(place, submission)| Version {
            submission: place,
            part: first_part(brief, submission),
            receipt: receipt(brief, submission, register, ledger),
            because_of: None,
        })
        .collect();
    versions.sort_by_key(|version| (version.receipt.is_none(), version.receipt.map(|receipt| receipt.on), version.submission));
    versions
}

fn first_part(brief: &Brief<'_>, submission: &Submission) -> Part {
    match submission.report().map(|report| &report.period) {
        None if submission.unread().is_some() => Part::Unread,
        None => Part::Unreadable,
        Some(PeriodClaim::Other(_)) => Part::OtherPeriod,
        Some(PeriodClaim::Named(period)) if *period != brief.period.code => Part::OtherPeriod,
        Some(PeriodClaim::Named(_) | PeriodClaim::Unsaid) => Part::Current,
    }
}

/// Whether a unit was on time, and how many days late.
fn punctuality(brief: &Brief<'_>, deadline: Option<Deadline>, any: bool, received: Option<Receipt>) -> (Punctuality, i64) {
    let Some(deadline) = deadline else { return (Punctuality::NotDue, 0) };
    if !any {
        let passed = brief.as_of > deadline.last_day();
        return (if passed { Punctuality::Missing } else { Punctuality::Awaited }, 0);
    }
    // a file without any evidence of its day is known to be here today and not before
    let on = received.map_or(brief.as_of, |receipt| receipt.on);
    match deadline.days_late(on) {
        0 => (Punctuality::OnTime, 0),
        days => (Punctuality::Late, days),
    }
}

struct Settling<'s> {
    submissions: &'s [Submission],
    accepted: &'s [bool],
}

impl Settling<'_> {
    /// What a unit sent, settled.
    fn dossier(&self, brief: &Brief<'_>, unit: &Unit, mut versions: Vec<Version>, ledger: &mut Ledger) -> Dossier {
        self.duplicates(&mut versions);
        self.replaced(&mut versions);
        let current = if brief.period.is_ad_hoc() {
            self.each_by_itself(&mut versions);
            None
        } else {
            self.supplements(&mut versions);
            Self::conflicts(&mut versions);
            self.chosen(&mut versions, ledger).or_else(|| self.current(&mut versions))
        };
        let received = versions.iter().filter_map(|version| version.receipt).min_by_key(|receipt| (receipt.on, receipt.evidence));
        let exempt = unit.owes_report(brief.period) && ledger.exempts(&unit.code);
        let expected = unit.owes_report(brief.period) && !exempt;
        let extended = expected.then(|| ledger.extends(&unit.code)).flatten().map(Deadline::By);
        let deadline = extended.or(brief.period.deadline).filter(|_| expected);
        let (punctuality, days_late) = match punctuality(brief, deadline, !versions.is_empty(), received) {
            (Punctuality::NotDue, days) if exempt => (Punctuality::Exempt, days),
            // what could not be read may have come first
            (Punctuality::Late, _) if versions.iter().any(|version| version.part == Part::Unread) => (UNJUDGED, 0),
            judged => judged,
        };
        Dossier { unit: unit.code.clone(), expected, deadline, versions, current, punctuality, days_late, received }
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
            let Some(version) = rest.first_mut() else { continue };
            let same = before.iter().filter(|other| other.part != Part::Duplicate).find(|other| self.is_same(other, version));
            if let Some(other) = same {
                version.because_of = Some(other.submission);
                version.part = Part::Duplicate;
            }
        }
    }

    fn is_same(&self, a: &Version, b: &Version) -> bool {
        let hash = |version| self.submission(version).map(|submission| submission.sha256.as_str()).filter(|hash| !hash.is_empty());
        let both_read = (a.part == Part::Unread) == (b.part == Part::Unread);
        let same_bytes = both_read && hash(a).is_some() && hash(a) == hash(b);
        let same_number = self.symbol(a).zip(self.symbol(b)).is_some_and(|(a, b)| same_symbol(a, b));
        same_bytes || (same_number && self.report(a).zip(self.report(b)).is_some_and(|(a, b)| a.says_the_same(b)))
    }

    /// Marks files that another says it replaces.
    fn replaced(&self, versions: &mut [Version]) {
        let replacing: Vec<(usize, usize)> = (0..versions.len())
            .flat_map(|old| (0..versions.len()).map(move |new| (old, new)))
            .filter(|(old, new)| old != new)
            .filter(|(old, new)| versions.get(*old).zip(versions.get(*new)).is_some_and(|(old, new)| self.replaces(new, old)))
            .collect();
        for (old, new) in &replacing {
            // two that each replace the other, or two for one, say nothing
            let mutual = replacing.contains(&(*new, *old));
            let rivals = replacing.iter().filter(|(other, _)| other == old).count() > 1;
            let because = versions.get(*new).map(|version| version.submission);
            if let Some(version) = versions.get_mut(*old).filter(|_| !mutual && !rivals) {
                version.part = Part::Superseded;
                version.because_of = because;
            }
        }
    }

    /// Whether a version says that it replaces another.
    fn replaces(&self, new: &Version, old: &Version) -> bool {
        self.names(new, old) && !self.is_supplement(new)
    }

    /// Whether what a version says it replaces is another: by its whole number, or by its number without the symbol.
    fn names(&self, new: &Version, old: &Version) -> bool {
        let counts = |version: &Version| version.part == Part::Current;
        let named = self.report(new).and_then(|report| report.text(Field::Replaces));
        let Some((named, symbol)) = named.zip(self.symbol(old)).filter(|_| counts(new) && counts(old)) else { return false };
        let (named, symbol) = (symbol_key(named), symbol_key(symbol));
        let number = Key::from_words(symbol.words().take(1));
        let own = self.symbol(new).is_some_and(|own| symbol_key(own) == symbol);
        !own && (named.contains(&symbol) || named == number)
    }

    /// Whether a version says that it adds to another (*bổ sung*) and does not take its place.
    fn is_supplement(&self, version: &Version) -> bool {
        let named = self.report(version).and_then(|report| report.text(Field::Replaces));
        named.is_some_and(|named| Key::of(named).contains(&Key::of(SUPPLEMENTS)))
    }

    /// Puts versions aside that only add to another: what they leave blank must not empty the report they add to.
    fn supplements(&self, versions: &mut [Version]) {
        for place in 0..versions.len() {
            let Some(version) = versions.get(place).filter(|version| self.is_supplement(version)) else { continue };
            let whole = versions.iter().find(|other| other.submission != version.submission && self.names(version, other));
            let Some(whole) = whole.map(|other| other.submission) else { continue };
            if let Some(version) = versions.get_mut(place) {
                (version.part, version.because_of) = (Part::Supplement, Some(whole));
            }
        }
    }

    /// The place of the version that the office chose; the others stand behind it.
    fn chosen(&self, versions: &mut [Version], ledger: &mut Ledger) -> Option<usize> {
        let standing = |version: &Version| !matches!(version.part, Part::Duplicate | Part::OtherPeriod | Part::Unreadable | Part::Unread);
        let chosen = versions
            .iter()
            .position(|version| standing(version) && self.submission(version).is_some_and(|submission| ledger.chooses(submission)))?;
        let because_of = versions.get(chosen).map(|version| version.submission);
        for (place, version) in versions.iter_mut().enumerate().filter(|(_, version)| standing(version)) {
            (version.part, version.because_of) = if place == chosen { (Part::Current, None) } else { (Part::Superseded, because_of) };
        }
        Some(chosen)
    }

    /// Marks versions of which none says that it replaces the others.
    fn conflicts(versions: &mut [Version]) {
        let standing: Vec<usize> =
            (0..versions.len()).filter(|place| versions.get(*place).is_some_and(|v| v.part == Part::Current)).collect();
        if standing.len() > 1 {
            for place in standing {
                if let Some(version) = versions.get_mut(place) {
                    version.part = Part::Conflicting;
                }
            }
        }
    }

    /// The place of the version whose figures are the unit's. A replacement with faults does not put an accepted one aside.
    fn current(&self, versions: &mut [Version]) -> Option<usize> {
        if versions.iter().any(|version| version.part == Part::Conflicting) {
            return None;
        }
        let head = versions.iter().rposition(|version| version.part == Part::Current);
        let Some(head) = head else { return versions.iter().rposition(|version| version.part == Part::OtherPeriod) };
        Some(self.accepted_of(versions, head))
    }

    /// Ad hoc reports tell of different things: each stands by itself, but for those that another says it replaces.
    fn each_by_itself(&self, versions: &mut [Version]) {
        for head in 0..versions.len() {
            if versions.get(head).is_some_and(|version| version.part == Part::Current) {
                self.accepted_of(versions, head);
            }
        }
    }

    /// The place of the newest accepted version among one and those it took the place of; where none is accepted, of itself.
    fn accepted_of(&self, versions: &mut [Version], head: usize) -> usize {
        let is_accepted = |version: &Version| self.accepted.get(version.submission).copied().unwrap_or(false);
        let chain = Self::chain(versions, head);
        match chain.iter().copied().find(|place| versions.get(*place).is_some_and(is_accepted)) {
            Some(accepted) if accepted != head => {
                for (place, part) in [(head, Part::Pending), (accepted, Part::Current)] {
                    if let Some(version) = versions.get_mut(place) {
                        version.part = part;
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
            let older =
                versions.iter().position(|version| version.part == Part::Superseded && version.because_of == Some(newest.submission));
            match older.filter(|place| seen.insert(*place)) {
                Some(place) => chain.push(place),
                None => break,
            }
        }
        chain
    }
}
