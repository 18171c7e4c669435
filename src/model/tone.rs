//! How the model's states strike the eye: a shade with a meaning, which a word or a sign always says too.

use super::case::{Punctuality, State};

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

impl Punctuality {
    /// Its shade.
    pub const fn tone(self) -> Tone {
        match self {
            Self::OnTime => Tone::Good,
            Self::Late | Self::Undated => Tone::Watch,
            Self::Missing => Tone::Bad,
            Self::Awaited | Self::NotDue | Self::Exempt => Tone::Muted,
        }
    }
}

impl State {
    /// Its shade.
    pub const fn tone(self) -> Tone {
        match self {
            Self::Accepted => Tone::Good,
            Self::Returned | Self::Unreadable => Tone::Bad,
            Self::Unread => Tone::Watch,
            Self::None => Tone::Muted,
        }
    }
}
