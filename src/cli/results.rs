//! Writes and prints the results of a period.

use super::console::Console;
use super::log::Level;
use super::run_context::RunContext;
use crate::error::Error;
use crate::letter;
use crate::model::record::Manifest;
use crate::msg;
use crate::render::{json, summary};
use crate::store::history::History;
use crate::store::period_results::PeriodResults;
use crate::store::reminders::Reminders;
use crate::store::transaction::{Committed, Transaction};
use crate::text::counted;

/// Stages the results and reports kept and replaced reminders.
///
/// # Errors
/// See [`PeriodResults::stage`].
pub(super) fn stage(
    results: &PeriodResults<'_>,
    transaction: &mut Transaction<'_>,
    context: &mut RunContext,
    console: &Console,
) -> Result<Manifest, Error> {
    let (manifest, reminders) = results.stage(transaction)?;
    context.stage_done("lay-out", console);
    report_reminders(&reminders, results.history, console);
    Ok(manifest)
}

/// Commits the results with the record of the run, and prints what was written: the facts as JSON,
/// otherwise a summary and the files.
///
/// # Errors
/// See [`PeriodResults::commit`] and [`Console::print`].
pub(super) fn commit(
    results: &PeriodResults<'_>,
    transaction: Transaction<'_>,
    manifest: Manifest,
    context: &mut RunContext,
    console: &Console,
) -> Result<(), Error> {
    transaction.flush()?;
    context.stage_done("write", console);
    let run = results.record(manifest, context.started, context.stages.clone());
    let done = results.commit(transaction, &run)?;
    let (count, gone) = (done.written.len(), done.removed.len());
    let said = msg!("Đã ghi {count} tệp kết quả.", "{count} files of results are written.");
    let fields = [("files", count.into()), ("removed", gone.into())];
    console.event(Level::Info, "results-written", &said, &fields);
    print(results, &done, console)
}

fn print(results: &PeriodResults<'_>, done: &Committed, console: &Console) -> Result<(), Error> {
    if console.json {
        return console.print(&json::document(results.outcome));
    }
    if !console.quiet {
        console.print(&summary::summary(results.outcome, console.style()))?;
    }
    console.done(&results.workspace.root, done)
}

/// Reports how many reminders are unchanged, and where handwritten changes of replaced ones are kept.
fn report_reminders(reminders: &Reminders, history: &History, console: &Console) {
    let count = reminders.kept_count();
    if count > 0 {
        let folder = letter::REMINDERS;
        let reminders = counted(count, "reminder");
        console.tell(&msg!(
            "Giữ nguyên {count} công văn đôn đốc đã lập trước đây trong {folder}/, kể cả chỗ đã ghi tay: ngoài ngày tháng không có gì thay đổi. \
             Cần công văn tính đến hôm nay thì xóa công văn cũ rồi chạy lại.",
            "{reminders} written earlier kept unchanged in {folder}/, with handwritten changes: nothing but the day changed. \
             For one as of today, delete the old one and run again."
        ));
    }
    let saved: Vec<String> = reminders.saved_copies().map(|path| history.name(path)).collect();
    if !saved.is_empty() {
        let files = saved.join("\n  ");
        let said = msg!(
            "Có thay đổi nên công văn đôn đốc được lập lại hoặc không còn cần; bản đã sửa tay được giữ ở:\n  {files}",
            "Something changed, so reminders were rewritten or removed; handwritten changes are kept in:\n  {files}"
        );
        // moved handwritten changes are reported even if quiet
        console.warn_text(said.in_lang(console.lang));
    }
}
