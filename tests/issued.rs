//! Tests of issued forms: changed forms are never overwritten, and a form issued after closing
//! contains the figures of the previous period.

use crate::tree::{code, root, said, tonghop, workspace};
use std::path::Path;

fn template(at: &Path, words: &[&str]) -> std::process::Output {
    let run = tonghop(at, &[&["template", "--period", "2024-6T"], words].concat());
    assert_eq!(code(&run), 0, "{}", said(&run));
    run
}

#[test]
fn changed_forms_are_kept_unless_overwritten() {
    let folder = workspace();
    let office = folder.path().join("w");
    let form = |unit: &str| office.join(format!("mau/2024-6T/{unit}.xlsx"));
    let units = ["--unit", "S-YT", "--unit", "S-TC"];
    template(&office, &[&units[..], &["--as-of", "2024-03-01"]].concat());
    let (changed, first) =
        (b"filled in at the office".to_vec(), std::fs::read(form("S-TC")).unwrap());
    std::fs::write(form("S-YT"), &changed).unwrap();
    let run = template(&office, &[&units[..], &["--as-of", "2024-03-02"]].concat());
    let told = said(&run);
    assert!(
        told.contains("Để nguyên 1 tệp đã thay đổi từ khi cấp: mau/2024-6T/S-YT.xlsx"),
        "{told}"
    );
    assert!(told.contains("template --period 2024-6T --overwrite"), "{told}");
    assert_eq!(std::fs::read(form("S-YT")).unwrap(), changed);
    assert_ne!(
        std::fs::read(form("S-TC")).unwrap(),
        first,
        "one that is as it was issued is issued anew"
    );
    // a form without a record may have been changed
    std::fs::remove_dir_all(office.join("ket-qua/2024-6T/nhat-ky")).unwrap();
    assert!(
        said(&template(&office, &[&units[..], &["--as-of", "2024-03-03"]].concat()))
            .contains("Để nguyên 2 tệp")
    );
    let over = template(&office, &[&units[..], &["--as-of", "2024-03-03", "--overwrite"]].concat());
    assert!(!said(&over).contains("Để nguyên"), "{}", said(&over));
    assert_ne!(std::fs::read(form("S-YT")).unwrap(), changed);
}

#[test]
fn a_form_issued_after_closing_contains_the_previous_figures() {
    let folder = workspace();
    let office = folder.path().join("w");
    std::fs::copy(
        root().join("examples/thanh-hoa-2024/nhan/2024-6T/H-THOXUAN.xlsx"),
        office.join("nhan/2024-6T/a.xlsx"),
    )
    .unwrap();
    let year = |day: &str| {
        let run = tonghop(
            &office,
            &["template", "--period", "2024-NAM", "--unit", "H-THOXUAN", "--as-of", day],
        );
        assert_eq!(code(&run), 0, "{}", said(&run));
        std::fs::read(office.join("mau/2024-NAM/H-THOXUAN.xlsx")).unwrap()
    };
    let before = year("2024-09-01");
    let closed =
        tonghop(&office, &["close", "--period", "2024-6T", "--as-of", "2024-05-06", "--exit-zero"]);
    assert_eq!(code(&closed), 0, "{}", said(&closed));
    let after = year("2024-09-01");
    let lines = |bytes: &[u8]| {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes.to_vec())).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(
            &mut archive.by_name("xl/sharedStrings.xml").unwrap(),
            &mut text,
        )
        .unwrap();
        text.matches("không thấp hơn số 6 tháng đầu năm 2024 của đơn vị: ").count()
    };
    assert_eq!(lines(&before), 0);
    assert!(lines(&after) > 0);
}

#[test]
fn forms_for_all_units_come_with_a_letter_and_a_mailing_list_that_a_person_may_change() {
    let folder = workspace();
    let office = folder.path().join("w");
    let units = std::fs::read_to_string(office.join("don-vi.toml")).unwrap();
    let set = "code = \"S-YT\"\nemail = \"syt@thanhhoa.gov.vn\"\ncontact = \"Lê Thị C\"";
    std::fs::write(office.join("don-vi.toml"), units.replacen("code = \"S-YT\"", set, 1)).unwrap();
    template(&office, &["--unit", "S-YT", "--as-of", "2024-03-01"]);
    let letter = office.join("mau/2024-6T/cong-van.docx");
    assert!(!letter.exists(), "one unit needs no letter to all");
    let run = template(&office, &["--as-of", "2024-03-01"]);
    assert!(said(&run).contains("Đã lập 54 biểu mẫu"), "{}", said(&run));
    let text = |path: &Path, part: &str| {
        let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name(part).unwrap(), &mut text).unwrap();
        text
    };
    let words = text(&letter, "word/document.xml");
    assert!(words.contains("Các đơn vị có tên tại danh sách kèm theo"), "{words}");
    assert!(words.contains("ngày làm việc cuối cùng trước đó là ngày 26/4/2024"), "{words}");
    let list = text(&office.join("mau/2024-6T/danh-sach-gui.xlsx"), "xl/sharedStrings.xml");
    let table = text(&office.join("mau/2024-6T/danh-sach-gui.xlsx"), "xl/tables/table1.xml");
    assert!(table.contains("displayName=\"DanhSachGui\" ref=\"A1:H"), "{table}");
    for word in ["syt@thanhhoa.gov.vn", "Lê Thị C", "cong-van.docx", "S-YT.xlsx"] {
        assert!(list.contains(word), "{word}: {list}");
    }
    std::fs::write(&letter, "numbered by hand").unwrap();
    let told = said(&template(&office, &["--as-of", "2024-03-02"]));
    assert!(
        told.contains("Để nguyên 1 tệp đã thay đổi từ khi cấp: mau/2024-6T/cong-van.docx"),
        "{told}"
    );
    assert_eq!(std::fs::read(&letter).unwrap(), b"numbered by hand");
}
