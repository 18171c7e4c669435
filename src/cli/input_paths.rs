//! Files that a person names: paths from where they stand or within the workspace, and `-` for what comes in on standard input.

use crate::error::Error;
use crate::model::submission::Submission;
use crate::read::Reader;
use crate::store::file_system::canonical;
use std::path::{Path, PathBuf};

/// The name of standard input.
const STANDARD_INPUT: &str = "-";

/// Whether standard input is meant.
pub(super) fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == STANDARD_INPUT
}

/// Reads the files a person names.
///
/// # Errors
/// Where one of them does not exist or cannot be listed.
pub(super) fn read(
    reader: &Reader<'_>,
    root: &Path,
    named: &[PathBuf],
    seen: &(dyn Fn(usize) + Sync),
) -> Result<Vec<Submission>, Error> {
    let (streams, paths): (Vec<&PathBuf>, Vec<&PathBuf>) =
        named.iter().partition(|path| is_standard_input(path));
    let paths: Vec<PathBuf> = paths.into_iter().map(|path| within(root, path)).collect();
    let mut read = reader.files(root, &paths, seen)?;
    if !streams.is_empty() {
        read.extend(reader.stream(&STANDARD_INPUT.into(), &mut std::io::stdin().lock()));
    }
    Ok(read)
}

/// A file that a person named: from where they stand, or else in the workspace.
pub(super) fn located(root: &Path, written: &Path) -> PathBuf {
    let inside = root.join(written);
    if written.try_exists().unwrap_or(true) || !inside.exists() {
        written.to_owned()
    } else {
        inside
    }
}

/// A path by which results name a file as the workspace does, wherever the person stands.
fn within(root: &Path, path: &Path) -> PathBuf {
    let path = located(root, path);
    let (Ok(full), Ok(top)) = (canonical(&path), canonical(root)) else {
        return path;
    };
    match full.strip_prefix(&top) {
        Ok(rest) => root.join(rest),
        // a link within the workspace may lead anywhere
        Err(_) => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::name_in_results;

    #[test]
    fn a_file_has_one_name_wherever_a_person_stands() {
        let folder = tempfile::TempDir::new().unwrap();
        let root = folder.path().join("w");
        let inbox = root.join("nhan/2024-6T");
        std::fs::create_dir_all(&inbox).unwrap();
        std::fs::write(inbox.join("a.xlsx"), "x").unwrap();
        for written in ["w/nhan/2024-6T/a.xlsx", "w/nhan/../nhan/2024-6T/a.xlsx"] {
            let path = within(&root, &folder.path().join(written));
            assert_eq!(name_in_results(&root, &path), "nhan/2024-6T/a.xlsx", "{written}");
        }
        let path = within(&root, Path::new("nhan/2024-6T/a.xlsx"));
        assert_eq!(name_in_results(&root, &path), "nhan/2024-6T/a.xlsx");
        assert_eq!(within(&root, Path::new("gone.xlsx")), Path::new("gone.xlsx"));
        assert!(is_standard_input(Path::new("-")) && !is_standard_input(Path::new("./-")));
    }
}
