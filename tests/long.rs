//! Tests that another program reads streamed rows as it reads other rows.

use calamine::{Data, Reader as _, Xlsx};
use chrono::NaiveDate;
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::io::Cursor;
use tonghop::book::{
    Area, Book, Cell, Content, Highlight, NamedTable, Role, Row, RowStream, Sheet, StreamedBook,
    Style, Value, Width,
};
use tonghop::model::origin::CellRef;
use tonghop::xlsx;

const COLUMNS: usize = 4;

fn sheet() -> Sheet {
    let mut sheet = Sheet { name: "Nguồn’s".into(), ..Sheet::default() };
    sheet.columns = vec![Width { chars: 12.0, level: 0 }; COLUMNS];
    sheet.push(vec![Cell::text("BẢNG", Role::Section)]);
    sheet.push((0..COLUMNS).map(|col| Cell::text(format!("Cột {col}"), Role::Heading)).collect());
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
    let lines = RowStream::single(rows.len(), move |line| rows[line].clone()).at_level(1);
    StreamedBook {
        book: Book { sheets: vec![first, sheet], ..Book::default() },
        streams: vec![None, Some(lines)],
    }
}

/// Value with its row and column.
type Placed<T> = (usize, usize, T);

/// Returns the values and formulas of the second sheet, read by another library.
fn read(bytes: Vec<u8>) -> (Vec<Placed<Data>>, Vec<Placed<String>>) {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let values = workbook.worksheet_range("Nguồn’s").expect("a sheet");
    let formulas = workbook.worksheet_formula("Nguồn’s").expect("a sheet");
    let used = |(row, col, value): (usize, usize, &Data)| (row, col, value.clone());
    (
        values.used_cells().map(used).collect(),
        formulas.used_cells().map(|(row, col, formula)| (row, col, formula.clone())).collect(),
    )
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
    let roles = prop::sample::select(vec![
        Role::Text,
        Role::Code,
        Role::Number,
        Role::Total,
        Role::Day,
        Role::Mark,
    ]);
    let tones = prop::sample::select(vec![
        Highlight::None,
        Highlight::Good,
        Highlight::Bad,
        Highlight::Muted,
    ]);
    let content = prop_oneof![
        Just(Content::Blank),
        texts.clone().prop_filter("text", |text| !text.is_empty()).prop_map(Content::Text),
        (any::<i64>(), 0_u32..6)
            .prop_map(|(number, scale)| Content::Number(Decimal::new(number >> 12, scale))),
        (1890..2100, 1_u32..13).prop_map(|(year, month)| Content::Day(day(year, month, 28))),
        ("[A-Z]{1,2}[1-9]{1,2}&\"<[a-z]\"", texts).prop_map(|(expr, text)| Content::Formula {
            expr,
            result: Value::Text(format!("x{text}"))
        }),
        any::<i32>().prop_map(|number| Content::Formula {
            expr: "SUM(A1:A2)".into(),
            result: Value::Number(number.into())
        }),
    ];
    (content, roles, tones).prop_map(|(content, role, tone)| Cell {
        content,
        style: Style::highlighted(role, tone),
        ..Cell::default()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn streamed_rows_are_read_like_other_rows(rows in prop::collection::vec(prop::collection::vec(any_cell(), 0..=COLUMNS), 1..12)) {
        let rows: Vec<Row> = rows.into_iter().map(|cells| Row { cells, level: 1, ..Row::default() }).collect();
        let mut long = Vec::new();
        xlsx::write_long(&book(sheet(), rows.clone()), &mut long).expect("a workbook");
        let whole = xlsx::write(&book(sheet(), rows).whole()).expect("a workbook");
        prop_assert_eq!(read(long), read(whole));
    }
}
