//! Reads the rows of a sheet with a table.

use super::bare_names::{CODE, KnownUnits, NAME};
use super::headings::Use;
use super::layout::{Kind, TableSheet};
use super::text::{Writer, place, written};
use super::toml_text::is_entry;
use crate::load::suggestion::quoted;
use crate::model::origin::CellRef;
use crate::model::plain_sheet::{PlainSheet, PlainValue};
use crate::msg;

impl Writer<'_> {
    pub(super) fn table(&mut self, sheet: &PlainSheet, table: &TableSheet) {
        let all: Vec<&str> = table.fields.iter().map(|field| field.heading).collect();
        let needed: Vec<&str> = table
            .fields
            .iter()
            .filter(|field| table.essential.contains(&field.key))
            .map(|field| field.heading)
            .collect();
        let Some(head) = self.headings(sheet, &needed, &all) else { return };
        let (columns, faults) = head.uses(sheet, table.fields);
        self.faults.extend(faults.into_iter().map(|(at, what)| (place(sheet, at), what)));
        let mut known = None;
        for (row, cells) in head.rows(sheet) {
            let first = cells.keys().next().copied().unwrap_or_default();
            self.lists.push((format!("[[{}]]", table.key), place(sheet, CellRef::new(row, first))));
            let name = head.text(&cells, NAME);
            if table.key == "unit" && head.text(&cells, CODE).is_empty() && !name.is_empty() {
                let known = known.get_or_insert_with(|| KnownUnits::in_sheet(sheet, &head));
                self.bare_name(sheet, row, &head, &name, known);
            }
            for (col, value) in &cells {
                let at = CellRef::new(row, *col);
                match columns.get(col) {
                    Some(Use::Field(field)) => {
                        self.list_value(sheet, field.key, value, at, field.kind);
                    }
                    Some(Use::Key(name)) => self.list_value(sheet, name, value, at, Kind::Literal),
                    Some(Use::Other) => self.other_lines(sheet, value, at),
                    Some(Use::Unknown) => {}
                    None => {
                        let found = quoted(&written(value));
                        self.fault(sheet, at, msg!(
                            "{found} ở cột không có tiêu đề; ghi vào cột đã có, hoặc xóa",
                            "{found} is in a column without a heading; move it to a known one or delete it"
                        ));
                    }
                }
            }
        }
    }

    pub(super) fn list_value(
        &mut self,
        sheet: &PlainSheet,
        name: &str,
        value: &PlainValue,
        at: CellRef,
        kind: Kind,
    ) {
        if let Some(literal) = self.literal(sheet, value, at, kind) {
            self.lists.push((format!("{name} = {literal}"), place(sheet, at)));
        }
    }

    fn other_lines(&mut self, sheet: &PlainSheet, value: &PlainValue, at: CellRef) {
        for line in written(value).lines().map(str::trim).filter(|line| !line.is_empty()) {
            if is_entry(line) {
                self.lists.push((line.to_owned(), place(sheet, at)));
            } else {
                let line = quoted(line);
                self.fault(
                    sheet,
                    at,
                    msg!(
                        "{line} không phải là một dòng TOML: khóa = giá trị",
                        "{line} is not a line of TOML: key = value"
                    ),
                );
            }
        }
    }
}
