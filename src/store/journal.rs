//! Defines the journal of a transaction: the moves of temporary files and the removals that follow.
//! Once it is on the disk, the transaction is committed; if this run is interrupted, the next one
//! completes it.

use super::{file_system, temp_file};
use crate::error::{Error, IoCause, system_message};
use crate::msg;
use crate::read::hash_of_file;
use crate::text::Message;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Component, Path, PathBuf};

/// Name of the journal, in the folder of the lock: a workspace has at most one.
pub(crate) const NAME: &str = ".dang-ghi.json";
const SCHEMA: u32 = 1;

/// Committed transaction that is being put in place. Paths are relative to the workspace, with `/`.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Journal {
    schema: u32,
    /// Command that wrote the files.
    pub command: String,
    pub(super) moves: Vec<Move>,
    pub(super) removals: Vec<String>,
}

/// Temporary file with its destination.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Move {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) sha256: String,
    /// Whether the destination did not exist.
    pub(super) new: bool,
}

impl Journal {
    pub(super) fn new(command: &str) -> Self {
        Self {
            schema: SCHEMA,
            command: command.to_owned(),
            moves: Vec::new(),
            removals: Vec::new(),
        }
    }

    /// Returns the number of files that it moves or removes.
    pub(crate) fn len(&self) -> usize {
        self.moves.len() + self.removals.len()
    }

    /// Writes the journal to the disk, whole or not at all.
    ///
    /// # Errors
    /// Returns the error of the disk; nothing is committed then.
    pub(super) fn persist(&self, results: &Path) -> std::io::Result<()> {
        let place = results.join(NAME);
        let mut file = temp_file::create(&place)?;
        file.write_all(&serde_json::to_vec(self)?)?;
        file.as_file().sync_all()?;
        let mut file = file.into_temp_path();
        file_system::rename(&file, &place)?;
        file.disable_cleanup(true);
        // a journal that may not be on the disk commits nothing
        file_system::flush_folder(results)
            .inspect_err(|_| file_system::remove(&place).unwrap_or_default())
    }

    /// Reads the journal that an earlier run left, if any.
    ///
    /// # Errors
    /// Returns an error if it cannot be read or this program did not write it.
    pub(crate) fn load(results: &Path) -> std::io::Result<Option<Self>> {
        let bytes = match std::fs::read(results.join(NAME)) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            bytes => bytes?,
        };
        let journal: Self = serde_json::from_slice(&bytes)?;
        if journal.schema == SCHEMA && journal.is_safe() {
            Ok(Some(journal))
        } else {
            Err(std::io::ErrorKind::InvalidData.into())
        }
    }

    /// Returns whether all paths are within the workspace and it moves only temporary files of this
    /// program.
    fn is_safe(&self) -> bool {
        let within = |name: &str| {
            !name.is_empty()
                && Path::new(name).components().all(|step| matches!(step, Component::Normal(_)))
        };
        let own = |name: &str| {
            name.rsplit('/').next().is_some_and(|name| name.starts_with(temp_file::PREFIX))
        };
        self.moves.iter().all(|step| within(&step.from) && within(&step.to) && own(&step.from))
            && self.removals.iter().all(|name| within(name))
    }

    /// Completes an interrupted transaction and returns the files that differ from what the
    /// interrupted run wrote, because someone created another file in their place or the disk lost
    /// them. Can be repeated.
    ///
    /// # Errors
    /// Returns an error if a file cannot be put in place.
    pub(crate) fn recover(&mut self, root: &Path) -> Result<Vec<String>, Error> {
        let mut altered = Vec::new();
        for step in std::mem::take(&mut self.moves) {
            let (from, to) = (root.join(&step.from), root.join(&step.to));
            match (from.exists(), to.exists()) {
                (false, true) => {}
                (true, there) if hash_of_file(&from).0 == step.sha256 && !(step.new && there) => {
                    self.moves.push(step);
                }
                _ => {
                    let _ = file_system::remove(&from);
                    altered.push(step.to);
                }
            }
        }
        self.apply(root)?;
        Ok(altered)
    }

    /// Moves all files to their destinations, removes obsolete ones and flushes the folders.
    ///
    /// # Errors
    /// Returns an error if a file cannot be put in place; the journal stays for the next run.
    pub(super) fn apply(&self, root: &Path) -> Result<(), Error> {
        for step in &self.moves {
            let to = root.join(&step.to);
            file_system::rename(&root.join(&step.from), &to)
                .map_err(|error| incomplete_commit_error(&to, &error))?;
        }
        for name in &self.removals {
            let path = root.join(name);
            file_system::remove(&path).map_err(|error| incomplete_commit_error(&path, &error))?;
        }
        let places = self.moves.iter().map(|step| &step.to).chain(&self.removals);
        let folders: BTreeSet<PathBuf> =
            places.filter_map(|name| Some(root.join(name).parent()?.to_owned())).collect();
        let there = folders.iter().filter(|folder| folder.is_dir());
        there.into_iter().try_for_each(|folder| {
            file_system::flush_folder(folder)
                .map_err(|error| incomplete_commit_error(folder, &error))
        })
    }

    /// Deletes the journal of a completed set.
    ///
    /// # Errors
    /// Returns an error if it cannot be deleted.
    pub(crate) fn discard(results: &Path) -> Result<(), Error> {
        let path = results.join(NAME);
        file_system::remove(&path)
            .and_then(|()| file_system::flush_folder(results))
            .map_err(|error| error_in_place(&path, &error))
    }
}

/// Returns the error of a step that failed after the new files were in place.
pub(super) fn error_in_place(path: &Path, error: &std::io::Error) -> Error {
    let (shown, Message { vi, en }) = (path.display(), system_message(error));
    msg!(
        "Kết quả mới đã ở đúng chỗ, nhưng việc sau đó không xong: {shown} ({vi}). Chạy lại để làm nốt.",
        "The new results are in their places, but the next step failed: {shown} ({en}). Run again to finish."
    )
    .into()
}

/// Returns the error of a committed set that is not in place.
fn incomplete_commit_error(path: &Path, error: &std::io::Error) -> Error {
    let (shown, cause) = (path.display(), IoCause::from_error(error));
    let Message { vi: why, en: why_en } = system_message(error);
    let Message { vi, en } = cause.remedy();
    msg!(
        "Kết quả mới đã ghi đủ ra đĩa nhưng chưa đưa được vào chỗ: {shown} ({why}).\n{vi} Lần chạy sau làm nốt việc này trước mọi việc khác; không mất gì.",
        "The new results are written in full but could not be put in place: {shown} ({why_en}).\n{en} The next run finishes this before anything else; nothing is lost."
    )
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::record::FileDigest;

    fn journal(folder: &Path, new: bool) -> Journal {
        std::fs::create_dir_all(folder.join("ket-qua")).unwrap();
        std::fs::write(folder.join("ket-qua/.tonghop-a"), "new").unwrap();
        let sha256 = FileDigest::new(String::new(), b"new").sha256;
        let step =
            Move { from: "ket-qua/.tonghop-a".to_owned(), to: "ket-qua/a".to_owned(), sha256, new };
        Journal {
            moves: vec![step],
            removals: vec!["ket-qua/b".to_owned()],
            ..Journal::new("consolidate")
        }
    }

    fn contents(folder: &Path) -> Vec<String> {
        let names = ["a", "b", ".tonghop-a"].into_iter();
        names
            .map(|name| {
                std::fs::read_to_string(folder.join("ket-qua").join(name)).unwrap_or_default()
            })
            .collect()
    }

    #[test]
    fn a_journal_can_be_applied_repeatedly() {
        let folder = tempfile::TempDir::new().unwrap();
        let (root, results) = (folder.path(), folder.path().join("ket-qua"));
        let journal = journal(root, false);
        std::fs::write(results.join("a"), "old").unwrap();
        std::fs::write(results.join("b"), "gone").unwrap();
        journal.persist(&results).unwrap();
        for _ in 0..2 {
            let mut left = Journal::load(&results).unwrap().unwrap();
            assert_eq!((left.len(), left.command.as_str()), (2, "consolidate"));
            assert!(left.recover(root).unwrap().is_empty());
            assert_eq!(contents(root), ["new", "", ""]);
        }
        Journal::discard(&results).unwrap();
        assert!(Journal::load(&results).unwrap().is_none());
    }

    #[test]
    fn recovery_completes_a_run_interrupted_at_any_step() {
        for stopped in 0..=3 {
            let folder = tempfile::TempDir::new().unwrap();
            let mut journal = journal(folder.path(), true);
            let place = |name: &str| folder.path().join("ket-qua").join(name);
            for name in ["c", "d"] {
                std::fs::write(place(name), "old").unwrap();
                std::fs::write(place(&format!(".tonghop-{name}")), name).unwrap();
                let sha256 = FileDigest::new(String::new(), name.as_bytes()).sha256;
                let (from, to) = (format!("ket-qua/.tonghop-{name}"), format!("ket-qua/{name}"));
                journal.moves.push(Move { from, to, sha256, new: false });
            }
            std::fs::write(place("b"), "gone").unwrap();
            for step in journal.moves.iter().take(stopped) {
                std::fs::rename(folder.path().join(&step.from), folder.path().join(&step.to))
                    .unwrap();
            }
            assert_eq!(journal.recover(folder.path()).unwrap().len(), 0, "{stopped}");
            let there = ["a", "c", "d"].map(|name| std::fs::read_to_string(place(name)).unwrap());
            assert_eq!(
                (there, std::fs::read_dir(place("")).unwrap().count()),
                (["new", "c", "d"].map(str::to_owned), 3),
                "{stopped}"
            );
        }
    }

    #[test]
    fn recovery_does_not_replace_changed_or_lost_files() {
        for (new, ready) in [(true, "new"), (false, "ne")] {
            let folder = tempfile::TempDir::new().unwrap();
            let mut journal = journal(folder.path(), new);
            std::fs::write(folder.path().join("ket-qua/a"), "old").unwrap();
            std::fs::write(folder.path().join("ket-qua/.tonghop-a"), ready).unwrap();
            assert_eq!(journal.recover(folder.path()).unwrap(), ["ket-qua/a"]);
            assert_eq!(contents(folder.path()), ["old", "", ""], "{new} {ready}");
        }
    }

    #[test]
    fn a_journal_with_paths_outside_the_workspace_is_rejected() {
        let folder = tempfile::TempDir::new().unwrap();
        let results = folder.path().join("ket-qua");
        let text = serde_json::to_string(&journal(folder.path(), false)).unwrap();
        for (old, new) in [
            ("ket-qua/b", "../b"),
            ("ket-qua/a", "/a"),
            ("ket-qua/.tonghop-a", "ke-hoach.toml"),
            ("\"schema\":1", "\"schema\":2"),
            ("{", ""),
        ] {
            std::fs::write(results.join(NAME), text.replacen(old, new, 1)).unwrap();
            assert!(Journal::load(&results).is_err(), "{old} {new}");
        }
        std::fs::write(results.join(NAME), text).unwrap();
        assert!(Journal::load(&results).unwrap().is_some());
    }
}
