//! A letter as the bytes of a `.docx` file. The only module that knows the writing library, fonts and margins; they are those of
//! Nghị định 30/2020/NĐ-CP, phụ lục I.
//!
//! Two writes of one letter give the same bytes: the only time written is the letter's own day.

mod finish;
mod paragraphs;
mod tables;

use crate::error::Error;
use crate::letter::{Block, Letter, Part};
use docx_rs::{
    AlignmentType, Docx, Header, LineSpacing, PageMargin, PageNum, PageNumType, PageOrientationType, PageSize, Paragraph, RunFonts,
    Section, Table,
};

/// The only font.
const FONT: &str = "Times New Roman";
/// Twentieths of a point in a millimetre, times 100.
const TWIPS_100: u32 = 5669;
/// A4, its short and its long side.
const PAPER: (u32, u32) = (11_906, 16_838);

/// Writes a letter.
///
/// # Errors
///
/// [`Error::Letter`] where the library cannot pack it.
pub fn write(letter: &Letter) -> Result<Vec<u8>, Error> {
    // the library numbers a document's paragraphs on from those its thread wrote before; on a thread of its own a letter is the
    // same bytes whatever was written before it
    let written = std::thread::scope(|scope| scope.spawn(|| on_this_thread(letter)).join());
    written.unwrap_or_else(|_| Err(Error::Letter(letter.title.clone())))
}

fn on_this_thread(letter: &Letter) -> Result<Vec<u8>, Error> {
    let day = letter.created.format("%Y-%m-%dT00:00:00Z").to_string();
    let fonts = RunFonts::new().ascii(FONT).hi_ansi(FONT).cs(FONT).east_asia(FONT);
    let mut docx = Docx::new()
        .default_fonts(fonts)
        .default_size(paragraphs::half_points(14.0))
        .default_line_spacing(LineSpacing::new().before(0).after(0).line(240))
        .created_at(&day)
        .updated_at(&day);
    // a section inherits its header from the one before it
    let mut header = Some(page_number());
    let count = letter.parts.len();
    for (place, part) in letter.parts.iter().enumerate() {
        docx = if place + 1 < count { inner(docx, part, header.take()) } else { last(docx, part, header.take()) };
    }
    finish::finish(letter, docx.build())
}

/// Millimetres in the file's units.
const fn twips(millimetres: u32) -> u32 {
    millimetres * TWIPS_100 / 100
}

/// The page's number, in the middle of the top margin; the first page shows none.
fn page_number() -> Header {
    let number = Paragraph::new().align(AlignmentType::Center).add_page_num(PageNum::new());
    Header::new().add_paragraph(number)
}

fn margins() -> PageMargin {
    let side = |millimetres| twips(millimetres).cast_signed();
    PageMargin { top: side(20), bottom: side(20), left: side(30), right: side(15), header: side(10), footer: side(10), gutter: 0 }
}

const fn paper(part: &Part) -> (u32, u32, PageOrientationType) {
    let (short, long) = PAPER;
    if part.landscape { (long, short, PageOrientationType::Landscape) } else { (short, long, PageOrientationType::Portrait) }
}

/// A part that another follows.
fn inner(docx: Docx, part: &Part, header: Option<Header>) -> Docx {
    let (width, height, orientation) = paper(part);
    let size = PageSize::new().size(width, height);
    let mut section = Section::new().page_size(size).page_orient(orientation).page_margin(margins()).title_pg();
    section = section.page_num_type(PageNumType::new().start(1));
    for piece in laid(part) {
        section = match piece {
            Laid::Paragraph(paragraph) => section.add_paragraph(*paragraph),
            Laid::Table(table) => section.add_table(*table),
        };
    }
    docx.add_section(match header {
        Some(header) => section.header(header),
        None => section,
    })
}

/// The last part, or the only one.
fn last(docx: Docx, part: &Part, header: Option<Header>) -> Docx {
    let (width, height, orientation) = paper(part);
    let mut docx = docx.page_size(width, height).page_orient(orientation).page_margin(margins()).title_pg();
    docx = docx.page_num_type(PageNumType::new().start(1));
    for piece in laid(part) {
        docx = match piece {
            Laid::Paragraph(paragraph) => docx.add_paragraph(*paragraph),
            Laid::Table(table) => docx.add_table(*table),
        };
    }
    match header {
        Some(header) => docx.header(header),
        None => docx,
    }
}

/// A block as the library has it.
enum Laid {
    Paragraph(Box<Paragraph>),
    Table(Box<Table>),
}

/// The blocks of a part; what leads to a table stays with it.
fn laid(part: &Part) -> Vec<Laid> {
    let mut all: Vec<Laid> = Vec::new();
    for block in &part.blocks {
        if let (Block::Table(_), Some(Laid::Paragraph(before))) = (block, all.last_mut()) {
            **before = std::mem::take(&mut **before).keep_next(true);
            all.push(Laid::Paragraph(Box::new(paragraphs::space(80).keep_next(true))));
        }
        all.extend(pieces(block));
    }
    all
}

fn pieces(block: &Block) -> Vec<Laid> {
    let paragraphs = |all: Vec<Paragraph>| all.into_iter().map(|one| Laid::Paragraph(Box::new(one))).collect();
    match block {
        Block::Head(head) => vec![Laid::Table(Box::new(tables::head(head)))],
        Block::Addressees { label, names } => paragraphs(paragraphs::addressees(label, names)),
        Block::Paragraph(role, line) => paragraphs(paragraphs::of_role(*role, line)),
        Block::Table(table) => vec![Laid::Table(Box::new(tables::table(table)))],
        Block::Closing(closing) => vec![Laid::Paragraph(Box::new(paragraphs::space(240))), Laid::Table(Box::new(tables::closing(closing)))],
    }
}

#[cfg(test)]
mod tests;
