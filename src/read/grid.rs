//! A workbook in memory, independent of its file format. Only non-empty cells are stored.

use super::tidy::tidy;
use crate::model::origin::CellRef;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Maximum number of merged ranges kept per sheet. Only those of headings are used.
pub(super) const MERGED: usize = 2_000;

/// Maximum number of prompts kept per sheet, and of the ranges of each.
pub(super) const MAX_PROMPTS: usize = 2_000;
pub(super) const MAX_RANGES: usize = 100;

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Workbook {
    pub(super) sheets: Vec<Sheet>,
    /// Defined names and custom document properties, which hold the form's stamp.
    pub(super) names: BTreeMap<String, String>,
    pub(super) macros: bool,
    /// Whether the workbook links to other workbooks.
    pub(super) links: bool,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Sheet {
    pub(super) name: Arc<str>,
    pub(super) hidden: bool,
    /// Non-empty cells, ordered by row, then column.
    pub(super) cells: Vec<Cell>,
    /// Hidden rows that have cells.
    pub(super) hidden_rows: Vec<u32>,
    pub(super) hidden_columns: Vec<RangeInclusive<u32>>,
    /// Merged ranges: first and last cell.
    pub(super) merged: Vec<(CellRef, CellRef)>,
    /// Text of page headers and footers.
    pub(super) margins: Vec<String>,
    /// Cell notes with their cell, without the author.
    pub(super) notes: Vec<(CellRef, Arc<str>)>,
    /// Texts that show when cells are selected or pointed at: prompts of input rules and tips of
    /// links, with their ranges.
    pub(super) prompts: Vec<(CellRanges, Arc<str>)>,
    /// Text of text boxes and shapes.
    pub(super) boxes: Vec<Arc<str>>,
    /// Ranges of text centered across cells without a merge: first and last cell.
    pub(super) centered: Vec<(CellRef, CellRef)>,
}

/// Ranges of cells: first and last cell of each.
pub(super) type CellRanges = Vec<(CellRef, CellRef)>;

/// A non-empty cell.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Cell {
    pub(super) at: CellRef,
    pub(super) value: Value,
    pub(super) legacy_font: LegacyFont,
    /// Text as stored, if it was converted from a legacy encoding.
    pub(super) original: Option<Arc<str>>,
    /// Displayed text if it differs from the value in more than rounding and grouping; empty if
    /// nothing is displayed.
    pub(super) shown: Option<Arc<str>>,
}

/// Value of a cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Value {
    Number(f64),
    /// A date and its written form. The date is `None` if the serial number is out of range.
    Day(Option<NaiveDate>, String),
    Text(Arc<str>),
    Truth(bool),
    /// An error such as `#REF!`.
    Error(String),
    /// A formula without a stored result.
    Uncomputed,
    /// Content that cannot be interpreted, verbatim.
    Unreadable(String),
}

/// Legacy Vietnamese encoding implied by a cell's font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub(super) enum LegacyFont {
    #[default]
    None,
    /// TCVN3: `.VnTime` and similar fonts.
    Tcvn3,
    /// TCVN3 shown in capitals: `.VnTimeH` and similar fonts.
    Tcvn3Capitals,
    /// VNI: `VNI-Times` and similar fonts.
    Vni,
}

impl LegacyFont {
    /// Returns the encoding implied by a font name.
    pub(super) fn from_name(name: &str) -> Self {
        let name = name.trim().to_lowercase();
        match () {
            () if name.starts_with(".vn") && name.ends_with('h') => Self::Tcvn3Capitals,
            () if name.starts_with(".vn") => Self::Tcvn3,
            () if name.starts_with("vni-") => Self::Vni,
            () => Self::None,
        }
    }
}

/// Mark that shows a letter as struck through.
const STRUCK: char = '\u{336}';

/// Text effect that changes the meaning of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum TextEffect {
    #[default]
    None,
    /// Deleted text.
    Strikethrough,
    /// For example a footnote reference or an exponent.
    Superscript,
    Subscript,
}

impl TextEffect {
    /// Returns whether a text has letters shown as struck through.
    pub(super) fn is_struck(text: &str) -> bool {
        text.contains(STRUCK)
    }

    /// Returns a text without the marks of [`Self::Strikethrough`].
    pub(super) fn unmarked(text: &str) -> Cow<'_, str> {
        if Self::is_struck(text) { text.replace(STRUCK, "").into() } else { text.into() }
    }

    /// Returns the text with the effect made visible, so that `12` with a superscript `1` is not
    /// read as 121 and struck-through digits are not read as a number.
    pub(super) fn apply(self, text: &str) -> Cow<'_, str> {
        let shifted = |digits: &'static str| {
            let digit = move |c: char| {
                c.to_digit(10).and_then(|digit| digits.chars().nth(digit as usize)).unwrap_or(c)
            };
            text.chars().map(digit).collect::<String>().into()
        };
        match self {
            Self::None => text.into(),
            Self::Strikethrough => {
                let struck =
                    text.chars().flat_map(|c| [Some(c), (!c.is_whitespace()).then_some(STRUCK)]);
                struck.flatten().collect::<String>().into()
            }
            Self::Superscript => shifted("⁰¹²³⁴⁵⁶⁷⁸⁹"),
            Self::Subscript => shifted("₀₁₂₃₄₅₆₇₈₉"),
        }
    }
}

/// Collects a run of text centered across cells: a cell with text and the empty cells after it.
#[derive(Debug, Default)]
pub(super) struct Centering(Option<(CellRef, CellRef)>);

impl Centering {
    /// Adds the next cell of the sheet.
    pub(super) fn take(
        &mut self,
        sheet: &mut Sheet,
        at: CellRef,
        is_centred: bool,
        has_value: bool,
    ) {
        match &mut self.0 {
            Some((first, last))
                if is_centred
                    && !has_value
                    && at.row == first.row
                    && at.col == last.col.saturating_add(1) =>
            {
                *last = at;
            }
            _ => {
                self.end(sheet);
                self.0 = (is_centred && has_value).then_some((at, at));
            }
        }
    }

    /// Ends the current run and adds it to the sheet.
    pub(super) fn end(&mut self, sheet: &mut Sheet) {
        let run =
            self.0.take().filter(|(first, last)| first != last && sheet.centered.len() < MERGED);
        sheet.centered.extend(run);
    }
}

impl Value {
    /// Returns the value of a cell struck through as a whole, as text.
    pub(super) fn struck(self) -> Self {
        match self {
            Self::Number(_) | Self::Day(..) | Self::Text(_) | Self::Truth(_) => {
                Self::Text(TextEffect::Strikethrough.apply(&self.seen()).into())
            }
            other => other,
        }
    }

    /// Returns whether the value is a number, stored as a number or as text.
    pub(super) fn says_number(&self) -> bool {
        match self {
            Self::Number(_) => true,
            Self::Text(text) => {
                text.chars().any(char::is_numeric) && !text.chars().any(char::is_alphabetic)
            }
            _ => false,
        }
    }

    /// Returns the value as text.
    pub(super) fn seen(&self) -> Cow<'_, str> {
        match self {
            Self::Number(number) => number.to_string().into(),
            Self::Day(_, written) | Self::Error(written) | Self::Unreadable(written) => {
                written.into()
            }
            Self::Text(text) => Cow::Borrowed(text),
            Self::Truth(truth) => if *truth { "TRUE" } else { "FALSE" }.into(),
            Self::Uncomputed => Cow::Borrowed(""),
        }
    }
}

impl Cell {
    /// Returns the value as cleaned text.
    pub(super) fn tidied(&self) -> String {
        tidy(&self.value.seen()).into_owned()
    }
}

impl Sheet {
    pub(super) fn get(&self, at: CellRef) -> Option<&Cell> {
        self.cells
            .binary_search_by_key(&at, |cell| cell.at)
            .ok()
            .and_then(|place| self.cells.get(place))
    }

    /// Returns each row that has cells with its index.
    pub(super) fn rows(&self) -> impl Iterator<Item = (u32, &[Cell])> {
        self.cells
            .chunk_by(|a, b| a.at.row == b.at.row)
            .filter_map(|row| Some((row.first()?.at.row, row)))
    }

    /// Returns the cells of a range of rows.
    pub(super) fn between(&self, rows: RangeInclusive<u32>) -> &[Cell] {
        let start = self.cells.partition_point(|cell| cell.at.row < *rows.start());
        let end = self.cells.partition_point(|cell| cell.at.row <= *rows.end());
        self.cells.get(start..end).unwrap_or(&[])
    }

    /// Returns whether a cell is in a hidden row or column, or is a text that is not displayed.
    pub(super) fn hides(&self, at: CellRef) -> bool {
        let is_unseen =
            |cell: &Cell| matches!(cell.value, Value::Text(_)) && cell.shown.as_deref() == Some("");
        self.hidden_rows.binary_search(&at.row).is_ok()
            || self.hidden_columns.iter().any(|columns| columns.contains(&at.col))
            || self.get(at).is_some_and(is_unseen)
    }

    /// Sorts the cells. Different values for one cell become unreadable, because none is more
    /// certain; cells covered by a merged range are marked as not displayed.
    pub(super) fn normalize(&mut self) {
        let ordered = self.cells.windows(2).all(|pair| matches!(pair, [a, b] if a.at < b.at));
        if !ordered {
            self.cells.sort_by_key(|cell| cell.at);
            self.cells.dedup_by(|again, first| again.at == first.at && merge_entries(first, again));
        }
        self.hidden_rows.sort_unstable();
        self.hidden_rows.dedup();
        self.hide_covered_cells();
    }

    fn hide_covered_cells(&mut self) {
        let mut looks = MAX_COVERED_CELLS;
        for (first, last) in &self.merged {
            let start = self.cells.partition_point(|cell| cell.at < *first);
            let inside = |cell: &&mut Cell| cell.at.row <= last.row;
            for cell in self.cells.iter_mut().skip(start).take(looks).take_while(inside) {
                looks -= 1;
                if cell.at != *first && (first.col..=last.col).contains(&cell.at.col) {
                    cell.shown = Some("".into());
                }
            }
        }
    }
}

/// Maximum number of cells examined for merged ranges, far above what a report has.
const MAX_COVERED_CELLS: usize = 4_000_000;

/// Merges two entries for one cell. Always returns true, as required by `dedup_by`.
fn merge_entries(first: &mut Cell, again: &Cell) -> bool {
    if first.value != again.value {
        let (one, other) = (first.value.seen(), again.value.seen());
        first.value = Value::Unreadable(format!("{one} | {other}"));
    }
    true
}

#[cfg(test)]
mod tests;
