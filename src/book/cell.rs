//! Cells: content, role, note and link.

use crate::model::highlight::Highlight;
use crate::model::origin::CellRef;
use chrono::NaiveDate;
use rust_decimal::Decimal;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    pub content: Content,
    pub style: Style,
    pub note: Option<String>,
    pub link: Option<Link>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub enum Content {
    #[default]
    Blank,
    /// Text, never interpreted as a formula.
    Text(String),
    Number(Decimal),
    /// A date.
    Day(NaiveDate),
    /// A formula in international notation without `=`, with its stored result: other programs read
    /// a formula without one as 0.
    Formula {
        expr: String,
        result: Value,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Number(Decimal),
    Text(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// A cell of this workbook: sheet and cell.
    Within(String, CellRef),
    /// A file, relative to the workbook's folder, with `/`.
    File(String),
}

/// The appearance of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Style {
    pub role: Role,
    /// A color whose meaning the cell also states by a word or a sign.
    pub tone: Highlight,
    pub decimals: u8,
    /// Indentation of a text, in steps.
    pub indent: u8,
}

/// What a cell is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Role {
    /// Outside any table: left aligned, without border or wrapping.
    #[default]
    Loose,
    /// Outside any table, wrapped to its width.
    Paragraph,
    /// The body above the issuing one, centered (Nghị định 30/2020, phụ lục I).
    Parent,
    /// The issuing body, centered, bold, capitals.
    Body,
    /// The national title, centered, bold, capitals.
    Nation,
    /// The motto, centered, bold, underlined.
    Motto,
    /// Place and date, centered, italic.
    Dated,
    /// A document's title, centered, bold, large.
    Title,
    /// The line below the title, centered.
    Subtitle,
    /// A section's heading outside a table, bold.
    Section,
    /// A small remark, italic.
    Remark,
    KeyName,
    /// A key figure, large and bold.
    KeyFigure,
    /// A table's column heading: bold, centered, wrapped, shaded.
    Heading,
    /// The name of a narrow column above its heading, rotated upright.
    Upright,
    /// The heading row of a group in a table, bold, shaded.
    Group,
    /// Text in a table, wrapped, top aligned.
    Text,
    /// A code or a word in a table, centered, top aligned.
    Code,
    /// A sign in a table of signs, centered both ways.
    Mark,
    /// A count in a table, right aligned, thousands separated.
    Number,
    /// A decimal figure such as a share, right aligned, one decimal.
    Share,
    /// A date in a table, `dd/mm/yyyy`, centered.
    Day,
    /// A total, bold, right aligned, thousands separated.
    Total,
    /// The label of a row of totals, bold.
    TotalName,
    /// A label of the form, locked.
    Label,
    /// An answer filled in by the office, locked.
    Given,
    /// A text the unit fills in: unlocked, pale, wrapped.
    Answer,
    /// A count the unit fills in.
    AnswerNumber,
    /// A date the unit fills in.
    AnswerDay,
    /// A code or a choice the unit fills in, centered.
    AnswerChoice,
    /// Text in place of a count, wrapped.
    AmissNumber,
    /// Text in place of a date, wrapped.
    AmissDay,
}

impl Style {
    pub const fn highlighted(role: Role, tone: Highlight) -> Self {
        Self { role, tone, decimals: 0, indent: 0 }
    }

    /// Returns the style of a number with decimal places.
    pub fn with_decimals(role: Role, decimals: u32) -> Self {
        Self { decimals: u8::try_from(decimals).unwrap_or(u8::MAX), ..role.into() }
    }
}

impl From<Role> for Style {
    fn from(role: Role) -> Self {
        Self { role, ..Self::default() }
    }
}

impl Cell {
    pub fn text(text: impl Into<String>, style: impl Into<Style>) -> Self {
        let text = text.into();
        let content = if text.is_empty() { Content::Blank } else { Content::Text(text) };
        Self { content, style: style.into(), ..Self::default() }
    }

    pub fn number(number: impl Into<Decimal>, style: impl Into<Style>) -> Self {
        Self { content: Content::Number(number.into()), style: style.into(), ..Self::default() }
    }

    pub fn day(day: NaiveDate, style: impl Into<Style>) -> Self {
        Self { content: Content::Day(day), style: style.into(), ..Self::default() }
    }

    pub fn formula(expr: impl Into<String>, result: Value, style: impl Into<Style>) -> Self {
        Self {
            content: Content::Formula { expr: expr.into(), result },
            style: style.into(),
            ..Self::default()
        }
    }

    pub fn blank(style: impl Into<Style>) -> Self {
        Self { style: style.into(), ..Self::default() }
    }

    pub(crate) fn leading_to(mut self, link: Link) -> Self {
        self.link = Some(link);
        self
    }

    pub fn noted(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }
}
