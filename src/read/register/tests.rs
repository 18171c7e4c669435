use super::*;
use crate::load::shipped;
use crate::read::grid::LegacyFont;

fn sheet(name: &str, rows: &[&[&str]]) -> Sheet {
    let mut cells = Vec::new();
    for (row, texts) in (0..).zip(rows) {
        for (col, text) in (0..).zip(*texts) {
            if !text.is_empty() {
                let value = Value::Text((*text).into());
                cells.push(Cell {
                    at: CellRef::new(row, col),
                    value,
                    legacy_font: LegacyFont::None,
                    original: None,
                    shown: None,
                });
            }
        }
    }
    Sheet { name: name.into(), cells, ..Sheet::default() }
}

const HEAD: [&str; 6] = [
    "Ngày đến",
    "Số đến",
    "Tác giả",
    "Số, ký hiệu",
    "Ngày tháng",
    "Tên loại và trích yếu nội dung",
];

fn read(sheets: Vec<Sheet>) -> Vec<RegisterLine> {
    let plan = shipped::plan().expect("sound");
    lines_of_workbook("so-den.xlsx", &Workbook { sheets, ..Workbook::default() }, &plan)
        .expect("a register")
}

fn lines(sheet: Sheet) -> Vec<(u32, Option<String>, Option<String>)> {
    let said = |line: &RegisterLine| {
        (
            line.row(),
            line.arrived.map(|day| day.to_string()),
            line.author.as_ref().map(|unit| unit.as_str().to_owned()),
        )
    };
    read(vec![sheet]).iter().map(said).collect()
}

fn found(row: u32, day: &str, unit: &str) -> (u32, Option<String>, Option<String>) {
    (row, (!day.is_empty()).then(|| day.to_owned()), (!unit.is_empty()).then(|| unit.to_owned()))
}

#[test]
fn merged_cells_are_filled_down_and_blank_ones_are_not() {
    let mut merged = sheet(
        "Sổ",
        &[
            &HEAD,
            &["26/4/2024", "1", "Sở Nội vụ", "1/BC-SNV"],
            &["", "2", "", "2/BC-SXD"],
            &["", "3", "Sở Xây dựng", "3/BC-SXD"],
        ],
    );
    merged.merged =
        vec![(CellRef::new(1, 0), CellRef::new(2, 0)), (CellRef::new(1, 2), CellRef::new(2, 2))];
    let read = read(vec![merged.clone()]);
    assert_eq!(read.iter().map(|line| line.merged).collect::<Vec<_>>(), [false, true, false]);
    assert_eq!(
        lines(merged),
        [found(2, "2024-04-26", "S-NV"), found(3, "2024-04-26", "S-NV"), found(4, "", "S-XD")]
    );
}

#[test]
fn a_line_without_a_readable_day_is_kept_and_those_after_it_are_read() {
    let days = ["4/26", "\"", "nt", "2024", "26/4/2024", "26/4/24", "4/26/2024", "26/4/2024?"];
    let rows: Vec<[&str; 4]> =
        days.iter().map(|day| [*day, "1", "Sở Nội vụ", "1/BC-SNV"]).collect();
    let rows: Vec<&[&str]> =
        std::iter::once(&HEAD[..]).chain(rows.iter().map(|row| &row[..])).collect();
    let read = read(vec![sheet("Sổ", &rows)]);
    let unread: Vec<bool> =
        read.iter().map(|line| matches!(line.unread, Some(Unread::Day(_)))).collect();
    assert_eq!(unread, [true, true, true, true, false, false, true, true]);
}

#[test]
fn a_day_without_a_year_is_of_the_only_year_named() {
    let days = |name: &str, other: &str| {
        let line = ["24/4", "1", "Sở Nội vụ", "1/BC-SNV"];
        let sheet =
            sheet(name, &[&["SỔ ĐĂNG KÝ"], &HEAD, &line, &[other, "2", "Sở Nội vụ", "2/BC-SNV"]]);
        read(vec![sheet])[0].arrived.map(|day| day.to_string())
    };
    assert_eq!(days("Sổ", "ngày 26 tháng 4"), None);
    assert_eq!(days("Sổ 2024", "ngày 26 tháng 4").as_deref(), Some("2024-04-24"));
    assert_eq!(days("Sổ 2023", "26/4").as_deref(), Some("2023-04-24"));
    assert_eq!(days("Sổ", "26/4/2025").as_deref(), Some("2025-04-24"));
    assert_eq!(days("Sổ 2024", "26/4/2025"), None);
}

#[test]
fn a_withdrawn_line_keeps_its_author_and_proves_nothing() {
    let head: Vec<&str> = HEAD.into_iter().chain(["Ghi chú"]).collect();
    let struck = TextEffect::Strikethrough.apply("26/4/2024").into_owned();
    let read = |day: &str, subject: &str, note: &str| {
        let line = [day, "1", "Sở Nội vụ", "1/BC-SNV", "24/4/2024", subject, note];
        let line = read(vec![sheet("Sổ", &[&head, &line])]).remove(0);
        assert!(line.author.is_some());
        (line.arrived.is_some(), line.unread)
    };
    let day = "26/4/2024";
    assert_eq!(read(&struck, "Báo cáo", ""), (false, Some(Unread::Struck)));
    let withdrawn = |words: &str| (false, Some(Unread::Withdrawn(words.to_owned())));
    assert_eq!(read(day, "Báo cáo", "Huỷ, vào nhầm"), withdrawn("Huỷ, vào nhầm"));
    assert_eq!(read(day, "Báo cáo 6 tháng (đã trả lại)", ""), withdrawn("đã trả lại"));
    assert_eq!(read(day, "Báo cáo vận động, thu hồi vũ khí", "Đã chuyển"), (true, None));
}

#[test]
fn sheets_with_headings_are_read_and_others_are_reported() {
    let row: &[&str] = &["26/4/2024", "1", "Sở Nội vụ", "1/BC-SNV"];
    let hidden = Sheet { hidden: true, ..sheet("Tháng 1", &[&HEAD, row]) };
    let read = read(vec![
        sheet("Tháng 3", &[&HEAD, row]),
        sheet("Tháng 4", &[&["SỔ ĐẾN"], &HEAD, row]),
        sheet("Tháng 5", &[row]),
        sheet("Ghi chú", &[&["tự do"]]),
        hidden,
        sheet("Khác", &[&["Ngày đến", "Số đến", "Bên gửi", "Số, ký hiệu"], row]),
    ]);
    let said: Vec<(&str, u32, Option<Unread>)> =
        read.iter().map(|line| (&*line.sheet, line.row(), line.unread.clone())).collect();
    let missing_required = Some(Unread::Columns("Tác giả".to_owned()));
    assert_eq!(
        said,
        [
            ("Tháng 3", 2, None),
            ("Tháng 4", 3, None),
            ("Tháng 5", 1, Some(Unread::NoHeadings)),
            ("Tháng 1", 1, Some(Unread::Hidden)),
            ("Khác", 1, missing_required)
        ]
    );
}

#[test]
fn headings_are_found_in_other_wordings_and_over_two_rows() {
    let row: &[&str] = &["26/4/2024", "1", "Sở Nội vụ", "1/BC-SNV", "24/4/2024"];
    let expected = [found(3, "2024-04-26", "S-NV")];
    let two: &[&[&str]] = &[
        &["Ngày đến VB", "Số đến", "Nơi gửi", "Văn bản"],
        &["", "", "", "Số, ký hiệu", "Ngày tháng"],
        row,
    ];
    assert_eq!(lines(sheet("Sổ", two)), expected);
    let split: &[&[&str]] =
        &[&["Ngày", "Số", "Cơ quan", "Số"], &["đến", "đến", "gửi", "ký hiệu"], row];
    assert_eq!(lines(sheet("Sổ", split)), expected);
    let bracketed: &[&[&str]] =
        &[&["SỔ"], &["NGÀY ĐẾN\n(1)", "", "Cơ quan ban hành (3)", "Số/ký hiệu VB"], row];
    assert_eq!(lines(sheet("Sổ", bracketed)), expected);
}

#[test]
fn a_file_that_is_not_a_register_is_an_error() {
    let plan = shipped::plan().expect("sound");
    assert!(
        lines_of_workbook(
            "so-den.xlsx",
            &Workbook { sheets: vec![sheet("A", &[&["Họ tên"]])], ..Workbook::default() },
            &plan
        )
        .is_err()
    );
    assert!(super::lines("so-den.xlsx", b"%PDF", &plan, None).is_err());
}

/// Returns the rows, dates and units of a register file.
fn read_file(name: &str, bytes: &[u8]) -> Vec<(u32, Option<String>, Option<String>)> {
    let plan = shipped::plan().expect("sound");
    let said = |line: RegisterLine| {
        (
            line.row(),
            line.arrived.map(|day| day.to_string()),
            line.author.map(|unit| unit.as_str().to_owned()),
        )
    };
    super::lines(name, bytes, &plan, None).expect("a register").into_iter().map(said).collect()
}

#[test]
fn a_register_in_xls_is_read() {
    let bytes = include_bytes!("../../../tests/fixtures/xlwt-register.xls");
    assert_eq!(
        read_file("so-den.xls", bytes),
        [found(4, "2024-04-26", "S-NV"), found(5, "2024-04-29", "H-THOXUAN")]
    );
    assert!(!is_blank(bytes, None));
}

#[test]
fn a_text_register_is_read_with_any_separator() {
    for separator in [",", ";", "\t"] {
        let head = HEAD.map(|heading| format!("\"{heading}\"")).join(separator);
        let line =
            ["26/4/2024", "1", "Sở Nội vụ", "1/BC-SNV", "25/4/2024", "\"Báo cáo;\n6 tháng\""]
                .join(separator);
        let next = ["29/4/2024", "2", "UBND huyện Thọ Xuân", "2/BC-UBND"].join(separator);
        let text = format!("SỔ ĐẾN\n\n{head}\n{line}\n{next}\n");
        let known = [found(4, "2024-04-26", "S-NV"), found(6, "2024-04-29", "H-THOXUAN")];
        assert_eq!(read_file("so-den.csv", text.as_bytes()), known, "{separator:?}");
        assert_eq!(
            read_file("so-den.csv", format!("\u{feff}{text}").as_bytes()),
            known,
            "{separator:?}"
        );
        let wide: Vec<u8> =
            format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read_file("so-den.csv", &wide), known, "{separator:?}");
        assert!(is_blank(head.as_bytes(), None) && !is_blank(text.as_bytes(), None));
    }
    let plan = shipped::plan().expect("sound");
    assert!(super::lines("so-den.csv", "Tên;Tuổi\nAn;3".as_bytes(), &plan, None).is_err());
}
