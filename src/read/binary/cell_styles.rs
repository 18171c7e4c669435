//! Cell styles of the binary formats, as far as they change what cells show.

use super::{CellStyle, Overflow};
use crate::read::color::Color;
use crate::read::grid::{LegacyFont, TextEffect};
use crate::read::legibility::Legibility;
use crate::read::number_format::NumberFormat;
use std::collections::{BTreeMap, BTreeSet};

/// Palette index of the automatic color.
const AUTOMATIC: u16 = 0x7FFF;

/// A color in a record.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum RecordColor {
    /// Index in the palette.
    Palette(u16),
    Own(Color),
}

impl Default for RecordColor {
    fn default() -> Self {
        Self::Palette(AUTOMATIC)
    }
}

#[derive(Debug, Clone, Default)]
pub(super) struct Font {
    pub(super) legacy: LegacyFont,
    pub(super) effect: TextEffect,
    pub(super) color: RecordColor,
    /// Whether the font's face and size show numbers legibly.
    pub(super) legibility: Legibility,
}

/// Fonts, number formats and cell formats of a workbook. `cells` holds the number format and font
/// of each cell format.
#[derive(Default)]
pub(super) struct CellStyles {
    pub(super) fonts: Vec<Font>,
    pub(super) formats: BTreeMap<u16, NumberFormat>,
    pub(super) cells: Vec<(u16, u16)>,
    /// Cell formats that center text across the empty cells after it.
    pub(super) centered: BTreeSet<usize>,
    /// Cell formats that rotate a number or shrink it to fit.
    pub(super) fitting: BTreeSet<usize>,
    /// Cell formats that repeat the text to fill the cell.
    pub(super) repeated: BTreeSet<usize>,
    /// Fill colors by cell format.
    pub(super) grounds: BTreeMap<usize, RecordColor>,
    /// The workbook's own palette, which starts at index 8.
    pub(super) palette: Vec<Color>,
}

impl Font {
    /// Creates a font from fields common to both formats: name, flags, vertical position and size
    /// in twentieths of a point.
    pub(super) fn new(name: &str, flags: u16, raised: u16, size: u16) -> Self {
        let effect = match (flags & 8, raised) {
            (8, _) => TextEffect::Strikethrough,
            (_, 1) => TextEffect::Superscript,
            (_, 2) => TextEffect::Subscript,
            _ => TextEffect::None,
        };
        let legibility =
            Legibility::from_size(f64::from(size) / 20.0).or(Legibility::from_font(name));
        Self {
            legacy: LegacyFont::from_name(name),
            effect,
            color: RecordColor::default(),
            legibility,
        }
    }
}

impl CellStyles {
    /// Records the alignment of the next cell format from the low bits of its record.
    pub(super) fn align_next(&mut self, alignment: Option<&u8>, fits_any_width: bool) {
        let number = self.cells.len();
        self.fitting.extend(fits_any_width.then_some(number));
        match alignment.map(|alignment| alignment & 7) {
            Some(4) => drop(self.repeated.insert(number)),
            Some(6) => drop(self.centered.insert(number)),
            _ => {}
        }
    }

    /// Returns the style of a cell format.
    pub(super) fn style(&self, cell_format: usize) -> CellStyle {
        let (format, font) = self.cells.get(cell_format).copied().unwrap_or_default();
        let format = self
            .formats
            .get(&format)
            .cloned()
            .unwrap_or_else(|| NumberFormat::built_in(u32::from(format)));
        let font = self.fonts.get(usize::from(font)).cloned().unwrap_or_default();
        let ground = self.grounds.get(&cell_format).map(|ground| self.color(ground));
        let is_repeated = self.repeated.contains(&cell_format);
        CellStyle {
            legacy_font: font.legacy,
            format,
            struck: font.effect == TextEffect::Strikethrough,
            uncomputed: false,
            centered: self.centered.contains(&cell_format),
            legibility: self.legibility(&font, ground.as_ref()).or(if is_repeated {
                Legibility::Altered
            } else {
                Legibility::Clear
            }),
            ground,
            overflow: if self.fitting.contains(&cell_format) {
                Overflow::Fitted
            } else {
                Overflow::Marks
            },
        }
    }

    /// Returns how legible a font's text is on a fill.
    fn legibility(&self, font: &Font, ground: Option<&Color>) -> Legibility {
        Legibility::from_colors(&self.color(&font.color), ground).or(font.legibility)
    }

    /// Returns how legible a number in rich text is. If one run is illegible, the others show
    /// another number.
    pub(super) fn legibility_of_runs(&self, fonts: &[u16], ground: Option<&Color>) -> Legibility {
        let mut fonts = fonts.iter().filter_map(|font| self.fonts.get(usize::from(*font)));
        let is_clear = |font: &Font| self.legibility(font, ground) == Legibility::Clear;
        if fonts.all(is_clear) { Legibility::Clear } else { Legibility::Altered }
    }

    pub(super) fn color(&self, color: &RecordColor) -> Color {
        match color {
            RecordColor::Own(color) => color.clone(),
            RecordColor::Palette(number) => {
                let place = usize::from(*number).checked_sub(8);
                let own = place.and_then(|place| self.palette.get(place));
                own.cloned().unwrap_or_else(|| Color::indexed(*number))
            }
        }
    }

    /// Returns whether a font is struck through, superscript or subscript.
    pub(super) fn has_effect(&self, font: u16) -> bool {
        self.fonts.get(usize::from(font)).is_some_and(|font| font.effect != TextEffect::None)
    }

    /// Returns rich text with its effects made visible. A run is its start and its font; text
    /// before the first run has the cell's font.
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
