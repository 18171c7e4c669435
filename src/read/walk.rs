//! The files of a folder, whatever their names and however deep.

use super::names;
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
    let entries = walkdir::WalkDir::new(folder).min_depth(1).follow_links(false).into_iter();
    let mut found: Vec<Found> = entries
        .filter_map(|entry| match entry {
            Ok(entry) if entry.file_type().is_dir() => None,
            Ok(entry) => Some(entry.into_path()),
            Err(error) => error.path().map(Path::to_owned),
        })
        .map(|path| Found { name: name_in_results(root, &path), path })
        .collect();
    found.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.path.cmp(&b.path)));
    // composed, or with letters that are none, two names may be one
    let apart = names::told_apart(found.iter().map(|found| found.name.clone()).collect());
    found.iter_mut().zip(apart).for_each(|(found, name)| found.name = name);
    found
}

/// A path as it stands in results: relative to the workspace where it is below it, with `/`, NFC.
#[must_use]
pub fn name_in_results(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let steps: Vec<String> = relative.components().map(|step| step.as_os_str().to_string_lossy().nfc().collect()).collect();
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_results_are_relative_and_composed() {
        let decomposed: String = "Báo cáo.xlsx".nfd().collect();
        let path = Path::new("/w/nhan").join(decomposed);
        assert_eq!(name_in_results(Path::new("/w"), &path), "nhan/Báo cáo.xlsx");
    }
}
