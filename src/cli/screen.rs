//! `tonghop` without a command: shows the state of the period at hand on one screen, or how to
//! begin. Writes nothing.

use super::args::{Examine, FindingFilter, Invocation, When};
use super::closed_results::ClosedResults;
use super::console::Console;
use super::periods::{self, Choice, Use};
use super::run_context::RunContext;
use super::todo::{self, PeriodFacts, Results};
use super::{DONE, FAILED, examine, open, shell};
use crate::error::Error;
use crate::letter::AnnexPlacement;
use crate::model::date;
use crate::model::record::{Changes, Run};
use crate::msg;
use crate::outcome::Outcome;
use crate::render::period_status::{self, ChangesSince, PeriodStatus};
use crate::rules::Severity;
use crate::store::history::History;
use crate::store::layout::SETTINGS;
use crate::store::lock as store_lock;
use crate::store::vietnam_time::in_vietnam;
use crate::store::workspace::Workspace;
use crate::store::{file_system, layout, run_records};
use crate::text::Message;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

/// Prints the screen. If started by a double click, waits before the window closes.
pub(super) fn run(
    invocation: &Invocation,
    asked: &When,
    console: &mut Console,
) -> Result<u8, Error> {
    let done = print_screen(invocation, asked, console);
    if shell::is_double_click(invocation)
        && std::io::stdin().is_terminal()
        && std::io::stdout().is_terminal()
    {
        if let Err(error) = &done {
            console.fail(error, FAILED);
        }
        console.warn_text(
            msg!("\nBấm Enter để đóng.", "\nPress Enter to close.").in_lang(console.lang),
        );
        // the window may be closed instead
        let _ = std::io::stdin().read_line(&mut String::new());
        return done.or(Ok(FAILED));
    }
    done
}

fn print_screen(invocation: &Invocation, asked: &When, console: &mut Console) -> Result<u8, Error> {
    if !invocation.root.join(SETTINGS).is_file() {
        return how_to_begin(invocation, console);
    }
    let workspace = open::open(invocation, console)?;
    let mut choices = periods::choices(&workspace, invocation, asked, Use::Reads)?.into_iter();
    let Some(choice) = choices.next() else {
        return Err(periods::undated(&workspace));
    };
    let others = choices.map(|other| other.period.code.to_string());
    let mut status = state(invocation, asked, &workspace, &choice, console)?;
    status.others = others
        .map(|code| (code.clone(), shell::in_workspace(invocation, &["--period", &code])))
        .collect();
    if console.json {
        let root =
            file_system::canonical(&workspace.root).unwrap_or_else(|_| workspace.root.clone());
        console.print(&period_status::document(&status, &root.display().to_string()))?;
    } else {
        console.print(&period_status::text(&status, console.style()))?;
    }
    Ok(DONE)
}

/// Collects the state of a period.
fn state(
    invocation: &Invocation,
    asked: &When,
    workspace: &Workspace,
    choice: &Choice<'_>,
    console: &Console,
) -> Result<PeriodStatus, Error> {
    let (period, as_of) = (choice.period, choice.as_of);
    let when = When { period: Some(period.code.to_string()), as_of: Some(as_of) };
    let examined = Examine {
        when,
        files: Vec::new(),
        fail_on: None,
        filter: FindingFilter::default(),
        open: false,
        annexes: AnnexPlacement::default(),
    };
    let outcome =
        examine::outcome_quietly(workspace, &examined, console, &mut RunContext::start())?;
    let history = History::read(&workspace.root, &period.code)?;
    let last = run_records::last(&history)?.map(|(_, run)| run);
    let inputs = workspace.inputs(&outcome);
    let closed = ClosedResults::compare(&history, &inputs)?;
    let is_current = last.as_ref().is_some_and(|run| {
        run.manifest.as_of == as_of && Changes::between(&run.manifest.inputs, &inputs).is_empty()
    });
    let since = last.map(|run| since(&run, closed.as_ref(), &inputs));
    let turnout = outcome.turnout();
    let folder = history.folder(history.revisions.newest);
    let files: Vec<String> = [layout::workbook(history.revisions.newest), layout::BOARD.to_owned()]
        .into_iter()
        .filter(|name| folder.join(name).is_file())
        .collect();
    let place = PeriodFacts {
        invocation,
        asked,
        choice,
        workspace,
        history: &history,
        results: results_state(&files, is_current),
        is_interrupted: store_lock::is_interrupted(&workspace.root),
        closed: closed.as_ref(),
    };
    let todo = todo::actions(&place, &outcome);
    Ok(PeriodStatus {
        period: period.code.to_string(),
        name: Message { vi: period.name.clone(), en: period.name_en.clone() },
        reason: choice.reason(),
        as_of,
        days_left: choice.days_left(),
        others: Vec::new(),
        expected: turnout.expected,
        received: turnout.received,
        punctual: turnout.punctual,
        findings: counts(&outcome),
        incomplete: outcome.incomplete(),
        since,
        closed: closed.as_ref().map(ClosedResults::day),
        todo,
        results: shell::path(invocation, &history.name(&folder)),
        files,
    })
}

/// Returns whether the results are current: nothing has changed since the last run, and it was as
/// of this date.
const fn results_state(files: &[String], is_current: bool) -> Results {
    match is_current {
        _ if files.is_empty() => Results::None,
        true => Results::Current,
        false => Results::Outdated,
    }
}

fn counts(outcome: &Outcome<'_>) -> [usize; 3] {
    [Severity::Error, Severity::Warning, Severity::Note].map(|severity| outcome.count(severity))
}

/// Returns what changed since the last run or since closing.
fn since(
    run: &Run,
    closed: Option<&ClosedResults>,
    now: &[crate::model::record::Input],
) -> ChangesSince {
    let started = in_vietnam(run.started);
    let (day, time) = (date::to_message(started.date_naive()), started.format("%H:%M"));
    let (day_vi, day_en) = (day.vi, day.en);
    ChangesSince {
        run: msg!("lúc {time} ngày {day_vi}", "{day_en}, {time}"),
        as_of: date::to_message(run.manifest.as_of),
        changes: closed.map_or_else(
            || Changes::between(&run.manifest.inputs, now),
            |closed| closed.changes().clone(),
        ),
    }
}

/// Prints how to begin without a workspace.
fn how_to_begin(invocation: &Invocation, console: &Console) -> Result<u8, Error> {
    let lang = console.lang;
    let is_named = invocation.root != Path::new(".");
    let place = invocation.root.display();
    let what = if is_named {
        msg!(
            "{place} không phải là thư mục làm việc (không có {SETTINGS}).",
            "{place} is not a workspace (it has no {SETTINGS})."
        )
    } else {
        msg!(
            "Thư mục này không phải là thư mục làm việc (không có {SETTINGS}).",
            "This folder is not a workspace (it has no {SETTINGS})."
        )
    };
    let here = Invocation { root: PathBuf::from("."), ..invocation.clone() };
    let name = msg!("ban-chi-dao", "office");
    let new = shell::in_workspace(&here, &["init", name.in_lang(lang)]);
    let near = nearby_workspace(&invocation.root);
    let old = near.as_ref().map_or_else(
        || shell::in_workspace(&here, &["-C", msg!("THƯ-MỤC", "FOLDER").in_lang(lang)]),
        |root| shell::in_workspace(&Invocation { root: root.clone(), ..invocation.clone() }, &[]),
    );
    if console.json {
        let todo = serde_json::json!({ "schema": 1, "workspace": null, "what": what, "init": new, "near": near.as_ref().map(|_| &old) });
        console.print(&format!("{todo:#}\n"))?;
    } else {
        let (first, second) = (
            msg!("Lập thư mục làm việc mới:", "Lay out a new workspace:"),
            msg!("Mở thư mục làm việc đã có:", "Open an existing one:"),
        );
        let (first, second) = (first.in_lang(lang), second.in_lang(lang));
        let width = first.chars().count().max(second.chars().count());
        let [lay_out, open] = [(first, new), (second, old)]
            .map(|(text, command)| format!("{text:<width$}  {command}\n"));
        // `init` would refuse a name that exists
        let steps = match near {
            Some(_) if here.root.join(name.in_lang(lang)).exists() => open,
            Some(_) => open + &lay_out,
            None => lay_out + &open,
        };
        console.print(&format!("{}\n{steps}", what.in_lang(lang)))?;
    }
    Ok(if is_named { FAILED } else { DONE })
}

/// Returns a workspace in or above a folder.
fn nearby_workspace(folder: &Path) -> Option<PathBuf> {
    let is_workspace = |path: &PathBuf| path.join(SETTINGS).is_file();
    let depth = file_system::canonical(folder).ok()?.components().count();
    let above = (1..depth).map(|up| folder.join(vec![".."; up].join("/")));
    let mut below: Vec<PathBuf> = std::fs::read_dir(folder)
        .ok()?
        .filter_map(Result::ok)
        .map(|entry| folder.join(entry.file_name()))
        .collect();
    below.sort();
    let plain = |path: PathBuf| path.strip_prefix(".").map(Path::to_owned).unwrap_or(path);
    below.into_iter().chain(above).find(is_workspace).map(plain)
}
