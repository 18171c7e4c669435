//! Number formats and fonts of cells, as far as they change what cells show.

use super::color::color;
use super::differential::DifferentialFormat;
use super::letters::{size, text_effect};
use crate::model::submission::Unreadable;
use crate::read::color::Color;
use crate::read::grid::{LegacyFont, TextEffect};
use crate::read::legibility::Legibility;
use crate::read::number_format::NumberFormat;
use crate::read::xml::{Tag, Token, Xml};
use std::collections::BTreeMap;

#[derive(Debug, Clone, Default)]
pub(super) struct CellFormat {
    pub(super) format: NumberFormat,
    pub(super) legacy_font: LegacyFont,
    /// Whether the whole cell is struck through.
    pub(super) struck: bool,
    /// Whether text is centered across the empty cells after it.
    pub(super) centered: bool,
    /// What the font shows of a number.
    pub(super) legibility: Legibility,
    /// Fill color, if any.
    pub(super) ground: Option<Color>,
    /// Whether a number is rotated or shrunk to fit a narrow column.
    pub(super) fits_any_width: bool,
}

impl CellFormat {
    /// Reads the alignment of a cell's text.
    fn align(&mut self, tag: &Tag<'_>) {
        let horizontal = tag.get("horizontal");
        self.centered = horizontal.as_deref() == Some("centerContinuous");
        let turned = tag.get("textRotation").is_some_and(|turned| turned != "0");
        self.fits_any_width = turned || tag.is("shrinkToFit");
        // `fill` repeats the text to the width of the cell
        if horizontal.as_deref() == Some("fill") {
            self.legibility = self.legibility.or(Legibility::Altered);
        }
    }
}

/// A font, as far as it changes what cells show.
#[derive(Debug, Clone, Default)]
struct Font {
    legacy: LegacyFont,
    struck: bool,
    /// Color, if set.
    color: Option<Color>,
    /// Legibility by typeface and by size.
    by_name: Legibility,
    by_size: Legibility,
}

impl Font {
    /// Processes a tag of the font.
    fn take(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "color" => self.color = color(tag),
            "strike" => self.struck = text_effect(tag) == Some(TextEffect::Strikethrough),
            "name" | "rFont" => {
                if let Some(name) = tag.get("val") {
                    self.legacy = LegacyFont::from_name(&name);
                    self.by_name = Legibility::from_font(&name);
                }
            }
            "sz" => self.by_size = size(tag),
            _ => {}
        }
    }
}

#[derive(Default)]
pub(super) struct Styles {
    cell_formats: Vec<CellFormat>,
    differentials: Vec<DifferentialFormat>,
}

impl Styles {
    pub(super) fn cell_format(&self, style: usize) -> Option<&CellFormat> {
        self.cell_formats.get(style)
    }

    pub(super) fn differential(&self, number: usize) -> Option<&DifferentialFormat> {
        self.differentials.get(number)
    }
}

/// Reads the styles part.
pub(super) fn read(xml: &mut Xml<'_>) -> Result<Styles, Unreadable> {
    let mut custom: BTreeMap<u32, NumberFormat> = BTreeMap::new();
    let mut fonts: Vec<Font> = Vec::new();
    let mut fills: Vec<Option<Color>> = Vec::new();
    let mut styles = Styles::default();
    let (mut in_fonts, mut in_fills, mut in_formats, mut in_format, mut in_differentials) =
        (false, false, false, false, false);
    loop {
        match xml.next()? {
            Token::Open(tag, empty) => match tag.name() {
                "dxfs" => in_differentials = !empty,
                "dxf" if in_differentials => {
                    styles.differentials.push(DifferentialFormat::default());
                }
                _ if in_differentials => {
                    styles
                        .differentials
                        .last_mut()
                        .into_iter()
                        .for_each(|differential| differential.take(&tag));
                }
                "fonts" => in_fonts = !empty,
                "cellXfs" => in_formats = !empty,
                "fills" => in_fills = !empty,
                "font" if in_fonts => fonts.push(Font::default()),
                _ if in_fonts => fonts.last_mut().into_iter().for_each(|font| font.take(&tag)),
                "fill" if in_fills => fills.push(None),
                "fgColor" if in_fills => {
                    fills.last_mut().into_iter().for_each(|fill| *fill = color(&tag));
                }
                "alignment" if in_format => {
                    styles
                        .cell_formats
                        .last_mut()
                        .into_iter()
                        .for_each(|format| format.align(&tag));
                }
                "numFmt" => {
                    let id = tag.get("numFmtId").and_then(|id| id.parse().ok());
                    let format =
                        NumberFormat::from_code(&tag.get("formatCode").unwrap_or_default());
                    custom.extend(id.map(|id| (id, format)));
                }
                "xf" if in_formats => {
                    in_format = !empty;
                    styles.cell_formats.push(cell_format(&tag, &fonts, &fills, &custom));
                }
                _ => {}
            },
            Token::Close(tag) => match tag.name() {
                "dxfs" => in_differentials = false,
                "fonts" => in_fonts = false,
                "fills" => in_fills = false,
                "cellXfs" => in_formats = false,
                "xf" => in_format = false,
                _ => {}
            },
            Token::Text(_) => {}
            Token::End => return Ok(styles),
        }
    }
}

/// Reads a cell format.
fn cell_format(
    tag: &Tag<'_>,
    fonts: &[Font],
    fills: &[Option<Color>],
    custom: &BTreeMap<u32, NumberFormat>,
) -> CellFormat {
    let number = |key| tag.get(key).and_then(|value| value.parse::<u32>().ok());
    let id = number("numFmtId").unwrap_or(0);
    let font =
        number("fontId").and_then(|font| fonts.get(font as usize).cloned()).unwrap_or_default();
    let fill = number("fillId").and_then(|fill| fills.get(fill as usize)).and_then(Option::as_ref);
    let color = font.color.unwrap_or(Color::BLACK);
    let legibility = Legibility::from_colors(&color, fill).or(font.by_size).or(font.by_name);
    let format = custom.get(&id).cloned().unwrap_or_else(|| NumberFormat::built_in(id));
    CellFormat {
        format,
        legacy_font: font.legacy,
        struck: font.struck,
        centered: false,
        legibility,
        ground: fill.cloned(),
        fits_any_width: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::number_format::Rendered;

    #[test]
    fn cell_formats_have_the_font_they_refer_to() {
        let part = "<styleSheet><fonts><font><name val='Arial'/></font><font><strike/><name val='.VnTimeH'/></font></fonts>\
                    <cellStyleXfs><xf numFmtId='14' fontId='1'/></cellStyleXfs><cellXfs><xf numFmtId='0' fontId='0'/><xf numFmtId='14' fontId='1'/></cellXfs></styleSheet>";
        let styles = read(&mut Xml::in_memory(part)).unwrap_or_default();
        let cell_format = |style| {
            styles.cell_format(style).map(|cell_format| {
                (cell_format.format.number(45_000.0), cell_format.legacy_font, cell_format.struck)
            })
        };
        assert_eq!(cell_format(0), Some((Rendered::Same, LegacyFont::None, false)));
        assert_eq!(cell_format(1), Some((Rendered::Day, LegacyFont::Tcvn3Capitals, true)));
        assert_eq!(cell_format(9), None);
    }

    #[test]
    fn text_in_the_fill_color_is_invisible() {
        let part = "<styleSheet><fonts><font/><font><color rgb='FFFFFFFF'/></font><font><color theme='0'/></font><font><color rgb='FFC00000'/></font></fonts>\
                    <fills><fill><patternFill patternType='none'/></fill><fill><patternFill><fgColor rgb='FFFFF9E5'/></patternFill></fill><fill><patternFill><fgColor rgb='FFC00000'/></patternFill></fill></fills>\
                    <cellXfs><xf fontId='0' fillId='0'/><xf fontId='1' fillId='0'/><xf fontId='2'/><xf fontId='1' fillId='1'/><xf fontId='3' fillId='1'/><xf fontId='1' fillId='2'/><xf fontId='3' fillId='2'/></cellXfs></styleSheet>";
        let styles = read(&mut Xml::in_memory(part)).unwrap_or_default();
        assert_eq!(
            styles
                .cell_formats
                .iter()
                .map(|cell_format| cell_format.legibility == Legibility::Invisible)
                .collect::<Vec<_>>(),
            [false, true, true, true, false, false, true]
        );
    }
}
