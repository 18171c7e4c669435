//! Caches results by short text, because the wordings of the form recur in every report.

use std::cell::RefCell;
use std::sync::{Arc, RwLock};

thread_local! {
    static INTERNED: RefCell<TextCache<Arc<str>>> = RefCell::default();
}

/// Shares one allocation of a short, recent text.
pub(crate) fn intern(text: &str) -> Arc<str> {
    INTERNED.with_borrow_mut(|held| held.get_or_insert(text, |text| Arc::from(text)))
}

/// Maximum length of a cached text, in bytes.
const BYTES: usize = 480;
/// Maximum number of cached texts; when reached, the cache is cleared, so that its size is bounded.
const TEXTS: usize = 4096;

/// Cache of results by text. A result must depend only on the text.
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
    /// Returns the cached result.
    pub(crate) fn known(&self, text: &str) -> Option<V> {
        self.found.get(text).cloned()
    }

    /// Caches a result, unless the text is too long.
    pub(crate) fn keep(&mut self, text: &str, found: V) {
        if text.len() <= BYTES {
            if self.found.len() >= TEXTS {
                self.found.clear();
            }
            self.found.insert(text.into(), found);
        }
    }

    /// Returns the cached result, or computes and caches it.
    pub(crate) fn get_or_insert(&mut self, text: &str, find: impl FnOnce(&str) -> V) -> V {
        if let Some(known) = self.known(text) {
            return known;
        }
        let found = find(text);
        self.keep(text, found.clone());
        found
    }
}

/// Cache shared by several threads. They may compute the same result twice.
#[derive(Debug)]
pub(crate) struct SharedTextCache<V>(RwLock<TextCache<V>>);

impl<V> Default for SharedTextCache<V> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<V: Clone> SharedTextCache<V> {
    /// Returns the cached result, or computes and caches it.
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
    fn results_are_computed_once() {
        let mut memo = TextCache::default();
        assert_eq!(memo.get_or_insert("a", |_| 1), 1);
        assert_eq!(memo.get_or_insert("a", |_| 2), 1);
        let long = "a".repeat(BYTES + 1);
        assert_eq!([memo.get_or_insert(&long, |_| 1), memo.get_or_insert(&long, |_| 2)], [1, 2]);
    }

    #[test]
    fn the_cache_is_bounded() {
        let mut memo = TextCache::default();
        for text in 0..=TEXTS * 2 {
            memo.keep(&text.to_string(), text);
            assert!(memo.found.len() <= TEXTS);
        }
    }
}
