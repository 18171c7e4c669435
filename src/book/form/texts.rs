//! Collects the texts of a plan's forms, to distinguish them from what a unit wrote.

use super::{Form, figures, guide, self_check};
use crate::book::{Content, Sheet, Value};
use crate::model::form::NOT_ASSIGNED;
use crate::model::form_texts::FormTexts;
use crate::model::plan::Plan;
use crate::model::submission::Report;
use crate::model::unit::Unit;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Returns the texts of every form of the plan: for each period, and for one unit per combination
/// of assigned tasks and indicators.
pub fn texts(plan: &Plan) -> FormTexts {
    let units = plan.registry.units();
    let asked = |unit: &Unit| {
        let assignments = plan.tasks.iter().map(|task| plan.assignment(&unit.code, &task.code));
        let indicators = plan.indicators.iter().map(|indicator| indicator.is_asked_of(&unit.code));
        (format!("{:?}", assignments.collect::<Vec<_>>()), indicators.collect::<Vec<_>>())
    };
    let alike: BTreeMap<(String, Vec<bool>), &Unit> =
        units.iter().map(|unit| (asked(unit), unit)).collect();
    let report = Report::default();
    let mut texts: Vec<String> =
        [self_check::PASSED, self_check::COMPLETE, NOT_ASSIGNED].map(str::to_owned).to_vec();
    for period in &plan.periods {
        for unit in alike.values() {
            // numbers in the checks against the previous period are not part of their shapes
            let before = plan
                .indicators
                .iter()
                .map(|indicator| (indicator.code.clone(), Decimal::ONE))
                .collect();
            let form = Form { before, ..Form::new(plan, unit, period, &report) };
            let answers = form.answers();
            let explained = [self_check::sheet(&form, &answers), guide::sheet(&form)];
            for sheet in answers.iter().chain(&explained) {
                texts.push(sheet.name.clone());
                texts.extend(of_sheet(sheet));
            }
        }
        texts.extend(units.iter().map(|unit| super::layout::whose(period, unit)));
    }
    texts.extend(self_check::earlier_wordings(plan).into_iter().chain(figures::remarks()));
    FormTexts::new(texts.iter().map(String::as_str))
}

fn of_sheet(sheet: &Sheet) -> impl Iterator<Item = String> + '_ {
    let prompts = sheet.inputs.iter().flat_map(|input| [&input.title, &input.prompt, &input.error]);
    let cells =
        sheet.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| match &cell.content {
            Content::Text(text) | Content::Formula { result: Value::Text(text), .. } => {
                Some(text.clone())
            }
            _ => None,
        });
    cells.chain(prompts.cloned())
}
