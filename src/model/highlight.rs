//! How the model's states strike the eye: a shade with a meaning, which a word or a sign always says too.

use super::status::{Punctuality, State};

/// A shade with a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Highlight {
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

impl Punctuality {
    /// Its shade.
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
    /// Its shade.
    pub(crate) const fn highlight(self) -> Highlight {
        match self {
            Self::Accepted => Highlight::Good,
            Self::Returned | Self::Unreadable => Highlight::Bad,
            Self::Unread => Highlight::Watch,
            Self::None => Highlight::Muted,
        }
    }
}
