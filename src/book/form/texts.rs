//! The texts of the forms of a plan, for telling them from what a unit wrote.

use super::{Form, check, guide};
use crate::book::{Content, Sheet, Value};
use crate::model::form_texts::FormTexts;
use crate::model::plan::Plan;
use crate::model::submission::Report;
use crate::model::unit::Unit;
use std::collections::BTreeMap;

/// The texts of every form of the plan: of each period, and of one unit for each way in which tasks are assigned.
#[must_use]
pub fn texts(plan: &Plan) -> FormTexts {
    let units = plan.registry.units();
    let assigned = |unit: &Unit| {
        let assignment = |code| plan.assignment(&unit.code, code);
        plan.tasks.iter().map(|task| format!("{:?}", assignment(&task.code))).collect::<Vec<_>>()
    };
    let alike: BTreeMap<Vec<String>, &Unit> = units.iter().map(|unit| (assigned(unit), unit)).collect();
    let report = Report::default();
    let mut texts = vec![check::PASSED.to_owned(), check::COMPLETE.to_owned()];
    for period in &plan.periods {
        for unit in alike.values() {
            let form = Form::new(plan, unit, period, &report);
            let answers = form.answers();
            let explained = [check::sheet(&form, &answers), guide::sheet(&form)];
            for sheet in answers.iter().chain(&explained) {
                texts.push(sheet.name.clone());
                texts.extend(of_sheet(sheet));
            }
        }
        texts.extend(units.iter().map(|unit| super::head::whose(period, unit)));
    }
    FormTexts::new(texts.iter().map(String::as_str))
}

fn of_sheet(sheet: &Sheet) -> impl Iterator<Item = String> + '_ {
    sheet.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| match &cell.content {
        Content::Text(text) | Content::Formula { result: Value::Text(text), .. } => Some(text.clone()),
        _ => None,
    })
}
