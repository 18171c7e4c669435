//! Maps states to highlights. A word or a sign always accompanies the color.

use super::status::{Punctuality, State};

/// Meaning of a background color.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Highlight {
    #[default]
    None,
    /// In order.
    Good,
    /// Needs attention.
    Watch,
    /// Wrong.
    Bad,
    /// In progress.
    Busy,
    /// Not relevant.
    Muted,
}

impl Punctuality {
    pub(crate) const fn highlight(self) -> Highlight {
        match self {
            Self::OnTime => Highlight::Good,
            Self::Late | Self::Undated => Highlight::Watch,
            Self::Missing => Highlight::Bad,
            Self::Awaited | Self::NotDue | Self::Exempt => Highlight::Muted,
        }
    }
}

impl State {
    pub(crate) const fn highlight(self) -> Highlight {
        match self {
            Self::Accepted => Highlight::Good,
            Self::Returned | Self::Unreadable => Highlight::Bad,
            Self::Unread => Highlight::Watch,
            Self::None => Highlight::Muted,
        }
    }
}
