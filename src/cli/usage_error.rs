//! Reports usage errors in the user's language.

use super::json_document;
use super::log::{Level, LogFormat};
use super::{DONE, FAILED};
use crate::msg;
use crate::text::{Lang, Message, visible};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::error::Error as _;
use std::io::Write as _;

/// Prints help or an error and returns the exit code.
pub(super) fn report(error: &clap::Error, lang: Lang, log: Option<LogFormat>, json: bool) -> u8 {
    if !error.use_stderr() {
        if json {
            let version = error.kind() == ErrorKind::DisplayVersion;
            json_document::print(&if version {
                json_document::version()
            } else {
                json_document::text(&[("help", &error.to_string())])
            });
            return DONE;
        }
        // a closed pipe is not an error
        let _ = error.print();
        return DONE;
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand && log.is_none() && !json
    {
        let _ = error.print();
        return FAILED;
    }
    let what = what(error);
    let hint = msg!("Xem hướng dẫn: tonghop --help", "For help: tonghop --help");
    let said = format!("{}\n{}", what.in_lang(lang), hint.in_lang(lang));
    if json {
        json_document::print(&json_document::failure("arguments", &said, FAILED));
    }
    if let Some(form) = log {
        form.write(
            Level::Error,
            "failed",
            &said,
            &[("error", "arguments".into()), ("exit_code", FAILED.into())],
        );
    } else {
        let _ = writeln!(std::io::stderr().lock(), "{}", visible(&said));
    }
    FAILED
}

fn what(error: &clap::Error) -> Message {
    let word = |kind| error.get(kind).map(written).unwrap_or_default();
    let said = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = word(ContextKind::InvalidSubcommand);
            msg!("Không có lệnh “{name}”.", "There is no command “{name}”.")
        }
        ErrorKind::UnknownArgument => {
            let name = word(ContextKind::InvalidArg);
            msg!("Không có tùy chọn “{name}”.", "There is no option “{name}”.")
        }
        ErrorKind::InvalidValue | ErrorKind::NoEquals => {
            let (name, value, valid) = (
                word(ContextKind::InvalidArg),
                word(ContextKind::InvalidValue),
                word(ContextKind::ValidValue),
            );
            if value.is_empty() {
                msg!("{name} còn thiếu giá trị.", "{name} has no value.")
            } else {
                msg!(
                    "“{value}” không dùng được cho {name}; chọn một trong: {valid}.",
                    "“{value}” is no value of {name}; choose one of: {valid}."
                )
            }
        }
        ErrorKind::ValueValidation => {
            let (name, value) = (word(ContextKind::InvalidArg), word(ContextKind::InvalidValue));
            let why = error.source().map(ToString::to_string).unwrap_or_default();
            msg!("{name}: “{value}” {why}.", "{name}: “{value}” {why}.")
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            msg!("Chưa ghi lệnh nào.", "No command is given.")
        }
        ErrorKind::MissingRequiredArgument => {
            let names = word(ContextKind::InvalidArg);
            msg!("Còn thiếu {names}.", "{names} is missing.")
        }
        ErrorKind::ArgumentConflict => {
            let name = word(ContextKind::InvalidArg);
            msg!(
                "{name} được ghi nhiều lần hoặc không đi cùng tùy chọn khác.",
                "{name} is given twice or does not go with another option."
            )
        }
        _ => {
            let kind = error.kind();
            msg!("Dòng lệnh không đúng ({kind}).", "Invalid command line ({kind}).")
        }
    };
    with_suggestion(error, said)
}

fn with_suggestion(error: &clap::Error, said: Message) -> Message {
    let kinds =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let Some(near) = kinds
        .into_iter()
        .find_map(|kind| error.get(kind))
        .map(nearest)
        .filter(|near| !near.is_empty())
    else {
        return said;
    };
    let Message { vi, en } = said;
    msg!("{vi} Có phải ý là “{near}”?", "{en} Did you mean “{near}”?")
}

/// Returns the nearest suggestion, which is the last.
fn nearest(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(texts) => texts.last().cloned().unwrap_or_default(),
        other => written(other),
    }
}

fn written(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        other => other.to_string(),
    }
}
