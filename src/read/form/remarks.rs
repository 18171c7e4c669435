//! Classifies remarks beside a figure that counts. A remark is silent only if all its words are
//! known to leave the figure as it is: references, the way of doing, the indicator's own words.

use super::text_classifier::{Effect, TextClassifier};
use crate::model::key::Key;
use crate::model::number::is_nil;
use crate::model::plan::Indicator;
use crate::model::qualifier::parse;
use crate::model::reading::Reading;

impl TextClassifier<'_> {
    /// Classifies a remark beside a figure. Beside a number other than zero, words that are not
    /// known may say that the number is not certain.
    pub(super) fn remark(&self, text: &str, indicator: &Indicator, answer: &Reading) -> Effect {
        let effect = self.note(text);
        let counts = matches!(answer, Reading::Number(number) if !number.is_zero());
        if effect != Effect::None || !counts {
            return effect;
        }
        let is_own = |words: &String| {
            let words = Key::new(words);
            words.is_empty() || indicator.names().any(|name| Key::new(name).contains(&words))
        };
        let known = || self.unknown_in_remark(text).iter().all(is_own);
        if is_nil(text) || !known() { Effect::Unclear } else { Effect::None }
    }

    /// Returns the words of a remark that are not known to leave every figure as it is.
    pub(super) fn unknown_in_remark(&self, text: &str) -> Vec<String> {
        parse(text, &self.lexicon.remarks).rest
    }
}
