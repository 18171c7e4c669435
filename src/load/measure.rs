//! What a unit of measurement says of the figures: whether they can add up.

use crate::model::key::Key;

/// What a measure says of the numbers that are measured in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// They add up.
    Amount,
    /// Percent: they never add up.
    Percent,
    /// Per mille: they never add up.
    PerMille,
    /// A rate or an index: they never add up.
    Rate,
    /// Yes or no.
    YesNo,
    /// A score: the plan says whether they add up.
    Score,
}

impl Measure {
    pub(super) fn from_text(measure: &str) -> Self {
        let key = Key::new(measure);
        let is = |words: &[&str]| words.iter().any(|word| Key::new(word) == key);
        if measure.contains('%')
            || is(&["phần trăm", "điểm phần trăm", "điểm %", "tỷ lệ phần trăm"])
        {
            Self::Percent
        } else if measure.contains('‰') || is(&["phần nghìn"]) {
            Self::PerMille
        } else if is(&["tỷ lệ", "tỉ lệ", "tỷ số", "tỉ số", "hệ số", "chỉ số"])
        {
            Self::Rate
        } else if is(&["điểm", "điểm số", "điểm bình quân", "điểm trung bình"]) {
            Self::Score
        } else if is(&["có/không", "có hoặc không", "có không", "đúng/sai"]) {
            Self::YesNo
        } else {
            Self::Amount
        }
    }

    /// Returns whether the numbers never add up.
    pub(super) const fn is_rate(self) -> bool {
        matches!(self, Self::Percent | Self::PerMille | Self::Rate)
    }

    /// What the ratio of two amounts is multiplied by.
    pub(super) const fn times(self) -> u32 {
        match self {
            Self::Percent => 100,
            Self::PerMille => 1000,
            Self::Rate | Self::Amount | Self::YesNo | Self::Score => 1,
        }
    }
}
