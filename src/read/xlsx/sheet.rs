//! Reads one sheet part cell by cell.

use super::conditional;
use super::layout::{MIN_VISIBLE_WIDTH, column, merged, row};
use super::prompts;
use super::shared_formulas::SharedFormulas;
use super::shared_strings::{self, SharedString};
use super::styles::{CellFormat, Styles};
use crate::model::date::day_from_text;
use crate::model::origin::{CellRef, LAST};
use crate::model::submission::Unreadable;
use crate::read::conditional::{ConditionalFormat, apply};
use crate::read::formula;
use crate::read::grid::{Cell, Centering, LegacyFont, MERGED, Sheet, Value};
use crate::read::limits::Budget;
use crate::read::narrow::{self, NarrowColumns};
use crate::read::stale_results::Formulas;
use crate::read::xml::{Tag, Token, Xml, cut_short, is_true};

/// Reads sheets with the workbook's shared data.
pub(super) struct SheetReader<'a> {
    pub(super) strings: &'a [SharedString],
    pub(super) styles: &'a Styles,
    pub(super) from_1904: bool,
    /// Whether the workbook requests full recalculation on load, so that a stored 0 may not be a
    /// result.
    pub(super) asks_to_compute: bool,
    pub(super) budget: Budget,
    /// Value text of the current cell.
    pub(super) written: String,
    /// Formulas of the sheet being read.
    pub(super) formulas: Formulas,
}

/// State that carries over to following rows and cells.
#[derive(Default)]
struct SheetState {
    next: CellRef,
    row_hidden: bool,
    hides_zeros: bool,
    centering: Centering,
    narrow: NarrowColumns,
    shared: SharedFormulas,
    conditional: Vec<ConditionalFormat>,
}

/// A cell being read.
#[derive(Default)]
struct RawCell {
    at: CellRef,
    kind: CellType,
    style: usize,
    has_value: bool,
    text: Option<SharedString>,
    formula: Option<String>,
    /// Number of a formula that other cells share.
    shared: Option<String>,
}

#[derive(Default, Clone, Copy, PartialEq)]
enum CellType {
    #[default]
    Number,
    SharedString,
    Text,
    Truth,
    Error,
    Day,
}

impl SheetReader<'_> {
    /// Reads a sheet without its name and visibility, which are in the workbook part.
    pub(super) fn sheet(&mut self, xml: &mut Xml<'_>) -> Result<Sheet, Unreadable> {
        let mut sheet = Sheet::default();
        let (mut state, mut in_margins, mut seen) = (SheetState::default(), false, 0_usize);
        loop {
            match xml.next()? {
                Token::Open(tag, empty) => match tag.name() {
                    "row" => (state.next, state.row_hidden) = row(&tag, state.next),
                    "c" => {
                        let raw = cell_start(&tag, state.next);
                        state.next = CellRef::new(raw.at.row, raw.at.col.saturating_add(1));
                        let mut raw = if empty { raw } else { self.cell_content(xml, raw)? };
                        state.shared.fill(raw.at, raw.shared.take(), &mut raw.formula);
                        self.add(&mut sheet, &raw, &mut state)?;
                    }
                    "sheetView" => {
                        state.hides_zeros |=
                            tag.get("showZeros").is_some_and(|shows| !is_true(&shows));
                    }
                    "col" => {
                        let (columns, width) = column(&tag);
                        if tag.is("hidden") || width.is_some_and(|width| width < MIN_VISIBLE_WIDTH)
                        {
                            sheet.hidden_columns.push(columns);
                        } else if let Some(width) = width {
                            state.narrow.add(columns, width);
                        }
                    }
                    "mergeCell" if sheet.merged.len() < MERGED => {
                        sheet.merged.extend(tag.get("ref").and_then(|range| merged(&range)));
                    }
                    "conditionalFormatting" if !empty => {
                        let over = tag.get("sqref").unwrap_or_default().into_owned();
                        conditional::read(xml, &over, self.styles, &mut state.conditional)?;
                    }
                    "dataValidation" | "hyperlink" | "scenario" => prompts::add(&tag, &mut sheet),
                    "headerFooter" => in_margins = !empty,
                    _ if in_margins => sheet.margins.push(String::new()),
                    _ => {}
                },
                Token::Close(tag) => match tag.name() {
                    "row" => state.next = CellRef::new(state.next.row.saturating_add(1), 0),
                    "headerFooter" => in_margins = false,
                    _ => {}
                },
                // text comes in pieces: an entity such as `&amp;` is a piece of its own
                Token::Text(text) if in_margins => {
                    sheet.margins.last_mut().into_iter().for_each(|margin| margin.push_str(&text));
                }
                Token::Text(_) => {}
                Token::End => break,
            }
            seen += 1;
            if seen.is_multiple_of(4096) {
                self.budget.time()?;
            }
        }
        state.centering.end(&mut sheet);
        apply(&mut sheet, &state.conditional, &self.budget, self.from_1904)?;
        sheet.normalize();
        narrow::widen_merged(&mut sheet);
        Ok(sheet)
    }

    /// Reads the content of a cell's element. Two values in one cell are joined, so that they
    /// cannot be read as a number.
    fn cell_content(&mut self, xml: &mut Xml<'_>, mut raw: RawCell) -> Result<RawCell, Unreadable> {
        let (mut in_value, mut in_formula) = (false, false);
        self.written.clear();
        loop {
            match xml.next()? {
                Token::Open(tag, empty) => match tag.name() {
                    "v" => {
                        if raw.has_value {
                            self.written.push_str("; ");
                        }
                        raw.has_value = true;
                        in_value = !empty;
                    }
                    "f" => {
                        raw.formula.get_or_insert_default();
                        raw.shared = tag.get("si").map(std::borrow::Cow::into_owned);
                        in_formula = !empty;
                    }
                    "is" if !empty => {
                        raw.text = Some(shared_strings::text(xml, "is", &mut self.budget)?);
                    }
                    "extLst" if !empty => xml.skip()?,
                    _ => {}
                },
                Token::Text(text) if in_value => self.written.push_str(&text),
                Token::Text(text) if in_formula => {
                    let formula = raw.formula.get_or_insert_default();
                    if formula.len() <= formula::MAX_LENGTH {
                        formula.push_str(&text);
                    }
                }
                Token::Text(_) => {}
                Token::Close(tag) if tag.name() == "c" => return Ok(raw),
                Token::Close(_) => (in_value, in_formula) = (false, false),
                Token::End => return Err(cut_short()),
            }
        }
    }

    /// Adds a non-empty cell to the sheet.
    fn add(
        &mut self,
        sheet: &mut Sheet,
        raw: &RawCell,
        state: &mut SheetState,
    ) -> Result<(), Unreadable> {
        let plain = CellFormat::default();
        let format = self.styles.cell_format(raw.style).unwrap_or(&plain);
        let mut legacy_font = format.legacy_font;
        let value = self.value(raw, &mut legacy_font);
        state.centering.take(sheet, raw.at, format.centered, value.is_some());
        if let Some(formula) = &raw.formula {
            self.formulas.add(raw.at, formula);
        }
        let Some(value) = value else { return Ok(()) };
        let (value, mut shown) = format.format.displayed(value, self.from_1904);
        let value = if format.struck { value.struck() } else { value };
        let runs = self.text(raw).map(|text| text.legibility(format.ground.as_ref()));
        let legibility = format.legibility.or(runs.unwrap_or_default());
        shown = legibility.shown(&value).or(shown);
        if state.hides_zeros && value == Value::Number(0.0) {
            shown = Some("".into());
        }
        if !format.fits_any_width && shown.is_none() {
            shown = state.narrow.shown(raw.at, &value);
        }
        if raw.at.row > LAST.row || raw.at.col > LAST.col {
            return Ok(());
        }
        if let (Value::Text(text), CellType::Text) = (&value, raw.kind) {
            self.budget.text(text)?;
        }
        self.budget.cell()?;
        sheet.cells.push(Cell { at: raw.at, value, legacy_font, original: None, shown });
        if state.row_hidden {
            sheet.hidden_rows.push(raw.at.row);
        }
        Ok(())
    }

    /// Returns the cell's shared or inline text.
    fn text<'r>(&'r self, raw: &'r RawCell) -> Option<&'r SharedString> {
        if raw.kind != CellType::SharedString {
            return raw.text.as_ref();
        }
        self.strings.get(self.written.trim().parse::<usize>().ok()?)
    }

    fn value(&self, raw: &RawCell, legacy_font: &mut LegacyFont) -> Option<Value> {
        if raw.formula.as_deref().is_some_and(formula::is_volatile) {
            return Some(Value::Uncomputed);
        }
        let written = raw.has_value.then(|| self.written.trim());
        if raw.kind == CellType::SharedString {
            let written = written?;
            return match self.text(raw) {
                Some(shared) => text_value(shared, legacy_font),
                None => Some(Value::Unreadable(written.to_owned())),
            };
        }
        match (&raw.text, written) {
            (Some(shared), None | Some("")) => return text_value(shared, legacy_font),
            // with both a text and a stored value in one cell, the intended one is uncertain
            (Some(shared), Some(written)) => {
                return Some(Value::Unreadable(format!("{} | {written}", shared.text)));
            }
            (None, _) => {}
        }
        match written {
            None | Some("") if raw.formula.is_some() && raw.kind != CellType::Text => {
                Some(Value::Uncomputed)
            }
            None if raw.formula.is_some() => Some(Value::Uncomputed),
            None | Some("") => None,
            Some(written) => match raw.kind {
                CellType::Text => {
                    let text = shared_strings::unescaped(&self.written);
                    (!text.trim().is_empty()).then(|| Value::Text(text.into()))
                }
                CellType::Truth => Some(Value::Truth(is_true(written))),
                CellType::Error => Some(Value::Error(written.to_owned())),
                CellType::Day => Some(Value::Day(day_from_text(written), written.to_owned())),
                CellType::Number | CellType::SharedString => {
                    Some(self.number(written, raw.formula.is_some()))
                }
            },
        }
    }

    /// Parses a number. Programs that cannot compute store 0 for formulas and request
    /// recalculation; any other number they store is used as the result.
    fn number(&self, written: &str, is_formula: bool) -> Value {
        match written.parse::<f64>() {
            Err(_) => Value::Unreadable(written.to_owned()),
            Ok(0.0) if is_formula && self.asks_to_compute => Value::Uncomputed,
            Ok(number) => Value::Number(number),
        }
    }
}

fn cell_start(tag: &Tag<'_>, next: CellRef) -> RawCell {
    let mut raw = RawCell { at: next, ..RawCell::default() };
    for (name, value) in tag.attributes() {
        match name {
            "r" => {
                raw.at = CellRef::parse(value.trim()).unwrap_or(CellRef::new(u32::MAX, u32::MAX));
            }
            "s" => raw.style = value.parse().unwrap_or(usize::MAX),
            "t" => {
                raw.kind = match &*value {
                    "s" => CellType::SharedString,
                    "str" | "inlineStr" => CellType::Text,
                    "b" => CellType::Truth,
                    "e" => CellType::Error,
                    "d" => CellType::Day,
                    _ => CellType::Number,
                }
            }
            _ => {}
        }
    }
    raw
}

fn text_value(shared: &SharedString, legacy_font: &mut LegacyFont) -> Option<Value> {
    *legacy_font = shared.legacy_font.unwrap_or(*legacy_font);
    if shared.too_long {
        return Some(Value::Unreadable(shared.text.chars().take(60).collect()));
    }
    (!shared.text.trim().is_empty()).then(|| Value::Text(shared.text.clone()))
}

#[cfg(test)]
mod tests;
