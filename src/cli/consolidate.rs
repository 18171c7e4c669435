//! `tonghop consolidate`: checks, then writes the results of a period.

use super::args::{Above, Examine, Invocation};
use super::output::{Console, Outputs};
use super::workspace::{RESULTS, Workspace};
use super::{above, examine, lock};
use crate::book::sheets;
use crate::error::Error;
use crate::render::{json, terminal};
use crate::xlsx;

/// The consolidated workbook.
const WORKBOOK: &str = "tong-hop.xlsx";
/// The same facts for programs.
pub(super) const FACTS: &str = "tong-hop.json";

/// Reads, examines, and writes workbook and facts together, and with them the report to the level above where one is asked for.
pub(super) fn run(invocation: &Invocation, asked: &Examine, level: Option<&Above>, console: &mut Console) -> Result<u8, Error> {
    let workspace = Workspace::open(invocation, console)?;
    let _held = lock::hold(&workspace.root.join(RESULTS))?;
    let outcome = examine::outcome(&workspace, asked, console)?;
    let folder = workspace.folder(RESULTS, outcome.case.brief.period);
    let facts = json::document(&outcome);
    let mut outputs = Outputs::default();
    outputs.add(folder.join(WORKBOOK), &xlsx::write(&sheets::lay_out(&outcome, console.lang))?)?;
    outputs.add(folder.join(FACTS), facts.as_bytes())?;
    if let Some(level) = level {
        above::write(&workspace, &outcome, level, &mut outputs, console)?;
    }
    let written = outputs.appear()?;
    if console.json {
        console.print(&facts)?;
    } else {
        if !console.quiet {
            console.print(&terminal::summary(&outcome, console.style()))?;
        }
        console.written(&workspace.root, &written)?;
    }
    Ok(examine::code(&outcome, asked.fail_on))
}
