//! The looks that conditional formats give to cells (`dxf`), as far as they change what a cell shows.

use super::color::color;
use super::letters::text_effect;
use crate::read::color::Color;
use crate::read::conditional::ConditionalEffect;
use crate::read::grid::TextEffect;
use crate::read::number_format::NumberFormat;
use crate::read::xml::Tag;

/// The look that a conditional format gives to cells.
#[derive(Debug, Clone, Default)]
pub(super) struct DifferentialFormat {
    format: Option<NumberFormat>,
    /// The colour of the letters, where it is set.
    letters: Option<Color>,
    /// The colour behind them, where there is one.
    ground: Option<Color>,
    is_struck: bool,
    within: Within,
}

/// Which part of a look is being read.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
enum Within {
    #[default]
    Other,
    Font,
    Fill,
}

impl DifferentialFormat {
    /// Takes what one tag within a look says.
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

    /// What it does to what a cell shows.
    pub(super) fn effect(&self) -> Option<ConditionalEffect> {
        let is_coloured = self.letters.is_some() || self.ground.is_some();
        let letters = self.letters.as_ref().unwrap_or(&Color::BLACK);
        let is_hidden = is_coloured && letters.is_unseen_on(self.ground.as_ref());
        ConditionalEffect::from_look(is_hidden, self.is_struck, self.format.clone())
    }
}
