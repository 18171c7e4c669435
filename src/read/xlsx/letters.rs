//! Reads font size and text effects from tags.

use crate::read::grid::TextEffect;
use crate::read::legibility::Legibility;
use crate::read::xml::Tag;

/// Returns the text effect of a run or font property.
pub(super) fn text_effect(tag: &Tag<'_>) -> Option<TextEffect> {
    match (tag.name(), tag.get("val").as_deref()) {
        ("strike", Some("0" | "false")) => None,
        ("strike", _) => Some(TextEffect::Strikethrough),
        ("vertAlign", Some("superscript")) => Some(TextEffect::Superscript),
        ("vertAlign", Some("subscript")) => Some(TextEffect::Subscript),
        _ => None,
    }
}

/// Returns whether the font size in a tag is legible.
pub(super) fn size(tag: &Tag<'_>) -> Legibility {
    let points = tag.get("val").and_then(|points| points.trim().parse().ok());
    points.map(Legibility::from_size).unwrap_or_default()
}
