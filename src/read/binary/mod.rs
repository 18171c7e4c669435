//! The binary formats, `.xls` and `.xlsb`, by calamine, with what calamine cannot tell read from the records themselves.
//! A damaged file can abort or hang this code: it runs in a child process with limits (see `child_process`).

mod biff12;
mod biff8;
mod cell_styles;
mod integers;
mod password;

use super::grid::{Cell, Centering, LegacyFont, MERGED, Sheet, Value, Workbook};
use super::limits::{self, Budget, Clock};
use super::number_format::{NumberFormat, Rendered, date_value};
use super::sniff::{self, Kind};
use crate::model::date::{day_from_text, written_vi};
use crate::model::origin::{CellRef, LAST};
use crate::model::submission::{ForeignKind, Unreadable};
use crate::msg;
use calamine::{Data, DataRef, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsb};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};
use std::sync::Arc;

type CompoundFile<'a> = cfb::CompoundFile<Cursor<Cow<'a, [u8]>>>;

/// What calamine cannot tell about a sheet.
#[derive(Debug, Default)]
struct SheetExtras {
    hidden_rows: Vec<u32>,
    hidden_columns: Vec<std::ops::RangeInclusive<u32>>,
    /// Cells with something in them, with how they are shown and whether their formula was never computed.
    cells: BTreeMap<CellRef, CellStyle>,
    /// Texts in which letters are struck through, raised or lowered, as they are seen.
    marked: BTreeMap<CellRef, Arc<str>>,
    /// Cells that the records tell twice.
    doubled: BTreeSet<CellRef>,
    /// The errors that formulas gave.
    errors: BTreeMap<CellRef, &'static str>,
    margins: Vec<String>,
    notes: Vec<(CellRef, Arc<str>)>,
    boxes: Vec<Arc<str>>,
    /// Which cells, of those with something in them and of the empty ones, centre a text over those behind it.
    centered: BTreeMap<CellRef, bool>,
    hides_zeros: bool,
    /// What stands outside the cells of an `.xls` sheet.
    objects: biff8::Objects,
    merged: Vec<(CellRef, CellRef)>,
    /// Whether days are counted from 1904.
    from_1904: bool,
}

impl SheetExtras {
    /// Takes a merged range, as long as there are not too many.
    fn merge(&mut self, first: CellRef, last: CellRef) {
        if self.merged.len() < MERGED && first.row <= last.row && first.col <= last.col {
            self.merged.push((first, last));
        }
    }
}

/// How one cell is shown.
#[derive(Debug, Clone, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing of its own that a cell may have"
)]
struct CellStyle {
    legacy_font: LegacyFont,
    format: NumberFormat,
    struck: bool,
    uncomputed: bool,
    /// Whether a text is centred over the empty cells behind it.
    centered: bool,
    /// Whether its letters have the colour of what is behind them.
    unseen: bool,
}

/// Reads a compound file: an `.xls` workbook, or the reason why it is none.
pub(super) fn compound(bytes: &[u8], clock: Clock) -> Result<Workbook, Unreadable> {
    let mut file =
        CompoundFile::open(Cursor::new(whole_sectors(bytes))).map_err(|error| damaged(&error))?;
    if file.exists("EncryptedPackage") || file.exists("/EncryptionInfo") {
        return package(&mut file, clock);
    }
    let name = ["Workbook", "WORKBOOK", "Book"].into_iter().find(|name| file.is_stream(name));
    let Some(name) = name else {
        return Err(kind_of_compound(&file));
    };
    let macros = file.exists("_VBA_PROJECT_CUR") || file.exists("VBA");
    let stream = password::opened(stream_of(&mut file, name)?)?;
    let scan = biff8::scan(&stream)?;
    // the library is given the workbook's own stream and nothing else: what stands around it may be out of order
    let alone = alone(name, &biff8::with_code_page(stream)).map_err(|error| damaged(&error))?;
    let mut xls = Xls::new(Cursor::new(alone)).map_err(|error| match error {
        XlsError::Password => Unreadable::Encrypted,
        error => damaged(&error),
    })?;
    let mut workbook = Workbook { macros, links: scan.links, ..Workbook::default() };
    let mut budget = Budget::new(clock);
    for (place, about) in worksheets(xls.sheets_metadata()).into_iter().enumerate() {
        let range = xls.worksheet_range(&about.name).map_err(|error| damaged(&error))?;
        let start = range.start().unwrap_or_default();
        let cells = range.used_cells().map(|(row, col, data)| {
            (CellRef::new(start.0 + at(row), start.1 + at(col)), data.clone())
        });
        let extras = scan.sheets.get(place).map(|(_, extras)| extras);
        workbook.sheets.push(sheet(&about, cells, extras, &mut budget)?);
    }
    Ok(workbook)
}

/// A stream of a compound file.
fn stream_of(file: &mut CompoundFile<'_>, name: &str) -> Result<Vec<u8>, Unreadable> {
    let mut stream = Vec::new();
    file.open_stream(name)
        .and_then(|source| source.take(limits::FILE_BYTES).read_to_end(&mut stream))
        .map_err(|error| damaged(&error))?;
    Ok(stream)
}

/// Reads the workbook in an encrypted package, where it opens without asking for a password.
fn package(file: &mut CompoundFile<'_>, clock: Clock) -> Result<Workbook, Unreadable> {
    let [info, encrypted] = ["EncryptionInfo", "EncryptedPackage"]
        .map(|name| stream_of(file, name).unwrap_or_default());
    let package = password::package(&info, &encrypted, clock)?;
    match sniff::kind(&package)? {
        Kind::Xlsx(mut archive) => super::xlsx::read(&mut archive, clock),
        Kind::Xlsb => xlsb(&package, clock),
        Kind::Ods(_) | Kind::Compound | Kind::Archive(_) => Err(Unreadable::Encrypted),
    }
}

/// A compound file up to the end of its last sector, which some programs cut where its content ends.
fn whole_sectors(bytes: &[u8]) -> Cow<'_, [u8]> {
    let sector = 1_usize << integers::u16_at(bytes, 30).clamp(9, 12);
    match bytes.len() % sector {
        0 => Cow::Borrowed(bytes),
        past => {
            let mut whole = bytes.to_vec();
            whole.resize(bytes.len() + sector - past, 0);
            Cow::Owned(whole)
        }
    }
}

/// A compound file with one stream.
fn alone(name: &str, stream: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut file =
        cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
    file.create_stream(name)?.write_all(stream)?;
    file.flush()?;
    Ok(file.into_inner().into_inner())
}

/// Reads an `.xlsb` workbook.
pub(super) fn xlsb(bytes: &[u8], clock: Clock) -> Result<Workbook, Unreadable> {
    let extras = biff12::scan(bytes)?;
    let mut xlsb = Xlsb::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut workbook = Workbook {
        macros: extras.macros,
        links: extras.links,
        names: extras.names,
        ..Workbook::default()
    };
    let mut budget = Budget::new(clock);
    for about in worksheets(xlsb.sheets_metadata()) {
        let mut cells = Vec::new();
        let mut reader =
            xlsb.worksheet_cells_reader(&about.name).map_err(|error| damaged(&error))?;
        while let Some(cell) = reader.next_cell().map_err(|error| damaged(&error))? {
            let (row, col) = cell.get_position();
            if !matches!(cell.get_value(), DataRef::Empty) {
                cells.push((CellRef::new(row, col), Data::from(cell.get_value().clone())));
            }
            if cells.len() > limits::CELLS {
                return Err(limits::too_many_cells());
            }
        }
        workbook.sheets.push(sheet(
            &about,
            cells.into_iter(),
            extras.sheets.get(&about.name),
            &mut budget,
        )?);
    }
    Ok(workbook)
}

fn worksheets(all: &[calamine::Sheet]) -> Vec<calamine::Sheet> {
    all.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).cloned().collect()
}

fn at(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

fn sheet(
    about: &calamine::Sheet,
    cells: impl Iterator<Item = (CellRef, Data)>,
    extras: Option<&SheetExtras>,
    budget: &mut Budget,
) -> Result<Sheet, Unreadable> {
    let mut sheet = Sheet {
        name: about.name.as_str().into(),
        hidden: about.visible != SheetVisible::Visible,
        ..Sheet::default()
    };
    let mut seen = BTreeSet::new();
    for (at, data) in cells.filter(|(at, _)| at.row <= LAST.row && at.col <= LAST.col) {
        let style = extras.and_then(|extras| extras.cells.get(&at)).cloned().unwrap_or_default();
        seen.insert(at);
        let marked = extras
            .and_then(|extras| extras.marked.get(&at))
            .map(|text| Value::Text(Arc::clone(text)));
        let from_1904 = extras.is_some_and(|extras| extras.from_1904);
        // a text in runs says by itself which of its letters are struck through
        let struck = style.struck && marked.is_none();
        if let Some(value) = marked.or_else(|| value(data, &style, from_1904)) {
            budget.cell()?;
            let (value, mut shown) = style.format.displayed(value, from_1904);
            let hides_zero =
                value == Value::Number(0.0) && extras.is_some_and(|extras| extras.hides_zeros);
            if hides_zero || (style.unseen && matches!(value, Value::Number(_))) {
                shown = Some("".into());
            }
            let value = if struck { value.struck() } else { value };
            let is_doubled = extras.is_some_and(|extras| extras.doubled.contains(&at));
            let value =
                if is_doubled { Value::Unreadable(value.seen().into_owned()) } else { value };
            sheet.cells.push(Cell {
                at,
                value,
                legacy_font: style.legacy_font,
                original: None,
                shown,
            });
        }
    }
    sheet.normalize();
    if let Some(extras) = extras {
        sheet.hidden_columns.clone_from(&extras.hidden_columns);
        sheet.hidden_rows = extras
            .hidden_rows
            .iter()
            .copied()
            .filter(|row| !sheet.between(*row..=*row).is_empty())
            .collect();
        sheet.margins.clone_from(&extras.margins);
        sheet.notes.clone_from(&extras.notes);
        sheet.boxes.clone_from(&extras.boxes);
        let mut centering = Centering::default();
        extras
            .centered
            .iter()
            .for_each(|(at, has_value)| centering.take(&mut sheet, *at, true, *has_value));
        centering.end(&mut sheet);
        sheet.merged.clone_from(&extras.merged);
        // what the records hold and the library lost is named, never left out
        let lost: Vec<(CellRef, CellStyle)> = extras
            .cells
            .iter()
            .filter(|(at, _)| !seen.contains(at))
            .map(|(at, style)| (*at, style.clone()))
            .collect();
        for (at, style) in lost {
            budget.cell()?;
            let value = match extras.errors.get(&at) {
                _ if style.uncomputed => Value::Uncomputed,
                Some(error) => Value::Error((*error).to_owned()),
                None => Value::Unreadable(String::new()),
            };
            sheet.cells.push(Cell {
                at,
                value,
                legacy_font: LegacyFont::None,
                original: None,
                shown: None,
            });
        }
        sheet.normalize();
    }
    Ok(sheet)
}

fn value(data: Data, style: &CellStyle, from_1904: bool) -> Option<Value> {
    if style.uncomputed {
        return Some(Value::Uncomputed);
    }
    match data {
        Data::Int(number) => Some(Value::Number(f64::from(i32::try_from(number).ok()?))),
        Data::Float(number) => Some(Value::Number(number)),
        Data::Bool(truth) => Some(Value::Truth(truth)),
        // a format that only the library takes for a day's leaves nothing certain
        Data::DateTime(day) => match style.format.number(day.as_f64()) {
            Rendered::Other(_) => Some(Value::Number(day.as_f64())),
            Rendered::Same | Rendered::Day => Some(date_value(day.as_f64(), from_1904)),
        },
        Data::DateTimeIso(text) | Data::DurationIso(text) => {
            let day = day_from_text(&text);
            Some(Value::Day(day, day.map_or(text, written_vi)))
        }
        Data::Error(error) => Some(Value::Error(error.to_string())),
        Data::String(text) => text_value(&text),
        Data::Empty => None,
    }
}

/// A text; where every other letter is NUL, the letters were stored two by two and are put together again.
fn text_value(text: &str) -> Option<Value> {
    if !text.contains('\0') {
        return (!text.trim().is_empty()).then(|| Value::Text(text.into()));
    }
    let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    let units = bytes.filter(|bytes| bytes.len().is_multiple_of(2)).map(|bytes| {
        bytes
            .chunks_exact(2)
            .map(|pair| {
                u16::from_le_bytes([
                    pair.first().copied().unwrap_or(0),
                    pair.last().copied().unwrap_or(0),
                ])
            })
            .collect::<Vec<_>>()
    });
    match units
        .and_then(|units| String::from_utf16(&units).ok())
        .filter(|text| !text.contains('\0'))
    {
        Some(text) => Some(Value::Text(text.into())),
        None => Some(Value::Unreadable(text.replace('\0', "·"))),
    }
}

/// What a compound file without a workbook is.
fn kind_of_compound(file: &CompoundFile<'_>) -> Unreadable {
    let (what, nature) = match () {
        () if file.exists("WordDocument") => {
            (msg!("tài liệu Word (.doc)", "a Word document (.doc)"), ForeignKind::Document)
        }
        () if file.exists("PowerPoint Document") => (
            msg!("bài trình chiếu PowerPoint (.ppt)", "a PowerPoint presentation (.ppt)"),
            ForeignKind::Document,
        ),
        () if file.exists("__properties_version1.0") => {
            (msg!("thư điện tử Outlook (.msg)", "an Outlook message (.msg)"), ForeignKind::Message)
        }
        () if file.exists("VisioDocument") => {
            (msg!("bản vẽ Visio", "a Visio drawing"), ForeignKind::Document)
        }
        () => {
            (msg!("tệp của một chương trình khác", "a file of another program"), ForeignKind::Other)
        }
    };
    Unreadable::NotSpreadsheet(what, nature)
}

fn damaged(error: &impl std::fmt::Display) -> Unreadable {
    Unreadable::Damaged(msg!(
        "bảng tính bên trong bị hỏng",
        "the workbook inside is damaged ({error})"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_stored_two_by_two_are_put_together() {
        let widened: String =
            "Đơn vị".encode_utf16().flat_map(u16::to_le_bytes).map(char::from).collect();
        assert_eq!(text_value("T\0i\0t\0e\0l\0"), Some(Value::Text("Titel".into())));
        assert_eq!(text_value(&widened), Some(Value::Text("Đơn vị".into())));
        assert_eq!(text_value("a\0b"), Some(Value::Unreadable("a·b".into())));
    }
}
