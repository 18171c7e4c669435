//! Examines what was read: settles versions and receipts, checks rules, and consolidates. It is
//! pure: no disk, no clock, no printing.

mod action_items;
mod active_decisions;
#[cfg(test)]
mod ad_hoc_tests;
mod charts;
mod companions;
mod completeness;
mod compliance;
#[cfg(test)]
mod decided_tests;
mod findings_by_unit;
#[cfg(test)]
mod fixture;
mod missing_reports;
mod receipts;
mod turnout;
mod versions;

use crate::consolidate::{self, Consolidation};
use crate::model::ad_hoc::AdHoc;
use crate::model::case::{Case, Dossier, Exclusions, Inputs, RunScope};
use crate::model::decision::{Applied, Decisions};
use crate::model::earlier::{Earlier, Narrative};
use crate::model::file_role::VersionRole;
use crate::model::id::UnitCode;
use crate::model::record::{Input, InputKind};
use crate::model::register::RegisterLine;
use crate::model::status::State;
use crate::model::submission::Submission;
use crate::rules::{self, Finding, Severity};
pub(crate) use action_items::{ActionItem, ActionKind};
use active_decisions::ActiveDecisions;
pub use charts::{BarChart, BarSeries};
pub(crate) use compliance::{ComplianceSums, UnitCompliance};
use findings_by_unit::FindingsByUnit;
pub(crate) use missing_reports::MissingReport;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
pub(crate) use turnout::{PUNCTUALITY, Punctual, Turnout};

/// Case with its findings and consolidation: the input of workbook, letters and results.
#[derive(Debug)]
pub struct Outcome<'a> {
    pub case: Case<'a>,
    /// Findings, most severe first, then by unit, file, sheet and cell.
    pub findings: Vec<Finding>,
    pub consolidation: Consolidation,
    /// Effects of the office's decisions.
    pub applied: Applied,
    states: BTreeMap<UnitCode, State>,
    by_unit: FindingsByUnit,
}

impl Outcome<'_> {
    /// Returns the state of a unit's report.
    pub fn state(&self, dossier: &Dossier) -> State {
        self.states.get(&dossier.unit).copied().unwrap_or(State::None)
    }

    /// Returns the turnout.
    pub(crate) fn turnout(&self) -> Turnout<'_> {
        Turnout::new(self)
    }

    /// Restricts the outcome to the files at hand, for users who name a few files: units without
    /// files are omitted, and so are findings without a file.
    pub fn limited_to_files(mut self) -> Self {
        self.findings.retain(|finding| finding.submission.is_some());
        self.by_unit = FindingsByUnit::new(&self.findings);
        self.case.dossiers.retain(|dossier| !dossier.is_empty());
        self
    }

    /// Restricts the findings for display; the states of reports are unchanged.
    pub(crate) fn narrowed(mut self, keeps: impl Fn(&Finding) -> bool) -> Self {
        self.findings.retain(keeps);
        self.by_unit = FindingsByUnit::new(&self.findings);
        self
    }

    /// Returns the findings on a unit.
    pub(crate) fn findings_of<'s>(
        &'s self,
        unit: &UnitCode,
    ) -> impl Iterator<Item = &'s Finding> + use<'s> {
        self.by_unit.among(&self.findings, unit)
    }

    /// Returns the outcome for comparison with a later period.
    pub(crate) fn as_earlier(&self) -> Earlier {
        let expected = self
            .case
            .dossiers
            .iter()
            .filter(|dossier| dossier.expected)
            .map(|dossier| dossier.unit.clone());
        Earlier {
            period: Some(self.case.scope.period.code.clone()),
            expected: expected.collect(),
            figures: self.consolidation.amounts().clone(),
            narratives: Narrative::all(&self.case.scope.period.code, &self.case.submissions),
            inputs: self.inputs(),
            unread: Earlier::unread(&self.case.submissions)
                .chain(self.case.earlier.unread.iter().cloned())
                .collect(),
        }
    }

    /// Returns the received files that the outcome is based on, with those of the previous period.
    pub(crate) fn inputs(&self) -> Vec<Input> {
        let mut inputs = Input::received(&self.case.submissions);
        inputs.extend(Input::received(&self.case.ad_hoc.submissions));
        inputs.extend(self.case.earlier.inputs.iter().cloned());
        inputs.extend(self.case.year_before.inputs.iter().cloned());
        let closed = self.case.closed.iter().map(|period| &period.digest);
        inputs.extend(closed.map(|digest| Input::new(InputKind::Closed, digest.clone())));
        inputs
    }

    /// Returns the number of findings of a severity that no decision accepts.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.is_unwaived(severity)).count()
    }

    /// Returns the number of findings accepted by decision.
    pub fn waived(&self) -> usize {
        self.findings.iter().filter(|finding| finding.waived.is_some()).count()
    }
}

/// Examines what was read.
pub fn examine(scope: RunScope<'_>, inputs: Inputs) -> Outcome<'_> {
    let Inputs { submissions, register, decisions, earlier, year_before, closed, ad_hoc, strays } =
        inputs;
    let ad_hoc = settle_ad_hoc(&scope, ad_hoc, &register, &decisions);
    let Settled { submissions, findings: mut by_submission, dossiers, active } =
        settle(&scope, submissions, &register, &decisions);
    let decisions =
        decisions.into_iter().filter(|decision| decision.period == scope.period.code).collect();
    let mut case = Case {
        scope,
        submissions,
        dossiers,
        register,
        decisions,
        earlier,
        year_before,
        closed,
        ad_hoc,
        exclusions: Exclusions::default(),
        strays,
    };
    drop_irrelevant(&case, &mut by_submission);
    case.exclusions = exclusions(&case, by_submission.iter().flatten());
    let mut case_findings = rules::case_findings(&case);
    active.waive(case_findings.iter_mut());
    let mut findings: Vec<Finding> =
        by_submission.into_iter().flatten().chain(case_findings).collect();
    let applied = active.into_applied(&case, &findings);
    findings.extend(rules::decision_findings(&case, &applied));
    findings.sort_by(|a, b| {
        let by_label = || a.location.label().cmp(&b.location.label());
        order(&case, a).cmp(&order(&case, b)).then_with(by_label)
    });
    let by_unit = FindingsByUnit::new(&findings);
    let judged = |dossier: &Dossier| state(dossier, by_unit.among(&findings, &dossier.unit));
    let states =
        case.dossiers.iter().map(|dossier| (dossier.unit.clone(), judged(dossier))).collect();
    let exclusions = exclusions(&case, findings.iter());
    let consolidation = consolidate::run(&case, &exclusions);
    Outcome { case, findings, consolidation, applied, states, by_unit }
}

/// Files of a period after versions are settled.
struct Settled {
    submissions: Vec<Submission>,
    findings: Vec<Vec<Finding>>,
    dossiers: Vec<Dossier>,
    active: ActiveDecisions,
}

/// Checks the files of a period one by one and settles which of them count.
fn settle(
    scope: &RunScope<'_>,
    mut submissions: Vec<Submission>,
    register: &[RegisterLine],
    decisions: &Decisions,
) -> Settled {
    let mut active = ActiveDecisions::new(scope, decisions);
    active.identify(&mut submissions);
    companions::attribute(&mut submissions);
    for submission in &mut submissions {
        submission.restrict_to(scope.plan.sheets_of(scope.period));
        submission.remove_unasked(scope.plan);
    }
    let rules = rules::SubmissionRules::new(scope.plan);
    let judged = submissions
        .par_iter()
        .enumerate()
        .map(|(place, submission)| rules.findings(scope, place, submission));
    let mut findings: Vec<Vec<Finding>> = judged.collect();
    active.waive(findings.iter_mut().flatten());
    let accepted: Vec<bool> =
        findings.iter().map(|findings| !findings.iter().any(Finding::is_unwaived_error)).collect();
    let dossiers = versions::settle(scope, &submissions, register, &accepted, &mut active);
    Settled { submissions, findings, dossiers, active }
}

/// Settles the ad hoc reports received during a dated period.
fn settle_ad_hoc(
    scope: &RunScope<'_>,
    submissions: Vec<Submission>,
    register: &[RegisterLine],
    decisions: &Decisions,
) -> AdHoc {
    let Some(period) = scope.plan.ad_hoc_period().filter(|_| !scope.period.is_ad_hoc()) else {
        return AdHoc::default();
    };
    let Settled { submissions, dossiers, .. } =
        settle(&RunScope { period, ..*scope }, submissions, register, decisions);
    AdHoc { submissions, dossiers }
}

/// Returns the values excluded by errors: those of findings on a unit as such or on its current
/// file. Errors in other files of the unit exclude nothing.
fn exclusions<'f>(case: &Case<'_>, findings: impl Iterator<Item = &'f Finding>) -> Exclusions {
    let current: BTreeSet<usize> = case
        .dossiers
        .iter()
        .filter_map(|dossier| dossier.current())
        .map(|version| version.submission)
        .collect();
    let mut exclusions = Exclusions::default();
    for finding in
        findings.filter(|finding| finding.submission.is_none_or(|place| current.contains(&place)))
    {
        finding.exclude(&mut exclusions);
    }
    exclusions
}

/// Drops findings that need no correction: all on files that another replaces and, on files of an
/// unknown unit or of another period, those about their content.
fn drop_irrelevant(case: &Case<'_>, by_submission: &mut [Vec<Finding>]) {
    let attributed = case.attributed();
    for (place, findings) in by_submission.iter_mut().enumerate() {
        match attributed.get(&place).map(|(_, version)| version.role) {
            Some(
                VersionRole::Superseded
                | VersionRole::Duplicate
                | VersionRole::Supplement
                | VersionRole::Companion,
            ) => {
                findings.clear();
            }
            // its figures are of another period, regardless of words beside them
            Some(VersionRole::OtherPeriod) => {
                findings.retain(|finding| finding.rule.scope.applies_to_other_period());
            }
            Some(
                VersionRole::Current
                | VersionRole::Conflicting
                | VersionRole::Pending
                | VersionRole::Unreadable
                | VersionRole::Unread,
            ) => {}
            None => findings.retain(|finding| finding.rule.scope.applies_without_unit()),
        }
    }
}

/// Returns the sort key of a finding: unwaived ones first, most severe first, the office's before
/// those of units; then unit, file, sheet, cell and rule.
fn order<'f>(case: &Case<'_>, finding: &'f Finding) -> impl Ord + use<'f> {
    let unit = finding.unit.as_ref().map(|unit| case.scope.plan.registry.place(unit));
    let location = &finding.location;
    (
        finding.waived.is_some(),
        finding.severity,
        unit,
        finding.file.as_deref(),
        finding.rule.family(),
        location.sheet.as_deref(),
        location.cells.first().copied(),
        finding.rule.code,
    )
}

/// Returns the state of a unit's report. If one file is readable, errors about unreadable ones do
/// not count.
fn state<'f>(dossier: &Dossier, mut findings: impl Iterator<Item = &'f Finding>) -> State {
    let is_closed =
        |part: VersionRole| matches!(part, VersionRole::Unreadable | VersionRole::Unread);
    let read = |submission: usize| {
        dossier
            .versions
            .iter()
            .any(|version| version.submission == submission && !is_closed(version.role))
    };
    let has_error =
        findings.any(|finding| finding.is_unwaived_error() && finding.submission.is_none_or(read));
    match dossier.versions.as_slice() {
        [] => State::None,
        versions
            if versions.iter().all(|version| {
                is_closed(version.role) || version.role == VersionRole::Duplicate
            }) =>
        {
            if dossier.is_partly_unread() {
                State::Unread
            } else {
                State::Unreadable
            }
        }
        _ if has_error => State::Returned,
        _ => State::Accepted,
    }
}
