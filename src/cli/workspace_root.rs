//! Which folder is the workspace.

use crate::store::layout::SETTINGS;
use std::path::{Path, PathBuf};

/// The workspace, and whether it was looked for: the folder that is given, else the current one, or the nearest above it that is a
/// workspace. Where there is none it is the current folder, and the command says what is missing there.
pub(super) fn find(given: Option<&Path>) -> (PathBuf, bool) {
    let here = || PathBuf::from(".");
    if let Some(given) = given {
        return (given.to_owned(), false);
    }
    let above = std::env::current_dir().ok().and_then(|folder| above(&folder));
    above.map_or_else(|| (here(), false), |root| (root, true))
}

/// The nearest folder above another that is a workspace; none where that one is.
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
