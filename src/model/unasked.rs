//! Sets aside the answers to indicators that a unit is not asked.

use super::about::About;
use super::observation::{Observation, Observed, Surplus};
use super::plan::Plan;
use super::reading::Reading;
use super::submission::{Content, Figure, Submission};
use std::sync::Arc;

impl Submission {
    /// Removes the answers to indicators that the unit is not asked and reports them as surplus.
    pub(crate) fn remove_unasked(&mut self, plan: &Plan) {
        let (Some(unit), Content::Report(report)) = (&self.identity.unit, &mut self.content) else {
            return;
        };
        let is_asked = |figure: &Figure| {
            plan.indicator(&figure.indicator).is_none_or(|indicator| indicator.is_asked_of(unit))
        };
        for figure in report.figures.iter_mut().filter(|figure| !is_asked(figure)) {
            if figure.reading != Reading::Blank {
                report.observations.push(surplus(figure));
            }
            figure.reading = Reading::Blank;
            (figure.raw, figure.at, figure.as_text) = (None, None, false);
            figure.rivals.clear();
        }
    }
}

fn surplus(figure: &Figure) -> Observation {
    Observation {
        what: Observed::Extra(Surplus::Rows),
        sheet: figure.at.as_ref().map(|at| Arc::clone(&at.sheet)),
        cells: figure.at.iter().map(|at| at.cell).collect(),
        about: vec![About::Indicator(figure.indicator.clone())],
        found: figure.raw.as_deref().map(str::to_owned),
        remedy: None,
    }
}
