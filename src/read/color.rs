//! Colors of letters and of what is behind them: letters in the colour of their ground are not seen.

/// Two colours whose parts differ by no more are not told apart, out of 255.
const NEAR: i32 = 40;

/// A colour as a file gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Color {
    /// By its red, green and blue.
    Parts([i32; 3]),
    /// By another name.
    Named(String),
}

impl Color {
    pub(super) const WHITE: Self = Self::Parts([255; 3]);
    pub(super) const BLACK: Self = Self::Parts([0; 3]);

    /// The colour of six or more hexadecimal digits, of which the last six count, with or without a mark before them.
    pub(super) fn rgb(digits: &str) -> Self {
        let last = digits.get(digits.len().saturating_sub(6)..).unwrap_or_default();
        let part = |from: usize| i32::from_str_radix(last.get(from..from + 2)?, 16).ok();
        let parts = || Some([part(0)?, part(2)?, part(4)?]);
        parts().map_or_else(|| Self::named(digits), Self::Parts)
    }

    pub(super) fn named(name: &str) -> Self {
        Self::Named(name.to_owned())
    }

    /// The colour of a number of the usual palette, of which only black and white are known by their parts.
    pub(super) fn indexed(number: u16) -> Self {
        match number {
            1 | 9 | 65 => Self::WHITE,
            0 | 8 | 64 => Self::BLACK,
            _ => Self::Named(format!("number {number}")),
        }
    }

    /// Whether letters of this colour are not seen on a ground, white where nothing is said: both are the same, or nearly so.
    pub(super) fn is_unseen_on(&self, ground: Option<&Self>) -> bool {
        match (self, ground.unwrap_or(&Self::WHITE)) {
            (Self::Parts(letters), Self::Parts(ground)) => {
                letters.iter().zip(ground).all(|(a, b)| (a - b).abs() <= NEAR)
            }
            (letters, ground) => letters == ground,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_not_seen_on_their_own_colour() {
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
