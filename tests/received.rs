//! Tests of files as senders and systems leave them: archives with a damaged member, deleted
//! copies, temporary files, scans beside the report, tables of other programs.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops where it fails"
)]

mod inbox;

use crate::fixtures::{findings, fixture, outcome_of};
use std::io::{Cursor, Write as _};
use tonghop::model::submission::{Content, Submission};
use tonghop::outcome::Outcome;
use zip::write::SimpleFileOptions;

/// Returns a correct report of Thọ Xuân.
fn report() -> Vec<u8> {
    fixture("xlsxwriter-plain.xlsx")
}

/// Returns the same report saved by another program, with other bytes.
fn resaved() -> Vec<u8> {
    fixture("openpyxl-form.xlsx")
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Replaces a name in an archive wherever it occurs.
fn renamed(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    while let Some(at) = bytes.windows(from.len()).position(|window| window == from) {
        bytes[at..at + to.len()].copy_from_slice(to);
    }
    bytes
}

/// Marks a member of an archive as encrypted.
fn locked(mut bytes: Vec<u8>, name: &str) -> Vec<u8> {
    for (mark, flags, head) in [(b"PK\x03\x04", 6, 30), (b"PK\x01\x02", 8, 46)] {
        let of_member = |at: &usize| {
            bytes[*at..].starts_with(mark) && bytes[at + head..].starts_with(name.as_bytes())
        };
        let at = (0..bytes.len()).find(of_member).unwrap();
        bytes[at + flags] |= 1;
    }
    bytes
}

/// Lists the files with their unit or the reason for having none.
fn files(outcome: &Outcome<'_>) -> Vec<String> {
    let line = |submission: &Submission| {
        let unit = submission.identity.unit.as_ref().map_or("-".to_owned(), ToString::to_string);
        let what = match &submission.content {
            Content::Report(_) => "report",
            Content::Unreadable(_) => "unreadable",
            Content::Archive => "archive",
            Content::Unread(_) => "unread",
            Content::Ignored => "ignored",
        };
        format!("{what} {unit} {}", submission.file)
    };
    outcome.case.submissions.iter().map(line).collect()
}

fn rules(outcome: &Outcome<'_>) -> Vec<String> {
    let quiet = |finding: &String| !finding.starts_with("N103");
    findings(outcome).into_iter().filter(quiet).collect()
}

#[test]
fn only_the_damaged_member_is_lost() {
    let photo = zip(&[("bc.xlsx", &report()), ("anh.jpg", b"\xFF\xD8\xFF a photo")]);
    let cut = zip(&[("bc.xlsx", &report()), ("hai.xlsx", &resaved()[..4000])]);
    let mut broken = zip(&[("bc.xlsx", &report()), ("hai.xlsx", &resaved())]);
    // the header of the second member is missing
    let second = (0..broken.len())
        .find(|at| {
            broken[*at..].starts_with(b"PK\x03\x04") && broken[at + 30..].starts_with(b"hai.xlsx")
        })
        .unwrap();
    broken[second] = b'Q';
    for (bytes, found) in [(locked(photo, "anh.jpg"), "T102"), (cut, "T101"), (broken, "T101")] {
        let outcome = outcome_of("gửi.zip", &bytes);
        assert_eq!(files(&outcome)[0], "archive - gửi.zip");
        assert!(
            files(&outcome).contains(&"report H-THOXUAN gửi.zip/bc.xlsx".to_owned()),
            "{:?}",
            files(&outcome)
        );
        assert_eq!(rules(&outcome), [found]);
    }
}

#[test]
fn members_with_one_name_are_not_read() {
    let other = |name: &str| zip(&[("bc.xlsx", &report()), (name, &resaved())]);
    for bytes in
        [renamed(other("bd.xlsx"), b"bd.xlsx", b"bc.xlsx"), other("BC.xlsx"), other("./bc.XLSX")]
    {
        let outcome = outcome_of("gửi.zip", &bytes);
        assert_eq!(rules(&outcome), ["T112", "N108"]);
        let files = files(&outcome);
        assert!(
            files[1].starts_with("unreadable H-THOXUAN") && files[2].starts_with("ignored"),
            "{files:?}"
        );
    }
    // identical members are duplicates
    let twice =
        renamed(zip(&[("bc.xlsx", &report()), ("bd.xlsx", &report())]), b"bd.xlsx", b"bc.xlsx");
    assert_eq!(rules(&outcome_of("gửi.zip", &twice)), ["T106"]);
    // files that are not reports may have any name
    let texts = zip(&[("a.txt", b"one"), ("A.TXT", b"two"), ("bc.xlsx", &report())]);
    assert_eq!(rules(&outcome_of("gửi.zip", &texts)), ["T104", "T104"]);
}

#[test]
fn parts_with_one_name_are_not_read() {
    let with = |name: &str| {
        let mut archive = zip::ZipArchive::new(Cursor::new(report())).unwrap();
        let mut members = Vec::new();
        for place in 0..archive.len() {
            let mut part = archive.by_index(place).unwrap();
            let mut bytes = Vec::new();
            std::io::copy(&mut part, &mut bytes).unwrap();
            members.push((part.name().unwrap().into_owned(), bytes));
        }
        members.push((name.to_owned(), b"<a/>".to_vec()));
        zip(&members
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
            .collect::<Vec<_>>())
    };
    let exact = renamed(with("xl/worksheets/sheetX.xml"), b"sheetX.xml", b"sheet2.xml");
    for bytes in [exact, with("xl/worksheets/SHEET2.xml"), with("xl\\workbook.xml")] {
        assert_eq!(rules(&outcome_of("huyện Thọ Xuân.xlsx", &bytes)), ["T112", "N108"]);
    }
    // a part on which nothing depends
    assert_eq!(rules(&outcome_of("bc.xlsx", &with("DocProps/APP.xml"))), [""; 0]);
}

#[test]
fn legacy_encodings_of_member_names_are_read() {
    let pdf = b"%PDF-1.7\n";
    let windows = renamed(
        zip(&[("huyxxn Yxn xxxnh.pdf", pdf)]),
        b"huyxxn Yxn xxxnh.pdf",
        b"huy\xea\xf2n Y\xean \xd0i\xf2nh.pdf",
    );
    assert_eq!(
        files(&outcome_of("a.zip", &windows)),
        ["archive - a.zip", "unreadable H-YENDINH a.zip/huyện Yên Định.pdf"]
    );
    let unmarked = renamed(zip(&[("xxx.pdf", pdf)]), b"xxx.pdf", "ữ.pdf".as_bytes());
    assert_eq!(files(&outcome_of("a.zip", &unmarked))[1], "unreadable - a.zip/ữ.pdf");
}

#[test]
fn archives_are_attributed_by_name_and_folders() {
    let pdf = b"%PDF-1.7\n";
    assert_eq!(
        files(&outcome_of("huyện Yên Định.zip", &zip(&[("001.pdf", pdf)])))[1],
        "unreadable H-YENDINH huyện Yên Định.zip/001.pdf"
    );
    assert_eq!(
        files(&outcome_of("a.zip", &zip(&[("huyện Yên Định/001.pdf", pdf)])))[1],
        "unreadable H-YENDINH a.zip/huyện Yên Định/001.pdf"
    );
    // a body below the unit, and two units, are not attributed
    for (archive, member) in [
        ("huyện Yên Định.zip", "UBND xã Định Tăng.pdf"),
        ("huyện Yên Định.zip", "huyện Thọ Xuân/1.pdf"),
    ] {
        let outcome = outcome_of(archive, &zip(&[(member, pdf)]));
        assert!(files(&outcome)[1].starts_with("unreadable - "), "{:?}", files(&outcome));
    }
}

#[test]
fn archives_are_opened_two_levels_deep() {
    let inner = zip(&[("bc.xlsx", &report())]);
    let outer = zip(&[("trong.zip", &inner)]);
    assert_eq!(rules(&outcome_of("ngoài.zip", &outer)), [""; 0]);
    let third = outcome_of("x.zip", &zip(&[("ngoài.zip", &outer)]));
    assert_eq!(rules(&third), ["T104"]);
    assert!(third.findings.iter().any(|finding| finding.fix.vi.contains("Giải nén")));
}

#[test]
fn pictures_in_an_archive_are_one_finding() {
    let pages: Vec<String> = (1..=12).map(|page| format!("trang {page}.jpg")).collect();
    let members: Vec<(&str, &[u8])> =
        pages.iter().map(|page| (page.as_str(), b"\xFF\xD8\xFF a page".as_slice())).collect();
    let outcome = outcome_of("huyện Yên Định.zip", &zip(&members));
    assert_eq!(
        (files(&outcome), rules(&outcome)),
        (
            vec!["unreadable H-YENDINH huyện Yên Định.zip".to_owned()],
            vec!["T104".to_owned(), "N108".to_owned()]
        )
    );
}

#[test]
fn scans_in_the_archive_of_a_report_are_notes() {
    let bytes = zip(&[
        ("BC.xlsx", &report()),
        ("scan/001.pdf", b"%PDF-1.7\n"),
        ("ảnh.jpg", b"\xFF\xD8\xFF"),
        ("Thumbs.db", b"x"),
        (".DS_Store", b"\0\x01"),
    ]);
    let outcome = outcome_of("gửi.zip", &bytes);
    assert_eq!(rules(&outcome), ["T104", "T104"]);
    assert!(
        outcome.findings.iter().all(|finding| finding.severity == tonghop::rules::Severity::Note)
    );
}
