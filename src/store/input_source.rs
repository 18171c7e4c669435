//! Received reports and results of previous periods, from the workspace or from a record.

use super::history::History;
use super::layout::{FACTS, INBOX};
use super::workspace::Workspace;
use crate::error::Error;
use crate::model::id::PeriodCode;
use crate::model::record::InputKind;
use crate::model::submission::Submission;
use crate::read::{InputFile, Reader, inbox, misplaced_files};

/// Source of the files that a run examines.
pub(crate) struct InputSource<'s> {
    pub workspace: &'s Workspace,
    pub reader: &'s Reader<'s>,
    /// Files of a record; `None` for the current ones.
    pub recorded: Option<&'s [InputFile]>,
}

impl InputSource<'_> {
    /// Reads the reports received for a period.
    ///
    /// # Errors
    /// Returns an error if a folder cannot be listed.
    pub(crate) fn received(
        &self,
        period: &PeriodCode,
        seen: &(dyn Fn(usize) + Sync),
    ) -> Result<Vec<Submission>, Error> {
        let folder = format!("{INBOX}/{period}/");
        let found: Vec<InputFile> = match self.recorded {
            Some(all) => {
                all.iter().filter(|found| found.name.starts_with(&folder)).cloned().collect()
            }
            // copies of a workspace may not contain its empty folders
            None => Some(self.workspace.root.join(&folder))
                .filter(|folder| folder.try_exists().unwrap_or(true))
                .map_or_else(|| Ok(Vec::new()), |folder| inbox(&self.workspace.root, &folder))?,
        };
        Ok(self.reader.all(&found, seen))
    }

    /// Returns the files in the inbox that are not in the folder of a period.
    pub(crate) fn misplaced_files(&self) -> Vec<String> {
        let (root, periods) = (&self.workspace.root, &self.workspace.plan.periods);
        let is_period =
            |name: &str| periods.iter().any(|period| period.code.matches_any_year(name));
        misplaced_files(root, &root.join(INBOX), is_period)
    }

    /// Returns the name and the content of a period's results, recorded as an input of a kind;
    /// `None` if there are none.
    ///
    /// # Errors
    /// Returns an error if they cannot be read.
    pub(crate) fn results(
        &self,
        period: &PeriodCode,
        kind: InputKind,
    ) -> Result<Option<(String, Vec<u8>)>, Error> {
        if self.recorded.is_some() {
            let kept = self.workspace.files.bytes(kind);
            return Ok(kept
                .filter(|(name, _)| name.contains(&format!("/{period}/")))
                .map(|(name, bytes)| (name.to_owned(), bytes.to_vec())));
        }
        let history = History::read(&self.workspace.root, period)?;
        let path = history.folder(history.revisions.newest).join(FACTS);
        if !path.is_file() {
            return Ok(None);
        }
        let bytes = std::fs::read(&path).map_err(|error| Error::read(&path, error))?;
        Ok(Some((history.name(&path), bytes)))
    }
}
