//! Reads `[headings]`: other wordings of the form's headings and labels.

use super::file::{At, File};
use super::form::report_unknown_sheet;
use super::suggestion::{did_you_mean, quoted};
use super::table::Table;
use super::validate::Names;
use crate::model::form::Sheet;
use crate::model::heading_aliases::HeadingAliases;
use crate::msg;

/// Reads the other wordings by sheet and heading.
pub(super) fn read(file: &File, root: &mut Table) -> HeadingAliases {
    let mut wording = HeadingAliases::default();
    let Some(mut sheets) = root.optional("headings").table() else {
        return wording;
    };
    for title in sheets.keys() {
        let table = sheets.required(&title.value).table();
        let Some(sheet) = Sheet::from_title(&title.value) else {
            report_unknown_sheet(file, &title);
            continue;
        };
        if let Some(table) = table {
            of_sheet(file, sheet, table, &mut wording);
        }
    }
    wording
}

fn of_sheet(file: &File, sheet: Sheet, mut table: Table, wording: &mut HeadingAliases) {
    let headings = headings(sheet);
    let mut names = Names::default();
    let line = table.line;
    for heading in &headings {
        names.add(file, heading, &At { line, value: (*heading).to_owned() });
    }
    for heading in table.keys() {
        let others = table.required(&heading.value).texts();
        let written = heading.value.as_str();
        if !headings.contains(&written) {
            let (quoted, title, hint) =
                (quoted(written), sheet.title(), did_you_mean(written, headings.iter().copied()));
            let (ask_vi, ask_en) = (hint.vi, hint.en);
            file.fault(
                heading.line,
                msg!(
                    "Trang “{title}” không có tiêu đề {quoted}{ask_vi}",
                    "The sheet “{title}” has no heading {quoted}{ask_en}"
                ),
            );
            continue;
        }
        for other in &others {
            names.add(file, written, other);
        }
        wording.add(sheet, written, others.into_iter().map(|other| other.value));
    }
}

/// Returns the headings or labels of a sheet.
fn headings(sheet: Sheet) -> Vec<&'static str> {
    let columns = sheet.columns().iter().map(|spec| spec.heading);
    columns.chain(sheet.fields().iter().map(|field| field.label())).collect()
}
