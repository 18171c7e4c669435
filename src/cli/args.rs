//! Parses the command line, in either language.

mod closing;
mod commands;
mod decide;
mod exit_options;
mod filter;
mod global;
mod help;
mod job;
mod normalize;
mod period;
mod plan;
mod prescan;
mod printed;
mod template;

use super::log::LogFormat;
use super::workspace_root;
use crate::letter::AnnexPlacement;
use crate::load::shipped;
use crate::msg;
use crate::rules::{RULES, Severity, fingerprint};
use crate::text::{Lang, Text};
use chrono::NaiveDate;
use clap::builder::styling::{AnsiColor, Styles};
use clap::{Arg, ArgAction, ArgMatches, Command};
use clap_complete::Shell;
use exit_options::{annexes, fail_on};
use period::{day, when};
use std::ffi::OsString;
use std::path::PathBuf;

pub(super) use closing::Compare;
pub(super) use decide::{Decide, DecisionRequest, Record, Undo};
pub(super) use filter::FindingFilter;
pub(super) use normalize::repair_dashes;
pub(super) use plan::PlanForm;
pub(super) use prescan::{color_choice, json, language, log};
pub(super) use printed::System;
pub(super) use template::Issue;

/// A parsed command line.
#[derive(Debug, Clone)]
pub(super) struct Invocation {
    /// The words as typed, including the program's name.
    pub(super) words: Vec<OsString>,
    pub(super) root: PathBuf,
    /// Whether the workspace was found above the current folder, so that its path must be printed.
    pub(super) is_found: bool,
    pub(super) lang: Option<Lang>,
    pub(super) json: bool,
    pub(super) quiet: bool,
    /// Format of events on standard error, if they are logged.
    pub(super) log: Option<LogFormat>,
    /// Whether to use color, if given.
    pub(super) use_color: Option<bool>,
    pub(super) job: Job,
}

/// Arguments of `init`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Init {
    pub(super) dir: PathBuf,
    /// Year of the plan, if not that of the shipped plan.
    pub(super) year: Option<i32>,
    /// Workspace of an earlier year to continue.
    pub(super) from: Option<PathBuf>,
    /// Whether plan and units are workbooks.
    pub(super) excel: bool,
}

/// A command with its arguments.
#[derive(Debug, Clone)]
pub(super) enum Job {
    /// Shows the state of the workspace on one screen; used without a command.
    Screen(When),
    Init(Init),
    Plan(PlanForm),
    Template(Issue),
    Check(Examine),
    Consolidate(Consolidate),
    Decide(Decide),
    Close(Examine),
    Diff(Compare),
    Verify {
        period: Option<String>,
    },
    Explain {
        code: Option<String>,
    },
    Schedule(System),
    Completions(Shell),
    Manual,
}

/// Arguments of `check`.
#[derive(Debug, Clone)]
pub(super) struct Examine {
    pub(super) when: When,
    pub(super) files: Vec<PathBuf>,
    /// Minimum severity that changes the exit code.
    pub(super) fail_on: Option<Severity>,
    /// Which findings are shown.
    pub(super) filter: FindingFilter,
    /// Whether to open the status board when done.
    pub(super) open: bool,
    /// Where the appendices of the report are.
    pub(super) annexes: AnnexPlacement,
}

/// Arguments of `consolidate`.
#[derive(Debug, Clone)]
pub(super) struct Consolidate {
    pub(super) examine: Examine,
    pub(super) level: Option<ParentLevel>,
    /// Whether to do nothing on a day when no period is open.
    pub(super) if_due: bool,
}

/// The parent level, in whose form the results are written too.
#[derive(Debug, Clone)]
pub(super) struct ParentLevel {
    /// Its workspace or plan file.
    pub(super) plan: PathBuf,
    /// Code of the reporting unit, if given.
    pub(super) unit: Option<String>,
}

/// A period and a date.
#[derive(Debug, Clone)]
pub(super) struct When {
    pub(super) period: Option<String>,
    pub(super) as_of: Option<NaiveDate>,
}

/// Parses a command line.
pub(super) fn parse(words: Vec<OsString>, lang: Option<Lang>) -> Result<Invocation, clap::Error> {
    let log = log(&words);
    let matches = command(lang.unwrap_or_default())
        .color(color_choice(&words))
        .try_get_matches_from(&words)?;
    if let Some(("help", of)) = matches.subcommand() {
        return Err(help::requested(of, lang.unwrap_or_default()));
    }
    let word = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let job =
        job(&matches).ok_or_else(|| clap::Error::new(clap::error::ErrorKind::MissingSubcommand))?;
    let (root, is_found) =
        workspace_root::find(matches.get_one::<PathBuf>("workspace").map(PathBuf::as_path));
    Ok(Invocation {
        words,
        root,
        lang,
        json: word("format") == Some("json"),
        quiet: matches.get_flag("quiet"),
        log,
        use_color: match word("color") {
            Some("always") => Some(true),
            Some("never") => Some(false),
            _ => None,
        },
        is_found: is_found && job.needs_workspace(),
        job,
    })
}

fn job(matches: &ArgMatches) -> Option<Job> {
    let Some((name, of)) = matches.subcommand() else {
        return Some(Job::Screen(period::parse(matches, matches)));
    };
    let when = || period::parse(matches, of);
    let examine = |files| Examine {
        when: when(),
        files,
        fail_on: fail_on(of),
        filter: filter::parse(of),
        open: of.get_flag("open"),
        annexes: annexes(of),
    };
    Some(match name {
        "init" => Job::Init(Init {
            dir: of.get_one::<PathBuf>("dir")?.clone(),
            year: of.get_one::<i32>("year").copied(),
            from: of.get_one::<PathBuf>("from").cloned(),
            excel: of.get_flag("excel"),
        }),
        "plan" => Job::Plan(plan::form(of)?),
        "template" => Job::Template(template::parse(of, when())),
        "check" => Job::Check(examine(
            of.get_many::<PathBuf>("file").unwrap_or_default().cloned().collect(),
        )),
        "consolidate" => Job::Consolidate(Consolidate {
            examine: examine(Vec::new()),
            level: above(of),
            if_due: of.get_flag("if-due"),
        }),
        "decide" => Job::Decide(decide::parse(of)?),
        "close" => Job::Close(examine(Vec::new())),
        "diff" => Job::Diff(closing::compare(of, when())),
        "verify" => Job::Verify { period: of.get_one::<String>("period").cloned() },
        "schedule" => Job::Schedule(printed::system(of)?),
        "completions" => Job::Completions(*of.get_one::<Shell>("shell")?),
        "man" => Job::Manual,
        _ => Job::Explain { code: of.get_one::<String>("code").cloned() },
    })
}

fn above(of: &ArgMatches) -> Option<ParentLevel> {
    let plan = of.get_one::<PathBuf>("as-report")?.clone();
    Some(ParentLevel { plan, unit: of.get_one::<String>("as-unit").cloned() })
}

/// Returns the definition of the command line in a language, from which help is made.
pub(super) fn command(lang: Lang) -> Command {
    let say = move |vi, en| Text::new(vi, en).in_lang(lang);
    let commands = [
        commands::init(lang),
        plan::plan(lang),
        template::template(lang),
        commands::check(lang),
        commands::consolidate(lang),
        decide::command(lang),
        closing::close(lang),
        closing::diff(lang),
        closing::verify(lang),
        commands::explain(lang),
        printed::schedule(lang),
        printed::completions(lang),
        printed::manual(lang),
        help::help(lang),
    ];
    let about = say(
        "Tổng hợp báo cáo định kỳ của các đơn vị: cấp biểu mẫu, đọc, kiểm tra, tổng hợp vào một bảng tính",
        "Consolidates the units' periodic reports: issues forms, reads, checks, writes one workbook",
    );
    let after = say(
        "Ví dụ:\n  tonghop init ban-chi-dao\n  tonghop -C ban-chi-dao template --period 2024-6T\n  tonghop -C ban-chi-dao consolidate --period 2024-6T --as-of 2024-05-02\n\n\
         Mã thoát: 0 xong, không có lỗi · 1 xong, có lỗi trong báo cáo · 2 không làm được · 3 không có báo cáo nào",
        "Examples:\n  tonghop init office\n  tonghop -C office template --period 2024-6T\n  tonghop -C office consolidate --period 2024-6T --as-of 2024-05-02\n\n\
         Exit codes: 0 done, no error · 1 done, errors in reports · 2 could not be done · 3 no report found",
    );
    let command = with_help_style(Command::new("tonghop"), lang)
        .version(version(lang))
        .override_usage(say("tonghop [TÙY CHỌN] [LỆNH]", "tonghop [OPTIONS] [COMMAND]"))
        .about(about)
        .after_help(after)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .arg(
            Arg::new("version")
                .long("version")
                .short('V')
                .action(ArgAction::Version)
                .help(say("Cho biết phiên bản", "Print the version")),
        )
        .args(global::options(lang))
        .args(when(lang))
        .subcommands(commands);
    help::with_common_parts(command, lang)
}

/// Returns the version of the program, of the shipped plan and of the rules.
fn version(lang: Lang) -> String {
    let (version, plan, year) = (env!("CARGO_PKG_VERSION"), shipped::PLAN_ID, shipped::PLAN_YEAR);
    let (count, print) = (RULES.len(), fingerprint());
    let said = msg!(
        "{version} (kế hoạch kèm theo: {plan}, năm {year}; bộ quy tắc: {count} quy tắc, dấu {print})",
        "{version} (plan shipped: {plan}, year {year}; rule set: {count} rules, fingerprint {print})"
    );
    said.in_lang(lang).to_owned()
}

/// Sets the headings and colors of help.
fn with_help_style(command: Command, lang: Lang) -> Command {
    let say = move |vi, en| Text::new(vi, en).in_lang(lang);
    let template = say(
        "{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}",
        "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}",
    );
    let styles = Styles::styled()
        .header(AnsiColor::Green.on_default().bold())
        .literal(AnsiColor::Cyan.on_default());
    command
        .help_template(template)
        .styles(styles)
        .subcommand_help_heading(say("Các lệnh", "Commands"))
        .subcommand_value_name(say("LỆNH", "COMMAND"))
        .next_help_heading(help::OPTIONS.in_lang(lang))
        .disable_help_flag(true)
        .arg(
            Arg::new("help")
                .long("help")
                .short('h')
                .action(ArgAction::Help)
                .help(say("In hướng dẫn này", "Print this help")),
        )
}

/// Returns a command with its alias.
fn subcommand(
    lang: Lang,
    [name, other]: [&'static str; 2],
    operand: &str,
    about: Text,
    example: &str,
) -> Command {
    let options = Text::new("[TÙY CHỌN]", "[OPTIONS]").in_lang(lang);
    let heading = Text::new("Ví dụ:", "Example:").in_lang(lang);
    with_help_style(Command::new(name), lang)
        .alias(other)
        .about(about.in_lang(lang))
        .override_usage(format!("tonghop {name} {options} {}", help::operand(operand, lang)))
        .after_help(format!("{heading} {example}"))
}
