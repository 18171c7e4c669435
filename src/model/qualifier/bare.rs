//! Matches phrases in texts without diacritics.

use super::token::Tokens;
use crate::model::key::Key;
use std::collections::BTreeMap;

/// Phrases without diacritics, each with its meaning.
#[derive(Debug, Clone)]
pub(super) struct Bare<T> {
    by_first: BTreeMap<String, Vec<(String, T)>>,
    /// Phrases of several words, written without spaces.
    joined: BTreeMap<String, T>,
}

impl<T> Default for Bare<T> {
    fn default() -> Self {
        Self { by_first: BTreeMap::new(), joined: BTreeMap::new() }
    }
}

impl<T: Copy> Bare<T> {
    pub(super) fn insert(&mut self, phrase: &Key, meaning: T) {
        let bare = phrase.bare();
        if let Some((first, _)) = bare.split_once(' ') {
            self.joined.insert(bare.replace(' ', ""), meaning);
            self.by_first.entry(first.to_owned()).or_default().push((bare, meaning));
        } else {
            self.by_first.entry(bare.clone()).or_default().push((bare, meaning));
        }
    }

    /// Finds phrases that start at a token of a text without diacritics; returns the index after
    /// each, with its meaning.
    pub(super) fn at(&self, tokens: &Tokens, at: usize) -> impl Iterator<Item = (usize, T)> {
        let first = tokens.key_word(at).filter(|_| tokens.bare);
        let split = first.and_then(|first| self.by_first.get(first)).into_iter().flatten();
        let split = split.filter_map(move |(phrase, meaning)| {
            Some((tokens.after(at, phrase.split(' '))?, *meaning))
        });
        let word = tokens.word(at).filter(|_| tokens.bare);
        split.chain(word.and_then(|word| self.joined.get(word)).map(|meaning| (at + 1, *meaning)))
    }
}

impl<T: Copy> Extend<(Key, T)> for Bare<T> {
    fn extend<I: IntoIterator<Item = (Key, T)>>(&mut self, phrases: I) {
        phrases.into_iter().for_each(|(phrase, meaning)| self.insert(&phrase, meaning));
    }
}

impl<T: Copy> FromIterator<(Key, T)> for Bare<T> {
    fn from_iter<I: IntoIterator<Item = (Key, T)>>(phrases: I) -> Self {
        let mut bare = Self::default();
        bare.extend(phrases);
        bare
    }
}
