//! Tests that links in the workbook and on the board lead to the file names on the disk.

use crate::tree::{code, printed, said, tonghop, workspace};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization as _;

fn part(book: &Path, name: &str) -> String {
    let mut text = String::new();
    let mut book = zip::ZipArchive::new(std::fs::File::open(book).unwrap()).unwrap();
    book.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Decodes the escapes in an address.
fn decoded(address: &str) -> String {
    let address = address.strip_prefix("file://").unwrap_or(address).replace("&amp;", "&");
    let mut bytes = Vec::new();
    let mut rest = address.as_bytes();
    while let [first, after @ ..] = rest {
        let escaped = std::str::from_utf8(after.get(..2).unwrap_or_default())
            .ok()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        (rest, ()) = match (first, escaped) {
            (b'%', Some(byte)) => (&after[2..], bytes.push(byte)),
            (byte, _) => (after, bytes.push(*byte)),
        };
    }
    String::from_utf8(bytes).unwrap()
}

/// Returns the files to which links in the workbook and on the board lead.
fn targets(results: &Path) -> Vec<PathBuf> {
    let book = results.join("tong-hop.xlsx");
    let archive = zip::ZipArchive::new(std::fs::File::open(&book).unwrap()).unwrap();
    let relations: Vec<String> =
        archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let relations = relations
        .iter()
        .filter(|name| name.contains("worksheets/_rels/"))
        .map(|name| part(&book, name));
    let board = std::fs::read_to_string(results.join("bang-theo-doi.html")).unwrap();
    let all: Vec<String> =
        relations.collect::<Vec<_>>().iter().flat_map(|part| quoted(part, "Target=\"")).collect();
    let all = all.into_iter().chain(quoted(&board, "href=\""));
    all.filter(|address| address.contains("nhan/"))
        .map(|address| results.join(decoded(&address)))
        .collect()
}

fn quoted(text: &str, before: &str) -> Vec<String> {
    text.split(before).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
}

#[test]
#[cfg(target_os = "linux")]
fn links_use_the_names_on_the_disk() {
    let folder = workspace();
    let office = folder.path().join("w");
    let run = |words: &[&str], exit: i32| {
        let done = tonghop(&office, &[words, &["--period", "2024-6T"]].concat());
        assert_eq!(code(&done), exit, "{words:?}: {}", said(&done));
        printed(&done) + &said(&done)
    };
    let consolidate = ["consolidate", "--as-of", "2024-05-06", "--exit-zero"];
    run(&["template", "--unit", "S-YT", "--unit", "S-NV"], 0);
    let (form, inbox) =
        (|unit: &str| office.join(format!("mau/2024-6T/{unit}.xlsx")), office.join("nhan/2024-6T"));
    let health: String = "Sở Y tế: báo cáo đủ? 100% #1.xlsx".nfd().collect();
    std::fs::copy(form("S-YT"), inbox.join(&health)).unwrap();
    // two names that are equal in NFC
    let home = "Sở Nội vụ.xlsx".nfc().collect::<String>();
    for name in [home.clone(), home.nfd().collect()] {
        std::fs::copy(form("S-NV"), inbox.join(name)).unwrap();
    }
    run(&consolidate, 0);
    let results = office.join("ket-qua/2024-6T");
    let found = targets(&results);
    assert!(found.len() >= 6, "{found:?}");
    assert!(found.iter().all(|path| path.is_file()), "{found:?}");
    assert!(found.contains(&results.join("../../nhan/2024-6T").join(&health)), "{found:?}");
    run(&["verify"], 0);

    // only the name on the disk differs
    std::fs::rename(inbox.join(&health), inbox.join(health.nfc().collect::<String>())).unwrap();
    assert!(!run(&consolidate, 0).contains("không có tệp nào thay đổi"));
    assert!(targets(&results).iter().all(|path| path.is_file()));
}
