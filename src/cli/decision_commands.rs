//! The decisions that findings wait for, as commands to paste: the person fills in why and who.

use super::args::Invocation;
use super::decide::versions;
use super::shell;
use crate::msg;
use crate::outcome::Outcome;
use crate::rules::Finding;
use crate::text::Lang;

/// Whether the office may well accept a finding unchanged: it compares what can be read.
pub(super) fn can_be_accepted(finding: &Finding) -> bool {
    finding.rule.code.starts_with('C') && finding.waived.is_none()
}

/// The command that accepts a finding.
pub(super) fn accepting(invocation: &Invocation, id: &str, period: &str, lang: Lang) -> String {
    decide(invocation, &["waive", id, "--period", period], lang)
}

/// The commands that settle a finding which only the office can settle; none where the unit is to correct it.
pub(super) fn by(invocation: &Invocation, outcome: &Outcome<'_>, finding: &Finding) -> Vec<String> {
    let (case, lang) = (&outcome.case, invocation.lang.unwrap_or_default());
    let period = case.scope.period.code.as_str();
    if finding.waived.is_some() {
        return Vec::new();
    }
    let submission = finding.submission.and_then(|place| case.submissions.get(place));
    let file = finding.file.as_deref();
    match (finding.rule.code, file) {
        ("N105", _) => {
            let files = versions(outcome, finding).into_iter().map(|submission| &*submission.file);
            files
                .map(|file| {
                    decide(invocation, &["file", file, "--counts", "--period", period], lang)
                })
                .collect()
        }
        ("T105" | "T111", Some(file)) => {
            let suggested =
                submission.and_then(|submission| submission.identity.suggestions.first());
            let unit = suggested.map_or_else(
                || msg!("MÃ-ĐƠN-VỊ", "CODE").in_lang(lang).to_owned(),
                ToString::to_string,
            );
            vec![decide(invocation, &["file", file, "--unit", &unit, "--period", period], lang)]
        }
        ("N108", Some(file)) => {
            let day = msg!("NGÀY", "DATE");
            vec![decide(
                invocation,
                &["receipt", file, "--received", day.in_lang(lang), "--period", period],
                lang,
            )]
        }
        _ => Vec::new(),
    }
}

fn decide(invocation: &Invocation, words: &[&str], lang: Lang) -> String {
    let (reason, by) = (msg!("LÝ DO", "REASON"), msg!("NGƯỜI QUYẾT ĐỊNH", "NAME"));
    let end = ["--reason", reason.in_lang(lang), "--by", by.in_lang(lang)];
    shell::in_workspace(invocation, &[&["decide"], words, &end].concat())
}
