//! The styles of an `.ods` file, as far as they change what cells show.

use super::conditional::ConditionalStyle;
use super::number_styles::NumberStyles;
use crate::model::submission::Unreadable;
use crate::read::color::Color;
use crate::read::conditional::ConditionalEffect;
use crate::read::grid::{LegacyFont, TextEffect, Value};
use crate::read::legibility::Legibility;
use crate::read::number_format::NumberFormat;
use crate::read::xml::{Tag, Token, Xml};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Style properties by style name.
#[derive(Default)]
pub(super) struct Styles {
    fonts: BTreeMap<String, LegacyFont>,
    legacy_fonts: BTreeMap<String, LegacyFont>,
    parents: BTreeMap<String, String>,
    effects: BTreeMap<String, TextEffect>,
    letters: BTreeMap<String, Color>,
    grounds: BTreeMap<String, Option<Color>>,
    signs: BTreeMap<String, Legibility>,
    sizes: BTreeMap<String, Legibility>,
    repeats: BTreeMap<String, Legibility>,
    numbers: NumberStyles,
    formats: BTreeMap<String, NumberFormat>,
    conditional: BTreeMap<String, Vec<ConditionalStyle>>,
    /// Column and row styles with zero size.
    without_size: BTreeSet<String>,
    /// Column widths, in digits.
    widths: BTreeMap<String, f64>,
    /// Cell styles that rotate a number or shrink it to fit.
    fitting: BTreeMap<String, bool>,
    hidden_tables: BTreeSet<String>,
    /// Text of page headers and footers, by page layout.
    margins: BTreeMap<String, Vec<String>>,
    /// Page layouts by table style.
    layouts: BTreeMap<String, String>,
    /// Page layout being read.
    layout: String,
    in_margin: bool,
    /// Style being read.
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

    /// Ends an element.
    pub(super) fn ended(&mut self, name: &str) {
        self.numbers.ended(name);
    }

    /// Adds literal text of a number format.
    pub(super) fn words(&mut self, words: &str) {
        self.numbers.words(words);
    }

    /// Processes a tag; tags other than styles are ignored.
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
            "style" | "default-style" => self.begin(tag),
            "text-properties" => self.text_properties(tag),
            "map" => {
                let style = self.current.clone().unwrap_or_default();
                self.conditional.entry(style).or_default().push(ConditionalStyle::from_tag(tag));
            }
            "table-cell-properties" => {
                if let (Some(style), Some(ground)) = (&self.current, get("background-color")) {
                    let ground = ground.starts_with('#').then(|| Color::rgb(&ground));
                    self.grounds.insert(style.clone(), ground);
                }
                let is_turned = get("rotation-angle").is_some_and(|angle| angle != "0");
                if is_turned || get("shrink-to-fit").as_deref() == Some("true") {
                    self.fitting.extend(self.current.clone().map(|style| (style, true)));
                }
                if let (Some(style), Some("true")) =
                    (&self.current, get("repeat-content").as_deref())
                {
                    self.repeats.insert(style.clone(), Legibility::Altered);
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
                let width = get("column-width");
                let measure = width.clone().or_else(|| get("row-height"));
                if let Some(style) = &self.current {
                    if measure.is_some_and(|measure| is_nothing(&measure)) {
                        self.without_size.insert(style.clone());
                    }
                    let width = width.and_then(|width| in_digits(&width));
                    self.widths.extend(width.map(|width| (style.clone(), width)));
                }
            }
            _ => {}
        }
    }

    /// Begins a style.
    fn begin(&mut self, tag: &Tag<'_>) {
        let get = |key| tag.get(key).map(std::borrow::Cow::into_owned);
        let name = get("name").unwrap_or_default();
        if let Some(parent) = get("parent-style-name") {
            self.parents.insert(name.clone(), parent);
        }
        if let Some(layout) = get("master-page-name") {
            self.layouts.insert(name.clone(), layout);
        }
        if let Some(format) = get("data-style-name").and_then(|data| self.numbers.get(&data)) {
            self.formats.insert(name.clone(), format.clone());
        }
        self.current = Some(name);
    }

    /// Reads the text properties of the current style.
    fn text_properties(&mut self, tag: &Tag<'_>) {
        let get = |key| tag.get(key).map(std::borrow::Cow::into_owned);
        let font = get("font-name").map(|name| {
            self.fonts.get(&name).copied().unwrap_or_else(|| LegacyFont::from_name(&name))
        });
        let font = font.or_else(|| {
            get("font-family").map(|family| LegacyFont::from_name(family.trim_matches('\'')))
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
        if let (Some(style), Some(name)) =
            (&self.current, get("font-name").or_else(|| get("font-family")))
        {
            self.signs.insert(style.clone(), Legibility::from_font(&name));
        }
        let points = get("font-size").and_then(|size| size.strip_suffix("pt")?.parse().ok());
        if let (Some(style), Some(points)) = (&self.current, points) {
            self.sizes.insert(style.clone(), Legibility::from_size(points));
        }
    }

    pub(super) fn legacy_font(&self, style: &str) -> LegacyFont {
        self.inherited(style, &self.legacy_fonts)
    }

    pub(super) fn effect(&self, style: &str) -> TextEffect {
        self.inherited(style, &self.effects)
    }

    /// Returns what a cell's font shows of a number.
    pub(super) fn legibility(&self, style: &str) -> Legibility {
        self.legibility_on(style, style).or(self.inherited(style, &self.repeats))
    }

    /// Returns what text of one style shows of a number in a cell of another style.
    fn legibility_on(&self, style: &str, cell: &str) -> Legibility {
        let ground: Option<Color> = self.inherited(cell, &self.grounds);
        let letters = self.nearest(style, &self.letters);
        let seen = letters.map(|letters| Legibility::from_colors(letters, ground.as_ref()));
        seen.unwrap_or_default()
            .or(self.inherited(style, &self.sizes))
            .or(self.inherited(style, &self.signs))
    }

    /// Returns what rich text shows of a number.
    pub(super) fn legibility_of_parts(&self, parts: &[String], cell: &str) -> Legibility {
        let is_clear = |part: &String| self.legibility_on(part, cell) == Legibility::Clear;
        if parts.iter().all(is_clear) { Legibility::Clear } else { Legibility::Altered }
    }

    /// Returns a property of a style or of its nearest ancestor.
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

    pub(super) fn format(&self, style: &str) -> NumberFormat {
        self.inherited(style, &self.formats)
    }

    pub(super) fn conditional(&self, style: &str) -> &[ConditionalStyle] {
        self.nearest(style, &self.conditional).map_or(&[], Vec::as_slice)
    }

    /// Returns the displayed text if conditional styles make it differ, or possibly differ, from
    /// the value.
    pub(super) fn shown(&self, value: &Value, all: &[ConditionalStyle]) -> Option<Arc<str>> {
        let Value::Number(number) = value else {
            return None;
        };
        all.iter().find_map(|conditional| {
            let effect = self.conditional_effect(conditional.style())?;
            effect.shown(value, conditional.applies(*number), false)
        })
    }

    fn conditional_effect(&self, style: &str) -> Option<ConditionalEffect> {
        let is_hidden = self.legibility(style) == Legibility::Invisible;
        let is_struck = self.effect(style) == TextEffect::Strikethrough;
        ConditionalEffect::from_look(is_hidden, is_struck, Some(self.format(style)))
    }

    /// Returns the width of a column style, in digits.
    pub(super) fn width(&self, style: &str) -> Option<f64> {
        self.widths.get(style).copied()
    }

    /// Returns whether a cell style rotates a number or shrinks it to fit.
    pub(super) fn fits_any_width(&self, style: &str) -> bool {
        self.inherited(style, &self.fitting)
    }

    /// Returns whether a column or row style has zero size.
    pub(super) fn has_no_size(&self, style: &str) -> bool {
        self.without_size.contains(style)
    }

    /// Returns the text of page headers and footers for a table style.
    pub(super) fn margins(&self, table: &str) -> Vec<String> {
        let usual =
            || ["Default", "Standard"].into_iter().find_map(|usual| self.margins.get(usual));
        let margins = match self.layouts.get(table).filter(|layout| !layout.is_empty()) {
            Some(layout) => self.margins.get(layout),
            None => usual().or_else(|| self.margins.values().next()),
        };
        margins.cloned().unwrap_or_default()
    }

    pub(super) fn hides_table(&self, style: &str) -> bool {
        self.hidden_tables.contains(style)
    }
}

/// Returns whether an element is a page header or footer.
fn is_margin(name: &str) -> bool {
    matches!(
        name,
        "header" | "header-left" | "header-first" | "footer" | "footer-left" | "footer-first"
    )
}

/// Returns whether a length, whatever its unit, is practically zero.
fn is_nothing(measure: &str) -> bool {
    measure
        .trim_end_matches(|c: char| c.is_alphabetic() || c == '%')
        .parse::<f64>()
        .is_ok_and(|measure| measure < 0.02)
}

/// Returns a length in digits of a usual font, each two millimeters wide.
fn in_digits(measure: &str) -> Option<f64> {
    let unit = measure.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number: f64 = measure.strip_suffix(unit)?.parse().ok()?;
    let millimeters = match unit {
        "cm" => 10.0,
        "mm" => 1.0,
        "in" => 25.4,
        "pt" => 25.4 / 72.0,
        _ => return None,
    };
    Some(number * millimeters / 2.0)
}

/// Returns the text effect in a style's text properties.
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
        // a percentage, as in `33% 58%`
        percent if percent.starts_with('-') => Some(TextEffect::Subscript),
        percent if percent.ends_with('%') && percent != "0%" => Some(TextEffect::Superscript),
        _ => Some(TextEffect::None),
    }
}

#[cfg(test)]
mod tests;
