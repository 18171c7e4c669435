//! The form a unit fills in, from the one definition in `model::form` that the reader also works from. Without answers it is
//! what a unit receives, with answers what it sends: writing a report and reading it gives the same report.
//!
//! The form speaks Vietnamese only: it goes to the units.

mod answers;
mod assessment;
mod check;
mod figures;
mod guide;
mod head;
mod info;
mod lists;
mod look;
mod tasks;

use super::{Book, Properties, Sheet, measure};
use crate::model::form::{Sheet as Kind, stamp};
use crate::model::id::TaskCode;
use crate::model::period::Period;
use crate::model::plan::{Duty, Plan, Task};
use crate::model::submission::Report;
use crate::model::unit::Unit;
use chrono::NaiveDate;

/// The form of a unit for a period, as it is issued.
#[must_use]
pub fn blank(plan: &Plan, unit: &Unit, period: &Period, created: NaiveDate) -> Book {
    filled(plan, unit, period, created, &Report::default())
}

/// The form of a unit for a period with the answers of a report. What could not be read stands in it as it was written, never
/// as something that could be read another way. What the office gives is the report's own where it says something.
#[must_use]
pub fn filled(plan: &Plan, unit: &Unit, period: &Period, created: NaiveDate, report: &Report) -> Book {
    let form = Form { plan, unit, period, report };
    let answers = [
        info::sheet(&form),
        tasks::sheet(&form),
        figures::sheet(&form),
        lists::documents(&form),
        lists::incidents(&form),
        assessment::sheet(&form),
    ];
    let checked = check::sheet(&form, &answers);
    let asked = Kind::ALL.into_iter().zip(answers).filter(|(kind, _)| form.asks(*kind)).map(|(_, sheet)| sheet);
    let sheets = asked.chain([checked, guide::sheet(&form)]).map(head::finished).collect();
    let stamped: Vec<(&str, String)> = vec![
        (stamp::VERSION, plan.form_version.to_string()),
        (stamp::PLAN, plan.id.clone()),
        (stamp::PERIOD, period.code.to_string()),
        (stamp::UNIT, unit.code.to_string()),
    ];
    Book {
        sheets,
        names: stamped.iter().map(|(name, value)| ((*name).to_owned(), format!("\"{}\"", value.replace('"', "\"\"")))).collect(),
        properties: Properties {
            title: format!("Biểu mẫu báo cáo {} – {}", period.name, unit.name),
            subject: plan.title.clone(),
            author: plan.office.name.clone(),
            created,
            custom: stamped.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        },
    }
}

/// What one form is made from.
struct Form<'a> {
    plan: &'a Plan,
    unit: &'a Unit,
    period: &'a Period,
    report: &'a Report,
}

impl Form<'_> {
    /// Whether a sheet is of the period's form.
    fn asks(&self, kind: Kind) -> bool {
        Kind::of_period(self.period).contains(&kind)
    }

    /// The tasks of the form: those the unit is assigned, and any other it answered all the same.
    fn tasks(&self) -> impl Iterator<Item = &Task> {
        let answered = |code: &TaskCode| {
            let answer = self.report.task(code);
            answer.is_some_and(|a| a.status.is_some() || a.result.is_some() || a.difficulty.is_some() || a.proposal.is_some())
        };
        self.plan.tasks.iter().filter(move |task| self.plan.assignment(&self.unit.code, &task.code).is_some() || answered(&task.code))
    }

    /// Whether the unit owes an answer to a task.
    fn owes(&self, task: &TaskCode) -> bool {
        self.plan.assignment(&self.unit.code, task).is_some_and(|assignment| assignment.duty == Duty::Required)
    }
}

/// Gives the rows of a sheet their heights.
fn measured(mut sheet: Sheet) -> Sheet {
    measure::fit(&mut sheet);
    sheet
}

#[cfg(test)]
mod tests;
