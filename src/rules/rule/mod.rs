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

/// A rule (*quy tắc*): what it looks for, why, and what is to be done about it.
#[derive(Debug)]
pub struct Rule {
    /// Letter and three digits, never reused.
    pub code: &'static str,
    /// Severity, unless a plan changes it.
    pub severity: Severity,
    /// Whether no plan may change the severity: nothing could be read that might count, or its unit is unknown, so that
    /// “counted, but someone must look” would be false.
    pub has_fixed_severity: bool,
    /// What its findings are about.
    pub scope: Scope,
    /// What of a returned form its findings point to.
    pub marks: Marks,
    /// Whether the office may accept what was found unchanged.
    pub waiver: Waiver,
    /// What else settles a finding, in the order of the offers.
    pub remedies: &'static [Remedy],
    /// What is wrong, in a few words.
    pub title: Text,
    /// Why it matters, with its legal basis if there is one.
    pub why: Text,
    /// An example that is found.
    pub bad: Text,
    /// The same example, done right.
    pub good: Text,
    /// What to do.
    pub fix: Text,
    /// What a unit can do, if `fix` addresses the office.
    pub asked: Option<Text>,
    /// The check itself.
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
        asked: None,
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

    /// Returns what a unit is asked to do.
    pub(crate) fn asked_of_unit(&self) -> Text {
        self.asked.unwrap_or(self.fix)
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

/// What findings of a rule are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// A file, or text quoted from it.
    File,
    /// Words at the figures of a file.
    Words,
    /// The period that a report is for.
    Period,
    /// The answers of a report.
    Report,
    /// One version of a unit's report beside the others.
    Version,
    /// All versions of a unit's report.
    Versions,
    /// A unit's reporting, or the office's record of it.
    Unit,
    /// The plan and the decisions of the office.
    Office,
}

impl Scope {
    /// Returns whether a finding holds for a file whose unit is unknown.
    pub(crate) const fn holds_without_unit(self) -> bool {
        matches!(self, Self::File | Self::Words)
    }

    /// Returns whether a finding holds for a report on another period.
    pub(crate) const fn holds_for_other_period(self) -> bool {
        matches!(self, Self::File | Self::Period)
    }
}

/// What of a returned form findings of a rule point to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// Answers, which are highlighted.
    Answers,
    /// Answers or, if there are none, columns; highlighted.
    AnswersOrColumns,
    /// Sheets and columns that the unit's file lacks. The form has them, so they are not highlighted.
    Parts,
    /// Cells that were laid out in another way. The form has its own layout, so they are not highlighted.
    Layout,
}

/// Whether the office may accept what was found unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiver {
    /// Two values that could be read differ: both may be right.
    Likely,
    /// A value that may be right.
    Offered,
    /// Nothing that needs a decision; it is accepted if the office insists.
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
