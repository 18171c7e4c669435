//! Long tables, rendered while being written and then dropped, so that a workbook of ten thousand
//! reports takes no more memory than one of a hundred.

use super::{Book, Row, measure};
use crate::model::origin::LAST;
use std::sync::Arc;

/// Approximate number of rows rendered and written at a time.
const CHUNK: u32 = 1024;

/// Receives the rows of an entry.
pub(crate) type RowSink<'t> = &'t mut dyn FnMut(Row);

/// The entries of a table that follow the rows stored in its sheet. Each entry becomes one or more
/// rows.
#[derive(Clone)]
pub struct RowStream<'a> {
    render: Arc<dyn Fn(usize, RowSink<'_>) + Send + Sync + 'a>,
    chunks: Vec<Chunk>,
    level: u8,
    has_notes: bool,
    decimals: u8,
}

/// Consecutive entries that are rendered together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Chunk {
    first: usize,
    /// The entry after the last.
    end: usize,
    /// The first row, counted from the first row of the stream.
    pub row: u32,
    pub rows: u32,
}

impl<'a> RowStream<'a> {
    /// Returns a stream of entries with these numbers of rows, each rendered by `render`.
    pub fn new(
        rows: impl IntoIterator<Item = u32>,
        render: impl Fn(usize, RowSink<'_>) + Send + Sync + 'a,
    ) -> Self {
        let mut chunks: Vec<Chunk> = Vec::new();
        let mut row = 0;
        for (line, count) in rows.into_iter().enumerate() {
            match chunks.last_mut() {
                Some(last) if last.rows < CHUNK && last.rows + count <= 2 * CHUNK => {
                    (last.end, last.rows) = (line + 1, last.rows + count);
                }
                _ => chunks.push(Chunk { first: line, end: line + 1, row, rows: count }),
            }
            row += count;
        }
        Self { render: Arc::new(render), chunks, level: 0, has_notes: false, decimals: 0 }
    }

    /// Returns a stream of `count` entries of one row each.
    pub fn single(count: usize, render: impl Fn(usize) -> Row + Send + Sync + 'a) -> Self {
        Self::new(std::iter::repeat_n(1, count), move |line, sink| sink(render(line)))
    }

    /// Sets the deepest outline level.
    pub fn at_level(self, level: u8) -> Self {
        Self { level, ..self }
    }

    /// Declares that cells may have notes.
    pub fn noted(self) -> Self {
        Self { has_notes: true, ..self }
    }

    /// Declares the maximum number of decimal places.
    pub fn with_decimals(self, decimals: u32) -> Self {
        Self { decimals: u8::try_from(decimals).unwrap_or(u8::MAX), ..self }
    }

    pub(crate) const fn has_notes(&self) -> bool {
        self.has_notes
    }

    /// Returns the deepest outline level.
    pub const fn level(&self) -> u8 {
        self.level
    }

    pub fn rows(&self) -> u32 {
        self.chunks.last().map_or(0, |last| last.row + last.rows)
    }

    pub(crate) fn chunks(&self) -> &[Chunk] {
        &self.chunks
    }

    /// Renders a chunk; each row is as high as its text needs with these column widths.
    pub(crate) fn render_chunk(&self, chunk: Chunk, columns: &[f64], sink: RowSink<'_>) {
        for line in chunk.first..chunk.end {
            (self.render)(line, &mut |mut row| {
                measure::fit_row(&mut row, columns);
                sink(row);
            });
        }
    }

    /// Splits the stream into parts of at most `most` rows.
    pub fn parts(self, most: u32) -> Vec<Self> {
        let mut parts: Vec<Self> = Vec::new();
        let mut begin = 0;
        for chunk in &self.chunks {
            match parts.last_mut() {
                Some(part) if chunk.row + chunk.rows - begin <= most => {
                    part.chunks.push(Chunk { row: chunk.row - begin, ..*chunk });
                }
                _ => {
                    begin = chunk.row;
                    parts.push(Self { chunks: vec![Chunk { row: 0, ..*chunk }], ..self.clone() });
                }
            }
        }
        parts
    }
}

/// A workbook with long tables: some sheets have a stream after their stored rows.
#[derive(Default)]
pub struct StreamedBook<'a> {
    pub book: Book,
    /// The stream of each sheet, in the order of the sheets.
    pub streams: Vec<Option<RowStream<'a>>>,
}

impl StreamedBook<'_> {
    /// Returns the maximum number of decimal places in the streams.
    pub fn decimals(&self) -> u8 {
        self.streams.iter().flatten().map(|stream| stream.decimals).max().unwrap_or(0)
    }

    /// Returns the workbook with every row in its sheet, for inspection rather than writing.
    pub fn whole(self) -> Book {
        let mut book = self.book;
        for (sheet, stream) in book.sheets.iter_mut().zip(self.streams) {
            let columns = sheet.widths();
            for (stream, chunk) in stream
                .iter()
                .flat_map(|stream| stream.chunks().iter().map(move |chunk| (stream, *chunk)))
            {
                stream.render_chunk(chunk, &columns, &mut |row| sheet.rows.push(row));
            }
        }
        book
    }
}

/// Returns the maximum number of rows of a stream in a sheet with `held` stored rows.
pub(crate) const fn most_rows(held: u32) -> u32 {
    LAST.row + 1 - held
}

#[cfg(test)]
mod tests {
    use super::super::{Cell, Role, Sheet};
    use super::*;

    fn lines(counts: &[u32]) -> RowStream<'static> {
        let own = counts.to_vec();
        RowStream::new(counts.iter().copied(), move |line, sink| {
            (0..own[line]).for_each(|part| {
                sink(Row {
                    cells: vec![Cell::text(format!("{line}.{part}"), Role::Text)],
                    ..Row::default()
                });
            });
        })
    }

    fn shown(lines: RowStream<'_>) -> Vec<String> {
        let book = Book { sheets: vec![Sheet::default()], ..Book::default() };
        let whole = StreamedBook { book, streams: vec![Some(lines)] }.whole();
        whole.sheets[0].rows.iter().map(|row| format!("{:?}", row.cells[0].content)).collect()
    }

    #[test]
    fn every_entry_is_rendered_once_and_in_order() {
        let counts: Vec<u32> = (0..3000).map(|line| line % 4).collect();
        let made = lines(&counts);
        let rows: u32 = counts.iter().sum();
        assert!(made.chunks().len() > 3);
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
    fn rows_beyond_the_limit_continue_on_the_next_sheet() {
        let made = lines(&[600; 10]);
        let whole = shown(made.clone());
        let parts = made.parts(2500);
        assert!(
            parts.iter().all(|part| part.rows() <= 2500 && part.chunks()[0].row == 0),
            "{:?}",
            parts.iter().map(RowStream::rows).collect::<Vec<_>>()
        );
        assert_eq!(parts.into_iter().flat_map(shown).collect::<Vec<_>>(), whole);
    }
}
