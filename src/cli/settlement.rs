//! Decisions and moves that settle a finding, and the commands that make them.

use super::args::Invocation;
use super::misplaced::Moves;
use super::shell::{self, Shell};
use crate::model::case::Dossier;
use crate::model::reading::Reading;
use crate::model::submission::Submission;
use crate::msg;
use crate::outcome::Outcome;
use crate::rules::{Excludes, Finding, Remedy, Severity};
use crate::text::{Lang, Message, Text};

/// A decision that would settle a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Settlement {
    Waive,
    Extend,
    Exempt,
    Receipt,
    Identity,
    /// Use the figures of this file.
    Choice(String),
    Ignore,
}

/// Placeholders; a command that still contains one is refused.
const DAY: Text = Text::new("NGÀY", "DATE");
const UNIT: Text = Text::new("MÃ-ĐƠN-VỊ", "UNIT-CODE");
const BLANK: &str = "…";

impl Settlement {
    /// Returns its title as a choice.
    pub(super) fn title(&self) -> Message {
        match self {
            Self::Waive => msg!("Chấp nhận nguyên trạng", "Accept unchanged"),
            Self::Extend => msg!("Gia hạn cho đơn vị", "Give the unit more time"),
            Self::Exempt => {
                msg!("Miễn báo cáo cho đơn vị trong kỳ", "Exempt the unit in this period")
            }
            Self::Receipt => msg!("Ghi ngày nhận tệp", "Record the day the file was received"),
            Self::Identity => msg!("Ghi tệp là của đơn vị nào", "Name the file's unit"),
            Self::Choice(file) => msg!("Lấy số liệu theo {file}", "Use the figures of {file}"),
            Self::Ignore => {
                msg!("Tệp không phải là báo cáo, bỏ qua", "Not a report: ignore the file")
            }
        }
    }

    /// Returns the words of its command, for a finding or a file.
    fn words<'w>(&'w self, subject: &'w str, unit: &'w str, lang: Lang) -> Vec<&'w str> {
        let own = match self {
            Self::Waive => vec!["waive", subject],
            Self::Extend => vec!["extend", subject, "--to", DAY.in_lang(lang)],
            Self::Exempt => vec!["exempt", subject],
            Self::Receipt => vec!["receipt", subject, "--received", DAY.in_lang(lang)],
            Self::Identity => vec!["file", subject, "--unit", unit],
            Self::Choice(file) => vec!["file", file, "--counts"],
            Self::Ignore => vec!["file", subject, "--ignore"],
        };
        [vec!["decide"], own].concat()
    }

    /// Returns the command that makes it for a finding.
    pub(super) fn command(
        &self,
        invocation: &Invocation,
        outcome: &Outcome<'_>,
        finding: &Finding,
        lang: Lang,
    ) -> String {
        let case = &outcome.case;
        let submission = finding.submission.and_then(|place| case.submissions.get(place));
        let suggested = submission.and_then(|one| one.identity.suggestions.first());
        let unit = suggested.map_or(UNIT.in_lang(lang), |unit| unit.as_str());
        let id = finding.id();
        let mut words = self.words(&id, unit, lang);
        words.extend(["--reason", BLANK, "--by", BLANK]);
        shell::in_workspace_as_of(invocation, &words, case.scope.as_of)
    }
}

/// Returns the decisions that would settle a finding.
pub(super) fn options(outcome: &Outcome<'_>, finding: &Finding) -> Vec<Settlement> {
    let has_file = finding.submission.is_some();
    let is_unusable = has_file && finding.unit.is_none() && finding.severity == Severity::Error;
    let mut options = Vec::new();
    for remedy in finding.rule.remedies {
        match remedy {
            Remedy::Extend => options.push(Settlement::Extend),
            Remedy::Exempt => options.push(Settlement::Exempt),
            Remedy::Identity => options.push(Settlement::Identity),
            Remedy::Receipt if has_file => options.push(Settlement::Receipt),
            Remedy::Ignore if is_unusable => options.push(Settlement::Ignore),
            Remedy::Choice => options.extend(choices(outcome, finding)),
            Remedy::Receipt | Remedy::Ignore | Remedy::Move => {}
        }
    }
    let is_offered = finding.rule.waiver.is_offered() && finding.may_be_waived();
    if is_offered && uncountable(outcome, finding).is_none() {
        options.push(Settlement::Waive);
    }
    options
}

/// Returns the commands that settle a finding if only the office can; none if the unit is to correct it.
pub(super) fn commands_for_office(
    invocation: &Invocation,
    outcome: &Outcome<'_>,
    finding: &Finding,
    lang: Lang,
) -> Vec<String> {
    let (case, rule) = (&outcome.case, finding.rule);
    if finding.waived.is_some() || rule.waiver.is_offered() || finding.severity == Severity::Note {
        return Vec::new();
    }
    let settlements = match rule.remedies.first() {
        Some(Remedy::Move) => {
            let moves = Moves::new(&case.strays, case.scope.plan, case.scope.period);
            return moves.commands(Shell::detect(), |name| shell::path(invocation, name));
        }
        Some(Remedy::Choice) => choices(outcome, finding).collect(),
        Some(Remedy::Identity) if finding.file.is_some() => vec![Settlement::Identity],
        Some(Remedy::Receipt) if finding.file.is_some() => vec![Settlement::Receipt],
        _ => Vec::new(),
    };
    settlements.iter().map(|one| one.command(invocation, outcome, finding, lang)).collect()
}

fn choices<'o>(
    outcome: &'o Outcome<'o>,
    finding: &Finding,
) -> impl Iterator<Item = Settlement> + use<'o> {
    versions(outcome, finding).into_iter().map(|one| Settlement::Choice(one.file.to_string()))
}

/// Returns the conflicting versions in a finding about a unit.
pub(super) fn versions<'o>(outcome: &'o Outcome<'o>, finding: &Finding) -> Vec<&'o Submission> {
    let dossier =
        outcome.case.dossiers.iter().find(|dossier| Some(&dossier.unit) == finding.unit.as_ref());
    let of_unit = dossier.into_iter().flat_map(Dossier::conflicting);
    of_unit.filter_map(|version| outcome.case.submission(version)).collect()
}

/// Returns why nothing would count if a finding were accepted, or `None` if something would.
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
        (Excludes::Nothing | Excludes::Report, report) | (Excludes::Values(_), report @ None) => {
            let report = report.flatten();
            let is_blank = |code| {
                let figure = report.and_then(|report| report.figure(code));
                figure.is_some_and(|figure| figure.reading == Reading::Blank)
            };
            let is_blank = finding.location.indicators().any(is_blank);
            is_blank.then(|| msg!("ô còn để trống", "the cell is blank"))
        }
    }
}
