//! What cells are for. How that looks is said in `face` and in `xlsx`.

/// What a cell is for, which decides how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Style {
    /// Its role.
    pub role: Role,
    /// A shade that carries a meaning which the cell also says in words or by a sign.
    pub tone: Tone,
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
    /// A table's row heading for a group of rows, bold, shaded.
    Group,
    /// Text in a table, wrapped, top aligned.
    Text,
    /// A code or a word in a table, centred.
    Code,
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
}

/// A shade with a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Tone {
    /// None.
    #[default]
    None,
    /// In order.
    Good,
    /// To be looked at.
    Watch,
    /// Wrong.
    Bad,
    /// Under way.
    Busy,
    /// Of no concern.
    Muted,
}

impl Style {
    /// A role with a shade.
    #[must_use]
    pub const fn toned(role: Role, tone: Tone) -> Self {
        Self { role, tone }
    }
}

impl From<Role> for Style {
    fn from(role: Role) -> Self {
        Self { role, tone: Tone::None }
    }
}
