//! The command line: the only part that prints and asks the clock. One file per command.

mod args;
mod board;
mod check;
mod clock;
mod close;
mod closed_results;
mod completion;
mod completions_and_manual;
mod console;
mod consolidate;
mod decide;
mod diff;
mod examine;
mod explain;
mod init;
mod input_paths;
mod json_document;
mod lock;
mod log;
mod misplaced;
mod open;
mod parent_report;
mod periods;
mod plan_form;
#[cfg(unix)]
mod process_limits;
mod progress;
mod read_me_first;
mod results;
mod run_context;
mod schedule;
mod screen;
mod scripts;
mod settlement;
mod shell;
mod template;
mod terminal;
mod todo;
mod usage_error;
mod verify;
mod workspace_root;

use crate::error::Error;
use crate::model::record::SCHEMA;
use crate::model::results::Tool;
use crate::model::run_without_results::{Failure, RunWithoutResults};
use crate::msg;
use crate::read::{READ_COMMAND, answer};
use crate::store::layout::SETTINGS;
use crate::store::{file_system, run_records};
use crate::text::Lang;
use args::{Examine, Invocation, Issue, Job};
use console::Console;
use log::Level;
use periods::Use;
use run_context::RunContext;
use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;

/// Exit code: done, no error found.
const DONE: u8 = 0;
/// Exit code: done, errors found in reports.
const FOUND: u8 = 1;
/// Exit code: could not be done.
const FAILED: u8 = 2;
/// Exit code: no report to read.
const NOTHING: u8 = 3;

/// Runs the program and returns its exit code.
pub fn main() -> ExitCode {
    let words: Vec<OsString> = args::repair_dashes(std::env::args_os().collect());
    if let [_, command, format] = words.as_slice()
        && command == READ_COMMAND
    {
        return read_for_parent(&format.to_string_lossy());
    }
    if let Some(code) = completion::answer(&words) {
        return code;
    }
    let (lang, log, json) = (args::language(&words), args::log(&words), args::json(&words));
    #[cfg(unix)]
    if let Some(code) = process_limits::prepare(lang.unwrap_or_default(), json) {
        return code;
    }
    if let Some(form) = log {
        form.log_panics(lang.unwrap_or_default());
    }
    let code = match args::parse(words, lang) {
        Ok(invocation) => run(&invocation, lang.unwrap_or_default()),
        Err(error) => usage_error::report(&error, lang.unwrap_or_default(), log, json),
    };
    ExitCode::from(code)
}

/// Runs the hidden command that reads one binary file for the parent process.
fn read_for_parent(format: &str) -> ExitCode {
    let read = answer(format, &mut std::io::stdin().lock());
    let written = std::io::stdout().lock().write_all(&read);
    ExitCode::from(if written.is_ok() { DONE } else { FAILED })
}

fn run(invocation: &Invocation, lang: Lang) -> u8 {
    let (mut console, mut context) = (Console::new(invocation, lang), RunContext::start());
    log_start(invocation, &console);
    let done = clock::require_set(context.started)
        .and_then(|()| work(invocation, &mut console, &mut context));
    let code = match &done {
        Ok(code) => *code,
        Err(Error::NoReports(_)) => NOTHING,
        Err(_) => FAILED,
    };
    if let Err(error) = &done {
        console.fail(error, code);
    }
    record_without_results(invocation, &console, &context, code, done.as_ref().err());
    let said = msg!("Kết thúc, mã thoát {code}.", "Ended, exit code {code}.");
    console.event(
        Level::Info,
        "run-ended",
        &said,
        &[("exit_code", code.into()), ("milliseconds", context.milliseconds().into())],
    );
    code
}

fn work(
    invocation: &Invocation,
    console: &mut Console,
    context: &mut RunContext,
) -> Result<u8, Error> {
    if invocation.is_found {
        let root = invocation.root.display();
        console.tell(&msg!("Thư mục làm việc: {root}", "Workspace: {root}"));
    }
    if invocation.job.reads_results() {
        lock::recover(&invocation.root, console)?;
    }
    match &invocation.job {
        Job::Screen(asked) => screen::run(invocation, asked, console),
        Job::Init(init) => init::run(invocation, init, console),
        Job::Plan(form) => plan_form::run(invocation, *form, console),
        Job::Template(asked) => {
            periods::each(invocation, &asked.when, Use::Writes, console, |when, console| {
                template::run(
                    invocation,
                    &Issue { when: when.clone(), ..asked.clone() },
                    console,
                    context,
                )
            })
        }
        Job::Check(asked) => {
            let asked = periods::with_plain_period(invocation, asked, console)?;
            run_for_periods(invocation, &asked, Use::Reads, console, |asked, console| {
                check::run(invocation, asked, console, context)
            })
        }
        Job::Consolidate(asked) => {
            let about = if asked.if_due { Use::WritesIfDue } else { Use::Writes };
            run_for_periods(invocation, &asked.examine, about, console, |examine, console| {
                consolidate::run(invocation, examine, asked.level.as_ref(), console, context)
            })
        }
        Job::Decide(asked) => decide::run(invocation, asked, console, context),
        Job::Close(asked) => {
            run_for_periods(invocation, asked, Use::Decides, console, |asked, console| {
                close::run(invocation, asked, console, context)
            })
        }
        Job::Diff(asked) => diff::run(invocation, asked, console),
        Job::Verify { period } => verify::run(invocation, period.as_deref(), console),
        Job::Schedule(system) => schedule::run(invocation, *system, console),
        Job::Completions(shell) => completions_and_manual::completions(*shell, console),
        Job::Manual => completions_and_manual::manual(console),
        Job::Explain { code } => explain::run(code.as_deref(), console),
    }
}

/// Runs a command for each of its periods, and opens the status board if requested.
fn run_for_periods(
    invocation: &Invocation,
    asked: &Examine,
    about: Use,
    console: &mut Console,
    mut act: impl FnMut(&Examine, &mut Console) -> Result<u8, Error>,
) -> Result<u8, Error> {
    periods::each(invocation, &asked.when, about, console, |when, console| {
        let asked = Examine { when: when.clone(), ..asked.clone() };
        let code = act(&asked, console)?;
        if let Some(period) = asked.when.period.as_deref().filter(|_| asked.open) {
            let as_of = asked.when.as_of.unwrap_or_else(clock::today);
            board::open(invocation, &period.into(), as_of, console)?;
        }
        Ok(code)
    })
}

fn log_start(invocation: &Invocation, console: &Console) {
    let (command, version) = (console.command, env!("CARGO_PKG_VERSION"));
    let said = msg!("Bắt đầu tonghop {command}.", "tonghop {command} begins.");
    let workspace =
        file_system::canonical(&invocation.root).unwrap_or_else(|_| invocation.root.clone());
    let fields = [
        ("command", command.into()),
        ("version", version.into()),
        ("workspace", workspace.display().to_string().into()),
        ("pid", std::process::id().into()),
    ];
    console.event(Level::Info, "run-started", &said, &fields);
}

/// Records a writing run that left no record with results.
fn record_without_results(
    invocation: &Invocation,
    console: &Console,
    context: &RunContext,
    exit_code: u8,
    error: Option<&Error>,
) {
    let is_workspace = || invocation.root.join(SETTINGS).is_file();
    if !invocation.job.writes()
        || (error.is_none() && context.manifest.outputs.is_empty())
        || !is_workspace()
    {
        return;
    }
    let (command, started, manifest, stages) =
        (console.command, context.started, context.manifest.clone(), context.stages.clone());
    let error = error.map(|error| Failure { reason: error.key(), message: error.to_message() });
    let record = RunWithoutResults {
        schema: SCHEMA,
        command,
        started,
        tool: Tool::this(),
        manifest,
        lang: console.lang,
        stages,
        exit_code,
        error,
    };
    if let Err(why) = run_records::write_without_results(&invocation.root, &record) {
        // the run may have failed because of the disk
        let said = msg!(
            "Không để lại được bản ghi của lần chạy này.",
            "No record of this run could be left."
        );
        console.event(Level::Warn, "record-missing", &said, &[("detail", why.to_string().into())]);
    }
}
