//! The results of a period: what belongs to them, how they are written, and the record of the run that wrote them.

use super::console::Console;
use super::log::Level;
use super::run_context::RunContext;
use crate::book::{form, sheets};
use crate::docx;
use crate::error::Error;
use crate::letter::{self, Days, Written};
use crate::model::file_name::file_name;
use crate::model::id::UnitCode;
use crate::model::record::{Counts, FileDigest, Manifest, Run, SCHEMA};
use crate::model::results::{PlanId, Tool};
use crate::model::revision::Revision;
use crate::model::severity::Severity;
use crate::msg;
use crate::outcome::Outcome;
use crate::render::{board, json, summary};
use crate::store::history::History;
use crate::store::layout::{BOARD, FACTS, WORKBOOK, workbook as workbook_name};
use crate::store::reminders::Reminders;
use crate::store::run_records;
use crate::store::transaction::{Committed, Transaction};
use crate::store::workspace::Workspace;
use crate::text::{Lang, counted};
use crate::xlsx;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

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
        take(&workbook_name(revision), &mut |to| {
            xlsx::write_long(&sheets::lay_out(outcome, lang, revision), to)
        })
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
        let letters = letter::all(outcome, lang, revision, days)
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

/// Marks letters and forms of an earlier run for removal.
fn remove_obsolete(
    outputs: &mut Transaction<'_>,
    folder: &Path,
    outcome: &Outcome<'_>,
    reminders: &Reminders,
) {
    let returned = folder.join(letter::RETURNED);
    outputs.remove_unless_written(folder, reminders.replaced());
    // the workbook of every revision had one name in earlier versions of the program
    outputs.remove_unless_written(folder, std::iter::once(WORKBOOK.to_owned()));
    outputs.remove_unless_written(&returned, letter::returned_names(outcome));
    outputs.remove_unless_written(
        &returned,
        outcome.case.dossiers.iter().map(|dossier| form_name(&dossier.unit)),
    );
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
        outputs: &mut Transaction<'_>,
        context: &mut RunContext,
        console: &Console,
    ) -> Result<Manifest, Error> {
        let folder = self.history.folder(self.history.revisions.open);
        let reminders = Reminders::read(self.outcome, self.lang, self.history)?;
        reminders.save_copies(outputs)?;
        let taken: &Transaction<'_> = outputs;
        let made = of(
            self.outcome,
            self.lang,
            self.history.revisions.open,
            &reminders.days,
            |name, fill| {
                let path = folder.join(name);
                if let Some(lying) = reminders.kept(name) {
                    let mut bytes = Vec::new();
                    fill(&mut bytes)?;
                    return Ok((
                        reminders
                            .recorded(name, &FileDigest::new(self.history.name(&path), &bytes)),
                        lying.clone(),
                    ));
                }
                let digest = taken.stream(path, |to| fill(to))?;
                Ok((reminders.recorded(name, &digest), digest))
            },
        )?;
        let (recorded, digests): (Vec<_>, Vec<_>) = made.into_iter().unzip();
        remove_obsolete(outputs, &folder, self.outcome, &reminders);
        context.stage_done("lay-out", console);
        tell_of_reminders(&reminders, self.history, console);
        Ok(Manifest {
            reminders: recorded.into_iter().flatten().collect(),
            ..self.manifest(digests)
        })
    }

    /// Puts all that was laid out in its place, together with the record of the run, and gives what was done to the disk: the
    /// results first, as they were laid out. A reminder that was kept was not written.
    ///
    /// # Errors
    /// Where it cannot be written; earlier results are as they were.
    pub(super) fn publish(
        &self,
        outputs: Transaction<'_>,
        manifest: Manifest,
        context: &mut RunContext,
        console: &Console,
    ) -> Result<Committed, Error> {
        outputs.flush()?;
        context.stage_done("write", console);
        let results: Vec<PathBuf> =
            manifest.outputs.iter().map(|digest| self.workspace.root.join(&digest.file)).collect();
        let mut listed: BTreeSet<PathBuf> = results.iter().cloned().collect();
        let run = self.run(manifest, context);
        listed.insert(run_records::add(self.history, &outputs, &run)?);
        let Committed { written, removed } = outputs.commit()?;
        let new: BTreeSet<&PathBuf> = written.iter().collect();
        let first = results.into_iter().filter(|path| new.contains(path)).collect::<Vec<_>>();
        let others = written.iter().filter(|path| !listed.contains(*path)).cloned();
        let done = Committed { written: first.into_iter().chain(others).collect(), removed };
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
    pub(super) fn manifest(&self, outputs: Vec<FileDigest>) -> Manifest {
        let scope = &self.outcome.case.scope;
        Manifest {
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
    pub(super) fn run(&self, manifest: Manifest, context: &RunContext) -> Run {
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
            (context.started, context.stages.clone(), self.command.to_owned());
        // its number is given when it is recorded
        Run {
            schema: SCHEMA,
            number: 0,
            command,
            started,
            manifest,
            counts,
            stages,
            exit_code: self.exit_code,
        }
    }

    /// Prints what was written: the facts for a program, otherwise the files.
    ///
    /// # Errors
    /// As [`Console::print`].
    pub(super) fn print(&self, console: &Console, done: &Committed) -> Result<(), Error> {
        if console.json {
            return console.print(&json::document(self.outcome));
        }
        if !console.quiet {
            console.print(&summary::summary(self.outcome, console.style()))?;
        }
        console.done(&self.workspace.root, done)
    }
}

/// Says how many reminders stay unchanged, and where handwritten changes of replaced ones are kept.
fn tell_of_reminders(reminders: &Reminders, history: &History, console: &Console) {
    let count = reminders.kept_count();
    if count > 0 {
        let folder = letter::REMINDERS;
        let reminders = counted(count, "reminder");
        console.tell(&msg!(
            "Giữ nguyên {count} công văn đôn đốc đã lập trước đây trong {folder}/, kể cả chỗ đã ghi tay: ngoài ngày tháng không có gì thay đổi. \
             Cần công văn tính đến hôm nay thì xóa công văn cũ rồi chạy lại.",
            "{reminders} written earlier kept unchanged in {folder}/, with handwritten changes: nothing but the day changed. \
             For one as of today, delete the old one and run again."
        ));
    }
    let saved: Vec<String> = reminders.saved_copies().map(|path| history.name(path)).collect();
    if !saved.is_empty() {
        let files = saved.join("\n  ");
        let said = msg!(
            "Có thay đổi nên công văn đôn đốc được lập lại hoặc không còn cần; bản đã sửa tay được giữ ở:\n  {files}",
            "Something changed, so reminders were rewritten or removed; handwritten changes are kept in:\n  {files}"
        );
        // what a person wrote is never moved in silence, however quiet the run
        console.warn_text(said.in_lang(console.lang));
    }
}
