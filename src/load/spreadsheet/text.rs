//! Turns the sheets of a workbook of the office into the text of the file that it stands for, and
//! remembers the cell of every line.

use super::layout::Layout;
use super::matrix;
use super::toml_text::key;
use crate::load::suggestion::{did_you_mean, nearest, quoted};
use crate::model::key::Key;
use crate::model::origin::CellRef;
use crate::model::plain_sheet::{PlainSheet, PlainValue};
use crate::msg;
use crate::text::Message;
use std::collections::BTreeSet;

/// A cell of a workbook.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) sheet: String,
    pub(crate) at: CellRef,
}

/// The text that a workbook stands for.
#[derive(Debug, Default)]
pub(crate) struct WorkbookText {
    pub(crate) text: String,
    /// The cell of each line.
    pub(crate) places: Vec<Place>,
    /// What could not be read.
    pub(crate) faults: Vec<(Place, Message)>,
    /// Whether a sheet or a column that is needed is missing, so that errors of the text may be due
    /// to that alone.
    pub(crate) is_broken: bool,
}

/// Whether codes are proposed for units that have only a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BareNames {
    /// They are faults.
    Refused,
    /// They get codes and other names that must be confirmed.
    Completed,
}

/// Turns sheets into text. `names` are the groups of units by code.
pub(crate) fn text(
    sheets: &[PlainSheet],
    layout: &'static Layout,
    names: &matrix::Names,
    bare: BareNames,
) -> WorkbookText {
    let mut writer = Writer {
        layout,
        names,
        bare,
        single: Vec::new(),
        lists: Vec::new(),
        faults: Vec::new(),
        is_broken: false,
        seen: BTreeSet::new(),
        missing: layout.sheet_names().filter(|name| !has_sheet(sheets, name)).collect(),
    };
    for sheet in sheets.iter().filter(|sheet| !sheet.cells.is_empty()) {
        writer.sheet(sheet);
    }
    writer.finish()
}

/// A line with its cell.
type Line = (String, Place);

/// Collects the lines of the text.
pub(super) struct Writer<'w> {
    pub(super) layout: &'static Layout,
    pub(super) names: &'w matrix::Names,
    pub(super) bare: BareNames,
    /// Single values by the path of their table.
    pub(super) single: Vec<(String, Vec<Line>)>,
    pub(super) lists: Vec<Line>,
    pub(super) faults: Vec<(Place, Message)>,
    pub(super) is_broken: bool,
    pub(super) seen: BTreeSet<String>,
    /// Sheets of the layout that the workbook does not have.
    missing: Vec<&'static str>,
}

impl Writer<'_> {
    fn sheet(&mut self, sheet: &PlainSheet) {
        let layout = self.layout;
        for (first, last) in &sheet.merged {
            let range = format!("{first}:{last}");
            self.fault(
                sheet,
                *first,
                msg!(
                    "các ô {range} gộp làm một; bỏ gộp ô rồi ghi vào từng ô",
                    "the cells {range} are merged; unmerge them and fill in each"
                ),
            );
        }
        let meant = self.meant(sheet);
        let is = |name: &str| Key::new(name) == Key::new(&meant);
        if is(layout.single.0) {
            return self.single_values(sheet, layout.single.1);
        }
        if let Some(table) = layout.tables.iter().find(|table| is(table.sheet)) {
            return self.table(sheet, table);
        }
        if let Some(map) = layout.maps.iter().find(|map| is(map.sheet)) {
            return self.map(sheet, map);
        }
        if layout.matrix.is_some_and(is) {
            return self.matrix(sheet);
        }
        if is_key(&meant) {
            self.free(sheet);
        }
    }

    /// Returns the name of a sheet, corrected if it is misspelt; reports an unknown one.
    fn meant(&mut self, sheet: &PlainSheet) -> String {
        let mut names = self.layout.sheet_names();
        if is_key(&sheet.name) || names.any(|name| Key::new(name) == Key::new(&sheet.name)) {
            return sheet.name.clone();
        }
        let meant = nearest(&sheet.name, self.missing.iter().copied());
        self.missing.retain(|name| Some(*name) != meant);
        self.is_broken |= meant.is_none() && !self.missing.is_empty();
        let hint = did_you_mean(&sheet.name, meant);
        let (name, vi, en) = (quoted(&sheet.name), hint.vi, hint.en);
        self.fault(sheet, CellRef::new(0, 0), msg!(
            "không có trang nào tên {name} trong tệp loại này{vi} Đổi tên trang, hoặc chuyển trang sang tệp khác",
            "a workbook of this kind has no sheet {name}{en} Rename the sheet or move it to another file"
        ));
        meant.unwrap_or(&sheet.name).to_owned()
    }

    pub(super) fn fault(&mut self, sheet: &PlainSheet, at: CellRef, what: Message) {
        self.faults.push((place(sheet, at), what));
    }

    /// Adds a value below a path of keys.
    pub(super) fn add(&mut self, path: &[String], literal: &str, at: Place) {
        let Some((last, parents)) = path.split_last() else {
            return;
        };
        let (parent, line) = (key(parents), format!("{} = {literal}", key(&[last])));
        match self.single.iter_mut().find(|(path, _)| *path == parent) {
            Some((_, lines)) => lines.push((line, at)),
            None => self.single.push((parent, vec![(line, at)])),
        }
    }

    fn finish(mut self) -> WorkbookText {
        for name in self.missing.iter().filter(|name| self.layout.needed.contains(name)) {
            let at = Place { sheet: (*name).to_owned(), at: CellRef::new(0, 0) };
            self.faults.push((at, msg!("thiếu trang này", "this sheet is missing")));
            self.is_broken = true;
        }
        // keys of the root stand before any table
        self.single.sort_by_key(|(parent, _)| !parent.is_empty());
        let mut read = WorkbookText {
            faults: self.faults,
            is_broken: self.is_broken,
            ..WorkbookText::default()
        };
        let heads = self.single.into_iter().flat_map(|(parent, lines)| {
            let first = lines.first().map(|(_, at)| at.clone());
            let header = first.filter(|_| !parent.is_empty()).map(|at| (format!("[{parent}]"), at));
            header.into_iter().chain(lines)
        });
        for (line, at) in heads.chain(self.lists) {
            read.text.push_str(&line);
            read.text.push('\n');
            read.places.push(at);
        }
        read
    }
}

/// Returns whether a sheet is named by a key of TOML.
fn is_key(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

fn has_sheet(sheets: &[PlainSheet], name: &str) -> bool {
    sheets.iter().any(|sheet| Key::new(&sheet.name) == Key::new(name))
}

pub(super) fn place(sheet: &PlainSheet, at: CellRef) -> Place {
    Place { sheet: sheet.name.clone(), at }
}

/// Returns a cell's text.
pub(super) fn written(value: &PlainValue) -> String {
    match value {
        PlainValue::Text(text) | PlainValue::Unreadable(text) => text.trim().to_owned(),
        PlainValue::Number(number) => number.normalize().to_string(),
        PlainValue::Day(day) => day.to_string(),
        PlainValue::Truth(truth) => truth.to_string(),
    }
}
