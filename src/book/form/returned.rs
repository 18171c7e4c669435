//! The form returned to a unit: its own values, with errors marked and listed on a first sheet.
//!
//! Its stamp identifies the report it answers, `Thay thế báo cáo số` names it, and the number and
//! date of the new report are blank. Otherwise a returned form, read unchanged, gives the same
//! answers and the same findings as the unit's own file, with these exceptions:
//!
//! - Errors of the file or its layout disappear, because the form has every sheet, column and row
//!   once, in order and visible: B101, B102, B103, B104 (an unknown unit code remains), B106, B108,
//!   T107, T109, and G103 for a missing period. What B101 and B102 hid is then blank in its place,
//!   with the finding for that (G103, L101, C105).
//! - A figure in another unit of measurement (B107) and answers in several places (B109) have one
//!   cell in the form. It has the unit's own text, `3 nghìn lượt` or `5 hay 7?`, which is not an
//!   answer (G101, G108) until the unit chooses. The same applies to a number that its cell
//!   displayed as another (`2.0`), unless it was its thousandth (G106).
//! - Findings about the unit and not this file (N101–N106, T106) depend on what else was received.
//!
//! An error value, a formula without a result and an unreadable cell are described in words that
//! the reader knows ([`placeholder`](crate::model::form::placeholder)).

use super::marks::{self, MarkedFinding};
use super::{Form, book, corrections};
use crate::book::Book;
use crate::model::case::{Dossier, Version};
use crate::model::file_role::VersionRole;
use crate::model::form::{Field, STAMPED_FILES, STAMPED_LETTERS, stamp};
use crate::model::number::is_nil;
use crate::model::status::State;
use crate::model::submission::{Report, Submission};
use crate::outcome::Outcome;
use crate::rules::{Finding, Scope, Severity};

/// Returns the form to return to a unit: its report with findings marked or, if no file was
/// readable, a blank form that states why. `None` if no correction is needed.
pub fn returned(outcome: &Outcome<'_>, dossier: &Dossier) -> Option<Book> {
    // a file that this machine could not read may be the correction
    if !matches!(outcome.state(dossier), State::Returned | State::Unreadable)
        || dossier.is_partly_unread()
    {
        return None;
    }
    let (case, scope) = (&outcome.case, &outcome.case.scope);
    let version = to_mend(dossier);
    let submission = version.and_then(|version| case.submission(version));
    let report = submission.and_then(Submission::report).map(to_resend).unwrap_or_default();
    let form = Form::new(scope.plan, case.unit(dossier)?, scope.period, &report);
    let mut faults: Vec<MarkedFinding<'_>> = outcome
        .findings_of(&dossier.unit)
        .filter_map(|finding| fault(&form, finding, version.map(|version| version.submission)))
        .collect();
    faults.sort_by_key(|fault| {
        (fault.cells.is_empty(), fault.finding.severity, fault.cells.first().copied())
    });
    let mut answers = form.answers();
    marks::put(&mut answers, &faults);
    let first = corrections::sheet(
        &form,
        submission.map(|submission| &*submission.file),
        &faults,
        &answers,
    );
    Some(book(&form, Some(first), answers, scope.as_of, answering(outcome, dossier, submission)))
}

/// Returns a report for resubmission: it replaces itself, and its own number and date are blank.
fn to_resend(report: &Report) -> Report {
    let mut again = report.clone();
    let number = again.info.remove(&Field::Symbol);
    again.info.remove(&Field::SignedOn);
    again.days.remove(&Field::SignedOn);
    // without a number it may be a returned form itself, which names the previous report
    again.info.extend(
        number.filter(|number| !is_nil(&number.value)).map(|number| (Field::Replaces, number)),
    );
    again
}

/// Returns the stamp's entries about the returned report; about every version if versions conflict.
fn answering(
    outcome: &Outcome<'_>,
    dossier: &Dossier,
    returned: Option<&Submission>,
) -> Vec<(&'static str, String)> {
    let Some(returned) = returned else {
        return Vec::new();
    };
    let rivals = dossier.conflicting().filter_map(|version| outcome.case.submission(version));
    let files =
        std::iter::once(returned).chain(rivals.filter(|other| !std::ptr::eq(*other, returned)));
    let hashes: Vec<&str> =
        files.filter_map(|file| file.sha256.get(..STAMPED_LETTERS)).take(STAMPED_FILES).collect();
    let number = returned.report().and_then(|report| report.text(Field::Symbol));
    let number =
        number.map(|number| (stamp::ANSWERS_NUMBER, number.chars().take(NUMBER_LETTERS).collect()));
    std::iter::once((stamp::ANSWERS, hashes.join(" ")))
        .filter(|_| !hashes.is_empty())
        .chain(number)
        .collect()
}

/// Maximum number of characters of a report number in a stamp.
const NUMBER_LETTERS: usize = 100;

/// Returns the report to correct: a replacement that was rejected for its errors, otherwise the one
/// whose figures count. Of conflicting versions it is the last; the first sheet names them all.
fn to_mend(dossier: &Dossier) -> Option<&Version> {
    let last = |parts: &[VersionRole]| {
        dossier.versions.iter().rev().find(|version| parts.contains(&version.role))
    };
    last(&[VersionRole::Pending])
        .or(dossier.current())
        .or(last(&[VersionRole::Conflicting, VersionRole::OtherPeriod]))
}

/// Returns a finding that the unit can correct.
fn fault<'f>(
    form: &Form<'_>,
    finding: &'f Finding,
    returned: Option<usize>,
) -> Option<MarkedFinding<'f>> {
    let own = returned.is_some() && finding.submission == returned;
    match finding.rule.scope {
        _ if finding.waived.is_some() => None,
        Scope::Versions => Some(MarkedFinding::own(form, finding)),
        Scope::Version if own => Some(MarkedFinding::own(form, finding)),
        Scope::Version | Scope::Unit | Scope::Office => None,
        _ if own => (finding.severity != Severity::Note).then(|| MarkedFinding::own(form, finding)),
        _ => (finding.severity == Severity::Error && finding.submission.is_some())
            .then(|| MarkedFinding::elsewhere(finding)),
    }
}
