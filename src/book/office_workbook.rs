//! Lays out the plan or the units as a workbook for the officer to edit.

use super::{
    Area, Book, Cell, Input, InputKind, NamedTable, Print, Properties, Role, Sheet, Width, measure,
};
use crate::load::spreadsheet::{SheetColumn, SheetTable};
use crate::model::origin::CellRef;
use crate::model::plain_sheet::PlainValue;
use crate::text::{Lang, Text};
use chrono::NaiveDate;

/// Empty rows below a table that have its drop-downs.
const SPARE: u32 = 200;
/// Maximum number of characters of a list of words.
const MAX_WORDS: usize = 255;

/// Returns the workbook. Its bytes depend only on the sheets and the title.
pub(crate) fn office_workbook(title: &str, sheets: &[SheetTable], lang: Lang) -> Book {
    let properties = Properties {
        title: title.to_owned(),
        created: NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default(),
        ..Properties::default()
    };
    let sheets = (1_u32..).zip(sheets).map(|(number, table)| sheet(number, table, lang)).collect();
    Book { sheets, names: Vec::new(), properties }
}

fn sheet(number: u32, table: &SheetTable, lang: Lang) -> Sheet {
    let mut sheet = Sheet { name: table.name.clone(), ..Sheet::default() };
    sheet.columns =
        table.columns.iter().map(|column| Width { chars: column.width, level: 0 }).collect();
    sheet.push(
        table
            .columns
            .iter()
            .map(|column| Cell::text(column.heading.as_str(), Role::Heading))
            .collect(),
    );
    for row in &table.rows {
        sheet.push(row.iter().map(|value| cell(value.as_ref())).collect());
    }
    let columns = u32::try_from(table.columns.len()).unwrap_or(u32::MAX).max(1);
    let area = Area::new(0, 0, sheet.next_row().max(2) - 1, columns - 1);
    sheet.table = Some(NamedTable { name: format!("Bang{number}"), area });
    sheet.freeze = Some(CellRef::new(1, 1));
    sheet.print = Print { landscape: true, repeat: Some((0, 0)), ..Print::default() };
    let last = sheet.next_row() + SPARE;
    sheet.inputs = (0..)
        .zip(&table.columns)
        .filter_map(|(col, column)| input(Area::new(1, col, last, col), column, lang))
        .collect();
    measure::fit(&mut sheet);
    sheet
}

fn cell(value: Option<&PlainValue>) -> Cell {
    match value {
        None => Cell::blank(Role::Text),
        Some(PlainValue::Text(text) | PlainValue::Unreadable(text)) => {
            Cell::text(text.as_str(), Role::Text)
        }
        Some(PlainValue::Number(number)) => {
            // years and order numbers have no thousands separator
            let role = if number.scale() == 0 { Role::Code } else { Role::Number };
            let mut cell = Cell::number(*number, role);
            cell.style.decimals = u8::try_from(number.scale()).unwrap_or_default();
            cell
        }
        Some(PlainValue::Day(day)) => Cell::day(*day, Role::Day),
        Some(PlainValue::Truth(truth)) => Cell::text(truth.to_string(), Role::Text),
    }
}

/// Returns the drop-down or the prompt of a column. A cell may hold other text too: what must be
/// confirmed, for example.
fn input(area: Area, column: &SheetColumn, lang: Lang) -> Option<Input> {
    let length: usize = column.words.iter().map(|word| word.chars().count() + 1).sum();
    let kind = if column.words.is_empty() || length > MAX_WORDS {
        InputKind::Anything
    } else {
        InputKind::Words(column.words.clone())
    };
    let is_needed = !column.prompt.is_empty() || kind != InputKind::Anything;
    let choose = Text::new("Chọn một trong", "Choose one of");
    is_needed.then(|| Input {
        area,
        kind,
        title: column.heading.chars().take(32).collect(),
        prompt: column.prompt.clone(),
        error: format!("{}: {}", choose.in_lang(lang), column.words.join(", ")),
    })
}
