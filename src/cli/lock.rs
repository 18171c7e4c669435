//! Locks the workspace for a command and reports the recovery of an interrupted run.

use super::clock;
use super::console::Console;
use super::log::Level;
use crate::error::Error;
use crate::msg;
use crate::store::lock::{self, CompletedSet, Owner, Recovery, WorkspaceLock};
use crate::text::{Message, counted};
use std::path::Path;

/// Locks a workspace for this run.
///
/// # Errors
/// See [`lock::acquire`].
pub(super) fn acquire(root: &Path, console: &Console) -> Result<WorkspaceLock, Error> {
    let lock = lock::acquire(root, owner(console), &|recovery| report(recovery, console))?;
    locked(&lock, console);
    Ok(lock)
}

/// Locks a workspace for a short run, waiting briefly for another run.
///
/// # Errors
/// See [`lock::acquire_with_retries`].
pub(super) fn acquire_with_retries(root: &Path, console: &Console) -> Result<WorkspaceLock, Error> {
    let report = |recovery: &Recovery| report(recovery, console);
    let lock = lock::acquire_with_retries(root, &owner(console), &report)?;
    locked(&lock, console);
    Ok(lock)
}

/// Completes what an interrupted run committed.
///
/// # Errors
/// See [`lock::recover`].
pub(super) fn recover(root: &Path, console: &Console) -> Result<Option<CompletedSet>, Error> {
    lock::recover(root, &owner(console), &|recovery| report(recovery, console))
}

fn owner(console: &Console) -> Owner {
    Owner::new(console.command, clock::now())
}

fn locked(lock: &WorkspaceLock, console: &Console) {
    console.event(
        Level::Info,
        "lock-held",
        &msg!("Giữ khóa thư mục làm việc.", "The workspace is locked."),
        &[("pid", lock.owner().pid.into())],
    );
}

fn report(recovery: &Recovery, console: &Console) {
    if !recovery.altered.is_empty() {
        let files = recovery.altered.join(", ");
        console.warn(
            "journal-amiss",
            &msg!(
                "Tệp sau không còn như lần chạy bị dừng đã ghi: {files}. Chạy lại lệnh đã lập ra chúng.",
                "These files differ from what the interrupted run wrote: {files}. Run the command that makes them again."
            ),
        );
    }
    if recovery.is_journal_damaged {
        console.warn("journal-damaged", &msg!(
            "Sổ ghi dở của lần chạy bị dừng đã hỏng: kết quả có thể còn lẫn tệp của hai lần chạy. Chạy lại: tonghop consolidate, từng kỳ.",
            "The journal of the interrupted run is damaged: results may mix two runs. Run again: tonghop consolidate, for each period."
        ));
    }
    let Message { vi: what, en: who } = recovery
        .owner
        .as_ref()
        .map_or_else(|| msg!("không rõ lệnh nào", "unknown command"), Owner::description);
    let (removed, count) =
        (recovery.removed, recovery.completed.as_ref().map_or(0, |completed| completed.count));
    let (finished, unfinished) = (counted(count, "file"), counted(removed, "unfinished file"));
    let said = if recovery.completed.is_some() {
        msg!(
            "Lần chạy trước ({what}) bị dừng khi đang đưa kết quả vào chỗ; đã làm nốt: {count} tệp.",
            "The previous run ({who}) was interrupted while putting its results in place; this is now finished: {finished}."
        )
    } else {
        msg!(
            "Lần chạy trước ({what}) bị dừng khi chưa xong; kết quả cũ còn nguyên, đã dọn {removed} tệp viết dở.",
            "The previous run ({who}) was interrupted; earlier results are unchanged, {unfinished} removed."
        )
    };
    console.note("lock-stale", &said, &[("finished", count.into()), ("removed", removed.into())]);
}
