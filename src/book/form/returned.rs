//! The form that goes back to a unit: its own values, what is wrong marked, a first sheet that lists it.
//!
//! Read unchanged, a returned form gives what the unit's own file gave: the same answers, and the same findings but for these.
//!
//! - What is wrong with a file as such or with its layout is mended by the form itself, which has every sheet, column and row
//!   once, in order and in sight: B101, B102, B103, B104 (but for a unit's code that nobody knows, which stays), B106, B108,
//!   T107, T109; G103 for a period that is not said. What B101 and B102 hid is then blank in its place, and found as that
//!   (G103, L101, C105).
//! - A figure in another measurement (B107) and answers in several places (B109) have one cell in the form. In it stands what the
//!   unit wrote, `3 nghìn lượt`, `5 hay 7?`, which is no answer (G101, G108) until the unit chooses. So does a number that its cell
//!   showed as another, unless it was its thousandth, `2.0` (G106).
//! - What concerns the unit and not this file (N101–N106, T106) depends on what else was received.
//!
//! An error value, a formula without its result and a cell that could not be read are said in words which the reader knows
//! ([`lost`](crate::model::form::lost)).

use super::marks::{self, Fault};
use super::{Form, book, listing};
use crate::book::Book;
use crate::model::case::{Dossier, Part, State, Version};
use crate::model::submission::Report;
use crate::outcome::Outcome;
use crate::rules::{Finding, Severity};

/// The form to return to a unit: its report with what is wrong marked, or, where nothing it sent could be read, a blank form
/// that says why. `None` where nothing is to be mended.
#[must_use]
pub fn returned(outcome: &Outcome<'_>, dossier: &Dossier) -> Option<Book> {
    // what this machine could not read may be what the unit corrected
    if !matches!(outcome.state(dossier), State::Returned | State::Unreadable) || dossier.is_partly_unread() {
        return None;
    }
    let (case, brief) = (&outcome.case, &outcome.case.brief);
    let version = to_mend(dossier);
    let submission = version.and_then(|version| case.submission(version));
    let blank = Report::default();
    let report = submission.and_then(|submission| submission.report());
    let form = Form::new(brief.plan, case.unit(dossier)?, brief.period, report.unwrap_or(&blank));
    let mut faults: Vec<Fault<'_>> =
        outcome.findings_of(&dossier.unit).filter_map(|finding| fault(&form, finding, version.map(|version| version.submission))).collect();
    faults.sort_by_key(|fault| (fault.cells.is_empty(), fault.finding.severity, fault.cells.first().copied()));
    let mut answers = form.answers();
    marks::put(&mut answers, &faults);
    let first = listing::sheet(&form, submission.map(|submission| &*submission.file), &faults, &answers);
    Some(book(&form, Some(first), answers, brief.as_of))
}

/// The report to mend: a replacement that was not taken for its faults; failing that the one whose figures are the unit's; where
/// several stand against each other the last of them, and N105 on the first sheet names them all.
fn to_mend(dossier: &Dossier) -> Option<&Version> {
    let last = |parts: &[Part]| dossier.versions.iter().rev().find(|version| parts.contains(&version.part));
    last(&[Part::Pending]).or(dossier.current()).or(last(&[Part::Conflicting, Part::OtherPeriod]))
}

/// A finding as far as the unit can do something about it.
fn fault<'f>(form: &Form<'_>, finding: &'f Finding, returned: Option<usize>) -> Option<Fault<'f>> {
    let own = returned.is_some() && finding.submission == returned;
    match finding.rule.code {
        _ if finding.waived.is_some() => None,
        "N105" => Some(Fault::own(form, finding)),
        "N104" if own => Some(Fault::own(form, finding)),
        code if code.starts_with(['N', 'K']) => None,
        _ if own => (finding.severity != Severity::Note).then(|| Fault::own(form, finding)),
        _ => (finding.severity == Severity::Error && finding.submission.is_some()).then(|| Fault::elsewhere(finding)),
    }
}
