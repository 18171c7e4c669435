use super::*;
use crate::read::limits::Clock;

fn cells(rows: &str) -> Vec<(String, Value)> {
    let part = format!("<a><table:table table:name='S'>{rows}</table:table></a>");
    let workbook = workbook(
        &mut Xml::in_memory(&part),
        &mut Styles::default(),
        &mut Budget::new(Clock::start()),
    )
    .unwrap_or_default();
    workbook
        .sheets
        .into_iter()
        .flat_map(|sheet| sheet.cells)
        .map(|cell| (cell.at.to_string(), cell.value))
        .collect()
}

#[test]
fn all_kinds_of_cells_are_read_despite_white_space() {
    let found = cells(
        "<table:table-row>\n <table:table-cell office:value-type='string'><text:p>a<text:s text:c='2'/>b</text:p><text:p>c</text:p></table:table-cell> <!-- x -->
          <table:table-cell office:value-type='float' office:value='12'><text:p>12</text:p></table:table-cell>
          <table:table-cell table:formula='of:=1'/>
          <table:table-cell table:formula='of:=#REF!' office:value-type='string' calcext:value-type='error'><text:p>#REF!</text:p></table:table-cell>
          <table:table-cell office:value-type='date' office:date-value='2024-04-30T00:00:00'><text:p>x</text:p></table:table-cell>
          <table:table-cell><office:annotation><text:p>note</text:p></office:annotation></table:table-cell></table:table-row>",
    );
    let expected = [
        ("A1", Value::Text("a  b\nc".into())),
        ("B1", Value::Number(12.0)),
        ("C1", Value::Uncomputed),
        ("D1", Value::Error("#REF!".into())),
        ("E1", Value::Day(chrono::NaiveDate::from_ymd_opt(2024, 4, 30), "30/4/2024".into())),
    ];
    assert_eq!(found, expected.map(|(at, value)| (at.to_owned(), value)));
}

#[test]
fn repeated_blank_cells_are_skipped() {
    let found = cells(
        "<table:table-row table:number-rows-repeated='1048000'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>\
         <table:table-row><table:table-cell table:number-columns-repeated='2' office:value-type='float' office:value='1'/></table:table-row>",
    );
    assert_eq!(
        found.iter().map(|(at, _)| at.as_str()).collect::<Vec<_>>(),
        ["A1048001", "B1048001"]
    );
}

#[test]
fn a_table_cut_in_the_middle_is_damaged() {
    let part = "<a><table:table table:name='S'><table:table-row>";
    let read = workbook(
        &mut Xml::in_memory(part),
        &mut Styles::default(),
        &mut Budget::new(Clock::start()),
    );
    assert!(matches!(read, Err(Unreadable::Damaged(_))));
}

fn sheet(rows: &str) -> Sheet {
    let part = format!(
        "<a><style:style style:name='thin'><style:table-column-properties style:column-width='0cm'/></style:style>\
         <number:number-style style:name='N'><number:number number:decimal-places='0' number:min-integer-digits='1'/><number:text>K</number:text></number:number-style>\
         <style:style style:name='K' style:data-style-name='N'/><table:table table:name='S'>{rows}</table:table></a>"
    );
    let read = workbook(
        &mut Xml::in_memory(&part),
        &mut Styles::default(),
        &mut Budget::new(Clock::start()),
    )
    .unwrap_or_default();
    read.sheets.into_iter().next().unwrap_or_default()
}

#[test]
fn displayed_numbers_follow_style_and_stored_text() {
    let found = sheet(
        "<table:table-column/><table:table-column table:default-cell-style-name='K'/><table:table-row>\
         <table:table-cell office:value-type='float' office:value='1348'><text:p>1.348</text:p></table:table-cell>\
         <table:table-cell office:value-type='float' office:value='12'/>\
         <table:table-cell office:value-type='float' office:value='9'><text:p>12</text:p></table:table-cell>\
         <table:table-cell office:value-type='percentage' office:value='0.15'><text:p>15%</text:p></table:table-cell>\
         <table:table-cell office:value-type='float' office:value='1348'/></table:table-row>",
    );
    let shown: Vec<_> = found.cells.iter().map(|cell| cell.shown.as_deref()).collect();
    assert_eq!(shown, [None, Some("12K"), Some("12"), Some("15%"), None]);
}

#[test]
fn a_number_in_a_column_too_narrow_is_not_shown() {
    let part = |cell: &str| {
        format!(
            "<a><style:style style:name='narrow'><style:table-column-properties style:column-width='0.25cm'/></style:style>\
             <style:style style:name='fit'><style:table-cell-properties style:shrink-to-fit='true'/></style:style><table:table table:name='S'>\
             <table:table-column table:style-name='narrow'/><table:table-column/><table:table-row>\
             <table:table-cell {cell} office:value-type='float' office:value='2650'><text:p>2650</text:p></table:table-cell>\
             <table:table-cell office:value-type='float' office:value='2650'><text:p>2650</text:p></table:table-cell></table:table-row></table:table></a>"
        )
    };
    let shown = |cell: &str| {
        let part = part(cell);
        let (mut styles, mut budget) = (Styles::default(), Budget::new(Clock::start()));
        let read = workbook(&mut Xml::in_memory(&part), &mut styles, &mut budget);
        let sheet = read.unwrap_or_default().sheets.into_iter().next().unwrap_or_default();
        sheet.cells.iter().map(|cell| cell.shown.is_some()).collect::<Vec<_>>()
    };
    assert_eq!(shown(""), [true, false]);
    assert_eq!(shown("table:style-name='fit'"), [false, false]);
}

#[test]
fn notes_boxes_and_covered_cells_are_read() {
    let found = sheet(
        "<table:table-column table:number-columns-repeated='2'/><table:table-column table:style-name='thin'/>\
         <table:shapes><draw:frame><draw:text-box><text:p>Số đúng</text:p><text:p>là 15</text:p></draw:text-box></draw:frame></table:shapes><table:table-row>\
         <table:table-cell table:number-columns-spanned='2' office:value-type='float' office:value='1'><office:annotation><dc:creator>An</dc:creator><text:p>sai</text:p></office:annotation><text:p>1</text:p></table:table-cell>\
         <table:covered-table-cell office:value-type='float' office:value='2'><text:p>2</text:p></table:covered-table-cell>\
         <table:table-cell office:value-type='string'><draw:custom-shape><text:p>MẬT</text:p></draw:custom-shape><text:p>a</text:p></table:table-cell></table:table-row>",
    );
    assert_eq!(found.notes, [(CellRef::new(0, 0), "sai".into())]);
    assert_eq!(found.boxes, ["Số đúng\nlà 15".into(), "MẬT".into()]);
    assert_eq!(
        found.cells.iter().map(|cell| cell.shown.as_deref()).collect::<Vec<_>>(),
        [None, Some(""), None]
    );
    assert!(found.hides(CellRef::new(0, 2)) && !found.hides(CellRef::new(0, 0)));
}

#[test]
fn prompts_and_remarks_on_changes_are_read_with_their_cells() {
    let part = "<a><table:tracked-changes><table:cell-content-change><table:cell-address table:column='3' table:row='12' table:table='0'/><office:change-info><dc:creator>An</dc:creator><text:p>đúng là 15</text:p></office:change-info><table:previous><text:p>15</text:p></table:previous></table:cell-content-change></table:tracked-changes>
        <table:content-validation table:name='v1'><table:help-message table:title='Số liệu'><text:p>ước tính</text:p></table:help-message></table:content-validation>
        <table:table table:name='S'><table:table-row table:number-rows-repeated='2'><table:table-cell table:content-validation-name='v1'/></table:table-row></table:table></a>";
    let workbook = workbook(
        &mut Xml::in_memory(part),
        &mut Styles::default(),
        &mut Budget::new(Clock::start()),
    )
    .unwrap_or_default();
    let sheet = &workbook.sheets[0];
    let range = vec![(CellRef::new(0, 0), CellRef::new(1, 0))];
    assert_eq!(sheet.prompts, [(range.clone(), "Số liệu".into()), (range, "ước tính".into())]);
    assert_eq!(sheet.notes, [(CellRef::new(12, 3), "đúng là 15".into())]);
}
