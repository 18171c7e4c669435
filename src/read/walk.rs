//! The files of a folder, whatever their names and however deep.

use super::file_names;
use crate::error::Error;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// A file found.
#[derive(Debug, Clone)]
pub struct InputFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its name in results: relative to the workspace, with `/`, NFC.
    pub name: String,
    /// Its name on the disk where that is another one: what leads to the file needs it.
    pub on_disk: Option<String>,
}

impl InputFile {
    /// A file at a place.
    pub fn new(root: &Path, path: PathBuf) -> Self {
        let (name, on_disk) = (name_in_results(root, &path), steps(root, &path).join("/"));
        Self { path, on_disk: (on_disk != name).then_some(on_disk), name }
    }
}

/// All files below a folder, in the order of their names in results. The folder itself may be a link, what lies in it is never
/// followed.
///
/// # Errors
/// Where a folder cannot be listed: nothing can be said of what lies in it.
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

/// Files in the order of their names. Composed, or with letters that are none, two names may be one: those are told apart.
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

/// A path as it stands in results: relative to the workspace where it is below it, with `/`, NFC.
pub(crate) fn name_in_results(root: &Path, path: &Path) -> String {
    let steps: Vec<String> = steps(root, path).iter().map(|step| step.nfc().collect()).collect();
    steps.join("/")
}

/// The steps of a path as they are on the disk.
fn steps(root: &Path, path: &Path) -> Vec<String> {
    let relative = path.strip_prefix(root).unwrap_or(path);
    relative.components().map(|step| step.as_os_str().to_string_lossy().into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn of_two_names_that_are_one_each_leads_to_its_own_file() {
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
