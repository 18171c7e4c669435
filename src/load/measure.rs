//! Classifies units of measure by whether their figures can be added.

use crate::model::key::Key;

/// Kind of a unit of measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// Can be added.
    Amount,
    /// Percent; never added.
    Percent,
    /// Per mille; never added.
    PerMille,
    /// A rate or an index; never added.
    Rate,
    YesNo,
    /// A score; added if the plan says so.
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

    /// Returns whether figures can never be added.
    pub(super) const fn is_rate(self) -> bool {
        matches!(self, Self::Percent | Self::PerMille | Self::Rate)
    }

    /// Returns the factor of a ratio in this unit of measure.
    pub(super) const fn times(self) -> u32 {
        match self {
            Self::Percent => 100,
            Self::PerMille => 1000,
            Self::Rate | Self::Amount | Self::YesNo | Self::Score => 1,
        }
    }
}
