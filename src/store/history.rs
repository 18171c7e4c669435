//! Reads the revisions of a period's results and the record of closed results.

use super::layout::{FACTS, RESULTS};
use super::records::{self, damaged, pretty};
use super::transaction::Transaction;
use crate::error::Error;
use crate::model::id::PeriodCode;
use crate::model::record::{Closing, FileDigest, SCHEMA};
use crate::model::results::Results;
use crate::model::revision::{Revision, Revisions};
use crate::msg;
use crate::read::{hash_of_file, name_in_results};
use crate::text::Message;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Subfolder with the files that closing adds to a revision.
const CLOSED: &str = "chot";
/// Record of closed results, in that subfolder.
pub(crate) const CLOSING: &str = "chot.json";

/// Revisions of a period's results.
pub(crate) struct History {
    pub revisions: Revisions,
    root: PathBuf,
    period: PathBuf,
}

impl History {
    /// Reads the revisions in a period's folder of results.
    ///
    /// # Errors
    /// Returns an error if the folder exists and cannot be listed.
    pub(crate) fn read(root: &Path, period: &PeriodCode) -> Result<Self, Error> {
        let folder = root.join(RESULTS).join(period.as_str());
        let mut found = vec![Revision::FIRST];
        for name in records::names(&folder)? {
            found.extend(Revision::of_folder(&name));
        }
        let mut history =
            Self { revisions: Revisions::new(&[], &[]), root: root.to_owned(), period: folder };
        let holding = |history: &Self, file: &Path| -> Vec<Revision> {
            found
                .iter()
                .copied()
                .filter(|revision| history.folder(*revision).join(file).is_file())
                .collect()
        };
        history.revisions = Revisions::new(
            &holding(&history, &Path::new(CLOSED).join(CLOSING)),
            &holding(&history, Path::new(FACTS)),
        );
        Ok(history)
    }

    /// Returns the folder of a revision.
    pub(crate) fn folder(&self, revision: Revision) -> PathBuf {
        revision.folder().map_or_else(|| self.period.clone(), |name| self.period.join(name))
    }

    /// Returns the folder with the files that closing adds to a revision.
    pub(crate) fn closed_folder(&self, revision: Revision) -> PathBuf {
        self.folder(revision).join(CLOSED)
    }

    pub(crate) fn period_folder(&self) -> &Path {
        &self.period
    }

    /// Returns a path as records name it.
    pub(crate) fn name(&self, path: &Path) -> String {
        name_in_results(&self.root, path)
    }

    /// Reads the facts of a revision.
    ///
    /// # Errors
    /// Returns an error if they cannot be read or parsed.
    pub(crate) fn facts(&self, revision: Revision) -> Result<Results, Error> {
        let path = self.folder(revision).join(FACTS);
        facts(&path, &std::fs::read(&path).map_err(|error| Error::read(&path, error))?)
    }

    /// Reads the text of the facts of a revision.
    ///
    /// # Errors
    /// Returns an error if it cannot be read.
    pub(crate) fn text(&self, revision: Revision) -> Result<String, Error> {
        let path = self.folder(revision).join(FACTS);
        std::fs::read_to_string(&path).map_err(|error| Error::read(&path, error))
    }

    /// Reads the record of the last closed revision.
    ///
    /// # Errors
    /// Returns an error if the record is damaged.
    pub(crate) fn closing(&self) -> Result<Option<(Revision, Closing)>, Error> {
        let Some(revision) = self.revisions.closed else {
            return Ok(None);
        };
        let path = self.closed_folder(revision).join(CLOSING);
        let closing: Closing = records::read(&path)?;
        if closing.schema == SCHEMA {
            Ok(Some((revision, closing)))
        } else {
            Err(damaged(&path, "schema"))
        }
    }

    /// Adds the record of closing and the copies of the office's files to the transaction.
    ///
    /// # Errors
    /// Returns [`Error::Write`] if they cannot be written.
    pub(crate) fn close(
        &self,
        transaction: &Transaction<'_>,
        closing: &Closing,
        copies: &[(&'static str, Vec<u8>)],
    ) -> Result<(), Error> {
        let folder = self.closed_folder(self.revisions.open);
        for (name, bytes) in copies {
            transaction.add(folder.join(name), bytes)?;
        }
        transaction.add(folder.join(CLOSING), pretty(closing).as_bytes()).map(drop)
    }

    /// Returns the recorded files that have changed or are missing.
    pub(crate) fn changed_files<'s>(&self, digests: &'s [FileDigest]) -> Vec<&'s FileDigest> {
        digests
            .par_iter()
            .filter(|digest| hash_of_file(&self.root.join(&digest.file)).0 != digest.sha256)
            .collect()
    }
}

/// Parses the facts of a file.
///
/// # Errors
/// Returns an error that names the file if the content is not facts.
pub(crate) fn facts(path: &Path, bytes: &[u8]) -> Result<Results, Error> {
    let read = Results::parse(&String::from_utf8_lossy(bytes));
    read.map_err(|Message { vi, en }| {
        let path = path.display();
        msg!("Không dùng được {path}: {vi}.", "{path} cannot be used: {en}.").into()
    })
}
