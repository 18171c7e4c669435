//! Determines what the office should do next, each item with its command.

use super::args::{Invocation, When};
use super::closed_results::ClosedResults;
use super::misplaced::Moves;
use super::periods::Choice;
use super::shell::{self, Shell};
use crate::letter;
use crate::model::file_name::file_name;
use crate::msg;
use crate::outcome::{ActionItem, ActionKind, Outcome};
use crate::render::period_status::Action;
use crate::rules::{Severity, named};
use crate::store::file_system;
use crate::store::history::History;
use crate::store::layout::{FORMS, INBOX};
use crate::store::workspace::Workspace;
use crate::text::{Message, counted};
use chrono::Datelike as _;
use std::path::Path;

/// State of a period's results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Results {
    None,
    /// Inputs or the date have changed since.
    Outdated,
    /// Nothing has changed since, and they are as of this date.
    Current,
}

/// Facts about the period besides its outcome.
pub(super) struct PeriodFacts<'p> {
    pub(super) invocation: &'p Invocation,
    pub(super) asked: &'p When,
    pub(super) choice: &'p Choice<'p>,
    pub(super) workspace: &'p Workspace,
    pub(super) history: &'p History,
    pub(super) results: Results,
    /// Whether a run was interrupted while committing its results.
    pub(super) is_interrupted: bool,
    pub(super) closed: Option<&'p ClosedResults>,
}

impl PeriodFacts<'_> {
    /// Returns whether writing commands must name the period, because they would not choose it.
    fn must_name_period(&self) -> bool {
        self.workspace.plan.is_far_from(self.choice.period, self.choice.as_of)
    }

    /// Returns a command for the period at hand.
    fn command(&self, words: &[&str]) -> String {
        let code = self.choice.period.code.as_str();
        let day = self.asked.as_of.map(|day| day.to_string());
        let is_default =
            !self.choice.is_asked && !self.must_name_period() && !self.choice.is_shared;
        let period = (!is_default).then_some(["--period", code]);
        let as_of = day.as_deref().map(|day| ["--as-of", day]);
        let words: Vec<&str> = words
            .iter()
            .copied()
            .chain(period.into_iter().flatten())
            .chain(as_of.into_iter().flatten())
            .collect();
        shell::in_workspace(self.invocation, &words)
    }

    /// Returns the command that opens a result, if it exists and is current.
    fn opening(&self, name: &str) -> Option<String> {
        let path = self.history.folder(self.history.revisions.newest).join(name);
        let has_any =
            |path: &Path| std::fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_some());
        let is_there = self.results == Results::Current && (path.is_file() || has_any(&path));
        is_there.then(|| {
            Shell::detect().opens(&shell::path(self.invocation, &self.history.name(&path)))
        })
    }

    fn action(&self, what: Message, words: &[&str]) -> Action {
        Action { what, names: Vec::new(), command: self.command(words) }
    }
}

/// Returns what to do, most urgent first.
pub(super) fn actions(place: &PeriodFacts<'_>, outcome: &Outcome<'_>) -> Vec<Action> {
    let mut actions = Vec::new();
    if place.must_name_period() && !place.choice.is_asked {
        actions.push(new_year(place));
    }
    if place.is_interrupted {
        let what = msg!(
            "Lần chạy trước bị dừng giữa chừng: chạy lại để làm nốt",
            "The previous run was interrupted: run it again to finish"
        );
        actions.push(place.action(what, &["consolidate"]));
    }
    actions.extend(strays(place, outcome));
    let period = place.choice.period;
    let before = place.choice.days_left().is_none_or(|days| days >= 0);
    let is_issued = file_system::has_files(&place.workspace.folder(FORMS, period));
    if !outcome.has_reports() && before && !is_issued {
        actions.push(place.action(
            msg!("Lập biểu mẫu để gửi cho các đơn vị", "Write the forms to send to the units"),
            &["template"],
        ));
        return actions;
    }
    if !outcome.has_reports() {
        actions.push(copy_reports(place));
    }
    if place.closed.is_some_and(ClosedResults::is_current) {
        return actions;
    }
    actions.extend(outdated(place));
    let action_items = outcome.action_items();
    actions.extend(action_items.iter().map(|item| Action {
        what: item.what.clone(),
        names: item.short_names(&outcome.case).into_iter().map(str::to_owned).collect(),
        command: resolving_command(place, item),
    }));
    let warnings = outcome.count(Severity::Warning);
    if warnings > 0 {
        let count = counted(warnings, "warning");
        actions.push(place.action(
            msg!("Xem {warnings} cảnh báo", "Look at {count}"),
            &["check", "--severity", "warning"],
        ));
    }
    if place.results == Results::Current
        && !before
        && action_items.is_empty()
        && outcome.has_reports()
    {
        let what = if place.closed.is_some() {
            msg!("Chốt bản mới của kỳ", "Close the period's new version")
        } else {
            msg!("Chốt kết quả của kỳ", "Close the period's results")
        };
        actions.push(place.action(what, &["close"]));
    }
    actions
}

fn copy_reports(place: &PeriodFacts<'_>) -> Action {
    let name = format!("{INBOX}/{}", place.choice.period.code);
    let inbox = shell::path(place.invocation, &name);
    let what =
        msg!("Chép các báo cáo nhận được vào {name}/", "Copy the reports received into {name}/");
    Action { what, names: Vec::new(), command: Shell::detect().opens(&inbox) }
}

/// Returns the item for a plan of another year: edit the plan if nothing was received yet,
/// otherwise create a workspace for the new year.
fn new_year(place: &PeriodFacts<'_>) -> Action {
    let (then, year) = (place.workspace.plan.year, place.choice.as_of.year());
    let root = &place.workspace.root;
    if !file_system::has_files(&root.join(INBOX)) {
        let plan = place.workspace.plan_name();
        let what = msg!(
            "Kế hoạch là của năm {then}: sửa {plan} thành kế hoạch của năm {year}",
            "The plan is of {then}: edit {plan} to be the plan of {year}"
        );
        let command = Shell::detect().opens(&shell::path(place.invocation, plan));
        return Action { what, names: Vec::new(), command };
    }
    let what = msg!(
        "Kế hoạch là của năm {then}: lập thư mục làm việc cho năm {year}",
        "The plan is of {then}: lay out a workspace for {year}"
    );
    Action { what, names: Vec::new(), command: shell::another_year(place.invocation, year) }
}

/// Returns the item for files outside any period's folder, with the move command if there is only
/// one.
fn strays(place: &PeriodFacts<'_>, outcome: &Outcome<'_>) -> Option<Action> {
    let strays = &outcome.case.strays;
    let count = Some(strays.len()).filter(|count| *count > 0)?;
    let moves = Moves::new(strays, &place.workspace.plan, place.choice.period);
    let files = counted(count, "file");
    let what = msg!(
        "Chuyển {count} tệp nằm ngoài thư mục của kỳ",
        "Move {files} outside any period's folder"
    );
    let names = moves.names();
    let command = match moves
        .commands(Shell::detect(), |name| shell::path(place.invocation, name))
        .as_slice()
    {
        [one] => one.clone(),
        _ => place.command(&["check", "--rule", named::FILES_OUTSIDE_PERIODS.code]),
    };
    Some(Action { what, names, command })
}

/// Returns the item for missing or outdated results.
fn outdated(place: &PeriodFacts<'_>) -> Option<Action> {
    let what = match (place.results, place.closed) {
        (Results::Current, _) => return None,
        (Results::Outdated, Some(_)) => msg!(
            "Lập bản mới bên cạnh kết quả đã chốt",
            "Write a new version beside the closed results"
        ),
        (Results::Outdated, None) => {
            msg!("Tổng hợp lại: kết quả đã cũ", "Consolidate again: the results are out of date")
        }
        (Results::None, _) => msg!("Tổng hợp lần đầu", "Consolidate for the first time"),
    };
    Some(place.action(what, &["consolidate"]))
}

/// Returns the command that resolves an item or shows its findings.
fn resolving_command(place: &PeriodFacts<'_>, item: &ActionItem<'_>) -> String {
    let shown = |words: &[&str]| place.command(&[&["check"], words].concat());
    match item.kind {
        ActionKind::Unread => shown(&[]),
        ActionKind::Lost => shown(&["--rule", named::REGISTERED_WITHOUT_FILE.code]),
        ActionKind::Overdue => place
            .opening(letter::REMINDERS)
            .unwrap_or_else(|| shown(&["--rule", named::OVERDUE_REPORT.code])),
        ActionKind::Due => place.opening(letter::REMINDERS).unwrap_or_else(|| shown(&[])),
        ActionKind::Conflicting => shown(&["--rule", named::CONFLICTING_VERSIONS.code]),
        ActionKind::Unattributed => {
            let [unknown, several] = [&named::UNKNOWN_UNIT, &named::CONTRADICTORY_UNIT];
            shown(&["--rule", unknown.code, "--rule", several.code])
        }
        ActionKind::Unreadable | ActionKind::Returned => {
            let letter = match item.units.as_slice() {
                [one] => format!("{}/{}.docx", letter::RETURNED, file_name(one.unit.as_str())),
                _ => letter::RETURNED.to_owned(),
            };
            place.opening(&letter).unwrap_or_else(|| match item.units.as_slice() {
                [one] => shown(&["--unit", one.unit.as_str()]),
                _ => shown(&["--severity", "error"]),
            })
        }
    }
}
