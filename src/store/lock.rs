//! Locks a workspace, so that only one run at a time writes into it. The system releases the lock
//! when the program ends in any way. The next run completes or removes what an interrupted run
//! left.

use super::journal::{self, Journal};
use super::layout::{FORMS, RESULTS};
use super::vietnam_time::in_vietnam;
use super::{file_system, temp_file};
use crate::error::Error;
use crate::msg;
use crate::read::name_in_results;
use crate::text::Message;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;
use walkdir::WalkDir;

/// The lock file in the folder of results.
const LOCK: &str = ".khoa";
/// The owner of the lock, in a separate file: on Windows a locked file cannot be read.
const OWNER: &str = ".dang-chay.json";
/// Attempts and pause while another run puts its results in place.
const WAIT: (u32, Duration) = (50, Duration::from_millis(100));

/// Run that owns a lock.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Owner {
    command: String,
    started: DateTime<Utc>,
    pub pid: u32,
}

impl Owner {
    /// Describes the current process with its command.
    pub(crate) fn new(command: &str, started: DateTime<Utc>) -> Self {
        Self { command: command.to_owned(), started, pid: std::process::id() }
    }

    /// Returns a description for a person.
    pub(crate) fn description(&self) -> Message {
        let Self { command, pid, .. } = self;
        let when = in_vietnam(self.started).format("%H:%M:%S ngày %d/%m/%Y");
        let day = in_vietnam(self.started).format("%Y-%m-%d %H:%M:%S");
        msg!(
            "tonghop {command}, từ {when}, tiến trình số {pid}",
            "tonghop {command}, since {day}, process {pid}"
        )
    }
}

/// Transaction of an interrupted run that was completed.
pub(crate) struct CompletedSet {
    /// Command that wrote the files.
    pub command: String,
    /// Number of files moved or removed.
    pub count: usize,
}

/// Result of recovering from an interrupted run.
pub(crate) struct Recovery {
    /// Interrupted run, if known.
    pub owner: Option<Owner>,
    /// Committed transaction that was completed, if any.
    pub completed: Option<CompletedSet>,
    /// Files that differ from what the interrupted run wrote.
    pub altered: Vec<String>,
    /// Whether the journal could not be read: results may mix two runs.
    pub is_journal_damaged: bool,
    /// Number of temporary files removed.
    pub removed: usize,
}

/// Reports a recovery to the user.
pub(crate) type OnRecovery<'r> = &'r dyn Fn(&Recovery);

/// Exclusive right to write into a workspace; released when dropped.
pub(crate) struct WorkspaceLock {
    root: PathBuf,
    owner: Owner,
    completed: Option<CompletedSet>,
    _file: File,
}

impl WorkspaceLock {
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Returns the folder of results, which contains lock and journal.
    pub(crate) fn results(&self) -> PathBuf {
        self.root.join(RESULTS)
    }

    pub(crate) fn command(&self) -> &str {
        &self.owner.command
    }

    pub(crate) const fn owner(&self) -> &Owner {
        &self.owner
    }

    /// Returns a path as records name it.
    pub(crate) fn name(&self, path: &Path) -> String {
        name_in_results(&self.root, path)
    }
}

impl Drop for WorkspaceLock {
    fn drop(&mut self) {
        // the lock itself is released afterwards, with its file
        let _ = file_system::remove(&self.results().join(OWNER));
    }
}

/// Locks a workspace after completing or removing what an interrupted run left.
///
/// # Errors
/// Returns [`Error::Busy`] if another run holds the lock, or an error if the file system has no locks or cannot be written.
pub(crate) fn acquire(
    root: &Path,
    owner: Owner,
    on_recovery: OnRecovery<'_>,
) -> Result<WorkspaceLock, Error> {
    let results = root.join(RESULTS);
    let path = results.join(LOCK);
    let failed = |error| Error::write(&path, error);
    file_system::make_folder(&results).map_err(failed)?;
    let file = file_system::to_write().create(true).truncate(false).open(&path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(busy(&results)),
        Err(TryLockError::Error(error)) if file_system::cannot_lock(&error) => {
            return Err(no_locks(root));
        }
        Err(TryLockError::Error(error)) => return Err(failed(error)),
    }
    let mut lock = WorkspaceLock { root: root.to_owned(), owner, completed: None, _file: file };
    if let Some(recovery) = recover_interrupted(&lock)? {
        on_recovery(&recovery);
        lock.completed = recovery.completed;
    }
    let entry = results.join(OWNER);
    let text = serde_json::to_vec(&lock.owner).unwrap_or_default();
    let written = file_system::to_write()
        .create(true)
        .truncate(true)
        .open(&entry)
        .and_then(|mut file| std::io::Write::write_all(&mut file, &text));
    written.map_err(|error| Error::write(&entry, error))?;
    Ok(lock)
}

/// Locks a workspace for a short run; waits a few seconds while another run holds the lock.
///
/// # Errors
/// As [`acquire`].
pub(crate) fn acquire_with_retries(
    root: &Path,
    owner: &Owner,
    on_recovery: OnRecovery<'_>,
) -> Result<WorkspaceLock, Error> {
    for _ in 1..WAIT.0 {
        match acquire(root, owner.clone(), on_recovery) {
            Err(Error::Busy(_)) => std::thread::sleep(WAIT.1),
            lock => return lock,
        }
    }
    acquire(root, owner.clone(), on_recovery)
}

/// Completes the committed transaction of an interrupted run, if any, so that complete results are
/// read.
///
/// # Errors
/// Returns [`Error::Busy`] if another run keeps writing, or an error if the set cannot be completed.
pub(crate) fn recover(
    root: &Path,
    owner: &Owner,
    on_recovery: OnRecovery<'_>,
) -> Result<Option<CompletedSet>, Error> {
    for _ in 0..WAIT.0 {
        if !is_interrupted(root) {
            return Ok(None);
        }
        match acquire(root, owner.clone(), on_recovery) {
            // the other run may be about to finish
            Err(Error::Busy(_)) => std::thread::sleep(WAIT.1),
            lock => return lock.map(|mut lock| lock.completed.take()),
        }
    }
    Err(busy(&root.join(RESULTS)))
}

/// Returns whether a committed transaction is not in place yet.
pub(crate) fn is_interrupted(root: &Path) -> bool {
    root.join(RESULTS).join(journal::NAME).exists()
}

/// Completes the committed transaction of an interrupted run and removes its temporary files;
/// `None` if no run was interrupted.
fn recover_interrupted(lock: &WorkspaceLock) -> Result<Option<Recovery>, Error> {
    let results = lock.results();
    let left = Journal::load(&results);
    if !results.join(OWNER).exists() && matches!(left, Ok(None)) {
        return Ok(None);
    }
    let mut recovery = Recovery {
        owner: read_owner(&results),
        completed: None,
        altered: Vec::new(),
        is_journal_damaged: left.is_err(),
        removed: 0,
    };
    match left {
        Ok(Some(mut journal)) => {
            let (command, count) = (journal.command.clone(), journal.len());
            recovery.altered = journal.recover(lock.root())?;
            recovery.completed = Some(CompletedSet { command, count });
            Journal::discard(&results)?;
        }
        Ok(None) => {}
        Err(_) => Journal::discard(&results)?,
    }
    recovery.removed = remove_temp_files(lock.root());
    Ok(Some(recovery))
}

/// Removes temporary files that were never put in place, and returns how many.
fn remove_temp_files(root: &Path) -> usize {
    let below = |folder: &str| WalkDir::new(root.join(folder)).min_depth(1);
    let there = [WalkDir::new(root).min_depth(1).max_depth(1), below(RESULTS), below(FORMS)]
        .into_iter()
        .flatten();
    let left = there.filter_map(Result::ok).filter(|entry| {
        entry.file_type().is_file() && temp_file::is_name(&entry.file_name().to_string_lossy())
    });
    left.filter(|entry| file_system::remove(entry.path()).is_ok()).count()
}

fn read_owner(results: &Path) -> Option<Owner> {
    serde_json::from_slice(&std::fs::read(results.join(OWNER)).ok()?).ok()
}

fn busy(results: &Path) -> Error {
    let Message { vi, en } = read_owner(results)
        .map_or_else(|| msg!("chưa rõ lệnh nào", "command unknown"), |owner| owner.description());
    Error::Busy(msg!(
        "Một lần chạy khác đang ghi vào thư mục làm việc này ({vi}). Đợi lần đó xong rồi chạy lại.",
        "Another run is writing into this workspace ({en}). Wait until it is done, then run again."
    ))
}

fn no_locks(root: &Path) -> Error {
    let root = root.display();
    msg!(
        "Ổ đĩa hoặc thư mục mạng chứa {root} không cho khóa tệp, nên không thể bảo đảm mỗi lúc chỉ một lần chạy ghi vào đó.\n\
         Chép thư mục làm việc về ổ đĩa của máy này rồi chạy lại.",
        "The disk or network folder of {root} has no file locks, so that two runs could write there at once.\n\
         Copy the workspace to a disk of this machine, then run again."
    )
    .into()
}
