//! Reads the office's own files: plan, units, calendar, decisions and settings. Each file is read
//! key by key (`table`, `value`) and checked against the others (`validate`). All errors are
//! reported together, each with its line.

mod aggregation;
mod assignment;
mod decisions;
mod file;
mod form;
mod headings;
mod holidays;
mod indicator;
mod measure;
mod only;
mod part;
mod period;
mod plan;
mod relation;
mod results;
mod sentence;
mod series;
mod settings;
mod severity;
pub mod shipped;
pub(crate) mod spreadsheet;
mod suggestion;
mod table;
mod target;
mod task;
mod units;
mod validate;
mod value;

pub use decisions::decisions;
pub(crate) use decisions::{decision_entry, withdrawal_lines};
pub(crate) use file::UNCONFIRMED;
pub use results::results;
pub use settings::{Settings, settings};

use crate::error::Error;
use crate::model::plan::Plan;
use crate::model::severity::Grade;
use file::File;
use sha2::{Digest, Sha256};

/// Text of a file of the office, with its name.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    pub name: &'a str,
    pub text: &'a str,
}

/// Reads a plan from three files. All codes in the result are defined; `rules` are the known rules.
///
/// # Errors
///
/// Returns [`Error::Unsound`] with all errors in the three files, ordered by file and line.
pub fn plan(
    plan: Source<'_>,
    units: Source<'_>,
    holidays: Source<'_>,
    rules: &[Grade],
) -> Result<Plan, Error> {
    let sha256 = digest([plan.text, units.text, holidays.text]);
    let (plan, units, holidays) = (File::open(plan), File::open(units), File::open(holidays));
    let registered = units::read(&units);
    let calendar = holidays::read(&holidays);
    let read = plan::read(&plan, registered, calendar, sha256, rules);
    sound(read, [plan, units, holidays])
}

/// Returns what was read, unless the files have errors.
fn sound<T, const N: usize>(read: Option<T>, files: [File<'_>; N]) -> Result<T, Error> {
    let mut faults: Vec<_> = files.into_iter().flat_map(File::into_faults).collect();
    faults.sort();
    faults.dedup();
    match read {
        Some(read) if faults.is_empty() => Ok(read),
        _ => Err(Error::Unsound(faults)),
    }
}

/// Returns the SHA-256 of concatenated texts, in lower-case hex.
fn digest<const N: usize>(texts: [&str; N]) -> String {
    let mut hasher = Sha256::new();
    for text in texts {
        hasher.update(text);
    }
    crate::text::hex(&hasher.finalize())
}

#[cfg(test)]
mod tests;
