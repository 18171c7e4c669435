//! The journal of a set of files that is being put in place: what lies ready, where it goes, what is removed after. Once it is
//! on the disk the set is decided: whatever stops the run, the next one carries the journal out to its end.

use super::stage::beside;
use crate::cli::platform;
use crate::error::{Error, IoCause};
use crate::msg;
use crate::read::hash_of_file;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Component, Path, PathBuf};

/// The journal's name, beside the lock: there is one set at a time in a workspace.
pub(in crate::cli) const NAME: &str = ".dang-ghi.json";
/// How the names of files begin that are written and not yet in their places.
pub(in crate::cli) const BESIDE: &str = ".tonghop-";
/// The number of the schema.
const SCHEMA: u32 = 1;

/// A set of files that is being put in place.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::cli) struct Journal {
    schema: u32,
    /// The command that wrote them.
    pub(in crate::cli) command: String,
    /// What is put in place.
    pub(super) moves: Vec<Move>,
    /// What is removed after, from the workspace.
    pub(super) removals: Vec<String>,
}

/// A file that lies beside its place. The paths are from the workspace, with `/`.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Move {
    pub(super) from: String,
    pub(super) to: String,
    /// What it holds.
    pub(super) sha256: String,
    /// Whether there was nothing in its place.
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

    /// How many files it puts in place or removes.
    pub(in crate::cli) fn len(&self) -> usize {
        self.moves.len() + self.removals.len()
    }

    /// Has the journal on the disk, whole or not at all.
    ///
    /// # Errors
    /// Where it cannot be written: nothing is decided then.
    pub(super) fn decide(&self, results: &Path) -> std::io::Result<()> {
        let place = results.join(NAME);
        let mut file = beside(&place)?;
        file.write_all(&serde_json::to_vec(self)?)?;
        file.as_file().sync_all()?;
        let mut file = file.into_temp_path();
        platform::put(&file, &place)?;
        file.disable_cleanup(true);
        // what is not surely on the disk is not decided
        platform::flush_folder(results)
            .inspect_err(|_| platform::remove(&place).unwrap_or_default())
    }

    /// The journal that an earlier run left, if any.
    ///
    /// # Errors
    /// Where there is one and it cannot be read, or is none that this program wrote.
    pub(in crate::cli) fn left(results: &Path) -> std::io::Result<Option<Self>> {
        let bytes = match std::fs::read(results.join(NAME)) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            bytes => bytes?,
        };
        let journal: Self = serde_json::from_slice(&bytes)?;
        if journal.schema == SCHEMA && journal.is_sound() {
            Ok(Some(journal))
        } else {
            Err(std::io::ErrorKind::InvalidData.into())
        }
    }

    /// Whether all it names lies within the workspace, and all that it moves is this program's own.
    fn is_sound(&self) -> bool {
        let within = |name: &str| {
            !name.is_empty()
                && Path::new(name).components().all(|step| matches!(step, Component::Normal(_)))
        };
        let own = |name: &str| name.rsplit('/').next().is_some_and(|name| name.starts_with(BESIDE));
        self.moves.iter().all(|step| within(&step.from) && within(&step.to) && own(&step.from))
            && self.removals.iter().all(|name| within(name))
    }

    /// Goes on where an earlier run was stopped, and gives the files that are not what they should be: somebody made another in
    /// that place since, or the disk lost what it said it had. May be done again and again.
    ///
    /// # Errors
    /// As [`Journal::carry_out`].
    pub(in crate::cli) fn go_on(&mut self, root: &Path) -> Result<Vec<String>, Error> {
        let mut amiss = Vec::new();
        for step in std::mem::take(&mut self.moves) {
            let (from, to) = (root.join(&step.from), root.join(&step.to));
            match (from.exists(), to.exists()) {
                (false, true) => {}
                (true, there) if hash_of_file(&from).0 == step.sha256 && !(step.new && there) => {
                    self.moves.push(step);
                }
                _ => {
                    let _ = platform::remove(&from);
                    amiss.push(step.to);
                }
            }
        }
        self.carry_out(root)?;
        Ok(amiss)
    }

    /// Puts everything in its place, removes what is to go, and has all of it on the disk.
    ///
    /// # Errors
    /// Where a file cannot be put in place: the journal stays, and the next run goes on.
    pub(super) fn carry_out(&self, root: &Path) -> Result<(), Error> {
        for step in &self.moves {
            let to = root.join(&step.to);
            platform::put(&root.join(&step.from), &to).map_err(|error| halfway(&to, &error))?;
        }
        for name in &self.removals {
            let path = root.join(name);
            platform::remove(&path).map_err(|error| halfway(&path, &error))?;
        }
        let places = self.moves.iter().map(|step| &step.to).chain(&self.removals);
        let folders: BTreeSet<PathBuf> =
            places.filter_map(|name| Some(root.join(name).parent()?.to_owned())).collect();
        let there = folders.iter().filter(|folder| folder.is_dir());
        there.into_iter().try_for_each(|folder| {
            platform::flush_folder(folder).map_err(|error| halfway(folder, &error))
        })
    }

    /// Lets go of the journal: all it names is in place.
    ///
    /// # Errors
    /// Where it cannot be removed.
    pub(in crate::cli) fn forget(results: &Path) -> Result<(), Error> {
        let path = results.join(NAME);
        platform::remove(&path)
            .and_then(|()| platform::flush_folder(results))
            .map_err(|error| in_place(&path, &error))
    }
}

/// What failed after the new files were in their places.
pub(super) fn in_place(path: &Path, error: &std::io::Error) -> Error {
    let shown = path.display();
    msg!(
        "Kết quả mới đã ở đúng chỗ, nhưng việc sau đó không xong: {shown} ({error}). Chạy lại để làm nốt.",
        "The new results are in their places, but what follows could not be done: {shown} ({error}). Run again to finish it."
    )
    .into()
}

/// Why a set that was decided is not in its place.
fn halfway(path: &Path, error: &std::io::Error) -> Error {
    let (shown, trouble) = (path.display(), IoCause::from_error(error));
    let crate::text::Message { vi, en } = trouble.remedy();
    msg!(
        "Kết quả mới đã ghi đủ ra đĩa nhưng chưa đưa được vào chỗ: {shown} ({error}).\n{vi} Lần chạy sau làm nốt việc này trước mọi việc khác; không mất gì.",
        "The new results are written in full but could not be put in place: {shown} ({error}).\n{en} The next run finishes this before anything else; nothing is lost."
    )
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::record::Stamp;

    fn journal(folder: &Path, new: bool) -> Journal {
        std::fs::create_dir_all(folder.join("ket-qua")).unwrap();
        std::fs::write(folder.join("ket-qua/.tonghop-a"), "new").unwrap();
        let sha256 = Stamp::of(String::new(), b"new").sha256;
        let step =
            Move { from: "ket-qua/.tonghop-a".to_owned(), to: "ket-qua/a".to_owned(), sha256, new };
        Journal {
            moves: vec![step],
            removals: vec!["ket-qua/b".to_owned()],
            ..Journal::new("consolidate")
        }
    }

    fn told(folder: &Path) -> Vec<String> {
        let names = ["a", "b", ".tonghop-a"].into_iter();
        names
            .map(|name| {
                std::fs::read_to_string(folder.join("ket-qua").join(name)).unwrap_or_default()
            })
            .collect()
    }

    #[test]
    fn a_journal_is_carried_out_as_often_as_need_be() {
        let folder = tempfile::TempDir::new().unwrap();
        let (root, results) = (folder.path(), folder.path().join("ket-qua"));
        let journal = journal(root, false);
        std::fs::write(results.join("a"), "old").unwrap();
        std::fs::write(results.join("b"), "gone").unwrap();
        journal.decide(&results).unwrap();
        for _ in 0..2 {
            let mut left = Journal::left(&results).unwrap().unwrap();
            assert_eq!((left.len(), left.command.as_str()), (2, "consolidate"));
            assert!(left.go_on(root).unwrap().is_empty());
            assert_eq!(told(root), ["new", "", ""]);
        }
        Journal::forget(&results).unwrap();
        assert!(Journal::left(&results).unwrap().is_none());
    }

    #[test]
    fn wherever_a_run_was_stopped_the_next_one_comes_to_the_same_end() {
        for stopped in 0..=3 {
            let folder = tempfile::TempDir::new().unwrap();
            let mut journal = journal(folder.path(), true);
            let place = |name: &str| folder.path().join("ket-qua").join(name);
            for name in ["c", "d"] {
                std::fs::write(place(name), "old").unwrap();
                std::fs::write(place(&format!(".tonghop-{name}")), name).unwrap();
                let sha256 = Stamp::of(String::new(), name.as_bytes()).sha256;
                let (from, to) = (format!("ket-qua/.tonghop-{name}"), format!("ket-qua/{name}"));
                journal.moves.push(Move { from, to, sha256, new: false });
            }
            std::fs::write(place("b"), "gone").unwrap();
            for step in journal.moves.iter().take(stopped) {
                std::fs::rename(folder.path().join(&step.from), folder.path().join(&step.to))
                    .unwrap();
            }
            assert!(journal.go_on(folder.path()).unwrap().is_empty(), "{stopped}");
            let there = ["a", "c", "d"].map(|name| std::fs::read_to_string(place(name)).unwrap());
            assert_eq!(
                (there, std::fs::read_dir(place("")).unwrap().count()),
                (["new", "c", "d"].map(str::to_owned), 3),
                "{stopped}"
            );
        }
    }

    #[test]
    fn what_somebody_made_since_and_what_the_disk_lost_are_not_replaced() {
        for (new, ready) in [(true, "new"), (false, "ne")] {
            let folder = tempfile::TempDir::new().unwrap();
            let mut journal = journal(folder.path(), new);
            std::fs::write(folder.path().join("ket-qua/a"), "old").unwrap();
            std::fs::write(folder.path().join("ket-qua/.tonghop-a"), ready).unwrap();
            assert_eq!(journal.go_on(folder.path()).unwrap(), ["ket-qua/a"]);
            assert_eq!(told(folder.path()), ["old", "", ""], "{new} {ready}");
        }
    }

    #[test]
    fn a_journal_that_leads_out_of_the_workspace_is_none() {
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
            assert!(Journal::left(&results).is_err(), "{old} {new}");
        }
        std::fs::write(results.join(NAME), text).unwrap();
        assert!(Journal::left(&results).unwrap().is_some());
    }
}
