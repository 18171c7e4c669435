//! Writes keys and values of TOML, each on one line.

use std::fmt::Write as _;
use toml_edit::{DocumentMut, Value};

/// Returns a path of keys, quoted where TOML requires it.
pub(super) fn key<S: AsRef<str>>(path: &[S]) -> String {
    let part = |part: &S| {
        let part = part.as_ref();
        let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if !part.is_empty() && part.chars().all(is_bare) { part.to_owned() } else { string(part) }
    };
    path.iter().map(part).collect::<Vec<_>>().join(".")
}

/// Returns whether a line is one entry: a key and a value.
pub(super) fn is_entry(line: &str) -> bool {
    line.parse::<DocumentMut>().is_ok_and(|read| read.iter().count() == 1)
}

/// Returns a text in double quotes.
pub(super) fn string(text: &str) -> String {
    let mut written = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\t' => written.push_str("\\t"),
            c if c.is_control() => _ = write!(written, "\\u{:04X}", u32::from(c)),
            c => written.push(c),
        }
    }
    written.push('"');
    written
}

/// Returns a list of texts.
pub(super) fn strings<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    format!("[{}]", texts.map(string).collect::<Vec<_>>().join(", "))
}

/// Returns a value without comments and line breaks.
pub(super) fn literal(value: &Value) -> String {
    match value {
        Value::String(text) => string(text.value()),
        Value::Integer(number) => number.value().to_string(),
        Value::Float(number) => {
            let repr = number.as_repr().and_then(|repr| repr.as_raw().as_str().map(str::to_owned));
            repr.unwrap_or_else(|| number.value().to_string())
        }
        Value::Boolean(truth) => truth.value().to_string(),
        Value::Datetime(moment) => moment.value().to_string(),
        Value::Array(items) => {
            format!("[{}]", items.iter().map(literal).collect::<Vec<_>>().join(", "))
        }
        Value::InlineTable(table) => {
            let entries =
                table.iter().map(|(name, value)| format!("{} = {}", key(&[name]), literal(value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}
