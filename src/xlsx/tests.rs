use super::*;
use crate::book::{
    Area, Cell, Chart, Content, Highlight, Input, InputKind, Link, NamedTable, Print, Role, Row,
    Sheet, Style, Value as Result_, Width,
};
use crate::model::origin::CellRef;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::io::{Cursor, Read as _};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

/// Returns a part of a written book.
fn part(book: &Book, name: &str) -> String {
    let bytes = write(book).expect("a workbook");
    let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut text = String::new();
    parts.by_name(name).expect("a part").read_to_string(&mut text).expect("text");
    text
}

fn sheet(cells: Vec<Cell>) -> Sheet {
    Sheet {
        name: "Số liệu".into(),
        rows: vec![Row { cells, ..Row::default() }],
        ..Sheet::default()
    }
}

fn book(sheet: Sheet) -> Book {
    Book { sheets: vec![sheet], ..Book::default() }
}

fn inputs() -> Vec<Input> {
    let kinds = [
        InputKind::Words(vec!["Hoàn thành".into(), "Chưa triển khai".into()]),
        InputKind::Range("$A$3:$A$4".into()),
        InputKind::Number { least: Some(0.into()), most: None, is_whole: true },
        InputKind::Day(day(2023, 1, 1), day(2025, 12, 31)),
        InputKind::Anything,
    ];
    let input = |(row, kind)| Input {
        area: Area::new(row, 0, row, 0),
        kind,
        title: "Ô nhập".into(),
        prompt: "Ghi gì".into(),
        error: "Ghi lại".into(),
    };
    (10..).zip(kinds).map(input).collect()
}

fn chart() -> Chart {
    Chart {
        at: CellRef::new(20, 0),
        size: (600, 300),
        alt: "Sở, ngành 12 đúng hạn".into(),
        sheet: "Tổng quan’s".into(),
        categories: Area::new(2, 0, 3, 0),
        series: vec![
            (CellRef::new(1, 1), Area::new(2, 1, 3, 1), Highlight::Good),
            (CellRef::new(1, 2), Area::new(2, 2, 3, 2), Highlight::Bad),
        ],
        lying: true,
        labeled: false,
    }
}

/// Returns a book with every kind of content.
fn everything() -> Book {
    let mut all = Sheet { name: "Tổng quan’s".into(), ..Sheet::default() };
    all.columns = vec![
        Width { chars: 30.0, level: 0 },
        Width { chars: 12.0, level: 1 },
        Width { chars: 12.0, level: 2 },
    ];
    all.push(vec![Cell::text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Role::Nation)]);
    all.push(vec![
        Cell::text("Đơn vị", Role::Heading),
        Cell::text("Đúng hạn", Role::Heading),
        Cell::text("Chậm", Role::Heading),
    ]);
    for (name, good, bad) in [("Sở, ngành", 12, 3), ("Huyện", 20, 7)] {
        all.push(vec![
            Cell::text(name, Role::Text),
            Cell::number(good, Role::Number),
            Cell::number(bad, Style::highlighted(Role::Number, Highlight::Bad)),
        ]);
    }
    all.push(vec![
        Cell::text("Cộng", Role::TotalName),
        Cell::formula("SUM(B3:B4)", Result_::Number(Decimal::from(32)), Role::Total)
            .noted("Cộng các dòng trên"),
        Cell::day(day(2024, 4, 30), Role::Day)
            .leading_to(Link::Within("Tổng quan’s".into(), CellRef::new(0, 0))),
        Cell::text("tệp", Role::Text).leading_to(Link::File("../nhan/Báo cáo #1 100%.xlsx".into())),
    ]);
    all.merges = vec![Area::new(0, 0, 0, 2)];
    all.freeze = Some(CellRef::new(2, 1));
    all.table = Some(NamedTable { name: "Bang".into(), area: Area::new(1, 0, 3, 2) });
    all.bars = vec![Area::new(2, 1, 3, 1)];
    all.inputs = inputs();
    all.charts = vec![chart()];
    all.protected = true;
    all.print = Print {
        landscape: true,
        repeat: Some((1, 1)),
        repeat_columns: Some((0, 1)),
        column_breaks: vec![2],
        area: None,
        scale: Some(80),
        one_page: false,
    };
    if let Some(row) = all.rows.get_mut(3) {
        (row.height, row.level, row.breaks_page) = (Some(40.0), 1, true);
    }
    Book {
        sheets: vec![all],
        names: vec![("tonghop_ky".into(), "\"2024-6T\"".into())],
        properties: Properties {
            title: "Biểu mẫu".into(),
            created: day(2024, 4, 1),
            custom: vec![("tonghop_ky".into(), "2024-6T".into())],
            ..Properties::default()
        },
    }
}

#[test]
fn two_writes_give_the_same_bytes() {
    assert_eq!(write(&everything()).expect("bytes"), write(&everything()).expect("bytes"));
}

#[test]
fn every_kind_of_content_is_written() {
    let book = everything();
    let xml = part(&book, "xl/worksheets/sheet1.xml");
    for piece in [
        "<headerFooter differentFirst=\"1\" scaleWithDoc=\"0\"><oddHeader>&amp;C",
        "paperSize=\"9\"",
        "orientation=\"landscape\"",
        "scale=\"80\"",
        "<mergeCell ref=\"A1:C1\"/>",
        "<tableParts count=\"1\"><tablePart r:id=",
        "topLeftCell=\"B3\"",
        "<sheetProtection sheet=\"1\"",
        "<f>SUM(B3:B4)</f><v>32</v>",
        "<brk id=\"3\"",
        "outlineLevel=\"1\"",
        "<dataBar>",
        "<formula1>\"Hoàn thành,Chưa triển khai\"</formula1>",
        "<formula1>$A$3:$A$4</formula1>",
        "location=\"'Tổng quan’s'!A1\"",
    ] {
        assert!(xml.contains(piece), "{piece}\n{xml}");
    }
    assert!(
        part(&book, "xl/worksheets/_rels/sheet1.xml.rels")
            .contains("Báo%20cáo%20%231%20100%25.xlsx")
    );
    assert!(
        part(&book, "xl/workbook.xml")
            .contains("<definedName name=\"tonghop_ky\">\"2024-6T\"</definedName>")
    );
    assert!(part(&book, "docProps/custom.xml").contains("2024-6T"));
    assert!(part(&book, "docProps/core.xml").contains("2024-04-01T00:00:00Z"));
}

#[test]
fn text_is_never_a_formula_nor_markup() {
    let book = book(sheet(vec![
        Cell::text("=1+1", Role::Text),
        Cell::text("<r><t>x</t></r>", Role::Text),
    ]));
    assert!(!part(&book, "xl/worksheets/sheet1.xml").contains("<f>"));
    assert!(part(&book, "xl/sharedStrings.xml").contains("&lt;r&gt;&lt;t&gt;x"));
}

#[test]
fn invalid_characters_are_replaced() {
    let mut sheet = sheet(vec![Cell::text("a\u{0}b\u{ffff}", Role::Text).noted("n\u{b}")]);
    sheet.rows.push(Row {
        cells: vec![Cell {
            content: Content::Formula {
                expr: "\"\u{1}\"".into(),
                result: Result_::Text("\u{1}".into()),
            },
            ..Cell::default()
        }],
        ..Row::default()
    });
    let book = book(sheet);
    for name in ["xl/sharedStrings.xml", "xl/comments1.xml", "xl/worksheets/sheet1.xml"] {
        assert!(part(&book, name).contains('\u{fffd}'), "{name}");
    }
}

#[test]
fn errors_name_the_sheet() {
    let mut wrong = sheet(Vec::new());
    wrong.merges = vec![Area::new(0, 0, 1, 1), Area::new(1, 1, 2, 2)];
    let message =
        write(&book(wrong)).expect_err("areas that overlap").message(crate::text::Lang::Vi);
    assert!(message.contains("“Số liệu”"), "{message}");
}

#[test]
fn bytes_do_not_depend_on_the_operating_system() {
    let book = everything();
    let long = StreamedBook { book: everything(), streams: vec![None; book.sheets.len()] };
    let mut bytes = Vec::new();
    write_long(&long, &mut bytes).expect("bytes");
    // the fifth and sixth byte of each directory entry are a version and the system; on Windows the
    // system would be 0 instead of 3
    let systems = |bytes: &[u8]| -> Vec<u8> {
        bytes.windows(6).filter(|at| at.starts_with(b"PK\x01\x02")).map(|at| at[5]).collect()
    };
    let (short, long) = (systems(&write(&book).expect("bytes")), systems(&bytes));
    assert!(short.len() > 8 && short.iter().all(|system| *system == 3), "{short:?}");
    assert!(long.len() > 8 && long.iter().all(|system| *system == 0), "{long:?}");
}
