//! The files of a folder, whatever their names and however deep.

use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// A file found.
#[derive(Debug, Clone)]
pub struct Found {
    /// Where it is.
    pub path: PathBuf,
    /// Its name in results: relative to the workspace, with `/`, NFC.
    pub name: String,
}

/// All files below a folder, in the order of their names in results. What cannot be listed is named by its folder's path.
#[must_use]
pub fn files(root: &Path, folder: &Path) -> Vec<Found> {
    let entries = walkdir::WalkDir::new(folder).follow_links(false).into_iter();
    let mut found: Vec<Found> = entries
        .filter_map(|entry| match entry {
            Ok(entry) if entry.file_type().is_dir() => None,
            Ok(entry) => Some(entry.into_path()),
            Err(error) => error.path().map(Path::to_owned),
        })
        .map(|path| Found { name: name_in_results(root, &path), path })
        .collect();
    found.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.path.cmp(&b.path)));
    found
}

/// A path as it stands in results.
#[must_use]
pub fn name_in_results(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let steps: Vec<String> = relative.components().map(|step| step.as_os_str().to_string_lossy().nfc().collect()).collect();
    steps.join("/")
}

/// Whether a file is what programs leave behind, and no one's report.
#[must_use]
pub fn is_junk(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    let lower = file.to_lowercase();
    file.starts_with('.')
        || file.starts_with("~$")
        || matches!(lower.as_str(), "thumbs.db" | "desktop.ini" | "ehthumbs.db")
        || name.split('/').any(|step| step == "__MACOSX")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_leave_behind_is_known() {
        for name in [
            "nhan/.DS_Store",
            "~$bao cao.xlsx",
            "a/Thumbs.db",
            "desktop.ini",
            "__MACOSX/._a.xlsx",
            ".~lock.a.xlsx#",
            "x.zip/__MACOSX/a.xlsx",
        ] {
            assert!(is_junk(name), "{name}");
        }
        for name in ["bao cao.xlsx", "nhan/2024-6T/a", "~bao cao.xlsx"] {
            assert!(!is_junk(name), "{name}");
        }
    }

    #[test]
    fn names_in_results_are_relative_and_composed() {
        let decomposed: String = "Báo cáo.xlsx".nfd().collect();
        let path = Path::new("/w/nhan").join(decomposed);
        assert_eq!(name_in_results(Path::new("/w"), &path), "nhan/Báo cáo.xlsx");
    }
}
