//! Text styles that determine the height of rows, shared by the writer of files and the measuring
//! of rows. The typeface is Times New Roman throughout (Nghị định 30/2020/NĐ-CP, phụ lục I).

use super::Role;

/// Style of a role's text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Typography {
    pub size: f64,
    pub bold: bool,
    pub italic: bool,
    /// Whether long text wraps.
    pub wraps: bool,
}

impl Typography {
    const fn plain(size: f64) -> Self {
        Self { size, bold: false, italic: false, wraps: false }
    }

    const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    const fn italic(self) -> Self {
        Self { italic: true, ..self }
    }

    const fn wrapped(self) -> Self {
        Self { wraps: true, ..self }
    }
}

impl Role {
    pub(crate) const fn typography(self) -> Typography {
        match self {
            Self::Loose => Typography::plain(12.0),
            Self::Paragraph | Self::Parent => Typography::plain(12.0).wrapped(),
            Self::Body | Self::Motto | Self::Subtitle => Typography::plain(13.0).bold().wrapped(),
            Self::Nation => Typography::plain(12.0).bold().wrapped(),
            Self::Dated => Typography::plain(13.0).italic().wrapped(),
            Self::Title => Typography::plain(14.0).bold().wrapped(),
            Self::Section => Typography::plain(12.0).bold(),
            Self::Remark => Typography::plain(11.0).italic().wrapped(),
            Self::KeyFigure => Typography::plain(18.0).bold(),
            Self::Heading | Self::TotalName => Typography::plain(11.0).bold().wrapped(),
            Self::Group | Self::Total => Typography::plain(11.0).bold(),
            Self::Upright => Typography::plain(10.0).wrapped(),
            Self::KeyName
            | Self::Text
            | Self::Code
            | Self::Mark
            | Self::Label
            | Self::Given
            | Self::Answer
            | Self::AnswerChoice
            | Self::AmissNumber
            | Self::AmissDay => Typography::plain(11.0).wrapped(),
            Self::Number | Self::Share | Self::Day | Self::AnswerNumber | Self::AnswerDay => {
                Typography::plain(11.0)
            }
        }
    }
}
