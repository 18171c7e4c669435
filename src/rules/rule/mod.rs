//! A rule and what the program may do with its findings.

mod finding;
mod reporter;

use crate::model::case::{Case, RunScope};
use crate::model::decision::Applied;
use crate::model::plan::Plan;
use crate::model::severity::Severity;
use crate::model::submission::Submission;
use crate::text::Text;

pub use finding::Finding;
pub(crate) use finding::{Excludes, Location};
pub(crate) use reporter::Reporter;

/// Rule (*quy tắc*): a check with its explanation and correction.
#[derive(Debug)]
pub struct Rule {
    /// Letter and three digits, never reused.
    pub code: &'static str,
    /// Severity, unless a plan changes it.
    pub severity: Severity,
    /// Whether the plan must not change the severity: the data cannot be read or attributed, so
    /// that “counted; someone must check it” would be false.
    pub has_fixed_severity: bool,
    pub scope: Scope,
    /// Cells of a returned form that its findings highlight.
    pub marks: Marks,
    pub waiver: Waiver,
    /// Other ways to settle a finding, in the order offered.
    pub remedies: &'static [Remedy],
    /// Description of the error in a few words.
    pub title: Text,
    /// Reasons, with the legal basis if there is one.
    pub why: Text,
    /// Example with the error.
    pub bad: Text,
    /// The example corrected.
    pub good: Text,
    /// Instructions for the correction.
    pub fix: Text,
    /// Instructions for the unit, if `fix` addresses the office.
    pub unit_fix: Option<Text>,
    pub check: Check,
}

impl Rule {
    /// Properties of a rule about the answers of a report. The texts and the check are blank.
    pub(super) const DEFAULT: Self = Self {
        code: "",
        severity: Severity::Warning,
        has_fixed_severity: false,
        scope: Scope::Report,
        marks: Marks::Answers,
        waiver: Waiver::Offered,
        remedies: &[],
        title: Text::new("", ""),
        why: Text::new("", ""),
        bad: Text::new("", ""),
        good: Text::new("", ""),
        fix: Text::new("", ""),
        unit_fix: None,
        check: Check::Case(|_, _| {}),
    };

    /// Returns the letter of its family in the catalogue.
    pub fn family(&self) -> Option<char> {
        self.code.chars().next()
    }

    /// Returns its severity under a plan.
    pub(crate) fn severity_in(&self, plan: &Plan) -> Severity {
        plan.severities.get(self.code).copied().unwrap_or(self.severity)
    }

    /// Returns the instructions for a unit.
    pub(crate) fn unit_fix(&self) -> Text {
        self.unit_fix.unwrap_or(self.fix)
    }
}

/// A check of one submission by itself.
type OfSubmission = fn(&RunScope<'_>, &Submission, &mut Reporter<'_>);
/// A check of one submission by itself, prepared for a plan.
pub(super) type Ready<'p> =
    Box<dyn Fn(&RunScope<'_>, &Submission, &mut Reporter<'_>) + Send + Sync + 'p>;
/// A check of the whole case.
type OfCase = fn(&Case<'_>, &mut Reporter<'_>);

/// The check of a rule.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// Checks one submission by itself.
    Submission(OfSubmission),
    /// Prepares a check of one submission for a plan.
    Prepared(for<'p> fn(&'p Plan) -> Ready<'p>),
    /// Checks the whole case.
    Case(OfCase),
    /// Checks one submission by itself, then the whole case.
    Both(OfSubmission, OfCase),
    /// Checks the office's decisions after they were applied.
    Decisions(fn(&Case<'_>, &Applied, &mut Reporter<'_>)),
}

/// Subject of a rule's findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// A file, or text quoted from it.
    File,
    /// Text at the figures of a file.
    Words,
    /// The period that a report is for.
    Period,
    /// The answers of a report.
    Report,
    /// One version of a unit's report.
    Version,
    /// All versions of a unit's report.
    Versions,
    /// Reporting of a unit, or the office's record of it.
    Unit,
    /// The plan and the decisions of the office.
    Office,
}

impl Scope {
    /// Returns whether a finding holds for a file whose unit is unknown.
    pub(crate) const fn applies_without_unit(self) -> bool {
        matches!(self, Self::File | Self::Words)
    }

    /// Returns whether a finding holds for a report on another period.
    pub(crate) const fn applies_to_other_period(self) -> bool {
        matches!(self, Self::File | Self::Period)
    }
}

/// Parts of a returned form that findings of a rule concern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// Answers; highlighted.
    Answers,
    /// Answers or, if there are none, columns; highlighted.
    AnswersOrColumns,
    /// Sheets and columns missing from the unit's file. The form has them, so they are not
    /// highlighted.
    Parts,
    /// Layout of the unit's file. The form has its own, so it is not highlighted.
    Layout,
}

/// Conditions under which the office may accept a finding unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiver {
    /// Two values that could be read differ: both may be right.
    Likely,
    /// A single value, which may be right.
    Offered,
    /// Not offered, because no decision is needed; accepted if the office insists.
    OnRequest,
    /// Not while it is an error, because then nothing could be read.
    UnlessError,
    /// Another decision is needed.
    Never,
}

impl Waiver {
    /// Returns whether the office is offered to accept a finding.
    pub(crate) const fn is_offered(self) -> bool {
        matches!(self, Self::Likely | Self::Offered | Self::UnlessError)
    }
}

/// What settles a finding other than a correction or a waiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// The unit's deadline is extended.
    Extend,
    /// The unit is exempted in the period.
    Exempt,
    /// The received date of a file is recorded.
    Receipt,
    /// A file is assigned to a unit.
    Identity,
    /// One version of a unit's report is chosen.
    Choice,
    /// A file is set aside because it is no report.
    Ignore,
    /// Files are moved into the folder of their period.
    Move,
}
