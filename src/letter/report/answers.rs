//! Collects the answers of all reports by task, in the order of the tables.

use super::super::context::LetterContext;
use crate::consolidate::Progress;
use crate::model::case::Dossier;
use crate::model::id::{TaskCode, UnitCode};
use crate::model::plan::Task;
use crate::model::reading::Status;
use crate::model::submission::{Report, TaskAnswer};
use std::collections::BTreeMap;

/// Status of a unit in a task.
#[derive(Clone, Copy)]
pub(super) struct Standing<'a> {
    pub(super) dossier: &'a Dossier,
    /// Status, if an answer counts.
    pub(super) status: Option<Status>,
}

/// Reports for this period.
pub(super) struct Answers<'a> {
    /// Reports with their units.
    pub(super) reports: Vec<(&'a Dossier, &'a Report)>,
    by_task: BTreeMap<&'a TaskCode, Vec<(&'a Dossier, &'a TaskAnswer)>>,
    progress: BTreeMap<&'a TaskCode, Vec<Standing<'a>>>,
}

impl<'a> Answers<'a> {
    pub(super) fn new(context: &LetterContext<'a>) -> Self {
        let case = context.case();
        let units = context.units(|_| true).into_iter();
        let reports: Vec<(&Dossier, &Report)> =
            units.filter_map(|dossier| Some((dossier, case.report_on_period(dossier)?))).collect();
        let mut by_task: BTreeMap<_, Vec<(&Dossier, &TaskAnswer)>> = BTreeMap::new();
        for (dossier, report) in &reports {
            for answer in &report.tasks {
                let Some(task) = &answer.task else { continue };
                let of_task = by_task.entry(task).or_default();
                // only the first answer of a report to a task counts
                if of_task.last().is_none_or(|(last, _)| last.unit != dossier.unit) {
                    of_task.push((dossier, answer));
                }
            }
        }
        Self { reports, by_task, progress: progress(context) }
    }

    /// Returns the answers to a task.
    pub(super) fn on(&self, task: &Task) -> impl Iterator<Item = (&'a Dossier, &'a TaskAnswer)> {
        self.by_task.get(&task.code).into_iter().flatten().copied()
    }

    /// Returns the status of the units with a task, in the order of the tables.
    pub(super) fn progress(&self, task: &Task) -> &[Standing<'a>] {
        self.progress.get(&task.code).map_or(&[], Vec::as_slice)
    }
}

fn progress<'a>(context: &LetterContext<'a>) -> BTreeMap<&'a TaskCode, Vec<Standing<'a>>> {
    let all = &context.outcome.consolidation.progress;
    let of_unit: BTreeMap<&UnitCode, &[Progress]> = all
        .chunk_by(|a, b| a.unit == b.unit)
        .filter_map(|own| Some((&own.first()?.unit, own)))
        .collect();
    let mut by_task: BTreeMap<_, Vec<Standing<'_>>> = BTreeMap::new();
    for dossier in context.units(|_| true) {
        for progress in of_unit.get(&dossier.unit).copied().unwrap_or_default() {
            let standing = Standing { dossier, status: progress.status };
            by_task.entry(&progress.task).or_default().push(standing);
        }
    }
    by_task
}
