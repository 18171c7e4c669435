//! How cells are shown, as far as it changes what they say: dates, percentages, three decimals, old fonts.

use super::super::grid::Script;
use super::super::xml::{Token, Xml};
use crate::model::number::Shown;
use crate::model::submission::Unreadable;
use std::collections::BTreeMap;

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum NumberFormat {
    /// As a number.
    Number(Shown),
    /// As a day or a time.
    Day,
}

/// The cell formats of a workbook.
#[derive(Default)]
pub(super) struct Styles {
    formats: Vec<(NumberFormat, Script)>,
}

impl Styles {
    /// The format of a cell's style number.
    pub(super) fn format(&self, style: usize) -> (NumberFormat, Script) {
        self.formats.get(style).copied().unwrap_or((NumberFormat::Number(Shown::Plain), Script::Plain))
    }
}

/// Reads the styles part.
pub(super) fn read(xml: &mut Xml<'_>) -> Result<Styles, Unreadable> {
    let mut custom: BTreeMap<u32, NumberFormat> = BTreeMap::new();
    let mut fonts: Vec<Script> = Vec::new();
    let mut styles = Styles::default();
    let (mut in_fonts, mut in_formats) = (false, false);
    loop {
        match xml.next()? {
            Token::Open(tag, empty) => match tag.name() {
                "fonts" => in_fonts = !empty,
                "cellXfs" => in_formats = !empty,
                "font" if in_fonts => fonts.push(Script::Plain),
                "name" | "rFont" if in_fonts => {
                    if let (Some(font), Some(name)) = (fonts.last_mut(), tag.get("val")) {
                        *font = Script::of_font(&name);
                    }
                }
                "numFmt" => {
                    if let Some(id) = tag.get("numFmtId").and_then(|id| id.parse().ok()) {
                        custom.insert(id, of_code(&tag.get("formatCode").unwrap_or_default()));
                    }
                }
                "xf" if in_formats => {
                    let number = |key| tag.get(key).and_then(|value| value.parse::<u32>().ok());
                    let id = number("numFmtId").unwrap_or(0);
                    let font = number("fontId").and_then(|font| fonts.get(font as usize).copied()).unwrap_or_default();
                    styles.formats.push((custom.get(&id).copied().unwrap_or_else(|| built_in(id)), font));
                }
                _ => {}
            },
            Token::Close(tag) => match tag.name() {
                "fonts" => in_fonts = false,
                "cellXfs" => in_formats = false,
                _ => {}
            },
            Token::Text(_) => {}
            Token::End => return Ok(styles),
        }
    }
}

/// The formats every program knows by number (ECMA-376, part 1, 18.8.30).
pub(in crate::read) fn built_in(id: u32) -> NumberFormat {
    match id {
        9 | 10 => NumberFormat::Number(Shown::Percent),
        14..=22 | 27..=36 | 45..=47 | 50..=58 => NumberFormat::Day,
        _ => NumberFormat::Number(Shown::Plain),
    }
}

/// What a format's code shows: only its first section, without quoted words, colours and conditions.
pub(in crate::read) fn of_code(code: &str) -> NumberFormat {
    let (mut plain, mut quoted, mut bracketed, mut escaped) = (String::new(), false, false, false);
    for c in code.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' | '_' | '*' if !quoted => escaped = true,
            '"' => quoted = !quoted,
            '[' if !quoted => bracketed = true,
            ']' if !quoted => bracketed = false,
            ';' if !quoted && !bracketed => break,
            c if !quoted && !bracketed => plain.push(c.to_ascii_lowercase()),
            _ => {}
        }
    }
    if plain.contains("general") || plain.contains("standard") {
        return NumberFormat::Number(Shown::Plain);
    }
    if plain.contains(['y', 'd', 'm', 'h', 's']) {
        return NumberFormat::Day;
    }
    if plain.contains('%') {
        return NumberFormat::Number(Shown::Percent);
    }
    let decimals = plain.split_once('.').map_or(0, |(_, behind)| behind.chars().take_while(|c| matches!(c, '0' | '#' | '?')).count());
    NumberFormat::Number(if decimals == 3 { Shown::ThreeDecimals } else { Shown::Plain })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_code_says_what_a_person_sees() {
        for code in ["dd/mm/yyyy", "[$-42A]d mmmm yyyy;@", "yyyy\\-mm\\-dd", "h:mm"] {
            assert_eq!(of_code(code), NumberFormat::Day, "{code}");
        }
        for code in ["General", "#,##0", "0.00", "#,##0\\ \"đồng\"", "[Red]#,##0;-#,##0", "_-* #,##0_-", "@", "0.0000"] {
            assert_eq!(of_code(code), NumberFormat::Number(Shown::Plain), "{code}");
        }
        assert_eq!(of_code("0.000"), NumberFormat::Number(Shown::ThreeDecimals));
        assert_eq!(of_code("#,##0.000"), NumberFormat::Number(Shown::ThreeDecimals));
        assert_eq!(of_code("0.0%"), NumberFormat::Number(Shown::Percent));
    }

    #[test]
    fn cell_formats_name_their_font() {
        let part = "<styleSheet><fonts><font><name val='Arial'/></font><font><name val='.VnTimeH'/></font></fonts>\
                    <cellStyleXfs><xf numFmtId='14' fontId='1'/></cellStyleXfs><cellXfs><xf numFmtId='0' fontId='0'/><xf numFmtId='14' fontId='1'/></cellXfs></styleSheet>";
        let styles = read(&mut Xml::held(part.as_bytes())).unwrap_or_default();
        assert_eq!(styles.format(0), (NumberFormat::Number(Shown::Plain), Script::Plain));
        assert_eq!(styles.format(1), (NumberFormat::Day, Script::Tcvn3Capitals));
        assert_eq!(styles.format(9), (NumberFormat::Number(Shown::Plain), Script::Plain));
    }
}
