//! Arguments of `schedule`, `completions` and `man`.

use super::subcommand;
use crate::text::{Lang, Text};
use clap::{Arg, ArgMatches, Command, value_parser};
use clap_complete::Shell;

/// A scheduler.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum System {
    Systemd,
    Cron,
    Windows,
}

impl System {
    const NAMES: [&'static str; 3] = ["systemd", "cron", "windows"];

    /// Returns its name on the command line.
    pub(in crate::cli) const fn name(self) -> &'static str {
        let [systemd, cron, windows] = Self::NAMES;
        match self {
            Self::Systemd => systemd,
            Self::Cron => cron,
            Self::Windows => windows,
        }
    }
}

/// Returns the scheduler that is given.
pub(super) fn system(of: &ArgMatches) -> Option<System> {
    Some(match of.get_one::<String>("for")?.as_str() {
        "systemd" => System::Systemd,
        "cron" => System::Cron,
        _ => System::Windows,
    })
}

pub(super) fn schedule(lang: Lang) -> Command {
    let about = Text::new(
        "In lịch chạy tự động trước và sau mỗi thời hạn của kế hoạch, không cài gì (lệnh tương đương: lich)",
        "Print the job that runs the batch around each deadline of the plan; installs nothing (also: lich)",
    );
    let system = Text::new(
        "Dành cho hệ nào: systemd, cron (Linux) hoặc windows (Task Scheduler)",
        "What it is for: systemd, cron (Linux) or windows (Task Scheduler)",
    );
    subcommand(
        lang,
        ["schedule", "lich"],
        "--for systemd|cron|windows",
        about,
        "tonghop schedule --for systemd",
    )
    .arg(
        Arg::new("for")
            .long("for")
            .value_name(System::NAMES.join("|"))
            .value_parser(System::NAMES)
            .hide_possible_values(true)
            .required(true)
            .help(system.in_lang(lang)),
    )
}

pub(super) fn completions(lang: Lang) -> Command {
    let about = Text::new(
        "In tập lệnh giúp gõ tắt tên lệnh, tùy chọn cho trình dòng lệnh (lệnh tương đương: go-tat)",
        "Print the script with which a shell completes commands and options (also: go-tat)",
    );
    let shell = Text::new(
        "Trình dòng lệnh: bash, zsh, fish, powershell, elvish",
        "The shell: bash, zsh, fish, powershell, elvish",
    );
    subcommand(lang, ["completions", "go-tat"], "<SHELL>", about, "tonghop completions bash").arg(
        Arg::new("shell")
            .value_name("SHELL")
            .required(true)
            .value_parser(value_parser!(Shell))
            .hide_possible_values(true)
            .help(shell.in_lang(lang)),
    )
}

pub(super) fn manual(lang: Lang) -> Command {
    let about = Text::new(
        "In trang sổ tay (man) với đủ các lệnh và tùy chọn (lệnh tương đương: so-tay)",
        "Print the manual page (man) with every command and option (also: so-tay)",
    );
    subcommand(lang, ["man", "so-tay"], "", about, "tonghop man")
}
