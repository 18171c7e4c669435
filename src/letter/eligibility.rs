//! Decides which letters a unit receives.

use crate::model::case::{Case, Dossier};
use crate::model::status::Punctuality;
use crate::outcome::Outcome;
use crate::rules::{Finding, Severity};

/// Number of days before the deadline from which units are reminded.
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
    /// All kinds, most urgent first.
    pub(super) const ALL: [Self; 2] = [Self::Overdue, Self::Near];
}

/// Returns the reminder that a unit should receive, if any.
pub(super) fn reminder(case: &Case<'_>, dossier: &Dossier) -> Option<ReminderKind> {
    let left = dossier.days_left(case.scope.as_of)?;
    match dossier.punctuality {
        Punctuality::Missing => Some(ReminderKind::Overdue),
        Punctuality::Awaited if left <= NEAR => Some(ReminderKind::Near),
        _ => None,
    }
}

/// Returns the findings for a letter to a unit, most severe first: errors to correct and warnings
/// to check. Empty if the unit has no errors.
pub(super) fn findings_to_correct<'o>(
    outcome: &'o Outcome<'_>,
    dossier: &'o Dossier,
) -> Vec<&'o Finding> {
    let concerns = |finding: &&Finding| match finding.severity {
        _ if finding.waived.is_some() => false,
        Severity::Error => true,
        // findings without a place in a report concern the office or its plan
        Severity::Warning => {
            finding.location.sheet.is_some()
                && (finding.file.is_none() || finding.submission.is_some())
        }
        Severity::Note => false,
    };
    let findings: Vec<&Finding> = outcome.findings_of(&dossier.unit).filter(concerns).collect();
    // a file that this machine could not read may be the corrected one
    let must = !dossier.is_empty()
        && !dossier.is_partly_unread()
        && findings.iter().any(|finding| finding.severity == Severity::Error);
    if must { findings } else { Vec::new() }
}
