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
mod prompts;
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
pub(crate) use prompts::explain_in_english;
pub(crate) use sheet_table::{SheetColumn, SheetTable};
pub(crate) use sheets::sheets;
pub(crate) use text::{BareNames, WorkbookText, text as workbook_text};
pub(crate) use unit_layout::UNITS;

use toml_edit::Item;

/// Returns the groups in the text of a file of units, by code.
pub(crate) fn group_names(units: &str) -> GroupNames {
    let units = units.strip_prefix('\u{feff}').unwrap_or(units);
    let Ok(document) = units.parse::<toml_edit::DocumentMut>() else {
        return GroupNames::new();
    };
    let groups = document.get("group").and_then(Item::as_array_of_tables).into_iter().flatten();
    let text = |group: &toml_edit::Table, key: &str| Some(group.get(key)?.as_str()?.to_owned());
    groups.filter_map(|group| Some((text(group, "code")?, text(group, "name")?))).collect()
}

#[cfg(test)]
mod tests;
