use crate::book::{
    Area, Book, Cell, Link, NamedTable, Role, Row, RowStream, Sheet, StreamedBook, Value, Width,
};
use crate::model::origin::CellRef;
use std::io::{Cursor, Read as _};

const COLUMNS: usize = 4;

fn sheet() -> Sheet {
    let mut sheet = Sheet { name: "Nguồn’s".into(), ..Sheet::default() };
    sheet.columns = vec![Width { chars: 12.0, level: 0 }; COLUMNS];
    sheet.push(vec![Cell::text("BẢNG", Role::Section)]);
    sheet.push(
        (0..COLUMNS)
            .map(|col| Cell::text(format!("Cột {col}"), Role::Heading).noted("Ghi chú"))
            .collect(),
    );
    sheet.merges = vec![Area::new(0, 0, 0, 3)];
    sheet.freeze = Some(CellRef::new(2, 1));
    sheet.print.landscape = true;
    sheet
}

fn book(sheet: Sheet, rows: Vec<Row>) -> StreamedBook<'static> {
    let mut sheet = sheet;
    let area = Area::new(1, 0, 1 + u32::try_from(rows.len()).expect("few"), 3);
    sheet.table = Some(NamedTable { name: "Bang".into(), area });
    let first = Sheet {
        name: "Đầu".into(),
        rows: vec![Row { cells: vec![Cell::text("a", Role::Text).noted("b")], ..Row::default() }],
        ..Sheet::default()
    };
    let lines = RowStream::single(rows.len(), move |line| rows[line].clone()).at_level(1).noted();
    StreamedBook {
        book: Book { sheets: vec![first, sheet], ..Book::default() },
        streams: vec![None, Some(lines)],
    }
}

fn written(book: &StreamedBook<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    super::write(book, &mut bytes).expect("a workbook");
    bytes
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    zip::ZipArchive::new(Cursor::new(bytes))
        .expect("a package")
        .by_name(name)
        .expect("a part")
        .read_to_string(&mut text)
        .expect("text");
    text
}

/// Returns a book with a thousand rows of every kind.
fn many() -> StreamedBook<'static> {
    let row = |line: u32| Row {
        cells: vec![
            Cell::text(format!("H-{line}"), Role::Code)
                .leading_to(Link::Within("Nguồn’s".into(), CellRef::new(line, 0))),
            Cell::text("mở", Role::Code)
                .leading_to(Link::File(format!("../nhan/Báo cáo #{line} \"&\".xlsx"))),
            Cell::number(line, Role::Number).noted(format!("ghi chú {line} <&>")),
            Cell::formula(
                format!("SUM(C3:C{})", line + 3),
                Value::Number(line.into()),
                Role::Total,
            ),
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
fn bytes_do_not_depend_on_the_number_of_processors() {
    let on = |threads| {
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("threads")
            .install(|| written(&many()))
    };
    let one = on(1);
    assert!(one == on(2) && one == on(5));
}

#[test]
fn every_kind_of_content_of_a_row_is_written() {
    let bytes = written(&many());
    let xml = part(&bytes, "xl/worksheets/sheet2.xml");
    for piece in [
        "<dimension ref=\"A1:D4002\"/>",
        "<sheetFormatPr defaultRowHeight=\"15\" outlineLevelRow=\"1\"/>",
        "<row r=\"3\" outlineLevel=\"1\"><c r=\"A3\"",
        "<row r=\"4\" ht=\"45.75\" customHeight=\"1\" outlineLevel=\"1\">",
        "<f>SUM(C3:C4002)</f><v>3999</v>",
        "<tableParts count=\"1\">",
        "<mergeCells count=\"2\"><mergeCell ref=\"A1:D1\"/><mergeCell ref=\"A4001:D4001\"/></mergeCells>",
        "<hyperlinks><hyperlink ref=\"A3\" location=\"'Nguồn’s'!A1\"/><hyperlink ref=\"B3\" r:id=\"B3\"/>",
        "</headerFooter><rowBreaks count=\"1\" manualBreakCount=\"1\"><brk id=\"3002\" max=\"16383\" man=\"1\"/></rowBreaks>",
        "<headerFooter differentFirst=\"1\"",
        "<legacyDrawing r:id=\"boxes\"/><tableParts",
    ] {
        assert!(xml.contains(piece), "{piece}");
    }
    assert_eq!(xml.matches("<c ").count(), 4000 * 4 + 4 + 4);
    let table = part(&bytes, "xl/tables/table1.xml");
    for piece in ["displayName=\"Bang\" ref=\"A2:D4002\"", "<autoFilter ref=\"A2:D4002\"/>"] {
        assert!(table.contains(piece), "{table}");
    }
    let relations = part(&bytes, "xl/worksheets/_rels/sheet2.xml.rels");
    assert!(
        relations.contains(
            "Target=\"../nhan/Báo%20cáo%20%2317%20%22&amp;%22.xlsx\" TargetMode=\"External\""
        ),
        "{}",
        relations.chars().take(900).collect::<String>()
    );
    assert!(
        relations.contains("Target=\"../comments101.xml\"")
            && relations.contains("Target=\"../drawings/vmlDrawing101.vml\"")
    );
    let notes = part(&bytes, "xl/comments101.xml");
    assert_eq!(notes.matches("<comment ").count(), 4000 + 4);
    assert!(
        notes.contains("<comment ref=\"C20\" authorId=\"0\">")
            && notes.contains("ghi chú 17 &lt;&amp;&gt;</t>")
    );
    let boxes = part(&bytes, "xl/drawings/vmlDrawing101.vml");
    assert!(boxes.contains("<o:idmap v:ext=\"edit\" data=\"128,129,130,131\"/>"));
    let types = part(&bytes, "[Content_Types].xml");
    assert!(
        types.contains("PartName=\"/xl/comments101.xml\"")
            && types.matches("Extension=\"vml\"").count() == 1,
        "{types}"
    );
    for name in [
        "xl/worksheets/sheet2.xml",
        "xl/worksheets/_rels/sheet2.xml.rels",
        "xl/comments101.xml",
        "xl/drawings/vmlDrawing101.vml",
    ] {
        let text = part(&bytes, name);
        let mut reader = quick_xml::Reader::from_str(&text);
        while reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}"))
            != quick_xml::events::Event::Eof
        {}
    }
}

#[test]
fn a_style_not_allowed_in_streamed_rows_is_an_error() {
    let cells = vec![Cell::text("a", Role::Motto)];
    let book = book(sheet(), vec![Row { cells, ..Row::default() }]);
    let error = super::write(&book, &mut Vec::new()).expect_err("a style of no line");
    assert!(error.to_string().contains("Motto"), "{error}");
}
