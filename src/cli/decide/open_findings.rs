//! What waits for a decision of the office, and which decisions there are for it.

use super::lookup::Lookup;
use crate::cli::console::Console;
use crate::cli::shell;
use crate::error::Error;
use crate::model::case::Dossier;
use crate::model::id::UnitCode;
use crate::model::submission::Submission;
use crate::msg;
use crate::outcome::Outcome;
use crate::rules::{Excludes, Finding, Severity};
use crate::text::{Lang, Message, Text, visible_line};
use serde_json::json;
use std::fmt::Write as _;
use std::path::Path;

/// A decision that would settle a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Resolution {
    Waive,
    Extend,
    Exempt,
    Receipt,
    Identity,
    /// The file of one version, and its name.
    Choice(String),
    Ignore,
}

impl Resolution {
    /// What it does, as a person is asked.
    pub(super) fn title(&self) -> Message {
        match self {
            Self::Waive => msg!("Chấp nhận nguyên trạng", "Accept unchanged"),
            Self::Extend => msg!("Gia hạn cho đơn vị", "Give the unit more time"),
            Self::Exempt => {
                msg!("Miễn báo cáo cho đơn vị trong kỳ", "Exempt the unit in this period")
            }
            Self::Receipt => msg!("Ghi ngày nhận tệp", "Record the day the file was received"),
            Self::Identity => msg!("Ghi tệp là của đơn vị nào", "Say which unit the file is of"),
            Self::Choice(file) => msg!("Lấy số liệu theo {file}", "Use the figures of {file}"),
            Self::Ignore => {
                msg!("Tệp không phải là báo cáo, bỏ qua", "The file is no report, set it aside")
            }
        }
    }

    /// The words of the command that makes it, what a person must add marked by dots.
    fn words(&self, id: &str, lang: Lang) -> Vec<String> {
        let day = Text::new("NGÀY", "DATE").in_lang(lang);
        let own: Vec<&str> = match self {
            Self::Waive => vec!["waive", id],
            Self::Extend => vec!["extend", id, "--to", day],
            Self::Exempt => vec!["exempt", id],
            Self::Receipt => vec!["receipt", id, "--received", day],
            Self::Identity => {
                vec!["file", id, "--unit", Text::new("MÃ-ĐƠN-VỊ", "UNIT-CODE").in_lang(lang)]
            }
            Self::Choice(file) => vec!["file", id, "--counts", file],
            Self::Ignore => vec!["file", id, "--ignore"],
        };
        std::iter::once("decide").chain(own).map(str::to_owned).collect()
    }

    /// The command that makes it.
    pub(super) fn command(
        &self,
        root: &Path,
        outcome: &Outcome<'_>,
        finding: &Finding,
        lang: Lang,
    ) -> String {
        let mut words = self.words(&finding.id(), lang);
        words.extend(["--reason", "…", "--by", "…"].map(str::to_owned));
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        shell::command_as_of(root, &words, outcome.case.scope.as_of)
    }
}

/// The findings that wait for a decision, each with what can be decided.
pub(super) fn of<'o>(
    outcome: &'o Outcome<'o>,
) -> impl Iterator<Item = (&'o Finding, Vec<Resolution>)> {
    let waiting = outcome
        .findings
        .iter()
        .filter(|finding| finding.waived.is_none() && finding.severity != Severity::Note);
    waiting
        .map(|finding| (finding, options(outcome, finding)))
        .filter(|(_, options)| !options.is_empty())
}

/// What can be decided about a finding.
pub(super) fn options(outcome: &Outcome<'_>, finding: &Finding) -> Vec<Resolution> {
    let has_file = finding.submission.is_some();
    match finding.rule.code {
        "N101" => vec![Resolution::Extend, Resolution::Exempt],
        "N102" if has_file => vec![Resolution::Receipt, Resolution::Extend, Resolution::Waive],
        "N102" => vec![Resolution::Extend, Resolution::Waive],
        "N103" | "N108" if has_file => vec![Resolution::Receipt],
        "N105" => versions(outcome, finding)
            .into_iter()
            .map(|one| Resolution::Choice(one.file.to_string()))
            .collect(),
        "T105" | "T111" => vec![Resolution::Identity, Resolution::Ignore],
        code if code.starts_with('T') && finding.severity == Severity::Error => {
            if has_file && finding.unit.is_none() { vec![Resolution::Ignore] } else { Vec::new() }
        }
        "K101" | "K102" | "K103" | "N104" | "N106" | "N107" | "N108" | "N109" | "T106" => {
            Vec::new()
        }
        _ if uncountable(outcome, finding).is_none() => vec![Resolution::Waive],
        _ => Vec::new(),
    }
}

/// The versions that stand against each other in a finding about a unit.
pub(in crate::cli) fn versions<'o>(
    outcome: &'o Outcome<'o>,
    finding: &Finding,
) -> Vec<&'o Submission> {
    let dossier =
        outcome.case.dossiers.iter().find(|dossier| Some(&dossier.unit) == finding.unit.as_ref());
    let of_unit = dossier.into_iter().flat_map(Dossier::conflicting);
    of_unit.filter_map(|version| outcome.case.submission(version)).collect()
}

/// Why nothing would count if a finding were accepted: no number can be read there. `None` where something would.
pub(super) fn uncountable(outcome: &Outcome<'_>, finding: &Finding) -> Option<Message> {
    if finding.severity != Severity::Error {
        return None;
    }
    let report = finding
        .submission
        .and_then(|place| outcome.case.submissions.get(place))
        .map(Submission::report);
    match (&finding.excludes, report) {
        (_, Some(None)) => Some(msg!("không đọc được tệp này", "the file cannot be read")),
        (Excludes::Values(indicators), Some(Some(report))) => {
            let figures =
                || report.figures.iter().filter(|figure| indicators.contains(&figure.indicator));
            let counts = figures().any(|figure| {
                figure.reading.amount().or_else(|| figure.reading.likely()).is_some()
            });
            (!counts).then(|| msg!("không đọc được thành số nào", "no number can be read there"))
        }
        _ => {
            let is_figure = finding.location.indicators().next().is_some();
            (finding.rule.code == "G103" && is_figure)
                .then(|| msg!("ô còn để trống", "the cell is blank"))
        }
    }
}

/// The list of all that waits, with the commands that settle it.
///
/// # Errors
/// Where files cannot be listed.
pub(super) fn list(lookup: &Lookup<'_>, console: &Console) -> Result<String, Error> {
    let (root, lang, outcomes) = (&lookup.workspace.root, console.lang, lookup.outcomes()?);
    if console.json {
        let all: Vec<_> = outcomes
            .iter()
            .flat_map(|outcome| {
                of(outcome).map(move |waiting| document(root, outcome, waiting, lang))
            })
            .collect();
        return Ok(format!("{:#}\n", json!({ "waiting": all })));
    }
    let mut text = String::new();
    for outcome in outcomes {
        let waiting: Vec<_> = of(outcome).collect();
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
        let _ = writeln!(text, "{}", head.in_lang(lang));
        for (finding, options) in waiting {
            let message = visible_line(finding.message.in_lang(lang));
            let unit = finding
                .unit
                .as_ref()
                .map(|unit| outcome.case.name(unit))
                .filter(|name| !message.contains(name));
            let unit = unit.map_or_else(String::new, |unit| format!("{unit}: "));
            let _ = writeln!(text, "\n{}  {unit}{message}", finding.id());
            for option in options {
                let _ = writeln!(
                    text,
                    "  {}:\n    {}",
                    option.title().in_lang(lang),
                    option.command(root, outcome, finding, lang)
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
    root: &Path,
    outcome: &Outcome<'_>,
    (finding, options): (&Finding, Vec<Resolution>),
    lang: Lang,
) -> serde_json::Value {
    let commands: Vec<String> =
        options.iter().map(|option| option.command(root, outcome, finding, lang)).collect();
    let Message { vi, en } = &finding.message;
    json!({
        "id": finding.id(), "period": outcome.case.scope.period.code.as_str(),
        "unit": finding.unit.as_ref().map(UnitCode::as_str), "message": { "vi": vi, "en": en }, "commands": commands,
    })
}
