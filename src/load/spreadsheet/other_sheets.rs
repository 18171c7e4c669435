//! Reads the sheets of single values, of free keys and of the matrix of assignments.

use super::cell_text::{Decoded, decode};
use super::headings::Columns;
use super::layout::{Field, Kind, MapSheet, SINGLE};
use super::matrix;
use super::text::{Writer, place, written};
use super::toml_text::key;
use crate::load::suggestion::{did_you_mean, quoted};
use crate::model::key::Key;
use crate::model::origin::CellRef;
use crate::model::plain_sheet::{PlainSheet, PlainValue};
use crate::msg;

impl Writer<'_> {
    pub(super) fn single_values(&mut self, sheet: &PlainSheet, fields: &[Field]) {
        let Some(head) = Columns::find(sheet, &SINGLE[..2]) else {
            return self.no_headings(sheet, &SINGLE[..2]);
        };
        for (row, cells) in head.rows(sheet) {
            let (label, value) = (head.text(&cells, SINGLE[0]), head.cell(&cells, SINGLE[1]));
            let at = CellRef::new(row, head.column(SINGLE[0]));
            if label.is_empty() {
                if value.is_some() {
                    self.fault(
                        sheet,
                        at,
                        msg!(
                            "dòng này có nội dung nhưng không có tên mục",
                            "this row has a value but no item"
                        ),
                    );
                }
                continue;
            }
            let field = fields.iter().find(|field| Key::new(field.heading) == Key::new(&label));
            let (path, kind) = match (field, path_of(&label)) {
                (Some(field), _) => (field.key.split('.').map(str::to_owned).collect(), field.kind),
                (None, Some(path)) => (path, Kind::Literal),
                (None, None) => {
                    let hint = did_you_mean(&label, fields.iter().map(|field| field.heading));
                    let (label, vi, en) = (quoted(&label), hint.vi, hint.en);
                    self.fault(
                        sheet,
                        at,
                        msg!("không có mục {label}{vi}", "there is no item {label}{en}"),
                    );
                    continue;
                }
            };
            let Some(value) = value.filter(|value| !written(value).is_empty()) else { continue };
            if !self.seen.insert(key(&path)) {
                self.fault(
                    sheet,
                    at,
                    msg!(
                        "mục này đã có ở trên; giữ một dòng",
                        "this item is already above; keep one row"
                    ),
                );
                continue;
            }
            self.value(sheet, &path, value, CellRef::new(row, head.column(SINGLE[1])), kind);
        }
    }

    /// Adds a value, or reports why it cannot be read.
    pub(super) fn value(
        &mut self,
        sheet: &PlainSheet,
        path: &[String],
        value: &PlainValue,
        at: CellRef,
        kind: Kind,
    ) {
        match decode(value, kind) {
            Decoded::Value(literal) => self.add(path, &literal, place(sheet, at)),
            Decoded::Blank => {}
            Decoded::Fault(what) => self.fault(sheet, at, what),
        }
    }

    pub(super) fn no_headings(&mut self, sheet: &PlainSheet, headings: &[&str]) {
        let all = headings.iter().map(|heading| quoted(heading)).collect::<Vec<_>>().join(", ");
        self.fault(
            sheet,
            CellRef::new(0, 0),
            msg!("thiếu hàng tiêu đề có {all}", "a row of headings with {all} is missing"),
        );
    }

    pub(super) fn map(&mut self, sheet: &PlainSheet, map: &MapSheet) {
        let headings: Vec<&str> = map.keys.iter().copied().chain([map.value.heading]).collect();
        let Some(head) = Columns::find(sheet, &headings) else {
            return self.no_headings(sheet, &headings);
        };
        for (row, cells) in head.rows(sheet) {
            let keys: Vec<String> =
                map.keys.iter().map(|heading| head.text(&cells, heading)).collect();
            let at = CellRef::new(row, head.column(map.value.heading));
            match head.cell(&cells, map.value.heading) {
                Some(value) if keys.iter().all(|key| !key.is_empty()) => {
                    let path: Vec<String> =
                        map.key.split('.').map(str::to_owned).chain(keys).collect();
                    self.value(sheet, &path, value, at, map.value.kind);
                }
                _ => self.fault(
                    sheet,
                    at,
                    msg!("dòng này thiếu một ô", "a cell of this row is missing"),
                ),
            }
        }
    }

    pub(super) fn matrix(&mut self, sheet: &PlainSheet) {
        let Some(head) = Columns::find(sheet, &[matrix::TASK]) else {
            return self.no_headings(sheet, &[matrix::TASK]);
        };
        for (row, cells) in head.rows(sheet) {
            let task = head.text(&cells, matrix::TASK);
            for (col, value) in cells.iter().filter(|(col, _)| **col != head.column(matrix::TASK)) {
                let (at, heading, words) =
                    (CellRef::new(row, *col), head.heading(*col), written(value));
                let Some(lines) = matrix::entry(&heading, &task, &words, self.names) else {
                    let (heading, words) = (quoted(&heading), quoted(&words));
                    self.fault(sheet, at, msg!(
                        "không hiểu {words} ở cột {heading}: chọn vai trò, nghĩa vụ trong danh sách; cột là Mọi đơn vị, tên khối, hoặc Đơn vị và mã",
                        "{words} in the column {heading} is not understood: choose a role and a duty of the list; a column is Mọi đơn vị, a group, or Đơn vị and a code"
                    ));
                    continue;
                };
                self.lists.push((format!("[[{}]]", matrix::KEY), place(sheet, at)));
                // for whom it is stands in the heading
                let places = std::iter::once(head.heading_cell(*col)).chain(std::iter::repeat(at));
                self.lists.extend(lines.into_iter().zip(places.map(|cell| place(sheet, cell))));
            }
        }
    }

    /// Reads a sheet named by a key, with keys as headings and TOML in its cells.
    pub(super) fn free(&mut self, sheet: &PlainSheet) {
        let Some(head) = Columns::first_row(sheet) else { return };
        for (row, cells) in head.rows(sheet) {
            let first = cells.keys().next().copied().unwrap_or_default();
            self.lists
                .push((format!("[[{}]]", sheet.name), place(sheet, CellRef::new(row, first))));
            for (col, value) in &cells {
                self.list_value(
                    sheet,
                    &head.heading(*col),
                    value,
                    CellRef::new(row, *col),
                    Kind::Literal,
                );
            }
        }
    }
}

/// Returns the path that a label of TOML keys names.
fn path_of(label: &str) -> Option<Vec<String>> {
    if label.contains(' ') && !label.contains('"') {
        return None;
    }
    let keys = toml_edit::Key::parse(label).ok()?;
    Some(keys.iter().map(|key| key.get().to_owned()).collect())
}
