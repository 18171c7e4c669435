use super::*;

#[test]
fn hidden_rows_and_columns_are_read() {
    let mut row = vec![0; 17];
    row[0] = 4;
    row[11] = 0x10;
    let mut column = vec![0; 18];
    column[0] = 1;
    column[4] = 2;
    column[16] = 1;
    let mut merged = vec![0; 16];
    merged[4] = 1;
    merged[8] = 2;
    merged[12] = 3;
    let part = [&[0, 17][..], &row, &[60, 18], &column, &[0xB0, 1, 16], &merged].concat();
    let extras = sheet(&part, &CellStyles::default(), &BTreeMap::new()).unwrap_or_default();
    assert_eq!(extras.merged, [(CellRef::new(0, 2), CellRef::new(1, 3))]);
    assert_eq!((extras.hidden_rows, extras.hidden_columns), (vec![4], vec![1..=2]));
}

#[test]
fn formula_errors_are_read() {
    let mut row = vec![0; 17];
    row[0] = 4;
    let part = [&[0, 17][..], &row, &[11, 9, 3, 0, 0, 0, 0, 0, 0, 0, 0x17]].concat();
    let extras = sheet(&part, &CellStyles::default(), &BTreeMap::new()).unwrap_or_default();
    assert_eq!(extras.errors.get(&CellRef::new(4, 3)), Some(&"#REF!"));
    assert!(extras.cells.contains_key(&CellRef::new(4, 3)));
}

#[test]
fn malformed_records_do_not_panic() {
    for part in [&b""[..], &[0x80], &[0, 0xFF, 0xFF, 0xFF, 0x7F], &[0, 200, 1]] {
        assert!(
            sheet(part, &CellStyles::default(), &BTreeMap::new())
                .is_ok_and(|extras| extras.hidden_rows.is_empty())
        );
    }
}

#[test]
fn notes_and_page_headers_are_read() {
    let text: Vec<u8> = [2, 0, 0, 0]
        .into_iter()
        .chain("sai".encode_utf16().take(2).flat_map(u16::to_le_bytes))
        .collect();
    let mut cell = vec![0; 36];
    (cell[4], cell[12]) = (4, 3);
    let part = [&[0xFB, 4, 36][..], &cell, &[0xFD, 4, 9, 0], &text].concat();
    assert_eq!(notes(&part), [(CellRef::new(4, 3), "sa".into())]);
    let heads = [&[0, 0][..], &text, &[0xFF; 20]].concat();
    assert_eq!(margins(&heads), ["sa"]);
}
