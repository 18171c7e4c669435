//! How cells are shown, as far as it changes what they say: dates, percentages, three decimals, old fonts.

use super::super::grid::{Mark, Script};
use super::super::xml::{Token, Xml};
use super::strings::mark_of;
use crate::model::key::Key;
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

/// How a cell is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Format {
    pub(super) number: NumberFormat,
    pub(super) script: Script,
    /// Whether the whole cell is struck through.
    pub(super) struck: bool,
}

impl Default for Format {
    fn default() -> Self {
        Self { number: NumberFormat::Number(Shown::Plain), script: Script::Plain, struck: false }
    }
}

/// The cell formats of a workbook.
#[derive(Default)]
pub(super) struct Styles {
    formats: Vec<Format>,
}

impl Styles {
    /// The format of a cell's style number.
    pub(super) fn format(&self, style: usize) -> Format {
        self.formats.get(style).copied().unwrap_or_default()
    }
}

/// Reads the styles part.
pub(super) fn read(xml: &mut Xml<'_>) -> Result<Styles, Unreadable> {
    let mut custom: BTreeMap<u32, NumberFormat> = BTreeMap::new();
    let mut fonts: Vec<(Script, bool)> = Vec::new();
    let mut styles = Styles::default();
    let (mut in_fonts, mut in_formats) = (false, false);
    loop {
        match xml.next()? {
            Token::Open(tag, empty) => match tag.name() {
                "fonts" => in_fonts = !empty,
                "cellXfs" => in_formats = !empty,
                "font" if in_fonts => fonts.push((Script::Plain, false)),
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
                        custom.insert(id, of_code(&tag.get("formatCode").unwrap_or_default()));
                    }
                }
                "xf" if in_formats => {
                    let number = |key| tag.get(key).and_then(|value| value.parse::<u32>().ok());
                    let id = number("numFmtId").unwrap_or(0);
                    let (script, struck) = number("fontId").and_then(|font| fonts.get(font as usize).copied()).unwrap_or_default();
                    let number = custom.get(&id).copied().unwrap_or_else(|| built_in(id));
                    styles.formats.push(Format { number, script, struck });
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
    let (mut plain, mut words, mut quoted, mut bracketed, mut escaped) = (String::new(), String::new(), false, false, false);
    for c in code.chars() {
        match c {
            _ if escaped => {
                escaped = false;
                words.push(c);
            }
            '\\' | '_' | '*' if !quoted => escaped = true,
            '"' => quoted = !quoted,
            '[' if !quoted => bracketed = true,
            ']' if !quoted => bracketed = false,
            ';' if !quoted && !bracketed => break,
            c if !quoted && !bracketed => plain.push(c.to_ascii_lowercase()),
            c if quoted => words.push(c),
            _ => {}
        }
    }
    if let Some(shown) = scaled(&plain, &words) {
        return NumberFormat::Number(shown);
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

/// Words by which a format says that it shows thousands, with how many zeros they stand for.
const MAGNITUDES: [(&str, i8); 5] = [("nghìn", 3), ("ngàn", 3), ("triệu", 6), ("tỷ", 9), ("tỉ", 9)];

/// Whether a format shows another magnitude than the number's own: `#,##0,` drops three digits, `0" nghìn"` adds them in words.
fn scaled(plain: &str, words: &str) -> Option<Shown> {
    let digits = plain.trim_end_matches(|c: char| !matches!(c, '0' | '#' | '?' | ','));
    let dropped = digits.len() - digits.trim_end_matches(',').len();
    if dropped > 0 && digits.contains(['0', '#', '?']) {
        return i8::try_from(dropped).ok().map(|dropped| Shown::Scaled(dropped.saturating_mul(-3)));
    }
    magnitude(words)
}

/// The magnitude that words in a number's format say.
pub(in crate::read) fn magnitude(words: &str) -> Option<Shown> {
    let words = Key::of(words);
    MAGNITUDES.iter().find(|(word, _)| words.contains(&Key::of(word))).map(|(_, zeros)| Shown::Scaled(*zeros))
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
        assert_eq!(of_code("#,##0,"), NumberFormat::Number(Shown::Scaled(-3)));
        assert_eq!(of_code("0.0,,\" tr\""), NumberFormat::Number(Shown::Scaled(-6)));
        assert_eq!(of_code("0\" nghìn lượt\""), NumberFormat::Number(Shown::Scaled(3)));
    }

    #[test]
    fn cell_formats_name_their_font() {
        let part = "<styleSheet><fonts><font><name val='Arial'/></font><font><strike/><name val='.VnTimeH'/></font></fonts>\
                    <cellStyleXfs><xf numFmtId='14' fontId='1'/></cellStyleXfs><cellXfs><xf numFmtId='0' fontId='0'/><xf numFmtId='14' fontId='1'/></cellXfs></styleSheet>";
        let styles = read(&mut Xml::held(part)).unwrap_or_default();
        assert_eq!(styles.format(0), Format::default());
        assert_eq!(styles.format(1), Format { number: NumberFormat::Day, script: Script::Tcvn3Capitals, struck: true });
        assert_eq!(styles.format(9), Format::default());
    }
}
