//! Files, folders and archives as they arrive.

use super::form::{Form, SL, TT};
use super::inbox::{Inbox, encrypted, zipped};
use super::judged::{Judged, Want, all_right, short};

const ON: &str = "2024-04-25";

fn filled() -> Vec<u8> {
    Form::filled().bytes()
}

/// Returns the report with another number and another figure, as an earlier version.
fn earlier() -> Vec<u8> {
    let mut form = Form::filled();
    form.put(TT, "C9", "100/BC-UBND").figure("CT08", 1);
    form.bytes()
}

fn received(files: &[(&str, &[u8])]) -> Judged {
    let mut inbox = Inbox::new();
    for (path, bytes) in files {
        inbox.put(path, bytes);
    }
    inbox.judged(ON)
}

fn role(judged: &Judged, name: &str) -> String {
    let files = judged.facts()["files"].as_array().unwrap();
    let file =
        files.iter().find(|file| file["file"].as_str().is_some_and(|path| path.ends_with(name)));
    file.and_then(|file| file["role"].as_str()).unwrap_or_default().to_owned()
}

/// Returns whether a file is read or named by a finding.
fn is_accounted_for(judged: &Judged, name: &str) -> bool {
    role(judged, name) == "current"
        || judged
            .findings()
            .any(|finding| finding["file"].as_str().is_some_and(|file| file.ends_with(name)))
}

#[test]
fn reports_are_recognized_under_any_name() {
    let names = [
        "bao cao",
        "bc.xlsx/x.xlsx",
        "BC.XLSX",
        "bc.xls",
        "bc.ods",
        "bc.pdf",
        "bc.xlsx.download",
        "Báo cáo huyện Thọ Xuân (2).xlsx",
        "đơn vị/phòng/bc.xlsx",
        "2024-04-24/bc.xlsx",
    ];
    all_right(
        names
            .into_iter()
            .filter_map(|name| short(name, &received(&[(name, &filled())]), &[], Want::Own))
            .collect(),
    );
}

#[test]
fn a_report_named_like_a_temporary_file_is_reported() {
    let other = Form::of("H-NONGCONG").bytes();
    for name in [
        ".BC huyen Tho Xuan.xlsx",
        "~$bao cao.xlsx",
        "__MACOSX/bc.xlsx",
        "._bc.xlsx",
        "~bc.xlsx",
        "bc.tmp",
    ] {
        let judged = received(&[("nong cong.xlsx", &other), (name, &filled())]);
        assert!(
            is_accounted_for(&judged, name),
            "{name}: {} {:?}",
            role(&judged, name),
            judged.codes()
        );
        assert_eq!(judged.wrong(&[], Want::OwnOrNot), [""; 0], "{name}");
    }
}

#[test]
fn deleted_copies_are_not_received() {
    let folders = [
        "$RECYCLE.BIN/S-1-5-21",
        "System Volume Information",
        "~tmp",
        ".cache",
        ".Trash-1000/files",
        ".Trashes/501",
        ".git/objects",
        ".sync/Archive",
        "@eaDir",
    ];
    let fell = |folder: &&str| {
        let old = format!("{folder}/cu.xlsx");
        let judged = received(&[("bc.xlsx", &filled()), (&old, &earlier())]);
        short(folder, &judged, &[], Want::Own)
            .or_else(|| judged.has_error().then(|| format!("{folder}: {:?}", judged.codes())))
    };
    all_right(folders.iter().filter_map(fell).collect());
}

#[test]
fn files_left_by_systems_and_programs_cause_no_error() {
    let left: [(&str, &[u8]); 14] = [
        ("Icon\r", b""),
        (".DS_Store", &[0, 0, 0, 1, b'B', b'u', b'd', b'1']),
        ("Thumbs.db", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        ("desktop.ini", b"[.ShellClassInfo]\r\n"),
        ("~$bc.xlsx", &[8; 165]),
        (".~lock.bc.xlsx#", b",nguyen,may1,24.04.2024 08:00,file:///;"),
        ("bc.xlsx.crdownload", b"PK\x03\x04half"),
        ("bc.xlsx.part", b"PK\x03\x04half"),
        ("bc.lnk", &[0x4C, 0, 0, 0, 1, 0x14, 2, 0]),
        ("._bc.xlsx", &[0, 5, 0x16, 7, 0, 2, 0, 0]),
        ("ehthumbs.db", b""),
        ("bc.xlsx.tmp", b""),
        ("$RECYCLE.BIN/desktop.ini", b"[.ShellClassInfo]\r\n"),
        ("~WRL0001.tmp", b""),
    ];
    let fell = |(name, bytes): &(&str, &[u8])| {
        let judged = received(&[("bc.xlsx", &filled()), (name, bytes)]);
        let amiss = judged.has_error() || role(&judged, name.trim_end()) == "current";
        short(name, &judged, &[], Want::Own)
            .or_else(|| amiss.then(|| format!("{name:?}: {:?}", judged.codes())))
    };
    // Windows has no such name
    let kept = left.iter().filter(|(name, _)| !cfg!(windows) || !name.ends_with('\r'));
    all_right(kept.filter_map(fell).collect());
}

#[test]
fn scans_texts_and_photos_beside_a_report_cause_no_error() {
    let docx =
        zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w:document/>")]);
    let beside: [(&str, &[u8]); 3] = [
        ("BC huyen Tho Xuan.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"),
        ("BC huyen Tho Xuan.docx", &docx),
        ("BC huyen Tho Xuan.jpg", &[0xFF, 0xD8, 0xFF, 0xE0, 0, 16, b'J', b'F', b'I', b'F', 0]),
    ];
    let report = filled();
    let mut files: Vec<(&str, &[u8])> = vec![("BC huyen Tho Xuan.xlsx", &report)];
    files.extend(beside);
    let judged = received(&files);
    assert_eq!(
        (judged.wrong(&[], Want::Own), judged.has_error()),
        (Vec::new(), false),
        "{:?}",
        judged.codes()
    );
    let archive = zipped(&files);
    let judged = received(&[("Huyện Thọ Xuân.zip", &archive)]);
    assert_eq!(
        (judged.wrong(&[], Want::Own), judged.has_error()),
        (Vec::new(), false),
        "{:?}",
        judged.codes()
    );
}

#[test]
fn a_blank_form_beside_the_report_changes_nothing() {
    let blank = Form::blank("H-THOXUAN").bytes();
    let judged = received(&[("bc.xlsx", &filled()), ("mau/H-THOXUAN.xlsx", &blank)]);
    assert_eq!(
        (judged.wrong(&[], Want::Own), judged.has_error()),
        (Vec::new(), false),
        "{:?}",
        judged.codes()
    );
    assert_eq!(judged.line()["state"], "accepted");
}

#[test]
fn a_report_saved_by_another_program_is_a_duplicate() {
    let mut again = Form::filled();
    again.without_stamp();
    let judged = received(&[("bc.xlsx", &filled()), ("bc2.xlsx", &again.bytes())]);
    assert_eq!(
        (judged.wrong(&[], Want::Own), judged.has_error()),
        (Vec::new(), false),
        "{:?}",
        judged.codes()
    );
}

#[test]
fn repeated_and_encrypted_members_are_the_only_ones_lost() {
    let report = filled();
    let twice = received(&[("bc.zip", &zipped(&[("in.xlsx", &report), ("in.xlsx", &earlier())]))]);
    assert_eq!(twice.wrong(&[], Want::OwnOrNot), [""; 0], "{:?}", twice.codes());
    assert!(twice.has("T112") || twice.has("N105"), "{:?}", twice.codes());
    let cased = received(&[(
        "bc.zip",
        &zipped(&[("a.txt", b"1"), ("A.TXT", b"2"), ("H-THOXUAN.xlsx", &report)]),
    )]);
    assert_eq!(cased.wrong(&[], Want::Own), [""; 0], "{:?}", cased.codes());
    let texts = received(&[(
        "bc.zip",
        &zipped(&[("a.txt", b"1"), ("a.txt", b"2"), ("H-THOXUAN.xlsx", &report)]),
    )]);
    assert_eq!(texts.wrong(&[], Want::Own), [""; 0], "{:?}", texts.codes());
    let photo = encrypted(
        zipped(&[("anh.jpg", b"no photo at all, twenty"), ("H-THOXUAN.xlsx", &report)]),
        "anh.jpg",
    );
    let locked = received(&[("bc.zip", &photo)]);
    assert_eq!(locked.wrong(&[], Want::Own), [""; 0], "{:?}", locked.codes());
    assert!(
        locked.findings().any(|finding| finding.to_string().contains("anh.jpg")),
        "{:?}",
        locked.codes()
    );
}

#[test]
fn workbook_parts_with_one_name_are_ambiguous() {
    let mut package = super::package::Package::open(&filled());
    let part = package.text("xl/worksheets/sheet3.xml");
    let other = part.replace("<v>2650</v>", "<v>9999</v>");
    package.put("xl/worksheets/sheet~.xml", other);
    let mut bytes = package.bytes();
    super::inbox::replace_all(&mut bytes, b"xl/worksheets/sheet~.xml", b"xl/worksheets/sheet3.xml");
    let judged = received(&[("bc.xlsx", &bytes)]);
    assert_eq!(judged.wrong(&[], Want::Not), [""; 0], "{:?}", judged.codes());
    assert!(judged.has("T112"), "{:?}", judged.codes());
}

#[test]
fn another_document_named_for_a_unit_is_unreadable() {
    let numbers = zipped(&[
        ("Index/Document.iwa", b"\0iwa"),
        ("Index/Tables/DataList.iwa", b"\0iwa"),
        ("Metadata/Properties.plist", b"bplist00"),
        ("preview.jpg", &[0xFF, 0xD8, 0xFF, 0xE0]),
    ]);
    let folded = zipped(&[
        ("BC.numbers/Index.zip", b"PK\x05\x06"),
        ("BC.numbers/Metadata/Properties.plist", b"bplist00"),
        ("BC.numbers/preview.jpg", &[0xFF, 0xD8]),
    ]);
    let epub =
        zipped(&[("mimetype", b"application/epub+zip"), ("OEBPS/content.opf", b"<package/>")]);
    let odt = zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", b"<x/>"),
    ]);
    let pdf = zipped(&[("bao cao.pdf", b"%PDF-1.4\n%%EO")]);
    let files: [(&str, &[u8]); 10] = [
        ("huyện Thọ Xuân.numbers", &numbers),
        ("huyện Thọ Xuân (2).numbers", &folded),
        ("huyện Thọ Xuân.epub", &epub),
        ("huyện Thọ Xuân.odt", &odt),
        ("huyện Thọ Xuân.zip", &pdf),
        (
            "huyện Thọ Xuân.html",
            b"<html><body><table><tr><td>CT08</td><td>7</td></tr></table></body></html>",
        ),
        (
            "huyện Thọ Xuân.xls",
            b"<html><body><table><tr><td>CT08</td><td>7</td></tr></table></body></html>",
        ),
        ("huyện Thọ Xuân.rar", b"Rar!\x1a\x07\x01\0"),
        ("huyện Thọ Xuân.7z", b"7z\xbc\xaf\x27\x1c\0\x04"),
        ("huyện Thọ Xuân.pdf", b"%PDF-1.4\n%%EOF"),
    ];
    let fell = |(name, bytes): &(&str, &[u8])| {
        let judged = received(&[(name, bytes)]);
        let (state, count) = (judged.line()["state"].clone(), judged.codes().len());
        (state != "unreadable" || count > 2 || !judged.has_error())
            .then(|| format!("{name}: {state}, {:?}", judged.codes()))
    };
    all_right(files.iter().filter_map(fell).collect());
}

#[test]
fn a_bad_file_does_not_affect_other_reports() {
    let report = filled();
    let half = &report[..report.len() / 2];
    let neighbours: [(&str, &[u8]); 6] = [
        ("hong.xlsx", half),
        ("rong.xlsx", b""),
        ("rong.xls", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        ("la.xml", b"<?xml version=\"1.0\"?><x/>"),
        ("thu.eml", b"From: a@b\r\nSubject: BC\r\n\r\nKinh gui"),
        ("x.zip", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
    ];
    for (name, bytes) in neighbours {
        let judged = received(&[("bc.xlsx", &report), (name, bytes)]);
        assert_eq!(judged.wrong(&[], Want::Own), [""; 0], "{name}");
        assert!(!role(&judged, name).is_empty() && role(&judged, name) != "current", "{name}");
    }
}

#[test]
fn versions_without_a_declared_replacement_are_not_counted() {
    let judged = received(&[("a.xlsx", &filled()), ("b.xlsx", &earlier())]);
    assert_eq!(judged.wrong(&[], Want::Not), [""; 0], "{:?}", judged.codes());
    let mut later = Form::filled();
    later.put(TT, "C9", "230/BC-UBND").put(TT, "C15", "215/BC-UBND").put(SL, "D13", 2700);
    let judged = received(&[("a.xlsx", &filled()), ("b.xlsx", &later.bytes())]);
    assert_eq!(
        judged.wrong(&[("CT08", Want::Is(2700))], Want::Own),
        [""; 0],
        "{:?}",
        judged.codes()
    );
}
