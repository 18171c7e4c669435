//! What a unit of measurement says of the figures: whether they can add up.

use crate::model::key::Key;

/// What a measure says of the numbers that are measured in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// They add up.
    Amount,
    /// Percent: they never add up.
    Percent,
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
        } else if measure.contains('‰')
            || is(&["tỷ lệ", "tỉ lệ", "tỷ số", "tỉ số", "hệ số", "chỉ số", "phần nghìn"])
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

    /// What the ratio of two amounts is multiplied by.
    pub(super) fn times(self, measure: &str) -> u32 {
        match self {
            Self::Percent => 100,
            _ if measure.contains('‰') || Key::new(measure) == Key::new("phần nghìn") => 1000,
            _ => 1,
        }
    }
}
