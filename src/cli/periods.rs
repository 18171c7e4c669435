//! Chooses the period of a command: the requested one in any notation, or the one at hand with the
//! reason.

mod refusals;

use super::args::{Examine, Invocation, When};
use super::clock::today;
use super::console::Console;
use super::{DONE, FAILED, NOTHING, open};
use crate::error::Error;
use crate::model::date;
use crate::model::period::Period;
use crate::msg;
use crate::store::workspace::Workspace;
use crate::text::{Message, counted};
use chrono::{Datelike as _, NaiveDate};
use refusals::{codes, far, no_file, several};

pub(super) use refusals::undated;

/// A chosen period.
pub(super) struct Choice<'w> {
    pub(super) period: &'w Period,
    pub(super) as_of: NaiveDate,
    /// Whether the period was requested.
    pub(super) is_asked: bool,
    /// Whether other periods are open on that date too.
    pub(super) is_shared: bool,
}

impl Choice<'_> {
    /// Returns the reason: *thời hạn trước 01/5/2024 gần ngày 20/4/2024 nhất, còn 10 ngày*.
    pub(super) fn reason(&self) -> Message {
        let Some(deadline) = self.period.deadline else {
            return msg!("theo yêu cầu, kỳ này không có thời hạn", "as asked, it has no deadline");
        };
        let (due, day, left) = (
            deadline.to_message(),
            date::to_message(self.as_of),
            days_left(self.days_left().unwrap_or(0)),
        );
        let Message { vi: due_vi, en: due_en } = due;
        let (day_vi, day_en, left_vi, left_en) = (day.vi, day.en, left.vi, left.en);
        match (self.is_asked, self.is_shared) {
            (true, _) => msg!(
                "theo yêu cầu; thời hạn {due_vi}, {left_vi}",
                "as asked; due {due_en}, {left_en}"
            ),
            (false, true) => msg!(
                "đang mở trong ngày {day_vi}; thời hạn {due_vi}, {left_vi}",
                "open on {day_en}; due {due_en}, {left_en}"
            ),
            (false, false) => {
                msg!(
                    "thời hạn {due_vi} gần ngày {day_vi} nhất, {left_vi}",
                    "its deadline, {due_en}, is nearest to {day_en}, {left_en}"
                )
            }
        }
    }

    /// Returns the days until the last on-time day, negative after it.
    pub(super) fn days_left(&self) -> Option<i64> {
        Some((self.period.deadline?.last_day() - self.as_of).num_days())
    }

    /// Prints the choice and its reason.
    fn tell(&self, console: &Console) {
        let (code, Message { vi, en }) = (&self.period.code, self.reason());
        let (name, name_en) = (&self.period.name, &self.period.name_en);
        let said = msg!("Kỳ {code} ({name}): {vi}.", "Period {code} ({name_en}): {en}.");
        console.note(
            "period-chosen",
            &said,
            &[("period", code.as_str().into()), ("as_of", self.as_of.to_string().into())],
        );
    }
}

/// Describes the days until a deadline.
pub(super) fn days_left(days: i64) -> Message {
    let count = days.unsigned_abs();
    let many = counted(usize::try_from(count).unwrap_or(usize::MAX), "day");
    match days {
        0 => msg!("hôm nay là ngày cuối", "today is the last day"),
        1.. => msg!("còn {count} ngày", "{many} left"),
        _ => msg!("đã qua {count} ngày", "{many} past"),
    }
}

/// What a command does with its period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// It only reads.
    Reads,
    /// It writes and can be repeated.
    Writes,
    /// Like [`Use::Writes`], but only for an open or requested period.
    WritesIfDue,
    /// It writes something permanent, so it never runs for several periods at once.
    Decides,
}

/// Returns whether a period is open, and says so if none is. A period asked for is always due.
///
/// # Errors
/// Returns an error if the plan is of an earlier year: the job would never run again.
fn is_due(workspace: &Workspace, asked: &When, console: &Console) -> Result<bool, Error> {
    let (as_of, plan) = (asked.as_of.unwrap_or_else(today), &workspace.plan);
    let periods = &plan.periods;
    if asked.period.is_some() || periods.iter().any(|period| plan.is_open_on(period, as_of)) {
        return Ok(true);
    }
    let last = periods.iter().filter_map(|period| Some(plan.open_days(period)?.1)).max();
    if let Some(last) = last.filter(|last| last.year() < as_of.year()) {
        let Message { vi, en } = date::to_message(last);
        return Err(msg!(
            "Kế hoạch không còn kỳ nào mở từ sau {vi}: lịch chạy dùng kế hoạch của năm cũ. Gỡ lịch này, cài lịch của thư mục làm việc năm mới.",
            "The plan has had no open period since {en}: the scheduled job uses last year's plan. Remove this job and install that of the new year's workspace."
        )
        .into());
    }
    let opens = |period: &Period| Some((plan.open_days(period)?.0, period.code.clone()));
    let next = periods.iter().filter_map(opens).filter(|(first, _)| *first > as_of).min();
    let Message { vi: day_vi, en: day_en } = date::to_message(as_of);
    let said = match next {
        Some((first, code)) => {
            let Message { vi, en } = date::to_message(first);
            msg!(
                "Ngày {day_vi} không có kỳ nào đang mở, không làm gì. Kỳ tiếp theo: {code}, mở từ {vi}.",
                "No period is open on {day_en}; nothing was done. Next: {code}, open from {en}."
            )
        }
        None => msg!(
            "Ngày {day_vi} không có kỳ nào đang mở và kế hoạch không còn kỳ nào mở sau ngày này, không làm gì. Gỡ lịch chạy, cài lịch của thư mục làm việc năm mới.",
            "No period is open on {day_en}, and the plan has none after it; nothing was done. Remove the scheduled job and install that of the new year's workspace."
        ),
    };
    console.note("not-due", &said, &[("as_of", as_of.to_string().into())]);
    Ok(false)
}

/// Runs a command for the requested period, or for each period at hand. A period without reports
/// does not stop the others.
///
/// # Errors
/// Returns an error if no period can be chosen, or the error of the command.
pub(super) fn each(
    invocation: &Invocation,
    asked: &When,
    about: Use,
    console: &mut Console,
    mut act: impl FnMut(&When, &mut Console) -> Result<u8, Error>,
) -> Result<u8, Error> {
    let workspace = open::open_quietly(invocation, console)?;
    if about == Use::WritesIfDue && !is_due(&workspace, asked, console)? {
        return Ok(DONE);
    }
    let choices = choices(&workspace, invocation, asked, about)?;
    let one = choices.len() == 1;
    let mut codes = Vec::new();
    if !one {
        console.begin_periods()?;
    }
    for choice in choices {
        // a period requested by its code needs no reason
        if asked.period.as_deref() != Some(choice.period.code.as_str()) {
            choice.tell(console);
        }
        let when = When { period: Some(choice.period.code.to_string()), as_of: asked.as_of };
        match act(&when, console) {
            Ok(code) => codes.push(code),
            Err(error @ Error::NoReports(_)) if !one => {
                console.fail(&error, NOTHING);
                codes.push(NOTHING);
            }
            Err(error) if one => return Err(error),
            Err(error) => {
                console.print_failure(&error, FAILED);
                console.end_periods()?;
                return Err(error);
            }
        }
    }
    console.end_periods()?;
    Ok(combined_code(&codes))
}

/// Combines the exit codes of several periods: a failure outweighs errors found, and “no report”
/// applies only if no period has one.
fn combined_code(codes: &[u8]) -> u8 {
    let done = codes.iter().copied().filter(|code| *code != NOTHING);
    if codes.contains(&FAILED) { FAILED } else { done.max().unwrap_or(NOTHING) }
}

/// Returns the period asked for, or the one with the nearest deadline; and the day asked for, or today.
///
/// # Errors
/// Returns an error if the plan has no such period.
pub(super) fn when<'w>(
    workspace: &'w Workspace,
    asked: &When,
) -> Result<(&'w Period, NaiveDate), Error> {
    let as_of = asked.as_of.unwrap_or_else(today);
    let period = match &asked.period {
        Some(written) => named(workspace, written)?,
        None => workspace.plan.nearest_period(as_of).ok_or_else(|| undated(workspace))?,
    };
    Ok((period, as_of))
}

/// Returns the periods of a command, at least one.
///
/// # Errors
/// Returns an error if the requested period is unknown or ambiguous, if a writing command would use
/// a distant deadline, or if a permanent command would apply to several periods.
pub(super) fn choices<'w>(
    workspace: &'w Workspace,
    invocation: &Invocation,
    asked: &When,
    about: Use,
) -> Result<Vec<Choice<'w>>, Error> {
    let as_of = asked.as_of.unwrap_or_else(today);
    let plan = &workspace.plan;
    if let Some(written) = &asked.period {
        let period = named(workspace, written)?;
        return Ok(vec![Choice { period, as_of, is_asked: true, is_shared: false }]);
    }
    let periods = plan.periods_at_hand(as_of);
    let Some(nearest) = periods.first() else {
        return Err(undated(workspace));
    };
    if about != Use::Reads && plan.is_far_from(nearest, as_of) {
        return Err(far(invocation, nearest, as_of, plan.year));
    }
    if about == Use::Decides && periods.len() > 1 {
        return Err(several(invocation, &periods, as_of));
    }
    let is_shared = periods.len() > 1;
    Ok(periods
        .into_iter()
        .map(|period| Choice { period, as_of, is_asked: false, is_shared })
        .collect())
}

/// Returns the period with a name.
///
/// # Errors
/// Returns an error if the plan has none with this name, or several.
pub(super) fn named<'w>(workspace: &'w Workspace, written: &str) -> Result<&'w Period, Error> {
    let meant = workspace.plan.periods_meant(written);
    if let [period] = meant.as_slice() {
        return Ok(period);
    }
    let all: Vec<&Period> = workspace.plan.periods.iter().collect();
    let known = codes(if meant.is_empty() { &all } else { &meant });
    let example = meant.first().or(all.first()).map_or("", |period| period.code.as_str());
    Err(if meant.is_empty() {
        msg!(
            "Kế hoạch không có kỳ báo cáo “{written}”. Các kỳ của kế hoạch: {known}. Ghi lại, ví dụ: --period {example}",
            "The plan has no period “{written}”. The plan's periods: {known}. Name one, for example: --period {example}"
        )
    } else {
        msg!(
            "“{written}” có thể là nhiều kỳ: {known}. Ghi rõ một kỳ, ví dụ: --period {example}",
            "“{written}” may be several periods: {known}. Name one, for example: --period {example}"
        )
    }
    .into())
}

/// Returns the arguments of `check` with plain words read as a period: `check 6T`.
pub(super) fn with_plain_period(
    invocation: &Invocation,
    asked: &Examine,
    console: &mut Console,
) -> Result<Examine, Error> {
    let written =
        asked.files.iter().map(|file| file.to_string_lossy()).collect::<Vec<_>>().join(" ");
    if asked.files.is_empty()
        || asked.when.period.is_some()
        || asked.files.iter().any(|file| file.exists())
    {
        return Ok(asked.clone());
    }
    let workspace = open::open_quietly(invocation, console)?;
    let is_period = !workspace.plan.periods_meant(&written).is_empty();
    // a word without extension and folder is unlikely to be a file
    if !is_period && !written.contains(['.', '/', '\\']) {
        return Err(no_file(&written, named(&workspace, &written).err()));
    }
    let when = When { period: Some(written), ..asked.when.clone() };
    Ok(if is_period { Examine { when, files: Vec::new(), ..asked.clone() } } else { asked.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::FOUND;

    #[test]
    fn the_exit_code_of_several_periods_is_the_most_severe() {
        assert_eq!(combined_code(&[DONE, FOUND]), FOUND);
        assert_eq!(combined_code(&[FOUND, FAILED, NOTHING]), FAILED);
        assert_eq!(combined_code(&[NOTHING, DONE]), DONE);
        assert_eq!(combined_code(&[NOTHING, NOTHING]), NOTHING);
    }
}
