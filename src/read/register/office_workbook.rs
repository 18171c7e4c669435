//! Opens a workbook of the office as plain sheets.

use super::workbook::workbook;
use crate::error::{Error, Fault};
use crate::model::plain_sheet::{PlainSheet, PlainValue};
use crate::msg;
use crate::read::failure::Failure;
use crate::read::grid::{Cell, Sheet, Value};
use rust_decimal::Decimal;
use std::path::Path;

/// Returns whether a file is a workbook rather than text, by its first bytes.
pub(crate) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0")
}

/// Opens a workbook. `program` is this program's file, which reads the binary formats.
///
/// # Errors
/// Returns an error if the file cannot be opened as a workbook.
pub(crate) fn sheets(
    name: &str,
    bytes: &[u8],
    program: Option<&Path>,
) -> Result<Vec<PlainSheet>, Error> {
    match workbook(bytes, program) {
        Ok(opened) => Ok(opened.sheets.iter().map(plain).collect()),
        Err(Failure::Machine(why)) => {
            let (vi, en) = (why.vi, why.en);
            Err(msg!("Không đọc được {name}: {vi}.", "{name} cannot be read: {en}.").into())
        }
        Err(Failure::File(_)) => {
            let what = msg!(
                "không mở được như một bảng tính (hỏng, hoặc đặt mật khẩu); mở tệp, bỏ mật khẩu, lưu lại thành .xlsx",
                "cannot be opened as a workbook (damaged, or with a password); open it, remove the password and save it as .xlsx"
            );
            Err(Error::Unsound(vec![Fault { file: name.to_owned(), line: 1, cell: None, what }]))
        }
    }
}

fn plain(sheet: &Sheet) -> PlainSheet {
    PlainSheet {
        name: sheet.name.trim().to_owned(),
        cells: sheet.cells.iter().map(|cell| (cell.at, value(cell))).collect(),
        merged: sheet.merged.clone(),
    }
}

fn value(cell: &Cell) -> PlainValue {
    match &cell.value {
        Value::Text(text) => PlainValue::Text(text.to_string()),
        // the shortest decimal that is this number
        Value::Number(number) => Decimal::from_str_exact(&number.to_string())
            .map_or_else(|_| PlainValue::Unreadable(number.to_string()), PlainValue::Number),
        Value::Day(Some(day), _) => PlainValue::Day(*day),
        Value::Day(None, written) | Value::Error(written) | Value::Unreadable(written) => {
            PlainValue::Unreadable(written.clone())
        }
        Value::Truth(truth) => PlainValue::Truth(*truth),
        Value::Uncomputed => PlainValue::Unreadable("=…".to_owned()),
    }
}
