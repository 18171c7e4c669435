//! Defines the area or sector of which the office adds up figures.

use crate::text::Text;

/// Area or sector of which figures are added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Area {
    Country,
    #[default]
    Province,
    City,
    District,
    Commune,
    Ward,
    Sector,
}

impl Area {
    /// All areas, in the order of their levels.
    pub const ALL: [Self; 7] = [
        Self::Country,
        Self::Province,
        Self::City,
        Self::District,
        Self::Commune,
        Self::Ward,
        Self::Sector,
    ];

    /// Returns the words for the whole area: *toàn tỉnh*, *the province*.
    pub(crate) const fn text(self) -> Text {
        match self {
            Self::Country => Text::new("cả nước", "the country"),
            Self::Province => Text::new("toàn tỉnh", "the province"),
            Self::City => Text::new("toàn thành phố", "the city"),
            Self::District => Text::new("toàn huyện", "the district"),
            Self::Commune => Text::new("toàn xã", "the commune"),
            Self::Ward => Text::new("toàn phường", "the ward"),
            Self::Sector => Text::new("toàn ngành", "the sector"),
        }
    }

    /// Returns the word before the name of the area: *tỉnh*.
    pub(crate) fn level(self) -> &'static str {
        let words = self.text().vi;
        words.split_once(' ').map_or(words, |(_, level)| level)
    }

    /// Returns the words that make a figure one of the whole area.
    pub(crate) fn wordings(self) -> [String; 3] {
        let level = self.level();
        ["toàn", "cả", "trên địa bàn"].map(|head| format!("{head} {level}"))
    }
}
