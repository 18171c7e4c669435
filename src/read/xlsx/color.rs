//! Colors in the tags of a workbook.

use crate::read::color::Color;
use crate::read::xml::Tag;

/// Returns the color of a tag. Only black and white of the theme and palette are resolved.
pub(super) fn color(tag: &Tag<'_>) -> Option<Color> {
    let get = |key| tag.get(key).map(|value| value.trim().to_uppercase());
    let tint = get("tint").filter(|tint| tint.parse::<f64>().is_ok_and(|tint| tint != 0.0));
    let theme = || {
        get("theme").map(|theme| match (theme.as_str(), &tint) {
            ("0", None) => Color::WHITE,
            ("1", None) => Color::BLACK,
            _ => Color::named(&format!("theme {theme} {tint:?}")),
        })
    };
    let indexed = || get("indexed").map(|index| Color::indexed(index.parse().unwrap_or(u16::MAX)));
    get("rgb").map(|rgb| Color::rgb(&rgb)).or_else(theme).or_else(indexed)
}
