//! Writes decisions into the office's file and marks undone ones. The file is read again under the
//! lock, so that concurrent decisions are not lost.

use super::description;
use super::lookup::Lookup;
use super::resolve::Resolved;
use crate::cli::args::{Invocation, Record, Undo};
use crate::cli::clock::today;
use crate::cli::console::Console;
use crate::cli::run_context::RunContext;
use crate::cli::{lock, shell};
use crate::error::Error;
use crate::load::{decision_entry, shipped, withdrawal_lines};
use crate::model::date;
use crate::model::decision::{Decision, Ruling, Undone};
use crate::model::plan::Plan;
use crate::msg;
use crate::store::lock::WorkspaceLock;
use crate::store::office_files::OfficeFiles;
use crate::store::transaction::Transaction;
use crate::store::workspace::Workspace;
use crate::text::{Lang, Message, visible_line};
use chrono::NaiveDate;
use serde_json::json;
use std::sync::Arc;

/// Appends a decision to the office's file and returns the confirmation.
///
/// # Errors
/// Returns an error if another decision contradicts it or the file cannot be written.
pub(super) fn add(
    lookup: &Lookup<'_>,
    resolved: Resolved,
    record: &Record,
    console: &Console,
    context: &mut RunContext,
) -> Result<String, Error> {
    let root = &lookup.workspace.root;
    let held = lock::acquire_with_retries(root, console)?;
    let workspace = Workspace::new(root, OfficeFiles::from_workspace(root)?)?;
    let Resolved { period, ruling, remark, rivals } = resolved;
    let period_of = workspace.plan.periods.iter().find(|one| one.code == period);
    period_of.inspect(|period| context.set_scope(period, lookup.as_of));
    let mut others: Vec<&Arc<Decision>> = workspace
        .decisions
        .iter()
        .filter(|other| other.period == period && other.is_in_force(lookup.as_of))
        .collect();
    let is_later = |decision: &Arc<Decision>, among: &[&Arc<Decision>]| {
        among
            .iter()
            .any(|other| other.number > decision.number && other.ruling.replaces(&decision.ruling))
    };
    let standing = others.clone();
    others.retain(|decision| !is_later(decision, &standing));
    if let Some(known) =
        others.iter().find(|decision| decision.ruling == ruling && decision.until == record.until)
    {
        return Ok(known_already(&workspace, known, console));
    }
    refuse_extension(lookup, &ruling, &others)?;
    let is_rival = |other: &Ruling| matches!((&ruling, other), (Ruling::Choice(_), Ruling::Choice(file)) if rivals.contains(&file.sha256));
    let replaced: Vec<&Arc<Decision>> = others
        .into_iter()
        .filter(|other| ruling.replaces(&other.ruling) || is_rival(&other.ruling))
        .collect();
    let decision = Decision {
        number: workspace.decisions.len() + 1,
        line: 0,
        period,
        ruling: ruling.clone(),
        reason: record.reason.trim().to_owned(),
        by: record.by.trim().to_owned(),
        on: lookup.as_of,
        until: record.until,
        undone: None,
    };
    let before = workspace.decisions_text()?.unwrap_or(shipped::DECISIONS);
    let text = format!("{}\n\n{}", before.trim_end(), decision_entry(&decision, &remark));
    workspace.parse_decisions(&text)?;
    commit_text(&workspace, &held, &text, context)?;
    Ok(confirmation(lookup.invocation, &workspace, &decision, &replaced, console))
}

/// Marks a decision as undone and returns the confirmation.
///
/// # Errors
/// Returns an error if there is no such decision or the file cannot be written.
pub(super) fn undo(
    invocation: &Invocation,
    opened: &Workspace,
    asked: &Undo,
    console: &Console,
    context: &mut RunContext,
) -> Result<String, Error> {
    let Undo { number, by, reason, when } = asked;
    if !by.chars().any(char::is_alphanumeric) {
        return Err(
            msg!("--by còn trống; ghi người hủy.", "--by is empty; say who undoes it.").into()
        );
    }
    let held = lock::acquire_with_retries(&opened.root, console)?;
    let workspace = Workspace::new(&opened.root, OfficeFiles::from_workspace(&opened.root)?)?;
    let on = when.as_of.unwrap_or_else(today);
    let decision = workspace
        .decisions
        .iter()
        .find(|decision| decision.number == *number)
        .ok_or_else(|| no_decision(invocation, &workspace, *number))?;
    let Message { vi, en } = description(decision, &workspace.plan);
    if let Some(Undone { by, on, .. }) = &decision.undone {
        let day = date::to_message(*on);
        let (day, day_en) = (day.vi, day.en);
        return Err(msg!(
            "Quyết định số {number} ({vi}) đã được {by} hủy ngày {day}.",
            "Decision {number} ({en}) was already undone by {by} on {day_en}."
        )
        .into());
    }
    let reason =
        reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty()).map(str::to_owned);
    let undone = Undone { by: by.trim().to_owned(), on, reason };
    let text = mark_undone(workspace.decisions_text()?.unwrap_or_default(), decision, &undone)
        .ok_or_else(|| edit_by_hand(&workspace, decision))?;
    let expected = Decision { undone: Some(undone), ..(**decision).clone() };
    let sound = workspace.parse_decisions(&text)?;
    if sound.len() != workspace.decisions.len()
        || !sound
            .iter()
            .any(|read| Decision { line: expected.line, ..(**read).clone() } == expected)
    {
        return Err(edit_by_hand(&workspace, decision));
    }
    commit_text(&workspace, &held, &text, context)?;
    if console.json {
        let facts = json!({ "number": number, "period": decision.period.as_str(), "undone": true, "said": { "vi": vi, "en": en }, "written": [workspace.decisions_name()] });
        return Ok(format!("{facts:#}\n"));
    }
    let Message { vi: day, en: day_en } = date::to_message(on);
    let by = &expected.undone.as_ref().map(|undone| undone.by.clone()).unwrap_or_default();
    let said = msg!(
        "Đã hủy quyết định số {number}: {vi}.\n  Người hủy: {by}, ngày {day}. Quyết định vẫn được giữ trong tệp.",
        "Decision {number} is undone: {en}.\n  By {by}, {day_en}. It stays in the file."
    );
    Ok(quiet(console, said.in_lang(console.lang).to_owned() + "\n"))
}

fn no_decision(invocation: &Invocation, workspace: &Workspace, number: usize) -> Error {
    let (count, list) =
        (workspace.decisions.len(), shell::in_workspace(invocation, &["decide", "list"]));
    msg!(
        "Không có quyết định số {number}; tệp có {count} quyết định. Xem số: {list}",
        "There is no decision {number}; the file has {count}. To see them: {list}"
    )
    .into()
}

/// Returns the file with a decision marked as undone, or `None` if it is not a TOML table of its
/// own.
fn mark_undone(text: &str, decision: &Decision, undone: &Undone) -> Option<String> {
    let head = text.split_inclusive('\n').nth(decision.line.checked_sub(1)?)?;
    if !head.trim_start().starts_with("[[") {
        return None;
    }
    let end = if head.ends_with("\r\n") { "\r\n" } else { "\n" };
    let keys = withdrawal_lines(undone).replace('\n', end);
    let lines = text.split_inclusive('\n').zip(1..);
    let with = lines.map(|(line, number)| {
        if number == decision.line {
            format!("{}{end}{keys}", line.trim_end_matches(['\r', '\n']))
        } else {
            line.to_owned()
        }
    });
    Some(with.collect())
}

fn edit_by_hand(workspace: &Workspace, decision: &Decision) -> Error {
    let (number, line, file) = (decision.number, decision.line, workspace.decisions_name());
    msg!(
        "Không tự đánh dấu được quyết định số {number}; ghi bằng tay vào {file}, dòng {line}: undone_by = \"…\", undone_on = NGÀY.",
        "Decision {number} cannot be marked; write into {file}, line {line}, by hand: undone_by = \"…\", undone_on = DATE."
    )
    .into()
}

fn commit_text(
    workspace: &Workspace,
    held: &WorkspaceLock,
    text: &str,
    context: &mut RunContext,
) -> Result<(), Error> {
    let outputs = Transaction::new(held);
    let digest = outputs.add(workspace.root.join(workspace.decisions_name()), text.as_bytes())?;
    outputs.commit()?;
    context.set_outputs(vec![digest]);
    Ok(())
}

/// Refuses to extend the deadline of an exempt unit.
fn refuse_extension(
    lookup: &Lookup<'_>,
    ruling: &Ruling,
    others: &[&Arc<Decision>],
) -> Result<(), Error> {
    let Ruling::Extend { unit, .. } = ruling else {
        return Ok(());
    };
    let Some(exempt) = others.iter().find(|other| other.ruling == Ruling::Exempt(unit.clone()))
    else {
        return Ok(());
    };
    let number = exempt.number;
    let command = undo_command(lookup.invocation, number, lookup.as_of);
    Err(msg!(
        "Đơn vị đã được miễn báo cáo kỳ này (quyết định số {number}), nên không có gì để gia hạn. Muốn gia hạn thì hủy quyết định đó trước:\n  {command}",
        "The unit is exempt in this period (decision {number}), so there is nothing to extend. To extend, first undo that decision:\n  {command}"
    )
    .into())
}

/// Returns the message that the decision already exists.
fn known_already(workspace: &Workspace, known: &Decision, console: &Console) -> String {
    let (number, line, file) = (known.number, known.line, workspace.decisions_name());
    if console.json {
        return document(&workspace.plan, known, &[], &[]);
    }
    let said = msg!(
        "Quyết định số {number} ({file}, dòng {line}) đã ghi quyết định này; không ghi thêm.",
        "Decision {number} ({file}, line {line}) already says so; nothing was added."
    );
    quiet(console, said.in_lang(console.lang).to_owned() + "\n")
}

fn document(
    plan: &Plan,
    decision: &Decision,
    replaced: &[&Arc<Decision>],
    written: &[&str],
) -> String {
    let Message { vi, en } = description(decision, plan);
    let numbers: Vec<usize> = replaced.iter().map(|other| other.number).collect();
    let facts = json!({
        "number": decision.number, "period": decision.period.as_str(), "said": { "vi": vi, "en": en }, "reason": decision.reason,
        "by": decision.by, "on": decision.on.to_string(), "until": decision.until.map(|day| day.to_string()), "replaces": numbers, "written": written,
    });
    format!("{facts:#}\n")
}

/// Returns the confirmation of a decision.
fn confirmation(
    invocation: &Invocation,
    workspace: &Workspace,
    decision: &Decision,
    replaced: &[&Arc<Decision>],
    console: &Console,
) -> String {
    if console.json {
        return document(&workspace.plan, decision, replaced, &[workspace.decisions_name()]);
    }
    let lang = console.lang;
    let Message { vi, en } = description(decision, &workspace.plan);
    let Decision { number, period, reason, by, on, until, .. } = decision;
    let (day, last) = (date::to_message(*on), until.map(date::to_message));
    let ends = last.map_or_else(
        || msg!("", ""),
        |Message { vi, en }| {
            msg!(" Có hiệu lực đến hết ngày {vi}.", " It holds until the end of {en}.")
        },
    );
    let (day_vi, day_en, ends_vi, ends_en) = (day.vi, day.en, ends.vi, ends.en);
    let mut text = msg!(
        "Đã ghi quyết định số {number}, kỳ {period}: {vi}.\n  Lý do: {reason}. Người quyết định: {by}, ngày {day_vi}.{ends_vi}\n",
        "Decision {number}, period {period}, is recorded: {en}.\n  Reason: {reason}. Decided by {by}, {day_en}.{ends_en}\n"
    )
    .in_lang(lang)
    .lines()
    .map(|line| visible_line(line) + "\n")
    .collect::<String>();
    for other in replaced {
        text.push_str(&replacement_note(workspace, other, lang));
    }
    let undo = undo_command(invocation, *number, *on);
    let check = ["check", "--period", period.as_str()];
    let check = shell::in_workspace_as_of(invocation, &check, *on);
    let next = msg!(
        "  Hủy: {undo}\n  Xem kết quả: {check}\n",
        "  To undo it: {undo}\n  To see its effect: {check}\n"
    );
    quiet(console, text + next.in_lang(lang))
}

/// Returns the command that undoes a decision.
fn undo_command(invocation: &Invocation, number: usize, as_of: NaiveDate) -> String {
    let words = ["decide", "undo", &number.to_string(), "--by", "…"];
    shell::in_workspace_as_of(invocation, &words, as_of)
}

fn replacement_note(workspace: &Workspace, other: &Decision, lang: Lang) -> String {
    let Message { vi, en } = description(other, &workspace.plan);
    let (number, by, day) = (other.number, &other.by, date::to_message(other.on));
    let (day_vi, day_en) = (day.vi, day.en);
    let said = msg!(
        "  Thay cho quyết định số {number} ({vi}; {by}, ngày {day_vi}).",
        "  It replaces decision {number} ({en}; {by}, {day_en})."
    );
    visible_line(said.in_lang(lang)) + "\n"
}

fn quiet(console: &Console, text: String) -> String {
    if console.quiet { String::new() } else { text }
}
