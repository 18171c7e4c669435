//! The state of a period on one screen of at most 25 rows of 80 columns, or as JSON.

use super::style::Style;
use super::wrap::{rows, wrapped};
use crate::model::record::Changes;
use crate::model::status::Punctuality;
use crate::msg;
use crate::outcome::{PUNCTUALITY, Punctual};
use crate::text::{Lang, Message, Text, counted, listed, visible_line};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Size of the screen.
const COLUMNS: usize = 80;
const ROWS: usize = 25;
/// Maximum number of actions shown.
const MAX_ACTIONS: usize = 5;
/// Maximum number of names per line.
const MAX_NAMES: usize = 2;
/// Placeholder of a command line, which is not wrapped.
const COMMAND: &str = "\0";
/// Width of the bar.
const BAR: usize = 40;

/// An action with its command.
#[derive(Debug, Clone)]
pub(crate) struct Action {
    /// Description.
    pub what: Message,
    /// Short names of the units or files concerned.
    pub names: Vec<String>,
    /// Command to paste.
    pub command: String,
}

/// Changes since the last run that wrote results.
#[derive(Debug, Clone)]
pub(crate) struct ChangesSince {
    /// Start of that run.
    pub run: Message,
    /// As-of date of its results.
    pub as_of: Message,
    pub changes: Changes,
}

/// The state of a period.
#[derive(Debug, Clone)]
pub(crate) struct PeriodStatus {
    pub period: String,
    pub name: Message,
    /// Reason for the choice, with the days left or past.
    pub reason: Message,
    pub as_of: chrono::NaiveDate,
    /// Days until the last on-time day, negative after it.
    pub days_left: Option<i64>,
    /// Other open periods, each with the command that shows it.
    pub others: Vec<(String, String)>,
    /// Number of units expected to report.
    pub expected: usize,
    /// Number of expected units from which a report was received.
    pub received: usize,
    pub punctual: Punctual,
    /// Unwaived findings: errors, warnings, notes.
    pub findings: [usize; 3],
    /// Why the state is incomplete, if it is.
    pub incomplete: Option<Message>,
    /// Changes since the last run, if there was one.
    pub since: Option<ChangesSince>,
    /// Closing date.
    pub closed: Option<chrono::NaiveDate>,
    /// Actions, most urgent first.
    pub todo: Vec<Action>,
    /// Folder of the results.
    pub results: String,
    /// Existing results: workbook and board.
    pub files: Vec<String>,
}

/// Returns the state as text.
pub(crate) fn text(status: &PeriodStatus, style: Style) -> String {
    let (head, foot) = (head(status, style), foot(status, style));
    let room = ROWS.saturating_sub(rows(&head, COLUMNS) + rows(&foot, COLUMNS));
    head + &todo(status, room, style) + &foot
}

fn head(status: &PeriodStatus, style: Style) -> String {
    let lang = style.lang;
    let say = |said: Message| said.in_lang(lang).to_owned();
    let (period, as_of) = (&status.period, crate::model::date::to_message(status.as_of));
    let name = status.name.in_lang(lang);
    let title = match lang {
        Lang::Vi => format!("Kỳ {period} ({name}), tính đến ngày {}", as_of.vi),
        Lang::En => format!("Period {period} ({name}), as of {}", as_of.en),
    };
    let mut lines = vec![style.ansi.strong(&title)];
    let (vi, en) = (&status.reason.vi, &status.reason.en);
    lines.push(say(msg!("Chọn kỳ này: {vi}.", "Why this period: {en}.")));
    for (other, _) in &status.others {
        lines.push(say(msg!("Kỳ {other} cũng đang mở:", "Period {other} is open too:")));
        lines.push(COMMAND.to_owned());
    }
    lines.extend(status.incomplete.as_ref().map(|said| style.ansi.bad(said.in_lang(lang))));
    lines.push(String::new());
    let (received, expected) = (status.received, status.expected);
    let count =
        say(msg!("Đã nhận {received}/{expected} đơn vị", "Received {received}/{expected} units"));
    lines.push(if expected == 0 { count } else { format!("{}  {count}", bar(status, style)) });
    lines.push(punctuality(status, lang));
    let [errors, warnings, notes] = status.findings;
    let (errors_en, warnings_en, notes_en) =
        (counted(errors, "error"), counted(warnings, "warning"), counted(notes, "note"));
    lines.push(say(msg!(
        "Kết quả kiểm tra: {errors} lỗi, {warnings} cảnh báo, {notes} ghi chú.",
        "Findings: {errors_en}, {warnings_en}, {notes_en}."
    )));
    lines.push(say(since(status)));
    let mut commands =
        status.others.iter().map(|(_, command)| format!("     {}", visible_line(command)));
    let line = |line: String| match line.as_str() {
        COMMAND => commands.next().unwrap_or_default(),
        // a line with color codes has no text from files
        line if line.contains('\u{1b}') => wrapped(line, Some(COLUMNS)),
        line => wrapped(&visible_line(line), Some(COLUMNS)),
    };
    lines.into_iter().map(line).collect::<Vec<_>>().join("\n") + "\n\n"
}

/// Returns the bar: received reports solid, missing ones shaded.
fn bar(status: &PeriodStatus, style: Style) -> String {
    let all: usize = status.punctual.iter().sum::<usize>().max(1);
    let part = |wanted: &dyn Fn(Punctuality) -> bool| -> usize {
        PUNCTUALITY
            .into_iter()
            .zip(status.punctual)
            .filter(|(one, _)| wanted(*one))
            .map(|(_, units)| units)
            .sum()
    };
    let is_in = |one: Punctuality| {
        matches!(one, Punctuality::OnTime | Punctuality::Late | Punctuality::Undated)
    };
    let came = part(&is_in);
    let full = if came == all { BAR } else { (came * BAR / all).min(BAR - 1) };
    format!("{}{}", style.ansi.good(&"█".repeat(full)), style.ansi.faint(&"░".repeat(BAR - full)))
}

/// Returns the counts by punctuality: *50 đúng hạn, 2 chậm, 2 quá hạn chưa gửi*.
fn punctuality(status: &PeriodStatus, lang: Lang) -> String {
    let title = |one: Punctuality| match one {
        Punctuality::OnTime => Text::new("đúng hạn", "on time"),
        Punctuality::Late => Text::new("chậm", "late"),
        Punctuality::Undated => Text::new("không rõ ngày nhận", "with an unknown date"),
        Punctuality::Missing => Text::new("quá hạn chưa gửi", "overdue"),
        _ => Text::new("chưa gửi, còn hạn", "not yet due"),
    };
    let shown = PUNCTUALITY.into_iter().zip(status.punctual).filter(|(_, units)| *units > 0);
    let parts: Vec<String> =
        shown.map(|(one, units)| format!("{units} {}", title(one).in_lang(lang))).collect();
    if parts.is_empty() {
        Text::new("Không có đơn vị nào phải báo cáo.", "No unit has to report.")
            .in_lang(lang)
            .to_owned()
    } else {
        parts.join(", ") + "."
    }
}

/// Returns the changes since the last run.
fn since(status: &PeriodStatus) -> Message {
    let Some(ChangesSince { run, changes, .. }) = &status.since else {
        return msg!("Chưa tổng hợp lần nào.", "Not consolidated yet.");
    };
    let (vi, en) = (&run.vi, &run.en);
    let head = match &status.closed {
        Some(day) => {
            let day = crate::model::date::to_message(*day);
            let (day_vi, day_en) = (day.vi, day.en);
            msg!("Đã chốt ngày {day_vi}; từ đó", "Closed on {day_en}; since then")
        }
        None => {
            msg!("Từ lần tổng hợp {vi}", "Since the run of {en}")
        }
    };
    let Changes { added, changed, removed, office } = changes;
    let mut parts = [Vec::new(), Vec::new()];
    for (files, title) in [
        (added, Text::new("tệp mới", "new")),
        (changed, Text::new("tệp thay đổi", "changed")),
        (removed, Text::new("tệp không còn", "gone")),
        (office, Text::new("tệp của văn phòng đã sửa", "files of the office edited")),
    ] {
        let names: Vec<&str> =
            files.iter().map(|file| file.rsplit('/').next().unwrap_or(file)).collect();
        for (lang, parts) in [Lang::Vi, Lang::En].into_iter().zip(&mut parts) {
            if !files.is_empty() {
                parts.push(format!(
                    "{} {} ({})",
                    files.len(),
                    title.in_lang(lang),
                    listed(&names, MAX_NAMES, lang)
                ));
            }
        }
    }
    let [vi, en] = parts.map(|parts| parts.join(", "));
    let (head_vi, head_en) = (head.vi, head.en);
    if changes.is_empty() {
        msg!("{head_vi}: không có gì thay đổi.", "{head_en}: nothing has changed.")
    } else {
        msg!("{head_vi}: {vi}.", "{head_en}: {en}.")
    }
}

/// Returns the actions that fit, most urgent first.
fn todo(status: &PeriodStatus, room: usize, style: Style) -> String {
    let lang = style.lang;
    if status.todo.is_empty() {
        return format!(
            "{}\n",
            style
                .ansi
                .good(Text::new("Không có việc gì phải làm.", "Nothing to do.").in_lang(lang))
        );
    }
    let mut text = format!(
        "{}\n",
        style.ansi.strong(
            Text::new("Việc cần làm, gấp nhất trước:", "To do, most urgent first:").in_lang(lang)
        )
    );
    let mut shown = 0;
    for action in status.todo.iter().take(MAX_ACTIONS) {
        let names = if action.names.is_empty() {
            String::new()
        } else {
            format!(": {}", listed(&action.names, MAX_NAMES, lang))
        };
        let what = visible_line(&format!("{}. {}{names}", shown + 1, action.what.in_lang(lang)));
        let entry = format!(
            "{}\n     {}\n",
            wrapped(&format!("  {what}"), Some(COLUMNS)),
            visible_line(&action.command)
        );
        // one row is reserved for the number of further actions
        let more = usize::from(shown + 1 < status.todo.len());
        if shown > 0 && rows(&text, COLUMNS) + rows(&entry, COLUMNS) + more > room {
            break;
        }
        text.push_str(&entry);
        shown += 1;
    }
    let more = status.todo.len() - shown;
    if more > 0 {
        let _ = writeln!(
            text,
            "  {}",
            msg!("… và {more} việc khác.", "… and {more} more.").in_lang(lang)
        );
    }
    text
}

fn foot(status: &PeriodStatus, style: Style) -> String {
    let folder = &status.results;
    let files = status.files.join(", ");
    let said = if status.files.is_empty() {
        msg!("Kết quả sẽ được ghi vào: {folder}/", "Results will be written into: {folder}/")
    } else {
        msg!("Kết quả: {folder}/ ({files})", "Results: {folder}/ ({files})")
    };
    wrapped(&format!("\n{}\n", visible_line(said.in_lang(style.lang))), Some(COLUMNS))
}

/// Returns the state as JSON.
pub(crate) fn document(status: &PeriodStatus, workspace: &str) -> String {
    let [errors, warnings, notes] = status.findings;
    let punctuality: serde_json::Map<String, Value> = PUNCTUALITY
        .into_iter()
        .zip(status.punctual)
        .filter_map(|(one, units)| {
            Some((serde_json::to_value(one).ok()?.as_str()?.to_owned(), json!(units)))
        })
        .collect();
    let since = status.since.as_ref().map(|since| {
        let Changes { added, changed, removed, office } = &since.changes;
        json!({ "as_of": since.as_of.en, "added": added, "changed": changed, "removed": removed, "office": office })
    });
    let todo: Vec<Value> =
        status.todo.iter().map(|action| json!({ "what": action.what, "names": action.names, "command": action.command })).collect();
    let value = json!({
        "schema": 1,
        "workspace": workspace,
        "period": status.period,
        "reason": status.reason,
        "as_of": status.as_of.to_string(),
        "days_left": status.days_left,
        "also_open": status.others.iter().map(|(code, _)| code).collect::<Vec<_>>(),
        "expected": status.expected,
        "received": status.received,
        "punctuality": punctuality,
        "findings": { "error": errors, "warning": warnings, "note": notes },
        "incomplete": status.incomplete,
        "since_last_run": since,
        "closed_on": status.closed.map(|day| day.to_string()),
        "todo": todo,
        "results": { "folder": status.results, "files": status.files },
    });
    format!("{value:#}\n")
}

#[cfg(test)]
mod tests;
