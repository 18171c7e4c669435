//! What was found of short texts, remembered: a form's own words come again in every report.

use std::cell::RefCell;
use std::sync::{Arc, RwLock};

thread_local! {
    static HELD: RefCell<TextCache<Arc<str>>> = RefCell::default();
}

/// A text that is held once for all the files in which it stands, where it is short and was met lately.
pub(crate) fn intern(text: &str) -> Arc<str> {
    HELD.with_borrow_mut(|held| held.get_or_insert(text, |text| Arc::from(text)))
}

/// The longest text that is remembered, in bytes.
const BYTES: usize = 480;
/// How many texts are remembered before it begins anew: bounded, whatever is read.
const TEXTS: usize = 4096;

/// Texts with what was found of each. What is found of a text must depend on nothing else.
#[derive(Debug)]
pub(crate) struct TextCache<V> {
    found: Found<V>,
}

#[expect(
    clippy::disallowed_types,
    reason = "looked up by text and never gone through: its order leaks nowhere"
)]
type Found<V> = std::collections::HashMap<Box<str>, V, foldhash::fast::RandomState>;

impl<V> Default for TextCache<V> {
    fn default() -> Self {
        Self { found: Found::default() }
    }
}

impl<V: Clone> TextCache<V> {
    /// What was found of a text before.
    pub(crate) fn known(&self, text: &str) -> Option<V> {
        self.found.get(text).cloned()
    }

    /// Remembers what was found of a text, where it is not too long.
    pub(crate) fn keep(&mut self, text: &str, found: V) {
        if text.len() <= BYTES {
            if self.found.len() >= TEXTS {
                self.found.clear();
            }
            self.found.insert(text.into(), found);
        }
    }

    /// What was found of a text before, or is found now.
    pub(crate) fn get_or_insert(&mut self, text: &str, find: impl FnOnce(&str) -> V) -> V {
        if let Some(known) = self.known(text) {
            return known;
        }
        let found = find(text);
        self.keep(text, found.clone());
        found
    }
}

/// A cache that several threads share. What two of them find of one text at once is the same.
#[derive(Debug)]
pub(crate) struct SharedTextCache<V>(RwLock<TextCache<V>>);

impl<V> Default for SharedTextCache<V> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<V: Clone> SharedTextCache<V> {
    /// What was found of a text before, or is found now.
    pub(crate) fn get_or_insert(&self, text: &str, find: impl FnOnce() -> V) -> V {
        let known = self.0.read().ok().and_then(|cache| cache.known(text));
        known.unwrap_or_else(|| {
            let found = find();
            if let Ok(mut cache) = self.0.write() {
                cache.keep(text, found.clone());
            }
            found
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_once_is_not_looked_for_again() {
        let mut memo = TextCache::default();
        assert_eq!(memo.get_or_insert("a", |_| 1), 1);
        assert_eq!(memo.get_or_insert("a", |_| 2), 1);
        let long = "a".repeat(BYTES + 1);
        assert_eq!([memo.get_or_insert(&long, |_| 1), memo.get_or_insert(&long, |_| 2)], [1, 2]);
    }

    #[test]
    fn it_never_holds_more_than_its_bound() {
        let mut memo = TextCache::default();
        for text in 0..=TEXTS * 2 {
            memo.keep(&text.to_string(), text);
            assert!(memo.found.len() <= TEXTS);
        }
    }
}
