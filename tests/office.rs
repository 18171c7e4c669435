//! Tests of the office's setup: the register that `init` creates, and the names, symbols and days
//! in issued documents.

use crate::tree::{code, files, printed, root, said, tonghop, workspace};
use std::io::Read as _;
use std::path::Path;

const WHEN: [&str; 4] = ["--period", "2024-6T", "--as-of", "2024-05-06"];

/// Returns the text of a letter.
fn letter(path: &Path) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
    let words: String =
        text.split('<').filter_map(|part| part.split_once('>')).map(|(_, words)| words).collect();
    words
}

#[test]
fn the_initial_register_is_read_without_its_example_line() {
    let folder = workspace();
    let office = folder.path().join("w");
    assert!(office.join("so-den.xlsx").is_file());
    std::fs::copy(
        root().join("examples/thanh-hoa-2024/nhan/2024-6T/H-THOXUAN.xlsx"),
        office.join("nhan/2024-6T/a.xlsx"),
    )
    .unwrap();
    let run =
        tonghop(&office, &[&["check", "--format", "json", "--exit-zero"], &WHEN[..]].concat());
    assert_eq!(code(&run), 0, "{}", said(&run));
    let facts: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    let rules: Vec<&str> = facts["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|finding| finding["rule"].as_str())
        .collect();
    assert!(!rules.contains(&"N106") && !rules.contains(&"N107"), "{rules:?}");
    let again = tonghop(folder.path(), &["init", "w"]);
    assert!(code(&again) == 2 && said(&again).contains("so-den.xlsx"), "{}", said(&again));
}

/// Sets the office's data for letters.
fn set_office(office: &Path) {
    let plan = office.join("ke-hoach.toml");
    let text = std::fs::read_to_string(&plan).unwrap();
    let set = "[office]\nsigner_post = \"KT. TRƯỞNG BAN\\nPHÓ TRƯỞNG BAN\"\nsigner = \"Nguyễn Văn A\"\ncontact = \"đồng chí Trần Thị B\"\n\
               phone = \"0237 123 456\"\nsigner_agency_post = \"GIÁM ĐỐC CÔNG AN TỈNH\"\nreturn_days = 5\n";
    let text = text.replacen("\"BCĐ-ANND\"", "\"BCĐ-VPTT\"", 1).replacen("[office]\n", set, 1);
    std::fs::write(&plan, text).unwrap();
}

/// Writes a form; returns its texts.
fn form_texts(office: &Path) -> String {
    let form = tonghop(
        office,
        &["template", "--period", "2024-6T", "--unit", "S-YT", "--as-of", "2024-05-06"],
    );
    assert_eq!(code(&form), 0, "{}", said(&form));
    let mut archive =
        zip::ZipArchive::new(std::fs::File::open(office.join("mau/2024-6T/S-YT.xlsx")).unwrap())
            .unwrap();
    let mut texts = String::new();
    archive.by_name("xl/sharedStrings.xml").unwrap().read_to_string(&mut texts).unwrap();
    texts
}

#[test]
fn letters_use_the_offices_settings_or_leave_gaps() {
    let folder = workspace();
    let office = folder.path().join("w");
    let report = root().join("examples/thanh-hoa-2024/nhan/2024-6T/H-HATRUNG.xlsx");
    std::fs::copy(report, office.join("nhan/2024-6T/a.xlsx")).unwrap();
    let run = || {
        let run = tonghop(&office, &[&["consolidate", "--exit-zero"], &WHEN[..]].concat());
        assert_eq!(code(&run), 0, "{}", said(&run));
        printed(&run);
        (
            letter(&office.join("ket-qua/2024-6T/tra-lai/H-HATRUNG.docx")),
            letter(&office.join("ket-qua/2024-6T/bao-cao.docx")),
        )
    };
    let (returned, report) = run();
    let reminders = || files(&office.join("ket-qua/2024-6T/don-doc"));
    assert!(reminders().len() > 2);
    for reminder in reminders() {
        let words = letter(&reminder);
        assert!(
            words.contains(
                "[Văn phòng ghi: người liên hệ], điện thoại [Văn phòng ghi: số điện thoại]"
            ),
            "{words}"
        );
    }
    for gap in [
        "[Văn phòng ghi: ngày gửi lại]",
        "[Văn phòng ghi: họ và tên người ký]",
        "[Văn phòng ghi: số điện thoại]",
    ] {
        assert!(returned.contains(gap), "{gap}: {returned}");
    }
    assert!(
        report.contains("/BC-") && report.contains("[Văn phòng ghi: họ và tên người ký]"),
        "{report}"
    );
    set_office(&office);
    assert!(form_texts(&office).contains("đồng chí Trần Thị B, điện thoại 0237 123 456."));
    let (returned, report) = run();
    for words in [
        "[…]/BCĐ-VPTT",
        "Lưu: VT, VPTT.",
        "GIÁM ĐỐC CÔNG AN TỈNH",
        "PHÓ TRƯỞNG BAN",
        "Nguyễn Văn A",
        "đồng chí Trần Thị B, điện thoại 0237 123 456",
        "chậm nhất ngày 11/5/2024",
    ] {
        assert!(returned.contains(words), "{words}: {returned}");
    }
    assert!(!returned.contains("[Văn phòng ghi:"), "{returned}");
    for reminder in reminders() {
        let words = letter(&reminder);
        assert!(words.contains("đồng chí Trần Thị B, điện thoại 0237 123 456./."), "{words}");
    }
    assert!(report.contains("[…]/BC-BCĐ") && report.contains("Nguyễn Văn A"), "{report}");
}
