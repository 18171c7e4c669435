//! The catalogue of rules as text: the list, and a page per rule.

use super::ansi::Ansi;
use crate::rules::{RULES, Rule};
use crate::text::{Lang, Text};
use std::fmt::Write as _;

/// Returns the list of all rules, one per line.
pub(crate) fn list(lang: Lang, ansi: Ansi) -> String {
    let mut text = String::new();
    for rule in RULES {
        let severity = rule.severity.title().in_lang(lang);
        let _ = writeln!(
            text,
            "{}  {severity:<8}  {}",
            ansi.strong(rule.code),
            rule.title.in_lang(lang)
        );
    }
    let hint = Text::new(
        "\nGiải thích một quy tắc: tonghop explain G101",
        "\nExplain one rule: tonghop explain G101",
    );
    text.push_str(hint.in_lang(lang));
    text.push('\n');
    text
}

/// Returns the page of a rule: what, why, a bad and a good example, what to do.
pub(crate) fn page(rule: &Rule, lang: Lang, ansi: Ansi) -> String {
    let severity = rule.severity.title().in_lang(lang);
    let mut text = format!(
        "{} — {} ({severity})\n",
        ansi.strong(rule.code),
        ansi.strong(rule.title.in_lang(lang))
    );
    let parts = [
        (Text::new("Vì sao", "Why"), rule.why),
        (Text::new("Ví dụ sai", "Bad example"), rule.bad),
        (Text::new("Ví dụ đúng", "Good example"), rule.good),
        (Text::new("Cần làm", "What to do"), rule.fix),
    ];
    for (title, body) in parts {
        let _ = write!(text, "\n{}\n  {}\n", title.in_lang(lang), body.in_lang(lang));
    }
    text
}
