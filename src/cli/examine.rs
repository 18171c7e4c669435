//! What `check` and `consolidate` have in common: read the inbox, examine it, and say how grave it is.

use super::args::Examine;
use super::output::Console;
use super::progress::Progress;
use super::workspace::{INBOX, Workspace};
use super::{DONE, FOUND};
use crate::error::Error;
use crate::model::case::{Brief, Inputs};
use crate::outcome::{self, Outcome};
use crate::read::Reader;
use crate::rules::Severity;

/// Reads what is asked for and examines it.
pub(super) fn outcome<'w>(workspace: &'w Workspace, asked: &Examine, console: &Console) -> Result<Outcome<'w>, Error> {
    let (period, as_of) = workspace.when(&asked.when)?;
    let reader = Reader::new(&workspace.plan, std::env::current_exe().ok());
    let progress = Progress::new(console.lang, console.quiet);
    let seen = |count| progress.seen(count);
    let submissions = if asked.files.is_empty() {
        reader.folder(&workspace.root, &workspace.folder(INBOX, period), &seen)?
    } else {
        reader.files(&workspace.root, &asked.files, &seen)?
    };
    let ad_hoc = workspace.plan.ad_hoc_period().filter(|beside| asked.files.is_empty() && beside.code != period.code);
    // where that folder is empty nothing was reported ad hoc
    let ad_hoc = ad_hoc.and_then(|beside| reader.folder(&workspace.root, &workspace.folder(INBOX, beside), &seen).ok()).unwrap_or_default();
    let inputs =
        Inputs { submissions, register: workspace.register()?, decisions: workspace.decisions.clone(), ad_hoc, ..Inputs::default() };
    let outcome = outcome::examine(Brief { plan: &workspace.plan, period, as_of }, inputs);
    Ok(if asked.files.is_empty() { outcome } else { outcome.of_its_files() })
}

/// The exit code of a run that was done.
pub(super) fn code(outcome: &Outcome<'_>, fail_on: Option<Severity>) -> u8 {
    // the graver severity is the lesser
    let grave = fail_on.is_some_and(|limit| outcome.findings.iter().any(|finding| finding.severity <= limit && finding.waived.is_none()));
    if grave { FOUND } else { DONE }
}
