//! Temporary files beside the place where they are put once they are complete.

use super::file_system;
use std::fs::File;
use std::io;
use std::path::Path;
use tempfile::NamedTempFile;

/// How the names of temporary files begin.
pub(crate) const PREFIX: &str = ".tonghop-";

/// Creates a temporary file beside a path within a workspace. It does not follow a link out of the folder that the path names.
///
/// # Errors
/// Returns an error if the path leads out of the workspace or the file cannot be created.
pub(crate) fn create_within(root: &Path, path: &Path) -> io::Result<NamedTempFile<File>> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut place = root.to_owned();
    // the office may have made the first folder a link: its results may be on another disk
    for step in folder.strip_prefix(root).unwrap_or(Path::new("")).components() {
        place.push(step);
        let is_deep = place.parent() != Some(root);
        if is_deep && place.symlink_metadata().is_ok_and(|about| about.is_symlink()) {
            return Err(io::Error::other(format!(
                "{} leads out of the workspace",
                place.display()
            )));
        }
    }
    create(path)
}

/// Creates a temporary file beside a path; dropping it deletes it.
///
/// # Errors
/// Returns an error if the file cannot be created.
pub(crate) fn create(path: &Path) -> io::Result<NamedTempFile<File>> {
    let folder = path.parent().unwrap_or(Path::new("."));
    file_system::make_folder(folder)?;
    tempfile::Builder::new()
        .prefix(PREFIX)
        .make_in(folder, |path| file_system::to_write().create_new(true).open(path))
}

/// Returns whether a name is one that [`create`] gives.
pub(crate) fn is_name(name: &str) -> bool {
    name.strip_prefix(PREFIX).is_some_and(|rest| {
        rest.len() == 6 && rest.bytes().all(|letter| letter.is_ascii_alphanumeric())
    })
}
