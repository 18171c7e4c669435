//! `tonghop check`: who has reported, and what is wrong. Writes nothing.

use super::args::{Examine, Invocation};
use super::closed::Closed;
use super::examine;
use super::history::History;
use super::output::Console;
use super::watch::Watch;
use super::workspace::Workspace;
use crate::error::Error;
use crate::render::{glance, json, terminal};

/// Reads, examines and prints.
pub(super) fn run(invocation: &Invocation, asked: &Examine, console: &mut Console, watch: &mut Watch) -> Result<u8, Error> {
    let workspace = Workspace::open(invocation, console)?;
    let outcome = examine::outcome(&workspace, asked, console, watch)?;
    if asked.files.is_empty() {
        let history = History::of(&workspace.root, &outcome.case.brief.period.code)?;
        if let Some(closed) = Closed::of(&history, &workspace.inputs(&outcome))? {
            closed.tell(console);
        }
    }
    let text = match (console.json, console.quiet) {
        (true, _) => json::document(&outcome),
        (false, true) => terminal::counts(&outcome, console.style()),
        (false, false) => terminal::report(&outcome, console.style()) + &glance::glance(&outcome, console.style()),
    };
    console.print(&text)?;
    Ok(examine::code(&outcome, asked.fail_on))
}
