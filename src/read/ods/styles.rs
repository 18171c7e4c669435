//! The styles of an `.ods` file, as far as they change what a cell says.

use super::super::grid::Script;
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
    three_decimals: BTreeSet<String>,
    shown: BTreeMap<String, Shown>,
    hidden_tables: BTreeSet<String>,
    /// The style and the number style being read.
    current: Option<String>,
    number: Option<String>,
}

impl Styles {
    /// Reads all styles of a part.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), Unreadable> {
        loop {
            match xml.next()? {
                Token::Open(tag, _) => self.take(&tag),
                Token::End => return Ok(()),
                Token::Close(_) | Token::Text(_) => {}
            }
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
                if get("data-style-name").is_some_and(|data| self.three_decimals.contains(&data)) {
                    self.shown.insert(name.clone(), Shown::ThreeDecimals);
                }
                self.current = Some(name);
            }
            "text-properties" => {
                let font = get("font-name").map(|name| self.fonts.get(&name).copied().unwrap_or_else(|| Script::of_font(&name)));
                let font = font.or_else(|| get("font-family").map(|family| Script::of_font(family.trim_matches('\''))));
                if let (Some(style), Some(font)) = (&self.current, font) {
                    self.scripts.insert(style.clone(), font);
                }
            }
            "table-properties" => {
                if let Some(style) = self.current.as_ref().filter(|_| get("display").as_deref() == Some("false")) {
                    self.hidden_tables.insert(style.clone());
                }
            }
            "number-style" => self.number = get("name"),
            "number" => {
                if let Some(style) = self.number.as_ref().filter(|_| get("decimal-places").as_deref() == Some("3")) {
                    self.three_decimals.insert(style.clone());
                }
            }
            _ => {}
        }
    }

    /// The font a cell's style shows it in.
    pub(super) fn script(&self, style: &str) -> Script {
        let mut style = style;
        for _ in 0..8 {
            if let Some(script) = self.scripts.get(style) {
                return *script;
            }
            match self.parents.get(style) {
                Some(parent) => style = parent,
                None => break,
            }
        }
        Script::Plain
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
