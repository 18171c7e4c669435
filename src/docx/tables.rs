//! Builds tables, and the head and end of a document, which are tables without borders.

use super::markup::{Alignment, Cell, Indent, Margins, Paragraph, Row, Table};
use super::paragraphs::{
    TextStyle, before, length, paragraph_of_pieces, paragraph_of_text, rule, widest,
};
use super::twips;
use crate::letter::typography::TABLE;
use crate::letter::{Align, Closing, Column, Head, Line, Look, Piece};

/// Column widths of a head, in millimeters.
const HALVES: (u32, u32) = (63, 102);
/// Shading of headings and subheading rows.
const SHADE: &str = "E7E6E6";

/// Returns the head: issuing body, number and subject on the left; nation, motto and date on the
/// right.
pub(super) fn head(head: &Head) -> Table {
    let (left, right) = HALVES;
    let centre = |text: &str, style: TextStyle| paragraph_of_text(text, style, Alignment::Center);
    let mut own = vec![
        centre(&head.parent, TextStyle::plain(12.0)),
        centre(&head.body, TextStyle::plain(12.0).bold()),
        rule(left, widest(&head.body, 12.0).min(left) * 2 / 5),
    ];
    own.push(
        paragraph_of_pieces(&head.number, TextStyle::plain(13.0), Alignment::Center)
            .spaced(before(3)),
    );
    own.extend(
        head.about.as_deref().map(|about| {
            centre(&with_numbers_kept(about), TextStyle::plain(12.0)).spaced(before(6))
        }),
    );
    let nation = vec![
        centre(&head.nation, TextStyle::plain(12.0).bold()),
        centre(&head.motto, TextStyle::plain(13.0).bold()),
        rule(right, length(&head.motto, 13.0)),
        paragraph_of_pieces(&head.dated, TextStyle::plain(13.0).italic(), Alignment::Center)
            .spaced(before(3)),
    ];
    two_columns(HALVES, own, nation)
}

/// Keeps each number on one line with the word after it: *6 tháng*.
fn with_numbers_kept(text: &str) -> String {
    let mut is_after_digit = false;
    let letter = |letter: char| {
        let kept = if letter == ' ' && is_after_digit { '\u{a0}' } else { letter };
        is_after_digit = letter.is_ascii_digit();
        kept
    };
    text.chars().map(letter).collect()
}

/// Returns the end, on one page: recipients on the left, post and name of the signer on the right.
pub(super) fn closing(closing: &Closing) -> Table {
    let mut copies = vec![paragraph_of_text(
        &closing.label,
        TextStyle::plain(12.0).bold().italic(),
        Alignment::Left,
    )];
    let last = closing.recipients.len().saturating_sub(1);
    copies.extend(closing.recipients.iter().enumerate().map(|(place, recipient)| {
        let end = if place == last { "." } else { ";" };
        let hanging = Indent { left: twips(2), hanging: twips(2), ..Indent::default() };
        let piece = |text: &str| Piece { text: text.to_owned(), look: Look::Plain };
        let line = [&[piece("- ")], recipient.as_slice(), &[piece(end)]].concat();
        paragraph_of_pieces(&line, TextStyle::plain(11.0), Alignment::Left).indented(hanging)
    }));
    let style = TextStyle::plain(14.0).bold();
    let mut signer = vec![paragraph_of_pieces(&closing.post, style, Alignment::Center)];
    // space for seal and signature
    signer.extend((0..4).map(|_| paragraph_of_text("", style, Alignment::Center)));
    signer.extend(
        closing
            .agency_post
            .iter()
            .map(|post| paragraph_of_pieces(std::slice::from_ref(post), style, Alignment::Center)),
    );
    signer.push(paragraph_of_pieces(&closing.signer, style, Alignment::Center));
    two_columns((85, 80), copies, signer)
}

/// Returns a table of two columns without borders.
fn two_columns((left, right): (u32, u32), own: Vec<Paragraph>, other: Vec<Paragraph>) -> Table {
    let cells = [own, other].map(|paragraphs| Cell { paragraphs, ..Cell::default() }).into();
    Table {
        widths: vec![twips(left), twips(right)],
        rows: vec![Row { is_heading: false, cells }],
        ..Table::default()
    }
}

/// Maximum number of rows of a table that stays on one page.
const SHORT: usize = 10;

/// Returns a table with borders and headings that repeat on every page. A short table stays on one
/// page.
pub(super) fn table(table: &crate::letter::Table) -> Table {
    let head = Row { is_heading: true, cells: table.columns.iter().map(heading).collect() };
    let kept = if table.rows.len() <= SHORT { table.rows.len().saturating_sub(1) } else { 0 };
    let rows = table.rows.iter().enumerate().map(|(place, one)| row(table, one, place < kept));
    Table {
        widths: table.columns.iter().map(|column| twips(column.width)).collect(),
        is_centered: true,
        has_borders: true,
        margins: Margins { above_and_below: 30, beside: 100 },
        rows: std::iter::once(head).chain(rows).collect(),
    }
}

fn heading(column: &Column) -> Cell {
    let words =
        paragraph_of_text(&column.heading, TextStyle::plain(TABLE).bold(), Alignment::Center)
            .keep_next();
    Cell { shade: Some(SHADE), is_middle: true, paragraphs: vec![words] }
}

/// Returns a row, which may have to stay on the page of the next one.
fn row(table: &crate::letter::Table, row: &crate::letter::TableRow, keep_next: bool) -> Row {
    let cells = row.cells.iter().zip(&table.columns).map(|(line, column)| {
        let mut cell = cell(line, column, row.leads);
        cell.paragraphs.iter_mut().for_each(|paragraph| paragraph.keep_next |= keep_next);
        cell
    });
    Row { is_heading: false, cells: cells.collect() }
}

fn cell(line: &Line, column: &Column, leads: bool) -> Cell {
    let style = if leads { TextStyle::plain(TABLE).bold() } else { TextStyle::plain(TABLE) };
    let alignment = match column.align {
        Align::Left => Alignment::Left,
        Align::Center => Alignment::Center,
        Align::Right => Alignment::Right,
    };
    Cell {
        shade: leads.then_some(SHADE),
        is_middle: false,
        paragraphs: vec![paragraph_of_pieces(line, style, alignment)],
    }
}
