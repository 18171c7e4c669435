//! The command line: the only place that prints, asks the clock, locks and writes files. One file a command.

mod above;
mod args;
mod check;
mod close;
mod closed;
mod complaint;
mod consolidate;
mod decide;
mod delivery;
mod diff;
mod earlier;
mod examine;
mod explain;
mod history;
mod init;
mod lock;
mod office;
mod output;
mod progress;
mod reminders;
mod results;
mod schedule;
mod shelf;
mod template;
mod verify;
mod watch;
mod workspace;

use crate::error::Error;
use crate::read::{READ_COMMAND, answer};
use crate::text::Lang;
use args::{Invocation, Job};
use output::Console;
use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;

/// Done, nothing to complain of.
const DONE: u8 = 0;
/// Done, with findings as grave as asked for.
const FOUND: u8 = 1;
/// The job could not be done.
const FAILED: u8 = 2;
/// There was nothing to read.
const NOTHING: u8 = 3;

/// Runs the program as the command line says and gives its exit code.
#[must_use]
pub fn main() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    if let [_, command, format] = words.as_slice()
        && command == READ_COMMAND
    {
        return read_one(&format.to_string_lossy());
    }
    let lang = args::language(&words);
    let code = match args::parse(words, lang) {
        Ok(invocation) => run(&invocation, lang.unwrap_or_default()),
        Err(error) => complaint::say(&error, lang.unwrap_or_default()),
    };
    ExitCode::from(code)
}

/// The hidden command: reads one file of a binary format for the program that started it.
fn read_one(format: &str) -> ExitCode {
    let read = answer(format, &mut std::io::stdin().lock());
    let written = std::io::stdout().lock().write_all(&read);
    ExitCode::from(if written.is_ok() { DONE } else { FAILED })
}

fn run(invocation: &Invocation, lang: Lang) -> u8 {
    let mut console = Console::new(invocation, lang);
    let done = match &invocation.job {
        Job::Init { dir } => init::run(dir, &mut console),
        Job::Template(asked) => template::run(invocation, asked, &mut console),
        Job::Check(asked) => check::run(invocation, asked, &mut console),
        Job::Consolidate(asked, level) => consolidate::run(invocation, asked, level.as_ref(), &mut console),
        Job::Decide(asked) => decide::run(invocation, asked, &mut console),
        Job::Close(asked) => close::run(invocation, asked, &mut console),
        Job::Diff { old, new } => diff::run(old, new, &console),
        Job::Verify { period } => verify::run(invocation, period.as_deref(), &mut console),
        Job::Schedule(system) => schedule::run(invocation, *system, &mut console),
        Job::Completions(shell) => delivery::completions(*shell, &console),
        Job::Manual => delivery::manual(&console),
        Job::Explain { code } => explain::run(code.as_deref(), &mut console),
    };
    done.unwrap_or_else(|error| {
        console.complain(&error.message(console.lang));
        if matches!(error, Error::NoReports(_)) { NOTHING } else { FAILED }
    })
}
