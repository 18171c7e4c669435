//! Reads the rows of a sheet with a table.

use super::cell_text::{Decoded, decode};
use super::headings::{Columns, Use};
use super::layout::{Kind, TableSheet};
use super::text::{BareNames, Writer, place, written};
use super::toml_text::{is_entry, string, strings};
use super::unit_codes;
use crate::load::file::UNCONFIRMED;
use crate::load::suggestion::quoted;
use crate::model::origin::CellRef;
use crate::model::plain_sheet::{PlainSheet, PlainValue};
use crate::msg;

impl Writer<'_> {
    pub(super) fn table(&mut self, sheet: &PlainSheet, table: &TableSheet) {
        let headings: Vec<&str> = table
            .fields
            .iter()
            .filter(|field| table.essential.contains(&field.key))
            .map(|field| field.heading)
            .collect();
        let Some(head) = Columns::find(sheet, &headings) else {
            return self.no_headings(sheet, &headings);
        };
        let (columns, faults) = head.uses(sheet, table.fields);
        self.faults.extend(faults.into_iter().map(|(at, what)| (place(sheet, at), what)));
        let mut codes: Vec<String> =
            head.rows(sheet).map(|(_, cells)| head.text(&cells, "Mã")).collect();
        for (row, cells) in head.rows(sheet) {
            let first = cells.keys().next().copied().unwrap_or_default();
            self.lists.push((format!("[[{}]]", table.key), place(sheet, CellRef::new(row, first))));
            if table.key == "unit" && head.text(&cells, "Mã").is_empty() {
                self.bare_name(sheet, row, &head, &head.text(&cells, "Tên đơn vị"), &mut codes);
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
        match decode(value, kind) {
            Decoded::Value(literal) => {
                self.lists.push((format!("{name} = {literal}"), place(sheet, at)));
            }
            Decoded::Blank => {}
            Decoded::Fault(what) => self.fault(sheet, at, what),
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

    /// Reports a unit without a code with the one proposed, or gives it the proposal.
    fn bare_name(
        &mut self,
        sheet: &PlainSheet,
        row: u32,
        head: &Columns,
        name: &str,
        codes: &mut Vec<String>,
    ) {
        let at = CellRef::new(row, head.column("Mã"));
        if name.is_empty() {
            return;
        }
        let code = unit_codes::code(name, |code| codes.iter().any(|known| known == code));
        codes.push(code.clone());
        if self.bare == BareNames::Completed {
            let code = string(&format!("{code} {UNCONFIRMED}"));
            self.lists.push((format!("code = {code}"), place(sheet, at)));
            let aliases = unit_codes::aliases(name);
            if !aliases.is_empty() && head.has_no("Tên khác", sheet, row) {
                let aliases = strings(aliases.iter().map(String::as_str));
                self.lists.push((format!("aliases = {aliases}"), place(sheet, at)));
            }
            return;
        }
        self.fault(sheet, at, msg!(
            "đơn vị “{name}” chưa có mã; đề nghị “{code}”. Ghi mã vào ô này, hoặc chạy “tonghop plan to-excel” để điền mã và tên khác đề nghị cho mọi đơn vị chưa có",
            "the unit “{name}” has no code; “{code}” is proposed. Enter a code, or run “tonghop plan to-excel” to fill in proposed codes and other names for all such units"
        ));
    }
}
