//! Lays out a workbook with one table: a row of headings and the rows below it.

use super::{Area, Book, Cell, NamedTable, Print, Properties, Role, Sheet, Width, measure};
use crate::model::origin::CellRef;

/// Returns the workbook for landscape printing. Columns are headings with widths in characters; the
/// headings and the columns left of `frozen` stay visible. `table` is the table's name, in ASCII.
pub(super) fn plain_table<const N: usize>(
    name: &str,
    table: &str,
    columns: [(&str, f64); N],
    rows: impl IntoIterator<Item = Vec<Cell>>,
    frozen: u32,
    properties: Properties,
) -> Book {
    let mut sheet = Sheet { name: name.to_owned(), ..Sheet::default() };
    sheet.columns = columns.map(|(_, chars)| Width { chars, level: 0 }).to_vec();
    sheet.push(columns.map(|(heading, _)| Cell::text(heading, Role::Heading)).to_vec());
    for row in rows {
        sheet.push(row);
    }
    let last_column = u32::try_from(N).unwrap_or(u32::MAX) - 1;
    let area = Area::new(0, 0, sheet.next_row().max(2) - 1, last_column);
    sheet.table = Some(NamedTable { name: table.to_owned(), area });
    sheet.freeze = Some(CellRef::new(1, frozen));
    sheet.print = Print { landscape: true, repeat: Some((0, 0)), ..Print::default() };
    measure::fit(&mut sheet);
    Book { sheets: vec![sheet], names: Vec::new(), properties }
}
