//! Lists findings that need a decision of the office, with the possible decisions.

use super::lookup::Lookup;
use crate::cli::args::Invocation;
use crate::cli::console::Console;
use crate::cli::settlement::{Settlement, options};
use crate::error::Error;
use crate::model::id::UnitCode;
use crate::msg;
use crate::outcome::Outcome;
use crate::render::findings;
use crate::render::wrap::wrapped;
use crate::rules::{Finding, Severity};
use crate::text::{Lang, Message};
use serde_json::json;
use std::fmt::Write as _;

/// Returns the findings that need a decision, each with its options.
pub(super) fn with_options<'o>(
    outcome: &'o Outcome<'o>,
) -> impl Iterator<Item = (&'o Finding, Vec<Settlement>)> {
    let waiting = outcome
        .findings
        .iter()
        .filter(|finding| finding.waived.is_none() && finding.severity != Severity::Note);
    waiting
        .map(|finding| (finding, options(outcome, finding)))
        .filter(|(_, options)| !options.is_empty())
}

/// Returns the list of open findings with the commands that settle them.
///
/// # Errors
/// Returns an error if files cannot be listed.
pub(super) fn list(lookup: &Lookup<'_>, console: &Console) -> Result<String, Error> {
    let (invocation, lang, outcomes) = (lookup.invocation, console.lang, lookup.outcomes()?);
    if console.json {
        let all: Vec<_> = outcomes
            .iter()
            .flat_map(|outcome| {
                with_options(outcome)
                    .map(move |waiting| document(invocation, outcome, waiting, lang))
            })
            .collect();
        return Ok(format!("{:#}\n", json!({ "waiting": all })));
    }
    let mut text = String::new();
    for outcome in outcomes {
        let waiting: Vec<_> = with_options(outcome).collect();
        let (period, count) = (&outcome.case.scope.period.code, waiting.len());
        let head = match count {
            0 => msg!(
                "Kỳ {period}: không có nội dung nào chờ quyết định.",
                "Period {period}: nothing waits for a decision."
            ),
            _ => msg!(
                "Kỳ {period}: {count} nội dung có thể quyết định. Thay NGÀY, MÃ-ĐƠN-VỊ và dấu … trong lệnh bằng nội dung thật.",
                "Period {period}: {count} findings can be decided. Replace DATE, UNIT-CODE and … in a command by what is meant."
            ),
        };
        let head = wrapped(head.in_lang(lang), console.columns());
        let _ = writeln!(text, "{head}");
        for (finding, options) in waiting {
            let line = findings::line(outcome, finding, lang);
            let line = wrapped(&format!("{}  {line}", finding.id()), console.columns());
            let _ = writeln!(text, "\n{line}");
            for option in options {
                let _ = writeln!(
                    text,
                    "  {}:\n    {}",
                    option.title().in_lang(lang),
                    option.command(invocation, outcome, finding, lang)
                );
            }
        }
    }
    if outcomes.is_empty() {
        let none = msg!(
            "Chưa nhận được báo cáo nào; không có gì chờ quyết định.",
            "No report has been received; nothing waits for a decision."
        );
        let _ = writeln!(text, "{}", none.in_lang(lang));
    }
    Ok(text)
}

fn document(
    invocation: &Invocation,
    outcome: &Outcome<'_>,
    (finding, options): (&Finding, Vec<Settlement>),
    lang: Lang,
) -> serde_json::Value {
    let commands: Vec<String> =
        options.iter().map(|option| option.command(invocation, outcome, finding, lang)).collect();
    let Message { vi, en } = &finding.message;
    json!({
        "id": finding.id(), "period": outcome.case.scope.period.code.as_str(),
        "unit": finding.unit.as_ref().map(UnitCode::as_str), "message": { "vi": vi, "en": en }, "commands": commands,
    })
}
