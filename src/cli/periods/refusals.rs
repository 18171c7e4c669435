//! Errors for a period that cannot be chosen.

use super::{Choice, days_left};
use crate::cli::args::Invocation;
use crate::cli::shell;
use crate::error::Error;
use crate::model::date;
use crate::model::period::Period;
use crate::msg;
use crate::store::workspace::Workspace;
use crate::text::Message;
use chrono::{Datelike, NaiveDate};

/// Joins the codes of periods with commas.
pub(super) fn codes(periods: &[&Period]) -> String {
    periods.iter().map(|period| period.code.as_str()).collect::<Vec<_>>().join(", ")
}

/// Returns the error for a plan without deadlines.
pub(in crate::cli) fn undated(workspace: &Workspace) -> Error {
    let known = codes(&workspace.plan.periods.iter().collect::<Vec<_>>());
    msg!(
        "Kế hoạch không có kỳ nào có thời hạn nên không tự chọn được kỳ. Ghi rõ một kỳ sau --period: {known}",
        "No period of the plan has a deadline, so none can be chosen. Name one after --period: {known}"
    )
    .into()
}

/// Returns the error for a deadline too far from the date.
pub(super) fn far(invocation: &Invocation, period: &Period, as_of: NaiveDate, year: i32) -> Error {
    let (code, day) = (&period.code, date::to_message(as_of));
    let choice = Choice { period, as_of, is_asked: false, is_shared: false };
    let left = days_left(choice.days_left().unwrap_or(0));
    let command = shell::with_words_added(invocation, &["--period", code.as_str()]);
    let next = shell::another_year(invocation, as_of.year().max(year + 1));
    let (day_vi, day_en, left_vi, left_en) = (day.vi, day.en, left.vi, left.en);
    msg!(
        "Chưa làm gì: thời hạn gần ngày {day_vi} nhất là của kỳ {code} ({left_vi}), kế hoạch là của năm {year}, nên không tự chọn kỳ.\n\
         Nếu đúng là kỳ {code}, chạy:\n  {command}\n\
         Nếu đã sang năm mới, dùng thư mục làm việc của năm đó; chưa có thì lập từ thư mục này:\n  {next}",
        "Nothing was done: the deadline nearest to {day_en} is that of period {code} ({left_en}), in a plan for {year}, so no period was chosen.\n\
         If period {code} is meant, run:\n  {command}\n\
         For a new year, use the workspace of that year; if there is none, lay it out from this one:\n  {next}"
    )
    .into()
}

/// Returns the error for several open periods.
pub(super) fn several(invocation: &Invocation, periods: &[&Period], as_of: NaiveDate) -> Error {
    let day = date::to_message(as_of);
    let codes = codes(periods);
    let commands: Vec<String> = periods
        .iter()
        .map(|period| shell::with_words_added(invocation, &["--period", period.code.as_str()]))
        .collect();
    let commands = commands.join("\n  ");
    let (day_vi, day_en) = (day.vi, day.en);
    msg!(
        "Chưa làm gì: ngày {day_vi} có nhiều kỳ đang mở ({codes}). Chạy lệnh của kỳ cần làm:\n  {commands}",
        "Nothing was done: several periods are open on {day_en} ({codes}). Run the command for the one that is meant:\n  {commands}"
    )
    .into()
}

/// Returns the error for a word that is neither a file nor a period.
pub(super) fn no_file(written: &str, why: Option<Error>) -> Error {
    let Message { vi, en } = why.map_or_else(|| msg!("", ""), |why| why.to_message());
    msg!("Không có tệp “{written}”. {vi}", "There is no file “{written}”. {en}").into()
}
