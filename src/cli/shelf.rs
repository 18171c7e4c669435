//! What was received, period by period, and the results of the period before: as they are in the workspace now, or as they were
//! recorded.

use super::history::History;
use super::results::FACTS;
use super::workspace::{INBOX, Workspace};
use crate::error::Error;
use crate::model::id::PeriodCode;
use crate::model::record::Part;
use crate::model::submission::Submission;
use crate::read::{InputFile, Reader, inbox, misplaced_files};

/// Where a run takes its files from.
pub(super) struct Shelf<'s> {
    pub(super) workspace: &'s Workspace,
    pub(super) reader: &'s Reader<'s>,
    /// The files of a record; where there is none, those that are there now.
    pub(super) recorded: Option<&'s [InputFile]>,
}

impl Shelf<'_> {
    /// The reports received for a period.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub(super) fn received(
        &self,
        period: &PeriodCode,
        seen: &(dyn Fn(usize) + Sync),
    ) -> Result<Vec<Submission>, Error> {
        let folder = format!("{INBOX}/{period}/");
        let found: Vec<InputFile> = match self.recorded {
            Some(all) => {
                all.iter().filter(|found| found.name.starts_with(&folder)).cloned().collect()
            }
            // copies of a workspace may leave its empty folders out: what is not there holds no file that could not be read
            None => Some(self.workspace.root.join(&folder))
                .filter(|folder| folder.try_exists().unwrap_or(true))
                .map_or_else(|| Ok(Vec::new()), |folder| inbox(&self.workspace.root, &folder))?,
        };
        Ok(self.reader.all(&found, seen))
    }

    /// The files of the inbox that lie in no period's folder, of this year's plan or of another's.
    pub(super) fn misplaced_files(&self) -> Vec<String> {
        let (root, periods) = (&self.workspace.root, &self.workspace.plan.periods);
        let is_period = |name: &str| periods.iter().any(|period| period.code.is_like(name));
        misplaced_files(root, &root.join(INBOX), is_period)
    }

    /// The name and the bytes of a period's results, where there are any.
    ///
    /// # Errors
    /// Where they are there and cannot be read.
    pub(super) fn results(&self, period: &PeriodCode) -> Result<Option<(String, Vec<u8>)>, Error> {
        if self.recorded.is_some() {
            let kept = self.workspace.office.bytes(Part::Earlier);
            return Ok(kept
                .filter(|(name, _)| name.contains(&format!("/{period}/")))
                .map(|(name, bytes)| (name.to_owned(), bytes.to_vec())));
        }
        let history = History::of(&self.workspace.root, period)?;
        let path = history.folder(history.standing.newest).join(FACTS);
        if !path.is_file() {
            return Ok(None);
        }
        let bytes = std::fs::read(&path).map_err(|error| Error::read(&path, error))?;
        Ok(Some((history.name(&path), bytes)))
    }
}
