//! How the text of a role looks, as far as its height depends on it: the writer of files and the measuring of rows use the
//! same sizes. The typeface is Times New Roman throughout (Nghị định 30/2020/NĐ-CP, phụ lục I).

use super::Role;

/// The look of a role's text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Face {
    /// Size in points.
    pub size: f64,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Whether a text too long for its column goes on in a new line.
    pub wraps: bool,
}

impl Face {
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
    /// The look of its text.
    pub const fn face(self) -> Face {
        match self {
            Self::Loose => Face::plain(12.0),
            Self::Paragraph | Self::Parent => Face::plain(12.0).wrapped(),
            Self::Body | Self::Motto | Self::Subtitle => Face::plain(13.0).bold().wrapped(),
            Self::Nation => Face::plain(12.0).bold().wrapped(),
            Self::Dated => Face::plain(13.0).italic().wrapped(),
            Self::Title => Face::plain(14.0).bold().wrapped(),
            Self::Section => Face::plain(12.0).bold(),
            Self::Remark => Face::plain(11.0).italic().wrapped(),
            Self::KeyFigure => Face::plain(18.0).bold(),
            Self::Heading | Self::TotalName => Face::plain(11.0).bold().wrapped(),
            Self::Group | Self::Total => Face::plain(11.0).bold(),
            Self::KeyName
            | Self::Text
            | Self::Code
            | Self::Mark
            | Self::Label
            | Self::Given
            | Self::Answer
            | Self::AnswerChoice
            | Self::AmissNumber
            | Self::AmissDay => Face::plain(11.0).wrapped(),
            Self::Number | Self::Share | Self::Day | Self::AnswerNumber | Self::AnswerDay => {
                Face::plain(11.0)
            }
        }
    }
}
