//! A workbook as the reader sees it: sheets of cells that have something in them, nothing dense.

use super::tidy::tidy;
use crate::model::origin::CellRef;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Merged ranges kept of a sheet; only those of headings are of use.
pub(super) const MERGED: usize = 2_000;

/// A workbook read from a file of any format.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Workbook {
    /// Its sheets, in order.
    pub(super) sheets: Vec<Sheet>,
    /// Defined names and custom document properties, where the stamp stands.
    pub(super) names: BTreeMap<String, String>,
    /// Whether it has macros.
    pub(super) macros: bool,
    /// Whether it has links to other workbooks.
    pub(super) links: bool,
}

/// A sheet.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Sheet {
    /// Its name as it stands in the file.
    pub(super) name: Arc<str>,
    /// Whether it is hidden.
    pub(super) hidden: bool,
    /// Cells with something in them, by row, then column.
    pub(super) cells: Vec<Cell>,
    /// Hidden rows that have cells.
    pub(super) hidden_rows: Vec<u32>,
    /// Hidden columns.
    pub(super) hidden_columns: Vec<RangeInclusive<u32>>,
    /// Merged ranges: first and last cell.
    pub(super) merged: Vec<(CellRef, CellRef)>,
    /// Text in the page's head and foot.
    pub(super) margins: Vec<String>,
    /// Cell notes: the cell and the words, without the author.
    pub(super) notes: Vec<(CellRef, Arc<str>)>,
    /// Texts of boxes and shapes over the sheet.
    pub(super) boxes: Vec<Arc<str>>,
    /// Headings centred over several cells without a merge: first and last cell.
    pub(super) centered: Vec<(CellRef, CellRef)>,
}

/// A cell with something in it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Cell {
    /// Where.
    pub(super) at: CellRef,
    /// What.
    pub(super) value: Value,
    /// The kind of font it is shown in.
    pub(super) legacy_font: LegacyFont,
    /// The text as the file stores it, where it was converted from an old encoding.
    pub(super) original: Option<Arc<str>>,
    /// What a spreadsheet program shows, where it differs from the value in more than rounding and grouping; empty where
    /// nothing is shown.
    pub(super) shown: Option<Arc<str>>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Value {
    /// A number.
    Number(f64),
    /// A day; `None` for a serial number that is no day. The second is how it would be written.
    Day(Option<NaiveDate>, String),
    /// Text.
    Text(Arc<str>),
    /// A truth value.
    Truth(bool),
    /// `#REF!` and the like.
    Error(String),
    /// A formula without a stored result.
    Uncomputed,
    /// Something the file says in a way that cannot be understood.
    Unreadable(String),
}

/// The kind of font a cell is shown in, as far as it changes what its letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub(super) enum LegacyFont {
    /// Any other font.
    #[default]
    None,
    /// `.VnTime` and its kin: TCVN3.
    Tcvn3,
    /// `.VnTimeH` and its kin: TCVN3 shown in capitals.
    Tcvn3Capitals,
    /// `VNI-Times` and its kin.
    Vni,
}

impl LegacyFont {
    /// The script of a font's name.
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

/// How letters stand on their line, as far as it changes what they say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum TextEffect {
    /// As usual.
    #[default]
    None,
    /// Struck through: no longer meant.
    Strikethrough,
    /// Raised: a reference to a note, an exponent.
    Superscript,
    /// Lowered.
    Subscript,
}

impl TextEffect {
    /// Text as it is seen: `12` with a raised `1` is not 121, and what is struck through does not read on.
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
                    text.chars().flat_map(|c| [Some(c), (!c.is_whitespace()).then_some('\u{336}')]);
                struck.flatten().collect::<String>().into()
            }
            Self::Superscript => shifted("⁰¹²³⁴⁵⁶⁷⁸⁹"),
            Self::Subscript => shifted("₀₁₂₃₄₅₆₇₈₉"),
        }
    }
}

/// The cells over which a text is centred without a merge, as far as they have been read: its own and the empty ones behind it.
#[derive(Debug, Default)]
pub(super) struct Centering(Option<(CellRef, CellRef)>);

impl Centering {
    /// Takes the next cell of a sheet.
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

    /// Takes the end of the sheet.
    pub(super) fn end(&mut self, sheet: &mut Sheet) {
        let run =
            self.0.take().filter(|(first, last)| first != last && sheet.centered.len() < MERGED);
        sheet.centered.extend(run);
    }
}

impl Value {
    /// The value of a cell that is struck through as a whole.
    pub(super) fn struck(self) -> Self {
        match self {
            Self::Number(_) | Self::Day(..) | Self::Text(_) | Self::Truth(_) => {
                Self::Text(TextEffect::Strikethrough.apply(&self.seen()).into())
            }
            other => other,
        }
    }

    /// Whether it is a number, typed as one or as text.
    pub(super) fn says_number(&self) -> bool {
        match self {
            Self::Number(_) => true,
            Self::Text(text) => {
                text.chars().any(char::is_numeric) && !text.chars().any(char::is_alphabetic)
            }
            _ => false,
        }
    }

    /// What a person would see in the cell.
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
    /// Returns the cell's text, cleaned.
    pub(super) fn tidied(&self) -> String {
        tidy(&self.value.seen()).into_owned()
    }
}

impl Sheet {
    /// The cell at a place.
    pub(super) fn get(&self, at: CellRef) -> Option<&Cell> {
        self.cells
            .binary_search_by_key(&at, |cell| cell.at)
            .ok()
            .and_then(|place| self.cells.get(place))
    }

    /// The rows that have cells, each with its number.
    pub(super) fn rows(&self) -> impl Iterator<Item = (u32, &[Cell])> {
        self.cells
            .chunk_by(|a, b| a.at.row == b.at.row)
            .filter_map(|row| Some((row.first()?.at.row, row)))
    }

    /// The cells of some rows.
    pub(super) fn between(&self, rows: RangeInclusive<u32>) -> &[Cell] {
        let start = self.cells.partition_point(|cell| cell.at.row < *rows.start());
        let end = self.cells.partition_point(|cell| cell.at.row <= *rows.end());
        self.cells.get(start..end).unwrap_or(&[])
    }

    /// Whether a cell is in a hidden row or column, or holds a text of which nothing is shown.
    pub(super) fn hides(&self, at: CellRef) -> bool {
        let is_unseen =
            |cell: &Cell| matches!(cell.value, Value::Text(_)) && cell.shown.as_deref() == Some("");
        self.hidden_rows.binary_search(&at.row).is_ok()
            || self.hidden_columns.iter().any(|columns| columns.contains(&at.col))
            || self.get(at).is_some_and(is_unseen)
    }

    /// Puts the cells in order. Two at one place that say different things cannot be read, since neither is more certain; of what a
    /// merged range holds behind its first cell nothing is shown.
    pub(super) fn normalize(&mut self) {
        let ordered = self.cells.windows(2).all(|pair| matches!(pair, [a, b] if a.at < b.at));
        if !ordered {
            self.cells.sort_by_key(|cell| cell.at);
            self.cells.dedup_by(|again, first| again.at == first.at && join(first, again));
        }
        self.hidden_rows.sort_unstable();
        self.hidden_rows.dedup();
        self.cover();
    }

    fn cover(&mut self) {
        let mut looks = COVERED_LOOKS;
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

/// Most cells looked at for what merged ranges cover: many times what a report has.
const COVERED_LOOKS: usize = 4_000_000;

/// Joins two cells at one place; always true.
fn join(first: &mut Cell, again: &Cell) -> bool {
    if first.value != again.value {
        let (one, other) = (first.value.seen(), again.value.seen());
        first.value = Value::Unreadable(format!("{one} | {other}"));
    }
    true
}

#[cfg(test)]
mod tests;
