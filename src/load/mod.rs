//! Reads the office's own files: the plan, the decisions, the settings of a workspace. A file is read key by key (`table`,
//! `value`), then checked against the other files (`validate`). All faults are reported at once, each with its line.

mod aggregation;
mod assignment;
mod decisions;
mod file;
mod headings;
mod holidays;
mod indicator;
mod measure;
mod period;
mod plan;
mod relation;
mod results;
mod settings;
mod severity;
pub mod shipped;
mod suggestion;
mod table;
mod task;
mod units;
mod validate;
mod value;

pub use decisions::decisions;
pub(crate) use decisions::{decision_entry, undone_keys};
pub(crate) use file::UNCONFIRMED;
pub use results::results;
pub use settings::{Settings, settings};

use crate::error::Error;
use crate::model::plan::Plan;
use crate::model::severity::Grade;
use file::File;
use sha2::{Digest, Sha256};

/// A file of the office as text.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// The plan of three files, in which every code stands for something, also for one of the rules there are.
///
/// # Errors
///
/// [`Error::Unsound`] with all faults of the three files, in the order of files and lines.
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
