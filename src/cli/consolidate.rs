//! `tonghop consolidate`: checks, then writes the results of a period.

use super::args::{Examine, Invocation};
use super::output::{Console, Outputs};
use super::workspace::{RESULTS, Workspace};
use super::{examine, lock};
use crate::book::{form, sheets};
use crate::error::Error;
use crate::outcome::Outcome;
use crate::render::{board, glance, json};
use crate::xlsx;
use rayon::prelude::*;
use std::path::Path;

/// The consolidated workbook.
const WORKBOOK: &str = "tong-hop.xlsx";
/// The same facts for programs.
const FACTS: &str = "tong-hop.json";
/// The status board.
const BOARD: &str = "bang-theo-doi.html";
/// The folder of what goes back to the units.
const RETURNED: &str = "tra-lai";

/// Reads, examines, and writes workbook, facts and page together.
pub(super) fn run(invocation: &Invocation, asked: &Examine, console: &mut Console) -> Result<u8, Error> {
    let workspace = Workspace::open(invocation, console)?;
    let _held = lock::hold(&workspace.root.join(RESULTS))?;
    let outcome = examine::outcome(&workspace, asked, console)?;
    let folder = workspace.folder(RESULTS, outcome.case.brief.period);
    let facts = json::document(&outcome);
    let mut outputs = Outputs::default();
    outputs.add(folder.join(WORKBOOK), &xlsx::write(&sheets::lay_out(&outcome, console.lang))?)?;
    outputs.add(folder.join(FACTS), facts.as_bytes())?;
    outputs.add(folder.join(BOARD), board::page(&outcome, console.lang)?.as_bytes())?;
    return_forms(&outcome, &folder.join(RETURNED), &mut outputs)?;
    let written = outputs.appear()?;
    if console.json {
        console.print(&facts)?;
    } else {
        if !console.quiet {
            console.print(&glance::glance(&outcome, console.style()))?;
        }
        console.written(&workspace.root, &written)?;
    }
    Ok(examine::code(&outcome, asked.fail_on))
}

/// Adds the form of every unit that has something to mend.
fn return_forms(outcome: &Outcome<'_>, folder: &Path, outputs: &mut Outputs) -> Result<(), Error> {
    let written = outcome.case.dossiers.par_iter().filter_map(|dossier| {
        let book = form::returned(outcome, dossier)?;
        Some(xlsx::write(&book).map(|bytes| (&dossier.unit, bytes)))
    });
    for (unit, bytes) in written.collect::<Result<Vec<_>, Error>>()? {
        outputs.add(folder.join(format!("{unit}.xlsx")), &bytes)?;
    }
    Ok(())
}
