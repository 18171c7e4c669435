//! Opens the workspace of a command line.

use super::args::Invocation;
use super::console::Console;
use super::log::Level;
use crate::error::Error;
use crate::model::plan::Plan;
use crate::msg;
use crate::store::office_files::OfficeFiles;
use crate::store::workspace::Workspace;

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
