//! One sheet's part, cell by cell.

use super::super::grid::{Cell, MERGED, Script, Sheet, Value};
use super::super::limits::Budget;
use super::super::xml::{Tag, Token, Xml, cut_short, says_yes};
use super::strings::{self, Shared};
use super::styles::{NumberFormat, Styles};
use crate::model::date::{day_from_serial, day_from_text, written_vi};
use crate::model::origin::{CellRef, LAST};
use crate::model::submission::Unreadable;

/// What the cells of all sheets refer to.
pub(super) struct Source<'a> {
    pub(super) strings: &'a [Shared],
    pub(super) styles: &'a Styles,
    pub(super) from_1904: bool,
    pub(super) budget: Budget,
    /// What stands in the value of the cell being read.
    pub(super) written: String,
}

/// A cell being read.
#[derive(Default)]
struct Raw {
    at: CellRef,
    kind: Kind,
    style: usize,
    has_value: bool,
    text: Option<Shared>,
    formula: bool,
}

#[derive(Default, Clone, Copy, PartialEq)]
enum Kind {
    #[default]
    Number,
    Shared,
    Text,
    Truth,
    Error,
    Day,
}

impl Source<'_> {
    /// Reads a sheet; its name and state are the workbook's to say.
    pub(super) fn sheet(&mut self, xml: &mut Xml<'_>) -> Result<Sheet, Unreadable> {
        let mut sheet = Sheet::default();
        let (mut next, mut row_hidden, mut in_margins, mut seen) = (CellRef::default(), false, false, 0_usize);
        loop {
            match xml.next()? {
                Token::Open(tag, empty) => match tag.name() {
                    "row" => (next, row_hidden) = row(&tag, next),
                    "c" => {
                        let raw = started(&tag, next);
                        next = CellRef::new(raw.at.row, raw.at.col.saturating_add(1));
                        let raw = if empty { raw } else { self.filled(xml, raw)? };
                        if self.add(&mut sheet, &raw)? && row_hidden {
                            sheet.hidden_rows.push(next.row);
                        }
                    }
                    "col" if tag.is("hidden") => {
                        let number = |key| tag.get(key).and_then(|value| value.parse::<u32>().ok()).unwrap_or(1).saturating_sub(1);
                        sheet.hidden_columns.push(number("min")..=number("max"));
                    }
                    "mergeCell" if sheet.merged.len() < MERGED => sheet.merged.extend(tag.get("ref").and_then(|range| merged(&range))),
                    "headerFooter" => in_margins = !empty,
                    _ if in_margins => sheet.margins.push(String::new()),
                    _ => {}
                },
                Token::Close(tag) => match tag.name() {
                    "row" => next = CellRef::new(next.row.saturating_add(1), 0),
                    "headerFooter" => in_margins = false,
                    _ => {}
                },
                // a text comes in pieces: what stands for & is one by itself
                Token::Text(text) if in_margins => sheet.margins.last_mut().into_iter().for_each(|margin| margin.push_str(&text)),
                Token::Text(_) => {}
                Token::End => break,
            }
            seen += 1;
            if seen.is_multiple_of(4096) {
                self.budget.time()?;
            }
        }
        sheet.settle();
        Ok(sheet)
    }

    /// Reads what stands inside a cell's element.
    fn filled(&mut self, xml: &mut Xml<'_>, mut raw: Raw) -> Result<Raw, Unreadable> {
        let mut in_value = false;
        self.written.clear();
        loop {
            match xml.next()? {
                Token::Open(tag, empty) => match tag.name() {
                    "v" => {
                        raw.has_value = true;
                        in_value = !empty;
                    }
                    "f" => raw.formula = true,
                    "is" if !empty => raw.text = Some(strings::text(xml, "is", &mut self.budget)?),
                    _ => {}
                },
                Token::Text(text) if in_value => self.written.push_str(&text),
                Token::Text(_) => {}
                Token::Close(tag) => match tag.name() {
                    "c" => return Ok(raw),
                    _ => in_value = false,
                },
                Token::End => return Err(cut_short()),
            }
        }
    }

    /// Adds a cell to the sheet where there is something in it; says whether there was.
    fn add(&mut self, sheet: &mut Sheet, raw: &Raw) -> Result<bool, Unreadable> {
        let format = self.styles.format(raw.style);
        let mut script = format.script;
        let Some(value) = self.value(raw, format.number, &mut script) else { return Ok(false) };
        let value = if format.struck { value.struck() } else { value };
        if raw.at.row > LAST.row || raw.at.col > LAST.col {
            return Ok(false);
        }
        if let (Value::Text(text), Kind::Text) = (&value, raw.kind) {
            self.budget.text(text)?;
        }
        self.budget.cell()?;
        sheet.cells.push(Cell { at: raw.at, value, script, original: None, shown: None });
        Ok(true)
    }

    fn value(&self, raw: &Raw, format: NumberFormat, script: &mut Script) -> Option<Value> {
        let written = raw.has_value.then(|| self.written.trim());
        if raw.kind == Kind::Shared {
            let shared = self.strings.get(written?.parse::<usize>().unwrap_or(usize::MAX));
            return match shared {
                Some(shared) => text_value(shared, script),
                None => Some(Value::Unreadable(written?.to_owned())),
            };
        }
        if let Some(shared) = &raw.text {
            return text_value(shared, script);
        }
        match written {
            None | Some("") if raw.formula && raw.kind != Kind::Text => Some(Value::Uncomputed),
            None if raw.formula => Some(Value::Uncomputed),
            None | Some("") => None,
            Some(written) => match raw.kind {
                Kind::Text => {
                    let text = strings::unescaped(&self.written);
                    (!text.trim().is_empty()).then(|| Value::Text(text.into()))
                }
                Kind::Truth => Some(Value::Truth(says_yes(written))),
                Kind::Error => Some(Value::Error(written.to_owned())),
                Kind::Day => Some(Value::Day(day_from_text(written), written.to_owned())),
                Kind::Number | Kind::Shared => Some(self.number(written, format)),
            },
        }
    }

    fn number(&self, written: &str, format: NumberFormat) -> Value {
        match (written.parse::<f64>(), format) {
            (Err(_), _) => Value::Unreadable(written.to_owned()),
            (Ok(number), NumberFormat::Number(shown)) => Value::Number(number, shown),
            (Ok(number), NumberFormat::Day) => day_value(number, self.from_1904),
        }
    }
}

/// A number shown as a day.
pub(in crate::read) fn day_value(number: f64, from_1904: bool) -> Value {
    match day_from_serial(number, from_1904) {
        Some(day) => Value::Day(Some(day), written_vi(day)),
        None => Value::Day(None, number.to_string()),
    }
}

/// Where a row's cells begin, and whether it is hidden.
fn row(tag: &Tag<'_>, next: CellRef) -> (CellRef, bool) {
    let (mut first, mut hidden) = (CellRef::new(next.row, 0), false);
    for (name, value) in tag.attributes() {
        match name {
            "r" => first.row = value.trim().parse::<u32>().ok().and_then(|row| row.checked_sub(1)).unwrap_or(next.row),
            "hidden" => hidden |= says_yes(&value),
            "ht" => hidden |= value.parse() == Ok(0.0),
            _ => {}
        }
    }
    (first, hidden)
}

fn started(tag: &Tag<'_>, next: CellRef) -> Raw {
    let mut raw = Raw { at: next, ..Raw::default() };
    for (name, value) in tag.attributes() {
        match name {
            "r" => raw.at = CellRef::parse(value.trim()).unwrap_or(CellRef::new(u32::MAX, u32::MAX)),
            "s" => raw.style = value.parse().unwrap_or(usize::MAX),
            "t" => {
                raw.kind = match &*value {
                    "s" => Kind::Shared,
                    "str" | "inlineStr" => Kind::Text,
                    "b" => Kind::Truth,
                    "e" => Kind::Error,
                    "d" => Kind::Day,
                    _ => Kind::Number,
                }
            }
            _ => {}
        }
    }
    raw
}

fn text_value(shared: &Shared, script: &mut Script) -> Option<Value> {
    *script = shared.script.unwrap_or(*script);
    if shared.too_long {
        return Some(Value::Unreadable(shared.text.chars().take(60).collect()));
    }
    (!shared.text.trim().is_empty()).then(|| Value::Text(shared.text.clone()))
}

fn merged(range: &str) -> Option<(CellRef, CellRef)> {
    let (first, last) = range.split_once(':')?;
    Some((CellRef::parse(first)?, CellRef::parse(last)?)).filter(|(first, last)| first.row <= last.row && first.col <= last.col)
}

#[cfg(test)]
mod tests {
    use super::super::super::limits::Clock;
    use super::*;
    use crate::model::number::Shown;
    use std::sync::Arc;

    fn sheet(part: &str) -> Sheet {
        let strings = [Shared { text: Arc::from("Mã"), script: None, too_long: false }];
        let styles = Styles::default();
        let mut source =
            Source { strings: &strings, styles: &styles, from_1904: false, budget: Budget::new(Clock::start()), written: String::new() };
        source.sheet(&mut Xml::held(part)).unwrap_or_default()
    }

    fn seen(part: &str) -> Vec<(String, Value)> {
        sheet(&format!("<worksheet><sheetData>{part}</sheetData></worksheet>"))
            .cells
            .into_iter()
            .map(|cell| (cell.at.to_string(), cell.value))
            .collect()
    }

    #[test]
    fn every_kind_of_cell_is_told_apart() {
        let cells = seen(
            "<row r='2'><c r='A2' t='s'><v>0</v></c><c r='B2'><v>1.5</v></c><c r='C2' t='b'><v>1</v></c><c r='D2' t='e'><v>#REF!</v></c>\
             <c r='E2'><f>A1</f></c><c r='F2'><f>A1</f><v/></c><c r='G2' t='str'><f>A1</f><v></v></c><c r='H2' t='n'><v>12,5</v></c><c r='I2' t='s'><v>9</v></c>\
             <c r='J2' t='inlineStr'><is><t>a</t></is></c><c r='K2' s='1'/></row>",
        );
        let expected = [
            ("A2", Value::Text("Mã".into())),
            ("B2", Value::Number(1.5, Shown::Plain)),
            ("C2", Value::Truth(true)),
            ("D2", Value::Error("#REF!".into())),
            ("E2", Value::Uncomputed),
            ("F2", Value::Uncomputed),
            ("H2", Value::Unreadable("12,5".into())),
            ("I2", Value::Unreadable("9".into())),
            ("J2", Value::Text("a".into())),
        ];
        assert_eq!(cells, expected.map(|(at, value)| (at.to_owned(), value)));
    }

    #[test]
    fn cells_without_a_place_follow_one_another() {
        let cells = seen("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row><row r='9'><c><v>4</v></c></row>");
        assert_eq!(cells.iter().map(|(at, _)| at.as_str()).collect::<Vec<_>>(), ["A1", "B1", "A2", "A9"]);
    }

    #[test]
    fn a_cell_outside_a_sheet_is_no_cell() {
        assert_eq!(seen("<row><c r='ZZZZZZ4294967295'><v>1</v></c><c r='XFD1048576'><v>2</v></c></row>").len(), 1);
    }

    #[test]
    fn the_text_of_a_page_head_is_whole() {
        let sheet = sheet("<worksheet><headerFooter><oddHeader>&amp;C&amp;14MẬT</oddHeader><oddFooter/></headerFooter></worksheet>");
        assert_eq!(sheet.margins, ["&C&14MẬT", ""]);
    }

    #[test]
    fn hidden_rows_and_columns_are_known() {
        let sheet = sheet(
            "<worksheet><cols><col min='2' max='3' hidden='1'/></cols><sheetData><row r='1' hidden='1'><c r='A1'><v>1</v></c></row>\
             <row r='2'><c r='A2'><v>1</v></c></row></sheetData></worksheet>",
        );
        let hides = |at: &str| CellRef::parse(at).is_some_and(|at| sheet.hides(at));
        assert_eq!(["A1", "A2", "B2", "D2"].map(hides), [true, false, true, false]);
    }
}
