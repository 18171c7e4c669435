//! Splits a sheet's part, as written by the library, at the place of the rows, and joins it around
//! them.

use super::super::markup::{replace_once, split_at, unexpected};
use super::elements::Elements;
use super::rows;
use crate::book::{Area, RowStream, Sheet};
use crate::error::Error;
use crate::model::origin::CellRef;
use std::fmt::Write as _;

/// A sheet's part without its rows.
pub(super) struct Frame<'f> {
    /// Markup before the rows.
    before: &'f str,
    /// Row with a sample cell per style, if this sheet has it.
    samples: Option<&'f str>,
    /// Markup after the rows.
    behind: &'f str,
}

/// Additions of the rows to the rest of the part.
pub(super) struct Joined<'j> {
    pub(super) links: &'j [u8],
    pub(super) breaks: &'j [u32],
    pub(super) has_notes: bool,
}

/// Returns the sheet for the library, without notes, and without merged cells of streamed rows,
/// which are written with the rows.
pub(super) fn bare(sheet: &Sheet) -> Sheet {
    let mut bare = sheet.clone();
    bare.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| cell.note = None);
    bare.merges.retain(|area| !is_below(sheet, area));
    bare
}

/// Returns whether an area is in the streamed rows.
fn is_below(sheet: &Sheet, area: &Area) -> bool {
    area.first.row >= sheet.next_row()
}

impl<'f> Frame<'f> {
    /// Splits the part of a sheet that has this number of other rows.
    pub(super) fn read(part: &'f [u8], held: u32) -> Result<Self, Error> {
        let part = std::str::from_utf8(part).map_err(super::failed)?;
        let end = if part.contains("<sheetData/>") { "<sheetData/>" } else { "</sheetData>" };
        let (rows, behind) = split_at(part, end)?;
        let samples =
            rows.find(&format!("<row r=\"{}\"", held + 1)).and_then(|at| rows.split_at_checked(at));
        let (before, samples) =
            samples.map_or((rows, None), |(before, samples)| (before, Some(samples)));
        Ok(Self { before, samples, behind })
    }

    /// Returns the style numbers in the row of samples.
    pub(super) fn samples(&self, decimals: u8) -> Result<Vec<u32>, Error> {
        let samples = self.samples.ok_or_else(|| unexpected("no samples of styles"))?;
        let numbers = samples
            .split(" s=\"")
            .skip(1)
            .map(|cell| cell.split('"').next().unwrap_or_default().parse().map_err(super::failed))
            .collect::<Result<Vec<u32>, Error>>()?;
        if numbers.len() == rows::styles(decimals).count() {
            Ok(numbers)
        } else {
            Err(unexpected(&format!("{} samples of styles", numbers.len())))
        }
    }

    /// Returns the markup before the rows.
    pub(super) fn before(&self, sheet: &Sheet, lines: &RowStream<'_>) -> Result<String, Error> {
        let last =
            CellRef::new((sheet.next_row() + lines.rows()).saturating_sub(1), last_column(sheet));
        let (before, dimension) = split_at(self.before, "<dimension ref=\"")?;
        let (_, behind) = dimension.split_once('"').ok_or_else(|| unexpected("no dimension"))?;
        let before = format!("{before}<dimension ref=\"A1:{last}\"{behind}");
        match lines.level() {
            0 => Ok(before),
            _ if before.contains("outlineLevelRow=") => Err(unexpected("an outline of its own")),
            level => {
                let height = "<sheetFormatPr defaultRowHeight=\"15\"";
                replace_once(&before, height, &format!("{height} outlineLevelRow=\"{level}\""))
            }
        }
    }

    /// Returns the markup after the rows.
    pub(super) fn behind(&self, sheet: &Sheet, joined: &Joined<'_>) -> Result<String, Error> {
        let mut elements = Elements::read(self.behind)?;
        elements.add_attribute("headerFooter", "differentFirst=\"1\"")?;
        let below = sheet.merges.iter().filter(|area| is_below(sheet, area));
        let merged = below.fold(String::new(), |mut merged, area| {
            let _ = write!(merged, "<mergeCell ref=\"{}:{}\"/>", area.first, area.last);
            merged
        });
        if !merged.is_empty() {
            let count = format!(" count=\"{}\"", sheet.merges.len());
            elements.append("mergeCells", &count, &merged)?;
        }
        if !joined.links.is_empty() {
            let links = std::str::from_utf8(joined.links).map_err(super::failed)?;
            elements.append("hyperlinks", "", links)?;
        }
        if !joined.breaks.is_empty() {
            elements.insert("rowBreaks", breaks(joined.breaks))?;
        }
        if joined.has_notes {
            elements.insert("legacyDrawing", "<legacyDrawing r:id=\"boxes\"/>".to_owned())?;
        }
        Ok(format!("</sheetData>{}", elements.text()))
    }
}

fn last_column(sheet: &Sheet) -> u32 {
    u32::try_from(sheet.columns.len().saturating_sub(1)).unwrap_or(u32::MAX)
}

fn breaks(rows: &[u32]) -> String {
    let count = rows.len();
    let mut breaks = format!("<rowBreaks count=\"{count}\" manualBreakCount=\"{count}\">");
    for row in rows {
        let _ = write!(breaks, "<brk id=\"{row}\" max=\"16383\" man=\"1\"/>");
    }
    breaks + "</rowBreaks>"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(level: u8) -> RowStream<'static> {
        RowStream::single(3, |_| crate::book::Row::default()).at_level(level)
    }

    fn before(part: &str, level: u8) -> Result<String, Error> {
        Frame::read(part.as_bytes(), 0)?.before(&Sheet::default(), &lines(level))
    }

    #[test]
    fn an_unexpected_part_is_an_error() {
        let part = "<dimension ref=\"A1\"/><sheetFormatPr defaultRowHeight=\"15\"/><sheetData/></worksheet>";
        let expected = "<dimension ref=\"A1:A3\"/><sheetFormatPr defaultRowHeight=\"15\" outlineLevelRow=\"1\"/>";
        assert_eq!(before(part, 1).ok().as_deref(), Some(expected));
        for (found, other) in [
            ("<sheetData/>", ""),
            ("<sheetData/>", "<sheetData></sheetData></sheetData>"),
            ("<dimension ref=\"A1\"/>", ""),
            ("defaultRowHeight=\"15\"", "customHeight=\"1\""),
            ("\"15\"", "\"15\" outlineLevelRow=\"1\""),
        ] {
            assert!(before(&part.replace(found, other), 1).is_err(), "{other}");
        }
        assert!(before(&part.replace("defaultRowHeight=\"15\"", ""), 0).is_ok());
    }

    #[test]
    fn a_wrong_number_of_samples_is_an_error() {
        let samples = |count: usize| {
            let cells = "<c r=\"A1\" s=\"7\"/>".repeat(count);
            let part = format!("<sheetData><row r=\"1\">{cells}</row></sheetData></worksheet>");
            Frame::read(part.as_bytes(), 0)?.samples(0)
        };
        assert!(samples(rows::styles(0).count()).is_ok());
        assert!(samples(rows::styles(0).count() - 1).is_err() && samples(0).is_err());
    }
}
