//! Files named on the command line: paths relative to the current folder or to the workspace,
//! patterns that the shell left alone, and `-` for standard input.

use crate::error::Error;
use crate::model::submission::Submission;
use crate::read::Reader;
use crate::store::file_system::canonical;
use glob::{MatchOptions, glob_with};
use std::path::{Path, PathBuf};

const STANDARD_INPUT: &str = "-";

/// Returns whether a path means standard input.
pub(super) fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == STANDARD_INPUT
}

/// Reads the named files.
///
/// # Errors
/// Returns an error if one of them does not exist or cannot be listed.
pub(super) fn read(
    reader: &Reader<'_>,
    root: &Path,
    named: &[PathBuf],
    seen: &(dyn Fn(usize) + Sync),
) -> Result<Vec<Submission>, Error> {
    let (streams, paths): (Vec<&PathBuf>, Vec<&PathBuf>) =
        named.iter().partition(|path| is_standard_input(path));
    let paths: Vec<PathBuf> = paths
        .into_iter()
        .flat_map(|path| matches(root, path))
        .map(|path| within(root, &path))
        .collect();
    let mut read = reader.files(root, &paths, seen)?;
    if !streams.is_empty() {
        read.extend(reader.stream(&STANDARD_INPUT.into(), &mut std::io::stdin().lock()));
    }
    Ok(read)
}

/// Returns the files that a pattern with `*` or `?` matches, in order; if there are none, the path
/// as it is written. No shell on Windows replaces a pattern, and none elsewhere one in quotes.
fn matches(root: &Path, written: &Path) -> Vec<PathBuf> {
    let found = |pattern: &Path| -> Vec<PathBuf> {
        // a bracket is a letter of a name
        let pattern = pattern.to_string_lossy().replace('[', "[[]");
        let options = MatchOptions { case_sensitive: !cfg!(windows), ..MatchOptions::new() };
        glob_with(&pattern, options).into_iter().flatten().flatten().collect()
    };
    let is_pattern = written.to_string_lossy().contains(['*', '?']) && !written.exists();
    [written, &root.join(written)]
        .into_iter()
        .filter(|_| is_pattern)
        .map(found)
        .find(|files| !files.is_empty())
        .unwrap_or_else(|| vec![written.to_owned()])
}

/// Returns the path of a named file, relative to the current folder or else to the workspace.
pub(super) fn resolve(root: &Path, written: &Path) -> PathBuf {
    let inside = root.join(written);
    if written.try_exists().unwrap_or(true) || !inside.exists() {
        written.to_owned()
    } else {
        inside
    }
}

/// Returns a path in the form that results use, independent of the current folder.
fn within(root: &Path, path: &Path) -> PathBuf {
    let path = resolve(root, path);
    let (Ok(full), Ok(top)) = (canonical(&path), canonical(root)) else {
        return path;
    };
    match full.strip_prefix(&top) {
        Ok(rest) => root.join(rest),
        // a link in the workspace may lead anywhere
        Err(_) => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::name_in_results;

    #[test]
    fn a_file_has_one_name_from_any_folder() {
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

    #[test]
    fn a_pattern_names_the_files_it_matches() {
        let folder = tempfile::TempDir::new().unwrap();
        let inbox = folder.path().join("thư mục [1]");
        std::fs::create_dir(&inbox).unwrap();
        for name in ["b.xlsx", "a 1.xlsx", "c.zip"] {
            std::fs::write(inbox.join(name), "x").unwrap();
        }
        let named = |pattern: &str| -> Vec<String> {
            matches(folder.path(), Path::new(pattern))
                .iter()
                .map(|path| name_in_results(folder.path(), path))
                .collect()
        };
        assert_eq!(named("thư mục [1]/*.xlsx"), ["thư mục [1]/a 1.xlsx", "thư mục [1]/b.xlsx"]);
        assert_eq!(named("thư mục*/?.*"), ["thư mục [1]/b.xlsx", "thư mục [1]/c.zip"]);
        assert_eq!(named("*.ods"), ["*.ods"]);
        assert_eq!(named("thư mục [1]/c.zip"), ["thư mục [1]/c.zip"]);
    }
}
