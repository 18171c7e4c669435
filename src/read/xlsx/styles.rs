//! How cells are shown, as far as it changes what they say: number formats, old fonts.

use super::super::colour::Colour;
use super::super::displayed::Format;
use super::super::grid::{Mark, Script};
use super::super::xml::{Tag, Token, Xml};
use super::conditional::Dressing;
use super::strings::mark_of;
use crate::model::submission::Unreadable;
use std::collections::BTreeMap;

/// How a cell is shown.
#[derive(Debug, Clone, Default)]
pub(super) struct Look {
    pub(super) format: Format,
    pub(super) script: Script,
    /// Whether the whole cell is struck through.
    pub(super) struck: bool,
    /// Whether a text is centred over the empty cells behind it.
    pub(super) centred: bool,
    /// Whether its letters have the colour of what is behind them.
    pub(super) unseen: bool,
}

/// A font, as far as it changes what a cell says.
#[derive(Debug, Clone, Default)]
struct Font {
    script: Script,
    struck: bool,
    /// Its colour, where it is not the usual one.
    colour: Option<Colour>,
}

impl Font {
    /// Takes what a tag says of the font.
    fn take(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "color" => self.colour = colour(tag),
            "strike" => self.struck = mark_of(tag) == Some(Mark::Struck),
            "name" | "rFont" => {
                self.script = tag.get("val").map_or(self.script, |name| Script::of_font(&name));
            }
            _ => {}
        }
    }
}

/// The colour of a tag; the theme's and the palette's white is white.
fn colour(tag: &Tag<'_>) -> Option<Colour> {
    let get = |key| tag.get(key).map(|value| value.trim().to_uppercase());
    let tint = get("tint").filter(|tint| tint.parse::<f64>().is_ok_and(|tint| tint != 0.0));
    let theme = || {
        get("theme").map(|theme| {
            if theme == "0" && tint.is_none() {
                Colour::WHITE
            } else {
                Colour::named(&format!("theme {theme} {tint:?}"))
            }
        })
    };
    let indexed = || get("indexed").map(|index| Colour::indexed(index.parse().unwrap_or(u16::MAX)));
    get("rgb").map(|rgb| Colour::rgb(&rgb)).or_else(theme).or_else(indexed)
}

/// The cell formats of a workbook.
#[derive(Default)]
pub(super) struct Styles {
    looks: Vec<Look>,
    dressings: Vec<Dressing>,
}

impl Styles {
    /// The look of a cell's style number.
    pub(super) fn look(&self, style: usize) -> Option<&Look> {
        self.looks.get(style)
    }

    /// The look that conditional formats give by a number.
    pub(super) fn dressing(&self, number: usize) -> Option<&Dressing> {
        self.dressings.get(number)
    }
}

/// Reads the styles part.
pub(super) fn read(xml: &mut Xml<'_>) -> Result<Styles, Unreadable> {
    let mut custom: BTreeMap<u32, Format> = BTreeMap::new();
    let mut fonts: Vec<Font> = Vec::new();
    let mut fills: Vec<Option<Colour>> = Vec::new();
    let mut styles = Styles::default();
    let (mut in_fonts, mut in_fills, mut in_formats, mut in_format, mut in_dressings) =
        (false, false, false, false, false);
    loop {
        match xml.next()? {
            Token::Open(tag, empty) => match tag.name() {
                "dxfs" => in_dressings = !empty,
                "dxf" if in_dressings => styles.dressings.push(Dressing::default()),
                _ if in_dressings => {
                    styles
                        .dressings
                        .last_mut()
                        .into_iter()
                        .for_each(|dressing| dressing.take(&tag));
                }
                "fonts" => in_fonts = !empty,
                "cellXfs" => in_formats = !empty,
                "fills" => in_fills = !empty,
                "font" if in_fonts => fonts.push(Font::default()),
                _ if in_fonts => fonts.last_mut().into_iter().for_each(|font| font.take(&tag)),
                "fill" if in_fills => fills.push(None),
                "fgColor" if in_fills => {
                    fills.last_mut().into_iter().for_each(|fill| *fill = colour(&tag));
                }
                "alignment" if in_format => {
                    if let Some(look) = styles.looks.last_mut() {
                        look.centred = tag.get("horizontal").as_deref() == Some("centerContinuous");
                    }
                }
                "numFmt" => {
                    if let Some(id) = tag.get("numFmtId").and_then(|id| id.parse().ok()) {
                        custom.insert(id, Format::of(&tag.get("formatCode").unwrap_or_default()));
                    }
                }
                "xf" if in_formats => {
                    let number = |key| tag.get(key).and_then(|value| value.parse::<u32>().ok());
                    let id = number("numFmtId").unwrap_or(0);
                    let font = number("fontId")
                        .and_then(|font| fonts.get(font as usize).cloned())
                        .unwrap_or_default();
                    let fill = number("fillId")
                        .and_then(|fill| fills.get(fill as usize))
                        .and_then(Option::as_ref);
                    let unseen = font.colour.is_some_and(|colour| colour.is_unseen_on(fill));
                    let format = custom.get(&id).cloned().unwrap_or_else(|| Format::built_in(id));
                    in_format = !empty;
                    styles.looks.push(Look {
                        format,
                        script: font.script,
                        struck: font.struck,
                        centred: false,
                        unseen,
                    });
                }
                _ => {}
            },
            Token::Close(tag) => match tag.name() {
                "dxfs" => in_dressings = false,
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

#[cfg(test)]
mod tests {
    use super::super::super::displayed::Seen;
    use super::*;

    #[test]
    fn cell_formats_name_their_font() {
        let part = "<styleSheet><fonts><font><name val='Arial'/></font><font><strike/><name val='.VnTimeH'/></font></fonts>\
                    <cellStyleXfs><xf numFmtId='14' fontId='1'/></cellStyleXfs><cellXfs><xf numFmtId='0' fontId='0'/><xf numFmtId='14' fontId='1'/></cellXfs></styleSheet>";
        let styles = read(&mut Xml::held(part)).unwrap_or_default();
        let look = |style| {
            styles.look(style).map(|look| (look.format.number(45_000.0), look.script, look.struck))
        };
        assert_eq!(look(0), Some((Seen::Same, Script::Plain, false)));
        assert_eq!(look(1), Some((Seen::Day, Script::Tcvn3Capitals, true)));
        assert_eq!(look(9), None);
    }

    #[test]
    fn letters_in_the_colour_of_their_ground_are_not_seen() {
        let part = "<styleSheet><fonts><font/><font><color rgb='FFFFFFFF'/></font><font><color theme='0'/></font><font><color rgb='FFC00000'/></font></fonts>\
                    <fills><fill><patternFill patternType='none'/></fill><fill><patternFill><fgColor rgb='FFFFF9E5'/></patternFill></fill><fill><patternFill><fgColor rgb='FFC00000'/></patternFill></fill></fills>\
                    <cellXfs><xf fontId='0' fillId='0'/><xf fontId='1' fillId='0'/><xf fontId='2'/><xf fontId='1' fillId='1'/><xf fontId='3' fillId='1'/><xf fontId='1' fillId='2'/><xf fontId='3' fillId='2'/></cellXfs></styleSheet>";
        let styles = read(&mut Xml::held(part)).unwrap_or_default();
        assert_eq!(
            styles.looks.iter().map(|look| look.unseen).collect::<Vec<_>>(),
            [false, true, true, true, false, false, true]
        );
    }
}
