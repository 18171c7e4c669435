//! The texts that the office itself writes into the forms it issues, so that the reader can tell them from a unit's words.

use super::key::Key;
use std::collections::BTreeSet;

/// The texts of all forms of a plan, compared by [`Key`].
#[derive(Debug, Clone, Default)]
pub struct FormTexts {
    whole: BTreeSet<Key>,
    /// The same with every number left out.
    shapes: BTreeSet<String>,
    /// Those with signs that a key leaves out and that change what is said.
    signed: BTreeSet<Key>,
}

/// Signs that a key leaves out and that change what a figure is, as *%* does.
pub(crate) const SIGNS: [char; 5] = ['%', '‰', '±', '×', '+'];

impl FormTexts {
    /// Takes the texts of the forms.
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let texts: Vec<&str> = texts.into_iter().collect();
        let whole: BTreeSet<Key> =
            texts.iter().map(|text| Key::new(text)).filter(|key| !key.is_empty()).collect();
        let shapes = whole.iter().map(shape).collect();
        let signed =
            texts.iter().filter(|text| text.contains(SIGNS)).map(|text| Key::new(text)).collect();
        Self { whole, shapes, signed }
    }

    /// Whether a text is one of the form's.
    pub fn has(&self, text: &str) -> bool {
        let key = Key::new(text);
        if text.contains(SIGNS) {
            self.signed.contains(&key)
        } else {
            key.is_empty() || self.whole.contains(&key)
        }
    }

    /// Whether a text is one of the form's but for the numbers in it, as results of its formulas are.
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
    fn own_texts_are_known_whatever_their_spacing_and_results_whatever_their_numbers() {
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
