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
use std::collections::BTreeSet;

impl Writer<'_> {
    pub(super) fn single_values(&mut self, sheet: &PlainSheet, fields: &[Field]) {
        let Some(head) = self.headings(sheet, &SINGLE[..2], &SINGLE) else { return };
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
        if let Some(literal) = self.literal(sheet, value, at, kind) {
            self.add(path, &literal, place(sheet, at));
        }
    }

    /// Returns the value of a cell as TOML, if it has one; reports what is wrong with it.
    pub(super) fn literal(
        &mut self,
        sheet: &PlainSheet,
        value: &PlainValue,
        at: CellRef,
        kind: Kind,
    ) -> Option<String> {
        let (literal, what) = match decode(value, kind) {
            Decoded::Value(literal) => (Some(literal), None),
            Decoded::Blank => (None, None),
            Decoded::Fault(what) => (None, Some(what)),
            Decoded::Meant(literal, what) => (Some(literal), Some(what)),
        };
        if let Some(what) = what {
            self.fault(sheet, at, what);
        }
        literal
    }

    /// Returns the headings of a sheet; reports what is wrong with them.
    pub(super) fn headings(
        &mut self,
        sheet: &PlainSheet,
        needed: &[&str],
        known: &[&str],
    ) -> Option<Columns> {
        if let Some(found) = Columns::find(sheet, needed, known) {
            self.is_broken |= found.is_broken;
            self.faults.extend(found.faults.into_iter().map(|(at, what)| (place(sheet, at), what)));
            return Some(found.columns);
        }
        self.is_broken = true;
        let all = needed.iter().map(|heading| quoted(heading)).collect::<Vec<_>>().join(", ");
        self.fault(
            sheet,
            CellRef::new(0, 0),
            msg!("thiếu hàng tiêu đề có {all}", "a row of headings with {all} is missing"),
        );
        None
    }

    pub(super) fn map(&mut self, sheet: &PlainSheet, map: &MapSheet) {
        let headings: Vec<&str> = map.keys.iter().copied().chain([map.value.heading]).collect();
        let Some(head) = self.headings(sheet, &headings, &headings) else { return };
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
        let names = self.names;
        let known: Vec<&str> = [matrix::TASK, matrix::EVERYONE]
            .into_iter()
            .chain(names.values().map(String::as_str))
            .collect();
        let Some(head) = self.headings(sheet, &[matrix::TASK], &known) else { return };
        let mut unknown = BTreeSet::new();
        for (row, cells) in head.rows(sheet) {
            let task = head.text(&cells, matrix::TASK);
            for (col, value) in cells.iter().filter(|(col, _)| **col != head.column(matrix::TASK)) {
                let (at, heading, words) =
                    (CellRef::new(row, *col), head.heading(*col), written(value));
                let Some(whom) = matrix::whom(&heading, names) else {
                    unknown.insert(*col);
                    continue;
                };
                let Some(lines) = matrix::entry(whom, &task, &words) else {
                    let words = quoted(&words);
                    self.fault(
                        sheet,
                        at,
                        msg!(
                            "không hiểu {words}: chọn vai trò, nghĩa vụ trong danh sách",
                            "{words} is not understood: choose a role and a duty of the list"
                        ),
                    );
                    continue;
                };
                self.lists.push((format!("[[{}]]", matrix::KEY), place(sheet, at)));
                // for whom it is stands in the heading
                let places = std::iter::once(head.heading_cell(*col)).chain(std::iter::repeat(at));
                self.lists.extend(lines.into_iter().zip(places.map(|cell| place(sheet, cell))));
            }
        }
        self.unknown_reach(sheet, &head, unknown);
    }

    /// Reports columns of assignments of which it is not known whom they are for; once if no group
    /// could be read.
    fn unknown_reach(&mut self, sheet: &PlainSheet, head: &Columns, unknown: BTreeSet<u32>) {
        if self.names.is_empty() {
            self.is_broken = true;
        }
        let shown = if self.names.is_empty() { 1 } else { unknown.len() };
        for col in unknown.into_iter().take(shown) {
            let heading = quoted(&head.heading(col));
            self.fault(sheet, head.heading_cell(col), msg!(
                "không rõ cột {heading} là của ai: ghi Mọi đơn vị, tên khối như ở trang Khối, hoặc Đơn vị và mã; hoặc xóa cột",
                "whom the column {heading} is for is not known: enter Mọi đơn vị, a group as on the sheet Khối, or Đơn vị and a code; or delete the column"
            ));
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
