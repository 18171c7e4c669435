//! Collects the findings of a rule.

use super::Rule;
use super::finding::{Excludes, Finding, Location};
use crate::model::id::UnitCode;
use crate::model::plan::Plan;
use crate::model::severity::Severity;
use crate::model::submission::Submission;
use crate::text::Message;
use std::sync::Arc;

/// Collects the findings of one rule; sets rule, severity, file and unit of each.
pub struct Reporter<'a> {
    rule: &'static Rule,
    severity: Severity,
    submission: Option<(usize, &'a Submission)>,
    findings: &'a mut Vec<Finding>,
}

impl<'a> Reporter<'a> {
    pub(in crate::rules) fn new(
        rule: &'static Rule,
        plan: &Plan,
        submission: Option<(usize, &'a Submission)>,
        findings: &'a mut Vec<Finding>,
    ) -> Self {
        Self { rule, severity: rule.severity_in(plan), submission, findings }
    }

    /// Reports a cause in the current file, if any.
    pub fn report(&mut self, location: Location, message: Message) -> &mut Finding {
        let (place, file, unit) = match self.submission {
            Some((place, submission)) => {
                (Some(place), Some(Arc::clone(&submission.file)), submission.identity.unit.clone())
            }
            None => (None, None, None),
        };
        let finding = Finding {
            rule: self.rule,
            severity: self.severity,
            unit,
            file,
            submission: place,
            location,
            message,
            fix: self.rule.fix.to_message(),
            excludes: Excludes::Nothing,
            marks: self.rule.marks,
            waived: None,
        };
        self.push(finding)
    }

    /// Reports a cause concerning a unit.
    pub fn unit(&mut self, unit: &UnitCode, location: Location, message: Message) -> &mut Finding {
        let finding = self.report(location, message);
        finding.unit = Some(unit.clone());
        finding
    }

    /// Reports a cause in a file of a unit.
    pub fn file(
        &mut self,
        unit: &UnitCode,
        place: usize,
        submission: &Submission,
        location: Location,
        message: Message,
    ) -> &mut Finding {
        let finding = self.unit(unit, location, message);
        finding.submission = Some(place);
        finding.file = Some(Arc::clone(&submission.file));
        finding
    }

    fn push(&mut self, finding: Finding) -> &mut Finding {
        self.findings.push(finding);
        let last = self.findings.len() - 1;
        #[expect(clippy::indexing_slicing, reason = "just pushed")]
        &mut self.findings[last]
    }
}
