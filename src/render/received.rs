//! Turnout by group: a line for each state, with the units' short names and received dates.

use super::style::Style;
use super::wrap::wrapped;
use crate::model::case::Dossier;
use crate::model::date;
use crate::model::status::{Evidence, Punctuality, State};
use crate::msg;
use crate::outcome::Outcome;
use crate::text::{Lang, visible_line};
use chrono::Datelike as _;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Returns the units by group.
pub(crate) fn units(outcome: &Outcome<'_>, style: Style) -> String {
    let mut text = String::new();
    for (group, members) in outcome.case.by_group() {
        let members: Vec<&Dossier> =
            members.into_iter().filter(|dossier| dossier.is_expected_or_received()).collect();
        if members.is_empty() {
            continue;
        }
        let mut states: BTreeMap<(State, Punctuality), Vec<String>> = BTreeMap::new();
        for dossier in &members {
            states
                .entry((outcome.state(dossier), dossier.punctuality))
                .or_default()
                .push(unit(outcome, dossier, style.lang));
        }
        let name = style.ansi.strong(group.in_lang(style.lang));
        if states.len() == 1 {
            text.extend(
                states.iter().map(|(state, units)| {
                    format!("{name} – {}\n", state_line(*state, units, style))
                }),
            );
        } else {
            let _ = writeln!(text, "{name}");
            text.extend(
                states
                    .iter()
                    .map(|(state, units)| format!("  {}\n", state_line(*state, units, style))),
            );
        }
    }
    let by_register = |dossier: &Dossier| {
        dossier.received.is_some_and(|receipt| receipt.evidence == Evidence::Register)
    };
    if outcome.case.dossiers.iter().any(by_register) {
        let legend = msg!(
            "Ngày nhận lấy theo sổ văn bản đến, trừ chỗ ghi khác.",
            "Received dates are the register's, except where noted."
        );
        let _ = writeln!(text, "{}", style.ansi.faint(legend.in_lang(style.lang)));
    }
    text.push('\n');
    wrapped(&text, style.columns)
}

/// Returns the line of a state: *Chấp nhận, đúng hạn (25): Huyện Quan Hóa 20/4, …*.
fn state_line(
    (state, punctuality): (State, Punctuality),
    units: &[String],
    style: Style,
) -> String {
    let (title, time) =
        (state.title().in_lang(style.lang), punctuality.title().in_lang(style.lang));
    let head = format!("{title}, {time} ({}):", units.len());
    let head = match (state, punctuality) {
        (State::Accepted, Punctuality::OnTime) => style.ansi.good(&head),
        (State::Returned | State::Unreadable, _) => style.ansi.bad(&head),
        _ => style.ansi.warn(&head),
    };
    format!("{head} {}", units.join(", "))
}

/// Returns a unit with its received date, the evidence if it is not the register, and the days
/// late.
fn unit(outcome: &Outcome<'_>, dossier: &Dossier, lang: Lang) -> String {
    let mut text = outcome.case.short_name(&dossier.unit).to_owned();
    let mut beside = Vec::new();
    if let Some(receipt) = dossier.received {
        let day = short_day(receipt.on, outcome.case.scope.as_of.year(), lang);
        let _ = write!(text, " {day}");
        beside.extend(
            (receipt.evidence != Evidence::Register)
                .then(|| receipt.evidence.title().in_lang(lang).to_owned()),
        );
    }
    if dossier.punctuality == Punctuality::Late {
        beside.push(dossier.punctuality_message().in_lang(lang).to_owned());
    }
    if !beside.is_empty() {
        let _ = write!(text, " ({})", beside.join(", "));
    }
    visible_line(&text)
}

/// Returns a date without the year if it is the current one.
fn short_day(day: chrono::NaiveDate, year: i32, lang: Lang) -> String {
    let (written, separator) = match lang {
        Lang::Vi => (date::written_vi(day), '/'),
        Lang::En => (day.format("%-d %b %Y").to_string(), ' '),
    };
    match written.rsplit_once(separator) {
        Some((short, _)) if day.year() == year => short.to_owned(),
        _ => written,
    }
}
