//! Whether the font of a cell shows its number legibly.

use super::color::Color;
use super::grid::Value;
use crate::model::reading::UNKNOWN_DISPLAY;
use std::sync::Arc;

/// Largest illegible font size, in points.
const UNREADABLE_SIZE: f64 = 2.0;

/// Fonts that draw digits as symbols.
const SIGNS: [&str; 6] =
    ["wingdings", "webdings", "marlett", "zapfdingbats", "zapf dingbats", "opensymbol"];

/// What a cell's font shows of its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Legibility {
    /// The number.
    #[default]
    Clear,
    /// Nothing.
    Invisible,
    /// Symbols, or the number repeated.
    Altered,
}

impl Legibility {
    pub(super) fn from_font(name: &str) -> Self {
        let name = name.trim().trim_matches('\'').to_lowercase();
        if SIGNS.iter().any(|signs| name.starts_with(signs)) { Self::Altered } else { Self::Clear }
    }

    pub(super) fn from_size(points: f64) -> Self {
        if points <= UNREADABLE_SIZE { Self::Invisible } else { Self::Clear }
    }

    /// Compares the text color with the fill, white if there is none.
    pub(super) fn from_colors(letters: &Color, ground: Option<&Color>) -> Self {
        if letters.is_unseen_on(ground) { Self::Invisible } else { Self::Clear }
    }

    /// Returns this value, or the other if this one is `Clear`.
    pub(super) fn or(self, other: Self) -> Self {
        if self == Self::Clear { other } else { self }
    }

    /// Returns the displayed text of a number if it differs from the value. Words count however
    /// they are formatted.
    pub(super) fn shown(self, value: &Value) -> Option<Arc<str>> {
        match self {
            Self::Invisible if value.says_number() => Some("".into()),
            Self::Altered if value.says_number() => Some(UNKNOWN_DISPLAY.into()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbol_fonts_and_tiny_text_are_detected() {
        for font in ["Wingdings", "Wingdings 2", "WEBDINGS", "'Zapf Dingbats'", "OpenSymbol"] {
            assert_eq!(Legibility::from_font(font), Legibility::Altered, "{font}");
        }
        for font in ["Times New Roman", "Symbol", ".VnTime", ""] {
            assert_eq!(Legibility::from_font(font), Legibility::Clear, "{font}");
        }
        assert_eq!(
            [1.0, 2.0, 6.0].map(Legibility::from_size).map(|seen| seen == Legibility::Clear),
            [false, false, true]
        );
    }

    #[test]
    fn legibility_applies_to_numbers_only() {
        let shown = |value| Legibility::Invisible.shown(&value);
        assert_eq!(shown(Value::Number(5.0)), Some("".into()));
        assert_eq!(shown(Value::Text("1.250".into())), Some("".into()));
        assert_eq!(shown(Value::Text("Mã".into())), None);
        assert_eq!(Legibility::Altered.shown(&Value::Number(5.0)), Some("?".into()));
        assert_eq!(Legibility::Clear.shown(&Value::Number(5.0)), None);
    }
}
