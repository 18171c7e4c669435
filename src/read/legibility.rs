//! Whether the letters of a cell show the number it holds.

use super::color::Color;
use super::grid::Value;
use crate::model::reading::UNKNOWN_DISPLAY;
use std::sync::Arc;

/// Largest size of letters, in points, that nobody can read.
const UNREADABLE_SIZE: f64 = 2.0;

/// Fonts in which digits are drawn as other signs.
const SIGNS: [&str; 6] =
    ["wingdings", "webdings", "marlett", "zapfdingbats", "zapf dingbats", "opensymbol"];

/// What the letters of a cell show of its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Legibility {
    /// The number.
    #[default]
    Clear,
    /// Nothing.
    Unseen,
    /// Other signs, or the number several times in a row.
    Altered,
}

impl Legibility {
    pub(super) fn from_font(name: &str) -> Self {
        let name = name.trim().trim_matches('\'').to_lowercase();
        if SIGNS.iter().any(|signs| name.starts_with(signs)) { Self::Altered } else { Self::Clear }
    }

    pub(super) fn from_size(points: f64) -> Self {
        if points <= UNREADABLE_SIZE { Self::Unseen } else { Self::Clear }
    }

    /// Letters of one colour on another, white where nothing is said.
    pub(super) fn from_colors(letters: &Color, ground: Option<&Color>) -> Self {
        if letters.is_unseen_on(ground) { Self::Unseen } else { Self::Clear }
    }

    /// This, or the other where this changes nothing.
    pub(super) fn or(self, other: Self) -> Self {
        if self == Self::Clear { other } else { self }
    }

    /// What is shown of a value where that is something else than its number. Words are read whatever they look like.
    pub(super) fn shown(self, value: &Value) -> Option<Arc<str>> {
        match self {
            Self::Unseen if value.says_number() => Some("".into()),
            Self::Altered if value.says_number() => Some(UNKNOWN_DISPLAY.into()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_of_signs_and_letters_too_small_to_read_are_known() {
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
    fn only_numbers_are_asked_how_they_look() {
        let shown = |value| Legibility::Unseen.shown(&value);
        assert_eq!(shown(Value::Number(5.0)), Some("".into()));
        assert_eq!(shown(Value::Text("1.250".into())), Some("".into()));
        assert_eq!(shown(Value::Text("Mã".into())), None);
        assert_eq!(Legibility::Altered.shown(&Value::Number(5.0)), Some("?".into()));
        assert_eq!(Legibility::Clear.shown(&Value::Number(5.0)), None);
    }
}
