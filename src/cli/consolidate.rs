//! `tonghop consolidate`: checks, then writes the results of a period; closed results stay as they are.

use super::args::{Above, Examine, Invocation};
use super::closed_results::ClosedResults;
use super::console::Console;
use super::read_me_first::{self, Results};
use super::results::Session;
use super::run_context::RunContext;
use super::{examine, lock, open, parent_report, shell};
use crate::consolidate::compare::Difference;
use crate::error::Error;
use crate::msg;
use crate::render::difference;
use crate::store::history::History;
use crate::store::layout::FACTS;
use crate::store::run_records;
use crate::store::transaction::{Committed, Transaction};
use crate::store::workspace::Workspace;
use crate::text::Message;

/// Reads, examines, and writes everything of the period together, and after it the report to the level above where one is asked
/// for.
pub(super) fn run(
    invocation: &Invocation,
    asked: &Examine,
    level: Option<&Above>,
    console: &mut Console,
    context: &mut RunContext,
) -> Result<u8, Error> {
    let workspace = open::open(invocation, console)?;
    context.set_workspace(&workspace);
    let held = lock::acquire(&workspace.root, console)?;
    let (period, as_of) = open::when(&workspace, &asked.when)?;
    let history = History::read(&workspace.root, &period.code)?;
    let outcome = examine::outcome(&workspace, asked, console, context)?;
    if !outcome.has_reports()
        && run_records::last(&history)?.is_some_and(|(_, run)| run.counts.files > 0)
    {
        console.warn("inbox-emptied", &emptied());
        return Err(examine::none_in(&workspace, period));
    }
    context.manifest.inputs = workspace.inputs(&outcome);
    let level = level.map(|level| parent_report::report(&outcome, level)).transpose()?;
    let closed = ClosedResults::of(&history, &context.manifest.inputs)?;
    let exit_code = examine::code(&outcome, asked.fail_on);
    let session = Session {
        command: "consolidate",
        workspace: &workspace,
        outcome: &outcome,
        history: &history,
        lang: console.lang,
        exit_code,
    };
    let mut outputs = Transaction::new(&held);
    if let Some(closed) = &closed {
        if let Some(why) = outcome.incomplete() {
            return Err(beside_closed(&why));
        }
        closed.tell(console);
        if closed.stands() {
            let written = level
                .as_ref()
                .map(|level| level.stage(&outputs, &history.folder(closed.revision)))
                .transpose()?;
            run_records::add(
                &history,
                &outputs,
                &session.run(session.manifest(Vec::new()), context),
            )?;
            let done = outputs.commit()?;
            closed.print(&history, console)?;
            if !console.json && written.is_some() {
                console.done(
                    &workspace.root,
                    &Committed { written: written.into_iter().collect(), ..done },
                )?;
            }
            if let Some(level) = &level {
                level.tell(console);
            }
            return Ok(exit_code);
        }
    }
    let manifest = session.stage(&mut outputs, context, console)?;
    if let Some(closed) = &closed {
        let (closed_on, then) = closed.days();
        let newest = Results { revision: history.revisions.open, as_of };
        let closed = Results { revision: closed.revision, as_of: then };
        read_me_first::put(
            &outputs,
            &history,
            &period.code,
            (&closed, closed_on),
            Some(&newest),
            console.lang,
        )?;
    }
    level
        .as_ref()
        .map(|level| level.stage(&outputs, &history.folder(history.revisions.open)))
        .transpose()?;
    let done = session.publish(outputs, manifest, context, console)?;
    session.print(console, &done)?;
    if let Some(level) = &level {
        level.tell(console);
    }
    if let Some(closed) = &closed {
        compare(&workspace, &history, closed, console);
    }
    Ok(exit_code)
}

/// Results of reports are not replaced by those of an inbox that was emptied since.
fn emptied() -> Message {
    msg!(
        "Lần chạy trước có báo cáo, nay thư mục nhận không còn báo cáo nào: không ghi gì, kết quả cũ còn nguyên.",
        "The run before had reports, and now the inbox holds none: nothing is written, earlier results are as they were."
    )
}

/// Beside closed results none are written that are not complete: what seems changed may only be unread.
fn beside_closed(Message { vi, en }: &Message) -> Error {
    msg!(
        "Kết quả đã chốt giữ nguyên, không ghi gì thêm. {vi}",
        "The closed results are as they were, nothing is written. {en}"
    )
    .into()
}

/// Says in short how the results beside the closed ones differ from them.
fn compare(workspace: &Workspace, history: &History, closed: &ClosedResults, console: &Console) {
    let [old, new] =
        [closed.revision, history.revisions.open].map(|revision| history.facts(revision));
    let (Ok(old), Ok(new)) = (old, new) else {
        return console.tell(&msg!(
            "Không so sánh được với kết quả đã chốt: tệp {FACTS} đã chốt bị sửa hoặc mất.",
            "The closed results cannot be compared with: their {FACTS} was altered or is gone."
        ));
    };
    let Ok(difference) = Difference::between(&old, &new) else {
        return;
    };
    let diff = shell::command(&workspace.root, &["diff", "--period", old.period.as_str()]);
    let short = difference::short(&difference, console.lang);
    let short = short.trim_end();
    console.tell(&msg!(
        "Kết quả đã chốt giữ nguyên; kết quả mới ghi bên cạnh. So với bản đã chốt:\n{short}\nXem từng đơn vị, từng ô: {diff}",
        "The closed results are as they were; the new ones lie beside them. Compared with what was closed:\n{short}\nBy unit and cell: {diff}"
    ));
}
