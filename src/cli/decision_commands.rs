//! The decisions that findings wait for, as commands to paste: the person fills in why and who.

use super::args::Invocation;
use super::decide::versions;
use super::shell;
use crate::msg;
use crate::outcome::Outcome;
use crate::rules::Finding;
use crate::text::Lang;
use chrono::NaiveDate;

/// The commands that settle a finding which only the office can settle; none where the unit is to correct it.
pub(super) fn by(invocation: &Invocation, outcome: &Outcome<'_>, finding: &Finding) -> Vec<String> {
    let (case, lang) = (&outcome.case, invocation.lang.unwrap_or_default());
    let (period, as_of) = (case.scope.period.code.as_str(), case.scope.as_of);
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
                    decide(invocation, &["file", file, "--counts", "--period", period], as_of, lang)
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
            vec![decide(
                invocation,
                &["file", file, "--unit", &unit, "--period", period],
                as_of,
                lang,
            )]
        }
        ("N108", Some(file)) => {
            let day = msg!("NGÀY", "DATE");
            vec![decide(
                invocation,
                &["receipt", file, "--received", day.in_lang(lang), "--period", period],
                as_of,
                lang,
            )]
        }
        _ => Vec::new(),
    }
}

fn decide(invocation: &Invocation, words: &[&str], as_of: NaiveDate, lang: Lang) -> String {
    let (reason, by) = (msg!("LÝ DO", "REASON"), msg!("NGƯỜI QUYẾT ĐỊNH", "NAME"));
    let end = ["--reason", reason.in_lang(lang), "--by", by.in_lang(lang)];
    shell::in_workspace_as_of(invocation, &[&["decide"], words, &end].concat(), as_of)
}
