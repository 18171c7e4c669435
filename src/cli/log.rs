//! What happens in a run, one line an event, for who reads along later or for a program (`--log text|json`).
//!
//! A line is a dozen lines of code over `serde_json` and `chrono`, both here already: `tracing` would bring a subscriber, a
//! global and a dozen crates, and still not the second language.

use crate::msg;
use crate::store::vietnam_time::in_vietnam;
use crate::text::{Lang, Message, Text, visible_line};
use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;

/// How events are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Time, level, event, message, then `name=value`.
    Text,
    /// An object.
    Json,
}

/// How grave an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Level {
    Info,
    Warn,
    Error,
}

/// What is said of an event beside its message; the names never change with the language.
pub(super) type Fields<'f> = &'f [(&'static str, Value)];

/// An event.
#[derive(Serialize)]
struct Event<'e> {
    time: String,
    level: Level,
    #[serde(rename = "event")]
    key: &'e str,
    message: &'e str,
    #[serde(flatten)]
    fields: BTreeMap<&'static str, &'e Value>,
}

impl Form {
    /// Writes an event to standard error.
    pub(super) fn write(self, level: Level, event: &str, message: &str, fields: Fields<'_>) {
        let line = self.line(Utc::now(), level, event, message, fields);
        // there is no one left to tell where this fails
        let _ = writeln!(std::io::stderr().lock(), "{}", visible_line(&line));
    }

    /// Has a fault of the program itself told of in a line too.
    pub(super) fn hear_panics(self, lang: Lang) {
        std::panic::set_hook(Box::new(move |panic| {
            let said = msg!(
                "Lỗi của chương trình; tệp gây ra lỗi được ghi nhận riêng.",
                "Internal error; the file is reported separately."
            );
            self.write(
                Level::Error,
                "panic",
                said.in_lang(lang),
                &[("detail", panic.to_string().into())],
            );
        }));
    }

    fn line(
        self,
        time: DateTime<Utc>,
        level: Level,
        key: &str,
        message: &str,
        fields: Fields<'_>,
    ) -> String {
        let time = in_vietnam(time).to_rfc3339_opts(SecondsFormat::Millis, false);
        if self == Self::Json {
            let fields = fields.iter().map(|(name, value)| (*name, value)).collect();
            return serde_json::to_string(&Event { time, level, key, message, fields })
                .unwrap_or_default();
        }
        let level = match level {
            Level::Info => "INFO",
            Level::Warn => "WARN",
            Level::Error => "ERROR",
        };
        let mut line = format!("{time} {level} {key} {}", Value::from(message));
        for (name, value) in fields {
            let _ = match value {
                Value::String(text) if is_plain(text) => write!(line, " {name}={text}"),
                value => write!(line, " {name}={value}"),
            };
        }
        line
    }
}

/// Whether a value can stand without quotation marks.
fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|letter| {
            !letter.is_whitespace() && !letter.is_control() && !"\"=".contains(letter)
        })
}

/// That a stage is over.
pub(super) fn stage_done(stage: &str) -> Message {
    let (vi, en) = match stage {
        "compare" => ("Đã so với lần chạy trước.", "Compared with the run before."),
        "read" => ("Đã đọc xong báo cáo.", "The reports are read."),
        "examine" => ("Đã kiểm tra xong.", "The reports are examined."),
        "lay-out" => ("Đã lập xong các tệp.", "The files are laid out."),
        "write" => ("Các tệp đã nằm trên đĩa.", "The files are on the disk."),
        // a stage without words of its own is named by its key in the event
        _ => ("Xong một bước.", "A stage is done."),
    };
    Text::new(vi, en).said()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(form: Form) -> String {
        let time = DateTime::parse_from_rfc3339("2024-05-01T18:30:00.25Z").unwrap().to_utc();
        let fields = [
            ("file", "nhan/2024-6T/báo cáo.xlsx".into()),
            ("rule", "T101".into()),
            ("rules", serde_json::json!({"N101": 2})),
        ];
        form.line(time, Level::Warn, "file-unreadable", "Không đọc được\n“a”.", &fields)
    }

    #[test]
    fn an_event_is_one_line_of_text() {
        let said = r#"2024-05-02T01:30:00.250+07:00 WARN file-unreadable "Không đọc được\n“a”." file="nhan/2024-6T/báo cáo.xlsx" rule=T101 rules={"N101":2}"#;
        assert_eq!(line(Form::Text), said);
    }

    #[test]
    fn an_event_is_one_object() {
        let line = line(Form::Json);
        assert!(
            !line.contains('\n')
                && line.starts_with(
                    "{\"time\":\"2024-05-02T01:30:00.250+07:00\",\"level\":\"warn\",\"event\""
                ),
            "{line}"
        );
        let object: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(
            (&object["message"], &object["rules"]["N101"]),
            (&"Không đọc được\n“a”.".into(), &2.into())
        );
    }
}
