//! What a program reads where a run has no facts to tell: with `--format json` standard output holds exactly one document, whatever
//! the command and however it ends.

use crate::load::shipped;
use crate::rules::{RULES, fingerprint};
use serde_json::{Value, json};
use std::io::Write as _;

/// Why the job could not be done. The keys are those of events, the message is in the person's language.
pub(super) fn failure(error: &str, message: &str, exit_code: u8) -> Value {
    json!({ "error": error, "message": message, "exit_code": exit_code })
}

/// A result that is text: a job, a script, a page.
pub(super) fn text(of: &[(&str, &str)]) -> Value {
    of.iter().map(|(name, text)| ((*name).to_owned(), Value::from(*text))).collect()
}

/// The program's version, the plan it ships with, and the rules it knows.
pub(super) fn version() -> Value {
    json!({
        "name": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "plan": { "id": shipped::PLAN_ID, "year": shipped::PLAN_YEAR },
        "rules": { "count": RULES.len(), "fingerprint": fingerprint() },
    })
}

/// A document as it is printed.
pub(super) fn written(document: &Value) -> String {
    format!("{document:#}\n")
}

/// Prints a document where no run has begun. There is no one left to tell where this fails.
pub(super) fn print(document: &Value) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(written(document).as_bytes()).and_then(|()| out.flush());
}
