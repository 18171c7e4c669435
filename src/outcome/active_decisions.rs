//! Applies the decisions for a period and a day, and records which were used.

use crate::model::case::{Case, Dossier, RunScope};
use crate::model::decision::{Applied, Decision, Decisions, FileRef, Ruling};
use crate::model::id::UnitCode;
use crate::model::subject::Subject;
use crate::model::submission::{Content, Identity, Submission};
use crate::rules::Finding;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Decisions for a period. If two have the same subject, the later one in the office's file
/// applies.
pub(super) struct ActiveDecisions {
    in_force: Decisions,
    applied: Applied,
}

impl ActiveDecisions {
    /// Selects the decisions for a period and a day.
    pub(super) fn new(scope: &RunScope<'_>, decisions: &Decisions) -> Self {
        let holds = |decision: &&Arc<Decision>| {
            decision.period == scope.period.code && decision.is_in_force(scope.as_of)
        };
        let all: Decisions = decisions.iter().filter(holds).cloned().collect();
        let later = |place: usize, ruling: &Ruling| {
            all.iter().skip(place + 1).rfind(|later| later.ruling.replaces(ruling))
        };
        let replaced: BTreeMap<usize, usize> = all
            .iter()
            .enumerate()
            .filter_map(|(place, one)| Some((one.line, later(place, &one.ruling)?.number)))
            .collect();
        let in_force =
            all.iter().filter(|decision| !replaced.contains_key(&decision.line)).cloned().collect();
        Self { in_force, applied: Applied { replaced, ..Applied::default() } }
    }

    /// Returns how the decisions were applied.
    pub(super) fn into_applied(self, case: &Case<'_>, findings: &[Finding]) -> Applied {
        let waived = findings
            .iter()
            .filter_map(|finding| finding.waived.as_ref())
            .map(|decision| decision.line);
        let used: BTreeSet<usize> = self.applied.used.into_iter().chain(waived).collect();
        let idle: Vec<(&usize, &Subject)> = self
            .in_force
            .iter()
            .filter(|decision| !used.contains(&decision.line))
            .filter_map(|decision| match &decision.ruling {
                Ruling::Waive(subject) => Some((&decision.line, subject)),
                _ => None,
            })
            .collect();
        let is_corrected = |subject: &Subject| {
            let has_report = |dossier: &Dossier| {
                Some(&dossier.unit) == subject.unit.as_ref()
                    && case.report_on_period(dossier).is_some()
            };
            let about_the_same = |finding: &&Finding| {
                finding.unit == subject.unit && finding.rule.code == subject.rule
            };
            let mut left =
                findings.iter().filter(about_the_same).map(|finding| finding.subject().at);
            case.dossiers.iter().any(has_report) && !left.any(|at| at == subject.at)
        };
        let corrected = idle
            .into_iter()
            .filter(|(_, subject)| is_corrected(subject))
            .map(|(line, _)| *line)
            .collect();
        Applied { used, corrected, replaced: self.applied.replaced }
    }

    /// Assigns files to units.
    pub(super) fn identify(&mut self, submissions: &mut [Submission]) {
        self.ignore(submissions);
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

    /// Sets aside files that are no reports; all files of an archive.
    fn ignore(&mut self, submissions: &mut [Submission]) {
        let mut archives: Vec<String> = Vec::new();
        for submission in submissions {
            let mut decided = || {
                self.rule(|ruling| {
                    matches!(ruling, Ruling::Ignore(file) if is(file, submission)).then_some(())
                })
                .is_some()
            };
            let within = archives.iter().any(|archive| {
                submission
                    .file
                    .strip_prefix(archive.as_str())
                    .is_some_and(|rest| rest.starts_with('/'))
            });
            if within || decided() {
                if matches!(submission.content, Content::Archive) {
                    archives.push(submission.file.to_string());
                }
                (submission.content, submission.identity) = (Content::Ignored, Identity::default());
            }
        }
    }

    /// Marks the findings that are accepted unchanged.
    pub(super) fn waive<'f>(&self, findings: impl Iterator<Item = &'f mut Finding>) {
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
            finding.waived = waivers.get(&finding.subject()).map(|decision| Arc::clone(decision));
        }
    }

    /// Returns the received date that was recorded for a file, if it is possible.
    pub(super) fn received(
        &mut self,
        submission: &Submission,
        is_possible: impl Fn(NaiveDate) -> bool,
    ) -> Option<NaiveDate> {
        self.rule(|ruling| match ruling {
            Ruling::Receipt { file, received }
                if is(file, submission) && is_possible(*received) =>
            {
                Some(*received)
            }
            _ => None,
        })
    }

    /// Returns which of a unit's files was chosen, by the last choice.
    pub(super) fn chosen_file(&mut self, among: &[&Submission]) -> Option<usize> {
        let chosen = |ruling: &Ruling| match ruling {
            Ruling::Choice(file) => among.iter().position(|submission| is(file, submission)),
            _ => None,
        };
        let all: Vec<(usize, usize, usize)> = self
            .in_force
            .iter()
            .filter_map(|decision| {
                Some((decision.line, decision.number, chosen(&decision.ruling)?))
            })
            .collect();
        let (&(line, number, place), earlier) = all.split_last()?;
        self.applied.used.insert(line);
        self.applied.replaced.extend(earlier.iter().map(|(line, ..)| (*line, number)));
        Some(place)
    }

    /// Returns whether a unit is exempt.
    pub(super) fn exempts(&mut self, wanted: &UnitCode) -> bool {
        self.rule(|ruling| matches!(ruling, Ruling::Exempt(unit) if unit == wanted).then_some(()))
            .is_some()
    }

    /// Returns the extended deadline of a unit.
    pub(super) fn extends(&mut self, wanted: &UnitCode) -> Option<NaiveDate> {
        self.rule(|ruling| match ruling {
            Ruling::Extend { unit, to } if unit == wanted => Some(*to),
            _ => None,
        })
    }

    /// Returns the result of the last decision that matches, and records its use.
    fn rule<T>(&mut self, settles: impl Fn(&Ruling) -> Option<T>) -> Option<T> {
        let (line, settled) = self
            .in_force
            .iter()
            .rev()
            .find_map(|decision| Some((decision.line, settles(&decision.ruling)?)))?;
        self.applied.used.insert(line);
        Some(settled)
    }
}

fn is(file: &FileRef, submission: &Submission) -> bool {
    !file.sha256.is_empty() && file.sha256 == submission.sha256
}
