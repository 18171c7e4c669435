//! `tonghop consolidate`: checks, then writes the results of a period. Closed results are never
//! changed.

use super::args::{Examine, Invocation, ParentLevel};
use super::closed_results::ClosedResults;
use super::console::Console;
use super::parent_report::Report;
use super::periods;
use super::read_me_first::{self, Results};
use super::run_context::RunContext;
use super::{examine, lock, open, parent_report, results, shell};
use crate::consolidate::compare::Difference;
use crate::error::Error;
use crate::msg;
use crate::render::difference;
use crate::store::history::History;
use crate::store::layout::FACTS;
use crate::store::period_results::PeriodResults;
use crate::store::run_records;
use crate::store::transaction::{Committed, Transaction};
use crate::text::Message;

/// Reads, examines and writes the results of a period, and the report to the parent level if
/// requested.
pub(super) fn run(
    invocation: &Invocation,
    asked: &Examine,
    level: Option<&ParentLevel>,
    console: &mut Console,
    context: &mut RunContext,
) -> Result<u8, Error> {
    let workspace = open::open(invocation, console)?;
    context.set_workspace(&workspace);
    let lock = lock::acquire(&workspace.root, console)?;
    let (period, _) = periods::when(&workspace, &asked.when)?;
    let history = History::read(&workspace.root, &period.code)?;
    let outcome = examine::outcome(&workspace, asked, console, context)?;
    if !outcome.has_reports()
        && run_records::last(&history)?.is_some_and(|(_, run)| run.counts.files > 0)
    {
        console.warn("inbox-emptied", &inbox_emptied());
        return Err(examine::no_reports(&workspace, period));
    }
    context.manifest.inputs = workspace.inputs(&outcome);
    let level = level.map(|level| parent_report::report(&outcome, level)).transpose()?;
    let closed = ClosedResults::compare(&history, &context.manifest.inputs)?;
    let exit_code = examine::code(&outcome, asked.fail_on);
    let results = PeriodResults {
        command: "consolidate",
        workspace: &workspace,
        outcome: &outcome,
        history: &history,
        lang: console.lang,
        annexes: asked.annexes,
        exit_code,
    };
    let transaction = Transaction::new(&lock);
    if let Some(closed) = &closed {
        if let Some(why) = outcome.incomplete() {
            return Err(incomplete_error(&why));
        }
        closed.tell(console);
        if closed.is_current() {
            keep_closed(&results, closed, level.as_ref(), transaction, context, console)?;
            return Ok(exit_code);
        }
    }
    write(invocation, &results, closed.as_ref(), level.as_ref(), transaction, context, console)?;
    Ok(exit_code)
}

/// Records that closed results are unchanged; writes only the report to the level above.
fn keep_closed(
    results: &PeriodResults<'_>,
    closed: &ClosedResults,
    level: Option<&Report>,
    transaction: Transaction<'_>,
    context: &RunContext,
    console: &Console,
) -> Result<(), Error> {
    let (workspace, history) = (results.workspace, results.history);
    let written = level
        .map(|level| level.stage(&transaction, &history.folder(closed.revision)))
        .transpose()?;
    let manifest = results.manifest(workspace.inputs(results.outcome), Vec::new());
    let run = results.record(manifest, context.started, context.stages.clone());
    run_records::add(history, &transaction, &run)?;
    let done = transaction.commit()?;
    closed.print(history, console)?;
    if !console.json && written.is_some() {
        let written = written.into_iter().collect();
        console.done(&workspace.root, &Committed { written, ..done })?;
    }
    if let Some(level) = level {
        level.tell(console);
    }
    Ok(())
}

/// Writes the open revision, beside closed results if there are any.
fn write(
    invocation: &Invocation,
    results: &PeriodResults<'_>,
    closed: Option<&ClosedResults>,
    level: Option<&Report>,
    mut transaction: Transaction<'_>,
    context: &mut RunContext,
    console: &Console,
) -> Result<(), Error> {
    let (history, scope) = (results.history, &results.outcome.case.scope);
    let manifest = results::stage(results, &mut transaction, context, console)?;
    if let Some(closed) = closed {
        let (closed_on, then) = closed.days();
        let newest = Results { revision: history.revisions.open, as_of: scope.as_of };
        let closed = Results { revision: closed.revision, as_of: then };
        read_me_first::stage(
            &transaction,
            history,
            &scope.period.code,
            (&closed, closed_on),
            Some(&newest),
            console.lang,
        )?;
    }
    level
        .map(|level| level.stage(&transaction, &history.folder(history.revisions.open)))
        .transpose()?;
    results::commit(results, transaction, manifest, context, console)?;
    if let Some(level) = level {
        level.tell(console);
    }
    if let Some(closed) = closed {
        compare(invocation, history, closed, console);
    }
    Ok(())
}

/// Returns the warning that the inbox was emptied. Earlier results are not replaced then.
fn inbox_emptied() -> Message {
    msg!(
        "Lần chạy trước có báo cáo, nay thư mục nhận không còn báo cáo nào: không ghi gì, kết quả cũ còn nguyên.",
        "The previous run had reports; now the inbox has none. Nothing was written; earlier results are unchanged."
    )
}

/// Refuses to write incomplete results beside closed ones, because an apparent change may only be
/// an unread file.
fn incomplete_error(Message { vi, en }: &Message) -> Error {
    msg!(
        "Kết quả đã chốt giữ nguyên, không ghi gì thêm. {vi}",
        "The closed results are unchanged; nothing was written. {en}"
    )
    .into()
}

/// Prints a short comparison of the closed results with the new ones.
fn compare(invocation: &Invocation, history: &History, closed: &ClosedResults, console: &Console) {
    let [old, new] =
        [closed.revision, history.revisions.open].map(|revision| history.facts(revision));
    let (Ok(old), Ok(new)) = (old, new) else {
        return console.tell(&msg!(
            "Không so sánh được với kết quả đã chốt: tệp {FACTS} đã chốt bị sửa hoặc mất.",
            "Cannot compare with the closed results: their {FACTS} was altered or is gone."
        ));
    };
    let Ok(difference) = Difference::between(&old, &new) else {
        return;
    };
    let diff = shell::in_workspace(invocation, &["diff", "--period", old.period.as_str()]);
    let short = difference::short(&difference, console.lang);
    let folder = history.name(&history.folder(history.revisions.open));
    let short = short.trim_end();
    console.tell(&msg!(
        "Kết quả đã chốt giữ nguyên; kết quả mới ở {folder}/. So với bản đã chốt:\n{short}\nXem từng đơn vị, từng ô: {diff}",
        "The closed results are unchanged; the new version is in {folder}/. Compared with the closed results:\n{short}\nBy unit and cell: {diff}"
    ));
}
