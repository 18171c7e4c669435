//! Writes rows as markup: cells with style numbers, inline texts, formulas with results.

use super::super::cells::serial;
use super::super::links::address;
use super::super::words::{fitting, shortened};
use super::text::{attribute, digits, escaped, number};
use crate::book::{Cell, Content, Highlight, Link, Role, Row, Style, Value};
use crate::error::Error;
use crate::model::date::written_vi;
use crate::model::origin::CellRef;

/// Roles used in streamed rows.
const ROLES: [Role; 12] = [
    Role::Section,
    Role::Remark,
    Role::Heading,
    Role::Group,
    Role::Text,
    Role::Code,
    Role::Mark,
    Role::Number,
    Role::Share,
    Role::Day,
    Role::Total,
    Role::TotalName,
];
/// Index offset per number of decimal places; larger than the number of other styles.
const STYLES_PER_DECIMALS: usize = 1024;
const TONES: [Highlight; 6] = [
    Highlight::None,
    Highlight::Good,
    Highlight::Watch,
    Highlight::Bad,
    Highlight::Busy,
    Highlight::Muted,
];
/// Default height of a row, in points.
pub(super) const DEFAULT_HEIGHT: f64 = 15.0;
/// Maximum outline level and row height.
const MAX_LEVEL: u8 = 7;
const MAX_HEIGHT: f64 = 409.0;
/// Maximum length of an address written as a link.
const MAX_ADDRESS: usize = 2000;

/// Returns the styles of streamed rows, each without and with a link, including numbers with up to
/// `decimals` places.
pub(super) fn styles(decimals: u8) -> impl Iterator<Item = (Style, bool)> {
    let whole = ROLES.into_iter().flat_map(|role| TONES.map(|tone| Style::highlighted(role, tone)));
    let broken = (1..=decimals).map(|places| Style::with_decimals(Role::Number, places.into()));
    whole.chain(broken).flat_map(|style| [(style, false), (style, true)])
}

/// Style numbers of the file, in the form written in a cell.
#[derive(Default)]
pub(super) struct Numbers(Vec<Option<Vec<u8>>>);

impl Numbers {
    /// Assigns the numbers in the order of [`styles`].
    pub(super) fn new(numbers: &[u32], decimals: u8) -> Self {
        let mut all = Vec::new();
        for ((style, linked), number) in styles(decimals).zip(numbers) {
            let place = place(style, linked);
            if all.len() <= place {
                all.resize(place + 1, None);
            }
            if let Some(own) = all.get_mut(place) {
                *own = Some(format!("\" s=\"{number}\"").into_bytes());
            }
        }
        Self(all)
    }

    fn get(&self, style: Style, linked: bool) -> Result<&[u8], Error> {
        let number = self.0.get(place(style, linked)).and_then(Option::as_deref);
        number.ok_or_else(|| super::failed(format!("{:?} in a line", style.role)))
    }
}

const fn place(style: Style, linked: bool) -> usize {
    let whole = (style.role as usize * TONES.len() + style.tone as usize) * 2 + linked as usize;
    style.decimals as usize * STYLES_PER_DECIMALS + whole
}

/// Rows as markup, and their data for other parts of the file.
#[derive(Default)]
pub(super) struct Written {
    pub(super) rows: Vec<u8>,
    /// Links of the cells, and their targets.
    pub(super) links: Vec<u8>,
    pub(super) targets: Vec<u8>,
    /// Notes of the cells.
    pub(super) notes: Vec<(CellRef, String)>,
    /// Height of each row, in pixels.
    pub(super) heights: Vec<u16>,
    /// Rows that begin a page.
    pub(super) breaks: Vec<u32>,
}

pub(super) struct Writer<'n> {
    numbers: &'n Numbers,
    letters: &'n [Vec<u8>],
    /// Index of the next row, and its number as written.
    row: u32,
    number: Vec<u8>,
    written: Written,
}

impl<'n> Writer<'n> {
    /// Creates a writer that starts at a row, with the letters of the columns.
    pub(super) fn new(numbers: &'n Numbers, letters: &'n [Vec<u8>], row: u32) -> Self {
        Self { numbers, letters, row, number: Vec::new(), written: Written::default() }
    }

    pub(super) fn finish(self) -> Written {
        self.written
    }

    /// Writes a row.
    pub(super) fn row(&mut self, row: &Row) -> Result<(), Error> {
        let height = row.height.map_or(DEFAULT_HEIGHT, |height| height.clamp(1.0, MAX_HEIGHT));
        self.number.clear();
        digits(&mut self.number, u64::from(self.row) + 1);
        let out = &mut self.written.rows;
        out.extend(b"<row r=\"");
        out.extend(&self.number);
        out.push(b'"');
        if (height - DEFAULT_HEIGHT).abs() > 0.01 {
            out.extend(b" ht=\"");
            out.extend(height.to_string().as_bytes());
            out.extend(b"\" customHeight=\"1\"");
        }
        if row.level > 0 {
            out.extend(b" outlineLevel=\"");
            digits(out, row.level.min(MAX_LEVEL).into());
            out.push(b'"');
        }
        out.push(b'>');
        for (col, cell) in (0..).zip(&row.cells) {
            self.cell(col, cell)?;
        }
        self.written.rows.extend(b"</row>");
        self.written.heights.push(pixels(height));
        if row.breaks_page && self.row > 0 {
            self.written.breaks.push(self.row);
        }
        self.row += 1;
        Ok(())
    }

    fn cell(&mut self, col: u32, cell: &Cell) -> Result<(), Error> {
        if cell.content == Content::Blank
            && cell.style == Style::default()
            && cell.note.is_none()
            && cell.link.is_none()
        {
            return Ok(());
        }
        let letters = self
            .letters
            .get(col as usize)
            .ok_or_else(|| super::failed("a cell beside the columns"))?;
        let out = &mut self.written.rows;
        out.extend(b"<c r=\"");
        out.extend(letters);
        out.extend(&self.number);
        out.extend(self.numbers.get(cell.style, cell.link.is_some())?);
        content(out, &cell.content);
        if let Some(link) = &cell.link {
            self.link(col, link);
        }
        if let Some(note) = &cell.note {
            self.written
                .notes
                .push((CellRef::new(self.row, col), shortened(note, super::notes::MAX_CHARS)));
        }
        Ok(())
    }

    fn link(&mut self, col: u32, link: &Link) {
        let at = CellRef::new(self.row, col).to_string();
        let Written { links, targets, .. } = &mut self.written;
        match link {
            Link::Within(sheet, cell) => {
                links.extend(format!("<hyperlink ref=\"{at}\" location=\"'").as_bytes());
                attribute(links, &sheet.replace('\'', "''"));
                links.extend(format!("'!{cell}\"/>").as_bytes());
            }
            Link::File(path) => {
                let address = address(path);
                // spreadsheets cannot open longer addresses; the cell still shows the path
                if address.len() <= MAX_ADDRESS {
                    links.extend(format!("<hyperlink ref=\"{at}\" r:id=\"{at}\"/>").as_bytes());
                    targets.extend(
                        format!(
                            "<Relationship Id=\"{at}\" Type=\"{}/hyperlink\" Target=\"",
                            super::RELATION
                        )
                        .as_bytes(),
                    );
                    attribute(targets, &address);
                    targets.extend(b"\" TargetMode=\"External\"/>");
                }
            }
        }
    }
}

/// Writes the content of a cell after its reference and style.
fn content(out: &mut Vec<u8>, content: &Content) {
    match content {
        Content::Blank => out.extend(b"/>"),
        Content::Text(text) => inline(out, text),
        Content::Number(value) => {
            out.extend(b"><v>");
            number(out, *value);
            out.extend(b"</v></c>");
        }
        Content::Day(day) => match serial(*day) {
            Some(serial) => out.extend(format!("><v>{serial}</v></c>").as_bytes()),
            None => inline(out, &written_vi(*day)),
        },
        Content::Formula { expr, result } => {
            let is_text = matches!(result, Value::Text(_));
            out.extend(if is_text { &b" t=\"str\"><f>"[..] } else { b"><f>" });
            escaped(out, expr);
            out.extend(b"</f><v>");
            match result {
                Value::Number(value) => number(out, *value),
                Value::Text(text) => escaped(out, &fitting(text)),
            }
            out.extend(b"</v></c>");
        }
    }
}

fn inline(out: &mut Vec<u8>, text: &str) {
    let keeps_spaces = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
    let begin: &[u8] = if keeps_spaces {
        b" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
    } else {
        b" t=\"inlineStr\"><is><t>"
    };
    out.extend(begin);
    escaped(out, &fitting(text));
    out.extend(b"</t></is></c>");
}

/// Returns a height in pixels at 96 dpi.
pub(super) fn pixels(height: f64) -> u16 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a row's height, clamped"
    )]
    let whole = (height * 4.0 / 3.0).round().clamp(0.0, 1000.0) as u16;
    whole
}
