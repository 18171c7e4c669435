//! Files as senders and systems really leave them: archives with a fault in one member, deleted copies, traces of programs, scans
//! beside the report, tables of other programs.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops where it fails"
)]

use crate::fixtures::{findings, fixture, outcome_of};
use crate::tree::{code, said, tonghop, workspace};
use serde_json::Value;
use std::io::{Cursor, Write as _};
use std::path::Path;
use tonghop::model::submission::{Content, Submission};
use tonghop::outcome::Outcome;
use zip::write::SimpleFileOptions;

/// A sound report of Thọ Xuân.
fn report() -> Vec<u8> {
    fixture("xlsxwriter-plain.xlsx")
}

/// The same report as another program saved it: other bytes.
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

/// An archive with a name written otherwise wherever it stands.
fn renamed(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    while let Some(at) = bytes.windows(from.len()).position(|window| window == from) {
        bytes[at..at + to.len()].copy_from_slice(to);
    }
    bytes
}

/// An archive in which a member is marked as encrypted.
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

/// What became of each file: its name, and its unit or why there is none.
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
fn one_member_with_a_fault_costs_that_member_only() {
    let photo = zip(&[("bc.xlsx", &report()), ("anh.jpg", b"\xFF\xD8\xFF a photo")]);
    let cut = zip(&[("bc.xlsx", &report()), ("hai.xlsx", &resaved()[..4000])]);
    let mut broken = zip(&[("bc.xlsx", &report()), ("hai.xlsx", &resaved())]);
    // the head of the second member is gone
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
fn of_two_members_of_one_name_neither_is_taken() {
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
    // the very same twice is a copy
    let twice =
        renamed(zip(&[("bc.xlsx", &report()), ("bd.xlsx", &report())]), b"bd.xlsx", b"bc.xlsx");
    assert_eq!(rules(&outcome_of("gửi.zip", &twice)), ["T106"]);
    // what is no report may bear any name
    let texts = zip(&[("a.txt", b"one"), ("A.TXT", b"two"), ("bc.xlsx", &report())]);
    assert_eq!(rules(&outcome_of("gửi.zip", &texts)), ["T104", "T104"]);
}

#[test]
fn of_two_parts_of_one_name_in_a_workbook_neither_is_taken() {
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
    // a part that nothing depends on
    assert_eq!(rules(&outcome_of("bc.xlsx", &with("DocProps/APP.xml"))), [""; 0]);
}

#[test]
fn names_in_archives_are_read_in_the_senders_letters() {
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
fn an_archive_is_its_senders_by_its_name_and_its_folders() {
    let pdf = b"%PDF-1.7\n";
    assert_eq!(
        files(&outcome_of("huyện Yên Định.zip", &zip(&[("001.pdf", pdf)])))[1],
        "unreadable H-YENDINH huyện Yên Định.zip/001.pdf"
    );
    assert_eq!(
        files(&outcome_of("a.zip", &zip(&[("huyện Yên Định/001.pdf", pdf)])))[1],
        "unreadable H-YENDINH a.zip/huyện Yên Định/001.pdf"
    );
    // a body below the unit, and two units, are nobody
    for (archive, member) in [
        ("huyện Yên Định.zip", "UBND xã Định Tăng.pdf"),
        ("huyện Yên Định.zip", "huyện Thọ Xuân/1.pdf"),
    ] {
        let outcome = outcome_of(archive, &zip(&[(member, pdf)]));
        assert!(files(&outcome)[1].starts_with("unreadable - "), "{:?}", files(&outcome));
    }
}

#[test]
fn archives_in_an_archive_are_opened_once_more() {
    let inner = zip(&[("bc.xlsx", &report())]);
    let outer = zip(&[("trong.zip", &inner)]);
    assert_eq!(rules(&outcome_of("ngoài.zip", &outer)), [""; 0]);
    let third = outcome_of("x.zip", &zip(&[("ngoài.zip", &outer)]));
    assert_eq!(rules(&third), ["T104"]);
    assert!(third.findings.iter().any(|finding| finding.fix.vi.contains("Giải nén")));
}

#[test]
fn many_pictures_in_an_archive_are_one_finding() {
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
fn the_scans_in_the_archive_of_a_report_are_notes() {
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

/// What is said of a workspace whose inbox holds files: the role and the rules of each.
fn judged(received: &[(&str, &[u8])]) -> Vec<(String, String, Vec<String>)> {
    let folder = workspace();
    let w = folder.path().join("w");
    for (name, bytes) in received {
        let path = w.join("nhan/2024-6T").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let facts = checked(&w);
    let text = |value: &Value| {
        value.as_str().unwrap_or_default().trim_start_matches("nhan/2024-6T/").to_owned()
    };
    let all = |key: &str| facts[key].as_array().unwrap().clone();
    let rules = |name: &str| {
        let of_file = all("findings").into_iter().filter(|finding| text(&finding["file"]) == name);
        of_file
            .map(|finding| format!("{} {}", text(&finding["rule"]), text(&finding["severity"])))
            .filter(|rule| !rule.starts_with("N103"))
            .collect()
    };
    all("files")
        .iter()
        .map(|file| (text(&file["file"]), text(&file["role"]), rules(&text(&file["file"]))))
        .collect()
}

fn checked(w: &Path) -> Value {
    let checked =
        tonghop(w, &["check", "--period", "2024-6T", "--as-of", "2024-04-25", "--format", "json"]);
    assert!(code(&checked) < 2, "{}", said(&checked));
    serde_json::from_slice(&checked.stdout).unwrap()
}

fn lines(judged: &[(String, String, Vec<String>)]) -> Vec<String> {
    judged
        .iter()
        .map(|(name, role, rules)| format!("{name}: {role} {}", rules.join(", ")).trim().to_owned())
        .collect()
}

#[test]
fn a_report_is_a_report_whatever_its_name_begins_with() {
    for name in [
        ".BC huyen Tho Xuan.xlsx",
        "~$bc.xlsx",
        "__MACOSX/bc.xlsx",
        "bc",
        "bc.xlsx.crdownload",
        "bc.tmp",
        "BC.PDF",
        ".moi/bc",
    ] {
        assert_eq!(lines(&judged(&[(name, &report())])), [format!("{name}: current")]);
    }
}

#[test]
fn deleted_copies_and_traces_of_programs_are_ignored() {
    let (report, old) = (report(), resaved());
    let owner: &[u8] = &[&[6, b'N', b'g', b'u', b'y', b'e', b'n'][..], &[0; 158]].concat();
    let left: [(&str, &[u8]); 12] = [
        ("$RECYCLE.BIN/S-1-5-21/cu.xlsx", &old),
        (".Trash-1000/files/cu.xlsx", &old),
        ("System Volume Information/cu.xlsx", &old),
        ("~tmp/cu.xlsx", &old),
        (".git/objects/cu", &old),
        (".~lock.bc.xlsx#", b",nguyen,may,,;"),
        ("__MACOSX/._bc.xlsx", &[0, 5, 0x16, 7, 0, 2]),
        ("bc2.xlsx.crdownload", &old[..3000]),
        ("bc.lnk", &[0x4C, 0, 0, 0, 1, 0x14, 2, 0]),
        ("~$bc.xlsx", owner),
        ("desktop.ini", b"[.ShellClassInfo]"),
        (".directory", b"[Desktop Entry]"),
    ];
    let judged = judged(&[&[("bc.xlsx", report.as_slice())], &left[..]].concat());
    for (name, role, rules) in &judged {
        let expected = if name == "bc.xlsx" { "current" } else { "ignored" };
        assert_eq!((role.as_str(), rules.len()), (expected, 0), "{name}: {rules:?}");
    }
    assert_eq!(judged.len(), 13);
}

#[test]
fn scans_beside_the_units_report_are_notes_and_tables_are_not() {
    let beside: [(&str, &[u8]); 5] = [
        ("BC huyen Tho Xuan.xlsx", &report()),
        ("BC huyen Tho Xuan.pdf", b"%PDF-1.7"),
        ("BC huyen Tho Xuan đã ký.jpg", b"\xFF\xD8\xFF"),
        ("BC huyen Tho Xuan.csv", b"a;b\n1;2\n"),
        ("huyen Yen Dinh.pdf", b"%PDF-1.7"),
    ];
    assert_eq!(
        lines(&judged(&beside)),
        [
            "BC huyen Tho Xuan đã ký.jpg: ignored T104 note",
            "BC huyen Tho Xuan.csv: unreadable T104 error",
            "BC huyen Tho Xuan.pdf: ignored T104 note",
            "BC huyen Tho Xuan.xlsx: current",
            "huyen Yen Dinh.pdf: unreadable T104 error, N108 warning",
        ]
    );
}

#[test]
fn a_form_left_blank_beside_the_filled_one_is_ignored_with_a_note() {
    let folder = workspace();
    let w = folder.path().join("w");
    assert_eq!(code(&tonghop(&w, &["template", "--period", "2024-6T", "--unit", "H-THOXUAN"])), 0);
    let blank = std::fs::read(w.join("mau/2024-6T/H-THOXUAN.xlsx")).unwrap();
    assert_eq!(
        lines(&judged(&[("1/bc.xlsx", &report()), ("mau.xlsx", &blank)])),
        ["1/bc.xlsx: current", "mau.xlsx: ignored N104 note"]
    );
    // alone it is what the unit sent
    let alone = judged(&[("mau.xlsx", &blank)]);
    assert_eq!(alone[0].1, "current");
}

#[test]
#[cfg(unix)]
fn two_files_whose_names_fall_together_are_both_listed() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = workspace();
    let w = folder.path().join("w");
    for name in
        ["b\u{e1}o.xlsx".as_bytes(), "ba\u{301}o.xlsx".as_bytes(), b"\xFF.xlsx", b"\xFE.xlsx"]
    {
        std::fs::write(w.join("nhan/2024-6T").join(std::ffi::OsStr::from_bytes(name)), name)
            .unwrap();
    }
    let facts = checked(&w);
    let names: Vec<&str> = facts["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["file"].as_str().unwrap())
        .collect();
    let expected = ["báo.xlsx", "báo (2).xlsx", "\u{fffd}.xlsx", "\u{fffd} (2).xlsx"]
        .map(|name| format!("nhan/2024-6T/{name}"));
    assert_eq!(names, expected);
}

#[test]
#[cfg(unix)]
fn what_is_no_file_is_not_opened_and_a_huge_one_is_not_read() {
    let folder = workspace();
    let w = folder.path().join("w");
    let inbox = w.join("nhan/2024-6T");
    let moved = folder.path().join("nơi khác");
    std::fs::rename(&inbox, &moved).unwrap();
    std::os::unix::fs::symlink(&moved, &inbox).unwrap();
    std::fs::write(inbox.join("bc.xlsx"), report()).unwrap();
    std::process::Command::new("mkfifo").arg(inbox.join("ống.xlsx")).status().unwrap();
    let huge = std::fs::File::create(inbox.join("lớn.xlsx")).unwrap();
    huge.set_len(100 << 30).unwrap();
    let mut scan = std::fs::File::create(inbox.join("huyện Thọ Xuân.pdf")).unwrap();
    scan.write_all(b"%PDF-1.7").unwrap();
    scan.set_len(80 << 20).unwrap();
    let facts = checked(&w);
    let lines: Vec<String> = facts["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| format!("{} {} {}", file["file"], file["role"], file["bytes"]))
        .collect();
    assert_eq!(lines.len(), 4, "{lines:?}");
    // a scan past the limit is known by its head
    assert!(lines[1].contains("huyện Thọ Xuân.pdf\" \"ignored\""), "{lines:?}");
    assert!(lines[0].contains("bc.xlsx\" \"current\""), "{lines:?}");
    assert!(
        lines.iter().any(|line| line.contains("lớn.xlsx\" \"unreadable\" 107374182400")),
        "{lines:?}"
    );
}
