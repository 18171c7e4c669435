//! Writes decisions in the format of `quyet-dinh.toml`.

use crate::model::decision::{Decision, FileRef, Ruling, Undone};
use crate::model::id::UnitCode;
use std::fmt::Write as _;

/// Returns the lines of a decision, after a comment that describes it. Reading them gives the
/// decision.
pub(crate) fn decision_entry(decision: &Decision, remark: &str) -> String {
    let mut text = String::new();
    for line in remark.lines().filter(|line| !line.trim().is_empty()) {
        let _ = writeln!(text, "# {}", line.trim());
    }
    let (kind, keys) = keys(&decision.ruling);
    let _ = writeln!(text, "[[{kind}]]\nperiod = {}", quoted(decision.period.as_str()));
    for (key, value) in keys {
        let _ = writeln!(text, "{key} = {value}");
    }
    let _ = writeln!(
        text,
        "reason = {}\nby = {}\non = {}",
        quoted(&decision.reason),
        quoted(&decision.by),
        decision.on
    );
    if let Some(until) = decision.until {
        let _ = writeln!(text, "until = {until}");
    }
    if let Some(undone) = &decision.undone {
        text.push_str(&withdrawal_lines(undone));
    }
    text
}

/// Returns the lines for the withdrawal of a decision.
pub(crate) fn withdrawal_lines(undone: &Undone) -> String {
    let mut text = format!("undone_by = {}\nundone_on = {}\n", quoted(&undone.by), undone.on);
    if let Some(reason) = &undone.reason {
        let _ = writeln!(text, "undone_reason = {}", quoted(reason));
    }
    text
}

/// Returns the table name of a ruling and its specific keys.
fn keys(ruling: &Ruling) -> (&'static str, Vec<(&'static str, String)>) {
    let of_file =
        |file: &FileRef| vec![("file", quoted(&file.path)), ("sha256", quoted(&file.sha256))];
    let with = |mut keys: Vec<_>, key, value| {
        keys.push((key, value));
        keys
    };
    match ruling {
        Ruling::Waive(subject) => {
            let optional = [
                ("unit", subject.unit.as_ref().map(UnitCode::as_str)),
                ("file", subject.file.as_deref()),
                ("at", subject.at.as_deref()),
                ("value", subject.value.as_deref()),
            ];
            let given = optional.into_iter().filter_map(|(key, value)| Some((key, quoted(value?))));
            ("waive", std::iter::once(("rule", quoted(&subject.rule))).chain(given).collect())
        }
        Ruling::Extend { unit, to } => {
            ("extend", vec![("unit", quoted(unit.as_str())), ("to", to.to_string())])
        }
        Ruling::Exempt(unit) => ("exempt", vec![("unit", quoted(unit.as_str()))]),
        Ruling::Receipt { file, received } => {
            ("receipt", with(of_file(file), "received", received.to_string()))
        }
        Ruling::Identity { file, unit } => {
            ("file", with(of_file(file), "unit", quoted(unit.as_str())))
        }
        Ruling::Choice(file) => ("file", with(of_file(file), "counts", "true".to_owned())),
        Ruling::Ignore(file) => ("file", with(of_file(file), "ignore", "true".to_owned())),
    }
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
