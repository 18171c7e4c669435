//! Edits of the table of figures.

use super::hand::{Edit, insert, said};
use super::words;
use crate::reports::PLAN;
use rust_decimal::Decimal;
use tonghop::book::{Book, Cell, Role, Row, Sheet};

/// Table of the figures in its current position.
pub(super) struct Figures<'a> {
    sheet: &'a mut Sheet,
    head: usize,
    code: usize,
    name: usize,
    figure: usize,
}

impl<'a> Figures<'a> {
    /// Finds the table, if its headings are those of the form; edits that change them are applied
    /// last.
    pub(super) fn of(book: &'a mut Book) -> Option<Self> {
        let headings = ["Mã", "Chỉ tiêu", "Số liệu"];
        book.sheets.iter_mut().find_map(|sheet| {
            let places = |row: &Row| {
                headings.map(|heading| row.cells.iter().position(|cell| said(cell) == heading))
            };
            let (head, found) = sheet
                .rows
                .iter()
                .map(places)
                .enumerate()
                .find(|(_, found)| found.iter().all(Option::is_some))?;
            let [code, name, figure] = found.map(Option::unwrap_or_default);
            (sheet.rows.len() > head + 1).then_some(Figures { sheet, head, code, name, figure })
        })
    }

    fn length(&self) -> usize {
        self.sheet.rows.len() - self.head - 1
    }

    fn insert<const N: usize>(&mut self, at: usize, cells: [(usize, Cell); N]) {
        let mut new = Row::default();
        for (col, cell) in cells {
            if new.cells.len() <= col {
                new.cells.resize_with(col + 1, Cell::default);
            }
            new.cells[col] = cell;
        }
        let place = self.head + 1 + at % (self.length() + 1);
        self.sheet.rows.insert(place, new);
    }

    /// Inserts a column with a heading and a cell beside each indicator.
    fn column(&mut self, at: usize, heading: &str, cell: impl Fn(usize) -> Cell) {
        for (place, row) in self.sheet.rows.iter_mut().enumerate() {
            let new = match place.checked_sub(self.head) {
                Some(0) => Cell::text(heading, Role::Heading),
                Some(place) => cell(place),
                None => Cell::default(),
            };
            insert(row, at, new);
        }
    }

    fn move_column(&mut self, from: usize, to: usize) {
        let width = self.sheet.rows[self.head].cells.len();
        for row in &mut self.sheet.rows[self.head..] {
            row.cells.resize_with(row.cells.len().max(width), Cell::default);
            let cell = row.cells.remove(from % width);
            row.cells.insert(to % width, cell);
        }
    }

    fn rows(&mut self, every: usize) -> impl Iterator<Item = &mut Row> {
        self.sheet.rows[self.head + 1..].iter_mut().step_by(every)
    }

    fn each(&mut self, every: usize, col: usize, change: impl Fn(&Cell) -> Cell) {
        for row in self.rows(every) {
            if let Some(cell) = row.cells.get_mut(col) {
                *cell = change(cell);
            }
        }
    }

    /// Deletes the row of an indicator, or inserts a row below with another figure for it.
    fn take(&mut self, name: &str, code: &str, figure: Option<Cell>) {
        let (by_name, by_code) = (self.name, self.code);
        let row_of = |row: &Row| {
            row.cells.get(by_name).is_some_and(|cell| said(cell) == name)
                || row.cells.get(by_code).is_some_and(|cell| said(cell) == code)
        };
        let Some(figure) = figure else {
            self.sheet.rows.retain(|row| !row_of(row));
            return;
        };
        let Some(place) = self.sheet.rows.iter().position(row_of) else {
            return;
        };
        let mut second = self.sheet.rows[place].clone();
        if let Some(cell) = second.cells.get_mut(self.figure) {
            *cell = figure;
        }
        self.sheet.rows.insert(place + 1, second);
    }
}

impl Edit {
    /// Applies the edit, if it concerns the table of figures.
    pub(super) fn on_figures(&self, mut table: Figures<'_>) {
        match self {
            Self::Ordinals => table.column(0, "STT", |place| Cell::number(place, Role::Code)),
            Self::MoveColumn { from, to } => table.move_column(*from, *to),
            Self::OtherPeriod { heading, before, from } => {
                let at = if *before { table.figure } else { table.figure + 1 };
                table.column(at, heading, |place| {
                    Cell::number(Decimal::from(*from) + Decimal::from(place), Role::AnswerNumber)
                });
            }
            Self::Heading { words } => {
                table.sheet.rows[table.head].cells[table.figure] =
                    Cell::text(*words, Role::Heading);
            }
            Self::Text { style, every } => {
                table.each(*every, table.figure, |figure| words::number(figure, *style));
            }
            Self::Notes { text, every } => {
                let notes = table.sheet.rows[table.head]
                    .cells
                    .iter()
                    .position(|cell| said(cell) == "Ghi chú");
                if let Some(notes) = notes {
                    table.each(*every, notes, |_| Cell::text(*text, Role::Answer));
                }
            }
            _ => self.on_rows(table),
        }
    }

    fn on_rows(&self, mut table: Figures<'_>) {
        match self {
            Self::RowBetween { at, code, wording, number } => {
                let number = number
                    .map_or_else(Cell::default, |number| Cell::number(number, Role::AnswerNumber));
                let cells = [
                    (table.code, Cell::text(*code, Role::Code)),
                    (table.name, Cell::text(*wording, Role::Label)),
                    (table.figure, number),
                ];
                table.insert(*at, cells);
            }
            Self::HeadingsAgain { at } => {
                let headings = table.sheet.rows[table.head].clone();
                let place = table.head + 1 + at % table.length();
                table.sheet.rows.insert(place, headings);
            }
            Self::Permute { by } => {
                let (first, length) = (table.head + 1, table.length());
                table.sheet.rows[first..].rotate_left(by % length);
                table.sheet.rows[first..].chunks_mut(3).for_each(<[Row]>::reverse);
            }
            // a row is identified by code or wording; nobody removes both
            Self::Codes { style, every } => {
                let (code, name) = (table.code, table.name);
                table
                    .rows(*every)
                    .filter(|row| row.cells.get(name).is_some_and(|cell| !said(cell).is_empty()))
                    .for_each(|row| {
                        row.cells[code] = words::code(&row.cells[code], *style);
                    });
            }
            Self::Wordings { every } => {
                let (code, name) = (table.code, table.name);
                let coded = |row: &&mut Row| {
                    row.cells.len() > name
                        && said(&row.cells[code]).to_uppercase().starts_with("CT")
                };
                table.rows(*every).filter(coded).for_each(|row| row.cells[name] = Cell::default());
            }
            Self::Delete { row } => table.take(
                PLAN.indicators[*row].name.as_str(),
                PLAN.indicators[*row].code.as_str(),
                None,
            ),
            Self::Twice { row, number } => {
                let figure = Cell::number(*number, Role::AnswerNumber);
                table.take(
                    PLAN.indicators[*row].name.as_str(),
                    PLAN.indicators[*row].code.as_str(),
                    Some(figure),
                );
            }
            _ => {}
        }
    }
}
