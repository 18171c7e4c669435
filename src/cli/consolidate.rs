//! `tonghop consolidate`: checks, then writes the results of a period.

use super::args::{Examine, Invocation};
use super::output::{Console, Outputs};
use super::workspace::{FACTS, RESULTS, Workspace};
use super::{examine, lock};
use crate::book::{form, sheets};
use crate::docx;
use crate::error::Error;
use crate::letter::{self, Written};
use crate::model::id::UnitCode;
use crate::outcome::Outcome;
use crate::render::{board, glance, json};
use crate::text::Lang;
use crate::xlsx;
use rayon::prelude::*;
use std::path::Path;

/// The consolidated workbook.
const WORKBOOK: &str = "tong-hop.xlsx";
/// The status board.
const BOARD: &str = "bang-theo-doi.html";

/// Reads, examines, and writes all results together.
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
    add_letters(&mut outputs, &folder, &outcome, console.lang)?;
    add_returned_forms(&mut outputs, &folder, &outcome)?;
    let done = outputs.appear()?;
    if console.json {
        console.print(&facts)?;
    } else {
        if !console.quiet {
            console.print(&glance::glance(&outcome, console.style()))?;
        }
        console.done(&workspace.root, &done)?;
    }
    Ok(examine::code(&outcome, asked.fail_on))
}

/// Adds the letters, and lets those of an earlier run go that are no longer called for.
fn add_letters(outputs: &mut Outputs, folder: &Path, outcome: &Outcome<'_>, lang: Lang) -> Result<(), Error> {
    let letters = letter::all(outcome, lang);
    let bytes: Vec<Vec<u8>> = letters.par_iter().map(|written| docx::write(&written.letter)).collect::<Result<_, Error>>()?;
    for (Written { path, .. }, bytes) in letters.iter().zip(&bytes) {
        outputs.add(folder.join(path), bytes)?;
    }
    outputs.own(&folder.join(letter::REMINDERS), letter::reminder_names(outcome));
    outputs.own(&folder.join(letter::RETURNED), letter::returned_names(outcome));
    Ok(())
}

/// Adds the form of every unit that has something to mend, and lets the others of an earlier run go.
fn add_returned_forms(outputs: &mut Outputs, folder: &Path, outcome: &Outcome<'_>) -> Result<(), Error> {
    let (folder, dossiers) = (folder.join(letter::RETURNED), &outcome.case.dossiers);
    let name = |unit: &UnitCode| format!("{unit}.xlsx");
    let written = dossiers.par_iter().filter_map(|dossier| {
        let book = form::returned(outcome, dossier)?;
        Some(xlsx::write(&book).map(|bytes| (name(&dossier.unit), bytes)))
    });
    for (name, bytes) in written.collect::<Result<Vec<_>, Error>>()? {
        outputs.add(folder.join(name), &bytes)?;
    }
    outputs.own(&folder, dossiers.iter().map(|dossier| name(&dossier.unit)));
    Ok(())
}
