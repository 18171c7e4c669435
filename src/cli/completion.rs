//! Shell completion of commands, options, periods, units and rules. The script of
//! `tonghop completions` makes the shell query this program each time.

use super::args::{self, When};
use super::{DONE, FAILED, periods, workspace_root};
use crate::error::Error;
use crate::msg;
use crate::rules::RULES;
use crate::store::office_files::OfficeFiles;
use crate::store::workspace::Workspace;
use crate::text::Lang;
use clap::builder::Resettable;
use clap::{Arg, Command};
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};
use clap_complete::env::Shells;
use clap_complete::{CompleteEnv, Shell};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// Environment variable by which a shell queries completions.
const QUERY_VARIABLE: &str = "TONGHOP_COMPLETE";
const PROGRAM: &str = "tonghop";

/// Answers a completion query, or returns `None` if there is none.
pub(super) fn answer(words: &[OsString]) -> Option<ExitCode> {
    std::env::var_os(QUERY_VARIABLE)?;
    let lang = args::language(words).unwrap_or_default();
    let answered = CompleteEnv::with_factory(|| definition(lang))
        .var(QUERY_VARIABLE)
        .bin(PROGRAM)
        .completer(PROGRAM);
    let answered = answered.try_complete(words.to_vec(), std::env::current_dir().ok().as_deref());
    match answered {
        Ok(false) => None,
        Ok(true) => Some(ExitCode::from(DONE)),
        Err(_) => Some(ExitCode::from(FAILED)),
    }
}

/// Returns the completion script of a shell.
///
/// # Errors
/// Returns an error if the shell is not supported.
pub(super) fn script(shell: Shell) -> Result<String, Error> {
    let unknown =
        || msg!("Không có tập lệnh gõ tắt cho {shell}.", "There is no script for {shell}.");
    let mut script = Vec::new();
    let shells = Shells::builtins();
    let completer = shells.completer(&shell.to_string()).ok_or_else(unknown)?;
    completer
        .write_registration(QUERY_VARIABLE, PROGRAM, PROGRAM, PROGRAM, &mut script)
        .map_err(|_| unknown())?;
    Ok(String::from_utf8_lossy(&script).into_owned())
}

/// Returns the command line with aliases and values that depend on the workspace.
fn definition(lang: Lang) -> Command {
    with_values(args::command(lang), lang)
}

fn with_values(command: Command, lang: Lang) -> Command {
    let others: Vec<String> = command.get_all_aliases().map(str::to_owned).collect();
    let name = command.get_name().to_owned();
    let command = command.mut_args(|arg| match (name.as_str(), arg.get_id().as_str()) {
        (_, "period") => candidates(arg, move || periods(lang)),
        (_, "unit") | ("extend" | "exempt", "about") => candidates(arg, units),
        ("explain", "code") | (_, "rule") => candidates(arg, move || rules(lang)),
        ("help", "command") => candidates(arg, move || commands(lang)),
        _ => arg,
    });
    command
        .alias(Resettable::Reset)
        .visible_aliases(others)
        .mut_subcommands(|command| with_values(command, lang))
}

fn candidates(arg: Arg, all: impl Fn() -> Vec<CompletionCandidate> + Send + Sync + 'static) -> Arg {
    arg.add(ArgValueCandidates::new(all))
}

fn candidate(value: &str, about: &str) -> CompletionCandidate {
    CompletionCandidate::new(value).help(Some(about.to_owned().into()))
}

/// Returns the workspace at hand, or `None` if it has errors, which other commands report.
fn workspace() -> Option<Workspace> {
    let words: Vec<OsString> = std::env::args_os().collect();
    let given = words
        .windows(2)
        .find(|pair| matches!(pair, [word, _] if word == "-C"))
        .and_then(|pair| pair.last())
        .map(PathBuf::from);
    let root = workspace_root::find(given.as_deref()).0;
    Workspace::new(&root, OfficeFiles::from_workspace(&root).ok()?).ok()
}

fn periods(lang: Lang) -> Vec<CompletionCandidate> {
    let all = workspace().map(|workspace| workspace.plan.periods).unwrap_or_default();
    all.iter().map(|period| candidate(period.code.as_str(), period.in_lang(lang))).collect()
}

/// Returns the units that report in the period at hand, or all.
fn units() -> Vec<CompletionCandidate> {
    let Some(workspace) = workspace() else {
        return Vec::new();
    };
    let at_hand = periods::when(&workspace, &When { period: None, as_of: None })
        .map(|(period, _)| period)
        .ok();
    let units = workspace.plan.registry.units().iter();
    let there = units.filter(|unit| {
        at_hand.is_none_or(|period| period.deadline.is_none() || unit.must_report_in(period))
    });
    there.map(|unit| candidate(unit.code.as_str(), &unit.name)).collect()
}

fn rules(lang: Lang) -> Vec<CompletionCandidate> {
    RULES.iter().map(|rule| candidate(rule.code, rule.title.in_lang(lang))).collect()
}

fn commands(lang: Lang) -> Vec<CompletionCandidate> {
    let about =
        |command: &Command| command.get_about().map(ToString::to_string).unwrap_or_default();
    args::command(lang)
        .get_subcommands()
        .map(|command| candidate(command.get_name(), &about(command)))
        .collect()
}
