//! Reading a TOML table key by key: every fault is recorded with its line, and reading goes on.

use super::file::{At, File};
use super::slot::Slot;
use super::sound::{meant, nearest, quoted};
use crate::msg;
use crate::text::Message;
use std::collections::BTreeSet;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use unicode_normalization::UnicodeNormalization;

/// A table being read.
pub(super) struct Table<'f> {
    file: &'f File<'f>,
    entries: &'f DeTable<'f>,
    /// As a person finds it: `[[task]]`.
    name: String,
    /// The line of its heading.
    pub(super) line: usize,
    asked: BTreeSet<String>,
}

impl<'f> Table<'f> {
    /// A table of a file.
    pub(super) fn new(
        file: &'f File<'f>,
        entries: &'f DeTable<'f>,
        name: String,
        line: usize,
    ) -> Self {
        Self { file, entries, name, line, asked: BTreeSet::new() }
    }

    /// A key that must be there.
    pub(super) fn need(&mut self, key: &str) -> Slot<'f> {
        let slot = self.slot(key, true);
        if slot.found.is_none() {
            self.lacks(key);
        }
        slot
    }

    /// A key that may be there.
    pub(super) fn may(&mut self, key: &str) -> Slot<'f> {
        self.slot(key, false)
    }

    /// Whether a key is there, whatever stands under it.
    pub(super) fn has(&self, key: &str) -> bool {
        self.found(key).is_some()
    }

    fn found(&self, key: &str) -> Option<&'f Spanned<DeValue<'f>>> {
        self.entries
            .iter()
            .find(|(name, _)| name.get_ref().nfc().eq(key.nfc()))
            .map(|(_, value)| value)
    }

    /// A key that must be there is not. One that was misspelt is said once, where it stands.
    fn lacks(&mut self, key: &str) {
        let Message { vi, en } = self.place();
        let keys = self.keys();
        let spare = keys.iter().filter(|other| !self.asked.contains(&other.value));
        let Some(near) = nearest(key, spare.map(|other| other.value.as_str())) else {
            return self.file.fault(
                self.line,
                msg!("{vi} thiếu khóa “{key}”; thêm vào.", "{en} lacks the key “{key}”; add it."),
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

    fn slot(&mut self, key: &str, needed: bool) -> Slot<'f> {
        self.asked.insert(key.to_owned());
        Slot { file: self.file, key: key.to_owned(), found: self.found(key), needed }
    }

    /// All keys, in the order they are written.
    pub(super) fn keys(&self) -> Vec<At<String>> {
        let mut keys: Vec<(usize, String)> = self
            .entries
            .keys()
            .map(|key| (key.span().start, key.get_ref().nfc().collect()))
            .collect();
        keys.sort();
        keys.into_iter().map(|(offset, value)| At { line: self.file.line(offset), value }).collect()
    }

    /// Nothing more is asked of the table: every other key in it is a fault.
    pub(super) fn done(self) {
        for At { line, value } in self.keys() {
            if self.asked.contains(&value) {
                continue;
            }
            let (name, key, meant) = (
                self.place(),
                quoted(&value),
                meant(&value, self.asked.iter().map(String::as_str)),
            );
            let (vi, en, ask_vi, ask_en) = (name.vi, name.en, meant.vi, meant.en);
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
