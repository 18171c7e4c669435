//! The styles of an `.ods` file, as far as they change what a cell says.

use super::super::grid::{Mark, Script};
use super::super::xlsx::magnitude;
use super::super::xml::{Tag, Token, Xml};
use crate::model::number::Shown;
use crate::model::submission::Unreadable;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of the styles by name.
#[derive(Default)]
pub(super) struct Styles {
    fonts: BTreeMap<String, Script>,
    scripts: BTreeMap<String, Script>,
    parents: BTreeMap<String, String>,
    marks: BTreeMap<String, Mark>,
    formats: BTreeMap<String, Shown>,
    shown: BTreeMap<String, Shown>,
    hidden_tables: BTreeSet<String>,
    /// The text of page heads and feet.
    pub(super) margins: Vec<String>,
    in_margin: bool,
    /// The style and the number style being read.
    current: Option<String>,
    number: Option<String>,
}

impl Styles {
    /// Reads all styles of a part.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), Unreadable> {
        loop {
            match xml.next()? {
                Token::Open(tag, empty) => match tag.name() {
                    name if is_margin(name) => self.in_margin = !empty,
                    "p" if self.in_margin => self.margins.push(String::new()),
                    _ => self.take(&tag),
                },
                Token::Text(words) if self.in_margin => self.margins.last_mut().into_iter().for_each(|margin| margin.push_str(&words)),
                Token::Text(words) => self.words(&words),
                Token::Close(tag) if is_margin(tag.name()) => self.in_margin = false,
                Token::Close(tag) => self.ended(tag.name()),
                Token::End => return Ok(()),
            }
        }
    }

    /// Takes the end of an element: what follows a format is no part of it.
    pub(super) fn ended(&mut self, name: &str) {
        if is_format(name) {
            self.number = None;
        }
    }

    /// Takes the words that a number's format shows beside the number.
    pub(super) fn words(&mut self, words: &str) {
        if let (Some(style), Some(shown)) = (&self.number, magnitude(words)) {
            self.formats.insert(style.clone(), shown);
        }
    }

    /// Takes what one tag says of a style; other tags say nothing.
    pub(super) fn take(&mut self, tag: &Tag<'_>) {
        let get = |key| tag.get(key).map(std::borrow::Cow::into_owned);
        match tag.name() {
            "font-face" => {
                if let (Some(name), Some(family)) = (get("name"), get("font-family")) {
                    self.fonts.insert(name, Script::of_font(family.trim_matches('\'')));
                }
            }
            "style" | "default-style" => {
                let name = get("name").unwrap_or_default();
                if let Some(parent) = get("parent-style-name") {
                    self.parents.insert(name.clone(), parent);
                }
                if let Some(shown) = get("data-style-name").and_then(|data| self.formats.get(&data)) {
                    self.shown.insert(name.clone(), *shown);
                }
                self.current = Some(name);
            }
            "text-properties" => {
                let font = get("font-name").map(|name| self.fonts.get(&name).copied().unwrap_or_else(|| Script::of_font(&name)));
                let font = font.or_else(|| get("font-family").map(|family| Script::of_font(family.trim_matches('\''))));
                if let (Some(style), Some(font)) = (&self.current, font) {
                    self.scripts.insert(style.clone(), font);
                }
                if let (Some(style), Some(mark)) = (&self.current, mark_of(tag)) {
                    self.marks.insert(style.clone(), mark);
                }
            }
            "table-properties" => {
                if let Some(style) = self.current.as_ref().filter(|_| get("display").as_deref() == Some("false")) {
                    self.hidden_tables.insert(style.clone());
                }
            }
            name if is_format(name) => self.number = get("name"),
            "number" => {
                let factor = get("display-factor").and_then(|factor| factor.parse::<f64>().ok()).filter(|factor| *factor > 1.0);
                let shown = match factor {
                    Some(factor) => Some(Shown::Scaled(if factor > 1_000.0 { -6 } else { -3 })),
                    None => (get("decimal-places").as_deref() == Some("3")).then_some(Shown::ThreeDecimals),
                };
                if let (Some(style), Some(shown)) = (&self.number, shown) {
                    self.formats.insert(style.clone(), shown);
                }
            }
            _ => {}
        }
    }

    /// The font a cell's style shows it in.
    pub(super) fn script(&self, style: &str) -> Script {
        self.inherited(style, &self.scripts)
    }

    /// How the letters of a style stand.
    pub(super) fn mark(&self, style: &str) -> Mark {
        self.inherited(style, &self.marks)
    }

    /// What a style says, or the nearest of those it is made of.
    fn inherited<T: Copy + Default>(&self, style: &str, of: &BTreeMap<String, T>) -> T {
        let mut style = style;
        for _ in 0..8 {
            if let Some(said) = of.get(style) {
                return *said;
            }
            match self.parents.get(style) {
                Some(parent) => style = parent,
                None => break,
            }
        }
        T::default()
    }

    /// How a cell's style shows a number.
    pub(super) fn shown(&self, style: &str) -> Shown {
        self.shown.get(style).copied().unwrap_or_default()
    }

    /// Whether a table's style hides it.
    pub(super) fn hides_table(&self, style: &str) -> bool {
        self.hidden_tables.contains(style)
    }
}

/// Whether an element is a page's head or foot.
fn is_margin(name: &str) -> bool {
    matches!(name, "header" | "header-left" | "header-first" | "footer" | "footer-left" | "footer-first")
}

/// Whether an element is the format of a number, a currency, a percentage, a day.
fn is_format(name: &str) -> bool {
    name.ends_with("-style")
}

/// What a style's text properties say of how its letters stand.
fn mark_of(tag: &Tag<'_>) -> Option<Mark> {
    let position = tag.get("text-position").unwrap_or_default();
    let lifted = position.split_whitespace().next().unwrap_or_default();
    let through: Vec<_> = ["text-line-through-style", "text-line-through-type"].into_iter().filter_map(|key| tag.get(key)).collect();
    match lifted {
        _ if through.iter().any(|style| style != "none") => Some(Mark::Struck),
        "" if through.is_empty() => None,
        "super" => Some(Mark::Raised),
        "sub" => Some(Mark::Lowered),
        // by how much: `33% 58%`
        percent if percent.starts_with('-') => Some(Mark::Lowered),
        percent if percent.ends_with('%') && percent != "0%" => Some(Mark::Raised),
        _ => Some(Mark::None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_format_shows_is_its_own_and_not_the_formats_before_it() {
        let part = "<a><number:number-style style:name='N1'><number:number number:decimal-places='0'/></number:number-style>\
                    <number:percentage-style style:name='N2'><number:number number:decimal-places='3'/></number:percentage-style>\
                    <number:number-style style:name='N3'><number:number/><number:text> nghìn</number:text></number:number-style>\
                    <style:style style:name='A' style:data-style-name='N1'/><style:style style:name='B' style:data-style-name='N3'/></a>";
        let mut styles = Styles::default();
        assert!(styles.read(&mut Xml::held(part)).is_ok());
        assert_eq!(["A", "B"].map(|style| styles.shown(style)), [Shown::Plain, Shown::Scaled(3)]);
    }

    #[test]
    fn letters_are_struck_or_raised_by_word_or_by_measure() {
        let mark = |attributes: &str| {
            let part = format!("<a><style:style style:name='T'><style:text-properties {attributes}/></style:style></a>");
            let mut styles = Styles::default();
            styles.read(&mut Xml::held(&part)).map(|()| styles.mark("T")).ok()
        };
        let rows = [
            ("style:text-position='33% 58%'", Mark::Raised),
            ("style:text-position='super 58%'", Mark::Raised),
            ("style:text-position='-33% 58%'", Mark::Lowered),
            ("style:text-position='0% 100%'", Mark::None),
            ("style:text-line-through-type='single' style:text-position='0% 100%'", Mark::Struck),
            ("style:text-line-through-style='solid'", Mark::Struck),
            ("style:text-line-through-style='none' style:text-line-through-type='none'", Mark::None),
        ];
        for (attributes, expected) in rows {
            assert_eq!(mark(attributes), Some(expected), "{attributes}");
        }
    }
}
