//! The case: everything the rules and the consolidation look at. Plan, submissions, evidence of arrival, the office's decisions,
//! the period before and today's date.

use super::ad_hoc::AdHoc;
use super::decision::Decisions;
use super::earlier::{Earlier, Inherited};
use super::file_role::Archives;
use super::id::{GroupCode, IndicatorCode, UnitCode};
use super::register::RegisterLine;
use super::submission::{Report, Submission};
use super::unit::{Group, Unit};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) use super::dossier::{Dossier, Version};
pub use super::scope::RunScope;

/// Everything that was read for a period.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    /// Every file received, in the order of their paths.
    pub submissions: Vec<Submission>,
    /// The lines of the register of incoming documents.
    pub register: Vec<RegisterLine>,
    /// The office's decisions, of whichever period.
    pub decisions: Decisions,
    /// The period before.
    pub earlier: Earlier,
    /// Every ad hoc report received.
    pub ad_hoc: Vec<Submission>,
    /// The names of files under the inbox that lie in no period's folder.
    pub strays: Vec<String>,
}

/// Everything the rules look at.
#[derive(Debug)]
pub struct Case<'a> {
    /// What is asked.
    pub scope: RunScope<'a>,
    /// Every file, in the order of their paths.
    pub submissions: Vec<Submission>,
    /// Every unit, in the office's order.
    pub dossiers: Vec<Dossier>,
    /// The register's lines that concern the units.
    pub register: Vec<RegisterLine>,
    /// The office's decisions for the period.
    pub decisions: Decisions,
    /// The period before.
    pub earlier: Earlier,
    /// The ad hoc reports beside those of a dated period; empty for an ad hoc period, whose reports they are.
    pub ad_hoc: AdHoc,
    /// The values that errors in the files keep out, before units are compared.
    pub exclusions: Exclusions,
    /// The names of files under the inbox that lie in no period's folder.
    pub strays: Vec<String>,
}

impl Case<'_> {
    /// The submission of a version.
    pub fn submission(&self, version: &Version) -> Option<&Submission> {
        self.submissions.get(version.submission)
    }

    /// The report whose figures are the unit's.
    pub fn report(&self, dossier: &Dossier) -> Option<&Report> {
        self.submission(dossier.current()?)?.report()
    }

    /// What a unit reports on this period, where it can be read.
    pub(crate) fn report_on_period(&self, dossier: &Dossier) -> Option<&Report> {
        self.report(dossier)
            .filter(|_| dossier.current().is_some_and(|version| version.role.is_of_this_period()))
    }

    /// The files that this machine could not read now, those of ad hoc reports beside the period's too.
    pub fn unread(&self) -> impl Iterator<Item = &Submission> {
        self.submissions
            .iter()
            .chain(&self.ad_hoc.submissions)
            .filter(|submission| submission.unread().is_some())
    }

    /// The units in the order of the tables: group by group.
    pub(crate) fn by_group(&self) -> Vec<(&Group, Vec<&Dossier>)> {
        let mut members: BTreeMap<&GroupCode, Vec<&Dossier>> = BTreeMap::new();
        for dossier in &self.dossiers {
            if let Some(unit) = self.unit(dossier) {
                members.entry(&unit.group).or_default().push(dossier);
            }
        }
        let groups = self.scope.plan.registry.groups().iter();
        groups.map(|group| (group, members.remove(&group.code).unwrap_or_default())).collect()
    }

    /// The archives that received files stand in.
    pub fn archives(&self) -> Archives<'_> {
        Archives::among(self.submissions.iter().chain(&self.ad_hoc.submissions))
    }

    /// The reports on this period, in the order of the units.
    pub fn reports(&self) -> impl Iterator<Item = (&Dossier, &Report)> {
        self.dossiers.iter().filter_map(|dossier| Some((dossier, self.report_on_period(dossier)?)))
    }

    /// The unit of a dossier.
    pub fn unit(&self, dossier: &Dossier) -> Option<&Unit> {
        self.scope.plan.registry.get(&dossier.unit)
    }

    /// The figures of the period before as the units have them on the deadline of this one.
    pub(crate) fn inherited(&self) -> Option<Inherited<'_>> {
        let deadline = self.scope.period.deadline?;
        Some(self.earlier.inherited(&self.scope.plan.registry, deadline.last_day()))
    }

    /// Whose each file is and what became of it, by its place among the submissions; what is nobody's is not there.
    pub(crate) fn attributed(&self) -> BTreeMap<usize, (&Dossier, &Version)> {
        let versions = self
            .dossiers
            .iter()
            .flat_map(|dossier| dossier.versions.iter().map(move |version| (dossier, version)));
        versions.map(|(dossier, version)| (version.submission, (dossier, version))).collect()
    }

    /// A unit's name; its code where the plan has none.
    pub fn name<'s>(&'s self, code: &'s UnitCode) -> &'s str {
        self.scope.plan.registry.get(code).map_or(code.as_str(), |unit| unit.name.as_str())
    }
}

/// The values that an error keeps out of every total, and those the office lets in as they stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exclusions {
    values: BTreeSet<(UnitCode, IndicatorCode)>,
    reports: BTreeSet<UnitCode>,
    granted: BTreeSet<(UnitCode, IndicatorCode)>,
}

impl Exclusions {
    /// Keeps out one value.
    pub(crate) fn exclude(&mut self, unit: &UnitCode, indicator: &IndicatorCode) {
        self.values.insert((unit.clone(), indicator.clone()));
    }

    /// Keeps out all values of a unit.
    pub(crate) fn exclude_all(&mut self, unit: &UnitCode) {
        self.reports.insert(unit.clone());
    }

    /// Lets in a value that was accepted as it stands.
    pub fn allow(&mut self, unit: &UnitCode, indicator: &IndicatorCode) {
        self.granted.insert((unit.clone(), indicator.clone()));
    }

    /// Whether a value counts as the number it most likely is.
    pub(crate) fn is_granted(&self, unit: &UnitCode, indicator: &IndicatorCode) -> bool {
        self.granted.contains(&(unit.clone(), indicator.clone()))
    }

    /// Whether a value is kept out.
    pub fn contains(&self, unit: &UnitCode, indicator: &IndicatorCode) -> bool {
        self.reports.contains(unit) || self.values.contains(&(unit.clone(), indicator.clone()))
    }
}
