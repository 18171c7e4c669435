//! How cells of the binary formats look, as far as it changes what they say.

use super::CellStyle;
use crate::read::color::Color;
use crate::read::grid::{LegacyFont, TextEffect};
use crate::read::number_format::NumberFormat;
use std::collections::{BTreeMap, BTreeSet};

/// The number of the colour that a program chooses by itself.
const AUTOMATIC: u16 = 0x7FFF;

/// A font.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Font {
    pub(super) legacy: LegacyFont,
    pub(super) effect: TextEffect,
    /// The number of its colour in the palette.
    pub(super) color: u16,
}

/// A workbook's fonts, number formats and cell formats: of each of these the number format and the font.
#[derive(Default)]
pub(super) struct CellStyles {
    pub(super) fonts: Vec<Font>,
    pub(super) formats: BTreeMap<u16, NumberFormat>,
    pub(super) cells: Vec<(u16, u16)>,
    /// The cell formats that centre a text over the empty cells behind it.
    pub(super) centered: BTreeSet<usize>,
    /// The numbers of the colours behind cells, by cell format, where something is behind them.
    pub(super) grounds: BTreeMap<usize, u16>,
    /// The workbook's own palette: the colours from number 8 on.
    pub(super) palette: Vec<Color>,
}

impl Font {
    /// A font by its name, its flags and how high its letters stand, which both formats store alike.
    pub(super) fn new(name: &str, flags: u16, raised: u16) -> Self {
        let effect = match (flags & 8, raised) {
            (8, _) => TextEffect::Strikethrough,
            (_, 1) => TextEffect::Superscript,
            (_, 2) => TextEffect::Subscript,
            _ => TextEffect::None,
        };
        Self { legacy: LegacyFont::from_name(name), effect, color: AUTOMATIC }
    }
}

impl CellStyles {
    /// How cells of a cell format are shown.
    pub(super) fn style(&self, cell_format: usize) -> CellStyle {
        let (format, font) = self.cells.get(cell_format).copied().unwrap_or_default();
        let format = self
            .formats
            .get(&format)
            .cloned()
            .unwrap_or_else(|| NumberFormat::built_in(u32::from(format)));
        let font = self.fonts.get(usize::from(font)).copied().unwrap_or_default();
        CellStyle {
            legacy_font: font.legacy,
            format,
            struck: font.effect == TextEffect::Strikethrough,
            uncomputed: false,
            centered: self.centered.contains(&cell_format),
            unseen: self.color(font.color).is_unseen_on(
                self.grounds.get(&cell_format).map(|ground| self.color(*ground)).as_ref(),
            ),
        }
    }

    fn color(&self, number: u16) -> Color {
        let own = usize::from(number).checked_sub(8).and_then(|place| self.palette.get(place));
        own.cloned().unwrap_or_else(|| Color::indexed(number))
    }

    /// Whether letters of a font are struck through, raised or lowered.
    pub(super) fn has_effect(&self, font: u16) -> bool {
        self.fonts.get(usize::from(font)).is_some_and(|font| font.effect != TextEffect::None)
    }

    /// A text in runs as it is seen: each begins at a letter and has a font; what stands before the first has the cell's.
    pub(super) fn seen(&self, letters: &[u16], runs: &[(u16, u16)]) -> String {
        let starts = std::iter::once((0, None))
            .chain(runs.iter().map(|(start, font)| (usize::from(*start), Some(*font))));
        let ends = runs.iter().map(|(start, _)| usize::from(*start)).chain([letters.len()]);
        let run = |((start, font), end): ((usize, Option<u16>), usize)| {
            let text = String::from_utf16_lossy(letters.get(start..end).unwrap_or_default());
            let effect = font
                .and_then(|font| self.fonts.get(usize::from(font)))
                .map(|font| font.effect)
                .unwrap_or_default();
            effect.apply(&text).into_owned()
        };
        starts.zip(ends).map(run).collect()
    }
}
