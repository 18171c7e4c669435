//! Reads the shared strings of a workbook.

use super::color::color;
use super::letters::{size, text_effect};
use crate::model::submission::Unreadable;
use crate::read::color::Color;
use crate::read::grid::{LegacyFont, TextEffect};
use crate::read::legibility::Legibility;
use crate::read::limits::Budget;
use crate::read::xml::{Tag, Token, Xml};
use crate::text::intern::intern;
use std::borrow::Cow;
use std::sync::Arc;

/// Maximum text length, in bytes. Excel's limit is 32,767 characters.
const LONGEST: usize = 160 << 10;

/// A text, with the legacy font of its runs if any.
pub(super) struct SharedString {
    pub(super) text: Arc<str>,
    pub(super) legacy_font: Option<LegacyFont>,
    /// Whether the text exceeds the maximum length.
    pub(super) too_long: bool,
    /// Formatting of runs that may be illegible; empty for text with letters.
    pub(super) run_formats: Vec<RunFormat>,
}

/// Formatting of a run that may change what it shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct RunFormat {
    color: Option<Color>,
    legibility: Legibility,
}

impl RunFormat {
    /// Processes a tag of a run's font.
    fn take(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "color" => self.color = color(tag),
            "sz" => self.legibility = self.legibility.or(size(tag)),
            "rFont" => {
                let font = tag.get("val").unwrap_or_default();
                self.legibility = self.legibility.or(Legibility::from_font(&font));
            }
            _ => {}
        }
    }

    fn on(&self, ground: Option<&Color>) -> Legibility {
        let color = self.color.as_ref().map(|color| Legibility::from_colors(color, ground));
        color.unwrap_or_default().or(self.legibility)
    }
}

impl SharedString {
    pub(super) fn plain(text: Arc<str>) -> Self {
        Self { text, legacy_font: None, too_long: false, run_formats: Vec::new() }
    }

    /// Returns what the text shows of a number on a fill. If one run is illegible, the others show
    /// another number.
    pub(super) fn legibility(&self, ground: Option<&Color>) -> Legibility {
        let is_clear = |look: &RunFormat| look.on(ground) == Legibility::Clear;
        if self.run_formats.iter().all(is_clear) { Legibility::Clear } else { Legibility::Altered }
    }
}

/// Reads the shared strings table.
pub(super) fn read(
    xml: &mut Xml<'_>,
    budget: &mut Budget,
) -> Result<Vec<SharedString>, Unreadable> {
    let mut strings = Vec::new();
    loop {
        match xml.next()? {
            Token::Open(tag, empty) if tag.name() == "si" => {
                let shared =
                    if empty { SharedString::plain("".into()) } else { text(xml, "si", budget)? };
                strings.push(shared);
                if strings.len() % 1024 == 0 {
                    budget.time()?;
                }
            }
            Token::End => return Ok(strings),
            _ => {}
        }
    }
}

/// Reads a text with its runs up to the closing tag of `element`, without phonetic runs.
pub(super) fn text(
    xml: &mut Xml<'_>,
    element: &str,
    budget: &mut Budget,
) -> Result<SharedString, Unreadable> {
    let (mut text, mut inside, mut legacy_font, mut phonetic, mut effect) =
        (String::new(), false, None, false, TextEffect::None);
    let (mut look, mut run_formats) = (RunFormat::default(), Vec::new());
    loop {
        match xml.next()? {
            Token::Open(tag, empty) => match tag.name() {
                "t" => inside = !empty,
                "rPh" => phonetic = !empty,
                "r" => (effect, look) = (TextEffect::None, RunFormat::default()),
                "strike" | "vertAlign" => effect = text_effect(&tag).unwrap_or(effect),
                "rFont" => {
                    legacy_font = legacy_font
                        .or(tag.get("val").map(|font| LegacyFont::from_name(&font)))
                        .filter(|legacy_font| *legacy_font != LegacyFont::None);
                    look.take(&tag);
                }
                _ => look.take(&tag),
            },
            Token::Text(part) if inside && !phonetic => {
                if text.len() <= LONGEST {
                    text.push_str(&effect.apply(&part));
                }
                if look != RunFormat::default()
                    && !run_formats.contains(&look)
                    && !part.trim().is_empty()
                {
                    run_formats.push(look.clone());
                }
            }
            Token::Close(tag) => match tag.name() {
                "t" => inside = false,
                "rPh" => phonetic = false,
                name if name == element => break,
                _ => {}
            },
            Token::End => return Err(crate::read::xml::cut_short()),
            Token::Text(_) => {}
        }
    }
    let text = unescaped(&text);
    budget.text(&text)?;
    let too_long = text.len() > LONGEST;
    if text.chars().any(char::is_alphabetic) {
        run_formats.clear();
    }
    Ok(SharedString { text: intern(&text), legacy_font, too_long, run_formats })
}

/// Decodes Excel's escapes for characters that XML does not allow: `_x000D_` is a carriage return.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("_x") {
        let (before, from) = rest.split_at(start);
        plain.push_str(before);
        let letter = from
            .get(2..6)
            .filter(|_| from.as_bytes().get(6) == Some(&b'_'))
            .and_then(|hex| u32::from_str_radix(hex, 16).ok())
            .and_then(char::from_u32);
        let length = if let Some(letter) = letter {
            plain.push(letter);
            7
        } else {
            plain.push_str("_x");
            2
        };
        rest = from.get(length..).unwrap_or_default();
    }
    plain.push_str(rest);
    plain.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::limits::Clock;

    fn read_all(part: &str) -> Vec<(String, Option<LegacyFont>)> {
        let strings =
            read(&mut Xml::in_memory(part), &mut Budget::new(Clock::start())).unwrap_or_default();
        strings.into_iter().map(|shared| (shared.text.to_string(), shared.legacy_font)).collect()
    }

    #[test]
    fn runs_are_joined_and_phonetic_text_is_left_out() {
        let part = "<sst><si><t>a &amp; b</t></si><si><r><t>c</t></r><r><t xml:space='preserve'> d</t></r><rPh><t>x</t></rPh></si><si/></sst>";
        assert_eq!(
            read_all(part),
            [("a & b".to_owned(), None), ("c d".to_owned(), None), (String::new(), None)]
        );
    }

    #[test]
    fn a_run_in_a_legacy_font_is_reported() {
        let part = "<sst><si><r><rPr><rFont val='.VnTime'/></rPr><t>M·</t></r></si></sst>";
        assert_eq!(read_all(part), [("M·".to_owned(), Some(LegacyFont::Tcvn3))]);
    }

    #[test]
    fn escaped_characters_are_decoded() {
        assert_eq!(unescaped("a_x000D_b_x41_ _x0041_"), "a\rb_x41_ A");
    }
}
