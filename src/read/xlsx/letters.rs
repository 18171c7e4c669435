//! How tags state the size and the effect of letters.

use crate::read::grid::TextEffect;
use crate::read::legibility::Legibility;
use crate::read::xml::Tag;

/// What a run's or a font's property says of how its letters stand.
pub(super) fn text_effect(tag: &Tag<'_>) -> Option<TextEffect> {
    match (tag.name(), tag.get("val").as_deref()) {
        ("strike", Some("0" | "false")) => None,
        ("strike", _) => Some(TextEffect::Strikethrough),
        ("vertAlign", Some("superscript")) => Some(TextEffect::Superscript),
        ("vertAlign", Some("subscript")) => Some(TextEffect::Subscript),
        _ => None,
    }
}

/// Whether letters of the size that a tag names can be read.
pub(super) fn size(tag: &Tag<'_>) -> Legibility {
    let points = tag.get("val").and_then(|points| points.trim().parse().ok());
    points.map(Legibility::from_size).unwrap_or_default()
}
