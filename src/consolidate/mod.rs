//! Consolidates a case without side effects. Totals exclude values with errors and state how many
//! units they include.

mod aggregate;
mod change;
pub(crate) mod compare;
mod mark;

use crate::model::case::{Case, Dossier, Exclusions};
use crate::model::form::Sheet;
use crate::model::id::{GroupCode, IndicatorCode, TaskCode, UnitCode};
use crate::model::indicator::{Aggregation, Indicator};
use crate::model::plan::{Duty, Plan, Role};
use crate::model::reading::{NonNumber, Reading, Status};
use crate::model::results::{AnswerCount, TargetEntry, TotalEntry, TotalKind};
use crate::model::submission::{Figure, Report};
use crate::model::target::TargetResult;
use crate::model::unit::Unit;
pub(crate) use mark::COUNTED;
pub use mark::Mark;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

pub use aggregate::Aggregate;
use change::PreviousFigures;
pub(crate) use change::{Change, SameUnits};

/// Total of an indicator.
#[derive(Debug, Clone)]
pub struct Total {
    pub indicator: IndicatorCode,
    pub aggregation: Aggregation,
    /// Number of units asked that must report.
    pub expected: usize,
    /// Total over all units.
    pub all: Aggregate,
    /// Totals by group.
    pub by_group: BTreeMap<GroupCode, Aggregate>,
    /// Change since the previous period, if known.
    pub change: Option<Change>,
    /// Both totals of this period and the same period of the year before, over the same units; `None`
    /// if the latter is the previous period, or unknown.
    pub year_before: Option<SameUnits>,
    /// Beside the target, where there is one.
    pub target: Option<TargetResult>,
}

/// Progress of a unit on a task.
#[derive(Debug, Clone)]
pub struct Progress {
    pub unit: UnitCode,
    pub task: TaskCode,
    pub duty: Duty,
    /// Role of the unit in the task.
    pub role: Role,
    /// Whether the unit has a report for the period.
    pub has_report: bool,
    /// Reported status, if it counts.
    pub status: Option<Status>,
}

/// The consolidated case.
#[derive(Debug, Clone, Default)]
pub struct Consolidation {
    /// Number of units expected to report.
    pub expected: usize,
    /// Totals, in the order of the indicators.
    pub totals: Vec<Total>,
    /// Progress by unit and task, in the order of the office and the plan.
    pub progress: Vec<Progress>,
    counted: BTreeMap<(UnitCode, IndicatorCode), Decimal>,
    non_numbers: BTreeMap<(UnitCode, IndicatorCode), NonNumber>,
}

impl Consolidation {
    /// Returns the totals as written in results.
    pub(crate) fn total_entries(&self) -> impl Iterator<Item = TotalEntry> {
        self.totals.iter().map(|total| {
            let number = total.all.number.map(|number| number.normalize());
            let adds_up = total.aggregation.adds_up();
            TotalEntry {
                indicator: total.indicator.clone(),
                sum: number.filter(|_| adds_up),
                units: total.all.units,
                expected: total.expected,
                total: TotalKind::from_aggregation(&total.aggregation),
                value: number.filter(|_| !adds_up),
                target: total.target.map(|result| TargetEntry {
                    comparison: result.target.comparison,
                    value: result.target.value.normalize(),
                    reached: result.is_reached,
                    units: result.units,
                }),
                answers: total
                    .all
                    .answers
                    .iter()
                    .map(|(answer, units)| AnswerCount {
                        answer: Arc::clone(answer),
                        units: *units,
                    })
                    .collect(),
            }
        })
    }

    /// Returns the amount of a unit's figure in the total, or `None` if it is not counted.
    pub fn counted(&self, unit: &UnitCode, indicator: &IndicatorCode) -> Option<Decimal> {
        self.counted.get(&(unit.clone(), indicator.clone())).copied()
    }

    /// Returns the counted amounts of a unit by indicator.
    pub(crate) fn counted_of(&self, unit: &UnitCode) -> BTreeMap<&IndicatorCode, Decimal> {
        let of_unit = self
            .counted
            .range((unit.clone(), IndicatorCode::from(""))..)
            .take_while(|((of, _), _)| of == unit);
        of_unit.map(|((_, indicator), amount)| (indicator, *amount)).collect()
    }

    /// Returns a unit's answer in words, or `None` if it is not counted.
    pub(crate) fn non_number(
        &self,
        unit: &UnitCode,
        indicator: &IndicatorCode,
    ) -> Option<&NonNumber> {
        self.non_numbers.get(&(unit.clone(), indicator.clone()))
    }

    pub fn amounts(&self) -> &BTreeMap<(UnitCode, IndicatorCode), Decimal> {
        &self.counted
    }

    pub fn total(&self, indicator: &IndicatorCode) -> Option<&Total> {
        self.totals.iter().find(|total| total.indicator == *indicator)
    }
}

/// Consolidates a case.
pub fn run(case: &Case<'_>, exclusions: &Exclusions) -> Consolidation {
    let mut consolidation = Consolidation {
        expected: case.dossiers.iter().filter(|dossier| dossier.expected).count(),
        ..Consolidation::default()
    };
    for dossier in &case.dossiers {
        if let Some(report) = case.report(dossier) {
            count(&mut consolidation, case.scope.plan, dossier, report, exclusions);
        }
        if case.scope.has_sheet(Sheet::Tasks) {
            progress(&mut consolidation.progress, case, dossier);
        }
    }
    let asked = case.scope.plan.indicators.iter().filter(|_| case.scope.has_sheet(Sheet::Figures));
    let mut groups: BTreeMap<&GroupCode, Vec<&Unit>> = BTreeMap::new();
    for unit in case.scope.plan.registry.units() {
        groups.entry(&unit.group).or_default().push(unit);
    }
    let before =
        [&case.earlier, &case.year_before].map(|earlier| PreviousFigures::new(case, earlier));
    let total = |indicator| total(case, &consolidation, (&groups, &before), indicator);
    consolidation.totals = asked.map(total).collect();
    consolidation
}

fn count(
    consolidation: &mut Consolidation,
    plan: &Plan,
    dossier: &Dossier,
    report: &Report,
    exclusions: &Exclusions,
) {
    for Figure { indicator, reading, .. } in &report.figures {
        if let Reading::NonNumber(said) = reading
            && !exclusions.contains(&dossier.unit, indicator)
        {
            let place = (dossier.unit.clone(), indicator.clone());
            consolidation.non_numbers.insert(place, said.clone());
        }
        let likely =
            || reading.likely().filter(|_| exclusions.is_granted(&dossier.unit, indicator));
        if let Some(amount) = plan
            .indicator(indicator)
            .and_then(|indicator| indicator.amount(reading))
            .or_else(likely)
            .filter(|_| !exclusions.contains(&dossier.unit, indicator))
        {
            consolidation.counted.insert((dossier.unit.clone(), indicator.clone()), amount);
        }
    }
}

fn total(
    case: &Case<'_>,
    consolidation: &Consolidation,
    (groups, [before, year_before]): (&BTreeMap<&GroupCode, Vec<&Unit>>, &[PreviousFigures<'_>; 2]),
    indicator: &Indicator,
) -> Total {
    let counted = &consolidation.counted;
    let amount =
        |unit: &UnitCode, code: &IndicatorCode| counted.get(&(unit.clone(), code.clone())).copied();
    let over = |units: &[&Unit]| {
        let codes = || units.iter().map(|unit| &unit.code);
        if indicator.answer.number().is_some() {
            Aggregate::from_amounts(indicator, codes(), amount)
        } else {
            let said = codes().filter_map(|unit| consolidation.non_number(unit, &indicator.code));
            Aggregate::from_words(indicator, said)
        }
    };
    let units: Vec<&Unit> = case.scope.plan.registry.units().iter().collect();
    let all = over(&units);
    let codes: Vec<&UnitCode> = units.iter().map(|unit| &unit.code).collect();
    let by_group = groups.iter().map(|(group, units)| ((*group).clone(), over(units)));
    Total {
        indicator: indicator.code.clone(),
        expected: case
            .dossiers
            .iter()
            .filter(|dossier| dossier.expected && indicator.is_asked_of(&dossier.unit))
            .count(),
        aggregation: indicator.total.clone(),
        change: before.change(indicator, &codes, amount),
        year_before: year_before
            .change(indicator, &codes, amount)
            .and_then(|change| change.same_units),
        target: indicator.target.map(|target| TargetResult {
            target,
            is_reached: all
                .number
                .filter(|_| all.units > 0)
                .map(|number| target.is_reached(number)),
            units: (!indicator.total.adds_up()).then(|| {
                let own = units.iter().filter_map(|unit| amount(&unit.code, &indicator.code));
                own.filter(|figure| target.is_reached(*figure)).count()
            }),
        }),
        all,
        by_group: by_group.filter(|(_, all)| all.units > 0).collect(),
    }
}

fn progress(all: &mut Vec<Progress>, case: &Case<'_>, dossier: &Dossier) {
    if !dossier.is_expected_or_received() {
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
