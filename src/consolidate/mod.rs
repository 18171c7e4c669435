//! Adding up: a pure function over the case. What an error keeps out is in no total; every total shows how many units it is
//! made of.

mod change;
pub(crate) mod compare;
mod mark;

use crate::model::case::{Case, Dossier, Exclusions};
use crate::model::form::Sheet;
use crate::model::id::{GroupCode, IndicatorCode, TaskCode, UnitCode};
use crate::model::plan::{Duty, Role};
use crate::model::reading::Status;
use crate::model::results::TotalEntry;
use crate::model::submission::{Figure, Report};
pub(crate) use mark::COUNTED;
pub use mark::Mark;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

pub(crate) use change::Change;

/// A total with its coverage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    /// The sum.
    pub sum: Decimal,
    /// How many units it is made of.
    pub units: usize,
}

/// The total of an indicator.
#[derive(Debug, Clone)]
pub struct Total {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// Over all units.
    pub all: Sum,
    /// By group.
    pub by_group: BTreeMap<GroupCode, Sum>,
    /// Beside the period before, where it is known.
    pub change: Option<Change>,
}

/// How far a unit is with a task.
#[derive(Debug, Clone)]
pub struct Progress {
    /// The unit.
    pub unit: UnitCode,
    /// The task.
    pub task: TaskCode,
    /// What it owes.
    pub duty: Duty,
    /// Its part.
    pub role: Role,
    /// Whether there is a report of it on the period.
    pub has_report: bool,
    /// What it says; `None` where it says nothing that counts.
    pub status: Option<Status>,
}

/// Everything added up.
#[derive(Debug, Clone, Default)]
pub struct Consolidation {
    /// How many units a report is expected of.
    pub expected: usize,
    /// The totals, in the order of the indicators.
    pub totals: Vec<Total>,
    /// Progress by unit and task, in the office's order and the plan's.
    pub progress: Vec<Progress>,
    counted: BTreeMap<(UnitCode, IndicatorCode), Decimal>,
}

impl Consolidation {
    /// Returns the totals as results hold them.
    pub(crate) fn total_entries(&self) -> impl Iterator<Item = TotalEntry> {
        self.totals.iter().map(|total| TotalEntry {
            indicator: total.indicator.clone(),
            sum: total.all.sum.normalize(),
            units: total.all.units,
            expected: self.expected,
        })
    }

    /// The amount a unit's figure adds to the total; `None` where it is not counted.
    pub fn counted(&self, unit: &UnitCode, indicator: &IndicatorCode) -> Option<Decimal> {
        self.counted.get(&(unit.clone(), indicator.clone())).copied()
    }

    /// The amounts of a unit's figures that are counted, by indicator.
    pub(crate) fn counted_of(&self, unit: &UnitCode) -> BTreeMap<&IndicatorCode, Decimal> {
        let of_unit = self
            .counted
            .range((unit.clone(), IndicatorCode::from(""))..)
            .take_while(|((of, _), _)| of == unit);
        of_unit.map(|((_, indicator), amount)| (indicator, *amount)).collect()
    }

    /// Every amount that is counted.
    pub fn amounts(&self) -> &BTreeMap<(UnitCode, IndicatorCode), Decimal> {
        &self.counted
    }

    /// The total of an indicator.
    pub fn total(&self, indicator: &IndicatorCode) -> Option<&Total> {
        self.totals.iter().find(|total| total.indicator == *indicator)
    }
}

/// Adds up a case.
pub fn run(case: &Case<'_>, exclusions: &Exclusions) -> Consolidation {
    let mut consolidation = Consolidation {
        expected: case.dossiers.iter().filter(|dossier| dossier.expected).count(),
        ..Consolidation::default()
    };
    for dossier in &case.dossiers {
        if let Some(report) = case.report(dossier) {
            count(&mut consolidation.counted, dossier, report, exclusions);
        }
        if case.scope.asks(Sheet::Tasks) {
            progress(&mut consolidation.progress, case, dossier);
        }
    }
    let asked = case.scope.plan.indicators.iter().filter(|_| case.scope.asks(Sheet::Figures));
    consolidation.totals =
        asked.map(|indicator| total(case, &consolidation.counted, &indicator.code)).collect();
    consolidation
}

fn count(
    counted: &mut BTreeMap<(UnitCode, IndicatorCode), Decimal>,
    dossier: &Dossier,
    report: &Report,
    exclusions: &Exclusions,
) {
    for Figure { indicator, reading, .. } in &report.figures {
        let likely =
            || reading.likely().filter(|_| exclusions.is_granted(&dossier.unit, indicator));
        if let Some(amount) = reading
            .amount()
            .or_else(likely)
            .filter(|_| !exclusions.contains(&dossier.unit, indicator))
        {
            counted.insert((dossier.unit.clone(), indicator.clone()), amount);
        }
    }
}

fn total(
    case: &Case<'_>,
    counted: &BTreeMap<(UnitCode, IndicatorCode), Decimal>,
    indicator: &IndicatorCode,
) -> Total {
    let mut total = Total {
        indicator: indicator.clone(),
        all: Sum::default(),
        by_group: BTreeMap::new(),
        change: None,
    };
    for unit in case.scope.plan.registry.units() {
        let Some(amount) = counted.get(&(unit.code.clone(), indicator.clone())) else {
            continue;
        };
        let group = total.by_group.entry(unit.group.clone()).or_default();
        for sum in [&mut total.all, group] {
            sum.sum = sum.sum.saturating_add(*amount);
            sum.units += 1;
        }
    }
    total.change = change::since(&case.earlier, indicator, total.all.sum);
    total
}

fn progress(all: &mut Vec<Progress>, case: &Case<'_>, dossier: &Dossier) {
    if !dossier.takes_part() {
        return;
    }
    let report = case.report_on_period(dossier);
    for task in &case.scope.plan.tasks {
        let Some(assignment) = case.scope.plan.assignment(&dossier.unit, &task.code) else {
            continue;
        };
        let status = report
            .and_then(|report| report.task(&task.code))
            .and_then(|answer| answer.status.as_ref()?.value);
        let (unit, task, has_report) = (dossier.unit.clone(), task.code.clone(), report.is_some());
        all.push(Progress {
            unit,
            task,
            duty: assignment.duty,
            role: assignment.role,
            has_report,
            status,
        });
    }
}
