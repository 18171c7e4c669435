//! Reads the tables of an `.ods` file cell by cell.

mod cell_tag;
mod prompts;
mod text;

use super::styles::Styles;
use crate::model::origin::{CellRef, LAST};
use crate::model::submission::Unreadable;
use crate::read::grid::{Cell, MERGED, Sheet, TextEffect, Value, Workbook};
use crate::read::limits::{self, Budget};
use crate::read::narrow::{self, NarrowColumns};
use crate::read::stale_results::{self, Formulas};
use crate::read::xml::{Tag, Token, Xml, cut_short};
use cell_tag::{CellTag, repeats, said, stored_otherwise, value};
use prompts::{Prompts, add_cells};
use std::ops::RangeInclusive;
use text::{CellText, text};

/// Maximum text length of a cell, in bytes.
const LONGEST: usize = 160 << 10;

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
    /// Default cell styles by column.
    column_styles: Vec<(RangeInclusive<u32>, String)>,
    formulas: Formulas,
    narrow: NarrowColumns,
}

/// Reads the content part.
pub(super) fn workbook(
    xml: &mut Xml<'_>,
    styles: &mut Styles,
    budget: &mut Budget,
) -> Result<Workbook, Unreadable> {
    let (mut workbook, mut formulas) = (Workbook::default(), Vec::new());
    let mut prompts = Prompts::default();
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
                    let (mut sheet, of_sheet, is_linked) = table(xml, styles, budget)?;
                    prompts.resolve(&mut sheet);
                    workbook.links |= external || is_linked;
                    if !external {
                        formulas.push(of_sheet);
                        workbook.sheets.push(Sheet { name: name.into(), hidden, margins, ..sheet });
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
                "tracked-changes" if !empty => prompts.changes(xml)?,
                "content-validation" if !empty => {
                    let name = tag.get("name").unwrap_or_default().into_owned();
                    prompts.rule(xml, name)?;
                }
                _ => styles.take(&tag),
            },
            Token::End => {
                prompts.add_changes(&mut workbook.sheets);
                stale_results::check(&mut workbook.sheets, &formulas);
                return Ok(workbook);
            }
            Token::Text(words) => styles.words(&words),
            Token::Close(tag) => styles.ended(tag.name()),
        }
    }
}

/// Reads a table with its formulas, and whether it is linked to another file.
fn table(
    xml: &mut Xml<'_>,
    styles: &Styles,
    budget: &mut Budget,
) -> Result<(Sheet, Formulas, bool), Unreadable> {
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
                // cells covered by a merged range are read too, and marked as not displayed
                "table-cell" | "covered-table-cell" => {
                    let (said, element) = (said(&tag), tag.name().to_owned());
                    if let Some(rule) = &said.rule {
                        let first = CellRef::new(table.row, table.col);
                        let row = table.row.saturating_add(table.row_repeats.saturating_sub(1));
                        let col = table.col.saturating_add(said.repeats.saturating_sub(1));
                        add_cells(&mut table.sheet, rule, first, CellRef::new(row, col));
                    }
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
    narrow::widen_merged(&mut table.sheet);
    Ok((table.sheet, table.formulas, linked))
}

impl Table {
    fn column(&mut self, tag: &Tag<'_>, styles: &Styles) {
        let last = self.columns.saturating_add(repeats(tag, "number-columns-repeated"));
        if let Some(style) = tag.get("default-cell-style-name") {
            self.column_styles.push((self.columns..=last.saturating_sub(1), style.into_owned()));
        }
        if is_hidden(tag, styles) {
            self.sheet.hidden_columns.push(self.columns..=last.saturating_sub(1));
        } else if let Some(width) = tag.get("style-name").and_then(|style| styles.width(&style)) {
            self.narrow.add(self.columns..=last.saturating_sub(1), width);
        }
        self.columns = last;
    }

    /// Adds a non-empty cell as often as it is repeated.
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
            said.style.clone_from(self.style_at(first));
        }
        self.sheet.boxes.extend(words.boxes);
        self.sheet
            .notes
            .extend(words.notes.into_iter().map(|note| (CellRef::new(self.row, first), note)));
        let text = words.text;
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
        let (repeats, legacy_font) = (said.repeats, styles.legacy_font(&said.style));
        let struck = styles.effect(&said.style) == TextEffect::Strikethrough;
        let parts = styles.legibility_of_parts(&words.styles, &said.style);
        let legibility = styles.legibility(&said.style).or(parts);
        let conditional = styles.conditional(&said.style);
        let style = said.style.clone();
        let (stored, is_percentage) = (text.trim().to_owned(), said.kind == "percentage");
        if let Some(formula) = &said.formula {
            self.formulas.add(at, formula);
        }
        let Some(value) = value(said, text) else {
            return Ok(());
        };
        let (value, shown) = format.displayed(value, false);
        let shown = shown.or_else(|| stored_otherwise(&value, stored, is_percentage));
        let shown = legibility.shown(&value).or(shown);
        let shown = shown.or_else(|| styles.shown(&value, conditional));
        let value = if struck { value.struck() } else { value };
        let fits = shown.is_some() || styles.fits_any_width(&style);
        let shown = if fits { shown } else { self.narrow.shown(at, &value) };
        let cell = Cell { at, value, legacy_font, original: None, shown };
        self.repeat(&cell, repeats, budget)
    }

    /// Adds a cell to a number of columns, in all repetitions of the row.
    fn repeat(&mut self, cell: &Cell, columns: u32, budget: &mut Budget) -> Result<(), Unreadable> {
        for row in self.row..self.row.saturating_add(self.row_repeats) {
            for col in cell.at.col..cell.at.col.saturating_add(columns) {
                if row > LAST.row || col > LAST.col {
                    return Ok(());
                }
                budget.cell()?;
                if let Value::Text(text) = &cell.value {
                    budget.text(text)?;
                }
                self.sheet.cells.push(Cell { at: CellRef::new(row, col), ..cell.clone() });
            }
            if self.row_hidden {
                self.sheet.hidden_rows.push(row);
            }
        }
        Ok(())
    }

    /// Returns the default style of a cell: that of its row, or else of its column.
    fn style_at(&self, col: u32) -> &String {
        let mut of_columns = self.column_styles.iter();
        match of_columns.find(|(columns, _)| columns.contains(&col)) {
            Some((_, style)) if self.row_style.is_empty() => style,
            _ => &self.row_style,
        }
    }
}

fn is_hidden(tag: &Tag<'_>, styles: &Styles) -> bool {
    tag.get("style-name").is_some_and(|style| styles.has_no_size(&style))
        || tag
            .get("visibility")
            .is_some_and(|visibility| matches!(&*visibility, "collapse" | "filter"))
}

#[cfg(test)]
mod tests;
