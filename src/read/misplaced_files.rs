//! Finds files of the inbox that are in no period's folder and are therefore not read.

use super::walk::name_in_results;
use super::{limits, sniff, system_files};
use std::path::Path;

/// Returns the display names of files in the inbox that are in no period's folder, without files
/// left by operating systems and programs.
pub(crate) fn misplaced_files(
    root: &Path,
    inbox: &Path,
    is_period: impl Fn(&str) -> bool,
) -> Vec<String> {
    let known = |entry: &walkdir::DirEntry| {
        entry.depth() == 1
            && is_period(&entry.file_name().to_string_lossy())
            && entry.path().is_dir()
    };
    let entries = walkdir::WalkDir::new(inbox)
        .follow_links(false)
        .into_iter()
        .filter_entry(|entry| !known(entry));
    let files = entries.filter_map(Result::ok).filter(|entry| !entry.file_type().is_dir());
    let files = files.map(|entry| (name_in_results(root, entry.path()), entry));
    let mut names: Vec<String> =
        files.filter(|(name, entry)| !is_leftover(name, entry)).map(|(name, _)| name).collect();
    names.sort();
    names
}

/// Returns whether a file was left by an operating system or program.
fn is_leftover(name: &str, entry: &walkdir::DirEntry) -> bool {
    let small =
        entry.metadata().is_ok_and(|about| about.is_file() && about.len() <= limits::FILE_BYTES);
    let bytes = if small { std::fs::read(entry.path()).unwrap_or_default() } else { Vec::new() };
    let why = sniff::kind(&bytes).err();
    system_files::is_in_trash(name)
        || why.is_some_and(|why| small && system_files::is_system_file(name, &bytes, &why))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_outside_period_folders_are_misplaced() {
        let root = tempfile::tempdir().expect("a folder");
        let inbox = root.path().join("nhan");
        for file in [
            "a.xlsx",
            "6 tháng/b.xlsx",
            "2024-6T/c.xlsx",
            "2024-6T/2024-04-28/d.xlsx",
            "khac/2024-6T/e.xlsx",
            ".DS_Store",
        ] {
            let path = inbox.join(file);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, "PK").expect("written");
        }
        let found = misplaced_files(root.path(), &inbox, |name| name == "2024-6T");
        assert_eq!(found, ["nhan/6 tháng/b.xlsx", "nhan/a.xlsx", "nhan/khac/2024-6T/e.xlsx"]);
        assert_eq!(misplaced_files(root.path(), &root.path().join("nowhere"), |_| false), [""; 0]);
    }
}
