//! Writes sets of files together. Every file is first written to a temporary file in the folder of
//! its destination and flushed; then the [`Journal`] is persisted, and the files are put in place.
//! A run interrupted before that changes nothing; a run interrupted later is completed by the next
//! one.

mod hashing_writer;

use super::file_system;
use super::journal::{Journal, Move, error_in_place};
use super::lock::WorkspaceLock;
use super::temp_file::create_within;
use crate::error::Error;
use crate::model::record::FileDigest;
use crate::read::hash_of_file;
use hashing_writer::HashingWriter;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tempfile::TempPath;

/// Set of files that are written together or not at all. Files may be added from several threads.
pub(crate) struct Transaction<'l> {
    lock: &'l WorkspaceLock,
    files: Mutex<BTreeMap<PathBuf, Staged>>,
    obsolete: BTreeSet<PathBuf>,
}

/// File of the set.
enum Staged {
    /// Written to a temporary file.
    Temp(TempPath, FileDigest),
    /// Already in place with the same content.
    Unchanged,
}

/// Files that a run wrote and removed.
pub(crate) struct Committed {
    /// Files written, by path.
    pub written: Vec<PathBuf>,
    /// Removed files of an earlier run.
    pub removed: Vec<PathBuf>,
}

impl<'l> Transaction<'l> {
    /// Creates an empty set. Only the owner of the lock may write into a workspace.
    pub(crate) const fn new(lock: &'l WorkspaceLock) -> Self {
        Self { lock, files: Mutex::new(BTreeMap::new()), obsolete: BTreeSet::new() }
    }

    /// Adds a file with its content.
    ///
    /// # Errors
    /// Returns [`Error::Write`] if the temporary file cannot be written.
    pub(crate) fn add(&self, path: PathBuf, bytes: &[u8]) -> Result<FileDigest, Error> {
        let digest = FileDigest::new(self.lock.name(&path), bytes);
        if is_unchanged(&path, &digest) {
            self.insert(path, Staged::Unchanged);
            return Ok(digest);
        }
        let written = create_within(self.lock.root(), &path)
            .and_then(|mut file| file.write_all(bytes).map(|()| file.into_temp_path()));
        let temp = written.map_err(|error| Error::write(&path, error))?;
        self.insert(path, Staged::Temp(temp, digest.clone()));
        Ok(digest)
    }

    /// Adds a file while it is being written; the content is not held in memory.
    ///
    /// # Errors
    /// Returns [`Error::Write`] if the disk cannot be written, otherwise the error of `fill`.
    pub(crate) fn stream(
        &self,
        path: PathBuf,
        fill: impl FnOnce(&mut dyn Write) -> Result<(), Error>,
    ) -> Result<FileDigest, Error> {
        let (target, temp_path) = create_within(self.lock.root(), &path)
            .map_err(|error| Error::write(&path, error))?
            .into_parts();
        let mut writer = HashingWriter::new(target);
        let filled = fill(&mut writer);
        let (sha256, bytes) = writer.finish().map_err(|error| Error::write(&path, error))?;
        filled?;
        let digest = FileDigest { file: self.lock.name(&path), sha256, bytes };
        let staged = if is_unchanged(&path, &digest) {
            Staged::Unchanged
        } else {
            Staged::Temp(temp_path, digest.clone())
        };
        self.insert(path, staged);
        Ok(digest)
    }

    fn insert(&self, path: PathBuf, file: Staged) {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(path, file);
    }

    /// Marks files of this program as obsolete: those that exist and are not written in this run
    /// are removed. Other files are not touched.
    pub(crate) fn remove_unless_written(
        &mut self,
        folder: &Path,
        names: impl IntoIterator<Item = String>,
    ) {
        self.obsolete.extend(names.into_iter().map(|name| folder.join(name)));
    }

    /// Flushes the temporary files added so far to the disk; [`commit`](Self::commit) flushes later ones.
    ///
    /// # Errors
    /// Returns [`Error::Write`] if the disk fails.
    pub(crate) fn flush(&self) -> Result<(), Error> {
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        self.flush_files(&files)
    }

    fn flush_files(&self, files: &BTreeMap<PathBuf, Staged>) -> Result<(), Error> {
        let temps: Vec<PathBuf> =
            files.iter().filter_map(|(to, staged)| Some(path_of(to, staged.temp()?.0))).collect();
        let Some(first) = temps.first() else {
            return Ok(());
        };
        // a new folder must be flushed in its parent
        let parents = |path: &'_ Path| -> Vec<PathBuf> {
            path.ancestors()
                .skip(1)
                .take_while(|folder| folder.starts_with(self.lock.root()))
                .map(Path::to_owned)
                .collect()
        };
        let folders: BTreeSet<PathBuf> = temps.iter().flat_map(|path| parents(path)).collect();
        let all: Vec<&Path> = temps.iter().map(PathBuf::as_path).collect();
        file_system::flush(&all, folders.iter().map(PathBuf::as_path))
            .map_err(|error| Error::write(first, error))
    }

    /// Puts every file in place, then removes obsolete ones.
    ///
    /// # Errors
    /// Returns [`Error::Write`] if nothing was changed, or another error if the next run has to complete the set.
    pub(crate) fn commit(self) -> Result<Committed, Error> {
        let files = std::mem::take(&mut *self.files.lock().unwrap_or_else(PoisonError::into_inner));
        self.flush_files(&files)?;
        let removed: Vec<PathBuf> = self
            .obsolete
            .iter()
            .filter(|path| !files.contains_key(*path) && path.is_file())
            .cloned()
            .collect();
        let written: Vec<PathBuf> = files.keys().cloned().collect();
        let journal = self.journal(&files, &removed)?;
        let (root, results) = (self.lock.root(), self.lock.results());
        match (journal.moves.as_slice(), journal.removals.as_slice()) {
            ([], []) => {}
            // renaming a single file is atomic and needs no journal
            ([_], []) => move_into_place(files)?,
            _ => {
                journal.persist(&results).map_err(|error| Error::write(&results, error))?;
                files.into_values().for_each(Staged::keep);
                journal.apply(root)?;
                Journal::discard(&results)?;
            }
        }
        Ok(Committed { written, removed })
    }

    /// Returns the journal, after checking that every destination can be replaced.
    fn journal(
        &self,
        files: &BTreeMap<PathBuf, Staged>,
        removed: &[PathBuf],
    ) -> Result<Journal, Error> {
        let name = |path: &Path| from_root(self.lock.root(), path);
        let mut journal = Journal::new(self.lock.command());
        for (to, staged) in files {
            if let Some((temp, digest)) = staged.temp() {
                let new = !file_system::replaceable(to).map_err(|error| Error::write(to, error))?;
                journal.moves.push(Move {
                    from: name(&path_of(to, temp)),
                    to: name(to),
                    sha256: digest.sha256.clone(),
                    new,
                });
            }
        }
        for path in removed {
            file_system::replaceable(path).map_err(|error| Error::write(path, error))?;
            journal.removals.push(name(path));
        }
        Ok(journal)
    }
}

impl Staged {
    fn temp(&self) -> Option<(&TempPath, &FileDigest)> {
        match self {
            Self::Temp(path, digest) => Some((path, digest)),
            Self::Unchanged => None,
        }
    }

    /// Passes the temporary file to the journal.
    fn keep(self) {
        if let Self::Temp(mut path, _) = self {
            path.disable_cleanup(true);
        }
    }
}

fn move_into_place(files: BTreeMap<PathBuf, Staged>) -> Result<(), Error> {
    for (to, staged) in files {
        if let Some((from, _)) = staged.temp() {
            let folder = to.parent().unwrap_or(Path::new("."));
            file_system::rename(from, &to).map_err(|error| Error::write(&to, error))?;
            file_system::flush_folder(folder).map_err(|error| error_in_place(folder, &error))?;
            staged.keep();
        }
    }
    Ok(())
}

/// Returns the path of a temporary file, relative if its destination is; the library returns an
/// absolute one.
fn path_of(to: &Path, temp: &TempPath) -> PathBuf {
    to.with_file_name(temp.file_name().unwrap_or_default())
}

/// Returns a path relative to the workspace, with `/`.
fn from_root(root: &Path, path: &Path) -> String {
    let steps = path
        .strip_prefix(root)
        .unwrap_or(path)
        .components()
        .map(|step| step.as_os_str().to_string_lossy());
    steps.collect::<Vec<_>>().join("/")
}

fn is_unchanged(path: &Path, digest: &FileDigest) -> bool {
    let same_size =
        path.symlink_metadata().is_ok_and(|about| about.is_file() && about.len() == digest.bytes);
    same_size && hash_of_file(path).0 == digest.sha256
}

#[cfg(test)]
mod tests;
