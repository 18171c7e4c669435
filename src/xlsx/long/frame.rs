//! The part of a sheet as the library writes it, taken apart where the lines go, and put together again around them.

use crate::book::{Area, RowStream, Sheet};
use crate::error::Error;
use crate::model::origin::CellRef;
use std::fmt::Write as _;

/// A sheet's part without its lines.
pub(super) struct Frame<'f> {
    /// All before the lines.
    before: &'f str,
    /// The cells of styles, where this sheet has them.
    samples: Option<&'f str>,
    /// From the end of the rows on.
    behind: &'f str,
}

/// What the lines bring into the rest of the part.
pub(super) struct Joined<'j> {
    pub(super) links: &'j [u8],
    pub(super) breaks: &'j [u32],
    pub(super) has_notes: bool,
}

/// A sheet as the library gets it: without notes, which are written with those of the lines, and without what goes over lines.
pub(super) fn bare(sheet: &Sheet) -> Sheet {
    let mut bare = sheet.clone();
    bare.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| cell.note = None);
    bare.merges.retain(|area| !is_below(sheet, area));
    bare
}

/// Whether an area is of the lines.
fn is_below(sheet: &Sheet, area: &Area) -> bool {
    area.first.row >= sheet.next_row()
}

impl<'f> Frame<'f> {
    /// Takes a part apart whose sheet holds so many rows itself.
    pub(super) fn of(part: &'f [u8], held: u32) -> Result<Self, Error> {
        let part = std::str::from_utf8(part).map_err(super::failed)?;
        let (rows, behind) = match part.split_once("</sheetData>") {
            Some((rows, behind)) => (rows, behind),
            None => part
                .split_once("<sheetData/>")
                .ok_or_else(|| super::failed("a sheet without rows"))?,
        };
        let samples =
            rows.find(&format!("<row r=\"{}\"", held + 1)).and_then(|at| rows.split_at_checked(at));
        let (before, samples) =
            samples.map_or((rows, None), |(before, samples)| (before, Some(samples)));
        Ok(Self { before, samples, behind })
    }

    /// The numbers of the styles in the row of samples, in order.
    pub(super) fn samples(&self) -> Result<Vec<u32>, Error> {
        let samples = self.samples.ok_or_else(|| super::failed("no samples of styles"))?;
        let numbers = samples
            .split(" s=\"")
            .skip(1)
            .map(|cell| cell.split('"').next().unwrap_or_default().parse().map_err(super::failed));
        numbers.collect()
    }

    /// What stands before the lines.
    pub(super) fn before(&self, sheet: &Sheet, lines: &RowStream<'_>) -> String {
        let last =
            CellRef::new((sheet.next_row() + lines.rows()).saturating_sub(1), last_column(sheet));
        let before = replaced(self.before, "<dimension ref=\"", "\"", &format!("A1:{last}"));
        match lines.level() {
            0 => before,
            level => before.replacen(
                " defaultRowHeight=\"15\"",
                &format!(" defaultRowHeight=\"15\" outlineLevelRow=\"{level}\""),
                1,
            ),
        }
    }

    /// What stands behind the lines.
    pub(super) fn behind(&self, sheet: &Sheet, joined: &Joined<'_>) -> Vec<u8> {
        let mut text =
            self.behind.replacen("<headerFooter ", "<headerFooter differentFirst=\"1\" ", 1);
        let below: Vec<&Area> = sheet.merges.iter().filter(|area| is_below(sheet, area)).collect();
        if !below.is_empty() {
            text = merged(&text, sheet.merges.len(), &below);
        }
        if !joined.breaks.is_empty() {
            let mut breaks = String::new();
            for row in joined.breaks {
                let _ = write!(breaks, "<brk id=\"{row}\" max=\"16383\" man=\"1\"/>");
            }
            let count = joined.breaks.len();
            let breaks = format!(
                "</headerFooter><rowBreaks count=\"{count}\" manualBreakCount=\"{count}\">{breaks}</rowBreaks>"
            );
            text = text.replacen("</headerFooter>", &breaks, 1);
        }
        if joined.has_notes {
            text = text.replacen("</worksheet>", "<legacyDrawing r:id=\"boxes\"/></worksheet>", 1);
        }
        linked(&text, joined.links)
    }
}

fn last_column(sheet: &Sheet) -> u32 {
    u32::try_from(sheet.columns.len().saturating_sub(1)).unwrap_or(u32::MAX)
}

/// The end of a part with more merged cells: so many in all.
fn merged(text: &str, count: usize, more: &[&Area]) -> String {
    let mut cells = String::new();
    for area in more {
        let _ = write!(cells, "<mergeCell ref=\"{}:{}\"/>", area.first, area.last);
    }
    if text.contains("<mergeCells ") {
        return replaced(text, "<mergeCells count=\"", "\"", &count.to_string()).replacen(
            "</mergeCells>",
            &format!("{cells}</mergeCells>"),
            1,
        );
    }
    let all = format!("<mergeCells count=\"{count}\">{cells}</mergeCells>");
    match text
        .split_once("<autoFilter ")
        .and_then(|(before, rest)| Some((before, rest.split_once("/>")?)))
    {
        Some((before, (filter, rest))) => format!("{before}<autoFilter {filter}/>{all}{rest}"),
        None => all + text,
    }
}

/// The end of a part with the links, which stand before what is said of printing.
fn linked(text: &str, links: &[u8]) -> Vec<u8> {
    let place = ["</hyperlinks>", "<printOptions", "<pageMargins"]
        .into_iter()
        .find_map(|mark| text.find(mark));
    let (before, behind) = place.and_then(|at| text.split_at_checked(at)).unwrap_or((text, ""));
    let begun = behind.starts_with("</hyperlinks>");
    let mut out = b"</sheetData>".to_vec();
    out.extend(before.as_bytes());
    if !links.is_empty() {
        out.extend(if begun { &b""[..] } else { b"<hyperlinks>" });
        out.extend(links);
        out.extend(if begun { &b""[..] } else { b"</hyperlinks>" });
    }
    out.extend(behind.as_bytes());
    out
}

/// A text in which what stands between two marks is another.
fn replaced(text: &str, begin: &str, end: &str, by: &str) -> String {
    let found =
        text.split_once(begin).and_then(|(before, rest)| Some((before, rest.split_once(end)?.1)));
    found.map_or_else(
        || text.to_owned(),
        |(before, behind)| format!("{before}{begin}{by}{end}{behind}"),
    )
}
