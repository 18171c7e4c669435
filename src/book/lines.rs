//! Long tables: lines that are laid out one after the other as they are written and then let go, so that a workbook of ten
//! thousand reports takes no more memory than one of a hundred.

use super::{Book, Row, measure};
use crate::model::origin::LAST;
use std::sync::Arc;

/// About as many rows are laid out and written at a time.
const STRETCH: u32 = 1024;

/// Takes the rows of a line.
pub type Take<'t> = &'t mut dyn FnMut(Row);

/// The lines of a table below the rows that its sheet holds: each becomes one row or several.
#[derive(Clone)]
pub struct Lines<'a> {
    lay: Arc<dyn Fn(usize, Take<'_>) + Send + Sync + 'a>,
    stretches: Vec<Stretch>,
    level: u8,
    has_notes: bool,
}

/// Lines that are laid out in one go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The first line.
    first: usize,
    /// The one behind the last.
    end: usize,
    /// Where its rows begin, counted from the first row of all lines.
    pub row: u32,
    /// How many they are.
    pub rows: u32,
}

impl<'a> Lines<'a> {
    /// Lines that become so many rows each, and how a line is laid out. A row at least is laid out in one go.
    pub fn new(
        rows: impl IntoIterator<Item = u32>,
        lay: impl Fn(usize, Take<'_>) + Send + Sync + 'a,
    ) -> Self {
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut row = 0;
        for (line, count) in rows.into_iter().enumerate() {
            match stretches.last_mut() {
                Some(last) if last.rows < STRETCH && last.rows + count <= 2 * STRETCH => {
                    (last.end, last.rows) = (line + 1, last.rows + count);
                }
                _ => stretches.push(Stretch { first: line, end: line + 1, row, rows: count }),
            }
            row += count;
        }
        Self { lay: Arc::new(lay), stretches, level: 0, has_notes: false }
    }

    /// Lines of one row each.
    pub fn single(count: usize, lay: impl Fn(usize) -> Row + Send + Sync + 'a) -> Self {
        Self::new(std::iter::repeat_n(1, count), move |line, take| take(lay(line)))
    }

    /// The lines with the depth of their deepest outline.
    pub fn at_level(self, level: u8) -> Self {
        Self { level, ..self }
    }

    /// The lines, of whose cells some may have notes.
    pub fn noted(self) -> Self {
        Self { has_notes: true, ..self }
    }

    /// Whether cells may have notes.
    pub const fn has_notes(&self) -> bool {
        self.has_notes
    }

    /// The depth of the deepest outline.
    pub const fn level(&self) -> u8 {
        self.level
    }

    /// How many rows all lines become.
    pub fn rows(&self) -> u32 {
        self.stretches.last().map_or(0, |last| last.row + last.rows)
    }

    /// What is laid out in one go, in order.
    pub fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// Lays out a stretch: its rows, each as high as its text needs over columns of these widths.
    pub fn lay_out(&self, stretch: Stretch, columns: &[f64], take: Take<'_>) {
        for line in stretch.first..stretch.end {
            (self.lay)(line, &mut |mut row| {
                measure::fit_row(&mut row, columns);
                take(row);
            });
        }
    }

    /// The lines in parts of at most so many rows each.
    pub fn parts(self, most: u32) -> Vec<Self> {
        let mut parts: Vec<Self> = Vec::new();
        let mut begin = 0;
        for stretch in &self.stretches {
            match parts.last_mut() {
                Some(part) if stretch.row + stretch.rows - begin <= most => {
                    part.stretches.push(Stretch { row: stretch.row - begin, ..*stretch });
                }
                _ => {
                    begin = stretch.row;
                    parts.push(Self {
                        stretches: vec![Stretch { row: 0, ..*stretch }],
                        ..self.clone()
                    });
                }
            }
        }
        parts
    }
}

/// A workbook with long tables: sheets of which some have lines below the rows they hold.
#[derive(Default)]
pub struct LongBook<'a> {
    /// The workbook but for the lines.
    pub book: Book,
    /// The lines of each sheet, in the order of the sheets.
    pub lines: Vec<Option<Lines<'a>>>,
}

impl LongBook<'_> {
    /// The workbook with every line in its sheet, however long that takes: for when it is looked at and not written.
    pub fn whole(self) -> Book {
        let mut book = self.book;
        for (sheet, lines) in book.sheets.iter_mut().zip(self.lines) {
            let columns = sheet.widths();
            for (lines, stretch) in lines
                .iter()
                .flat_map(|lines| lines.stretches().iter().map(move |stretch| (lines, *stretch)))
            {
                lines.lay_out(stretch, &columns, &mut |row| sheet.rows.push(row));
            }
        }
        book
    }
}

/// The most rows of a sheet that lines can take below rows it holds.
pub const fn most_rows(held: u32) -> u32 {
    LAST.row + 1 - held
}

#[cfg(test)]
mod tests {
    use super::super::{Cell, Role, Sheet};
    use super::*;

    fn lines(counts: &[u32]) -> Lines<'static> {
        let own = counts.to_vec();
        Lines::new(counts.iter().copied(), move |line, take| {
            (0..own[line]).for_each(|part| {
                take(Row {
                    cells: vec![Cell::text(format!("{line}.{part}"), Role::Text)],
                    ..Row::default()
                });
            });
        })
    }

    fn shown(lines: Lines<'_>) -> Vec<String> {
        let book = Book { sheets: vec![Sheet::default()], ..Book::default() };
        let whole = LongBook { book, lines: vec![Some(lines)] }.whole();
        whole.sheets[0].rows.iter().map(|row| format!("{:?}", row.cells[0].content)).collect()
    }

    #[test]
    fn every_line_is_laid_out_once_and_in_order() {
        let counts: Vec<u32> = (0..3000).map(|line| line % 4).collect();
        let made = lines(&counts);
        let rows: u32 = counts.iter().sum();
        assert!(made.stretches().len() > 3);
        assert_eq!(made.rows(), rows);
        let shown = shown(made);
        assert_eq!(shown.len(), rows as usize);
        assert!(shown.iter().is_sorted_by_key(|text| {
            text.trim_matches(|c: char| !c.is_ascii_digit())
                .split('.')
                .map(|n| n.parse::<u32>().expect("a number"))
                .collect::<Vec<_>>()
        }));
    }

    #[test]
    fn lines_that_do_not_fit_on_a_sheet_go_on_on_the_next() {
        let made = lines(&[600; 10]);
        let whole = shown(made.clone());
        let parts = made.parts(2500);
        assert!(
            parts.iter().all(|part| part.rows() <= 2500 && part.stretches()[0].row == 0),
            "{:?}",
            parts.iter().map(Lines::rows).collect::<Vec<_>>()
        );
        assert_eq!(parts.into_iter().flat_map(shown).collect::<Vec<_>>(), whole);
    }
}
