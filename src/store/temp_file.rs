//! Creates temporary files in the folder of their destination.

use super::file_system;
use std::fs::File;
use std::io;
use std::path::Path;
use tempfile::NamedTempFile;

/// Prefix of the names of temporary files.
pub(crate) const PREFIX: &str = ".tonghop-";

/// Creates a temporary file in the folder of a path in the workspace. Does not follow links that
/// lead out of that folder.
///
/// # Errors
/// Returns an error if the path leads out of the workspace, or the file cannot be created.
pub(crate) fn create_within(root: &Path, path: &Path) -> io::Result<NamedTempFile<File>> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut place = root.to_owned();
    // the first folder may be a link made by the office, for results on another disk
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

/// Creates a temporary file in the folder of a path; it is deleted when dropped.
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

/// Returns whether a name was given by [`create`].
pub(crate) fn is_name(name: &str) -> bool {
    name.strip_prefix(PREFIX).is_some_and(|rest| {
        rest.len() == 6 && rest.bytes().all(|letter| letter.is_ascii_alphanumeric())
    })
}
