//! Recognizes the texts that the office writes into its forms, to distinguish them from texts of
//! the unit.

use super::key::Key;
use std::collections::BTreeSet;

/// Texts of all forms of a plan, compared by [`Key`].
#[derive(Debug, Clone, Default)]
pub struct FormTexts {
    whole: BTreeSet<Key>,
    /// The texts with every number replaced.
    shapes: BTreeSet<String>,
    /// Texts with [`SIGNS`].
    signed: BTreeSet<Key>,
}

/// Signs that keys omit although they change the meaning of a figure, such as *%*.
pub(crate) const SIGNS: [char; 5] = ['%', '‰', '±', '×', '+'];

impl FormTexts {
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let texts: Vec<&str> = texts.into_iter().collect();
        let whole: BTreeSet<Key> =
            texts.iter().map(|text| Key::new(text)).filter(|key| !key.is_empty()).collect();
        let shapes = whole.iter().map(shape).collect();
        let signed =
            texts.iter().filter(|text| text.contains(SIGNS)).map(|text| Key::new(text)).collect();
        Self { whole, shapes, signed }
    }

    /// Returns whether a text is in the form.
    pub fn has(&self, text: &str) -> bool {
        let key = Key::new(text);
        if text.contains(SIGNS) {
            self.signed.contains(&key)
        } else {
            key.is_empty() || self.whole.contains(&key)
        }
    }

    /// Returns whether a text equals a text of the form except for its numbers, as the results of
    /// the form's formulas do.
    pub(crate) fn has_shape(&self, text: &str) -> bool {
        self.shapes.contains(&shape(&Key::new(text)))
    }
}

fn shape(key: &Key) -> String {
    let words =
        key.words().map(|word| if word.chars().all(|c| c.is_ascii_digit()) { "#" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn form_texts_match_by_key_and_formula_results_by_shape() {
        let texts = FormTexts::new(["Tình trạng", "✗ Còn 3 chỗ"]);
        assert!(texts.has(" TÌNH  TRẠNG.") && texts.has("") && !texts.has("Tình trạng của xã"));
        assert!(
            !texts.has("Tình trạng (%)")
                && !texts.has("%")
                && FormTexts::new(["Tỷ lệ (%)"]).has("Tỷ lệ (%)")
        );
        assert!(
            texts.has_shape("✗ Còn 12 chỗ")
                && !texts.has("✗ Còn 12 chỗ")
                && !texts.has_shape("Còn chỗ")
        );
    }
}
