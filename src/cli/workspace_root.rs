//! Finds the workspace folder.

use crate::store::layout::SETTINGS;
use std::path::{Path, PathBuf};

/// Returns the workspace, and whether it was searched for: the given folder, or else the current
/// folder or the nearest workspace above it. Without a workspace, it is the current folder, and the
/// command reports what is missing.
pub(super) fn find(given: Option<&Path>) -> (PathBuf, bool) {
    let here = || PathBuf::from(".");
    if let Some(given) = given {
        return (given.to_owned(), false);
    }
    let above = std::env::current_dir().ok().and_then(|folder| above(&folder));
    above.map_or_else(|| (here(), false), |root| (root, true))
}

/// Returns the nearest workspace above a folder, or `None` if the folder is one itself.
fn above(folder: &Path) -> Option<PathBuf> {
    let is_workspace = |folder: &&Path| folder.join(SETTINGS).is_file();
    folder.ancestors().find(is_workspace).filter(|root| *root != folder).map(Path::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_workspace_above_a_folder_is_found() {
        let folder = tempfile::TempDir::new().unwrap();
        let (outer, inner) = (folder.path().join("w"), folder.path().join("w/nhan/w"));
        let deep = inner.join("nhan/2024-6T");
        std::fs::create_dir_all(&deep).unwrap();
        assert_eq!(above(&deep), None);
        std::fs::write(outer.join(SETTINGS), "").unwrap();
        assert_eq!(above(&deep), Some(outer.clone()));
        std::fs::write(inner.join(SETTINGS), "").unwrap();
        assert_eq!((above(&deep), above(&inner), above(&outer)), (Some(inner.clone()), None, None));
        assert_eq!(find(Some(Path::new("x"))), (PathBuf::from("x"), false));
    }
}
