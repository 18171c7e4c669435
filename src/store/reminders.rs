//! Manages reminders of earlier runs in `don-doc/`: a reminder that differs only in its day is not
//! rewritten, and edits by the office are never lost.

use super::history::History;
use super::run_records;
use super::transaction::Transaction;
use crate::docx;
use crate::error::Error;
use crate::letter::{self, Days};
use crate::model::record::{FileDigest, Manifest, Reminder};
use crate::outcome::Outcome;
use crate::text::Lang;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Decides which reminders of an earlier run are kept, replaced or saved.
pub(crate) struct Reminders {
    /// Days of the reminders that are kept.
    pub days: Days,
    as_of: NaiveDate,
    /// Fingerprint of the content of each reminder, by its name within the results.
    matters: BTreeMap<String, String>,
    /// Names of all reminders of this and earlier runs.
    names: BTreeSet<String>,
    /// Reminders that stay unchanged.
    kept: BTreeMap<String, Kept>,
    /// Copies of replaced reminders that the office edited.
    saved: Vec<(PathBuf, Vec<u8>)>,
}

/// A reminder that stays unchanged.
struct Kept {
    digest: FileDigest,
    by_hand: bool,
}

impl Reminders {
    /// Compares the existing reminders with the record of the previous run.
    ///
    /// # Errors
    /// Returns an error if a reminder cannot be read or laid out.
    pub(crate) fn read(
        outcome: &Outcome<'_>,
        lang: Lang,
        history: &History,
    ) -> Result<Self, Error> {
        let (revision, as_of) = (history.revisions.open, outcome.case.scope.as_of);
        let folder = history.folder(revision);
        // without a readable record, the office may have edited any reminder
        let past = Past(run_records::last(history).ok().flatten().map(|(_, run)| run.manifest));
        let name_of = |name: &str| history.name(&folder.join(name));
        let matters = letter::matters(outcome, lang, revision);
        let stands = |(name, matter): (&String, &String)| {
            let earlier = past.reminder(&name_of(name))?;
            (earlier.matter == *matter && earlier.as_of <= as_of)
                .then(|| (name.clone(), earlier.as_of))
        };
        let days: Days = matters.iter().filter_map(stands).collect();
        let laid = letter::reminders(outcome, lang, revision, &days).into_iter();
        let laid: BTreeMap<String, Vec<u8>> = laid
            .map(|written| Ok((written.path, docx::write(&written.letter)?)))
            .collect::<Result<_, Error>>()?;
        let mut reminders = Self {
            days,
            as_of,
            matters,
            names: BTreeSet::new(),
            kept: BTreeMap::new(),
            saved: Vec::new(),
        };
        // earlier reminders may have been written for extensions that were withdrawn
        let mut names: BTreeSet<String> = letter::reminder_names(outcome)
            .map(|name| format!("{}/{name}", letter::REMINDERS))
            .collect();
        names.extend(past.names(&history.name(&folder)));
        reminders.names.clone_from(&names);
        for name in names {
            let Some(bytes) = bytes(&folder.join(&name))? else {
                reminders.days.remove(&name);
                continue;
            };
            let digest = FileDigest::new(name_of(&name), &bytes);
            let (as_written, ours) = (laid.get(&name) == Some(&bytes), past.wrote(&digest));
            if as_written || reminders.days.contains_key(&name) && !ours {
                reminders.kept.insert(name, Kept { digest, by_hand: !as_written });
                continue;
            }
            reminders.days.remove(&name);
            if !ours {
                reminders.saved.extend(copy_of(&folder.join(name), bytes)?);
            }
        }
        Ok(reminders)
    }

    /// Returns the names of earlier reminders that do not stay unchanged.
    pub(crate) fn replaced(&self) -> impl Iterator<Item = String> {
        self.names.iter().filter(|name| !self.kept.contains_key(*name)).cloned()
    }

    /// Returns the digest of a reminder that stays unchanged.
    pub(crate) fn kept_digest(&self, name: &str) -> Option<&FileDigest> {
        self.kept.get(name).map(|kept| &kept.digest)
    }

    /// Returns the record of a file, if it is a reminder.
    pub(crate) fn recorded(&self, name: &str, laid: &FileDigest) -> Option<Reminder> {
        let as_of = self.days.get(name).copied().unwrap_or(self.as_of);
        let matter = self.matters.get(name)?.clone();
        Some(Reminder { file: laid.file.clone(), matter, as_of, sha256: laid.sha256.clone() })
    }

    /// Saves copies of replaced reminders that the office edited.
    ///
    /// # Errors
    /// Returns [`Error::Write`] if they cannot be written.
    pub(crate) fn save_copies(&self, transaction: &Transaction<'_>) -> Result<(), Error> {
        self.saved
            .iter()
            .try_for_each(|(path, bytes)| transaction.add(path.clone(), bytes).map(drop))
    }

    /// Returns the number of reminders that stay unchanged because they are of earlier days or were
    /// edited.
    pub(crate) fn kept_count(&self) -> usize {
        let of_today = |name: &String| self.days.get(name).is_none_or(|day| *day == self.as_of);
        self.kept.iter().filter(|(name, kept)| kept.by_hand || !of_today(name)).count()
    }

    /// Returns the paths of copies of edited reminders.
    pub(crate) fn saved_copies(&self) -> impl ExactSizeIterator<Item = &Path> {
        self.saved.iter().map(|(path, _)| path.as_path())
    }
}

/// Returns the days of recorded reminders, by their names within the folder of results.
pub(crate) fn days(reminders: &[Reminder], folder: &str) -> Days {
    let within = |file: &str| Some(file.strip_prefix(folder)?.trim_start_matches('/').to_owned());
    reminders
        .iter()
        .filter_map(|reminder| Some((within(&reminder.file)?, reminder.as_of)))
        .collect()
}

/// Manifest of the previous run.
struct Past(Option<Manifest>);

impl Past {
    fn reminder(&self, file: &str) -> Option<&Reminder> {
        self.0.as_ref()?.reminders.iter().find(|reminder| reminder.file == file)
    }

    /// Returns the names of reminders within the folder of results.
    fn names(&self, folder: &str) -> Vec<String> {
        let recorded = self.0.iter().flat_map(|manifest| &manifest.reminders);
        recorded
            .filter_map(|reminder| {
                Some(reminder.file.strip_prefix(folder)?.strip_prefix('/')?.to_owned())
            })
            .collect()
    }

    /// Returns whether a file is unchanged since the program wrote it. Records of earlier versions
    /// list reminders only among the outputs.
    fn wrote(&self, digest: &FileDigest) -> bool {
        match self.reminder(&digest.file) {
            Some(reminder) => reminder.sha256 == digest.sha256,
            None => self.0.as_ref().is_some_and(|manifest| manifest.outputs.contains(digest)),
        }
    }
}

/// Returns a new path for a copy of a file; `None` if a copy with this content exists.
fn copy_of(path: &Path, kept: Vec<u8>) -> Result<Option<(PathBuf, Vec<u8>)>, Error> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    for number in 1_u32.. {
        let number = if number == 1 { String::new() } else { format!(" {number}") };
        let place = path.with_file_name(format!("{stem} (đã sửa tay{number}).docx"));
        match bytes(&place)? {
            Some(there) if there == kept => return Ok(None),
            Some(_) => {}
            None => return Ok(Some((place, kept))),
        }
    }
    Ok(None)
}

/// Reads a file, `None` if it does not exist.
fn bytes(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::read(path, error)),
    }
}
