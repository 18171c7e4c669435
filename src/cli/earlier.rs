//! The period before: its results, or else its reports.

use super::workspace::{INBOX, Workspace};
use crate::error::Error;
use crate::load::{self, Source};
use crate::model::case::{Brief, Inputs};
use crate::model::earlier::{Earlier, Narrative};
use crate::model::submission::Submission;
use crate::outcome;
use crate::read::Reader;

/// What is known of the period before the one of a brief. Its results hold what the office made of it; where there are none,
/// its reports are examined as of the same day. What units wrote stands in their reports only.
pub(super) fn of(workspace: &Workspace, brief: &Brief<'_>, reader: &Reader<'_>) -> Result<Earlier, Error> {
    let Some(previous) = &brief.period.previous else { return Ok(Earlier::default()) };
    let before = workspace.plan.period(previous.code.as_str()).map(|period| Brief { period, ..*brief });
    let reports = before.map_or(Ok(Vec::new()), |before| reports(workspace, &before, reader))?;
    match (workspace.results(&previous.code), before) {
        (Some(path), _) => {
            let narratives = Narrative::all(&previous.code, &reports);
            let text = std::fs::read_to_string(&path).map_err(|error| Error::read(&path, error))?;
            let name = path.strip_prefix(&workspace.root).unwrap_or(&path).to_string_lossy();
            let results = load::results(Source { name: &name, text: &text }, &previous.code)?;
            Ok(Earlier { narratives, ..results })
        }
        (None, Some(before)) if !reports.is_empty() => {
            let earlier = of(workspace, &before, reader)?;
            let (register, decisions) = (workspace.register()?, workspace.decisions.clone());
            let inputs = Inputs { submissions: reports, register, decisions, earlier, ..Inputs::default() };
            Ok(outcome::examine(before, inputs).as_earlier())
        }
        (None, _) => Ok(Earlier::default()),
    }
}

/// The reports of a period; none is no fault.
fn reports(workspace: &Workspace, brief: &Brief<'_>, reader: &Reader<'_>) -> Result<Vec<Submission>, Error> {
    match reader.folder(&workspace.root, &workspace.folder(INBOX, brief.period), &|_| {}) {
        Err(Error::NoReports(_)) => Ok(Vec::new()),
        read => read,
    }
}
