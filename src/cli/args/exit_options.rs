//! Options of commands that examine reports: how findings determine the exit code, and what to open.

use crate::rules::Severity;
use crate::text::{Lang, Text};
use clap::{Arg, ArgAction, ArgMatches};

/// Returns the least severity that changes the exit code.
pub(super) fn fail_on(of: &ArgMatches) -> Option<Severity> {
    match of.get_one::<String>("fail-on").map(String::as_str) {
        _ if of.get_flag("exit-zero") => None,
        Some("never") => None,
        Some("warning") => Some(Severity::Warning),
        _ => Some(Severity::Error),
    }
}

/// Returns the options.
pub(super) fn gate(lang: Lang) -> [Arg; 3] {
    let say = move |vi, en| Text::new(vi, en).in_lang(lang);
    [
        Arg::new("open").long("open").action(ArgAction::SetTrue).help(say(
            "Xong thì mở bảng theo dõi trong trình duyệt",
            "Open the status board in the browser when done",
        )),
        Arg::new("exit-zero")
            .long("exit-zero")
            .action(ArgAction::SetTrue)
            .help(say("Mã thoát luôn là 0 khi làm xong", "Exit with 0 whenever the job is done")),
        Arg::new("fail-on")
            .long("fail-on")
            .value_name("error|warning|never")
            .value_parser(["error", "warning", "never"])
            .hide_possible_values(true)
            .help(say(
                "Mã thoát là 1 khi có lỗi, cảnh báo từ mức này trở lên (mặc định: error)",
                "Exit with 1 on findings from this severity on (default: error)",
            )),
    ]
}
