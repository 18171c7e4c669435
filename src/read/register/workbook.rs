//! Opens a register saved as a spreadsheet or as delimited text.

use super::headings;
use crate::model::origin::CellRef;
use crate::model::submission::Unreadable;
use crate::read::child_process::{self, BinaryFormat};
use crate::read::failure::Failure;
use crate::read::grid::{Cell, LegacyFont, Sheet, Value, Workbook};
use crate::read::limits::{self, Clock};
use crate::read::sniff::{self, Kind};
use crate::read::{ods, xlsx};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1258};
use std::path::Path;

/// Column separators of delimited text.
const SEPARATORS: [u8; 3] = *b";,\t";

/// Opens a register.
pub(super) fn workbook(bytes: &[u8], program: Option<&Path>) -> Result<Workbook, Failure> {
    Ok(match sniff::kind(bytes) {
        Ok(Kind::Xlsx(mut archive)) => xlsx::read(&mut archive, Clock::start())?,
        Ok(Kind::Ods(mut archive)) => ods::read(&mut archive, Clock::start())?,
        Ok(Kind::Compound) => child_process::read(program, BinaryFormat::Compound, bytes)?,
        Ok(Kind::Xlsb) => child_process::read(program, BinaryFormat::Xlsb, bytes)?,
        Ok(Kind::Archive(_)) => Workbook::default(),
        Err(why @ Unreadable::NotSpreadsheet(..)) => delimited_text(bytes).ok_or(why)?,
        Err(why) => return Err(why.into()),
    })
}

/// Reads delimited text in which a register's headings are found.
fn delimited_text(bytes: &[u8]) -> Option<Workbook> {
    let encoding = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding =
        encoding.unwrap_or(if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1258 });
    let (text, ..) = encoding.decode(bytes);
    let sheets = SEPARATORS.into_iter().filter_map(|separator| sheet(&text, separator));
    let sheet = sheets.into_iter().find(|sheet| headings::find(sheet).is_some())?;
    Some(Workbook { sheets: vec![sheet], ..Workbook::default() })
}

fn sheet(text: &str, separator: u8) -> Option<Sheet> {
    let mut sheet = Sheet { name: "csv".into(), ..Sheet::default() };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    for record in reader.records() {
        let record = record.ok()?;
        // the row that a spreadsheet program shows for the line
        let row = u32::try_from(record.position()?.line()).ok()?.saturating_sub(1);
        for (col, text) in (0..).zip(&record).filter(|(_, text)| !text.trim().is_empty()) {
            let value = Value::Text(text.into());
            sheet.cells.push(Cell {
                at: CellRef::new(row, col),
                value,
                legacy_font: LegacyFont::None,
                original: None,
                shown: None,
            });
        }
        if sheet.cells.len() > limits::CELLS {
            return None;
        }
    }
    Some(sheet)
}
