//! Events of a run, one per line, for people or programs (`--log text|json`).
//!
//! Written with `serde_json` and `chrono`, which are used anyway: `tracing` would add a dozen
//! crates and a global subscriber, and has no second language.

use super::clock;
use crate::msg;
use crate::store::vietnam_time::in_vietnam;
use crate::text::{Lang, Message, Text, visible_line};
use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;

/// Format of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LogFormat {
    /// Time, level, event, message, then `name=value`.
    Text,
    /// A JSON object.
    Json,
}

/// Severity of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Level {
    Info,
    Warn,
    Error,
}

/// Values of an event besides its message. Their names do not depend on the language.
pub(super) type Fields<'f> = &'f [(&'static str, Value)];

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

impl LogFormat {
    /// Writes an event to standard error.
    pub(super) fn write(self, level: Level, event: &str, message: &str, fields: Fields<'_>) {
        let line = self.line(clock::now(), level, event, message, fields);
        // a failure to print cannot be reported
        let _ = writeln!(std::io::stderr().lock(), "{}", visible_line(&line));
    }

    /// Logs panics as events.
    pub(super) fn log_panics(self, lang: Lang) {
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

/// Returns whether a value needs no quotation marks.
fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|letter| {
            !letter.is_whitespace() && !letter.is_control() && !"\"=".contains(letter)
        })
}

/// Returns the message for a completed stage.
pub(super) fn stage_done(stage: &str) -> Message {
    let (vi, en) = match stage {
        "compare" => ("Đã so với lần chạy trước.", "Compared with the run before."),
        "read" => ("Đã đọc xong báo cáo.", "The reports are read."),
        "examine" => ("Đã kiểm tra xong.", "The reports are examined."),
        "lay-out" => ("Đã lập xong các tệp.", "The files are laid out."),
        "write" => ("Các tệp đã nằm trên đĩa.", "The files are on the disk."),
        // a stage without its own message is named in the event
        _ => ("Xong một bước.", "A stage is done."),
    };
    Text::new(vi, en).to_message()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(form: LogFormat) -> String {
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
        assert_eq!(line(LogFormat::Text), said);
    }

    #[test]
    fn an_event_is_one_object() {
        let line = line(LogFormat::Json);
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
