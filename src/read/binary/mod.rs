//! Reads the binary formats `.xls` and `.xlsb` with calamine, and reads from the records what
//! calamine does not provide. A damaged file can abort or hang this code, so it runs in a child
//! process with limits (see `child_process`).

mod biff12;
mod biff8;
mod cell_styles;
mod container;
mod integers;
mod password;
mod sheet;

use super::color::Color;
use super::conditional::ConditionalFormat;
use super::grid::{LegacyFont, MERGED, Workbook};
use super::legibility::Legibility;
use super::limits::{self, Budget, Clock};
use super::narrow::NarrowColumns;
use super::number_format::NumberFormat;
use super::sniff::{self, Kind};
use super::stale_results::{self, Formulas};
use crate::model::origin::CellRef;
use crate::model::submission::Unreadable;
use crate::msg;
use calamine::{Data, DataRef, Reader, SheetType, Xls, XlsError, Xlsb};
use container::{alone, kind_of_compound, stream_of, whole_sectors};
use sheet::sheet;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

type CompoundFile<'a> = cfb::CompoundFile<Cursor<Cow<'a, [u8]>>>;

/// Sheet content that calamine does not provide.
#[derive(Debug, Default)]
struct SheetExtras {
    hidden_rows: Vec<u32>,
    hidden_columns: Vec<std::ops::RangeInclusive<u32>>,
    /// Non-empty cells with their style and whether their formula has no stored result.
    cells: BTreeMap<CellRef, CellStyle>,
    /// Display text of cells with struck-through, superscript or subscript letters.
    effect_texts: BTreeMap<CellRef, Arc<str>>,
    /// Cells with two records.
    doubled: BTreeSet<CellRef>,
    /// Error values of formulas.
    errors: BTreeMap<CellRef, &'static str>,
    margins: Vec<String>,
    notes: Vec<(CellRef, Arc<str>)>,
    boxes: Vec<Arc<str>>,
    /// Cells that center text across the following cells, with whether they have a value.
    centered: BTreeMap<CellRef, bool>,
    hides_zeros: bool,
    narrow: NarrowColumns,
    conditional: Vec<ConditionalFormat>,
    /// Notes, text boxes and other content outside the cells of an `.xls` sheet.
    objects: biff8::Objects,
    merged: Vec<(CellRef, CellRef)>,
    /// Whether dates count from 1904.
    from_1904: bool,
}

impl SheetExtras {
    /// Adds a merged range, up to the limit.
    fn merge(&mut self, first: CellRef, last: CellRef) {
        if self.merged.len() < MERGED && first.row <= last.row && first.col <= last.col {
            self.merged.push((first, last));
        }
    }
}

/// Style of one cell.
#[derive(Debug, Clone, Default)]
struct CellStyle {
    legacy_font: LegacyFont,
    format: NumberFormat,
    struck: bool,
    uncomputed: bool,
    /// Whether text is centered across the empty cells after it.
    centered: bool,
    /// What the font shows of a number.
    legibility: Legibility,
    /// Fill color, if any.
    ground: Option<Color>,
    overflow: Overflow,
}

/// Display of a number wider than its column.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
enum Overflow {
    /// As `#`.
    #[default]
    Marks,
    /// Rotated, or shrunk to fit.
    Fitted,
}

/// Reads the workbook in a compound file, or returns why there is none.
pub(super) fn compound(bytes: &[u8], clock: Clock) -> Result<Workbook, Unreadable> {
    let mut file = CompoundFile::open(Cursor::new(whole_sectors(bytes))).map_err(|_| damaged())?;
    if file.exists("EncryptedPackage") || file.exists("/EncryptionInfo") {
        return package(&mut file, clock);
    }
    let name = ["Workbook", "WORKBOOK", "Book"].into_iter().find(|name| file.is_stream(name));
    let Some(name) = name else {
        return Err(kind_of_compound(&file));
    };
    let macros = file.exists("_VBA_PROJECT_CUR") || file.exists("VBA");
    let stream = password::decrypted(stream_of(&mut file, name)?)?;
    let scan = biff8::scan(&stream)?;
    // calamine gets only the workbook stream, because other streams may be invalid
    let alone = alone(name, &biff8::with_code_page(stream)).map_err(|_| damaged())?;
    let mut xls = Xls::new(Cursor::new(alone)).map_err(|error| match error {
        XlsError::Password => Unreadable::Encrypted,
        _ => damaged(),
    })?;
    let mut workbook = Workbook { macros, links: scan.links, ..Workbook::default() };
    let (mut budget, mut formulas) = (Budget::new(clock), Vec::new());
    for (place, about) in worksheets(xls.sheets_metadata()).into_iter().enumerate() {
        let range = xls.worksheet_range(&about.name).map_err(|_| damaged())?;
        let start = range.start().unwrap_or_default();
        let cells = range.used_cells().map(|(row, col, data)| {
            (CellRef::new(start.0 + at(row), start.1 + at(col)), data.clone())
        });
        let extras = scan.sheets.get(place).map(|(_, extras)| extras);
        workbook.sheets.push(sheet(&about, cells, extras, &mut budget)?);
        let range = xls.worksheet_formula(&about.name).unwrap_or_default();
        let start = range.start().unwrap_or_default();
        formulas.push(own_formulas(range.used_cells().map(|(row, col, formula)| {
            (CellRef::new(start.0 + at(row), start.1 + at(col)), formula.as_str())
        })));
    }
    stale_results::check(&mut workbook.sheets, &formulas);
    Ok(workbook)
}

/// Returns the formulas that refer to no other sheet, because the library misreads the columns of
/// such references.
fn own_formulas<'f>(all: impl Iterator<Item = (CellRef, &'f str)>) -> Formulas {
    let mut formulas = Formulas::default();
    all.filter(|(_, formula)| !formula.contains('!'))
        .for_each(|(at, formula)| formulas.add(at, formula));
    formulas
}

/// Reads the workbook in an encrypted package that opens with a default password.
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

/// Reads an `.xlsb` workbook.
pub(super) fn xlsb(bytes: &[u8], clock: Clock) -> Result<Workbook, Unreadable> {
    let extras = biff12::scan(bytes)?;
    let mut xlsb = Xlsb::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let mut workbook = Workbook {
        macros: extras.macros,
        links: extras.links,
        names: extras.names,
        ..Workbook::default()
    };
    let (mut budget, mut formulas) = (Budget::new(clock), Vec::new());
    for about in worksheets(xlsb.sheets_metadata()) {
        let mut cells = Vec::new();
        let mut reader = xlsb.worksheet_cells_reader(&about.name).map_err(|_| damaged())?;
        while let Some(cell) = reader.next_cell().map_err(|_| damaged())? {
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
        drop(reader);
        // the library stops at unknown formulas, whose stored results remain valid
        let known = catch_unwind(AssertUnwindSafe(|| formulas_of(&mut xlsb, &about.name)));
        let known = known.unwrap_or_default();
        formulas.push(own_formulas(known.iter().map(|(at, formula)| (*at, formula.as_str()))));
    }
    stale_results::check(&mut workbook.sheets, &formulas);
    Ok(workbook)
}

fn formulas_of(xlsb: &mut Xlsb<Cursor<&[u8]>>, sheet: &str) -> Vec<(CellRef, String)> {
    let mut formulas = Vec::new();
    let Ok(mut reader) = xlsb.worksheet_cells_reader(sheet) else { return formulas };
    while let Ok(Some(cell)) = reader.next_formula() {
        let (row, col) = cell.get_position();
        formulas.push((CellRef::new(row, col), cell.get_value().clone()));
        if formulas.len() > limits::CELLS {
            break;
        }
    }
    formulas
}

fn worksheets(all: &[calamine::Sheet]) -> Vec<calamine::Sheet> {
    all.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).cloned().collect()
}

fn at(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

fn damaged() -> Unreadable {
    Unreadable::Damaged(msg!("bảng tính bên trong bị hỏng", "the workbook inside is damaged"))
}
