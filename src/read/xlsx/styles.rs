//! How cells are shown, as far as it changes what they say: number formats, old fonts.

use super::super::displayed::Format;
use super::super::grid::{Mark, Script};
use super::super::xml::{Token, Xml};
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
    let mut fonts: Vec<(Script, bool)> = Vec::new();
    let mut styles = Styles::default();
    let (mut in_fonts, mut in_formats, mut in_format, mut in_dressings) = (false, false, false, false);
    loop {
        match xml.next()? {
            Token::Open(tag, empty) => match tag.name() {
                "dxfs" => in_dressings = !empty,
                "dxf" if in_dressings => styles.dressings.push(Dressing::default()),
                _ if in_dressings => styles.dressings.last_mut().into_iter().for_each(|dressing| dressing.take(&tag)),
                "fonts" => in_fonts = !empty,
                "cellXfs" => in_formats = !empty,
                "font" if in_fonts => fonts.push((Script::Plain, false)),
                "alignment" if in_format => {
                    if let Some(look) = styles.looks.last_mut() {
                        look.centred = tag.get("horizontal").as_deref() == Some("centerContinuous");
                    }
                }
                "strike" if in_fonts => {
                    if let Some((_, struck)) = fonts.last_mut() {
                        *struck = mark_of(&tag) == Some(Mark::Struck);
                    }
                }
                "name" | "rFont" if in_fonts => {
                    if let (Some((font, _)), Some(name)) = (fonts.last_mut(), tag.get("val")) {
                        *font = Script::of_font(&name);
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
                    let (script, struck) = number("fontId").and_then(|font| fonts.get(font as usize).copied()).unwrap_or_default();
                    let format = custom.get(&id).cloned().unwrap_or_else(|| Format::built_in(id));
                    in_format = !empty;
                    styles.looks.push(Look { format, script, struck, centred: false });
                }
                _ => {}
            },
            Token::Close(tag) => match tag.name() {
                "dxfs" => in_dressings = false,
                "fonts" => in_fonts = false,
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
        let look = |style| styles.look(style).map(|look| (look.format.number(45_000.0), look.script, look.struck));
        assert_eq!(look(0), Some((Seen::Same, Script::Plain, false)));
        assert_eq!(look(1), Some((Seen::Day, Script::Tcvn3Capitals, true)));
        assert_eq!(look(9), None);
    }
}
