//! The tables of an `.ods` file, cell by cell.

use super::styles::Styles;
use crate::model::date::{day_from_text, written_vi};
use crate::model::number::says;
use crate::model::origin::{CellRef, LAST};
use crate::model::submission::Unreadable;
use crate::read::formula;
use crate::read::grid::{Cell, MERGED, Sheet, TextEffect, Value, Workbook};
use crate::read::limits::{self, Budget};
use crate::read::stale_results::Formulas;
use crate::read::xml::{Tag, Token, Xml, cut_short};
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Longest text a cell can hold, in bytes.
const LONGEST: usize = 160 << 10;

/// Most parts of a text whose styles are looked at.
const PARTS: usize = 32;

/// A table being read.
#[derive(Default)]
struct Table {
    sheet: Sheet,
    row: u32,
    col: u32,
    row_repeats: u32,
    row_hidden: bool,
    row_style: String,
    columns: u32,
    /// The styles of cells that name none, by column.
    column_styles: Vec<(RangeInclusive<u32>, String)>,
    formulas: Formulas,
}

/// What a cell's tag says.
#[derive(Default)]
struct CellTag {
    kind: String,
    value: Option<String>,
    day: Option<String>,
    truth: Option<String>,
    formula: Option<String>,
    error: bool,
    style: String,
    repeats: u32,
    spans: (u32, u32),
}

/// Reads the content part.
pub(super) fn workbook(
    xml: &mut Xml<'_>,
    styles: &mut Styles,
    budget: &mut Budget,
) -> Result<Workbook, Unreadable> {
    let mut workbook = Workbook::default();
    loop {
        match xml.next()? {
            Token::Open(tag, empty) => match tag.name() {
                "table" if !empty => {
                    let name = tag.get("name").unwrap_or_default().into_owned();
                    let style = tag.get("style-name").unwrap_or_default().into_owned();
                    let (hidden, margins) = (styles.hides_table(&style), styles.margins(&style));
                    if workbook.sheets.len() == limits::SHEETS {
                        return Err(limits::too_many_parts(workbook.sheets.len() + 1));
                    }
                    let external = name.starts_with("'file:") || name.starts_with("file:");
                    let sheet = table(xml, styles, budget)?;
                    workbook.links |= external || sheet.1;
                    if !external {
                        workbook.sheets.push(Sheet {
                            name: name.into(),
                            hidden,
                            margins,
                            ..sheet.0
                        });
                    }
                }
                "named-expression" => {
                    if let Some(name) = tag.get("name").filter(|name| name.starts_with("tonghop_"))
                    {
                        let value = tag.get("expression").unwrap_or_default();
                        workbook.names.insert(
                            name.into_owned(),
                            value
                                .trim_start_matches("of:")
                                .trim_start_matches('=')
                                .trim_matches('"')
                                .to_owned(),
                        );
                    }
                }
                "tracked-changes" if !empty => xml.skip()?,
                _ => styles.take(&tag),
            },
            Token::End => return Ok(workbook),
            Token::Text(words) => styles.words(&words),
            Token::Close(tag) => styles.ended(tag.name()),
        }
    }
}

/// Reads a table; also says whether it is linked to another file.
fn table(
    xml: &mut Xml<'_>,
    styles: &Styles,
    budget: &mut Budget,
) -> Result<(Sheet, bool), Unreadable> {
    let mut table = Table { row_repeats: 1, ..Table::default() };
    let (mut linked, mut seen) = (false, 0_usize);
    loop {
        seen += 1;
        if seen.is_multiple_of(4096) {
            budget.time()?;
        }
        match xml.next()? {
            Token::Open(tag, empty) => match tag.name() {
                "table-column" => table.column(&tag, styles),
                "table-row" => {
                    table.col = 0;
                    table.row_repeats = repeats(&tag, "number-rows-repeated");
                    table.row_hidden = is_hidden(&tag, styles);
                    table.row_style =
                        tag.get("default-cell-style-name").unwrap_or_default().into_owned();
                    if empty {
                        table.row = table.row.saturating_add(table.row_repeats);
                    }
                }
                // what a merged range covers is read like any other cell, and is not shown
                "table-cell" | "covered-table-cell" => {
                    let (said, element) = (said(&tag), tag.name().to_owned());
                    let text =
                        if empty { CellText::default() } else { text(xml, &element, styles)? };
                    table.cell(said, text, styles, budget)?;
                }
                "shapes" if !empty => {
                    let shapes = text(xml, "shapes", styles)?;
                    table.sheet.boxes.extend(shapes.boxes);
                }
                "table-source" => linked = true,
                "forms" | "annotation" | "tracked-changes" if !empty => xml.skip()?,
                _ => {}
            },
            Token::Close(tag) => match tag.name() {
                "table-row" => table.row = table.row.saturating_add(table.row_repeats),
                "table" => break,
                _ => {}
            },
            Token::Text(_) => {}
            Token::End => return Err(cut_short()),
        }
    }
    table.sheet.normalize();
    table.formulas.check(&mut table.sheet);
    Ok((table.sheet, linked))
}

impl Table {
    fn column(&mut self, tag: &Tag<'_>, styles: &Styles) {
        let last = self.columns.saturating_add(repeats(tag, "number-columns-repeated"));
        if let Some(style) = tag.get("default-cell-style-name") {
            self.column_styles.push((self.columns..=last.saturating_sub(1), style.into_owned()));
        }
        if is_hidden(tag, styles) {
            self.sheet.hidden_columns.push(self.columns..=last.saturating_sub(1));
        }
        self.columns = last;
    }

    /// Adds a cell as often as it is repeated, where there is something in it.
    fn cell(
        &mut self,
        mut said: CellTag,
        words: CellText,
        styles: &Styles,
        budget: &mut Budget,
    ) -> Result<(), Unreadable> {
        let first = self.col;
        self.col = first.saturating_add(said.repeats);
        if said.style.is_empty() {
            let of_column = self
                .column_styles
                .iter()
                .find(|(columns, _)| columns.contains(&first))
                .map(|(_, style)| style);
            said.style.clone_from(if self.row_style.is_empty() {
                of_column.unwrap_or(&self.row_style)
            } else {
                &self.row_style
            });
        }
        self.sheet.boxes.extend(words.boxes);
        self.sheet
            .notes
            .extend(words.notes.into_iter().map(|note| (CellRef::new(self.row, first), note)));
        let text = words.text;
        let legacy_font = styles.legacy_font(&said.style);
        let at = CellRef::new(self.row, first);
        if said.spans != (1, 1) && self.sheet.merged.len() < MERGED {
            self.sheet.merged.push((
                at,
                CellRef::new(
                    at.row.saturating_add(said.spans.1 - 1),
                    at.col.saturating_add(said.spans.0 - 1),
                ),
            ));
        }
        let format = styles.format(&said.style);
        let repeats = said.repeats;
        let struck = styles.effect(&said.style) == TextEffect::Strikethrough;
        let parts = styles.legibility_of_parts(&words.styles, &said.style);
        let legibility = styles.legibility(&said.style).or(parts);
        let conditional = styles.conditional(&said.style);
        let (stored, is_percentage) = (text.trim().to_owned(), said.kind == "percentage");
        let formula = said.formula.clone();
        let Some(value) = value(said, text) else {
            return Ok(());
        };
        if let (Value::Number(_), Some(formula)) = (&value, formula) {
            self.formulas.add(at, &formula);
        }
        let (value, shown) = format.displayed(value, false);
        let shown = shown.or_else(|| stored_otherwise(&value, stored, is_percentage));
        let shown = legibility.shown(&value).or(shown);
        let shown = shown.or_else(|| styles.shown(&value, conditional));
        let value = if struck { value.struck() } else { value };
        for row in self.row..self.row.saturating_add(self.row_repeats) {
            for col in first..first.saturating_add(repeats) {
                if row > LAST.row || col > LAST.col {
                    return Ok(());
                }
                budget.cell()?;
                if let Value::Text(text) = &value {
                    budget.text(text)?;
                }
                self.sheet.cells.push(Cell {
                    at: CellRef::new(row, col),
                    value: value.clone(),
                    legacy_font,
                    original: None,
                    shown: shown.clone(),
                });
            }
            if self.row_hidden {
                self.sheet.hidden_rows.push(row);
            }
        }
        Ok(())
    }
}

fn said(tag: &Tag<'_>) -> CellTag {
    let mut said = CellTag { repeats: 1, spans: (1, 1), ..CellTag::default() };
    for (name, value) in tag.attributes() {
        let number = || value.parse::<u32>().unwrap_or(1).max(1);
        match name {
            // two attributes have this name, of two namespaces; the second knows errors
            "value-type" if value == "error" => said.error = true,
            "value-type" if said.kind.is_empty() => said.kind = value.into_owned(),
            "value" => said.value = Some(value.into_owned()),
            "date-value" => said.day = Some(value.into_owned()),
            "boolean-value" => said.truth = Some(value.into_owned()),
            "formula" => said.formula = Some(value.into_owned()),
            "style-name" => said.style = value.into_owned(),
            "number-columns-repeated" => said.repeats = number(),
            "number-columns-spanned" => said.spans.0 = number(),
            "number-rows-spanned" => said.spans.1 = number(),
            _ => {}
        }
    }
    said
}

/// What the program that saved the file showed of a number, where it is something else.
fn stored_otherwise(value: &Value, stored: String, is_percentage: bool) -> Option<Arc<str>> {
    match value {
        Value::Number(number) if stored.is_empty() => {
            is_percentage.then(|| format!("{}%", number * 100.0).into())
        }
        Value::Number(number) => (*number >= 0.0 && !says(&stored, *number)).then(|| stored.into()),
        _ => None,
    }
}

fn value(said: CellTag, text: String) -> Option<Value> {
    let is_error_text = text.starts_with('#') || text.starts_with("Err:");
    if said.error || (said.formula.is_some() && is_error_text) {
        return Some(Value::Error(text));
    }
    if said.formula.as_deref().is_some_and(formula::is_volatile) {
        return Some(Value::Uncomputed);
    }
    match said.kind.as_str() {
        "float" | "currency" | "percentage" => {
            match said.value.as_deref().map(|value| (value, value.trim().parse::<f64>())) {
                Some((_, Ok(number))) => Some(Value::Number(number)),
                Some((written, Err(_))) => Some(Value::Unreadable(written.to_owned())),
                None if said.formula.is_some() => Some(Value::Uncomputed),
                None => Some(Value::Unreadable(text)),
            }
        }
        "date" => {
            let written = said.day.unwrap_or(text);
            let day = day_from_text(written.split('T').next().unwrap_or_default());
            Some(Value::Day(day, day.map_or(written, written_vi)))
        }
        "boolean" => Some(Value::Truth(said.truth.as_deref() == Some("true"))),
        "" if said.formula.is_some() && text.is_empty() => Some(Value::Uncomputed),
        _ if text.trim().is_empty() => None,
        _ if text.len() > LONGEST => Some(Value::Unreadable(text.chars().take(60).collect())),
        _ => Some(Value::Text(text.into())),
    }
}

/// What stands in an element.
#[derive(Default)]
struct CellText {
    text: String,
    /// The styles of the parts of the text that have one.
    styles: Vec<String>,
    /// The texts of notes and of boxes and shapes in it.
    notes: Vec<Arc<str>>,
    boxes: Vec<Arc<str>>,
}

/// The text of a cell: its paragraphs, with the texts of comments and drawings by themselves.
fn text(xml: &mut Xml<'_>, element: &str, styles: &Styles) -> Result<CellText, Unreadable> {
    let (mut words, mut text, mut paragraphs, mut inside, mut effects) =
        (CellText::default(), String::new(), 0, 0_u32, Vec::new());
    loop {
        match xml.next()? {
            Token::Open(tag, empty) => match tag.name() {
                "p" | "h" => {
                    if paragraphs > 0 {
                        text.push('\n');
                    }
                    paragraphs += 1;
                    inside += u32::from(!empty);
                }
                "s" => {
                    let spaces =
                        tag.get("c").and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                    text.extend(std::iter::repeat_n(
                        ' ',
                        spaces.min(LONGEST.saturating_sub(text.len())),
                    ));
                }
                "span" if !empty => {
                    let style = tag.get("style-name").unwrap_or_default();
                    effects.push(styles.effect(&style));
                    if words.styles.len() < PARTS && !words.styles.iter().any(|one| *one == style) {
                        words.styles.push(style.into_owned());
                    }
                }
                "tab" => text.push('\t'),
                "line-break" => text.push('\n'),
                "annotation" | "frame" | "custom-shape" | "note" | "table" | "rect" | "ellipse"
                | "line" | "connector" | "caption" | "polygon" | "path"
                    if !empty =>
                {
                    let (name, said) = (tag.name() == "annotation", beside(xml)?);
                    let list = if name { &mut words.notes } else { &mut words.boxes };
                    list.extend(Some(said).filter(|said| !said.trim().is_empty()).map(Arc::from));
                }
                _ => {}
            },
            Token::Text(part) if inside > 0 && text.len() <= LONGEST => {
                text.push_str(
                    &effects
                        .iter()
                        .rev()
                        .fold(part, |part, effect| effect.apply(&part).into_owned().into()),
                );
            }
            Token::Text(_) => {}
            Token::Close(tag) => match tag.name() {
                "p" | "h" => inside = inside.saturating_sub(1),
                "span" => drop(effects.pop()),
                name if name == element => {
                    words.text = text;
                    return Ok(words);
                }
                _ => {}
            },
            Token::End => return Err(cut_short()),
        }
    }
}

/// The paragraphs of an element that has been opened, whatever stands around them.
fn beside(xml: &mut Xml<'_>) -> Result<String, Unreadable> {
    let (mut text, mut depth, mut inside) = (String::new(), 1_usize, 0_usize);
    while depth > 0 {
        match xml.next()? {
            Token::Open(tag, empty) => {
                match tag.name() {
                    "p" | "h" => {
                        text.push_str(if text.is_empty() { "" } else { "\n" });
                        inside += usize::from(!empty);
                    }
                    "s" | "tab" => text.push(' '),
                    "line-break" => text.push('\n'),
                    _ => {}
                }
                depth += usize::from(!empty);
            }
            Token::Text(part) if inside > 0 && text.len() <= LONGEST => text.push_str(&part),
            Token::Text(_) => {}
            Token::Close(tag) => {
                inside -= usize::from(matches!(tag.name(), "p" | "h") && inside > 0);
                depth -= 1;
            }
            Token::End => return Err(cut_short()),
        }
    }
    Ok(text)
}

fn repeats(tag: &Tag<'_>, name: &str) -> u32 {
    tag.get(name).and_then(|count| count.parse::<u32>().ok()).unwrap_or(1).max(1)
}

fn is_hidden(tag: &Tag<'_>, styles: &Styles) -> bool {
    tag.get("style-name").is_some_and(|style| styles.has_no_size(&style))
        || tag
            .get("visibility")
            .is_some_and(|visibility| matches!(&*visibility, "collapse" | "filter"))
}

#[cfg(test)]
mod tests;
