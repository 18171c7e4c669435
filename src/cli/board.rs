//! Finds the status board of a period and opens it in a browser.

use super::args::Invocation;
use super::console::Console;
use super::shell;
use crate::error::Error;
use crate::model::id::PeriodCode;
use crate::msg;
use crate::store::history::History;
use crate::store::layout;
use crate::text::Message;
use chrono::NaiveDate;
use std::path::PathBuf;

/// Returns the folder of a period's newest results, which may not exist yet.
fn newest_results(invocation: &Invocation, period: &PeriodCode) -> Result<PathBuf, Error> {
    let history = History::read(&invocation.root, period)?;
    Ok(history.folder(history.revisions.newest))
}

/// Returns the newest board of a period; `None` if there is none yet.
///
/// # Errors
///
/// Returns an error if the period's results cannot be listed.
pub(super) fn path(invocation: &Invocation, period: &PeriodCode) -> Result<Option<PathBuf>, Error> {
    let board = newest_results(invocation, period)?.join(layout::BOARD);
    Ok(Some(board).filter(|path| path.is_file()))
}

/// Returns the location of the board, or the command that writes it.
///
/// # Errors
///
/// See [`path`].
pub(super) fn location(
    invocation: &Invocation,
    period: &PeriodCode,
    as_of: NaiveDate,
) -> Result<Message, Error> {
    let results = newest_results(invocation, period)?;
    let board = results.join(layout::BOARD);
    Ok(if board.is_file() {
        let path = board.display().to_string();
        let path = path.strip_prefix("./").unwrap_or(&path);
        msg!("Bảng theo dõi: {path}", "Status board: {path}")
    } else if results.join(layout::FACTS).is_file() {
        msg!("Kỳ {period} không có bảng theo dõi.", "Period {period} has no status board.")
    } else {
        let words = ["consolidate", "--period", period.as_str()];
        let command = shell::in_workspace_as_of(invocation, &words, as_of);
        msg!(
            "Chưa có bảng theo dõi; lập bằng: {command}",
            "No status board yet; to write it: {command}"
        )
    })
}

/// Opens the board in a browser. If that fails, its path is printed.
///
/// # Errors
///
/// See [`path`].
pub(super) fn open(
    invocation: &Invocation,
    period: &PeriodCode,
    as_of: NaiveDate,
    console: &Console,
) -> Result<(), Error> {
    let opened = path(invocation, period)?
        .and_then(|path| std::path::absolute(path).ok())
        .map(open::that_detached);
    if !matches!(opened, Some(Ok(()))) {
        console.tell(&location(invocation, period, as_of)?);
    }
    Ok(())
}
