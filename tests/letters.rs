//! Tests of letters on the disk: they appear with the other results, and obsolete ones are removed.

use crate::tree::{code, printed, said, tonghop};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Returns a workspace with the blank form of one unit as received.
fn workspace() -> TempDir {
    let folder = TempDir::new().unwrap();
    let made = tonghop(folder.path(), &["init", "w"]);
    assert_eq!(code(&made), 0, "{}", said(&made));
    let made =
        tonghop(&folder.path().join("w"), &["template", "--period", "2024-6T", "--unit", "S-YT"]);
    assert_eq!(code(&made), 0, "{}", said(&made));
    let w = folder.path().join("w");
    std::fs::copy(w.join("mau/2024-6T/S-YT.xlsx"), w.join("nhan/2024-6T/S-YT.xlsx")).unwrap();
    folder
}

fn consolidate(folder: &TempDir, day: &str) -> String {
    let done = tonghop(
        &folder.path().join("w"),
        &["consolidate", "--period", "2024-6T", "--as-of", day, "--exit-zero"],
    );
    assert_eq!(code(&done), 0, "{}", said(&done));
    printed(&done)
}

fn results(folder: &TempDir) -> PathBuf {
    folder.path().join("w/ket-qua/2024-6T")
}

fn names(folder: &Path) -> Vec<String> {
    crate::tree::files(folder)
        .iter()
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn obsolete_letters_are_removed() {
    let folder = workspace();
    let first = consolidate(&folder, "2024-05-06");
    assert!(first.contains("ket-qua/2024-6T/don-doc/qua-han-so-nganh.docx\n"), "{first}");
    assert!(results(&folder).join("bao-cao.docx").is_file());
    assert_eq!(names(&results(&folder).join("tra-lai")), ["S-YT.docx", "S-YT.xlsx"]);
    let overdue = names(&results(&folder).join("don-doc"));
    assert!(
        overdue.iter().all(|name| name.starts_with("qua-han-")) && overdue.len() == 5,
        "{overdue:?}"
    );

    // the office's own file in the folder is not touched
    std::fs::write(results(&folder).join("don-doc/qua-han-ghi-chu.docx"), "x").unwrap();
    std::fs::write(results(&folder).join("tra-lai/S-TC.docx"), "x").unwrap();
    let second = consolidate(&folder, "2024-04-20");
    let mut near: Vec<String> =
        overdue.iter().map(|name| name.replace("qua-han", "sap-den-han")).collect();
    near.insert(0, "qua-han-ghi-chu.docx".to_owned());
    assert_eq!(names(&results(&folder).join("don-doc")), near);
    assert_eq!(names(&results(&folder).join("tra-lai")), ["S-YT.docx", "S-YT.xlsx"]);
    assert!(
        second.contains("ket-qua/2024-6T/don-doc/qua-han-so-nganh.docx (đã bỏ: không còn cần)\n"),
        "{second}"
    );
    assert!(
        second.contains("ket-qua/2024-6T/tra-lai/S-TC.docx (đã bỏ: không còn cần)\n"),
        "{second}"
    );
}

#[test]
fn the_same_inputs_on_the_same_day_give_the_same_letters() {
    let folder = workspace();
    let read = || -> Vec<(PathBuf, Vec<u8>)> {
        // records of runs contain the time
        let files = crate::tree::files(&results(&folder))
            .into_iter()
            .filter(|path| !path.starts_with(results(&folder).join("nhat-ky")));
        files.map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
    };
    consolidate(&folder, "2024-05-06");
    let first = read();
    consolidate(&folder, "2024-05-06");
    let second = read();
    assert!(first.len() >= 9);
    for ((path, before), (_, after)) in first.iter().zip(&second) {
        assert!(before == after, "{} differs", path.display());
    }
    assert_eq!(first.len(), second.len());
}
