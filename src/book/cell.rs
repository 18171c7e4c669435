//! Cells: content, role, note and link.

use crate::model::highlight::Highlight;
use crate::model::origin::CellRef;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// A cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// Its content.
    pub content: Content,
    /// Its role.
    pub style: Style,
    /// A note on it.
    pub note: Option<String>,
    /// Its link.
    pub link: Option<Link>,
}

/// Content of a cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Content {
    /// Nothing.
    #[default]
    Blank,
    /// Text; never taken as a formula.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A day.
    Day(NaiveDate),
    /// A formula, in the international notation without its `=`, with its result: a formula without one reads as 0 elsewhere.
    Formula {
        /// The formula.
        expr: String,
        /// Its result.
        result: Value,
    },
}

/// The result of a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A number.
    Number(Decimal),
    /// A text.
    Text(String),
}

/// Target of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// A cell of this workbook: sheet and cell.
    Within(String, CellRef),
    /// A file, relative to the workbook's folder, with `/`.
    File(String),
}

/// Role of a cell, which determines its appearance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Style {
    /// Its role.
    pub role: Role,
    /// A color with a meaning that the cell also states in words or by a sign.
    pub tone: Highlight,
    /// Decimal places of a number.
    pub decimals: u8,
}

/// A cell's role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Role {
    /// Outside any table: left aligned, no border, does not wrap.
    #[default]
    Loose,
    /// Outside any table, wrapped over its width.
    Paragraph,
    /// The body above the issuing one, centred (Nghị định 30/2020, phụ lục I).
    Parent,
    /// The issuing body, centred, bold, capitals.
    Body,
    /// The national title, centred, bold, capitals.
    Nation,
    /// The motto, centred, bold, underlined.
    Motto,
    /// Place and date, centred, italic.
    Dated,
    /// A document's title, centred, bold, large.
    Title,
    /// The line below the title, centred.
    Subtitle,
    /// A section's heading outside a table, bold.
    Section,
    /// A small remark, italic.
    Remark,
    /// A key figure's name.
    KeyName,
    /// A key figure, large and bold.
    KeyFigure,
    /// A table's column heading: bold, centred, wrapped, shaded.
    Heading,
    /// The name of a narrow column above its heading, turned upright.
    Upright,
    /// A table's row heading for a group of rows, bold, shaded.
    Group,
    /// Text in a table, wrapped, top aligned.
    Text,
    /// A code or a word in a table, centred, top aligned.
    Code,
    /// A sign in a table of signs, centred both ways.
    Mark,
    /// A count in a table: right aligned, thousands separated.
    Number,
    /// A decimal figure such as a share, right aligned, one decimal.
    Share,
    /// A day in a table, `dd/mm/yyyy`, centred.
    Day,
    /// A total, bold, right aligned, thousands separated.
    Total,
    /// The words of a total's row, bold.
    TotalName,
    /// A label of the form, locked.
    Label,
    /// An answer of the form given by the office, locked.
    Given,
    /// A text the unit fills in: unlocked, pale, wrapped.
    Answer,
    /// A count the unit fills in.
    AnswerNumber,
    /// A day the unit fills in.
    AnswerDay,
    /// A code or a choice the unit fills in, centred.
    AnswerChoice,
    /// Text in place of a count, wrapped.
    AmissNumber,
    /// Text in place of a day, wrapped.
    AmissDay,
}

impl Style {
    /// Returns a role with a highlight.
    pub const fn highlighted(role: Role, tone: Highlight) -> Self {
        Self { role, tone, decimals: 0 }
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
