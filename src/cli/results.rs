//! The results of a period: what belongs to them, how they are written, and the record of the run that wrote them.

use super::history::History;
use super::output::{Console, Outputs};
use super::watch::Watch;
use super::workspace::Workspace;
use crate::book::sheets;
use crate::error::Error;
use crate::model::edition::Edition;
use crate::model::facts::{PlanId, Tool};
use crate::model::record::{Basis, Counts, Run, SCHEMA, Stamp};
use crate::model::severity::Severity;
use crate::outcome::Outcome;
use crate::render::json;
use crate::text::Lang;
use crate::xlsx;
use std::path::PathBuf;

/// The consolidated workbook.
const WORKBOOK: &str = "tong-hop.xlsx";
/// The same facts for programs.
pub(super) const FACTS: &str = "tong-hop.json";

/// Every file of a period's results: its name within their folder, and its bytes.
///
/// # Errors
/// Where one of them cannot be laid out.
pub(super) fn of(outcome: &Outcome<'_>, lang: Lang, edition: Edition) -> Result<Vec<(String, Vec<u8>)>, Error> {
    Ok(vec![
        (WORKBOOK.to_owned(), xlsx::write(&sheets::lay_out(outcome, lang, edition))?),
        (FACTS.to_owned(), json::document(outcome).into_bytes()),
    ])
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
    /// Writes the results into the folder of the open edition, and gives what they rest on and their paths.
    ///
    /// # Errors
    /// Where they cannot be written; earlier results are as they were.
    pub(super) fn publish(&self, watch: &mut Watch) -> Result<(Basis, Vec<PathBuf>), Error> {
        let folder = self.history.folder(self.history.standing.open);
        let mut outputs = Outputs::default();
        let mut stamps = Vec::new();
        for (name, bytes) in of(self.outcome, self.lang, self.history.standing.open)? {
            stamps.push(Stamp::of(self.history.name(&folder.join(&name)), &bytes));
            outputs.add(folder.join(name), &bytes)?;
        }
        watch.lap("lay-out");
        let written = outputs.appear()?;
        watch.lap("write");
        Ok((self.basis(stamps), written))
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
    pub(super) fn print(&self, console: &Console, written: &[PathBuf]) -> Result<(), Error> {
        if console.json {
            return console.print(&json::document(self.outcome));
        }
        if !console.quiet {
            console.print(&crate::render::terminal::summary(self.outcome, console.style()))?;
        }
        console.written(&self.workspace.root, written)
    }
}
