use super::*;
use crate::read::limits::Clock;
use std::sync::Arc;

fn sheet(part: &str) -> Sheet {
    let strings = [SharedString::plain(Arc::from("Mã"))];
    let styles = Styles::default();
    let mut source = SheetReader {
        strings: &strings,
        styles: &styles,
        from_1904: false,
        asks_to_compute: true,
        budget: Budget::new(Clock::start()),
        written: String::new(),
        formulas: Formulas::default(),
    };
    source.sheet(&mut Xml::in_memory(part)).unwrap_or_default()
}

fn seen(part: &str) -> Vec<(String, Value)> {
    sheet(&format!("<worksheet><sheetData>{part}</sheetData></worksheet>"))
        .cells
        .into_iter()
        .map(|cell| (cell.at.to_string(), cell.value))
        .collect()
}

#[test]
fn all_kinds_of_cells_are_read() {
    let cells = seen(
        "<row r='2'><c r='A2' t='s'><v>0</v></c><c r='B2'><v>1.5</v></c><c r='C2' t='b'><v>1</v></c><c r='D2' t='e'><v>#REF!</v></c>\
         <c r='E2'><f>A1</f></c><c r='F2'><f>A1</f><v/></c><c r='G2' t='str'><f>A1</f><v></v></c><c r='H2' t='n'><v>12,5</v></c><c r='I2' t='s'><v>9</v></c>\
         <c r='J2' t='inlineStr'><is><t>a</t></is></c><c r='K2' s='1'/></row>",
    );
    let expected = [
        ("A2", Value::Text("Mã".into())),
        ("B2", Value::Number(1.5)),
        ("C2", Value::Truth(true)),
        ("D2", Value::Error("#REF!".into())),
        ("E2", Value::Uncomputed),
        ("F2", Value::Uncomputed),
        ("H2", Value::Unreadable("12,5".into())),
        ("I2", Value::Unreadable("9".into())),
        ("J2", Value::Text("a".into())),
    ];
    assert_eq!(cells, expected.map(|(at, value)| (at.to_owned(), value)));
}

#[test]
fn cells_without_a_reference_follow_one_another() {
    let cells = seen(
        "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row><row r='9'><c><v>4</v></c></row>",
    );
    assert_eq!(
        cells.iter().map(|(at, _)| at.as_str()).collect::<Vec<_>>(),
        ["A1", "B1", "A2", "A9"]
    );
}

#[test]
fn cells_outside_the_sheet_are_ignored() {
    assert_eq!(
        seen("<row><c r='ZZZZZZ4294967295'><v>1</v></c><c r='XFD1048576'><v>2</v></c></row>").len(),
        1
    );
}

#[test]
fn page_header_text_is_complete() {
    let sheet = sheet(
        "<worksheet><headerFooter><oddHeader>&amp;C&amp;14MẬT</oddHeader><oddFooter/></headerFooter></worksheet>",
    );
    assert_eq!(sheet.margins, ["&C&14MẬT", ""]);
}

#[test]
fn hidden_rows_and_columns_are_read() {
    let sheet = sheet(
        "<worksheet><cols><col min='2' max='3' hidden='1'/></cols><sheetData><row r='1' hidden='1'><c r='A1'><v>1</v></c></row>\
         <row r='2'><c r='A2'><v>1</v></c></row></sheetData></worksheet>",
    );
    let hides = |at: &str| CellRef::parse(at).is_some_and(|at| sheet.hides(at));
    assert_eq!(["A1", "A2", "B2", "D2"].map(hides), [true, false, true, false]);
}

#[test]
fn a_stored_zero_is_no_result_if_recalculation_is_requested() {
    let cells = seen(
        "<row r='1'><c r='A1'><f>1+1</f><v>0</v></c><c r='B1'><f>1+1</f><v>2</v></c><c r='C1'><v>0</v></c></row>",
    );
    assert_eq!(
        cells.into_iter().map(|(_, value)| value).collect::<Vec<_>>(),
        [Value::Uncomputed, Value::Number(2.0), Value::Number(0.0)]
    );
}

#[test]
fn two_values_in_a_cell_are_unreadable_and_extensions_are_ignored() {
    let cells = seen(
        "<row r='1'><c r='A1'><v>26</v><v>50</v></c><c r='B1'><v>26</v><extLst><ext><v>50</v></ext></extLst></c></row>",
    );
    assert_eq!(
        cells.into_iter().map(|(_, value)| value).collect::<Vec<_>>(),
        [Value::Unreadable("26; 50".into()), Value::Number(26.0)]
    );
}

#[test]
fn a_volatile_result_is_not_used() {
    let cells = seen("<row r='1'><c r='A1'><f>TODAY()-45000</f><v>404</v></c></row>");
    assert_eq!(cells, [("A1".to_owned(), Value::Uncomputed)]);
}

#[test]
fn zeros_hidden_by_the_sheet_view_are_not_displayed() {
    let sheet = sheet(
        "<worksheet><sheetViews><sheetView showZeros='0'/></sheetViews><sheetData><row><c><v>0</v></c><c><v>1</v></c></row></sheetData></worksheet>",
    );
    assert_eq!(
        sheet.cells.iter().map(|cell| cell.shown.as_deref()).collect::<Vec<_>>(),
        [Some(""), None]
    );
}

#[test]
fn a_column_without_width_and_a_row_without_height_are_hidden() {
    let sheet = sheet(
        "<worksheet><cols><col min='2' max='2' width='0' customWidth='1'/><col min='3' max='3' width='9'/></cols><sheetData>\
         <row r='1' ht='2.5'><c r='A1'><v>1</v></c></row><row r='2' ht='15'><c r='B2'><v>1</v></c></row></sheetData></worksheet>",
    );
    let hides = |at: &str| CellRef::parse(at).is_some_and(|at| sheet.hides(at));
    assert_eq!(["A1", "B2", "C2"].map(hides), [true, true, false]);
}

#[test]
fn a_repeated_cell_is_readable_only_if_its_values_agree() {
    let cells = seen(
        "<row r='1'><c r='A1'><v>9</v></c><c r='A1'><v>99</v></c></row><row r='2'><c r='A2'><v>7</v></c></row>\
         <row r='2'><c r='A2'><v>7</v></c><c r='B2'><v>8</v></c></row>",
    );
    let values: Vec<_> = cells.into_iter().map(|(_, value)| value).collect();
    assert_eq!(
        values,
        [Value::Unreadable("9 | 99".into()), Value::Number(7.0), Value::Number(8.0)]
    );
}
