//! What a unit owes the office, as far as a letter asks for it: the one place that decides.

use crate::model::case::{Case, Dossier};
use crate::model::status::Punctuality;
use crate::outcome::Outcome;
use crate::rules::{Finding, Severity};

/// So many days before the deadline units are reminded of it.
const NEAR: i64 = 30;

/// A kind of reminder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReminderKind {
    /// The deadline has passed.
    Overdue,
    /// The deadline is near.
    Near,
}

impl ReminderKind {
    /// All of them, the more urgent first.
    pub(super) const ALL: [Self; 2] = [Self::Overdue, Self::Near];
}

/// Which reminder a unit is due.
pub(super) fn reminder(case: &Case<'_>, dossier: &Dossier) -> Option<ReminderKind> {
    let left = dossier.days_left(case.scope.as_of)?;
    match dossier.punctuality {
        Punctuality::Missing => Some(ReminderKind::Overdue),
        Punctuality::Awaited if left <= NEAR => Some(ReminderKind::Near),
        _ => None,
    }
}

/// What a unit must mend in what it sent, gravest first, with what it should look at besides; nothing where nothing must be
/// mended.
pub(super) fn findings_to_correct<'o>(
    outcome: &'o Outcome<'_>,
    dossier: &'o Dossier,
) -> Vec<&'o Finding> {
    let concerns = |finding: &&Finding| match finding.severity {
        _ if finding.waived.is_some() => false,
        Severity::Error => true,
        // what has no place in a report is between the office and its plan
        Severity::Warning => {
            finding.location.sheet.is_some()
                && (finding.file.is_none() || finding.submission.is_some())
        }
        Severity::Note => false,
    };
    let findings: Vec<&Finding> = outcome.findings_of(&dossier.unit).filter(concerns).collect();
    // what this machine could not read may be what the unit corrected
    let must = !dossier.is_empty()
        && !dossier.is_partly_unread()
        && findings.iter().any(|finding| finding.severity == Severity::Error);
    if must { findings } else { Vec::new() }
}
