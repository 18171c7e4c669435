//! The tag of a cell and the value it holds.

use super::LONGEST;
use crate::model::date::{day_from_text, written_vi};
use crate::model::number::displays;
use crate::read::formula;
use crate::read::grid::Value;
use crate::read::xml::Tag;
use std::sync::Arc;

/// Attributes of a cell's tag.
#[derive(Default)]
pub(super) struct CellTag {
    pub(super) kind: String,
    pub(super) value: Option<String>,
    pub(super) day: Option<String>,
    pub(super) truth: Option<String>,
    pub(super) formula: Option<String>,
    pub(super) error: bool,
    pub(super) style: String,
    /// Name of its input rule.
    pub(super) rule: Option<String>,
    pub(super) repeats: u32,
    pub(super) spans: (u32, u32),
}

pub(super) fn said(tag: &Tag<'_>) -> CellTag {
    let mut said = CellTag { repeats: 1, spans: (1, 1), ..CellTag::default() };
    for (name, value) in tag.attributes() {
        let number = || value.parse::<u32>().unwrap_or(1).max(1);
        match name {
            // two namespaces have an attribute of this name, and only the second reports errors
            "value-type" if value == "error" => said.error = true,
            "value-type" if said.kind.is_empty() => said.kind = value.into_owned(),
            "value" => said.value = Some(value.into_owned()),
            "date-value" => said.day = Some(value.into_owned()),
            "boolean-value" => said.truth = Some(value.into_owned()),
            "formula" => said.formula = Some(value.into_owned()),
            "style-name" => said.style = value.into_owned(),
            "content-validation-name" => said.rule = Some(value.into_owned()),
            "number-columns-repeated" => said.repeats = number(),
            "number-columns-spanned" => said.spans.0 = number(),
            "number-rows-spanned" => said.spans.1 = number(),
            _ => {}
        }
    }
    said
}

/// Returns the stored display text of a number if it differs from the number.
pub(super) fn stored_otherwise(
    value: &Value,
    stored: String,
    is_percentage: bool,
) -> Option<Arc<str>> {
    match value {
        Value::Number(number) if stored.is_empty() => {
            is_percentage.then(|| format!("{}%", number * 100.0).into())
        }
        Value::Number(number) => {
            (*number >= 0.0 && !displays(&stored, *number)).then(|| stored.into())
        }
        _ => None,
    }
}

pub(super) fn value(said: CellTag, text: String) -> Option<Value> {
    let is_error_text = text.starts_with('#') || text.starts_with("Err:");
    if said.error || (said.formula.is_some() && is_error_text) {
        return Some(Value::Error(text));
    }
    if said.formula.as_deref().is_some_and(formula::is_volatile) {
        return Some(Value::Uncomputed);
    }
    match said.kind.as_str() {
        "float" | "currency" | "percentage" => {
            match said.value.as_deref().map(|value| (value, value.trim().parse::<f64>())) {
                Some((_, Ok(number))) => Some(Value::Number(number)),
                Some((written, Err(_))) => Some(Value::Unreadable(written.to_owned())),
                None if said.formula.is_some() => Some(Value::Uncomputed),
                None => Some(Value::Unreadable(text)),
            }
        }
        "date" => {
            let written = said.day.unwrap_or(text);
            let day = day_from_text(written.split('T').next().unwrap_or_default());
            Some(Value::Day(day, day.map_or(written, written_vi)))
        }
        "boolean" => Some(Value::Truth(said.truth.as_deref() == Some("true"))),
        "" if said.formula.is_some() && text.is_empty() => Some(Value::Uncomputed),
        _ if text.trim().is_empty() => None,
        _ if text.len() > LONGEST => Some(Value::Unreadable(text.chars().take(60).collect())),
        _ => Some(Value::Text(text.into())),
    }
}

pub(super) fn repeats(tag: &Tag<'_>, name: &str) -> u32 {
    tag.get(name).and_then(|count| count.parse::<u32>().ok()).unwrap_or(1).max(1)
}
