//! One run at a time that writes into a workspace. The system lets go of the lock when the program ends, however it ends; what
//! a run that was stopped left behind is finished or cleared away by the next one.

use super::log::{Level, here};
use super::output::Console;
use super::output::journal::{self, Journal};
use super::platform;
use super::workspace::{FORMS, RESULTS};
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

/// The lock file's name, in `ket-qua/`.
const NAME: &str = ".khoa";
/// Who holds the lock, beside it: Windows lets nobody read a file that is locked.
const HOLDER: &str = ".dang-chay.json";
/// How long a command that only reads waits for a run that is putting its results in place, and how often it looks.
const WAIT: (u32, Duration) = (50, Duration::from_millis(100));

/// A run that holds a workspace.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Holder {
    command: String,
    started: DateTime<Utc>,
    pid: u32,
}

impl Holder {
    /// Who it is, for a person.
    fn said(&self) -> Message {
        let Self { command, pid, .. } = self;
        let when = here(self.started).format("%H:%M:%S ngày %d/%m/%Y");
        let day = here(self.started).format("%Y-%m-%d %H:%M:%S");
        msg!(
            "tonghop {command}, từ {when}, tiến trình số {pid}",
            "tonghop {command}, since {day}, process {pid}"
        )
    }
}

/// A set of files of an earlier run that was finished first.
pub(super) struct Finished {
    /// The command that had written them.
    pub(super) command: String,
    count: usize,
}

/// A workspace that is this run's alone until it is let go.
pub(super) struct Held {
    root: PathBuf,
    command: String,
    pub(super) finished: Option<Finished>,
    _lock: File,
}

impl Held {
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of results, where lock and journal lie.
    pub(super) fn results(&self) -> PathBuf {
        self.root.join(RESULTS)
    }

    pub(super) fn command(&self) -> &str {
        &self.command
    }

    /// A path as it stands in records.
    pub(super) fn name(&self, path: &Path) -> String {
        name_in_results(&self.root, path)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        // the lock itself goes after this, with its file
        let _ = platform::remove(&self.results().join(HOLDER));
    }
}

/// Holds a workspace for this run, and first finishes or clears away what an earlier one left that was stopped.
///
/// # Errors
/// Where another run holds it, the file system has no locks, or nothing can be written there.
pub(super) fn hold(root: &Path, console: &Console) -> Result<Held, Error> {
    let results = root.join(RESULTS);
    let path = results.join(NAME);
    let failed = |error| Error::write(&path, error);
    platform::make_folder(&results).map_err(failed)?;
    let lock = platform::to_write().create(true).truncate(false).open(&path).map_err(failed)?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(busy(&results)),
        Err(TryLockError::Error(error)) if platform::cannot_lock(&error) => {
            return Err(lockless(root));
        }
        Err(TryLockError::Error(error)) => return Err(failed(error)),
    }
    let mut held = Held {
        root: root.to_owned(),
        command: console.command.to_owned(),
        finished: None,
        _lock: lock,
    };
    held.finished = take_over(&held, console)?;
    let holder =
        Holder { command: held.command.clone(), started: Utc::now(), pid: std::process::id() };
    let entry = results.join(HOLDER);
    let text = serde_json::to_vec(&holder).unwrap_or_default();
    let written = platform::to_write()
        .create(true)
        .truncate(true)
        .open(&entry)
        .and_then(|mut file| std::io::Write::write_all(&mut file, &text));
    written.map_err(|error| Error::write(&entry, error))?;
    console.event(
        Level::Info,
        "lock-held",
        &msg!("Giữ khóa thư mục làm việc.", "The workspace is locked."),
        &[("pid", holder.pid.into())],
    );
    Ok(held)
}

/// Holds a workspace for a run that takes a moment, and waits a little where another one is at work.
///
/// # Errors
/// As [`hold`].
pub(super) fn hold_soon(root: &Path, console: &Console) -> Result<Held, Error> {
    for _ in 1..WAIT.0 {
        match hold(root, console) {
            Err(Error::Busy(_)) => std::thread::sleep(WAIT.1),
            held => return held,
        }
    }
    hold(root, console)
}

/// Finishes a set of files that an earlier run had decided, where one is left, so that what is read next is whole.
///
/// # Errors
/// Where another run goes on writing, or the set cannot be finished.
pub(super) fn settle(root: &Path, console: &Console) -> Result<Option<Finished>, Error> {
    let is_left = || root.join(RESULTS).join(journal::NAME).exists();
    for _ in 0..WAIT.0 {
        if !is_left() {
            return Ok(None);
        }
        match hold(root, console) {
            // a run that is about to be done with it
            Err(Error::Busy(_)) => std::thread::sleep(WAIT.1),
            held => return held.map(|mut held| held.finished.take()),
        }
    }
    Err(busy(&root.join(RESULTS)))
}

/// Goes on where an earlier run was stopped: finishes the set of files it had decided, and removes what it had not.
fn take_over(held: &Held, console: &Console) -> Result<Option<Finished>, Error> {
    let results = held.results();
    let left = Journal::left(&results);
    if !results.join(HOLDER).exists() && matches!(left, Ok(None)) {
        return Ok(None);
    }
    let unknown = || msg!("không rõ lệnh nào", "of which nothing is known");
    let Message { vi: what, en: who } =
        holder(&results).map_or_else(unknown, |holder| holder.said());
    let finished = match left {
        Ok(Some(mut journal)) => {
            let finished = Finished { command: journal.command.clone(), count: journal.len() };
            let amiss = journal.go_on(held.root())?;
            Journal::forget(&results)?;
            if !amiss.is_empty() {
                let files = amiss.join(", ");
                console.warn(
                    "journal-amiss",
                    &msg!(
                        "Tệp sau không còn như lần chạy bị dừng đã ghi: {files}. Chạy lại lệnh đã lập ra chúng.",
                        "These files are not what the run that was stopped had written: {files}. Run again the command that makes them."
                    ),
                );
            }
            Some(finished)
        }
        Ok(None) => None,
        Err(_) => {
            console.warn("journal-damaged", &msg!(
                "Sổ ghi dở của lần chạy bị dừng đã hỏng: kết quả có thể còn lẫn tệp của hai lần chạy. Chạy lại: tonghop consolidate, từng kỳ.",
                "The journal of the run that was stopped is damaged: files of two runs may lie side by side. Run again: tonghop consolidate, for each period."
            ));
            Journal::forget(&results)?;
            None
        }
    };
    let cleared = clear(held.root());
    let count = finished.as_ref().map_or(0, |finished| finished.count);
    let said = match finished {
        Some(_) => msg!(
            "Lần chạy trước ({what}) bị dừng khi đang đưa kết quả vào chỗ; đã làm nốt: {count} tệp.",
            "The run before ({who}) was stopped while it put its results in place; this is now finished: {count} file(s)."
        ),
        None => msg!(
            "Lần chạy trước ({what}) bị dừng khi chưa xong; kết quả cũ còn nguyên, đã dọn {cleared} tệp viết dở.",
            "The run before ({who}) was stopped before it was done; earlier results are as they were, {cleared} unfinished file(s) removed."
        ),
    };
    console.note("lock-stale", &said, &[("finished", count.into()), ("removed", cleared.into())]);
    Ok(finished)
}

/// Removes the files that runs had written beside their places and never put there.
fn clear(root: &Path) -> usize {
    let below = |folder: &str| WalkDir::new(root.join(folder)).min_depth(1);
    let there = [WalkDir::new(root).min_depth(1).max_depth(1), below(RESULTS), below(FORMS)]
        .into_iter()
        .flatten();
    let left = there.filter_map(Result::ok).filter(|entry| {
        entry.file_type().is_file() && is_beside(&entry.file_name().to_string_lossy())
    });
    left.filter(|entry| platform::remove(entry.path()).is_ok()).count()
}

/// Whether a name is one this program gives to what it has not yet put in place.
fn is_beside(name: &str) -> bool {
    name.strip_prefix(journal::BESIDE).is_some_and(|rest| {
        rest.len() == 6 && rest.bytes().all(|letter| letter.is_ascii_alphanumeric())
    })
}

/// Who holds the lock, or held it and was stopped.
fn holder(results: &Path) -> Option<Holder> {
    serde_json::from_slice(&std::fs::read(results.join(HOLDER)).ok()?).ok()
}

fn busy(results: &Path) -> Error {
    let Message { vi, en } = holder(results)
        .map_or_else(|| msg!("chưa rõ lệnh nào", "which is not known yet"), |holder| holder.said());
    Error::Busy(msg!(
        "Một lần chạy khác đang ghi vào thư mục làm việc này ({vi}). Đợi lần đó xong rồi chạy lại.",
        "Another run is writing into this workspace ({en}). Wait until it is done, then run again."
    ))
}

fn lockless(root: &Path) -> Error {
    let root = root.display();
    msg!(
        "Ổ đĩa hoặc thư mục mạng chứa {root} không cho khóa tệp, nên không thể bảo đảm mỗi lúc chỉ một lần chạy ghi vào đó.\n\
         Chép thư mục làm việc về ổ đĩa của máy này rồi chạy lại.",
        "The disk or network folder of {root} has no file locks, so that two runs could write there at once.\n\
         Copy the workspace to a disk of this machine, then run again."
    )
    .into()
}
