//! The rules: pure functions over what was read that report findings. One file a rule; the list here is the catalogue.
//!
//! A rule looks either at one submission, when it is the file that is judged, or at the whole case, when versions have been
//! settled and units stand beside each other. To add one: its file, its line in [`RULES`], its specimen; laws of the list,
//! as tests, tell what was forgotten.

mod asked;
mod compared;
mod copies;
mod dates;
mod figures;
mod finding;
#[cfg(test)]
pub(crate) mod fixture;
mod gathered;
#[cfg(test)]
mod laws;
mod prose;

use crate::model::case::{Brief, Case};
use crate::model::decision::Applied;
use crate::model::plan::Plan;
use crate::model::submission::Submission;
use crate::text::Text;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

pub use crate::model::severity::{Grade, Severity};
pub use finding::{Bars, Finding, Reporter, Spot};

/// A rule (*quy tắc*): what it looks for, why, and what to do about it.
#[derive(Debug)]
pub struct Rule {
    /// Letter and three digits, never reused.
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// What is wrong, in a few words.
    pub title: Text,
    /// Why it matters, with its legal basis where there is one.
    pub why: Text,
    /// An example that is found.
    pub bad: Text,
    /// The same done right.
    pub good: Text,
    /// What to do.
    pub fix: Text,
    /// The rule itself.
    pub check: Check,
}

impl Rule {
    /// Whether it holds of a file whatever unit or period it is of: about the file itself, or quoting
    /// words of it that are not used.
    #[must_use]
    pub fn is_of_file(&self) -> bool {
        self.code.starts_with('T') || matches!(self.code, "B103" | "B110" | "B111")
    }

    /// How grave it is under a plan.
    #[must_use]
    pub fn severity_in(&self, plan: &Plan) -> Severity {
        plan.severities.get(self.code).copied().unwrap_or(self.severity)
    }
}

/// A look at one submission by itself.
type OfSubmission = fn(&Brief<'_>, &Submission, &mut Reporter<'_>);
/// A look at one submission by itself that has what it needs of the plan ready.
type Ready<'p> = Box<dyn Fn(&Brief<'_>, &Submission, &mut Reporter<'_>) + Send + Sync + 'p>;
/// A look at everything.
type OfCase = fn(&Case<'_>, &mut Reporter<'_>);

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// One submission by itself.
    Submission(OfSubmission),
    /// One submission by itself, with what is made ready of the plan once for all of them.
    Prepared(for<'p> fn(&'p Plan) -> Ready<'p>),
    /// Everything.
    Case(OfCase),
    /// One submission by itself, then everything.
    Both(OfSubmission, OfCase),
    /// The office's decisions, once it is known which of them were used, by their lines.
    Decisions(fn(&Case<'_>, &Applied, &mut Reporter<'_>)),
}

macro_rules! rules {
    ($($file:ident),+ $(,)?) => {
        $(mod $file;)+

        /// Every rule, in order of code.
        pub static RULES: &[&Rule] = &[$(&$file::RULE),+];
    };
}

rules![
    k101, k102, k103, // plan and decisions
    t101, t102, t103, t104, t105, t106, t107, t108, t109, t110, t111, t112, // files
    b101, b102, b103, b104, b105, b106, b107, b108, b109, b110, b111, // the form
    g101, g102, g103, g104, g105, g106, g107, g108, g109, g110, g111, g112, // values
    n101, n102, n103, n104, n105, n106, n107, n108, n109, // sending and deadlines
    c101, c102, c103, c104, c105, c106, // across answers
    l101, l102, l103, l104, // words
];

/// The rule of a code, whatever its case.
#[must_use]
pub fn by_code(code: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code.eq_ignore_ascii_case(code.trim()))
}

/// A short fingerprint of all codes with their severities: two programs that say the same one have the same set of rules.
#[must_use]
pub fn fingerprint() -> String {
    let set: Vec<String> = RULES.iter().map(|rule| format!("{} {}\n", rule.code, rule.severity.word())).collect();
    crate::text::hex(&Sha256::digest(set.concat())).chars().take(8).collect()
}

/// Rules whose severity no plan changes: where they find something nothing could be read that might count, or nobody knows whose
/// it is, so that a warning ("counted, but someone must look") would not be true.
const FIXED: [&str; 21] = [
    "T101", "T102", "T103", "T104", "T105", "T108", "T110", "T111", "T112", "B101", "B102", "B105", "B107", "B109", "B110", "G101", "G104",
    "G105", "G106", "G111", "N105",
];

/// The severities of all rules, and whether a plan may change them.
#[must_use]
pub fn grades() -> Vec<Grade> {
    let grade = |rule: &&'static Rule| Grade { rule: rule.code, severity: rule.severity, fixed: FIXED.contains(&rule.code) };
    RULES.iter().map(grade).collect()
}

/// The rules that look at one submission by itself, ready for a plan.
pub struct OfSubmissions<'p> {
    ready: Vec<(&'static Rule, Ready<'p>)>,
}

impl<'p> OfSubmissions<'p> {
    /// Makes the rules ready.
    #[must_use]
    pub fn of(plan: &'p Plan) -> Self {
        let ready = |rule: &&'static Rule| -> Option<(&'static Rule, Ready<'p>)> {
            match rule.check {
                Check::Submission(check) | Check::Both(check, _) => Some((rule, Box::new(check))),
                Check::Prepared(prepare) => Some((rule, prepare(plan))),
                Check::Case(_) | Check::Decisions(_) => None,
            }
        };
        Self { ready: RULES.iter().filter_map(ready).collect() }
    }

    /// What they say of a submission at its place among the others.
    #[must_use]
    pub fn findings(&self, brief: &Brief<'_>, place: usize, submission: &Submission) -> Vec<Finding> {
        let mut findings = Vec::new();
        // whose figures they are comes before what is wrong with them: one cause, one finding; words outside the answers are quoted
        let nobodys = submission.identity.conflict;
        for (rule, check) in self.ready.iter().filter(|(rule, _)| !nobodys || rule.is_of_file()) {
            check(brief, submission, &mut Reporter::new(rule, brief.plan, Some((place, submission)), &mut findings));
        }
        findings
    }
}

/// What the rules say of the whole case.
#[must_use]
pub fn of_case(case: &Case<'_>) -> Vec<Finding> {
    let of_rule = |rule: &&'static Rule| {
        let mut findings = Vec::new();
        if let Check::Case(check) | Check::Both(_, check) = rule.check {
            check(case, &mut Reporter::new(rule, case.brief.plan, None, &mut findings));
        }
        findings
    };
    // each rule by itself; what they find stands in the order of the rules
    RULES.par_iter().map(of_rule).collect::<Vec<_>>().into_iter().flatten().collect()
}

/// What the rules say of the decisions as they were applied.
#[must_use]
pub fn of_decisions(case: &Case<'_>, applied: &Applied) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        if let Check::Decisions(check) = rule.check {
            check(case, applied, &mut Reporter::new(rule, case.brief.plan, None, &mut findings));
        }
    }
    findings
}
