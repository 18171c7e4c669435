//! The period before: its results, or else its reports.

use super::shelf::Shelf;
use crate::error::Error;
use crate::load::{self, Source};
use crate::model::case::{Inputs, RunScope};
use crate::model::earlier::{Earlier, Narrative};
use crate::model::record::{Input, Part, Stamp};
use crate::outcome;

/// What is known of the period before the one of a scope. Its results hold what the office made of it; where there are none,
/// its reports are examined as of the same day. What units wrote stands in their reports only.
pub(super) fn of(shelf: &Shelf<'_>, scope: &RunScope<'_>) -> Result<Earlier, Error> {
    let Some(previous) = &scope.period.previous else {
        return Ok(Earlier::default());
    };
    let workspace = shelf.workspace;
    let before =
        workspace.plan.period(previous.code.as_str()).map(|period| RunScope { period, ..*scope });
    let reports = before
        .map_or_else(|| Ok(Vec::new()), |before| shelf.received(&before.period.code, &|_| {}))?;
    match (shelf.results(&previous.code)?, before) {
        (Some((name, bytes)), _) => {
            let results = load::results(
                Source { name: &name, text: &String::from_utf8_lossy(&bytes) },
                &previous.code,
            )?;
            let narratives = Narrative::all(&previous.code, &reports);
            let mut rests_on = Input::received(&reports);
            rests_on.push(Input::new(Part::Earlier, Stamp::of(name, &bytes)));
            Ok(Earlier {
                narratives,
                rests_on,
                unread: Earlier::unread(&reports).collect(),
                ..results
            })
        }
        (None, Some(before)) if !reports.is_empty() => {
            let earlier = of(shelf, &before)?;
            let (register, decisions) = (workspace.register()?, workspace.decisions.clone());
            let inputs =
                Inputs { submissions: reports, register, decisions, earlier, ..Inputs::default() };
            Ok(outcome::examine(before, inputs).as_earlier())
        }
        (None, _) => Ok(Earlier::default()),
    }
}
