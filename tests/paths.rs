//! Tests of paths and file names as systems and people write them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where it fails")]

use crate::tree::{code, printed, root, said, tonghop};
use serde_json::Value;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const DAY: [&str; 4] = ["--period", "2024-6T", "--as-of", "2024-05-06"];
const REPORT: &str = "examples/thanh-hoa-2024/nhan/2024-6T/H-THOXUAN.xlsx";

/// Lays out a workspace, `w`, in a folder, with the report of one unit under some names.
fn office(folder: &Path, names: &[&str]) -> PathBuf {
    assert_eq!(code(&tonghop(folder, &["init", "w", "--quiet"])), 0);
    for name in names {
        std::fs::copy(root().join(REPORT), folder.join("w/nhan/2024-6T").join(name)).unwrap();
    }
    folder.join("w")
}

/// Returns the names of files in the results of a check.
fn names(office: &Path, words: &[&str]) -> Vec<String> {
    let words = [&["check", "--format", "json", "--exit-zero"], &DAY[..], words].concat();
    let done = tonghop(office, &words);
    let facts: Value = serde_json::from_str(&printed(&done)).unwrap();
    let files = facts["files"].as_array().unwrap().iter();
    files.map(|file| file["file"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_path_may_be_longer_than_260_characters_with_spaces_and_vietnamese_letters() {
    let folder = TempDir::new().unwrap();
    let mut deep = folder.path().to_owned();
    while deep.as_os_str().len() < 300 {
        deep.push("Văn phòng thường trực – Ban Chỉ đạo");
    }
    std::fs::create_dir_all(&deep).unwrap();
    assert_eq!(code(&tonghop(folder.path(), &["init", deep.join("w").to_str().unwrap()])), 0);
    let office = deep.join("w");
    std::fs::copy(root().join(REPORT), office.join("nhan/2024-6T/Huyện Thọ Xuân.xlsx")).unwrap();
    let at = ["-C", office.to_str().unwrap()];
    for (words, ends) in [(&["close"][..], 1), (&["verify"], 0)] {
        let day = if words == ["close"] { &DAY[..] } else { &DAY[..2] };
        let done = tonghop(folder.path(), &[words, &at, day].concat());
        assert_eq!(code(&done), ends, "{}", printed(&done) + &said(&done));
    }
    assert!(office.join("ket-qua/2024-6T/tra-lai/H-THOXUAN.xlsx").is_file());
}

#[test]
fn names_of_devices_and_backslashes_in_an_archive_are_read() {
    let folder = TempDir::new().unwrap();
    let office = office(folder.path(), &[]);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["CON.xlsx", "Báo cáo\\COM1.xlsx"] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&std::fs::read(root().join(REPORT)).unwrap()).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    std::fs::write(office.join("nhan/2024-6T/a.zip"), bytes).unwrap();
    assert_eq!(
        names(&office, &[]),
        ["", "/Báo cáo/COM1.xlsx", "/CON.xlsx"].map(|name| format!("nhan/2024-6T/a.zip{name}"))
    );
}

#[cfg(not(windows))]
#[test]
fn names_that_differ_in_case_are_two_files() {
    let folder = TempDir::new().unwrap();
    let office = office(folder.path(), &["BC.xlsx", "bc.XLSX"]);
    if std::fs::read_dir(office.join("nhan/2024-6T")).unwrap().count() < 2 {
        return crate::tree::not_done("this file system does not tell case apart");
    }
    assert_eq!(names(&office, &[]), ["nhan/2024-6T/BC.xlsx", "nhan/2024-6T/bc.XLSX"]);
}

#[cfg(windows)]
#[test]
fn a_file_has_one_name_however_windows_writes_it() {
    let folder = TempDir::new().unwrap();
    let office = office(folder.path(), &["BC 1.xlsx"]);
    let full = office.canonicalize().unwrap().join(r"nhan\2024-6T\BC 1.xlsx");
    let full = full.to_str().unwrap();
    let drive = full.strip_prefix(r"\\?\").unwrap();
    let (letter, rest) = drive.split_at(1);
    let other = letter.to_ascii_lowercase() + rest;
    for written in [
        full,
        drive,
        &other,
        r"nhan\2024-6T\BC 1.xlsx",
        r".\NHAN/2024-6t\bc 1.XLSX",
        r"nhan\2024-6T\*.xlsx",
        r"nhan\2024-6T\??*.xlsx",
    ] {
        assert_eq!(names(&office, &[written]), ["nhan/2024-6T/BC 1.xlsx"], "{written}");
    }
}
