//! Files that appear together. All are written beside their places first and flushed; then the [`Journal`] decides, and all are
//! put in place. Whatever stops the run before that leaves everything as it was; after it, the next run goes on to the end.

use super::journal::{BESIDE, Journal, Move, in_place};
use super::sink::Sink;
use crate::cli::lock::Held;
use crate::cli::platform;
use crate::error::Error;
use crate::model::record::Stamp;
use crate::read::hash_of_file;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tempfile::{NamedTempFile, TempPath};

/// A set of files, each whole, all or none. Files may be added from several threads. Files of an earlier run that are no longer
/// called for go when the new ones are in their places.
pub(in crate::cli) struct Outputs<'h> {
    held: &'h Held,
    files: Mutex<BTreeMap<PathBuf, Lying>>,
    own: BTreeSet<PathBuf>,
}

/// Where a file of the set lies.
enum Lying {
    /// Beside its place.
    Beside(TempPath, Stamp),
    /// In its place: it is what an earlier run wrote, byte for byte, and is not written again.
    InPlace,
}

/// What a run did to the disk.
pub(in crate::cli) struct Done {
    /// The files written, by path.
    pub(in crate::cli) written: Vec<PathBuf>,
    /// The files of an earlier run removed.
    pub(in crate::cli) removed: Vec<PathBuf>,
}

impl<'h> Outputs<'h> {
    /// No files yet. Only who holds the workspace may write into it.
    pub(in crate::cli) const fn of(held: &'h Held) -> Self {
        Self { held, files: Mutex::new(BTreeMap::new()), own: BTreeSet::new() }
    }

    /// Takes a file's bytes, not yet to their place.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub(in crate::cli) fn add(&self, path: PathBuf, bytes: &[u8]) -> Result<Stamp, Error> {
        let stamp = Stamp::of(self.held.name(&path), bytes);
        if stands(&path, &stamp) {
            self.take(path, Lying::InPlace);
            return Ok(stamp);
        }
        let written = beside_within(self.held.root(), &path)
            .and_then(|mut file| file.write_all(bytes).map(|()| file.into_temp_path()));
        let lying =
            Lying::Beside(written.map_err(|error| Error::write(&path, error))?, stamp.clone());
        self.take(path, lying);
        Ok(stamp)
    }

    /// Takes a file as it is being made, for one that is too large to be held in memory.
    ///
    /// # Errors
    /// [`Error::Write`] where the disk takes no more, otherwise what `fill` says.
    pub(in crate::cli) fn stream(
        &self,
        path: PathBuf,
        fill: impl FnOnce(&mut dyn Write) -> Result<(), Error>,
    ) -> Result<Stamp, Error> {
        let (to, lying) = beside_within(self.held.root(), &path)
            .map_err(|error| Error::write(&path, error))?
            .into_parts();
        let mut sink = Sink::into_file(to);
        let filled = fill(&mut sink);
        let (sha256, bytes) = sink.finish().map_err(|error| Error::write(&path, error))?;
        filled?;
        let stamp = Stamp { file: self.held.name(&path), sha256, bytes };
        let lying = if stands(&path, &stamp) {
            Lying::InPlace
        } else {
            Lying::Beside(lying, stamp.clone())
        };
        self.take(path, lying);
        Ok(stamp)
    }

    fn take(&self, path: PathBuf, lying: Lying) {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(path, lying);
    }

    /// Names files of a folder that are this program's own: one that lies there from an earlier run and is not written in this
    /// one is removed. A file of any other name is never touched.
    pub(in crate::cli) fn own(&mut self, folder: &Path, names: impl IntoIterator<Item = String>) {
        self.own.extend(names.into_iter().map(|name| folder.join(name)));
    }

    /// Has all that was added on the disk, not yet in its place. What is added later is flushed when the set appears.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub(in crate::cli) fn flush(&self) -> Result<(), Error> {
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        self.flushed(&files)
    }

    fn flushed(&self, files: &BTreeMap<PathBuf, Lying>) -> Result<(), Error> {
        let lying = files.iter().filter_map(|(to, lying)| Some(from(to, lying.beside()?.0)));
        let lying: Vec<PathBuf> = lying.collect();
        let Some(first) = lying.first() else {
            return Ok(());
        };
        // a folder that was just made must lie in the one above it
        let above = |path: &'_ Path| {
            path.ancestors()
                .skip(1)
                .take_while(|folder| folder.starts_with(self.held.root()))
                .map(Path::to_owned)
                .collect()
        };
        let folders: BTreeSet<PathBuf> =
            lying.iter().flat_map(|path| -> Vec<PathBuf> { above(path) }).collect();
        let all: Vec<&Path> = lying.iter().map(PathBuf::as_path).collect();
        platform::flush(&all, folders.iter().map(PathBuf::as_path))
            .map_err(|error| Error::write(first, error))
    }

    /// Puts every file in its place, then removes what is no longer called for.
    ///
    /// # Errors
    /// [`Error::Write`], and everything is as it was before; or why files that were decided are not all in their places.
    pub(in crate::cli) fn appear(self) -> Result<Done, Error> {
        let files = std::mem::take(&mut *self.files.lock().unwrap_or_else(PoisonError::into_inner));
        self.flushed(&files)?;
        let removed: Vec<PathBuf> = self
            .own
            .iter()
            .filter(|path| !files.contains_key(*path) && path.is_file())
            .cloned()
            .collect();
        let written: Vec<PathBuf> = files.keys().cloned().collect();
        let journal = self.journal(&files, &removed)?;
        let (root, results) = (self.held.root(), self.held.results());
        match (journal.moves.as_slice(), journal.removals.as_slice()) {
            ([], []) => {}
            // a file by itself needs no journal: the system puts it in place or does not
            ([_], []) => put_one(files)?,
            _ => {
                journal.decide(&results).map_err(|error| Error::write(&results, error))?;
                files.into_values().for_each(Lying::keep);
                journal.carry_out(root)?;
                Journal::forget(&results)?;
            }
        }
        Ok(Done { written, removed })
    }

    /// What is to be done, where nothing stands in the way of it.
    fn journal(
        &self,
        files: &BTreeMap<PathBuf, Lying>,
        removed: &[PathBuf],
    ) -> Result<Journal, Error> {
        let name = |path: &Path| from_root(self.held.root(), path);
        let mut journal = Journal::new(self.held.command());
        for (to, lying) in files {
            if let Some((beside, stamp)) = lying.beside() {
                let new = !platform::replaceable(to).map_err(|error| Error::write(to, error))?;
                journal.moves.push(Move {
                    from: name(&from(to, beside)),
                    to: name(to),
                    sha256: stamp.sha256.clone(),
                    new,
                });
            }
        }
        for path in removed {
            platform::replaceable(path).map_err(|error| Error::write(path, error))?;
            journal.removals.push(name(path));
        }
        Ok(journal)
    }
}

impl Lying {
    fn beside(&self) -> Option<(&TempPath, &Stamp)> {
        match self {
            Self::Beside(path, stamp) => Some((path, stamp)),
            Self::InPlace => None,
        }
    }

    /// From here on the file is the journal's.
    fn keep(self) {
        if let Self::Beside(mut path, _) = self {
            path.disable_cleanup(true);
        }
    }
}

fn put_one(files: BTreeMap<PathBuf, Lying>) -> Result<(), Error> {
    for (to, lying) in files {
        if let Some((from, _)) = lying.beside() {
            let folder = to.parent().unwrap_or(Path::new("."));
            platform::put(from, &to).map_err(|error| Error::write(&to, error))?;
            platform::flush_folder(folder).map_err(|error| in_place(folder, &error))?;
            lying.keep();
        }
    }
    Ok(())
}

/// Where a file lies beside its place, told from where the place is told from: the library gives it in full.
fn from(to: &Path, beside: &TempPath) -> PathBuf {
    to.with_file_name(beside.file_name().unwrap_or_default())
}

/// A path from the workspace, as the journal writes it.
fn from_root(root: &Path, path: &Path) -> String {
    let steps = path
        .strip_prefix(root)
        .unwrap_or(path)
        .components()
        .map(|step| step.as_os_str().to_string_lossy());
    steps.collect::<Vec<_>>().join("/")
}

/// Whether a file is already what it is to be.
fn stands(path: &Path, stamp: &Stamp) -> bool {
    let same_size =
        path.symlink_metadata().is_ok_and(|about| about.is_file() && about.len() == stamp.bytes);
    same_size && hash_of_file(path).0 == stamp.sha256
}

/// The same, where the place lies within the folder of the workspace that it names: a link on the way is not followed out of it.
///
/// # Errors
/// Where it lies elsewhere, or cannot be made.
pub(in crate::cli) fn beside_within(root: &Path, path: &Path) -> io::Result<NamedTempFile<File>> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut place = root.to_owned();
    // the first folder may be a link that the office laid itself: its results may lie on another disk
    for step in folder.strip_prefix(root).unwrap_or(Path::new("")).components() {
        place.push(step);
        let is_deep = place.parent() != Some(root);
        if is_deep && place.symlink_metadata().is_ok_and(|about| about.is_symlink()) {
            return Err(io::Error::other(format!(
                "{} leads out of the workspace",
                place.display()
            )));
        }
    }
    beside(path)
}

/// A file beside the place where it will lie; it goes when nobody keeps it.
pub(in crate::cli) fn beside(path: &Path) -> io::Result<NamedTempFile<File>> {
    let folder = path.parent().unwrap_or(Path::new("."));
    platform::make_folder(folder)?;
    tempfile::Builder::new()
        .prefix(BESIDE)
        .make_in(folder, |path| platform::to_write().create_new(true).open(path))
}

#[cfg(test)]
mod tests;
