//! `tonghop close`: freezes the results of a period together with their inputs.

use super::args::{Examine, Invocation};
use super::clock::today;
use super::closed_results::ClosedResults;
use super::console::Console;
use super::read_me_first::{self, Results};
use super::run_context::RunContext;
use super::{examine, lock, open, results};
use crate::error::Error;
use crate::model::date;
use crate::model::record::{Closing, SCHEMA};
use crate::model::severity::Severity;
use crate::msg;
use crate::outcome::Outcome;
use crate::store::history::History;
use crate::store::period_results::PeriodResults;
use crate::store::transaction::Transaction;
use crate::text::{Message, counted};

/// Consolidates and closes a period, unless its closed results are still current.
pub(super) fn run(
    invocation: &Invocation,
    asked: &Examine,
    console: &mut Console,
    context: &mut RunContext,
) -> Result<u8, Error> {
    let workspace = open::open(invocation, console)?;
    context.set_workspace(&workspace);
    let held = lock::acquire(&workspace.root, console)?;
    let outcome = examine::outcome(&workspace, asked, console, context)?;
    if !outcome.has_reports() {
        return Err(examine::no_reports(&workspace, outcome.case.scope.period));
    }
    context.manifest.inputs = workspace.inputs(&outcome);
    if let Some(why) = outcome.incomplete() {
        return Err(incomplete_error(&why));
    }
    let history = History::read(&workspace.root, &outcome.case.scope.period.code)?;
    let exit_code = examine::code(&outcome, asked.fail_on);
    if let Some(closed) = ClosedResults::compare(&history, &context.manifest.inputs)? {
        closed.tell(console);
        if closed.is_current() {
            closed.print(&history, console)?;
            return Ok(exit_code);
        }
    }
    let period_results = PeriodResults {
        command: "close",
        workspace: &workspace,
        outcome: &outcome,
        history: &history,
        lang: console.lang,
        annexes: asked.annexes,
        exit_code,
    };
    let mut transaction = Transaction::new(&held);
    let manifest = results::stage(&period_results, &mut transaction, context, console)?;
    let closing = Closing {
        schema: SCHEMA,
        closed_on: today(),
        manifest: manifest.clone(),
        totals: outcome.consolidation.total_entries().collect(),
    };
    let copies = workspace.files.copies(&workspace.root, &closing.manifest.inputs)?;
    history.close(&transaction, &closing, &copies)?;
    let closed = Results { revision: history.revisions.open, as_of: closing.manifest.as_of };
    read_me_first::stage(
        &transaction,
        &history,
        &closing.manifest.period,
        (&closed, closing.closed_on),
        None,
        console.lang,
    )?;
    results::commit(&period_results, transaction, manifest, context, console)?;
    tell(&outcome, &history, console);
    Ok(exit_code)
}

/// Refuses to close incomplete results.
fn incomplete_error(Message { vi, en }: &Message) -> Error {
    msg!(
        "Không chốt được, mọi thứ giữ nguyên. {vi}",
        "Nothing was closed; everything is unchanged. {en}"
    )
    .into()
}

/// Reports what was closed, and how many errors remain.
fn tell(outcome: &Outcome<'_>, history: &History, console: &Console) {
    let scope = &outcome.case.scope;
    let (period, number) = (&scope.period.code, history.revisions.open.number());
    let Message { vi: as_of, en: as_of_en } = date::to_message(scope.as_of);
    console.tell(&msg!(
        "Đã chốt kỳ {period}, bản {number}, tính đến ngày {as_of}. Tệp đến sau không làm thay đổi kết quả này.",
        "Period {period} is closed, version {number}, as of {as_of_en}. Files received later do not change these results."
    ));
    let errors = outcome.count(Severity::Error);
    if errors > 0 {
        let unresolved = counted(errors, "error");
        console.warn_text(
            msg!(
                "Kết quả được chốt khi còn {errors} lỗi chưa xử lý; các giá trị có lỗi không nằm trong tổng nào.",
                "The results were closed with {unresolved} unresolved; affected values are excluded from all totals."
            )
            .in_lang(console.lang),
        );
    }
}
