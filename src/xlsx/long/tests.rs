use crate::book::{Area, Book, Cell, Content, Lines, Link, LongBook, Role, Row, Sheet, Style, Tone, Value, Width};
use crate::model::origin::CellRef;
use calamine::{Data, Reader as _, Xlsx};
use chrono::NaiveDate;
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::io::{Cursor, Read as _};

const COLUMNS: usize = 4;

fn sheet() -> Sheet {
    let mut sheet = Sheet { name: "Nguồn’s".into(), ..Sheet::default() };
    sheet.columns = vec![Width { chars: 12.0, level: 0 }; COLUMNS];
    sheet.push(vec![Cell::text("BẢNG", Role::Section)]);
    sheet.push((0..COLUMNS).map(|col| Cell::text(format!("Cột {col}"), Role::Heading).noted("Ghi chú")).collect());
    sheet.merges = vec![Area::new(0, 0, 0, 3)];
    sheet.freeze = Some(CellRef::new(2, 1));
    sheet.print.landscape = true;
    sheet
}

fn book(sheet: Sheet, rows: Vec<Row>) -> LongBook<'static> {
    let mut sheet = sheet;
    sheet.filter = Some(Area::new(1, 0, 1 + u32::try_from(rows.len()).expect("few"), 3));
    let first = Sheet {
        name: "Đầu".into(),
        rows: vec![Row { cells: vec![Cell::text("a", Role::Text).noted("b")], ..Row::default() }],
        ..Sheet::default()
    };
    let lines = Lines::single(rows.len(), move |line| rows[line].clone()).at_level(1).noted();
    LongBook { book: Book { sheets: vec![first, sheet], ..Book::default() }, lines: vec![None, Some(lines)] }
}

fn written(book: &LongBook<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    super::write(book, &mut bytes).expect("a workbook");
    bytes
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    zip::ZipArchive::new(Cursor::new(bytes)).expect("a package").by_name(name).expect("a part").read_to_string(&mut text).expect("text");
    text
}

/// What stands in a row and a column.
type Placed<T> = (usize, usize, T);

/// The values and the formulas of the second sheet, as another program reads them.
fn read(bytes: Vec<u8>) -> (Vec<Placed<Data>>, Vec<Placed<String>>) {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let values = workbook.worksheet_range("Nguồn’s").expect("a sheet");
    let formulas = workbook.worksheet_formula("Nguồn’s").expect("a sheet");
    let used = |(row, col, value): (usize, usize, &Data)| (row, col, value.clone());
    (values.used_cells().map(used).collect(), formulas.used_cells().map(|(row, col, formula)| (row, col, formula.clone())).collect())
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

fn any_cell() -> impl Strategy<Value = Cell> {
    let texts = prop_oneof![
        "\\PC{0,30}",
        "[ \t\n]{0,2}[a-zđ<>&\"'_x0-9A-F\u{0}\u{b}\u{ffff}]{0,20}[ \n]{0,2}",
        Just("=1+1".to_owned()),
        Just("ữ😀".repeat(20_000))
    ];
    let roles = prop::sample::select(vec![Role::Text, Role::Code, Role::Number, Role::Total, Role::Day, Role::Mark]);
    let tones = prop::sample::select(vec![Tone::None, Tone::Good, Tone::Bad, Tone::Muted]);
    let content = prop_oneof![
        Just(Content::Blank),
        texts.clone().prop_filter("text", |text| !text.is_empty()).prop_map(Content::Text),
        (any::<i64>(), 0_u32..6).prop_map(|(number, scale)| Content::Number(Decimal::new(number >> 12, scale))),
        (1890..2100, 1_u32..13).prop_map(|(year, month)| Content::Day(day(year, month, 28))),
        ("[A-Z]{1,2}[1-9]{1,2}&\"<[a-z]\"", texts)
            .prop_map(|(expr, text)| Content::Formula { expr, result: Value::Text(format!("x{text}")) }),
        any::<i32>().prop_map(|number| Content::Formula { expr: "SUM(A1:A2)".into(), result: Value::Number(number.into()) }),
    ];
    (content, roles, tones).prop_map(|(content, role, tone)| Cell { content, style: Style::toned(role, tone), ..Cell::default() })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn lines_are_read_as_if_they_stood_in_the_sheet(rows in prop::collection::vec(prop::collection::vec(any_cell(), 0..=COLUMNS), 1..12)) {
        let rows: Vec<Row> = rows.into_iter().map(|cells| Row { cells, level: 1, ..Row::default() }).collect();
        let long = written(&book(sheet(), rows.clone()));
        let whole = crate::xlsx::write(&book(sheet(), rows).whole()).expect("a workbook");
        prop_assert_eq!(read(long), read(whole));
    }
}

/// A thousand lines of every kind.
fn many() -> LongBook<'static> {
    let row = |line: u32| Row {
        cells: vec![
            Cell::text(format!("H-{line}"), Role::Code).leading_to(Link::Within("Nguồn’s".into(), CellRef::new(line, 0))),
            Cell::text("mở", Role::Code).leading_to(Link::File(format!("../nhan/Báo cáo #{line} \"&\".xlsx"))),
            Cell::number(line, Role::Number).noted(format!("ghi chú {line} <&>")),
            Cell::formula(format!("SUM(C3:C{})", line + 3), Value::Number(line.into()), Role::Total),
        ],
        height: Some(if line.is_multiple_of(2) { 15.0 } else { 45.75 }),
        level: 1,
        breaks_page: line == 3000,
    };
    let mut sheet = sheet();
    sheet.merges.push(Area::new(4000, 0, 4000, 3));
    book(sheet, (0..4000).map(row).collect())
}

#[test]
fn a_long_table_is_the_same_bytes_on_any_number_of_processors() {
    let on = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads").install(|| written(&many()));
    let one = on(1);
    assert!(one == on(2) && one == on(5));
}

#[test]
fn everything_a_line_can_have_is_in_the_file() {
    let bytes = written(&many());
    let xml = part(&bytes, "xl/worksheets/sheet2.xml");
    for piece in [
        "<dimension ref=\"A1:D4002\"/>",
        "<sheetFormatPr defaultRowHeight=\"15\" outlineLevelRow=\"1\"/>",
        "<row r=\"3\" outlineLevel=\"1\"><c r=\"A3\"",
        "<row r=\"4\" ht=\"45.75\" customHeight=\"1\" outlineLevel=\"1\">",
        "<f>SUM(C3:C4002)</f><v>3999</v>",
        "<autoFilter ref=\"A2:D4002\"/>",
        "<mergeCells count=\"2\"><mergeCell ref=\"A1:D1\"/><mergeCell ref=\"A4001:D4001\"/></mergeCells>",
        "<hyperlinks><hyperlink ref=\"A3\" location=\"'Nguồn’s'!A1\"/><hyperlink ref=\"B3\" r:id=\"B3\"/>",
        "</headerFooter><rowBreaks count=\"1\" manualBreakCount=\"1\"><brk id=\"3002\" max=\"16383\" man=\"1\"/></rowBreaks>",
        "<headerFooter differentFirst=\"1\"",
        "<legacyDrawing r:id=\"boxes\"/></worksheet>",
    ] {
        assert!(xml.contains(piece), "{piece}");
    }
    assert_eq!(xml.matches("<c ").count(), 4000 * 4 + 4 + 4);
    let relations = part(&bytes, "xl/worksheets/_rels/sheet2.xml.rels");
    assert!(
        relations.contains("Target=\"../nhan/Báo%20cáo%20%2317%20%22&amp;%22.xlsx\" TargetMode=\"External\""),
        "{}",
        relations.chars().take(900).collect::<String>()
    );
    assert!(relations.contains("Target=\"../comments101.xml\"") && relations.contains("Target=\"../drawings/vmlDrawing101.vml\""));
    let notes = part(&bytes, "xl/comments101.xml");
    assert_eq!(notes.matches("<comment ").count(), 4000 + 4);
    assert!(notes.contains("<comment ref=\"C20\" authorId=\"0\">") && notes.contains("ghi chú 17 &lt;&amp;&gt;</t>"));
    let boxes = part(&bytes, "xl/drawings/vmlDrawing101.vml");
    assert!(boxes.contains("<o:idmap v:ext=\"edit\" data=\"128,129,130,131\"/>"));
    let types = part(&bytes, "[Content_Types].xml");
    assert!(types.contains("PartName=\"/xl/comments101.xml\"") && types.matches("Extension=\"vml\"").count() == 1, "{types}");
    for name in ["xl/worksheets/sheet2.xml", "xl/worksheets/_rels/sheet2.xml.rels", "xl/comments101.xml", "xl/drawings/vmlDrawing101.vml"] {
        let text = part(&bytes, name);
        let mut reader = quick_xml::Reader::from_str(&text);
        while reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")) != quick_xml::events::Event::Eof {}
    }
}

#[test]
fn a_style_that_no_line_has_is_said() {
    let cells = vec![Cell::text("a", Role::Motto)];
    let book = book(sheet(), vec![Row { cells, ..Row::default() }]);
    let error = super::write(&book, &mut Vec::new()).expect_err("a style of no line");
    assert!(error.to_string().contains("Motto"), "{error}");
}
