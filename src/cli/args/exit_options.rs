//! Options of commands that examine reports: effect of findings on the exit code, what to open,
//! where to write appendices.

use crate::letter::AnnexPlacement;
use crate::rules::Severity;
use crate::text::{Lang, Text};
use clap::{Arg, ArgAction, ArgMatches};

/// Returns the lowest severity that changes the exit code.
pub(super) fn fail_on(of: &ArgMatches) -> Option<Severity> {
    match of.get_one::<String>("fail-on").map(String::as_str) {
        _ if of.get_flag("exit-zero") => None,
        Some("never") => None,
        Some("warning") => Some(Severity::Warning),
        _ => Some(Severity::Error),
    }
}

/// Returns where to write the appendices of the report.
pub(super) fn annexes(of: &ArgMatches) -> AnnexPlacement {
    let asked = of.try_get_one::<String>("annex").ok().flatten();
    let found = AnnexPlacement::NAMED
        .into_iter()
        .find(|(name, _)| asked.is_some_and(|asked| asked == name));
    found.map(|(_, placement)| placement).unwrap_or_default()
}

/// Returns the option for the appendices of the report.
pub(super) fn annex(lang: Lang) -> Arg {
    Arg::new("annex")
        .long("annex")
        .value_name("none|separate|within")
        .value_parser(AnnexPlacement::NAMED.map(|(name, _)| name))
        .hide_possible_values(true)
        .help(
            Text::new(
                "Phụ lục của bao-cao.docx: không có, ở tệp riêng, hoặc cùng tệp (mặc định: within)",
                "Appendices of bao-cao.docx: none, in a file of their own, or in the same file (default: within)",
            )
            .in_lang(lang),
        )
}

/// Returns the options.
pub(super) fn gate(lang: Lang) -> [Arg; 3] {
    let say = move |vi, en| Text::new(vi, en).in_lang(lang);
    [
        Arg::new("open").long("open").action(ArgAction::SetTrue).help(say(
            "Xong thì mở bảng theo dõi trong trình duyệt",
            "Open the status board in the browser when done",
        )),
        Arg::new("exit-zero").long("exit-zero").action(ArgAction::SetTrue).help(say(
            "Mã thoát luôn là 0 khi làm xong",
            "Exit with 0 even if reports have errors",
        )),
        Arg::new("fail-on")
            .long("fail-on")
            .value_name("error|warning|never")
            .value_parser(["error", "warning", "never"])
            .hide_possible_values(true)
            .help(say(
                "Mã thoát là 1 khi có lỗi, cảnh báo từ mức này trở lên (mặc định: error)",
                "Exit with 1 on findings of this severity or higher (default: error)",
            )),
    ]
}
