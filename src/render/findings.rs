//! Findings as text, grouped by kind: a line each with problem and place, and the correction once.

use super::style::Style;
use super::wrap::wrapped;
use crate::model::cell_range::ranges;
use crate::msg;
use crate::outcome::Outcome;
use crate::rules::{Finding, RULES, Severity};
use crate::text::{Lang, Text, visible_line};
use std::fmt::Write as _;

/// The commands that settle a finding, ready to paste.
pub(crate) type Commands<'c> = &'c dyn Fn(&Finding) -> Vec<String>;

/// Findings of one rule with the same correction.
struct Block<'f> {
    findings: Vec<&'f Finding>,
}

/// Returns the findings in blocks, most severe first, accepted ones last.
pub(crate) fn findings(outcome: &Outcome<'_>, commands: Commands<'_>, style: Style) -> String {
    let mut text = String::new();
    let mut before = None;
    for block in blocks(&outcome.findings, style.lang) {
        let severity =
            block.findings.first().map(|finding| (finding.waived.is_some(), finding.severity));
        // a blank line between severities
        if before.is_some() && before != severity {
            text.push('\n');
        }
        before = severity;
        text.push_str(&block.text(outcome, commands, style));
    }
    text
}

fn blocks(findings: &[Finding], lang: Lang) -> Vec<Block<'_>> {
    let place = |finding: &Finding| {
        let rule = RULES.iter().position(|rule| rule.code == finding.rule.code);
        (finding.waived.is_some(), finding.severity, rule)
    };
    let mut blocks: Vec<Block<'_>> = Vec::new();
    for finding in findings {
        let alike = |block: &&mut Block<'_>| {
            let first = block.findings.first();
            first.is_some_and(|first| {
                place(first) == place(finding) && remedy(first, lang) == remedy(finding, lang)
            })
        };
        match blocks.iter_mut().find(alike) {
            Some(block) => block.findings.push(finding),
            None => blocks.push(Block { findings: vec![finding] }),
        }
    }
    blocks.sort_by_key(|block| block.findings.first().map(|finding| place(finding)));
    blocks
}

/// Returns what to do, or who accepted it.
fn remedy(finding: &Finding, lang: Lang) -> String {
    match &finding.waived {
        Some(decision) => {
            let (head, reason, by) = (
                Text::new("Đã chấp nhận", "Accepted").in_lang(lang),
                &decision.reason,
                &decision.by,
            );
            visible_line(&format!("{head}: {reason} ({by})"))
        }
        None => visible_line(&format!(
            "{}: {}",
            Text::new("Cần làm", "To do").in_lang(lang),
            finding.fix.in_lang(lang)
        )),
    }
}

impl Block<'_> {
    fn text(&self, outcome: &Outcome<'_>, commands: Commands<'_>, style: Style) -> String {
        let Some(first) = self.findings.first() else {
            return String::new();
        };
        let lang = style.lang;
        let severity = first.severity.title().in_lang(lang);
        let mut text = String::new();
        if let [one] = self.findings.as_slice() {
            let id = one.id();
            let _ = writeln!(
                text,
                "{} {}",
                graded(one, &format!("{severity} {id}"), style),
                line(outcome, one, lang)
            );
        } else {
            let (code, title, count) =
                (first.rule.code, first.rule.title.in_lang(lang), self.findings.len());
            let _ = writeln!(
                text,
                "{} {title} ({count})",
                graded(first, &format!("{severity} {code}"), style)
            );
            for finding in &self.findings {
                let _ = writeln!(
                    text,
                    "  {} {}",
                    style.ansi.faint(&finding.id()),
                    line(outcome, finding, lang)
                );
            }
        }
        let _ = writeln!(text, "  {}", remedy(first, lang));
        let mut text = wrapped(&text, style.columns);
        // a command is never wrapped
        for command in self.findings.iter().flat_map(|finding| commands(finding)) {
            let _ = writeln!(text, "    {}", visible_line(&command));
        }
        text
    }
}

fn graded(finding: &Finding, text: &str, style: Style) -> String {
    match finding.severity {
        _ if finding.waived.is_some() => style.ansi.faint(text),
        Severity::Error => style.ansi.bad(text),
        Severity::Warning => style.ansi.warn(text),
        Severity::Note => style.ansi.faint(text),
    }
}

/// Returns whose a finding is, what is wrong and where, with the names of indicators.
pub(crate) fn line(outcome: &Outcome<'_>, finding: &Finding, lang: Lang) -> String {
    let case = &outcome.case;
    let mut message = finding.message_with_names(case.scope.plan, lang);
    if let Some(unit) = &finding.unit {
        let (name, short) = (case.name(unit), case.short_name(unit));
        message = message
            .strip_prefix(name)
            .map_or_else(|| format!("{short}: {message}"), |rest| format!("{short}{rest}"));
    }
    let place = place(finding, lang);
    visible_line(&if place.is_empty() { message } else { format!("{message} – {place}") })
}

/// Returns the place of a finding: sheet, cells, file.
fn place(finding: &Finding, lang: Lang) -> String {
    let mut parts = Vec::new();
    if let Some(sheet) = &finding.location.sheet {
        parts.push(format!("{} “{sheet}”", Text::new("trang", "sheet").in_lang(lang)));
    }
    let cells = ranges(&finding.location.cells);
    if !cells.is_empty() {
        let title = if cells.len() > 1 || cells.iter().any(|cells| cells.contains(':')) {
            Text::new("ô", "cells")
        } else {
            Text::new("ô", "cell")
        };
        parts.push(format!("{} {}", title.in_lang(lang), cells.join(", ")));
    }
    parts.extend(
        finding
            .file
            .as_ref()
            .map(|file| format!("{} {file}", Text::new("tệp", "file").in_lang(lang))),
    );
    parts.join(", ")
}

/// Returns how many of the findings are shown, if they are filtered.
pub(crate) fn shown(shown: usize, all: usize, style: Style) -> String {
    let said =
        msg!("Hiện {shown} trong {all} kết quả kiểm tra.\n", "{shown} of {all} findings shown.\n");
    style.ansi.strong(said.in_lang(style.lang))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::ansi::Ansi;
    use crate::rules::fixture::{Fixture, case};

    fn said(fixture: &Fixture, lang: Lang, columns: Option<usize>) -> String {
        findings(&fixture.outcome(), &|_| Vec::new(), Style { lang, ansi: Ansi(false), columns })
    }

    #[test]
    fn findings_of_one_kind_share_a_block_and_a_correction() {
        let text =
            said(&case().missing("A").missing("B").figure("C", "CT04", "12 buổi"), Lang::Vi, None);
        let lines: Vec<&str> = text.lines().collect();
        assert!(
            lines[0].starts_with("Lỗi G101-") && lines[0].contains(" Đơn vị C: CT04 ("),
            "{text}"
        );
        assert!(
            lines[0].contains(") “12 buổi” không phải")
                || lines[0].contains("): “12 buổi” không phải"),
            "{text}"
        );
        assert!(
            lines[0].ends_with("tệp nhan/P/C.xlsx") && lines[1].starts_with("  Cần làm: "),
            "{text}"
        );
        assert_eq!(lines[2], "Lỗi N101 Đến hạn mà chưa nhận được báo cáo (2)", "{text}");
        assert!(
            lines[3].starts_with("  N101-") && lines[3].contains(" Đơn vị A chưa gửi báo cáo"),
            "{text}"
        );
        assert_eq!(text.matches("Đôn đốc đơn vị").count(), 1, "{text}");
    }

    #[test]
    fn on_a_terminal_lines_are_wrapped_and_nothing_is_lost() {
        let fixture = case().missing("A").missing("B").figure("C", "CT04", "12 buổi");
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let (whole, wrapped) = (said(&fixture, Lang::Vi, None), said(&fixture, Lang::Vi, Some(40)));
        assert_eq!(words(&whole), words(&wrapped));
        assert!(wrapped.lines().all(|line| crate::render::wrap::width(line) <= 40), "{wrapped}");
    }
}
