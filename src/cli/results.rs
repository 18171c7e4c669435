//! The results of a period: what belongs to them, how they are written, and the record of the run that wrote them.

use super::history::History;
use super::output::{Console, Done, Outputs};
use super::watch::Watch;
use super::workspace::Workspace;
use crate::book::{form, sheets};
use crate::docx;
use crate::error::Error;
use crate::letter::{self, Written};
use crate::model::edition::Edition;
use crate::model::facts::{PlanId, Tool};
use crate::model::id::UnitCode;
use crate::model::record::{Basis, Counts, Run, SCHEMA, Stamp};
use crate::model::severity::Severity;
use crate::outcome::Outcome;
use crate::render::{board, glance, json};
use crate::text::Lang;
use crate::xlsx;
use rayon::prelude::*;
use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// The consolidated workbook.
const WORKBOOK: &str = "tong-hop.xlsx";
/// The same facts for programs.
pub(super) const FACTS: &str = "tong-hop.json";
/// The status board.
const BOARD: &str = "bang-theo-doi.html";

/// Writes a file into what takes its bytes.
type Fill<'f> = &'f mut dyn FnMut(&mut dyn Write) -> Result<(), Error>;

/// Makes every file of a period's results and hands each on as it is made: its name within their folder, and what writes it. Gives
/// what was made of each, in one order whatever was ready first.
///
/// # Errors
/// Where one of them cannot be laid out, or is not taken.
pub(super) fn of<T: Send>(
    outcome: &Outcome<'_>,
    lang: Lang,
    edition: Edition,
    take: impl Fn(&str, Fill<'_>) -> Result<T, Error> + Sync,
) -> Result<Vec<T>, Error> {
    let workbook = || take(WORKBOOK, &mut |to| xlsx::write_long(&sheets::lay_out(outcome, lang, edition), to));
    let facts = || take(FACTS, &mut |to| json::write(outcome, to).map_err(|error| Error::Workbook(error.to_string())));
    // the board is of a round of reports: who is in, who is not
    let is_round = !outcome.case.brief.period.is_ad_hoc();
    let board = || {
        let made = || take(BOARD, &mut |to| put(to, board::page(outcome, lang, edition)?.as_bytes()));
        is_round.then(made).transpose()
    };
    let small = || {
        let letters = letter::all(outcome, lang).into_par_iter().map(|Written { path, letter }| (path, docx::write(&letter)));
        let forms = outcome.case.dossiers.par_iter().filter_map(|dossier| Some((&dossier.unit, form::returned(outcome, dossier)?)));
        let forms = forms.map(|(unit, book)| (format!("{}/{}", letter::RETURNED, form_name(unit)), xlsx::write(&book)));
        let each = |(name, bytes): (String, Result<Vec<u8>, Error>)| {
            let bytes = bytes?;
            take(&name, &mut |to| put(to, &bytes))
        };
        letters.map(each).chain(forms.map(each)).collect::<Result<Vec<T>, Error>>()
    };
    let (workbook, (facts, (board, small))) = rayon::join(workbook, || rayon::join(facts, || rayon::join(board, small)));
    let large = [Some(workbook?), Some(facts?), board?].into_iter().flatten();
    Ok(large.chain(small?).collect())
}

fn put(to: &mut dyn Write, bytes: &[u8]) -> Result<(), Error> {
    to.write_all(bytes).map_err(|error| Error::Workbook(error.to_string()))
}

/// The form that goes back to a unit.
fn form_name(unit: &UnitCode) -> String {
    format!("{unit}.xlsx")
}

/// Lets the letters and forms of an earlier run go that are no longer called for.
fn let_go(outputs: &mut Outputs, folder: &Path, outcome: &Outcome<'_>) {
    let returned = folder.join(letter::RETURNED);
    outputs.own(&folder.join(letter::REMINDERS), letter::reminder_names(outcome));
    outputs.own(&returned, letter::returned_names(outcome));
    outputs.own(&returned, outcome.case.dossiers.iter().map(|dossier| form_name(&dossier.unit)));
}

/// A run that ends in results, or that finds that closed ones stand.
pub(super) struct Session<'s> {
    pub(super) command: &'static str,
    pub(super) workspace: &'s Workspace,
    pub(super) outcome: &'s Outcome<'s>,
    pub(super) history: &'s History,
    pub(super) lang: Lang,
    pub(super) exit_code: u8,
}

impl Session<'_> {
    /// Writes the results into the folder of the open edition, and gives what they rest on and what was done to the disk.
    ///
    /// # Errors
    /// Where they cannot be written; earlier results are as they were.
    pub(super) fn publish(&self, watch: &mut Watch) -> Result<(Basis, Done), Error> {
        let folder = self.history.folder(self.history.standing.open);
        let outputs = Mutex::new(Outputs::default());
        let stamps = of(self.outcome, self.lang, self.history.standing.open, |name, fill| {
            let (path, mut bytes) = (folder.join(name), Vec::new());
            fill(&mut bytes)?;
            let stamp = Stamp::of(self.history.name(&path), &bytes);
            outputs.lock().unwrap_or_else(PoisonError::into_inner).add(path, &bytes)?;
            Ok(stamp)
        })?;
        let mut outputs = outputs.into_inner().unwrap_or_else(PoisonError::into_inner);
        let_go(&mut outputs, &folder, self.outcome);
        watch.lap("lay-out");
        let done = outputs.appear()?;
        watch.lap("write");
        Ok((self.basis(stamps), done))
    }

    /// What the run rests on, and what it wrote.
    pub(super) fn basis(&self, outputs: Vec<Stamp>) -> Basis {
        let brief = &self.outcome.case.brief;
        Basis {
            tool: Tool::this(),
            plan: PlanId { id: brief.plan.id.clone(), sha256: brief.plan.sha256.clone() },
            period: brief.period.code.clone(),
            as_of: brief.as_of,
            lang: self.lang,
            inputs: self.workspace.inputs(self.outcome),
            outputs,
        }
    }

    /// Leaves the record of the run.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(super) fn record(&self, basis: Basis, watch: Watch) -> Result<(), Error> {
        let dossiers = || self.outcome.case.dossiers.iter();
        let counts = Counts {
            files: self.outcome.case.submissions.len(),
            expected: self.outcome.consolidation.expected,
            received: dossiers().filter(|dossier| !dossier.is_empty()).count(),
            errors: self.outcome.count(Severity::Error),
            warnings: self.outcome.count(Severity::Warning),
            notes: self.outcome.count(Severity::Note),
            waived: self.outcome.waived(),
        };
        let Watch { started, stages, .. } = watch;
        let command = self.command.to_owned();
        self.history.leave(&Run { schema: SCHEMA, command, started, basis, counts, stages, exit_code: self.exit_code })
    }

    /// Prints what was written: the facts for a program, otherwise the files.
    ///
    /// # Errors
    /// As [`Console::print`].
    pub(super) fn print(&self, console: &Console, done: &Done) -> Result<(), Error> {
        if console.json {
            return console.print(&json::document(self.outcome));
        }
        if !console.quiet {
            console.print(&glance::glance(self.outcome, console.style()))?;
        }
        console.done(&self.workspace.root, done)
    }
}
