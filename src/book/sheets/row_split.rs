//! Divides long text in a table over several rows, which repeat the unit, because the height of a
//! row is limited and text beyond it is not printed.

use super::context::SheetContext;
use crate::book::{Cell, Content, Role, Row, RowStream, Sheet, measure};
use crate::text::Text;
use rayon::prelude::*;
use std::sync::Arc;

/// Maximum number of lines of a row. More would be possible, but short rows fill a page better and
/// a screen scrolls by rows.
const MOST: u32 = 16;

/// Lays out a row of a table, given its index and the number of its links.
pub(super) type RenderRow<'a> = dyn Fn(usize, usize) -> Row + Send + Sync + 'a;

/// Returns the rows of a table, with long text divided. The frozen columns are repeated; the last
/// links to the file.
pub(super) fn stream<'a>(
    context: &SheetContext<'a>,
    sheet: &Sheet,
    count: usize,
    render: Arc<RenderRow<'a>>,
) -> RowStream<'a> {
    let (keys, widths) = (sheet.freeze.map_or(0, |at| at.col as usize), sheet.widths());
    let of = move |row: &Row| rows_of(row, keys, &widths);
    let counts: Vec<u32> = (0..count).into_par_iter().map(|line| of(&render(line, 0))).collect();
    let leading = super::link_limit::per_row(counts.iter().map(|count| *count as usize).sum());
    let (word, widths) = (context.say(Text::new("(tiếp)", "(continued)")), sheet.widths());
    RowStream::new(counts, move |line, take| {
        let row = render(line, leading);
        if rows_of(&row, keys, &widths) == 1 {
            take(row);
        } else {
            rows(&row, keys, &widths, word).into_iter().for_each(take);
        }
    })
}

/// Returns the number of rows that a row becomes.
fn rows_of(row: &Row, keys: usize, widths: &[f64]) -> u32 {
    let cells = row.cells.iter().zip(widths).enumerate();
    let most = cells
        .map(|(col, (cell, width))| parts(cell, *width, col < keys).len())
        .max()
        .unwrap_or(0)
        .max(1);
    u32::try_from(most).unwrap_or(u32::MAX)
}

fn rows(row: &Row, keys: usize, widths: &[f64], word: &str) -> Vec<Row> {
    let parts: Vec<Vec<String>> = row
        .cells
        .iter()
        .zip(widths)
        .enumerate()
        .map(|(col, (cell, width))| parts(cell, *width, col < keys))
        .collect();
    let last = row.cells.len().saturating_sub(1);
    let count = parts.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let cell = |at: usize, col: usize, cell: &Cell| {
        let own = parts.get(col).filter(|parts| !parts.is_empty());
        match own.map(|parts| parts.get(at)) {
            Some(part) => Cell {
                content: part.map_or(Content::Blank, |part| Content::Text(part.clone())),
                ..cell.clone()
            },
            None if at == 0 || col < keys => cell.clone(),
            None if col == last => Cell { content: Content::Text(word.to_owned()), ..cell.clone() },
            None => Cell::blank(cell.style),
        }
    };
    let one = |at: usize| row.cells.iter().enumerate().map(|(col, of)| cell(at, col, of)).collect();
    (0..count)
        .map(|at| Row { cells: one(at), breaks_page: row.breaks_page && at == 0, ..row.clone() })
        .collect()
}

/// Returns the parts of a cell's text; none if it need not be divided.
fn parts(cell: &Cell, width: f64, is_key: bool) -> Vec<String> {
    let parts = match &cell.content {
        Content::Text(text)
            if cell.style.role == Role::Text
                && !is_key
                && !measure::is_short(text, Role::Text, width, MOST) =>
        {
            measure::parts(text, Role::Text, width, MOST)
        }
        _ => Vec::new(),
    };
    if parts.len() > 1 { parts } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(words: &str) -> Row {
        let cells = vec![
            Cell::text("A", Role::Code),
            Cell::text(words, Role::Text),
            Cell::text("ngắn", Role::Text),
            Cell::text("Nhiệm vụ!E6", Role::Code),
        ];
        Row { cells, ..Row::default() }
    }

    fn divided(words: &str) -> Vec<[String; 4]> {
        let seen = |cell: &Cell| {
            if let Content::Text(text) = &cell.content { text.clone() } else { String::new() }
        };
        rows(&row(words), 1, &[8.0, 40.0, 20.0, 12.0], "(tiếp)")
            .iter()
            .map(|row| std::array::from_fn(|col| row.cells.get(col).map(seen).unwrap_or_default()))
            .collect()
    }

    #[test]
    fn short_text_stays_in_one_row() {
        assert_eq!(divided("một dòng"), [["A", "một dòng", "ngắn", "Nhiệm vụ!E6"]]);
    }

    #[test]
    fn long_text_continues_in_further_rows_without_loss() {
        let long = "Đã tổ chức tuyên truyền, diễn tập theo kế hoạch. ".repeat(60);
        let rows = divided(&long);
        assert!(rows.len() > 1);
        for (place, [key, words, beside, at]) in rows.iter().enumerate() {
            assert!(
                measure::lines(words, Role::Text, 40.0 * 5.25) <= MOST
                    && words.ends_with("kế hoạch."),
                "{words}"
            );
            let (first, where_from) =
                if place == 0 { ("ngắn", "Nhiệm vụ!E6") } else { ("", "(tiếp)") };
            assert_eq!((key.as_str(), beside.as_str(), at.as_str()), ("A", first, where_from));
        }
        let joined: Vec<&str> = rows.iter().map(|[_, words, ..]| words.as_str()).collect();
        assert_eq!(joined.join(" "), long.trim_end());
    }
}
