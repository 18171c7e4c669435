//! Compares two texts of a file of the office by content: order, comments and spelling of values
//! in TOML do not matter, and an assignment may be split into its tasks and units.

use super::matrix;
use toml::{Table, Value};

/// Returns whether two texts have the same content; texts that are not TOML never have.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    let content = |text: &str| {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        text.parse::<Table>().ok().map(normalized)
    };
    content(one).is_some_and(|one| content(other) == Some(one))
}

fn normalized(root: Table) -> Table {
    root.into_iter()
        .map(|(key, value)| {
            let value = match value {
                Value::Array(entries) if key == matrix::KEY => Value::Array(split(&entries)),
                other => plain(other),
            };
            (key, value)
        })
        .filter(|(_, value)| !is_empty(value))
        .collect()
}

/// Removes line breaks at the end of texts, and takes a list of one text as the text.
fn plain(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(text.trim_end_matches('\n').to_owned()),
        Value::Float(number) => Value::String(number.to_string()),
        Value::Array(mut items) => match (items.len(), items.first()) {
            (1, Some(Value::String(_))) => plain(items.remove(0)),
            _ => Value::Array(items.into_iter().map(plain).collect()),
        },
        Value::Table(table) => Value::Table(
            table
                .into_iter()
                .map(|(key, value)| (key, plain(value)))
                .filter(|(_, value)| !is_empty(value))
                .collect(),
        ),
        other => other,
    }
}

fn is_empty(value: &Value) -> bool {
    value.as_table().is_some_and(Table::is_empty)
}

/// Splits assignments into single statements: for whom, task, key and value.
fn split(entries: &[Value]) -> Vec<Value> {
    let list = |value: Option<&Value>| match value {
        Some(Value::Array(items)) => items.clone(),
        Some(other) => vec![other.clone()],
        None => vec![Value::Boolean(false)],
    };
    let mut all: Vec<String> = Vec::new();
    for entry in entries.iter().filter_map(Value::as_table) {
        let reach = ["everyone", "groups", "units"].into_iter();
        for (kind, whom) in reach
            .filter_map(|kind| Some((kind, entry.get(kind)?)))
            .flat_map(|(kind, whom)| list(Some(whom)).into_iter().map(move |one| (kind, one)))
        {
            for task in list(entry.get("tasks")) {
                let said = entry.iter().filter(|(key, _)| {
                    !["everyone", "groups", "units", "tasks"].contains(&key.as_str())
                });
                all.extend(said.map(|(key, value)| format!("{kind} {whom} {task} {key} {value}")));
            }
        }
    }
    all.sort();
    all.into_iter().map(Value::String).collect()
}
