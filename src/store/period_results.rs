//! Lays out the results of a period, and writes them together with the record of the run.

use super::history::History;
use super::layout::{BOARD, FACTS, WORKBOOK, workbook as workbook_name};
use super::reminders::Reminders;
use super::run_records;
use super::transaction::{Committed, Transaction};
use super::workspace::Workspace;
use crate::book::{form, mailing_list, sheets};
use crate::docx;
use crate::error::Error;
use crate::letter::{self, AnnexPlacement, Days, Written};
use crate::model::file_name::form_name;
use crate::model::record::{
    Changes, Counts, FileDigest, Input, Manifest, Run, SCHEMA, Since, Stage,
};
use crate::model::result_names::MAILING_LIST;
use crate::model::results::{PlanId, Tool};
use crate::model::revision::Revision;
use crate::model::severity::Severity;
use crate::outcome::Outcome;
use crate::render::{board, json};
use crate::text::Lang;
use crate::xlsx;
use chrono::{DateTime, Utc};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes the content of a file.
type Fill<'f> = &'f mut dyn FnMut(&mut dyn Write) -> Result<(), Error>;

/// Options that determine the result files besides the outcome. The manifest records them.
#[derive(Clone, Copy)]
pub(crate) struct LayoutOptions<'o> {
    /// Dates of kept reminders.
    pub(crate) days: &'o Days,
    pub(crate) annexes: AnnexPlacement,
    /// Files that the board marks as new since an earlier run.
    pub(crate) since: Option<&'o Since>,
}

/// Lays out all result files of a period in parallel and passes each to `take`, by its name in the
/// folder of results. Returns what `take` returned, always in the same order.
///
/// # Errors
/// Returns an error if a file cannot be laid out, or the error of `take`.
pub(crate) fn lay_out<T: Send>(
    outcome: &Outcome<'_>,
    lang: Lang,
    revision: Revision,
    options: &LayoutOptions<'_>,
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
    // an ad hoc period has no expected reports for a status board
    let is_round = !outcome.case.scope.period.is_ad_hoc();
    let board = || {
        let made = || {
            take(BOARD, &mut |to| {
                write(to, board::page(outcome, lang, revision, options.since)?.as_bytes())
            })
        };
        is_round.then(made).transpose()
    };
    let small = || {
        let letters = letter::all(outcome, lang, revision, options.days, options.annexes)
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
            take(&name, &mut |to| write(to, &bytes))
        };
        let entries = letter::mailing(outcome, lang, revision);
        let list = (!entries.is_empty()).then(|| {
            let scope = &outcome.case.scope;
            xlsx::write(&mailing_list(scope.plan, &entries, scope.as_of, lang))
        });
        let list = list.into_par_iter().map(|bytes| (MAILING_LIST.to_owned(), bytes));
        letters
            .map(each)
            .chain(forms.map(each))
            .chain(list.map(each))
            .collect::<Result<Vec<T>, Error>>()
    };
    let (workbook, (facts, (board, small))) =
        rayon::join(workbook, || rayon::join(facts, || rayon::join(board, small)));
    let large = [Some(workbook?), Some(facts?), board?].into_iter().flatten();
    Ok(large.chain(small?).collect())
}

fn write(to: &mut dyn Write, bytes: &[u8]) -> Result<(), Error> {
    to.write_all(bytes).map_err(|error| Error::Workbook(error.to_string()))
}

/// Marks the letters and forms of an earlier run for removal.
fn remove_obsolete(
    transaction: &mut Transaction<'_>,
    folder: &Path,
    outcome: &Outcome<'_>,
    reminders: &Reminders,
) {
    let returned = folder.join(letter::RETURNED);
    transaction.remove_unless_written(folder, reminders.replaced());
    // earlier versions of the program used one workbook name for all revisions
    transaction.remove_unless_written(folder, std::iter::once(WORKBOOK.to_owned()));
    let papers = [letter::ANNEXES, MAILING_LIST].map(str::to_owned);
    transaction.remove_unless_written(folder, papers);
    transaction.remove_unless_written(&returned, letter::returned_names(outcome));
    transaction.remove_unless_written(
        &returned,
        outcome.case.dossiers.iter().map(|dossier| form_name(&dossier.unit)),
    );
}

/// The results that a command writes for a period.
pub(crate) struct PeriodResults<'r> {
    pub(crate) command: &'static str,
    pub(crate) workspace: &'r Workspace,
    pub(crate) outcome: &'r Outcome<'r>,
    pub(crate) history: &'r History,
    pub(crate) lang: Lang,
    pub(crate) annexes: AnnexPlacement,
    pub(crate) exit_code: u8,
}

impl PeriodResults<'_> {
    /// Adds the results of the open revision to a transaction. Returns their manifest, and the
    /// reminders of earlier runs.
    ///
    /// # Errors
    /// Returns an error if they cannot be written; earlier results are unchanged.
    pub(crate) fn stage(
        &self,
        transaction: &mut Transaction<'_>,
    ) -> Result<(Manifest, Reminders), Error> {
        let revision = self.history.revisions.open;
        let folder = self.history.folder(revision);
        let reminders = Reminders::read(self.outcome, self.lang, self.history)?;
        reminders.save_copies(transaction)?;
        let inputs = self.workspace.inputs(self.outcome);
        let since = self.since(&inputs);
        let files: &Transaction<'_> = transaction;
        let take = |name: &str, fill: Fill<'_>| {
            let path = folder.join(name);
            if let Some(kept) = reminders.kept_digest(name) {
                let mut bytes = Vec::new();
                fill(&mut bytes)?;
                let own = FileDigest::new(self.history.name(&path), &bytes);
                return Ok((reminders.recorded(name, &own), kept.clone()));
            }
            let digest = files.stream(path, |to| fill(to))?;
            Ok((reminders.recorded(name, &digest), digest))
        };
        let options =
            LayoutOptions { days: &reminders.days, annexes: self.annexes, since: since.as_ref() };
        let staged = lay_out(self.outcome, self.lang, revision, &options, take)?;
        let (recorded, digests): (Vec<_>, Vec<_>) = staged.into_iter().unzip();
        remove_obsolete(transaction, &folder, self.outcome, &reminders);
        let recorded = recorded.into_iter().flatten().collect();
        Ok((Manifest { reminders: recorded, since, ..self.manifest(inputs, digests) }, reminders))
    }

    /// Returns which files are new or changed since the last run over other files; `None` if there was none.
    fn since(&self, inputs: &[Input]) -> Option<Since> {
        let (_, run) = run_records::last(self.history).ok().flatten()?;
        let Changes { added, changed, removed, .. } =
            Changes::between(&run.manifest.inputs, inputs);
        if added.is_empty() && changed.is_empty() && removed.is_empty() {
            return run.manifest.since;
        }
        let files = added.into_iter().chain(changed).collect();
        Some(Since { as_of: run.manifest.as_of, files })
    }

    /// Commits the staged results with the record of the run. Returns the files written, results
    /// first, without kept reminders and the record.
    ///
    /// # Errors
    /// Returns an error if they cannot be written; earlier results are unchanged.
    pub(crate) fn commit(
        &self,
        transaction: Transaction<'_>,
        run: &Run,
    ) -> Result<Committed, Error> {
        let root = &self.workspace.root;
        let results: Vec<PathBuf> =
            run.manifest.outputs.iter().map(|digest| root.join(&digest.file)).collect();
        let mut listed: BTreeSet<PathBuf> = results.iter().cloned().collect();
        listed.insert(run_records::add(self.history, &transaction, run)?);
        let Committed { written, removed } = transaction.commit()?;
        let new: BTreeSet<&PathBuf> = written.iter().collect();
        let first = results.into_iter().filter(|path| new.contains(path));
        let others = written.iter().filter(|path| !listed.contains(*path)).cloned();
        Ok(Committed { written: first.chain(others).collect(), removed })
    }

    /// Returns the manifest of the inputs and outputs.
    pub(crate) fn manifest(&self, inputs: Vec<Input>, outputs: Vec<FileDigest>) -> Manifest {
        let scope = &self.outcome.case.scope;
        Manifest {
            tool: Tool::this(),
            plan: PlanId { id: scope.plan.id.clone(), sha256: scope.plan.sha256.clone() },
            period: scope.period.code.clone(),
            as_of: scope.as_of,
            lang: self.lang,
            annexes: self.annexes,
            inputs,
            outputs,
            reminders: Vec::new(),
            since: None,
        }
    }

    /// Returns the record of the run, which gets its number when it is written.
    pub(crate) fn record(
        &self,
        manifest: Manifest,
        started: DateTime<Utc>,
        stages: Vec<Stage>,
    ) -> Run {
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
        Run {
            schema: SCHEMA,
            number: 0,
            command: self.command.to_owned(),
            started,
            manifest,
            counts,
            stages,
            exit_code: self.exit_code,
        }
    }
}
