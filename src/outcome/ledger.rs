//! The office's decisions at work: which of them hold for the period and the day, what they settle, and which were used.

use crate::model::case::Brief;
use crate::model::decision::{Decision, Decisions, FileRef, Ruling};
use crate::model::id::UnitCode;
use crate::model::subject::Subject;
use crate::model::submission::Submission;
use crate::rules::Finding;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The decisions of a period. Of two that settle the same the later in the office's file holds.
pub(super) struct Ledger {
    in_force: Decisions,
    used: BTreeSet<usize>,
}

impl Ledger {
    /// The decisions that hold for a period on a day.
    pub(super) fn new(brief: &Brief<'_>, decisions: &Decisions) -> Self {
        let holds = |decision: &&Arc<Decision>| decision.period == brief.period.code && !decision.has_expired(brief.as_of);
        Self { in_force: decisions.iter().filter(holds).cloned().collect(), used: BTreeSet::new() }
    }

    /// The decisions that were used, by their lines.
    pub(super) fn into_used(self, findings: &[Finding]) -> BTreeSet<usize> {
        let waived = findings.iter().filter_map(|finding| finding.waived.as_ref()).map(|decision| decision.line);
        self.used.into_iter().chain(waived).collect()
    }

    /// Gives files to the units they were decided to be of.
    pub(super) fn identify(&mut self, submissions: &mut [Submission]) {
        for submission in submissions {
            let unit = self.rule(|ruling| match ruling {
                Ruling::Identity { file, unit } if is(file, submission) => Some(unit.clone()),
                _ => None,
            });
            if let Some(unit) = unit {
                (submission.identity.unit, submission.identity.conflict) = (Some(unit), false);
            }
        }
    }

    /// Marks the findings about what was accepted as it stands.
    pub(super) fn waive<'f>(&self, brief: &Brief<'_>, findings: impl Iterator<Item = &'f mut Finding>) {
        let waivers: BTreeMap<&Subject, &Arc<Decision>> = self
            .in_force
            .iter()
            .filter_map(|decision| match &decision.ruling {
                Ruling::Waive(subject) => Some((subject, decision)),
                _ => None,
            })
            .collect();
        if waivers.is_empty() {
            return;
        }
        for finding in findings {
            finding.waived = waivers.get(&finding.subject(brief)).map(|decision| Arc::clone(decision));
        }
    }

    /// The day a file was decided to have been received, where it is possible.
    pub(super) fn received(&mut self, submission: &Submission, is_possible: impl Fn(NaiveDate) -> bool) -> Option<NaiveDate> {
        self.rule(|ruling| match ruling {
            Ruling::Receipt { file, received } if is(file, submission) && is_possible(*received) => Some(*received),
            _ => None,
        })
    }

    /// Whether a file was chosen among its unit's versions.
    pub(super) fn chooses(&mut self, submission: &Submission) -> bool {
        self.rule(|ruling| matches!(ruling, Ruling::Choice(file) if is(file, submission)).then_some(())).is_some()
    }

    /// Whether a unit need not report.
    pub(super) fn exempts(&mut self, wanted: &UnitCode) -> bool {
        self.rule(|ruling| matches!(ruling, Ruling::Exempt(unit) if unit == wanted).then_some(())).is_some()
    }

    /// The later day by which a unit may report.
    pub(super) fn extends(&mut self, wanted: &UnitCode) -> Option<NaiveDate> {
        self.rule(|ruling| match ruling {
            Ruling::Extend { unit, to } if unit == wanted => Some(*to),
            _ => None,
        })
    }

    /// What the last decision that says so settles; it is used.
    fn rule<T>(&mut self, settles: impl Fn(&Ruling) -> Option<T>) -> Option<T> {
        let (line, settled) = self.in_force.iter().rev().find_map(|decision| Some((decision.line, settles(&decision.ruling)?)))?;
        self.used.insert(line);
        Some(settled)
    }
}

fn is(file: &FileRef, submission: &Submission) -> bool {
    !file.sha256.is_empty() && file.sha256 == submission.sha256
}
