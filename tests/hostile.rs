//! Hostile files: each gives one finding, and the others are read.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::format_collect,
    reason = "a test stops where it fails"
)]

use crate::fixtures::{N103, assert_report, findings, fixture, outcome_of};
use crate::tree::{code, said, tonghop};
use serde_json::Value;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const WORKBOOK_RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const SHEET: &str =
    r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#;

/// Returns a workbook of one sheet whose part is written in pieces.
fn workbook(pieces: impl IntoIterator<Item = String>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_level(Some(1));
    for (name, text) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", WORKBOOK_RELS),
    ] {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.start_file("xl/worksheets/sheet1.xml", options).unwrap();
    for piece in pieces {
        zip.write_all(piece.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn sheet(body: &str) -> Vec<u8> {
    workbook([SHEET.to_owned(), body.to_owned(), "</worksheet>".to_owned()])
}

/// Returns a compound file with a cyclic sector chain.
fn cyclic() -> Vec<u8> {
    let mut bytes = vec![0_u8; 512 * 4];
    bytes[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    bytes[24..32].copy_from_slice(&[0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0]);
    bytes[32] = 6;
    bytes[44] = 1;
    bytes[48] = 1;
    bytes[76] = 0;
    // every sector of the table leads to sector 1, which leads to itself
    for place in (512..1024).step_by(4) {
        bytes[place] = 1;
    }
    bytes
}

/// Files by name, each with the rules of which one must be found.
type Files = Vec<(&'static str, Vec<u8>, &'static [&'static str])>;

/// Returns sheets that are large only when read.
fn large() -> Files {
    let zeros = std::iter::repeat_with(|| " ".repeat(1 << 20)).take(520);
    let rows = (1..=1_000_000).step_by(1000).map(|from| {
        (from..from + 1000)
            .map(|row| format!(r#"<row r="{row}" s="1" customFormat="1"/>"#))
            .collect::<Vec<_>>()
            .concat()
    });
    let cells = (1..=2_100).map(|row| {
        let cells: String = (0..100).map(|_| "<c><v>1</v></c>").collect();
        format!(r#"<row r="{row}">{cells}</row>"#)
    });
    let between = |pieces: &mut dyn Iterator<Item = String>| -> Vec<u8> {
        let start = std::iter::once(format!("{SHEET}<sheetData>"));
        let end = std::iter::once("</sheetData></worksheet>".to_owned());
        workbook(start.chain(pieces).chain(end).collect::<Vec<_>>())
    };
    let inflates = workbook(std::iter::once(format!("{SHEET}<sheetData>")).chain(zeros));
    vec![
        ("inflates.xlsx", inflates, &["T103"]),
        ("cells.xlsx", between(&mut cells.into_iter()), &["T103"]),
        ("rows.xlsx", between(&mut rows.into_iter()), &["T101", "T103", "T105"]),
    ]
}

/// Returns the files with their expected findings; `None` if only the missing unit is reported.
fn hostile() -> Files {
    let repeated = |text: &str, times: usize| text.repeat(times);
    let merges: String = (1..=100_000)
        .map(|row| format!(r#"<mergeCell ref="A{row}:B{row}"/>"#))
        .collect::<Vec<_>>()
        .concat();
    let text =
        r#"<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row></sheetData>"#;
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
    let mut files: Files = vec![
        ("empty.xlsx", Vec::new(), &["T101", "T104"]),
        ("words.xlsx", b"B\xc3\xa1o c\xc3\xa1o".to_vec(), &["T104"]),
        ("half.xlsx", sheet(text)[..300].to_vec(), &["T101"]),
        (
            "far.xlsx",
            sheet(
                r#"<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>"#,
            ),
            &["T105"],
        ),
        (
            "outside.xlsx",
            sheet(
                r#"<sheetData><row r="99999999"><c r="ZZZZ99999999"><v>1</v></c></row></sheetData>"#,
            ),
            &["T101", "T105"],
        ),
        (
            "merged.xlsx",
            sheet(&format!("{text}<mergeCells>{merges}</mergeCells>")),
            &["T105", "T103"],
        ),
        (
            "entities.xlsx",
            workbook([format!(
                "{bomb}{SHEET}<sheetData><row><c t=\"inlineStr\"><is><t>&c;</t></is></c></row></sheetData></worksheet>"
            )]),
            &["T101", "T103", "T105"],
        ),
        ("deep.xlsx", sheet(&repeated("<a>", 200_000)), &["T101", "T103"]),
        ("cyclic.xls", cyclic(), &["T101", "T104", "T103"]),
        (
            "noise.xls",
            (0..40_000_u32)
                .map(|n| u8::try_from(n.wrapping_mul(2_654_435_761) >> 24).unwrap())
                .collect(),
            &["T104"],
        ),
    ];
    files.extend(large());
    files
}

#[test]
fn hostile_files_stop_nothing_and_are_reported() {
    let folder = TempDir::new().unwrap();
    let w = folder.path().join("w");
    let run = |words: &[&str]| {
        let run = tonghop(&w, words);
        assert!(code(&run) < 2, "{}", said(&run));
        run
    };
    assert_eq!(code(&tonghop(folder.path(), &["init", "w", "--quiet"])), 0);
    run(&["template", "--period", "2024-6T", "--unit", "H-THOXUAN"]);
    let inbox = w.join("nhan/2024-6T");
    std::fs::copy(w.join("mau/2024-6T/H-THOXUAN.xlsx"), inbox.join("good.xlsx")).unwrap();
    let hostile = hostile();
    for (name, bytes, _) in &hostile {
        std::fs::write(inbox.join(name), bytes).unwrap();
    }
    let checked =
        run(&["check", "--period", "2024-6T", "--as-of", "2024-04-20", "--format", "json"]);
    let facts: Value = serde_json::from_slice(&checked.stdout).unwrap();
    assert_eq!(facts["files"].as_array().unwrap().len(), hostile.len() + 1);
    let found = |name: &str| -> Vec<String> {
        let of =
            facts["findings"].as_array().unwrap().iter().filter(|finding| {
                finding["file"].as_str().is_some_and(|file| file.ends_with(name))
            });
        of.map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect()
    };
    for (name, _, rules) in &hostile {
        let mut found = found(name);
        // texts that are not used are quoted in addition
        found.retain(|rule| !matches!(rule.as_str(), "B103" | "B111"));
        let named = found.iter().filter(|rule| rules.contains(&rule.as_str())).count();
        assert!(
            named == 1 && found.len() == 1,
            "{name}: {found:?}, one of {rules:?} was to be found"
        );
    }
    assert!(found("good.xlsx").iter().all(|rule| !rule.starts_with('T')));
}

#[test]
fn special_files_are_reported_and_not_opened() {
    let folder = TempDir::new().unwrap();
    assert_eq!(code(&tonghop(folder.path(), &["init", "w", "--quiet"])), 0);
    let inbox = folder.path().join("w/nhan/2024-6T");
    std::fs::write(inbox.join("~$bao cao.xlsx"), b"x").unwrap();
    std::fs::write(inbox.join("a.xlsx"), b"").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("/dev/zero", inbox.join("endless.xlsx")).unwrap();
    let checked = tonghop(
        &folder.path().join("w"),
        &["check", "--period", "2024-6T", "--as-of", "2024-04-20", "--format", "json"],
    );
    let facts: Value = serde_json::from_slice(&checked.stdout).unwrap();
    let roles: Vec<(&str, &str)> = facts["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| {
            (
                Path::new(file["file"].as_str().unwrap()).file_name().unwrap().to_str().unwrap(),
                file["role"].as_str().unwrap(),
            )
        })
        .collect();
    assert!(roles.contains(&("~$bao cao.xlsx", "ignored")), "{roles:?}");
    assert!(roles.contains(&("a.xlsx", "unreadable")), "{roles:?}");
    #[cfg(unix)]
    assert!(roles.contains(&("endless.xlsx", "unreadable")), "{roles:?}");
}

/// Returns one of the fixtures with changed and added parts.
fn repacked(name: &str, changed: &[(&str, &str, &str)], added: &[(&str, &str)]) -> Vec<u8> {
    let bytes = fixture(name);
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let mut whole = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        for (_, old, new) in changed.iter().filter(|(part, ..)| *part == name) {
            assert!(text.contains(old), "{name} has no {old}");
            text = text.replace(old, new);
        }
        whole.start_file(name, SimpleFileOptions::default()).unwrap();
        whole.write_all(text.as_bytes()).unwrap();
    }
    for (name, text) in added {
        whole.start_file(*name, SimpleFileOptions::default()).unwrap();
        whole.write_all(text.as_bytes()).unwrap();
    }
    whole.finish().unwrap().into_inner()
}

#[test]
fn macros_and_links_are_reported_and_figures_read() {
    for part in
        ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "xl/externalLinks/externalLink1.xml"]
    {
        let bytes = repacked("xlsxwriter-plain.xlsx", &[], &[(part, "<a/>")]);
        assert_report(part, &outcome_of("bao-cao.xlsm", &bytes), &[], &["T107", N103]);
    }
}

#[test]
fn an_odd_sheet_does_not_hide_other_sheets() {
    let (book, rels) = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels");
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartsheet";
    let relation = format!(
        r#"<Relationship Id="rId99" Type="{kind}" Target="chartsheets/sheet1.xml"/></Relationships>"#
    );
    let chart = [
        (book, "</sheets>", r#"<sheet name="Biểu đồ" sheetId="99" r:id="rId99"/></sheets>"#),
        (rels, "</Relationships>", &relation),
    ];
    let state = [(book, r#"sheetId="3""#, r#"sheetId="3" state="shown""#)];
    let absolute = [(rels, r#""worksheets/"#, r#""/xl/worksheets/"#)];
    let upwards = [(rels, r#""worksheets/"#, r#""../xl/worksheets/"#)];
    for changed in [&chart[..], &state, &absolute, &upwards] {
        let bytes = repacked(
            "xlsxwriter-plain.xlsx",
            changed,
            &[("xl/chartsheets/sheet1.xml", "<chartsheet/>")],
        );
        assert_report("bao-cao.xlsx", &outcome_of("bao-cao.xlsx", &bytes), &[], &[N103]);
    }
}

#[test]
fn encrypted_workbooks_are_reported_and_nested_archives_opened() {
    let mut compound = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for name in ["EncryptionInfo", "EncryptedPackage"] {
        compound.create_stream(name).unwrap().write_all(&[7; 5000]).unwrap();
    }
    compound.flush().unwrap();
    assert_eq!(
        findings(&outcome_of("H-THOXUAN.xlsx", &compound.into_inner().into_inner())),
        ["T102", "N108"]
    );

    let mut outer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["two-reports.zip", "xlsxwriter-plain.xlsx"] {
        outer.start_file(name, SimpleFileOptions::default()).unwrap();
        outer.write_all(&fixture(name)).unwrap();
    }
    let outcome = outcome_of("tat-ca.zip", &outer.finish().unwrap().into_inner());
    // the archive, the inner one with its two reports, and a report that is in both
    assert_eq!(outcome.case.submissions.len(), 5);
    assert_eq!(findings(&outcome), [N103, N103, "T106"]);
}
