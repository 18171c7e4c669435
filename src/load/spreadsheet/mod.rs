//! The plan and the units as workbooks: `ke-hoach.xlsx` and `don-vi.xlsx` stand for the same text
//! as `ke-hoach.toml` and `don-vi.toml`, so that everything is checked once, in one way.

mod bare_names;
mod cell_text;
mod comparison;
mod headings;
mod layout;
mod matrix;
mod other_sheets;
mod plan_layout;
mod plan_words;
mod relocation;
mod sheet_table;
mod sheets;
mod table_rows;
mod text;
mod toml_text;
mod unit_codes;
mod unit_layout;

pub(crate) use comparison::is_same;
pub(crate) use layout::Layout;
pub(crate) use matrix::Names as GroupNames;
pub(crate) use plan_layout::PLAN;
pub(crate) use sheet_table::{SheetColumn, SheetTable};
pub(crate) use sheets::sheets;
pub(crate) use text::{BareNames, WorkbookText, text as workbook_text};
pub(crate) use unit_layout::UNITS;

use toml_edit::{DocumentMut, Item, Table};

/// Returns the groups in the text of a file of units, by code.
pub(crate) fn group_names(units: &str) -> GroupNames {
    pairs(units, "group", ["code", "name"]).into_iter().collect()
}

/// Returns two texts of each entry of a list in a file of units; none if it is not TOML.
fn pairs(units: &str, list: &str, [first, second]: [&str; 2]) -> Vec<(String, String)> {
    let units = units.strip_prefix('\u{feff}').unwrap_or(units);
    let document = units.parse::<DocumentMut>().unwrap_or_default();
    let entries = document.get(list).and_then(Item::as_array_of_tables).into_iter().flatten();
    let text = |entry: &Table, key: &str| Some(entry.get(key)?.as_str()?.to_owned());
    entries.filter_map(|entry| Some((text(entry, first)?, text(entry, second)?))).collect()
}

#[cfg(test)]
mod tests;
