//! Font and fill colors, and whether text is invisible on its fill.

/// Largest difference per RGB component at which two colors look the same, out of 255.
const MAX_DIFFERENCE: i32 = 40;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Color {
    /// Red, green and blue, 0 to 255.
    Parts([i32; 3]),
    /// A color known only by an identifier, such as a theme or palette entry.
    Named(String),
}

impl Color {
    pub(super) const WHITE: Self = Self::Parts([255; 3]);
    pub(super) const BLACK: Self = Self::Parts([0; 3]);

    /// Reads the last six hexadecimal digits as a color, with or without `#` or alpha before them.
    pub(super) fn rgb(digits: &str) -> Self {
        let last = digits.get(digits.len().saturating_sub(6)..).unwrap_or_default();
        let part = |from: usize| i32::from_str_radix(last.get(from..from + 2)?, 16).ok();
        let parts = || Some([part(0)?, part(2)?, part(4)?]);
        parts().map_or_else(|| Self::named(digits), Self::Parts)
    }

    pub(super) fn named(name: &str) -> Self {
        Self::Named(name.to_owned())
    }

    /// Returns a color of the default palette. Only black and white get components.
    pub(super) fn indexed(number: u16) -> Self {
        match number {
            1 | 9 | 65 => Self::WHITE,
            0 | 8 | 64 => Self::BLACK,
            _ => Self::Named(format!("number {number}")),
        }
    }

    /// Returns whether text of this color is invisible on a fill, white if there is none.
    pub(super) fn is_unseen_on(&self, ground: Option<&Self>) -> bool {
        match (self, ground.unwrap_or(&Self::WHITE)) {
            (Self::Parts(letters), Self::Parts(ground)) => {
                letters.iter().zip(ground).all(|(a, b)| (a - b).abs() <= MAX_DIFFERENCE)
            }
            (letters, ground) => letters == ground,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_invisible_on_its_own_color() {
        let unseen = |letters: &str, ground: Option<&str>| {
            Color::rgb(letters).is_unseen_on(ground.map(Color::rgb).as_ref())
        };
        assert!(
            unseen("FFFFFFFF", None)
                && unseen("#ffffff", Some("FFF9E5"))
                && unseen("C00000", Some("FFC00000"))
        );
        assert!(
            !unseen("000000", None) && !unseen("FFFFFF", Some("1F3864")) && !unseen("auto", None)
        );
        assert!(Color::indexed(9).is_unseen_on(None) && !Color::indexed(8).is_unseen_on(None));
        assert!(Color::BLACK.is_unseen_on(Some(&Color::indexed(8))));
    }
}
