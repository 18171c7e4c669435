//! Edits that people make to a form.

use super::figures::Figures;
use super::words::Slip;
use crate::reports::PLAN;
use tonghop::book::{Book, Cell, Content, Role, Row, Sheet};
use tonghop::model::form::SELF_CHECK;
use tonghop::model::plan::Indicator;

/// One edit. Positions are taken modulo what exists.
#[derive(Debug, Clone)]
pub(crate) enum Edit {
    /// Rows above a table, blank or with titles.
    RowsAbove { sheet: usize, titles: Vec<&'static str> },
    /// A row between the figures: blank, a group title, an indicator of the unit's own, a total.
    RowBetween { at: usize, code: &'static str, wording: &'static str, number: Option<u32> },
    /// Repeated headings, as at the top of a printed page.
    HeadingsAgain { at: usize },
    /// `(1) (2) (3)` below the headings.
    Numbers { sheet: usize, letters: bool },
    /// A blank column.
    Column { sheet: usize, at: usize },
    /// A running number before the codes.
    Ordinals,
    /// A column of figures in another position.
    MoveColumn { from: usize, to: usize },
    /// Figures of another period in a column beside.
    OtherPeriod { heading: &'static str, before: bool, from: u32 },
    /// Another wording of the heading of the figures.
    Heading { words: &'static str },
    /// Headings in two rows: split, or merged.
    TwoRows { sheet: usize, split: bool },
    /// Figures in another order.
    Permute { by: usize },
    /// Another name for a sheet.
    Rename { sheet: usize, name: &'static str },
    /// Labels, headings and wordings retyped.
    Retype { sheet: usize, slip: Slip, every: usize },
    /// Codes in another spelling, or missing.
    Codes { style: usize, every: usize },
    /// Wordings missing; only codes left.
    Wordings { every: usize },
    /// Figures as text.
    Text { style: usize, every: usize },
    /// A dash where nothing was reported, or a note beside a figure.
    Notes { text: &'static str, every: usize },
    /// A copy of a sheet, with or without its figures.
    Duplicate { sheet: usize, blank: bool, first: bool },
    /// No stamp.
    NoStamp,
    /// The row of an indicator deleted.
    Delete { row: usize },
    /// An indicator in two rows, the second with another figure.
    Twice { row: usize, number: u32 },
    /// A sheet appended to another.
    Join { from: usize, to: usize },
}

/// Removes what edits would have to move although it has no answers: the self-check, inputs,
/// filters, merges.
pub(crate) fn prepare(book: &mut Book) {
    book.sheets.retain(|sheet| sheet.name != SELF_CHECK);
    for sheet in &mut book.sheets {
        *sheet = Sheet {
            name: sheet.name.clone(),
            rows: std::mem::take(&mut sheet.rows),
            ..Sheet::default()
        };
        for cell in sheet.rows.iter_mut().flat_map(|row| &mut row.cells) {
            cell.link = None;
        }
    }
}

impl Edit {
    /// Returns whether the edit removes an indicator.
    pub(crate) fn deletes(&self, indicator: &Indicator) -> bool {
        matches!(self, Self::Delete { row } if PLAN.indicators.get(*row) == Some(indicator))
    }

    /// Applies the edit.
    pub(crate) fn apply(&self, book: &mut Book) {
        match self {
            Self::NoStamp => {
                book.names.clear();
                book.properties.custom.clear();
            }
            Self::Duplicate { sheet, blank, first } => duplicate(book, *sheet, *blank, *first),
            Self::Join { from, to } => join(book, *from, *to),
            Self::Rename { sheet, name } => {
                if book.sheets.iter().all(|other| !other.name.eq_ignore_ascii_case(name)) {
                    (*name).clone_into(&mut one(book, *sheet).name);
                }
            }
            Self::RowsAbove { sheet, titles } => {
                let rows = titles.iter().map(|title| row(vec![Cell::text(*title, Role::Loose)]));
                one(book, *sheet).rows.splice(0..0, rows);
            }
            Self::Column { sheet, at } => {
                one(book, *sheet).rows.iter_mut().for_each(|row| insert(row, *at, Cell::default()));
            }
            Self::Numbers { sheet, letters } => numbers(one(book, *sheet), *letters),
            Self::TwoRows { sheet, split } => two_rows(one(book, *sheet), *split),
            Self::Retype { sheet, slip, every } => {
                let texts = one(book, *sheet)
                    .rows
                    .iter_mut()
                    .flat_map(|row| &mut row.cells)
                    .filter_map(text_of);
                texts
                    .enumerate()
                    .filter(|(place, _)| place % every == 0)
                    .for_each(|(_, text)| *text = slip.on(text));
            }
            _ => {
                if let Some(table) = Figures::of(book) {
                    self.on_figures(table);
                }
            }
        }
    }
}

fn one(book: &mut Book, place: usize) -> &mut Sheet {
    let count = book.sheets.len();
    &mut book.sheets[place % count]
}

fn row(cells: Vec<Cell>) -> Row {
    Row { cells, ..Row::default() }
}

pub(super) fn insert(row: &mut Row, at: usize, cell: Cell) {
    if row.cells.len() < at {
        row.cells.resize_with(at, Cell::default);
    }
    row.cells.insert(at, cell);
}

pub(super) fn said(cell: &Cell) -> &str {
    text_in(&cell.content)
}

fn text_in(content: &Content) -> &str {
    if let Content::Text(text) = content { text } else { "" }
}

fn text_of(cell: &mut Cell) -> Option<&mut String> {
    if let Content::Text(text) = &mut cell.content { Some(text) } else { None }
}

/// Returns the row of headings of a table: the first with three cells of text.
fn head(sheet: &Sheet) -> Option<usize> {
    sheet
        .rows
        .iter()
        .position(|row| row.cells.iter().filter(|cell| !said(cell).is_empty()).count() >= 3)
}

fn numbers(sheet: &mut Sheet, letters: bool) {
    let Some(head) = head(sheet) else { return };
    let number = |place: usize| match place {
        0 if letters => "A".to_owned(),
        1 if letters => "B".to_owned(),
        place => format!("({})", place + 1),
    };
    let cells = (0..sheet.rows[head].cells.len())
        .map(|place| Cell::text(number(place), Role::Code))
        .collect();
    sheet.rows.insert(head + 1, row(cells));
}

fn two_rows(sheet: &mut Sheet, split: bool) {
    let Some(head) = head(sheet) else { return };
    let mut below = Vec::new();
    for cell in &mut sheet.rows[head].cells {
        let lower = text_of(cell).filter(|_| split).and_then(|text| {
            let (above, below) =
                text.split_once(' ').map(|(above, below)| (above.to_owned(), below.to_owned()))?;
            *text = above;
            Some(below)
        });
        below.push(Cell::text(lower.unwrap_or_default(), Role::Heading));
    }
    sheet.rows.insert(head + 1, row(below));
}

fn duplicate(book: &mut Book, place: usize, blank: bool, first: bool) {
    let mut copy = one(book, place).clone();
    copy.name = format!("{} (2)", copy.name.chars().take(24).collect::<String>().trim());
    if book.sheets.iter().any(|sheet| sheet.name == copy.name) {
        return;
    }
    for cell in copy.rows.iter_mut().flat_map(|row| &mut row.cells).filter(|_| blank) {
        if matches!(
            cell.style.role,
            Role::Answer | Role::AnswerNumber | Role::AnswerDay | Role::AnswerChoice
        ) {
            cell.content = Content::Blank;
        }
    }
    let at = if first { 0 } else { book.sheets.len() };
    book.sheets.insert(at, copy);
}

fn join(book: &mut Book, from: usize, to: usize) {
    let count = book.sheets.len();
    if from % count == to % count {
        return;
    }
    let rows = std::mem::take(&mut one(book, from).rows);
    one(book, to).rows.extend(std::iter::once(Row::default()).chain(rows));
}
