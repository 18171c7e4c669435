//! The texts that the office itself writes into the forms it issues, so that the reader can tell them from a unit's words.

use super::key::Key;
use std::collections::BTreeSet;

/// The texts of all forms of a plan, compared by [`Key`].
#[derive(Debug, Clone, Default)]
pub struct FormTexts {
    whole: BTreeSet<Key>,
    /// The same with every number left out.
    shapes: BTreeSet<String>,
}

impl FormTexts {
    /// Takes the texts of the forms.
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let whole: BTreeSet<Key> = texts.into_iter().map(Key::of).filter(|key| !key.is_empty()).collect();
        let shapes = whole.iter().map(shape).collect();
        Self { whole, shapes }
    }

    /// Whether a text is one of the form's.
    #[must_use]
    pub fn has(&self, text: &str) -> bool {
        let key = Key::of(text);
        key.is_empty() || self.whole.contains(&key)
    }

    /// Whether a text is one of the form's but for the numbers in it, as results of its formulas are.
    #[must_use]
    pub fn has_shape(&self, text: &str) -> bool {
        self.shapes.contains(&shape(&Key::of(text)))
    }
}

fn shape(key: &Key) -> String {
    let words = key.words().map(|word| if word.chars().all(|c| c.is_ascii_digit()) { "#" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_texts_are_known_whatever_their_spacing_and_results_whatever_their_numbers() {
        let texts = FormTexts::new(["Tình trạng", "✗ Còn 3 chỗ"]);
        assert!(texts.has(" TÌNH  TRẠNG.") && texts.has("") && !texts.has("Tình trạng của xã"));
        assert!(texts.has_shape("✗ Còn 12 chỗ") && !texts.has("✗ Còn 12 chỗ") && !texts.has_shape("Còn chỗ"));
    }
}
