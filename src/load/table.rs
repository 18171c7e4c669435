//! Reads a TOML table key by key. Errors are recorded with their lines, and reading continues.

use super::file::{At, File};
use super::suggestion::{did_you_mean, nearest, quoted};
use super::value::Value;
use crate::msg;
use crate::text::{Message, Text};
use std::collections::BTreeSet;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use unicode_normalization::UnicodeNormalization;

/// TOML table being read.
pub(super) struct Table<'f> {
    file: &'f File<'f>,
    entries: &'f DeTable<'f>,
    /// Its heading: `[[task]]`.
    name: String,
    /// The line of its heading.
    pub(super) line: usize,
    asked: BTreeSet<String>,
}

impl<'f> Table<'f> {
    pub(super) fn new(
        file: &'f File<'f>,
        entries: &'f DeTable<'f>,
        name: String,
        line: usize,
    ) -> Self {
        Self { file, entries, name, line, asked: BTreeSet::new() }
    }

    /// Returns the root of a file, unless its TOML is invalid.
    pub(super) fn root(file: &'f File<'f>) -> Option<Self> {
        Some(Self::new(file, file.entries()?, String::new(), 1))
    }

    /// Returns a required key.
    pub(super) fn required(&mut self, key: &str) -> Value<'f> {
        let value = self.value(key, true);
        if value.found.is_none() {
            self.report_missing(key);
        }
        value
    }

    /// Returns an optional key.
    pub(super) fn optional(&mut self, key: &str) -> Value<'f> {
        self.value(key, false)
    }

    /// Returns whether a key exists.
    pub(super) fn has(&self, key: &str) -> bool {
        self.found(key).is_some()
    }

    fn found(&self, key: &str) -> Option<&'f Spanned<DeValue<'f>>> {
        self.entries
            .iter()
            .find(|(name, _)| name.get_ref().nfc().eq(key.nfc()))
            .map(|(_, value)| value)
    }

    /// Reports a missing required key, unless it is a misspelled one that is reported already.
    fn report_missing(&mut self, key: &str) {
        let Message { vi, en } = self.place();
        let keys = self.keys();
        let spare = keys.iter().filter(|other| !self.asked.contains(&other.value));
        let Some(near) = nearest(key, spare.map(|other| other.value.as_str())) else {
            return self.file.fault(
                self.line,
                msg!("{vi} thiếu “{key}”; thêm vào.", "{en} lacks “{key}”; add it."),
            );
        };
        let line =
            keys.iter().find(|other| other.value == near).map_or(self.line, |other| other.line);
        self.asked.insert(near.to_owned());
        let near = quoted(near);
        self.file.fault(
            line,
            msg!(
                "{vi} không có khóa {near}; có phải “{key}” không?",
                "{en} has no key {near}; did you mean “{key}”?"
            ),
        );
    }

    fn value(&mut self, key: &str, needed: bool) -> Value<'f> {
        self.asked.insert(key.to_owned());
        Value { file: self.file, key: key.to_owned(), found: self.found(key), needed }
    }

    /// Returns all keys, in order.
    pub(super) fn keys(&self) -> Vec<At<String>> {
        let mut keys: Vec<(usize, String)> = self
            .entries
            .keys()
            .map(|key| (key.span().start, key.get_ref().nfc().collect()))
            .collect();
        keys.sort();
        keys.into_iter().map(|(offset, value)| At { line: self.file.line(offset), value }).collect()
    }

    /// Reports every key that was not read.
    pub(super) fn done(self) {
        for At { line, value } in self.keys() {
            if self.asked.contains(&value) {
                continue;
            }
            let (name, key, hint) = (
                self.place(),
                quoted(&value),
                did_you_mean(&value, self.asked.iter().map(String::as_str)),
            );
            let (vi, en, ask_vi, ask_en) = (name.vi, name.en, hint.vi, hint.en);
            self.file.fault(
                line,
                msg!("{vi} không có khóa {key}{ask_vi}", "{en} has no key {key}{ask_en}"),
            );
        }
    }

    fn place(&self) -> Message {
        let name = &self.name;
        if name.is_empty() { msg!("Tệp này", "This file") } else { msg!("{name}", "{name}") }
    }
}

impl<'f> Value<'f> {
    /// Returns a table, `[key]`.
    pub(super) fn table(self) -> Option<Table<'f>> {
        let found = self.found?;
        let name = format!("[{}]", self.key);
        self.table_of(found, name)
    }

    /// Returns a list of tables, `[[key]]`.
    pub(super) fn tables(self) -> Vec<Table<'f>> {
        let name = format!("[[{}]]", self.key);
        self.list().into_iter().filter_map(|item| self.table_of(item, name.clone())).collect()
    }

    fn table_of(&self, found: &'f Spanned<DeValue<'f>>, name: String) -> Option<Table<'f>> {
        match found.get_ref() {
            DeValue::Table(entries) => Some(Table::new(self.file, entries, name, self.line(found))),
            other => self.wrong(
                found,
                Text::new(
                    "một mục: tên trong dấu ngoặc vuông, hoặc { … }",
                    "a table: its name in square brackets, or { … }",
                ),
                other,
            ),
        }
    }
}
