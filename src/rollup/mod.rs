//! Turns a consolidation into the report of a unit of the level above. Figures are the totals, each
//! with a note on the number of units and the results file, so that it can be traced to cells.
//! Number, date and signer are left to the office. The report is in Vietnamese, like the form.

mod counterpart;
mod progress;

use crate::model::case::Case;
use crate::model::form::SUMMED;
use crate::model::id::TaskCode;
use crate::model::key::Key;
use crate::model::origin::{CellRef, Origin, Sourced};
use crate::model::plan::{Indicator, Plan, Task};
use crate::model::reading::Reading;
use crate::model::submission::{Document, Figure, Report};
use crate::outcome::Outcome;
use counterpart::{Named, counterparts};
use std::sync::Arc;

/// Report to the level above.
#[derive(Debug, Clone)]
pub struct Rollup {
    pub report: Report,
    /// Tasks and indicators of this level that the level above does not ask for; not in the report.
    pub not_requested: Vec<String>,
    /// Tasks and indicators that it asks for and this level does not have; blank in the report.
    pub unanswered: Vec<String>,
}

/// Builds a report under the plan of the level above; `facts` names the results file.
pub fn report(outcome: &Outcome<'_>, above: &Plan, facts: &str) -> Rollup {
    let (case, own) = (&outcome.case, outcome.case.scope.plan);
    let tasks = counterparts(&named_tasks(above), &named_tasks(own));
    let indicators = counterparts(&named_indicators(above), &named_indicators(own));
    let report = Report {
        tasks: above
            .tasks
            .iter()
            .zip(&tasks)
            .map(|(task, ours)| progress::answer(outcome, task, at(&own.tasks, *ours)))
            .collect(),
        figures: above
            .indicators
            .iter()
            .zip(&indicators)
            .map(|(indicator, ours)| figure(outcome, indicator, at(&own.indicators, *ours), facts))
            .collect(),
        documents: documents(case, &|written| {
            let ours = own.tasks.iter().position(|task| task.code.as_str() == written.trim())?;
            above
                .tasks
                .iter()
                .zip(&tasks)
                .find(|(_, place)| **place == Some(ours))
                .map(|(task, _)| task.code.clone())
        }),
        incidents: case.incidents().iter().map(|told| told.first.incident.clone()).collect(),
        ..Report::default()
    };
    let task = |task: &Task| format!("{} {}", task.code, task.title);
    let indicator = |indicator: &Indicator| {
        format!("{} {} ({})", indicator.code, indicator.full_name(), indicator.measure)
    };
    Rollup {
        report,
        not_requested: unmatched(&own.tasks, |place| tasks.contains(&Some(place)), task)
            .chain(unmatched(&own.indicators, |place| indicators.contains(&Some(place)), indicator))
            .collect(),
        unanswered: unmatched(
            &above.tasks,
            |place| at(&tasks, Some(place)).is_some_and(Option::is_some),
            task,
        )
        .chain(unmatched(
            &above.indicators,
            |place| at(&indicators, Some(place)).is_some_and(Option::is_some),
            indicator,
        ))
        .collect(),
    }
}

fn at<T>(all: &[T], place: Option<usize>) -> Option<&T> {
    all.get(place?)
}

/// Returns the names of items without counterpart.
fn unmatched<'a, T>(
    all: &'a [T],
    is_matched: impl Fn(usize) -> bool + 'a,
    words: impl Fn(&T) -> String + 'a,
) -> impl Iterator<Item = String> + 'a {
    all.iter()
        .enumerate()
        .filter(move |(place, _)| !is_matched(*place))
        .map(move |(_, one)| words(one))
}

fn named_tasks(plan: &Plan) -> Vec<Named<'_>> {
    let tasks = plan.tasks.iter();
    tasks
        .map(|task| Named {
            code: task.code.as_str(),
            wordings: keys(&task.title, &task.aliases),
            measures: Vec::new(),
        })
        .collect()
}

fn named_indicators(plan: &Plan) -> Vec<Named<'_>> {
    let indicators = plan.indicators.iter();
    indicators
        .map(|indicator| Named {
            code: indicator.code.as_str(),
            wordings: keys(indicator.full_name(), &indicator.aliases),
            measures: indicator.measures().map(|measure| measure_key(measure)).collect(),
        })
        .collect()
}

/// Returns the key of a unit of measure; signs are spelled out, because keys contain only letters
/// and digits.
fn measure_key(measure: &str) -> Key {
    Key::new(&measure.replace('%', " phần trăm ").replace('‰', " phần nghìn "))
}

fn keys(name: &str, aliases: &[String]) -> Vec<Key> {
    std::iter::once(name).chain(aliases.iter().map(String::as_str)).map(Key::new).collect()
}

/// Returns a total as a figure; blank if no unit reported one.
fn figure(
    outcome: &Outcome<'_>,
    asked: &Indicator,
    ours: Option<&Indicator>,
    facts: &str,
) -> Figure {
    let total = ours.and_then(|ours| outcome.consolidation.total(&ours.code));
    let counted = total
        .filter(|total| total.all.units > 0)
        .and_then(|total| Some(total.all.number?.normalize()));
    let note = total.map(|total| {
        let (units, expected, code) = (total.all.units, total.expected, &total.indicator);
        format!("{SUMMED}{units}/{expected} đơn vị; {code}, {facts}").into()
    });
    Figure {
        indicator: asked.code.clone(),
        reading: counted.map_or(Reading::Blank, Reading::Number),
        raw: counted.map(|number| number.to_string().into()),
        at: None,
        as_text: false,
        rivals: Vec::new(),
        note,
    }
}

/// Returns the documents listed by all units, each with the task code of the level above.
fn documents(case: &Case<'_>, code_above: &dyn Fn(&str) -> Option<TaskCode>) -> Vec<Document> {
    let renamed = |document: &Document| Document {
        task: document
            .task
            .as_ref()
            .and_then(|task| code_above(&task.value))
            .map(|code| words(code.as_str())),
        ..document.clone()
    };
    case.reports().flat_map(|(_, report)| &report.documents).map(renamed).collect()
}

/// Returns a text of the office without a location.
fn words(text: &str) -> Sourced<Arc<str>> {
    Sourced {
        value: text.into(),
        raw: text.into(),
        at: Origin { file: "".into(), sheet: "".into(), cell: CellRef::default() },
    }
}
