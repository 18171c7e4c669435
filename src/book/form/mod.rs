//! Lays out the form that a unit fills in, from its definition in `model::form`, which the reader
//! uses too. Writing a report into the form and reading it gives the same report. A returned form
//! ([`returned()`]) also has its findings marked. The form is in Vietnamese only.

mod allowed_numbers;
mod answers;
mod assessment;
mod corrections;
mod count_formula;
mod figures;
mod form_cell;
mod guide;
mod info;
mod layout;
mod lists;
mod marks;
mod returned;
mod self_check;
mod tasks;
mod texts;

use super::{Book, Content, Properties, Sheet, measure};
use crate::model::form::{Question, Sheet as Kind, stamp};
use crate::model::id::{IndicatorCode, TaskCode};
use crate::model::indicator::Indicator;
use crate::model::period::Period;
use crate::model::plan::{Duty, Plan, Task};
use crate::model::submission::Report;
use crate::model::unit::Unit;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

pub use returned::returned;
pub use texts::texts;

/// Returns the blank form of a unit for a period.
pub fn blank(plan: &Plan, unit: &Unit, period: &Period, created: NaiveDate) -> Book {
    filled(plan, unit, period, created, &Report::default())
}

/// Returns a unit's form for a period with the answers of a report. Unreadable content is repeated
/// verbatim, so that it cannot be read another way. The report's own header replaces the office's.
pub fn filled(
    plan: &Plan,
    unit: &Unit,
    period: &Period,
    created: NaiveDate,
    report: &Report,
) -> Book {
    let form = Form::new(plan, unit, period, report);
    book(&form, None, form.answers(), created, Vec::new())
}

/// Returns a unit's blank form for a period after the previous period is closed. It checks each
/// cumulative figure against that period.
pub fn after(
    plan: &Plan,
    unit: &Unit,
    period: &Period,
    created: NaiveDate,
    before: BTreeMap<IndicatorCode, Decimal>,
) -> Book {
    let report = Report::default();
    let form = Form { before, ..Form::new(plan, unit, period, &report) };
    book(&form, None, form.answers(), created, Vec::new())
}

/// Returns the workbook of a form: corrections first, then the guide, then the sheets with answers. A
/// returned form has more in its stamp.
fn book(
    form: &Form<'_>,
    first: Option<Sheet>,
    answers: [Sheet; 6],
    created: NaiveDate,
    more: Vec<(&'static str, String)>,
) -> Book {
    let Form { plan, unit, period, .. } = form;
    let explained = [self_check::sheet(form, &answers), guide::sheet(form)];
    let asked = Kind::ALL
        .into_iter()
        .zip(answers)
        .filter(|(kind, _)| form.asks(*kind))
        .map(|(_, sheet)| sheet);
    let sheets = first.into_iter().chain(asked).chain(explained).map(layout::finished).collect();
    let mut stamped: Vec<(&str, String)> = vec![
        (stamp::VERSION, plan.form_version.to_string()),
        (stamp::PLAN, plan.id.clone()),
        (stamp::PERIOD, period.code.to_string()),
        (stamp::UNIT, unit.code.to_string()),
    ];
    stamped.extend(more);
    Book {
        sheets,
        names: stamped
            .iter()
            .map(|(name, value)| {
                ((*name).to_owned(), format!("\"{}\"", value.replace('"', "\"\"")))
            })
            .collect(),
        properties: Properties {
            title: format!("Biểu mẫu báo cáo {} – {}", period.name, unit.name),
            subject: plan.title.clone(),
            author: plan.office.name.clone(),
            created,
            custom: stamped.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        },
    }
}

struct Form<'a> {
    plan: &'a Plan,
    unit: &'a Unit,
    period: &'a Period,
    report: &'a Report,
    /// The indicators that the unit must answer.
    indicators: Vec<&'a Indicator>,
    /// The content of answers without a value.
    unread: BTreeMap<Question, String>,
    /// The unit's figures of the previous period that this period includes.
    before: BTreeMap<IndicatorCode, Decimal>,
}

impl<'a> Form<'a> {
    fn new(plan: &'a Plan, unit: &'a Unit, period: &'a Period, report: &'a Report) -> Self {
        Self {
            plan,
            unit,
            period,
            report,
            indicators: plan
                .indicators
                .iter()
                .filter(|indicator| indicator.is_asked_of(&unit.code))
                .collect(),
            unread: answers::unread(plan, report),
            before: BTreeMap::new(),
        }
    }

    /// Returns whether the period's form has a sheet.
    fn asks(&self, kind: Kind) -> bool {
        self.plan.sheets_of(self.period).contains(&kind)
    }

    fn answers(&self) -> [Sheet; 6] {
        let mut sheets = [
            info::sheet(self),
            tasks::sheet(self),
            figures::sheet(self),
            lists::documents(self),
            lists::incidents(self),
            assessment::sheet(self),
        ];
        for (question, words) in &self.unread {
            if let Some(cell) = self.cell_of(*question).and_then(|place| place.cell_in(&mut sheets))
            {
                cell.content = Content::Text(words.clone());
            }
        }
        sheets
    }

    /// Returns the form's tasks: those assigned to the unit, and others that it answered.
    fn tasks(&self) -> impl Iterator<Item = &Task> {
        let answered = |place: usize, task: &Task| {
            let answer = self.report.task(&task.code);
            let unread = |question: &Question| matches!(question, Question::Row(Kind::Tasks, row, _) if *row == place);
            answer.is_some_and(|a| {
                a.status.is_some()
                    || a.result.is_some()
                    || a.difficulty.is_some()
                    || a.proposal.is_some()
            }) || self.unread.keys().any(unread)
        };
        let assigned = |task: &Task| self.plan.assignment(&self.unit.code, &task.code).is_some();
        self.plan
            .tasks
            .iter()
            .enumerate()
            .filter(move |(place, task)| assigned(task) || answered(*place, task))
            .map(|(_, task)| task)
    }

    /// Returns whether the unit must answer a task.
    fn owes(&self, task: &TaskCode) -> bool {
        self.plan
            .assignment(&self.unit.code, task)
            .is_some_and(|assignment| assignment.duty == Duty::Required)
    }
}

fn measured(mut sheet: Sheet) -> Sheet {
    measure::fit(&mut sheet);
    sheet
}

#[cfg(test)]
mod tests;
