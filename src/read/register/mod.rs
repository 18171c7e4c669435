//! Reads the register of incoming documents, `so-den.xlsx` or another format: the ten columns of
//! Nghị định 30/2020/NĐ-CP, Phụ lục IV. As the office's own file, it stops the run if it is not a
//! register at all; an unreadable line or sheet is a finding.

mod headings;
mod office_workbook;
mod withdrawal;
mod workbook;
mod year;

use super::failure::Failure;
use super::grid::{Cell, Sheet, TextEffect, Value, Workbook};
use crate::error::{Error, Fault};
use crate::model::date::{day_from_text, day_near, day_without_year};
use crate::model::origin::CellRef;
use crate::model::plan::Plan;
use crate::model::register::{RegisterLine, Unread};
use crate::model::submission::Unreadable;
use crate::msg;
use chrono::NaiveDate;
use headings::{Headings, RegisterColumn};
pub(crate) use office_workbook::{is_workbook, sheets as office_sheets};
use std::path::Path;
use std::sync::Arc;

/// Author prefix of the example line that shows how to fill in a register.
pub(crate) const EXAMPLE: &str = "Ví dụ:";

fn is_example(line: &RegisterLine) -> bool {
    line.written.trim_start().starts_with(EXAMPLE)
}

/// Reads the lines of every sheet with a register's headings. `program` is this program's file,
/// which reads the binary formats.
///
/// # Errors
/// Returns an error if the file is not a register or this machine cannot read it.
pub fn lines(
    name: &str,
    bytes: &[u8],
    plan: &Plan,
    program: Option<&Path>,
) -> Result<Vec<RegisterLine>, Error> {
    match workbook::workbook(bytes, program) {
        Ok(workbook) => lines_of_workbook(name, &workbook, plan),
        Err(Failure::Machine(why)) => {
            let (vi, en) = (why.vi, why.en);
            Err(msg!(
                "Không đọc được sổ {name}: {vi}.",
                "The register {name} cannot be read: {en}."
            )
            .into())
        }
        Err(Failure::File(Unreadable::Encrypted)) => {
            let what = msg!(
                "sổ đặt mật khẩu; mở sổ, bỏ mật khẩu rồi lưu lại",
                "the register is password-protected; open it, remove the password and save it"
            );
            Err(Error::Unsound(vec![Fault { file: name.to_owned(), line: 1, cell: None, what }]))
        }
        Err(Failure::File(_)) => lines_of_workbook(name, &Workbook::default(), plan),
    }
}

/// Returns whether a register has no lines except the example.
pub(crate) fn is_blank(bytes: &[u8], program: Option<&Path>) -> bool {
    let has_lines = |sheet: &Sheet| {
        let head = headings::find(sheet);
        let shows = |cells: &[Cell]| {
            cells.iter().any(|cell| cell.value.seen().trim_start().starts_with(EXAMPLE))
        };
        sheet
            .rows()
            .any(|(row, cells)| head.as_ref().is_none_or(|head| row > head.row && !shows(cells)))
    };
    workbook::workbook(bytes, program).is_ok_and(|workbook| !workbook.sheets.iter().any(has_lines))
}

fn lines_of_workbook(
    name: &str,
    workbook: &Workbook,
    plan: &Plan,
) -> Result<Vec<RegisterLine>, Error> {
    let heads: Vec<(&Sheet, Option<Headings>)> =
        workbook.sheets.iter().map(|sheet| (sheet, headings::find(sheet))).collect();
    if !heads.iter().any(|(sheet, head)| !sheet.hidden && head.is_some()) {
        let what = msg!(
            "không phải sổ đăng ký văn bản đến (.xlsx, .xls, .ods, .csv): cần một hàng tiêu đề có các cột Ngày đến, Tác giả, Số, ký hiệu; tệp dạng khác thì mở rồi lưu thành .xlsx",
            "this is no register of incoming documents (.xlsx, .xls, .ods, .csv): a row of headings with Ngày đến, Tác giả, Số, ký hiệu is needed; open a file of another kind and save it as .xlsx"
        );
        return Err(Error::Unsound(vec![Fault {
            file: name.to_owned(),
            line: 1,
            cell: None,
            what,
        }]));
    }
    let file: Arc<str> = name.into();
    let lines_of_sheet = |(sheet, head): &(&Sheet, Option<Headings>)| {
        let year = head.as_ref().and_then(|head| year::year_of(sheet, head));
        SheetLines { file: &file, sheet, plan, year }.lines(head.as_ref())
    };
    Ok(heads.iter().flat_map(lines_of_sheet).collect())
}

/// A sheet of the register.
struct SheetLines<'r> {
    file: &'r Arc<str>,
    sheet: &'r Sheet,
    plan: &'r Plan,
    /// Year of days written without one.
    year: Option<i32>,
}

impl SheetLines<'_> {
    fn lines(&self, head: Option<&Headings>) -> Vec<RegisterLine> {
        let first = self.sheet.cells.first().map_or(CellRef::new(0, 0), |cell| cell.at);
        let whole = |at, why| vec![RegisterLine { unread: Some(why), ..self.blank(at) }];
        let Some(head) = head else {
            let names_units = self
                .sheet
                .cells
                .iter()
                .any(|cell| self.plan.registry.named(&seen(Some(cell))).is_some());
            return if names_units { whole(first, Unread::NoHeadings) } else { Vec::new() };
        };
        if self.sheet.hidden {
            return whole(first, Unread::Hidden);
        }
        let missing_required = head.missing_required();
        if !missing_required.is_empty() {
            return whole(CellRef::new(head.row, 0), Unread::Columns(missing_required.join(", ")));
        }
        let rows = self.sheet.rows().map(|(row, _)| row).filter(|row| *row > head.row);
        rows.map(|row| self.line(head, row))
            .filter(|line| (line.author.is_some() || !line.symbol.is_empty()) && !is_example(line))
            .collect()
    }

    /// Returns an empty line without an author.
    fn blank(&self, at: CellRef) -> RegisterLine {
        RegisterLine {
            file: Arc::clone(self.file),
            sheet: Arc::clone(&self.sheet.name),
            at,
            arrived: None,
            number: String::new(),
            author: None,
            written: String::new(),
            symbol: String::new(),
            issued: None,
            subject: String::new(),
            merged: false,
            unread: None,
        }
    }

    fn line(&self, head: &Headings, row: u32) -> RegisterLine {
        let at = |field: RegisterColumn| head.column(field).map(|col| CellRef::new(row, col));
        let text = |field: RegisterColumn| seen(at(field).and_then(|at| self.filled(at)));
        let withdrawn = withdrawal::withdrawal_of(self.sheet, head, row);
        let arrived = match withdrawn {
            Some(why) => Err(why),
            None => self
                .day(at(RegisterColumn::Arrived).and_then(|at| self.filled(at)))
                .map_err(Unread::Day),
        };
        let author = text(RegisterColumn::Author);
        let merged = at(RegisterColumn::Author)
            .is_some_and(|at| self.sheet.get(at).is_none() && self.filled(at).is_some());
        RegisterLine {
            arrived: arrived.as_ref().ok().copied().flatten(),
            number: text(RegisterColumn::Number),
            author: self.plan.registry.named(&author).cloned(),
            written: author,
            symbol: text(RegisterColumn::Symbol),
            issued: at(RegisterColumn::Issued)
                .and_then(|at| self.day(self.filled(at)).ok().flatten()),
            subject: text(RegisterColumn::Subject),
            merged,
            unread: arrived.err(),
            ..self.blank(at(RegisterColumn::Arrived).unwrap_or(CellRef::new(row, 0)))
        }
    }

    /// Returns the cell shown at a position, which may be the first of a vertically merged range.
    fn filled(&self, at: CellRef) -> Option<&Cell> {
        let covers = |(first, last): &&(CellRef, CellRef)| {
            first.col == at.col && last.col == at.col && (first.row..=last.row).contains(&at.row)
        };
        self.sheet.get(at).filter(|cell| !seen(Some(cell)).is_empty()).or_else(|| {
            let (first, _) = self.sheet.merged.iter().find(covers)?;
            self.sheet.get(*first)
        })
    }

    /// Returns the date in a cell, `None` if it is blank, or its text if it is not a date.
    fn day(&self, cell: Option<&Cell>) -> Result<Option<NaiveDate>, String> {
        let written = seen(cell);
        match cell.map(|cell| &cell.value) {
            Some(Value::Day(Some(day), _)) => Ok(Some(*day)),
            Some(Value::Text(_)) if written.is_empty() => Ok(None),
            // the office itself doubts the day
            Some(Value::Text(_)) if written.contains('?') => Err(written),
            Some(value @ (Value::Text(_) | Value::Number(..))) => {
                let is_number = matches!(value, Value::Number(_));
                // a month-first date is not certain, even in the office's own file
                let near = || {
                    day_near(&written, self.plan.year)
                        .filter(|_| !crate::model::date::is_month_first(&written))
                };
                // the number 24.4 may be 24/4 or 24/40
                let in_year = || day_without_year(&written, self.year.filter(|_| !is_number)?);
                day_from_text(&written).or_else(near).or_else(in_year).map(Some).ok_or(written)
            }
            None => Ok(None),
            Some(_) => Err(written),
        }
    }
}

fn seen(cell: Option<&Cell>) -> String {
    cell.map(|cell| TextEffect::unmarked(&cell.tidied()).into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
