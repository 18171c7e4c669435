//! Lists the files of a folder, whatever their names and depth.

use super::file_names;
use crate::error::Error;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// An input file.
#[derive(Debug, Clone)]
pub struct InputFile {
    pub path: PathBuf,
    /// Display name: relative to the workspace, with `/`, in NFC.
    pub name: String,
    /// Path on disk if it differs from the display name, needed for links to the file.
    pub on_disk: Option<String>,
}

impl InputFile {
    pub fn new(root: &Path, path: PathBuf) -> Self {
        let (name, on_disk) = (name_in_results(root, &path), steps(root, &path).join("/"));
        Self { path, on_disk: (on_disk != name).then_some(on_disk), name }
    }
}

/// Returns all files below a folder, ordered by display name. Links inside the folder are not
/// followed; the folder itself may be a link.
///
/// # Errors
/// Returns an error if a folder cannot be listed.
pub fn files(root: &Path, folder: &Path) -> Result<Vec<InputFile>, Error> {
    let entries = walkdir::WalkDir::new(folder).min_depth(1).follow_links(false).into_iter();
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            Error::unlisted(&path, error.into_io_error().unwrap_or_else(|| ErrorKind::Other.into()))
        })?;
        if !entry.file_type().is_dir() {
            found.push(InputFile::new(root, entry.into_path()));
        }
    }
    Ok(disambiguate(found))
}

/// Sorts files by display name and makes the names unique, because different names on disk can
/// become equal in NFC.
fn disambiguate(mut found: Vec<InputFile>) -> Vec<InputFile> {
    found.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.path.cmp(&b.path)));
    let apart = file_names::disambiguate(found.iter().map(|found| found.name.clone()).collect());
    for (found, name) in found.iter_mut().zip(apart) {
        if found.name != name {
            found.on_disk = found.on_disk.take().or_else(|| Some(found.name.clone()));
            found.name = name;
        }
    }
    found
}

/// Returns a path as shown in results: relative to the workspace if inside it, with `/`, in NFC.
pub(crate) fn name_in_results(root: &Path, path: &Path) -> String {
    let steps: Vec<String> = steps(root, path).iter().map(|step| step.nfc().collect()).collect();
    steps.join("/")
}

/// Returns the components of a path, relative to the root if inside it.
fn steps(root: &Path, path: &Path) -> Vec<String> {
    let relative = path.strip_prefix(root).unwrap_or(path);
    relative.components().map(|step| step.as_os_str().to_string_lossy().into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(windows)]
    #[test]
    fn a_name_in_results_has_no_drive_and_no_backslash() {
        for root in [r"C:\Ban chỉ đạo", r"\\may-chu\chung\Ban chỉ đạo", r"\\?\C:\Ban chỉ đạo"]
        {
            let file = Path::new(root).join(r"nhan/2024-6T\a.xlsx");
            assert_eq!(name_in_results(Path::new(root), &file), "nhan/2024-6T/a.xlsx", "{root}");
        }
    }

    #[test]
    fn names_in_results_are_relative_and_composed() {
        let decomposed: String = "Báo cáo.xlsx".nfd().collect();
        let path = Path::new("/w/nhan").join(decomposed);
        assert_eq!(name_in_results(Path::new("/w"), &path), "nhan/Báo cáo.xlsx");
        let found = InputFile::new(Path::new("/w"), path.clone());
        assert_eq!(found.on_disk.map(|name| Path::new("/w").join(name)), Some(path));
        assert_eq!(InputFile::new(Path::new("/w"), "/w/nhan/Báo cáo.xlsx".into()).on_disk, None);
    }

    #[test]
    fn equal_names_in_nfc_keep_their_own_files() {
        let names = ["Báo cáo.xlsx".nfc().collect::<String>(), "Báo cáo.xlsx".nfd().collect()];
        let found = disambiguate(
            names
                .iter()
                .map(|name| InputFile::new(Path::new("/w"), Path::new("/w").join(name)))
                .collect(),
        );
        let told: Vec<&str> = found.iter().map(|found| found.name.as_str()).collect();
        assert_eq!(told, ["Báo cáo.xlsx", "Báo cáo (2).xlsx"]);
        for file in &found {
            assert_eq!(
                Path::new("/w").join(file.on_disk.as_ref().unwrap_or(&file.name)),
                file.path
            );
        }
    }
}
