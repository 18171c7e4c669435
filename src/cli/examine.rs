//! What `check`, `consolidate` and `close` have in common: read the inbox, examine it, and say how grave it is.

use super::args::Examine;
use super::output::Console;
use super::progress::Progress;
use super::shelf::Shelf;
use super::watch::Watch;
use super::workspace::{INBOX, Workspace};
use super::{DONE, FOUND, earlier};
use crate::error::Error;
use crate::model::case::{Brief, Inputs};
use crate::model::submission::Submission;
use crate::outcome::{self, Outcome};
use crate::read::Reader;
use crate::rules::Severity;

/// Reads what is asked for and examines it.
pub(super) fn outcome<'w>(workspace: &'w Workspace, asked: &Examine, console: &Console, watch: &mut Watch) -> Result<Outcome<'w>, Error> {
    let (period, as_of) = workspace.when(&asked.when)?;
    let reader = Reader::new(&workspace.plan, std::env::current_exe().ok());
    let progress = Progress::new(console.lang, console.quiet);
    let seen = |count| progress.seen(count);
    let submissions = if asked.files.is_empty() {
        reader.folder(&workspace.root, &workspace.folder(INBOX, period), &seen)?
    } else {
        reader.files(&workspace.root, &asked.files, &seen)?
    };
    watch.lap("read");
    let shelf = Shelf { workspace, reader: &reader, recorded: None };
    let brief = Brief { plan: &workspace.plan, period, as_of };
    let outcome = judged(&shelf, brief, submissions, asked.files.is_empty())?;
    watch.lap("examine");
    Ok(if asked.files.is_empty() { outcome } else { outcome.of_its_files() })
}

/// Examines what was received, beside what the office's own files and the period before say, and what was reported ad hoc where
/// the period's whole inbox is looked at.
pub(super) fn judged<'w>(shelf: &Shelf<'_>, brief: Brief<'w>, submissions: Vec<Submission>, whole: bool) -> Result<Outcome<'w>, Error> {
    let beside = brief.plan.ad_hoc_period().filter(|beside| whole && beside.code != brief.period.code);
    let ad_hoc = beside.map_or(Vec::new(), |beside| shelf.received(&beside.code, &|_| {}));
    let earlier = earlier::of(shelf, &brief)?;
    let (register, decisions) = (shelf.workspace.register()?, shelf.workspace.decisions.clone());
    Ok(outcome::examine(brief, Inputs { submissions, register, decisions, earlier, ad_hoc }))
}

/// The exit code of a run that was done.
pub(super) fn code(outcome: &Outcome<'_>, fail_on: Option<Severity>) -> u8 {
    // the graver severity is the lesser
    let grave = fail_on.is_some_and(|limit| outcome.findings.iter().any(|finding| finding.severity <= limit && finding.waived.is_none()));
    if grave { FOUND } else { DONE }
}
