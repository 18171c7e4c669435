//! `tonghop check`: who has reported, and what is wrong. Writes nothing.

use super::args::{Examine, Invocation};
use super::examine;
use super::output::Console;
use super::workspace::Workspace;
use crate::error::Error;
use crate::render::{glance, json, terminal};

/// Reads, examines and prints.
pub(super) fn run(invocation: &Invocation, asked: &Examine, console: &mut Console) -> Result<u8, Error> {
    let workspace = Workspace::open(invocation, console)?;
    let outcome = examine::outcome(&workspace, asked, console)?;
    let text = match (console.json, console.quiet) {
        (true, _) => json::document(&outcome),
        (false, true) => terminal::counts(&outcome, console.style()),
        (false, false) => terminal::report(&outcome, console.style()) + &glance::glance(&outcome, console.style()),
    };
    console.print(&text)?;
    Ok(examine::code(&outcome, asked.fail_on))
}
