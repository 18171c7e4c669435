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

/// Pattern of a bar in a chart, which distinguishes its color from the others in black and white.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BarPattern {
    Solid,
    Lines,
    Stripes,
    Dots,
    DenseDots,
}

impl Highlight {
    /// Returns the color (RGB) and the pattern of a bar in a chart.
    pub(crate) const fn bar(self) -> (u32, BarPattern) {
        match self {
            Self::None => (0x4F_6D8F, BarPattern::Lines),
            Self::Good => (0x2E_7D32, BarPattern::Solid),
            Self::Watch => (0xF2_B705, BarPattern::Stripes),
            Self::Bad => (0xA6_1C1C, BarPattern::DenseDots),
            Self::Busy => (0x7F_B2DE, BarPattern::Dots),
            Self::Muted => (0xD0_D0D0, BarPattern::Solid),
        }
    }
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
