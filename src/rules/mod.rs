//! Defines the rules: pure functions from what was read to findings, one file per rule.
//!
//! A rule checks one submission, or the whole case after versions are settled. A new rule needs a
//! file, a line in [`RULES`] and a specimen; the tests in `laws` report what is missing.

mod b101;
mod b102;
mod b103;
mod b104;
mod b105;
mod b106;
mod b107;
mod b108;
mod b109;
mod b110;
mod b111;
mod c101;
mod c102;
mod c103;
mod c104;
mod c105;
mod c106;
mod cell_groups;
mod compared;
mod copies;
mod dates;
mod figures;
#[cfg(test)]
pub(crate) mod fixture;
mod g101;
mod g102;
mod g103;
mod g104;
mod g105;
mod g106;
mod g107;
mod g108;
mod g109;
mod g110;
mod g111;
mod g112;
mod k101;
mod k102;
mod k103;
mod l101;
mod l102;
mod l103;
mod l104;
#[cfg(test)]
mod laws;
mod lists;
mod n101;
mod n102;
mod n103;
mod n104;
mod n105;
mod n106;
mod n107;
mod n108;
mod n109;
mod prose;
mod rule;
mod t101;
mod t102;
mod t103;
mod t104;
mod t105;
mod t106;
mod t107;
mod t108;
mod t109;
mod t110;
mod t111;
mod t112;

use crate::model::case::{Case, RunScope};
use crate::model::decision::Applied;
use crate::model::plan::Plan;
use crate::model::submission::Submission;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

pub(crate) use crate::model::severity::Grade;
pub use crate::model::severity::Severity;
use lists::listed;

use rule::Ready;
pub use rule::{Check, Finding, Marks, Rule};
pub(crate) use rule::{Excludes, Location, Remedy, Reporter, Scope, Waiver};

/// All rules, in order of code.
pub static RULES: &[&Rule] = &[
    // plan and decisions
    &k101::RULE,
    &k102::RULE,
    &k103::RULE,
    // files
    &t101::RULE,
    &t102::RULE,
    &t103::RULE,
    &t104::RULE,
    &t105::RULE,
    &t106::RULE,
    &t107::RULE,
    &t108::RULE,
    &t109::RULE,
    &t110::RULE,
    &t111::RULE,
    &t112::RULE,
    // the form
    &b101::RULE,
    &b102::RULE,
    &b103::RULE,
    &b104::RULE,
    &b105::RULE,
    &b106::RULE,
    &b107::RULE,
    &b108::RULE,
    &b109::RULE,
    &b110::RULE,
    &b111::RULE,
    // values
    &g101::RULE,
    &g102::RULE,
    &g103::RULE,
    &g104::RULE,
    &g105::RULE,
    &g106::RULE,
    &g107::RULE,
    &g108::RULE,
    &g109::RULE,
    &g110::RULE,
    &g111::RULE,
    &g112::RULE,
    // sending and deadlines
    &n101::RULE,
    &n102::RULE,
    &n103::RULE,
    &n104::RULE,
    &n105::RULE,
    &n106::RULE,
    &n107::RULE,
    &n108::RULE,
    &n109::RULE,
    // across answers
    &c101::RULE,
    &c102::RULE,
    &c103::RULE,
    &c104::RULE,
    &c105::RULE,
    &c106::RULE,
    // words
    &l101::RULE,
    &l102::RULE,
    &l103::RULE,
    &l104::RULE,
];

/// Rules that forms, letters and commands refer to.
pub mod named {
    pub(crate) use super::c101::RULE as BROKEN_RELATION;
    pub(crate) use super::c102::RULE as BELOW_PREVIOUS_PERIOD;
    pub(crate) use super::c105::RULE as COUNT_DIFFERS_FROM_LIST;
    pub(crate) use super::g101::RULE as NOT_A_NUMBER;
    pub(crate) use super::g102::RULE as NOT_A_DATE;
    pub(crate) use super::g103::RULE as BLANK_ANSWER;
    pub(crate) use super::g104::RULE as NOT_A_COUNT;
    pub(crate) use super::g107::RULE as NUMBER_AS_TEXT;
    pub(crate) use super::g108::RULE as UNKNOWN_STATUS;
    pub(crate) use super::l101::RULE as INCOMPLETE_TASK;
    pub(crate) use super::l102::RULE as CONTRADICTED_STATUS;
    pub(crate) use super::n101::RULE as OVERDUE_REPORT;
    pub(crate) use super::n105::RULE as CONFLICTING_VERSIONS;
    pub(crate) use super::n106::RULE as REGISTERED_WITHOUT_FILE;
    pub(crate) use super::n109::RULE as FILES_OUTSIDE_PERIODS;
    pub(crate) use super::t105::RULE as UNKNOWN_UNIT;
    pub(crate) use super::t111::RULE as CONTRADICTORY_UNIT;
}

/// Returns the rule with a code, regardless of case.
pub fn by_code(code: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code.eq_ignore_ascii_case(code.trim()))
}

/// Returns a fingerprint of all codes and severities; equal for programs with the same rules.
pub fn fingerprint() -> String {
    let set: Vec<String> =
        RULES.iter().map(|rule| format!("{} {}\n", rule.code, rule.severity.word())).collect();
    crate::text::hex(&Sha256::digest(set.concat())).chars().take(8).collect()
}

/// Returns the severities of all rules, and whether a plan may change them.
pub fn grades() -> Vec<Grade> {
    let grade = |rule: &&'static Rule| Grade {
        rule: rule.code,
        severity: rule.severity,
        fixed: rule.has_fixed_severity,
    };
    RULES.iter().map(grade).collect()
}

/// Rules that check one submission, prepared for a plan.
pub(crate) struct SubmissionRules<'p> {
    ready: Vec<(&'static Rule, Ready<'p>)>,
}

impl<'p> SubmissionRules<'p> {
    /// Prepares the rules.
    pub(crate) fn new(plan: &'p Plan) -> Self {
        let ready = |rule: &&'static Rule| -> Option<(&'static Rule, Ready<'p>)> {
            match rule.check {
                Check::Submission(check) | Check::Both(check, _) => Some((rule, Box::new(check))),
                Check::Prepared(prepare) => Some((rule, prepare(plan))),
                Check::Case(_) | Check::Decisions(_) => None,
            }
        };
        Self { ready: RULES.iter().filter_map(ready).collect() }
    }

    /// Returns the findings on a submission, given its index.
    pub(crate) fn findings(
        &self,
        scope: &RunScope<'_>,
        place: usize,
        submission: &Submission,
    ) -> Vec<Finding> {
        let mut findings = Vec::new();
        // until the unit is certain, only findings that hold without a unit are reported
        let has_conflict = submission.identity.conflict;
        for (rule, check) in
            self.ready.iter().filter(|(rule, _)| !has_conflict || rule.scope.applies_without_unit())
        {
            check(
                scope,
                submission,
                &mut Reporter::new(rule, scope.plan, Some((place, submission)), &mut findings),
            );
        }
        findings
    }
}

/// Returns the findings on the whole case.
pub(crate) fn case_findings(case: &Case<'_>) -> Vec<Finding> {
    let of_rule = |rule: &&'static Rule| {
        let mut findings = Vec::new();
        if let Check::Case(check) | Check::Both(_, check) = rule.check {
            check(case, &mut Reporter::new(rule, case.scope.plan, None, &mut findings));
        }
        findings
    };
    // rules run in parallel; their findings are in the order of the rules
    RULES.par_iter().map(of_rule).collect::<Vec<_>>().into_iter().flatten().collect()
}

/// Returns the findings on decisions after they were applied.
pub(crate) fn decision_findings(case: &Case<'_>, applied: &Applied) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        if let Check::Decisions(check) = rule.check {
            check(case, applied, &mut Reporter::new(rule, case.scope.plan, None, &mut findings));
        }
    }
    findings
}
