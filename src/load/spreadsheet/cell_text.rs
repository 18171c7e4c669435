//! Reads a cell as a value of TOML.

use super::layout::Kind;
use super::sheets::TRUTH;
use super::text::written;
use super::toml_text::{is_entry, string, strings};
use crate::load::file::UNCONFIRMED;
use crate::load::suggestion::quoted;
use crate::model::date::day_from_text;
use crate::model::key::Key;
use crate::model::plain_sheet::PlainValue;
use crate::msg;
use crate::text::Message;
use rust_decimal::Decimal;

/// The value of a cell in TOML.
pub(super) enum Decoded {
    Value(String),
    Blank,
    Fault(Message),
    /// An error, with the value that is meant.
    Meant(String, Message),
}

/// Reads a cell. A text that must be confirmed stays a text.
pub(super) fn decode(value: &PlainValue, kind: Kind) -> Decoded {
    let text = written(value);
    if text.is_empty() {
        return Decoded::Blank;
    }
    let found = quoted(&text);
    if matches!(value, PlainValue::Unreadable(_)) {
        return Decoded::Fault(msg!(
            "{found} không phải là một giá trị; ghi lại ô này",
            "{found} is no value; enter the cell again"
        ));
    }
    let is_marked = text.contains(UNCONFIRMED) && kind != Kind::List && kind != Kind::Literal;
    let meant = day_from_text(&text).filter(|_| kind == Kind::Day);
    let read = match kind {
        _ if is_marked => Some(string(&text)),
        Kind::Text => Some(string(&text)),
        Kind::List => {
            let items = text.lines().map(str::trim).filter(|item| !item.is_empty());
            Some(strings(items))
        }
        Kind::Number => number(value, &text),
        Kind::Day => match value {
            PlainValue::Day(day) => Some(day.to_string()),
            _ => None,
        },
        Kind::Truth => truth(value, &text),
        Kind::Word(words) => {
            let same =
                |pair: &&(&str, &str)| [pair.0, pair.1].map(Key::new).contains(&Key::new(&text));
            words.iter().find(same).map(|(value, _)| string(value))
        }
        Kind::Literal => {
            let is_value = !text.contains('\n') && is_entry(&format!("x = {text}"));
            is_value.then_some(text)
        }
    };
    match (read, meant) {
        (Some(read), _) => Decoded::Value(read),
        (None, Some(day)) => Decoded::Meant(day.to_string(), refused(&found, kind, value)),
        (None, None) => Decoded::Fault(refused(&found, kind, value)),
    }
}

fn number(value: &PlainValue, text: &str) -> Option<String> {
    match value {
        PlainValue::Number(number) => Some(number.normalize().to_string()),
        PlainValue::Text(_) => {
            text.parse::<Decimal>().ok().map(|number| number.normalize().to_string())
        }
        _ => None,
    }
}

fn truth(value: &PlainValue, text: &str) -> Option<String> {
    let is = |word: &str| Key::new(word) == Key::new(text);
    let [yes, no] = TRUTH;
    match value {
        PlainValue::Truth(truth) => Some(truth.to_string()),
        _ if is(yes) || is("x") || is("yes") || is("true") => Some("true".to_owned()),
        _ if is(no) || is("no") || is("false") => Some("false".to_owned()),
        _ => None,
    }
}

/// Says what a cell must hold.
fn refused(found: &str, kind: Kind, value: &PlainValue) -> Message {
    match (kind, value) {
        (Kind::Day, PlainValue::Text(text)) if day_from_text(text).is_some() => msg!(
            "{found} là chữ, không phải ngày: xóa ô, định dạng ô là ngày rồi gõ lại",
            "{found} is text, not a date: clear the cell, format it as a date and type it again"
        ),
        (Kind::Day, _) => msg!("{found} không phải là ngày", "{found} is not a date"),
        (Kind::Number, _) => msg!("{found} không phải là số", "{found} is not a number"),
        (Kind::Truth, _) => msg!("{found}: ghi có hoặc không", "{found}: enter có or không"),
        (Kind::Word(words), _) => {
            let all =
                words.iter().map(|(_, word)| format!("“{word}”")).collect::<Vec<_>>().join(", ");
            msg!("{found}: chọn một trong {all}", "{found}: choose one of {all}")
        }
        _ => msg!("{found} không phải là giá trị viết theo TOML", "{found} is not a value in TOML"),
    }
}
