//! `tonghop explain`: explains what a rule looks for, why, and what to do.

use super::DONE;
use super::console::Console;
use crate::error::Error;
use crate::msg;
use crate::render::wrap::wrapped;
use crate::render::{catalogue, json};
use crate::rules::{RULES, by_code};

/// Prints the page of a rule, or the list of rules.
pub(super) fn run(code: Option<&str>, console: &mut Console) -> Result<u8, Error> {
    let rules = match code {
        None => RULES.to_vec(),
        Some(code) => vec![by_code(code).ok_or_else(|| unknown(code))?],
    };
    let style = console.style();
    let text = match (console.json, code, rules.first()) {
        (true, _, _) => json::catalogue(&rules),
        (false, Some(_), Some(rule)) => {
            wrapped(&catalogue::page(rule, style.lang, style.ansi), style.columns)
        }
        _ => wrapped(&catalogue::list(style.lang, style.ansi), style.columns),
    };
    console.print(&text)?;
    Ok(DONE)
}

fn unknown(code: &str) -> Error {
    let upper = code.to_uppercase();
    let near = RULES
        .iter()
        .map(|rule| rule.code)
        .min_by_key(|known| strsim::levenshtein(known, &upper))
        .unwrap_or_default();
    msg!(
        "Không có quy tắc “{code}”. Gần nhất là {near}; xem tất cả: tonghop explain",
        "There is no rule “{code}”. The nearest is {near}; to see all: tonghop explain"
    )
    .into()
}
