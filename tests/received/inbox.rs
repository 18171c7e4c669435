//! Tests of whole inboxes: deleted copies, temporary files, scans and blank forms beside the
//! reports.

use super::{report, resaved};
use crate::tree::{code, said, tonghop, workspace};
use serde_json::Value;
use std::io::Write as _;
use std::path::Path;

/// Lists role and rules of each file in an inbox.
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
fn reports_are_recognized_by_content() {
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
fn deleted_copies_and_temporary_files_are_ignored() {
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
fn scans_beside_a_report_are_notes_and_tables_are_not() {
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
fn a_blank_form_beside_a_report_is_a_note() {
    let folder = workspace();
    let w = folder.path().join("w");
    assert_eq!(code(&tonghop(&w, &["template", "--period", "2024-6T", "--unit", "H-THOXUAN"])), 0);
    let blank = std::fs::read(w.join("mau/2024-6T/H-THOXUAN.xlsx")).unwrap();
    assert_eq!(
        lines(&judged(&[("1/bc.xlsx", &report()), ("mau.xlsx", &blank)])),
        ["1/bc.xlsx: current", "mau.xlsx: ignored N104 note"]
    );
    // alone, it is the unit's report
    let alone = judged(&[("mau.xlsx", &blank)]);
    assert_eq!(alone[0].1, "current");
}

#[test]
#[cfg(unix)]
fn files_with_names_equal_in_nfc_are_both_listed() {
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
fn special_and_huge_files_are_not_read() {
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
    // a scan beyond the size limit is recognized by its header
    assert!(lines[1].contains("huyện Thọ Xuân.pdf\" \"ignored\""), "{lines:?}");
    assert!(lines[0].contains("bc.xlsx\" \"current\""), "{lines:?}");
    assert!(
        lines.iter().any(|line| line.contains("lớn.xlsx\" \"unreadable\" 107374182400")),
        "{lines:?}"
    );
}
