//! Defines the case of a period: plan, submissions, evidence of receipt, office decisions, previous
//! period and date of the run. Rules and consolidation use nothing else.

use super::ad_hoc::AdHoc;
use super::compliance::ClosedPeriod;
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

/// Everything read for a period, before it is attributed to units.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    /// Files received, in the order of their paths.
    pub submissions: Vec<Submission>,
    /// Lines of the register of incoming documents.
    pub register: Vec<RegisterLine>,
    /// Office decisions for all periods.
    pub decisions: Decisions,
    /// Results of the previous period.
    pub earlier: Earlier,
    /// Same period of the year before, unless that is the previous period.
    pub year_before: Earlier,
    /// Closed results of earlier periods of the plan.
    pub closed: Vec<ClosedPeriod>,
    /// Ad hoc reports received.
    pub ad_hoc: Vec<Submission>,
    /// Names of files in the inbox that are not in the folder of a period.
    pub strays: Vec<String>,
}

/// Everything the rules evaluate.
#[derive(Debug)]
pub struct Case<'a> {
    pub scope: RunScope<'a>,
    /// Files received, in the order of their paths.
    pub submissions: Vec<Submission>,
    /// Dossiers of all units, in the order of the unit list.
    pub dossiers: Vec<Dossier>,
    /// Lines of the register that concern the units.
    pub register: Vec<RegisterLine>,
    /// Office decisions for the period.
    pub decisions: Decisions,
    /// Results of the previous period.
    pub earlier: Earlier,
    /// Same period of the year before, unless that is the previous period.
    pub year_before: Earlier,
    /// Closed results of earlier periods of the plan.
    pub closed: Vec<ClosedPeriod>,
    /// Ad hoc reports received during a dated period; empty if the period itself is ad hoc.
    pub ad_hoc: AdHoc,
    /// Values excluded because of errors in the files, before units are compared.
    pub exclusions: Exclusions,
    /// Names of files in the inbox that are not in the folder of a period.
    pub strays: Vec<String>,
}

impl Case<'_> {
    pub fn submission(&self, version: &Version) -> Option<&Submission> {
        self.submissions.get(version.submission)
    }

    /// Returns the current report of a unit, if it can be read.
    pub fn report(&self, dossier: &Dossier) -> Option<&Report> {
        self.submission(dossier.current()?)?.report()
    }

    /// Returns the current report of a unit, if it can be read and is on this period.
    pub(crate) fn report_on_period(&self, dossier: &Dossier) -> Option<&Report> {
        self.report(dossier)
            .filter(|_| dossier.current().is_some_and(|version| version.role.is_of_this_period()))
    }

    /// Returns the files that this machine cannot read now, including ad hoc reports.
    pub fn unread(&self) -> impl Iterator<Item = &Submission> {
        self.submissions
            .iter()
            .chain(&self.ad_hoc.submissions)
            .filter(|submission| submission.unread().is_some())
    }

    /// Returns the dossiers by group, in the order of the plan's groups.
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

    /// Returns the archives among the files received.
    pub(crate) fn archives(&self) -> Archives<'_> {
        Archives::among(self.submissions.iter().chain(&self.ad_hoc.submissions))
    }

    /// Returns the readable reports on this period, in the order of the units.
    pub fn reports(&self) -> impl Iterator<Item = (&Dossier, &Report)> {
        self.dossiers.iter().filter_map(|dossier| Some((dossier, self.report_on_period(dossier)?)))
    }

    pub fn unit(&self, dossier: &Dossier) -> Option<&Unit> {
        self.scope.plan.registry.get(&dossier.unit)
    }

    /// Returns the figures of the previous period, attributed to the units that exist on the last
    /// on-time day of this period.
    pub(crate) fn inherited(&self) -> Option<Inherited<'_>> {
        self.inherited_from(&self.earlier)
    }

    /// Returns the figures of an earlier period, attributed to the units on the deadline.
    pub(crate) fn inherited_from<'e>(&'e self, earlier: &'e Earlier) -> Option<Inherited<'e>> {
        let deadline = self.scope.period.deadline?;
        Some(earlier.inherited(&self.scope.plan.registry, deadline.last_day()))
    }

    /// Maps submission indexes to dossier and version; files without a unit are omitted.
    pub(crate) fn attributed(&self) -> BTreeMap<usize, (&Dossier, &Version)> {
        let versions = self
            .dossiers
            .iter()
            .flat_map(|dossier| dossier.versions.iter().map(move |version| (dossier, version)));
        versions.map(|(dossier, version)| (version.submission, (dossier, version))).collect()
    }

    /// Returns the name of a unit, or its code if the unit is not in the plan.
    pub fn name<'s>(&'s self, code: &'s UnitCode) -> &'s str {
        self.scope.plan.registry.get(code).map_or(code.as_str(), |unit| unit.name.as_str())
    }
}

/// Values that are excluded from all totals because of errors, and values that a decision admits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exclusions {
    values: BTreeSet<(UnitCode, IndicatorCode)>,
    reports: BTreeSet<UnitCode>,
    granted: BTreeSet<(UnitCode, IndicatorCode)>,
}

impl Exclusions {
    /// Excludes one value.
    pub(crate) fn exclude(&mut self, unit: &UnitCode, indicator: &IndicatorCode) {
        self.values.insert((unit.clone(), indicator.clone()));
    }

    /// Excludes all values of a unit.
    pub(crate) fn exclude_all(&mut self, unit: &UnitCode) {
        self.reports.insert(unit.clone());
    }

    /// Admits a value that a decision accepted unchanged.
    pub fn allow(&mut self, unit: &UnitCode, indicator: &IndicatorCode) {
        self.granted.insert((unit.clone(), indicator.clone()));
    }

    /// Returns whether a decision admits the most likely reading of a value.
    pub(crate) fn is_granted(&self, unit: &UnitCode, indicator: &IndicatorCode) -> bool {
        self.granted.contains(&(unit.clone(), indicator.clone()))
    }

    /// Returns whether a value is excluded.
    pub fn contains(&self, unit: &UnitCode, indicator: &IndicatorCode) -> bool {
        self.reports.contains(unit) || self.values.contains(&(unit.clone(), indicator.clone()))
    }
}
