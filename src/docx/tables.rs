//! Tables, and the two parts of a document that stand in tables without borders.

use super::paragraphs::{Face, before, length, of_pieces, of_text_in, rule};
use super::twips;
use crate::letter::face::TABLE;
use crate::letter::{Align, Closing, Column, Head, Line, Row};
use docx_rs::{
    AlignmentType, HeightRule, Paragraph, Shading, SpecialIndentType, Table, TableAlignmentType, TableCell, TableCellMargins,
    TableLayoutType, TableRow, VAlignType, WidthType,
};

/// The widths of the two halves of a head, in millimetres.
const HALVES: (u32, u32) = (63, 102);
/// The shade of headings and of rows that lead.
const SHADE: &str = "E7E6E6";
/// The mark of a row that is repeated on every page; `finish` makes it what the library has no word for.
pub(super) const REPEATED: f32 = 1.0;

/// The head: issuing body, number and subject on the left, nation, motto and date on the right.
pub(super) fn head(head: &Head) -> Table {
    let (left, right) = HALVES;
    let centre = |text: &str, face: Face| of_text_in(text, face, AlignmentType::Center);
    let mut own = vec![centre(&head.parent, Face::plain(12.0)), centre(&head.body, Face::plain(12.0).bold()), rule(left, left * 2 / 5)];
    own.push(of_pieces(&head.number, Face::plain(13.0), AlignmentType::Center).line_spacing(before(3)));
    own.extend(head.about.as_deref().map(|about| centre(about, Face::plain(12.0)).line_spacing(before(6))));
    let nation = vec![
        centre(&head.nation, Face::plain(12.0).bold()),
        centre(&head.motto, Face::plain(13.0).bold()),
        rule(right, length(&head.motto, 13.0)),
        of_pieces(&head.dated, Face::plain(13.0).italic(), AlignmentType::Center).line_spacing(before(3)),
    ];
    two(HALVES, own, nation)
}

/// Recipients on the left, post and name of the signer on the right, on one page.
pub(super) fn closing(closing: &Closing) -> Table {
    let mut copies = vec![of_text_in(&closing.label, Face::plain(12.0).bold().italic(), AlignmentType::Left)];
    let last = closing.recipients.len().saturating_sub(1);
    copies.extend(closing.recipients.iter().enumerate().map(|(place, recipient)| {
        let end = if place == last { "." } else { ";" };
        let hanging = Some(SpecialIndentType::Hanging(twips(2).cast_signed()));
        of_text_in(&format!("- {recipient}{end}"), Face::plain(11.0), AlignmentType::Left).indent(
            Some(twips(2).cast_signed()),
            hanging,
            None,
            None,
        )
    }));
    let face = Face::plain(14.0).bold();
    let mut signer = vec![of_pieces(&closing.post, face, AlignmentType::Center)];
    // room for seal and signature
    signer.extend((0..4).map(|_| of_text_in("", face, AlignmentType::Center)));
    signer.push(of_pieces(&closing.signer, face, AlignmentType::Center));
    two((85, 80), copies, signer)
}

/// Two columns without borders.
fn two((left, right): (u32, u32), own: Vec<Paragraph>, other: Vec<Paragraph>) -> Table {
    let cell = |width: u32, paragraphs: Vec<Paragraph>| {
        let cell = TableCell::new().width(twips(width) as usize, WidthType::Dxa).vertical_align(VAlignType::Top);
        paragraphs.into_iter().fold(cell, TableCell::add_paragraph)
    };
    let row = TableRow::new(vec![cell(left, own), cell(right, other)]).cant_split();
    Table::without_borders(vec![row])
        .set_grid(vec![twips(left) as usize, twips(right) as usize])
        .width(twips(left + right) as usize, WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(0, 0, 0, 0))
}

/// A table with borders, its headings repeated on every page.
pub(super) fn table(table: &crate::letter::Table) -> Table {
    let widths: Vec<usize> = table.columns.iter().map(|column| twips(column.width) as usize).collect();
    let headings = table.columns.iter().map(heading).collect();
    let head = TableRow::new(headings).cant_split().row_height(REPEATED).height_rule(HeightRule::AtLeast);
    let rows = std::iter::once(head).chain(table.rows.iter().map(|one| row(table, one))).collect();
    Table::new(rows)
        .width(widths.iter().sum(), WidthType::Dxa)
        .set_grid(widths)
        .align(TableAlignmentType::Center)
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(30, 100, 30, 100))
}

fn heading(column: &Column) -> TableCell {
    let words = of_text_in(&column.heading, Face::plain(TABLE).bold(), AlignmentType::Center).keep_next(true);
    TableCell::new()
        .width(twips(column.width) as usize, WidthType::Dxa)
        .vertical_align(VAlignType::Center)
        .shading(Shading::new().fill(SHADE))
        .add_paragraph(words)
}

fn row(table: &crate::letter::Table, row: &Row) -> TableRow {
    let cells = row.cells.iter().zip(&table.columns).map(|(line, column)| cell(line, column, row.leads));
    TableRow::new(cells.collect()).cant_split()
}

fn cell(line: &Line, column: &Column, leads: bool) -> TableCell {
    let face = if leads { Face::plain(TABLE).bold() } else { Face::plain(TABLE) };
    let align = match column.align {
        Align::Left => AlignmentType::Left,
        Align::Centre => AlignmentType::Center,
        Align::Right => AlignmentType::Right,
    };
    let cell = TableCell::new().width(twips(column.width) as usize, WidthType::Dxa).add_paragraph(of_pieces(line, face, align));
    if leads { cell.shading(Shading::new().fill(SHADE)) } else { cell }
}
