//! Options of `check` that filter findings.

use crate::rules::Severity;
use crate::text::{Lang, Text};
use clap::{Arg, ArgAction, ArgMatches};

/// A filter of findings by units, rules and severities.
#[derive(Debug, Clone, Default)]
pub(in crate::cli) struct FindingFilter {
    pub(in crate::cli) units: Vec<String>,
    pub(in crate::cli) rules: Vec<String>,
    pub(in crate::cli) severities: Vec<Severity>,
}

/// Returns the filter.
pub(super) fn parse(of: &ArgMatches) -> FindingFilter {
    let all = |name: &str| {
        of.try_get_many::<String>(name)
            .ok()
            .flatten()
            .unwrap_or_default()
            .cloned()
            .collect::<Vec<String>>()
    };
    let severity = |word: &String| {
        [Severity::Error, Severity::Warning, Severity::Note]
            .into_iter()
            .find(|one| one.word() == word)
    };
    FindingFilter {
        units: all("unit"),
        rules: all("rule"),
        severities: all("severity").iter().filter_map(severity).collect(),
    }
}

/// Returns the options.
pub(super) fn options(lang: Lang) -> [Arg; 3] {
    let say = move |vi, en| Text::new(vi, en).in_lang(lang);
    let option =
        |name: &'static str, help| Arg::new(name).long(name).action(ArgAction::Append).help(help);
    [
        option(
            "unit",
            say(
                "Chỉ hiện kết quả về đơn vị có mã hoặc tên này",
                "Show only findings about the unit of this code or name",
            ),
        )
        .value_name(say("MÃ", "CODE")),
        option(
            "rule",
            say(
                "Chỉ hiện kết quả của quy tắc này, như N106; N là cả nhóm N",
                "Show only findings of this rule, such as N106; N for all N rules",
            ),
        )
        .value_name(say("QUY-TẮC", "RULE")),
        option(
            "severity",
            say("Chỉ hiện kết quả ở mức này", "Show only findings of this severity"),
        )
        .value_name("error|warning|note")
        .value_parser(["error", "warning", "note"])
        .hide_possible_values(true),
    ]
}
