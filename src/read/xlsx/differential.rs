//! Differential formats (`dxf`) of conditional formats, as far as they change what cells show.

use super::color::color;
use super::letters::text_effect;
use crate::read::color::Color;
use crate::read::conditional::ConditionalEffect;
use crate::read::grid::TextEffect;
use crate::read::number_format::NumberFormat;
use crate::read::xml::Tag;

#[derive(Debug, Clone, Default)]
pub(super) struct DifferentialFormat {
    format: Option<NumberFormat>,
    /// Text color, if set.
    letters: Option<Color>,
    /// Fill color, if any.
    ground: Option<Color>,
    is_struck: bool,
    within: Within,
}

/// Part of the format being read.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
enum Within {
    #[default]
    Other,
    Font,
    Fill,
}

impl DifferentialFormat {
    /// Processes a tag of the format.
    pub(super) fn take(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "font" => self.within = Within::Font,
            "fill" => self.within = Within::Fill,
            "border" | "alignment" | "protection" => self.within = Within::Other,
            "numFmt" => {
                self.format =
                    Some(NumberFormat::from_code(&tag.get("formatCode").unwrap_or_default()));
            }
            "color" if self.within == Within::Font => self.letters = color(tag),
            "strike" if self.within == Within::Font => {
                self.is_struck = text_effect(tag) == Some(TextEffect::Strikethrough);
            }
            "bgColor" if self.ground.is_some() => self.ground = color(tag),
            "patternFill" | "gradientFill" if self.within == Within::Fill => {
                let is_filled = tag.get("patternType").as_deref() != Some("none");
                self.ground = is_filled.then(|| Color::named("pattern"));
            }
            _ => {}
        }
    }

    /// Returns the effect on what a cell shows.
    pub(super) fn effect(&self) -> Option<ConditionalEffect> {
        let is_coloured = self.letters.is_some() || self.ground.is_some();
        let letters = self.letters.as_ref().unwrap_or(&Color::BLACK);
        let is_hidden = is_coloured && letters.is_unseen_on(self.ground.as_ref());
        ConditionalEffect::from_look(is_hidden, self.is_struck, self.format.clone())
    }
}
