//! Writes a book with long tables. The library writes each sheet except the rows of long tables:
//! headings, widths, print setup, filter. These rows are written here while they are laid out, and
//! compressed in chunks on all processors, so that memory does not grow with their number. The same
//! book gives the same bytes on any number of processors.

mod elements;
mod frame;
mod notes;
mod package;
mod rows;
mod tables;
mod text;

use super::finish::finished;
use super::markup::{replace_once, split_at, unexpected};
use super::styles::Formats;
use super::{begin, end, refused, sheet};
use crate::book::{RowStream, Sheet, StreamedBook};
use crate::error::Error;
use crate::model::origin::CellRef;
use frame::{Frame, Joined};
use notes::Notes;
use package::{Deflated, Package};
use rayon::prelude::*;
use rows::{Numbers, Writer, Written};
use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{Cursor, Read as _, Write};
use tables::Tables;
use zip::ZipArchive;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// Namespaces of a sheet and of relationships.
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// Part with the content types.
const TYPES: &str = "[Content_Types].xml";
/// Folder of the parts with tables.
const TABLES: &str = "xl/tables/";
/// First number of parts with notes, above those of the library.
const FIRST_NOTES_PART: usize = 100;

/// A sheet with streamed rows.
struct Long<'b> {
    at: usize,
    sheet: &'b Sheet,
    lines: &'b RowStream<'b>,
    has_notes: bool,
}

/// Writes a book.
pub(super) fn write(book: &StreamedBook<'_>, to: &mut dyn Write) -> Result<(), Error> {
    let pairs = book.book.sheets.iter().zip(&book.streams).enumerate();
    let long: Vec<Long<'_>> = pairs
        .filter_map(|(at, (sheet, lines))| Some(Long::new(at, sheet, lines.as_ref()?)))
        .collect();
    let mut parts = parts(&framed(book)?)?;
    if let Some(missing) =
        long.iter().find(|long| !parts.iter().any(|(name, _)| *name == long.part()))
    {
        return Err(unexpected(&format!("no part {}", missing.part())));
    }
    let mut numbers = Numbers::default();
    if let Some(first) = long.first()
        && let Some((_, frame)) = parts.iter().find(|(name, _)| *name == first.part())
    {
        let (frame, decimals) = (Frame::read(frame, first.sheet.next_row())?, book.decimals());
        numbers = Numbers::new(&frame.samples(decimals)?, decimals);
    }
    let relations: BTreeMap<String, Vec<u8>> = parts
        .extract_if(.., |(name, _)| long.iter().any(|long| *name == long.relations()))
        .collect();
    let mut tables = Tables::new(&long);
    let mut package = Package::new(to);
    for (name, content) in parts {
        match long.iter().find(|long| long.part() == name) {
            Some(long) => {
                let relations = relations.get(&long.relations()).map(Vec::as_slice);
                long.write(&mut package, &content, relations, &numbers)?;
            }
            None if name == TYPES => package.whole(&name, &types(content, &long)?)?,
            None if name.starts_with(TABLES) => {
                package.whole(&name, &tables.complete(content)?)?;
            }
            None => package.whole(&name, &finished(&name, content)?)?,
        }
    }
    tables.finish()?;
    package.finish()
}

/// Returns the book as written by the library: without streamed rows, and with a sample cell per
/// style.
fn framed(book: &StreamedBook<'_>) -> Result<Vec<u8>, Error> {
    let mut workbook = begin(&book.book)?;
    let (mut formats, mut sampled) = (Formats::default(), false);
    for (own, lines) in book.book.sheets.iter().zip(&book.streams) {
        let to = workbook.add_worksheet();
        if lines.is_none() {
            sheet::write(to, own, &mut formats).map_err(|error| refused(&own.name, &error))?;
            continue;
        }
        let bare = frame::bare(own);
        let first = (!std::mem::replace(&mut sampled, true)).then(|| bare.next_row());
        let written = sheet::write(to, &bare, &mut formats).and_then(|()| match first {
            Some(row) => sheet::samples(to, row, rows::styles(book.decimals()), &mut formats),
            None => Ok(()),
        });
        written.map_err(|error| refused(&own.name, &error))?;
    }
    end(workbook, &book.book)
}

/// Returns the names and contents of the parts that the library wrote.
fn parts(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(failed)?;
    let mut parts = Vec::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).map_err(failed)?;
        let name = part.name().map_err(failed)?.into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).map_err(failed)?;
        parts.push((name, content));
    }
    Ok(parts)
}

/// Returns the content types, including those of the notes.
fn types(content: Vec<u8>, long: &[Long<'_>]) -> Result<Vec<u8>, Error> {
    let text = String::from_utf8(content).map_err(failed)?;
    let noted: String =
        long.iter().filter(|long| long.has_notes).map(Long::type_of_notes).collect();
    if noted.is_empty() {
        return Ok(text.into_bytes());
    }
    let text = replace_once(&text, "</Types>", &format!("{noted}</Types>"))?;
    if text.contains("Extension=\"vml\"") {
        return Ok(text.into_bytes());
    }
    let (defaults, overrides) =
        text.split_once("<Override ").ok_or_else(|| unexpected("no types of parts"))?;
    let vml = "<Default Extension=\"vml\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>";
    Ok(format!("{defaults}{vml}<Override {overrides}").into_bytes())
}

/// Data collected from the rows of a sheet for other parts of the file.
#[derive(Default)]
struct Gathered {
    links: Vec<u8>,
    targets: Vec<u8>,
    notes: Vec<(CellRef, String)>,
    heights: Vec<u16>,
    breaks: Vec<u32>,
}

impl Gathered {
    fn take(&mut self, mut written: Written) {
        self.links.append(&mut written.links);
        self.targets.append(&mut written.targets);
        self.notes.append(&mut written.notes);
        self.heights.append(&mut written.heights);
        self.breaks.append(&mut written.breaks);
    }
}

impl<'b> Long<'b> {
    fn new(at: usize, sheet: &'b Sheet, lines: &'b RowStream<'b>) -> Self {
        let noted = sheet.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.note.is_some());
        Self { at, sheet, lines, has_notes: noted || lines.has_notes() }
    }

    fn part(&self) -> String {
        format!("xl/worksheets/sheet{}.xml", self.at + 1)
    }

    fn relations(&self) -> String {
        format!("xl/worksheets/_rels/sheet{}.xml.rels", self.at + 1)
    }

    fn type_of_notes(&self) -> String {
        let number = FIRST_NOTES_PART + self.at;
        format!(
            "<Override PartName=\"/xl/comments{number}.xml\" \
             ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml\"/>"
        )
    }

    /// Writes the part of the sheet and its related parts.
    fn write(
        &self,
        package: &mut Package<'_>,
        frame: &[u8],
        relations: Option<&[u8]>,
        numbers: &Numbers,
    ) -> Result<(), Error> {
        let frame = Frame::read(frame, self.sheet.next_row())?;
        let mut gathered = self.held();
        let mut part = package.begin(&self.part())?;
        package
            .add(&mut part, &Deflated::new(frame.before(self.sheet, self.lines)?.as_bytes())?)?;
        let (columns, held) = (self.sheet.widths(), self.sheet.next_row());
        let letters: Vec<Vec<u8>> =
            (0..).take(columns.len()).map(|col| CellRef::column_name(col).into_bytes()).collect();
        let at_once = rayon::current_num_threads().max(1) * 2;
        for chunks in self.lines.chunks().chunks(at_once) {
            let done = chunks.par_iter().map(|chunk| {
                let mut writer = Writer::new(numbers, &letters, held + chunk.row);
                let mut trouble = Ok(());
                self.lines.render_chunk(*chunk, &columns, &mut |row| {
                    if trouble.is_ok() {
                        trouble = writer.row(&row);
                    }
                });
                trouble?;
                let mut written = writer.finish();
                let deflated = Deflated::new(&std::mem::take(&mut written.rows))?;
                Ok((deflated, written))
            });
            for (deflated, written) in done.collect::<Result<Vec<_>, Error>>()? {
                package.add(&mut part, &deflated)?;
                gathered.take(written);
            }
        }
        if !self.has_notes && !gathered.notes.is_empty() {
            return Err(failed("a note in lines that have none"));
        }
        let joined =
            Joined { links: &gathered.links, breaks: &gathered.breaks, has_notes: self.has_notes };
        package.add(&mut part, &Deflated::new(frame.behind(self.sheet, &joined)?.as_bytes())?)?;
        package.end(part)?;
        if self.has_notes || relations.is_some() || !gathered.targets.is_empty() {
            package.whole(&self.relations(), &self.related(relations, &gathered.targets)?)?;
        }
        self.noted(package, &gathered)
    }

    /// Returns the heights and notes of the rows written by the library.
    fn held(&self) -> Gathered {
        let mut held = Gathered::default();
        for (place, row) in (0..).zip(&self.sheet.rows) {
            held.heights.push(rows::pixels(row.height.unwrap_or(rows::DEFAULT_HEIGHT)));
            let notes = (0..)
                .zip(&row.cells)
                .filter_map(|(col, cell)| Some((CellRef::new(place, col), cell.note.as_deref()?)));
            held.notes.extend(
                notes.map(|(at, note)| (at, super::words::shortened(note, notes::MAX_CHARS))),
            );
        }
        held
    }

    /// Returns the relationships of the sheet: those of the library, to files and to notes.
    fn related(&self, library: Option<&[u8]>, targets: &[u8]) -> Result<Vec<u8>, Error> {
        let none = format!(
            "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>"
        );
        let library = library.map_or(Ok(none.as_str()), std::str::from_utf8).map_err(failed)?;
        let library = String::from_utf8(finished(&self.relations(), library.as_bytes().to_vec())?)
            .map_err(failed)?;
        let (before, behind) = split_at(&library, "</Relationships>")?;
        let mut all = before.as_bytes().to_vec();
        all.extend(targets);
        if self.has_notes {
            let number = FIRST_NOTES_PART + self.at;
            let notes = format!(
                "<Relationship Id=\"boxes\" Type=\"{RELATION}/vmlDrawing\" Target=\"../drawings/vmlDrawing{number}.vml\"/>\
                 <Relationship Id=\"notes\" Type=\"{RELATION}/comments\" Target=\"../comments{number}.xml\"/>"
            );
            all.extend(notes.as_bytes());
        }
        all.extend(b"</Relationships>");
        all.extend(behind.as_bytes());
        Ok(all)
    }

    fn noted(&self, package: &mut Package<'_>, gathered: &Gathered) -> Result<(), Error> {
        if !self.has_notes {
            return Ok(());
        }
        let notes = Notes {
            at: self.at,
            sheet: self.sheet,
            said: &gathered.notes,
            heights: &gathered.heights,
        };
        package.whole(&format!("xl/comments{}.xml", FIRST_NOTES_PART + self.at), &notes.texts())?;
        package.whole(
            &format!("xl/drawings/vmlDrawing{}.vml", FIRST_NOTES_PART + self.at),
            &notes.boxes(),
        )
    }
}

fn failed(error: impl Display) -> Error {
    Error::Workbook(error.to_string())
}

#[cfg(test)]
mod tests;
