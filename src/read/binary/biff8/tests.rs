use super::*;
use crate::read::grid::LegacyFont;

fn record(id: u16, data: &[u8]) -> Vec<u8> {
    [&id.to_le_bytes()[..], &u16::try_from(data.len()).unwrap_or(0).to_le_bytes(), data].concat()
}

/// Returns globals with one sheet, followed by the sheet's records.
fn stream(sheet: &[Vec<u8>]) -> Vec<u8> {
    let bof = record(0x0809, &[0, 6, 5, 0]);
    let globals_length = 8 + (4 + 8) + (4 + 26) + (4 + 4) + 4;
    let start = u32::try_from(globals_length).unwrap_or(0).to_le_bytes();
    let mut font = vec![0; 14];
    font.extend([7, 0]);
    font.extend(b".VnTime");
    font.resize(26, 0);
    let globals = [
        bof,
        record(0x0085, &[&start[..], &[0, 0, 0, 0]].concat()),
        record(0x0031, &font),
        record(0x00E0, &[0, 0, 0, 0]),
        record(0x000A, &[]),
    ]
    .concat();
    assert_eq!(globals.len(), globals_length);
    [globals, record(0x0809, &[0, 6, 16, 0]), sheet.concat(), record(0x000A, &[])].concat()
}

#[test]
fn hidden_rows_legacy_fonts_and_missing_results_are_read() {
    let mut row = vec![0; 16];
    row[0] = 2;
    row[12] = 0x20;
    let mut formula = vec![0; 22];
    formula[0] = 2;
    formula[2] = 3;
    formula[14] = 3;
    let scan = scan(&stream(&[record(0x0208, &row), record(0x0006, &formula)]))
        .map(|scan| scan.sheets)
        .unwrap_or_default();
    let (_, extras) = scan.first().expect("one sheet");
    assert_eq!(extras.hidden_rows, [2]);
    let style =
        extras.cells.get(&CellRef::new(2, 3)).map(|style| (style.legacy_font, style.uncomputed));
    assert_eq!(style, Some((LegacyFont::Tcvn3, true)));
}

#[test]
fn an_empty_text_is_not_a_result_of_arithmetic() {
    let result = |tokens: &[u8]| {
        let stored = [0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0];
        let book = Book::default();
        cells(0x0006, &[&stored, tokens].concat(), &book).first().map(|(_, style)| style.uncomputed)
    };
    assert_eq!(result(&[0x1E, 7, 0, 0x1E, 8, 0, 0x03]), Some(true), "7+8");
    assert_eq!(
        result(&[0x25, 0, 0, 2, 0, 3, 0xC0, 3, 0xC0, 0x19, 0x10, 0, 0]),
        Some(true),
        "SUM(D1:D3)"
    );
    assert_eq!(result(&[0x44, 0, 0, 3, 0xC0]), None, "D1");
    assert_eq!(result(&[0x17, 0, 0]), None, "\"\"");
}

#[test]
fn a_distant_cell_is_refused_before_the_sheet_is_allocated() {
    let cell = record(0x0203, &[0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    assert!(matches!(scan(&stream(&[cell])), Err(Unreadable::TooLarge(_))));
}

#[test]
fn malformed_records_do_not_panic() {
    for bytes in [&b""[..], &[9, 8, 255, 255, 1], &[0; 64]] {
        assert!(scan(bytes).is_err());
    }
}

#[test]
fn a_sheet_continues_after_an_embedded_chart() {
    let chart = [
        record(0x0809, &[0, 6, 0x20, 0]),
        record(0x00E5, &[1, 0, 9, 0, 9, 0, 9, 0, 9, 0]),
        record(0x000A, &[]),
    ]
    .concat();
    let merged = record(0x00E5, &[1, 0, 0, 0, 1, 0, 2, 0, 3, 0]);
    let scan = scan(&stream(&[chart, merged, record(0x023E, &[0xA6, 6])]))
        .map(|scan| scan.sheets)
        .unwrap_or_default();
    let (_, extras) = scan.first().expect("one sheet");
    assert_eq!(
        (extras.merged.as_slice(), extras.hides_zeros),
        (&[(CellRef::new(0, 2), CellRef::new(1, 3))][..], true)
    );
}

#[test]
fn a_utf_16_stream_gets_its_own_code_page() {
    let page = |revision: u8| {
        with_code_page(
            [record(0x0809, &[0, revision, 5, 0]), record(0x0042, &[0xE9, 0xFD])].concat(),
        )
    };
    assert_eq!(page(6).get(12..), Some(&[0xB0, 0x04][..]));
    assert_eq!(page(5).get(12..), Some(&[0xE9, 0xFD][..]));
}

#[test]
fn columns_and_their_widths_are_read() {
    let column = |col: u8, width: u16| {
        let [low, high] = width.to_le_bytes();
        record(0x007D, &[col, 0, col, 0, low, high, 0, 0, 0, 0, 0, 0])
    };
    let scan = scan(&stream(&[column(3, 300), column(4, 2_560), column(5, 10)]))
        .map(|scan| scan.sheets)
        .unwrap_or_default();
    let (_, extras) = scan.first().expect("one sheet");
    let shown = |col: u32| {
        extras.narrow.shown(CellRef::new(0, col), &crate::read::grid::Value::Number(2650.0))
    };
    assert_eq!((shown(3).as_deref(), shown(4).as_deref()), (Some("#"), None));
    assert_eq!(extras.hidden_columns, [5..=5]);
}
