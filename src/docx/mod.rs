//! Writes a letter as a `.docx` file. Only this module knows the file format, fonts and margins,
//! which follow Nghị định 30/2020/NĐ-CP, phụ lục I. The same letter gives the same bytes, because
//! the only time written is the letter's own date.

mod chart;
mod markup;
mod package;
mod paragraphs;
mod tables;

use crate::error::Error;
use crate::letter::{Block, Letter, Part};
use crate::outcome::BarChart;
use crate::text::Lang;
use markup::{Drawing, Paragraph, Section, Table, Xml};

/// The only font.
const FONT: &str = "Times New Roman";
/// Default size, in points.
const SIZE: f64 = 14.0;
/// Twentieths of a point in a millimeter, times 100, rounded up so that no margin is less than asked.
const TWIPS_100: u32 = 5670;
/// Short and long side of A4.
const PAPER: (u32, u32) = (11_906, 16_838);
/// Height of the paragraph that ends a part, small enough to fit after a table that fills the page.
const MIN_HEIGHT: u32 = 20;

/// Writes a letter.
///
/// # Errors
///
/// Returns [`Error::Letter`] if it cannot be packed.
pub fn write(letter: &Letter) -> Result<Vec<u8>, Error> {
    let document = Xml::part("w:document", &[package::MAIN, package::RELATION], |xml| {
        xml.element("w:body", &[], |xml| body(letter, xml));
    });
    let blocks = letter.parts.iter().flat_map(|part| &part.blocks);
    let charts = blocks.filter_map(|block| match block {
        Block::Chart(chart) => Some(chart::part(chart, letter.lang)),
        _ => None,
    });
    package::pack(letter, &document, &charts.collect::<Vec<_>>())
}

/// Writes the parts as sections. The properties of the last section end the body; those of the
/// others are in a paragraph.
fn body(letter: &Letter, xml: &mut Xml) {
    let end = paragraphs::space(MIN_HEIGHT);
    let mut charts = Charts { lang: letter.lang, count: 0 };
    for (place, part) in letter.parts.iter().enumerate() {
        let blocks = written_blocks(part, &mut charts);
        for block in &blocks {
            block.write(xml);
        }
        let section = section(part);
        if place + 1 < letter.parts.len() {
            section.end(&end, xml);
        } else {
            if !matches!(blocks.last(), Some(WrittenBlock::Paragraph(_))) {
                end.write(xml);
            }
            section.write(xml);
        }
    }
}

/// Converts millimeters to twentieths of a point.
const fn twips(millimeters: u32) -> u32 {
    (millimeters * TWIPS_100).div_ceil(100)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size of type")]
const fn half_points(size: f64) -> u32 {
    (size * 2.0) as u32
}

const fn section(part: &Part) -> Section {
    let (short, long) = PAPER;
    Section {
        paper: if part.landscape { (long, short) } else { (short, long) },
        top: twips(20),
        right: twips(15),
        bottom: twips(20),
        left: twips(30),
        edge: twips(10),
        header: package::HEADER,
    }
}

/// A block as written: a paragraph or a table.
enum WrittenBlock {
    Paragraph(Paragraph),
    Table(Table),
}

impl WrittenBlock {
    fn write(&self, xml: &mut Xml) {
        match self {
            Self::Paragraph(paragraph) => paragraph.write(xml),
            Self::Table(table) => table.write(xml),
        }
    }
}

/// Numbers the charts of a document.
struct Charts {
    lang: Lang,
    count: usize,
}

impl Charts {
    /// Returns a chart below its title.
    fn add(&mut self, chart: &BarChart) -> [Paragraph; 2] {
        self.count += 1;
        let drawing = Drawing {
            number: self.count,
            relation: package::chart_relation(self.count),
            alt: chart::in_words(chart, self.lang),
            size: chart::size(chart),
        };
        paragraphs::drawing(chart.title.in_lang(self.lang), drawing)
    }
}

/// Returns the blocks of a part. A paragraph before a table, or before the signature, stays on its
/// page.
fn written_blocks(part: &Part, charts: &mut Charts) -> Vec<WrittenBlock> {
    let mut all: Vec<WrittenBlock> = Vec::new();
    for block in &part.blocks {
        if let (Block::Table(_) | Block::Closing(_), Some(before)) = (block, all.last_mut()) {
            if let WrittenBlock::Paragraph(before) = before {
                before.keep_next = true;
            }
            // programs join two adjacent tables
            let height = if matches!(block, Block::Table(_)) { 80 } else { 240 };
            all.push(WrittenBlock::Paragraph(paragraphs::space(height).keep_next()));
        }
        all.extend(pieces(block, charts));
    }
    all
}

fn pieces(block: &Block, charts: &mut Charts) -> Vec<WrittenBlock> {
    let paragraphs = |all: Vec<Paragraph>| all.into_iter().map(WrittenBlock::Paragraph).collect();
    match block {
        Block::Head(head) => vec![WrittenBlock::Table(tables::head(head))],
        Block::Addressees { label, names } => paragraphs(paragraphs::addressees(label, names)),
        Block::Paragraph(role, line) => paragraphs(paragraphs::paragraphs_of_role(*role, line)),
        Block::Table(table) => vec![WrittenBlock::Table(tables::table(table))],
        Block::Chart(chart) => paragraphs(charts.add(chart).into()),
        Block::Closing(closing) => vec![WrittenBlock::Table(tables::closing(closing))],
    }
}

#[cfg(test)]
mod tests;
