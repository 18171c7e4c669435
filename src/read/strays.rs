//! Files of the inbox that lie in no period's folder, and so are never read.

use super::walk::name_in_results;
use crate::model::file_role::is_junk;
use std::path::Path;

/// The names in results of the files below the inbox that lie in no folder of a period. What programs leave behind is passed over.
#[must_use]
pub fn strays(root: &Path, inbox: &Path, is_period: impl Fn(&str) -> bool) -> Vec<String> {
    let known = |entry: &walkdir::DirEntry| entry.depth() == 1 && is_period(&entry.file_name().to_string_lossy()) && entry.path().is_dir();
    let entries = walkdir::WalkDir::new(inbox).follow_links(false).into_iter().filter_entry(|entry| !known(entry));
    let files = entries.filter_map(Result::ok).filter(|entry| !entry.file_type().is_dir());
    let mut names: Vec<String> = files.map(|entry| name_in_results(root, entry.path())).filter(|name| !is_junk(name)).collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_outside_the_periods_folders_are_strays() {
        let root = tempfile::tempdir().expect("a folder");
        let inbox = root.path().join("nhan");
        for file in ["a.xlsx", "6 tháng/b.xlsx", "2024-6T/c.xlsx", "2024-6T/2024-04-28/d.xlsx", "khac/2024-6T/e.xlsx", ".DS_Store"] {
            let path = inbox.join(file);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, "x").expect("written");
        }
        let found = strays(root.path(), &inbox, |name| name == "2024-6T");
        assert_eq!(found, ["nhan/6 tháng/b.xlsx", "nhan/a.xlsx", "nhan/khac/2024-6T/e.xlsx"]);
        assert_eq!(strays(root.path(), &root.path().join("nowhere"), |_| false), [""; 0]);
    }
}
