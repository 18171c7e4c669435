//! Lists the office's decisions with their state.

use super::description;
use super::lookup::Lookup;
use crate::cli::console::Console;
use crate::cli::shell;
use crate::error::Error;
use crate::model::date;
use crate::model::decision::Decision;
use crate::msg;
use crate::outcome::Outcome;
use crate::text::{Lang, Message, upper_first, visible_line};
use chrono::NaiveDate;
use serde_json::json;
use std::fmt::Write as _;

/// State of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    InForce,
    Undone,
    Expired,
    Replaced(usize),
    Corrected,
    NoMatch,
}

impl State {
    const fn key(self) -> &'static str {
        match self {
            Self::InForce => "in-force",
            Self::Undone => "undone",
            Self::Expired => "expired",
            Self::Replaced(_) => "replaced",
            Self::Corrected => "corrected",
            Self::NoMatch => "no-match",
        }
    }

    fn new(decision: &Decision, lookup: &Lookup<'_>, outcomes: &[Outcome<'_>]) -> Self {
        if decision.undone.is_some() {
            return Self::Undone;
        }
        if decision.has_expired(lookup.as_of) {
            return Self::Expired;
        }
        // a period without an outcome has received nothing
        let Some(outcome) =
            outcomes.iter().find(|outcome| outcome.case.scope.period.code == decision.period)
        else {
            return Self::InForce;
        };
        let applied = &outcome.applied;
        match applied.replaced.get(&decision.line) {
            Some(number) => Self::Replaced(*number),
            None if applied.used.contains(&decision.line) => Self::InForce,
            None if applied.corrected.contains(&decision.line) => Self::Corrected,
            None => Self::NoMatch,
        }
    }

    fn said(self, decision: &Decision, lang: Lang) -> String {
        let said = match (self, &decision.undone) {
            (Self::InForce, _) => match decision.until {
                Some(until) => {
                    let until = day(until, lang);
                    msg!("Có hiệu lực đến hết ngày {until}", "In force until the end of {until}")
                }
                None => msg!("Có hiệu lực", "In force"),
            },
            (Self::Undone, Some(undone)) => {
                let (by, on) = (&undone.by, day(undone.on, lang));
                let reason =
                    undone.reason.as_ref().map_or_else(String::new, |reason| format!(": {reason}"));
                msg!("Đã hủy ngày {on} ({by}){reason}", "Undone on {on} by {by}{reason}")
            }
            (Self::Undone, None) => msg!("Đã hủy", "Undone"),
            (Self::Expired, _) => {
                let until = decision.until.map(|until| day(until, lang)).unwrap_or_default();
                msg!("Hết hiệu lực từ sau ngày {until}", "Expired at the end of {until}")
            }
            (Self::Replaced(number), _) => {
                msg!("Đã được thay bằng quyết định số {number}", "Replaced by decision {number}")
            }
            (Self::Corrected, _) => {
                msg!("Không còn cần: đơn vị đã sửa", "No longer needed: the unit has corrected it")
            }
            (Self::NoMatch, _) => msg!(
                "Không khớp với giá trị, tệp, đơn vị nào đang có",
                "Matches no current value, file or unit"
            ),
        };
        said.in_lang(lang).to_owned()
    }
}

/// Returns the list as text or JSON.
///
/// # Errors
/// Returns an error if files cannot be listed.
pub(super) fn list(lookup: &Lookup<'_>, console: &Console) -> Result<String, Error> {
    let workspace = lookup.workspace;
    let wanted =
        |decision: &&Decision| lookup.period.is_none_or(|period| period.code == decision.period);
    let decisions: Vec<&Decision> =
        workspace.decisions.iter().map(|decision| &**decision).filter(wanted).collect();
    let outcomes = if decisions.is_empty() { &[] } else { lookup.outcomes()? };
    let states =
        decisions.into_iter().map(|decision| (decision, State::new(decision, lookup, outcomes)));
    if console.json {
        let all: Vec<_> =
            states.map(|(decision, state)| document(lookup, decision, state)).collect();
        return Ok(format!("{:#}\n", json!({ "decisions": all })));
    }
    let (lang, file) = (console.lang, workspace.decisions_name());
    let mut text = String::new();
    for (decision, state) in states {
        let what = description(decision, &workspace.plan);
        let Decision { number, period, by, on, reason, .. } = decision;
        let (state, on) = (state.said(decision, lang), day(*on, lang));
        let rest = msg!("{by}, ngày {on}. Lý do: {reason}", "{by}, {on}. Reason: {reason}");
        let _ = writeln!(
            text,
            "{number:>3}. {period}  {}",
            upper_first(&visible_line(what.in_lang(lang)))
        );
        let _ =
            writeln!(text, "     {}. {}", visible_line(&state), visible_line(rest.in_lang(lang)));
    }
    if text.is_empty() {
        return Ok(msg!("{file} chưa có quyết định nào.\n", "{file} has no decision yet.\n")
            .in_lang(lang)
            .to_owned());
    }
    let undo = shell::in_workspace_as_of(
        lookup.invocation,
        &["decide", "undo", msg!("SỐ", "NUMBER").in_lang(lang), "--by", "…"],
        lookup.as_of,
    );
    let hint = msg!("Hủy một quyết định: {undo}\n", "To undo one: {undo}\n");
    Ok(text + hint.in_lang(lang))
}

fn document(lookup: &Lookup<'_>, decision: &Decision, state: State) -> serde_json::Value {
    let Message { vi, en } = description(decision, &lookup.workspace.plan);
    let replaced_by = if let State::Replaced(number) = state { Some(number) } else { None };
    let undone = decision.undone.as_ref().map(
        |undone| json!({ "by": undone.by, "on": undone.on.to_string(), "reason": undone.reason }),
    );
    json!({
        "number": decision.number, "line": decision.line, "period": decision.period.as_str(), "said": { "vi": vi, "en": en }, "reason": decision.reason,
        "by": decision.by, "on": decision.on.to_string(), "until": decision.until.map(|day| day.to_string()), "state": state.key(),
        "replaced_by": replaced_by, "undone": undone,
    })
}

fn day(on: NaiveDate, lang: Lang) -> String {
    date::to_message(on).in_lang(lang).to_owned()
}
