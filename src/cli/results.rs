//! The results of a period: what belongs to them, how they are written, and the record of the run that wrote them.

use super::history::History;
use super::log::Level;
use super::output::{Console, Done, Outputs};
use super::reminders::Reminders;
use super::watch::Watch;
use super::workspace::Workspace;
use crate::book::{form, sheets};
use crate::docx;
use crate::error::Error;
use crate::letter::{self, Days, Written};
use crate::model::facts::{PlanId, Tool, TotalFact};
use crate::model::file_name::file_name;
use crate::model::id::UnitCode;
use crate::model::record::{Basis, Counts, Run, SCHEMA, Stamp};
use crate::model::revision::Revision;
use crate::model::severity::Severity;
use crate::msg;
use crate::outcome::Outcome;
use crate::render::{board, glance, json};
use crate::text::Lang;
use crate::xlsx;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The consolidated workbook.
pub(super) const WORKBOOK: &str = "tong-hop.xlsx";
/// The same facts for programs.
pub(super) const FACTS: &str = "tong-hop.json";
/// The status board.
pub(super) const BOARD: &str = "bang-theo-doi.html";

/// Writes a file into what takes its bytes.
type Fill<'f> = &'f mut dyn FnMut(&mut dyn Write) -> Result<(), Error>;

/// Makes every file of a period's results and hands each on as it is made: its name within their folder, and what writes it. Gives
/// what was made of each, in one order whatever was ready first. Reminders that still stand are as of their days.
///
/// # Errors
/// Where one of them cannot be laid out, or is not taken.
pub(super) fn of<T: Send>(
    outcome: &Outcome<'_>,
    lang: Lang,
    revision: Revision,
    days: &Days,
    take: impl Fn(&str, Fill<'_>) -> Result<T, Error> + Sync,
) -> Result<Vec<T>, Error> {
    let workbook = || {
        take(WORKBOOK, &mut |to| xlsx::write_long(&sheets::lay_out(outcome, lang, revision), to))
    };
    let facts = || {
        take(FACTS, &mut |to| {
            json::write(outcome, to).map_err(|error| Error::Workbook(error.to_string()))
        })
    };
    // the board is of a round of reports: who is in, who is not
    let is_round = !outcome.case.scope.period.is_ad_hoc();
    let board = || {
        let made =
            || take(BOARD, &mut |to| put(to, board::page(outcome, lang, revision)?.as_bytes()));
        is_round.then(made).transpose()
    };
    let small = || {
        let letters = letter::all(outcome, lang, days)
            .into_par_iter()
            .map(|Written { path, letter }| (path, docx::write(&letter)));
        let forms = outcome
            .case
            .dossiers
            .par_iter()
            .filter_map(|dossier| Some((&dossier.unit, form::returned(outcome, dossier)?)));
        let forms = forms.map(|(unit, book)| {
            (format!("{}/{}", letter::RETURNED, form_name(unit)), xlsx::write(&book))
        });
        let each = |(name, bytes): (String, Result<Vec<u8>, Error>)| {
            let bytes = bytes?;
            take(&name, &mut |to| put(to, &bytes))
        };
        letters.map(each).chain(forms.map(each)).collect::<Result<Vec<T>, Error>>()
    };
    let (workbook, (facts, (board, small))) =
        rayon::join(workbook, || rayon::join(facts, || rayon::join(board, small)));
    let large = [Some(workbook?), Some(facts?), board?].into_iter().flatten();
    Ok(large.chain(small?).collect())
}

fn put(to: &mut dyn Write, bytes: &[u8]) -> Result<(), Error> {
    to.write_all(bytes).map_err(|error| Error::Workbook(error.to_string()))
}

/// The form that goes back to a unit.
fn form_name(unit: &UnitCode) -> String {
    format!("{}.xlsx", file_name(unit.as_str()))
}

/// Lets the letters and forms of an earlier run go that are no longer called for.
fn let_go(outputs: &mut Outputs<'_>, folder: &Path, outcome: &Outcome<'_>, reminders: &Reminders) {
    let returned = folder.join(letter::RETURNED);
    outputs.own(folder, reminders.replaced());
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
    /// Lays out the results of the open revision, not yet in their places, and gives what they rest on.
    ///
    /// # Errors
    /// Where they cannot be written; earlier results are as they were.
    pub(super) fn stage(
        &self,
        outputs: &mut Outputs<'_>,
        watch: &mut Watch,
        console: &Console,
    ) -> Result<Basis, Error> {
        let folder = self.history.folder(self.history.standing.open);
        let reminders = Reminders::of(self.outcome, self.lang, self.history)?;
        reminders.put_aside(outputs)?;
        let taken: &Outputs<'_> = outputs;
        let made = of(
            self.outcome,
            self.lang,
            self.history.standing.open,
            &reminders.days,
            |name, fill| {
                let path = folder.join(name);
                if let Some(lying) = reminders.kept(name) {
                    let mut bytes = Vec::new();
                    fill(&mut bytes)?;
                    return Ok((
                        reminders.recorded(name, &Stamp::of(self.history.name(&path), &bytes)),
                        lying.clone(),
                    ));
                }
                let stamp = taken.stream(path, |to| fill(to))?;
                Ok((reminders.recorded(name, &stamp), stamp))
            },
        )?;
        let (recorded, stamps): (Vec<_>, Vec<_>) = made.into_iter().unzip();
        let_go(outputs, &folder, self.outcome, &reminders);
        watch.lap("lay-out", console);
        reminders.tell(console, self.history);
        Ok(Basis { reminders: recorded.into_iter().flatten().collect(), ..self.basis(stamps) })
    }

    /// Puts all that was laid out in its place, together with the record of the run, and gives what was done to the disk: the
    /// results first, as they were laid out. A reminder that was kept was not written.
    ///
    /// # Errors
    /// Where it cannot be written; earlier results are as they were.
    pub(super) fn publish(
        &self,
        outputs: Outputs<'_>,
        basis: Basis,
        watch: &mut Watch,
        console: &Console,
    ) -> Result<Done, Error> {
        outputs.flush()?;
        watch.lap("write", console);
        let results: Vec<PathBuf> =
            basis.outputs.iter().map(|stamp| self.workspace.root.join(&stamp.file)).collect();
        let mut listed: BTreeSet<PathBuf> = results.iter().cloned().collect();
        let run = self.run(basis, watch);
        listed.insert(self.history.leave(&outputs, &run)?);
        let Done { written, removed } = outputs.appear()?;
        let new: BTreeSet<&PathBuf> = written.iter().collect();
        let first = results.into_iter().filter(|path| new.contains(path)).collect::<Vec<_>>();
        let others = written.iter().filter(|path| !listed.contains(*path)).cloned();
        let done = Done { written: first.into_iter().chain(others).collect(), removed };
        let (count, gone) = (done.written.len(), done.removed.len());
        let said = msg!("Đã ghi {count} tệp kết quả.", "{count} files of results are written.");
        console.event(
            Level::Info,
            "results-written",
            &said,
            &[("files", count.into()), ("removed", gone.into())],
        );
        Ok(done)
    }

    /// What the run rests on, and the results.
    pub(super) fn basis(&self, outputs: Vec<Stamp>) -> Basis {
        let scope = &self.outcome.case.scope;
        Basis {
            tool: Tool::this(),
            plan: PlanId { id: scope.plan.id.clone(), sha256: scope.plan.sha256.clone() },
            period: scope.period.code.clone(),
            as_of: scope.as_of,
            lang: self.lang,
            inputs: self.workspace.inputs(self.outcome),
            outputs,
            reminders: Vec::new(),
        }
    }

    /// The record of the run.
    pub(super) fn run(&self, basis: Basis, watch: &Watch) -> Run {
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
        let (started, stages, command) =
            (watch.started, watch.stages.clone(), self.command.to_owned());
        // its number is given when it is recorded
        Run {
            schema: SCHEMA,
            number: 0,
            command,
            started,
            basis,
            counts,
            stages,
            exit_code: self.exit_code,
        }
    }

    /// The totals, as they are closed.
    pub(super) fn totals(&self) -> Vec<TotalFact> {
        let expected = self.outcome.consolidation.expected;
        let totals = self.outcome.consolidation.totals.iter();
        totals
            .map(|total| TotalFact {
                indicator: total.indicator.clone(),
                sum: total.all.sum.normalize(),
                units: total.all.units,
                expected,
            })
            .collect()
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
