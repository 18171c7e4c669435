//! JSON documents of commands without facts. With `--format json`, standard output has exactly one
//! document in all cases.

use crate::load::shipped;
use crate::rules::{RULES, fingerprint};
use serde_json::{Value, json};
use std::io::Write as _;

/// Returns the document of a failure. `error` is the key of the event, `message` is in the output
/// language.
pub(super) fn failure(error: &str, message: &str, exit_code: u8) -> Value {
    json!({ "error": error, "message": message, "exit_code": exit_code })
}

/// Returns the document of a text result, such as a job, script or page.
pub(super) fn text(of: &[(&str, &str)]) -> Value {
    of.iter().map(|(name, text)| ((*name).to_owned(), Value::from(*text))).collect()
}

/// Returns the document of the version, the shipped plan and the rules.
pub(super) fn version() -> Value {
    json!({
        "name": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "plan": { "id": shipped::PLAN_ID, "year": shipped::PLAN_YEAR },
        "rules": { "count": RULES.len(), "fingerprint": fingerprint() },
    })
}

/// Formats a document.
pub(super) fn formatted(document: &Value) -> String {
    format!("{document:#}\n")
}

/// Prints a document before a run has begun. A failure to print cannot be reported.
pub(super) fn print(document: &Value) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(formatted(document).as_bytes()).and_then(|()| out.flush());
}
