//! The styles of an `.ods` file, as far as they change what a cell says.

use super::conditional::ConditionalStyle;
use super::number_styles::NumberStyles;
use crate::model::submission::Unreadable;
use crate::read::color::Color;
use crate::read::conditional::ConditionalEffect;
use crate::read::grid::{LegacyFont, TextEffect, Value};
use crate::read::number_format::NumberFormat;
use crate::read::xml::{Tag, Token, Xml};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is known of the styles by name.
#[derive(Default)]
pub(super) struct Styles {
    fonts: BTreeMap<String, LegacyFont>,
    legacy_fonts: BTreeMap<String, LegacyFont>,
    parents: BTreeMap<String, String>,
    effects: BTreeMap<String, TextEffect>,
    letters: BTreeMap<String, Color>,
    grounds: BTreeMap<String, Option<Color>>,
    numbers: NumberStyles,
    formats: BTreeMap<String, NumberFormat>,
    conditional: BTreeMap<String, Vec<ConditionalStyle>>,
    /// The styles of columns and rows that have no size.
    without_size: BTreeSet<String>,
    hidden_tables: BTreeSet<String>,
    /// The text of page heads and feet, by the layout of pages that has them.
    margins: BTreeMap<String, Vec<String>>,
    /// The layout of pages of a style of tables.
    layouts: BTreeMap<String, String>,
    /// The layout of pages being read.
    layout: String,
    in_margin: bool,
    /// The style being read.
    current: Option<String>,
}

impl Styles {
    /// Reads all styles of a part.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), Unreadable> {
        loop {
            match xml.next()? {
                Token::Open(tag, empty) => match tag.name() {
                    "master-page" => self.layout = tag.get("name").unwrap_or_default().into_owned(),
                    name if is_margin(name) => self.in_margin = !empty,
                    "p" if self.in_margin => {
                        self.margins.entry(self.layout.clone()).or_default().push(String::new());
                    }
                    _ => self.take(&tag),
                },
                Token::Text(words) if self.in_margin => {
                    if let Some(margin) =
                        self.margins.get_mut(&self.layout).and_then(|margins| margins.last_mut())
                    {
                        margin.push_str(&words);
                    }
                }
                Token::Text(words) => self.words(&words),
                Token::Close(tag) if is_margin(tag.name()) => self.in_margin = false,
                Token::Close(tag) => self.ended(tag.name()),
                Token::End => return Ok(()),
            }
        }
    }

    /// Takes the end of an element: what follows a format is no part of it.
    pub(super) fn ended(&mut self, name: &str) {
        self.numbers.ended(name);
    }

    /// Takes the words that a number's format shows beside the number.
    pub(super) fn words(&mut self, words: &str) {
        self.numbers.words(words);
    }

    /// Takes what one tag says of a style; other tags say nothing.
    pub(super) fn take(&mut self, tag: &Tag<'_>) {
        let get = |key| tag.get(key).map(std::borrow::Cow::into_owned);
        if matches!(tag.name(), "style" | "default-style") {
            self.numbers.end();
        }
        self.numbers.take(tag);
        match tag.name() {
            _ if self.numbers.is_open() => {}
            "font-face" => {
                if let (Some(name), Some(family)) = (get("name"), get("font-family")) {
                    self.fonts.insert(name, LegacyFont::from_name(family.trim_matches('\'')));
                }
            }
            "style" | "default-style" => {
                let name = get("name").unwrap_or_default();
                if let Some(parent) = get("parent-style-name") {
                    self.parents.insert(name.clone(), parent);
                }
                if let Some(layout) = get("master-page-name") {
                    self.layouts.insert(name.clone(), layout);
                }
                if let Some(format) =
                    get("data-style-name").and_then(|data| self.numbers.get(&data))
                {
                    self.formats.insert(name.clone(), format.clone());
                }
                self.current = Some(name);
            }
            "text-properties" => {
                let font = get("font-name").map(|name| {
                    self.fonts.get(&name).copied().unwrap_or_else(|| LegacyFont::from_name(&name))
                });
                let font = font.or_else(|| {
                    get("font-family")
                        .map(|family| LegacyFont::from_name(family.trim_matches('\'')))
                });
                if let (Some(style), Some(font)) = (&self.current, font) {
                    self.legacy_fonts.insert(style.clone(), font);
                }
                if let (Some(style), Some(effect)) = (&self.current, text_effect(tag)) {
                    self.effects.insert(style.clone(), effect);
                }
                if let (Some(style), Some(color)) = (&self.current, get("color")) {
                    self.letters.insert(style.clone(), Color::rgb(&color));
                }
            }
            "map" => {
                let style = self.current.clone().unwrap_or_default();
                self.conditional.entry(style).or_default().push(ConditionalStyle::from_tag(tag));
            }
            "table-cell-properties" => {
                if let (Some(style), Some(ground)) = (&self.current, get("background-color")) {
                    let ground = ground.starts_with('#').then(|| Color::rgb(&ground));
                    self.grounds.insert(style.clone(), ground);
                }
            }
            "table-properties" => {
                if let Some(style) =
                    self.current.as_ref().filter(|_| get("display").as_deref() == Some("false"))
                {
                    self.hidden_tables.insert(style.clone());
                }
            }
            "table-column-properties" | "table-row-properties" => {
                let measure = get("column-width").or_else(|| get("row-height"));
                if let Some(style) = self
                    .current
                    .as_ref()
                    .filter(|_| measure.is_some_and(|measure| is_nothing(&measure)))
                {
                    self.without_size.insert(style.clone());
                }
            }
            _ => {}
        }
    }

    /// The font a cell's style shows it in.
    pub(super) fn legacy_font(&self, style: &str) -> LegacyFont {
        self.inherited(style, &self.legacy_fonts)
    }

    /// How the letters of a style stand.
    pub(super) fn effect(&self, style: &str) -> TextEffect {
        self.inherited(style, &self.effects)
    }

    /// Whether letters of a style have the colour of what is behind them.
    pub(super) fn is_unseen(&self, style: &str) -> bool {
        let ground: Option<Color> = self.inherited(style, &self.grounds);
        let letters: Option<Color> = self.nearest(style, &self.letters).cloned();
        letters.is_some_and(|letters| letters.is_unseen_on(ground.as_ref()))
    }

    /// What a style says, or the nearest of those it is made of.
    fn inherited<T: Clone + Default>(&self, style: &str, of: &BTreeMap<String, T>) -> T {
        self.nearest(style, of).cloned().unwrap_or_default()
    }

    fn nearest<'s, T>(&'s self, style: &str, of: &'s BTreeMap<String, T>) -> Option<&'s T> {
        let mut style = style;
        for _ in 0..8 {
            if let Some(said) = of.get(style) {
                return Some(said);
            }
            style = self.parents.get(style)?;
        }
        None
    }

    /// How a cell's style shows a number.
    pub(super) fn format(&self, style: &str) -> NumberFormat {
        self.inherited(style, &self.formats)
    }

    /// Returns the conditional styles of a cell's style.
    pub(super) fn conditional(&self, style: &str) -> &[ConditionalStyle] {
        self.nearest(style, &self.conditional).map_or(&[], Vec::as_slice)
    }

    /// Returns what conditional styles make a value show, where that is, or may be, something else than it holds.
    pub(super) fn shown(&self, value: &Value, all: &[ConditionalStyle]) -> Option<Arc<str>> {
        let Value::Number(number) = value else {
            return None;
        };
        all.iter().find_map(|conditional| {
            let effect = self.conditional_effect(conditional.style());
            effect.shown(value, conditional.applies(*number), false)
        })
    }

    fn conditional_effect(&self, style: &str) -> ConditionalEffect {
        if self.is_unseen(style) {
            ConditionalEffect::Hides
        } else if self.effect(style) == TextEffect::Strikethrough {
            ConditionalEffect::Strikes
        } else {
            ConditionalEffect::Format(self.format(style))
        }
    }

    /// Whether a column's or a row's style leaves it no size.
    pub(super) fn has_no_size(&self, style: &str) -> bool {
        self.without_size.contains(style)
    }

    /// The text of the page heads and feet of a table of this style.
    pub(super) fn margins(&self, table: &str) -> Vec<String> {
        let usual =
            || ["Default", "Standard"].into_iter().find_map(|usual| self.margins.get(usual));
        let margins = match self.layouts.get(table).filter(|layout| !layout.is_empty()) {
            Some(layout) => self.margins.get(layout),
            None => usual().or_else(|| self.margins.values().next()),
        };
        margins.cloned().unwrap_or_default()
    }

    /// Whether a table's style hides it.
    pub(super) fn hides_table(&self, style: &str) -> bool {
        self.hidden_tables.contains(style)
    }
}

/// Whether an element is a page's head or foot.
fn is_margin(name: &str) -> bool {
    matches!(
        name,
        "header" | "header-left" | "header-first" | "footer" | "footer-left" | "footer-first"
    )
}

/// Whether a measure with its unit is as good as nothing.
fn is_nothing(measure: &str) -> bool {
    measure
        .trim_end_matches(|c: char| c.is_alphabetic() || c == '%')
        .parse::<f64>()
        .is_ok_and(|measure| measure < 0.02)
}

/// What a style's text properties say of how its letters stand.
fn text_effect(tag: &Tag<'_>) -> Option<TextEffect> {
    let position = tag.get("text-position").unwrap_or_default();
    let lifted = position.split_whitespace().next().unwrap_or_default();
    let through: Vec<_> = ["text-line-through-style", "text-line-through-type"]
        .into_iter()
        .filter_map(|key| tag.get(key))
        .collect();
    match lifted {
        _ if through.iter().any(|style| style != "none") => Some(TextEffect::Strikethrough),
        "" if through.is_empty() => None,
        "super" => Some(TextEffect::Superscript),
        "sub" => Some(TextEffect::Subscript),
        // by how much: `33% 58%`
        percent if percent.starts_with('-') => Some(TextEffect::Subscript),
        percent if percent.ends_with('%') && percent != "0%" => Some(TextEffect::Superscript),
        _ => Some(TextEffect::None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::number_format::Rendered;

    #[test]
    fn a_number_style_shows_what_its_format_code_shows() {
        let seen = |style: &str, value: f64| {
            let part = format!(
                "<a>{style}<style:style style:name='A' style:data-style-name='N'/><style:style style:name='B' style:parent-style-name='A'/></a>"
            );
            let mut styles = Styles::default();
            styles.read(&mut Xml::in_memory(&part)).map(|()| styles.format("B").number(value)).ok()
        };
        let digits = "<number:number number:decimal-places='0' number:min-integer-digits='1' number:grouping='true'/>";
        let same = [
            format!("<number:number-style style:name='N'>{digits}</number:number-style>"),
            "<number:number-style style:name='N'><number:number number:min-integer-digits='1'/></number:number-style>".to_owned(),
            format!("<number:number-style style:name='O'><number:text>x</number:text></number:number-style><number:number-style style:name='N'>{digits}<style:map style:condition='value()&gt;=5000' style:apply-style-name='O'/></number:number-style>"),
            "<number:number-style style:name='N'><number:number number:decimal-places='0' number:min-integer-digits='4'><number:embedded-text number:position='3'>.</number:embedded-text></number:number></number:number-style>".to_owned(),
        ];
        for style in same {
            assert_eq!(seen(&style, 1348.0), Some(Rendered::Same), "{style}");
        }
        let otherwise = [
            (format!("<number:number-style style:name='N'>{digits}<number:text>000</number:text></number:number-style>"), "1,348000"),
            (format!("<number:number-style style:name='N'>{digits}<number:text> nghìn</number:text></number:number-style>"), "1,348 nghìn"),
            (format!("<number:number-style style:name='N'><number:text>khoảng </number:text>{digits}</number:number-style>"), "khoảng 1,348"),
            ("<number:number-style style:name='N'/>".to_owned(), ""),
            ("<number:number-style style:name='N'><number:text>-</number:text></number:number-style>".to_owned(), "-"),
            (format!("<number:percentage-style style:name='N'>{digits}<number:text>%</number:text></number:percentage-style>"), "134,800%"),
            ("<number:number-style style:name='N'><number:number number:decimal-places='0' number:min-integer-digits='1' number:display-factor='1000'/></number:number-style>".to_owned(), "1"),
            (format!("<number:number-style style:name='O'/><number:number-style style:name='N'>{digits}<style:map style:condition='value()&gt;=0' style:apply-style-name='O'/></number:number-style>"), ""),
        ];
        for (style, shown) in otherwise {
            assert_eq!(seen(&style, 1348.0), Some(Rendered::Other(shown.into())), "{style}");
        }
        assert_eq!(
            seen("<number:date-style style:name='N'><number:year/></number:date-style>", 45_000.0),
            Some(Rendered::Day)
        );
    }

    #[test]
    fn letters_in_the_colour_of_their_ground_are_not_seen() {
        let part = "<a><style:style style:name='A'><style:text-properties fo:color='#ffffff'/></style:style>\
                    <style:style style:name='B' style:parent-style-name='A'><style:table-cell-properties fo:background-color='#1f3864'/></style:style>\
                    <style:style style:name='C' style:parent-style-name='B'><style:table-cell-properties fo:background-color='transparent'/></style:style></a>";
        let mut styles = Styles::default();
        assert!(styles.read(&mut Xml::in_memory(part)).is_ok());
        assert_eq!(
            ["A", "B", "C", "D"].map(|style| styles.is_unseen(style)),
            [true, false, true, false]
        );
    }

    #[test]
    fn letters_are_struck_or_raised_by_word_or_by_measure() {
        let effect = |attributes: &str| {
            let part = format!(
                "<a><style:style style:name='T'><style:text-properties {attributes}/></style:style></a>"
            );
            let mut styles = Styles::default();
            styles.read(&mut Xml::in_memory(&part)).map(|()| styles.effect("T")).ok()
        };
        let rows = [
            ("style:text-position='33% 58%'", TextEffect::Superscript),
            ("style:text-position='super 58%'", TextEffect::Superscript),
            ("style:text-position='-33% 58%'", TextEffect::Subscript),
            ("style:text-position='0% 100%'", TextEffect::None),
            (
                "style:text-line-through-type='single' style:text-position='0% 100%'",
                TextEffect::Strikethrough,
            ),
            ("style:text-line-through-style='solid'", TextEffect::Strikethrough),
            (
                "style:text-line-through-style='none' style:text-line-through-type='none'",
                TextEffect::None,
            ),
        ];
        for (attributes, expected) in rows {
            assert_eq!(effect(attributes), Some(expected), "{attributes}");
        }
    }
}
