//! The previous period: its results, or its reports if there are none.

use super::input_source::InputSource;
use crate::error::Error;
use crate::load::{self, Source};
use crate::model::case::{Inputs, RunScope};
use crate::model::earlier::{Earlier, Narrative};
use crate::model::record::{FileDigest, Input, InputKind};
use crate::outcome;

/// Reads the previous period of a scope. If it has no results, its reports are examined as of the
/// same day. Texts on tasks are only in the reports.
///
/// # Errors
/// Returns an error if results or reports cannot be read.
pub(crate) fn read(source: &InputSource<'_>, scope: &RunScope<'_>) -> Result<Earlier, Error> {
    let Some(previous) = &scope.period.previous else {
        return Ok(Earlier::default());
    };
    let workspace = source.workspace;
    let before =
        workspace.plan.period(previous.code.as_str()).map(|period| RunScope { period, ..*scope });
    let reports = before
        .map_or_else(|| Ok(Vec::new()), |before| source.received(&before.period.code, &|_| {}))?;
    match (source.results(&previous.code, InputKind::Earlier)?, before) {
        (Some((name, bytes)), _) => {
            let results = load::results(
                Source { name: &name, text: &String::from_utf8_lossy(&bytes) },
                &previous.code,
            )?;
            let narratives = Narrative::all(&previous.code, &reports);
            let mut inputs = Input::received(&reports);
            inputs.push(Input::new(InputKind::Earlier, FileDigest::new(name, &bytes)));
            Ok(Earlier {
                narratives,
                inputs,
                unread: Earlier::unread(&reports).collect(),
                ..results
            })
        }
        (None, Some(before)) if !reports.is_empty() => {
            let earlier = read(source, &before)?;
            let (register, decisions) = (workspace.register()?, workspace.decisions.clone());
            let inputs =
                Inputs { submissions: reports, register, decisions, earlier, ..Inputs::default() };
            Ok(outcome::examine(before, inputs).as_earlier())
        }
        (None, _) => Ok(Earlier::default()),
    }
}

/// Reads the results of the same period of the year before, unless that is the previous period.
///
/// # Errors
/// Returns an error if they cannot be read.
pub(crate) fn read_year_before(
    source: &InputSource<'_>,
    scope: &RunScope<'_>,
) -> Result<Earlier, Error> {
    let previous = scope.period.previous.as_ref().map(|previous| &previous.code);
    let code = scope.period.code.year_before().filter(|code| previous != Some(code));
    let Some(code) = code else { return Ok(Earlier::default()) };
    let kind = InputKind::YearBefore;
    let Some((name, bytes)) = source.results(&code, kind)? else { return Ok(Earlier::default()) };
    let text = String::from_utf8_lossy(&bytes);
    let results = load::results(Source { name: &name, text: &text }, &code)?;
    let inputs = vec![Input::new(kind, FileDigest::new(name, &bytes))];
    Ok(Earlier { inputs, ..results })
}
