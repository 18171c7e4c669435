//! Opens the workspace of a command line.

use super::args::Invocation;
use super::console::Console;
use super::log::Level;
use crate::error::Error;
use crate::model::plan::Plan;
use crate::msg;
use crate::store::office_files::OfficeFiles;
use crate::store::vietnam_time::in_vietnam;
use crate::store::workspace::Workspace;
use chrono::{DateTime, NaiveDate, Utc};

/// Opens the workspace of a command; its settings choose the language if the command line does not.
///
/// # Errors
/// Returns an error if the folder is not a workspace, or all faults of the office's files.
pub(super) fn open(invocation: &Invocation, console: &mut Console) -> Result<Workspace, Error> {
    let workspace = open_quietly(invocation, console)?;
    workspace.require_used_files()?;
    let Plan { id, sha256, registry, .. } = &workspace.plan;
    let units = registry.units().len();
    let said = msg!("Kế hoạch {id}, {units} đơn vị.", "Plan {id}, {units} units.");
    console.event(
        Level::Info,
        "plan-read",
        &said,
        &[("plan", id.clone().into()), ("sha256", sha256.clone().into()), ("units", units.into())],
    );
    Ok(workspace)
}

/// Opens a workspace without an event, for a command that opens it again.
///
/// # Errors
/// See [`open()`].
pub(super) fn open_quietly(
    invocation: &Invocation,
    console: &mut Console,
) -> Result<Workspace, Error> {
    let files = OfficeFiles::from_workspace(&invocation.root)?;
    console.lang = invocation.lang.or(files.settings.lang).unwrap_or_default();
    Workspace::new(&invocation.root, files)
}

/// Returns today's date in Vietnam, whatever the machine's zone.
pub(super) fn today() -> NaiveDate {
    day_in_vietnam(Utc::now())
}

fn day_in_vietnam(instant: DateTime<Utc>) -> NaiveDate {
    in_vietnam(instant).date_naive()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_in_vietnam_begins_at_17_00_utc() {
        let day = |instant: &str| day_in_vietnam(instant.parse().unwrap()).to_string();
        assert_eq!(day("2024-04-30T16:59:59Z"), "2024-04-30");
        assert_eq!(day("2024-04-30T17:00:00Z"), "2024-05-01");
        assert_eq!(day("2024-02-28T17:00:00Z"), "2024-02-29");
        assert_eq!(day("2024-12-31T17:00:00Z"), "2025-01-01");
        // the same instants in other time zones
        assert_eq!(day("2024-05-01T05:59:59+13:00"), "2024-04-30");
        assert_eq!(day("2024-04-30T07:00:00-10:00"), "2024-05-01");
    }
}
