//! Finds units by name: by alias and key, never by similarity, and only if the whole text is
//! understood.

mod shape;

use super::id::UnitCode;
use super::key::{Key, bare_words};
use shape::{Shape, positions};
use std::collections::{BTreeMap, BTreeSet};

/// Rules of the office for normalizing names before comparison.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Naming {
    /// Abbreviations with their expansions: `UBND`, `Ủy ban nhân dân`.
    pub abbreviations: Vec<(String, String)>,
    /// Phrases that may follow a name: `tỉnh Thanh Hóa`.
    pub suffixes: Vec<String>,
    /// Phrases that may precede or follow a name, also in brackets, without changing the unit: `Ban
    /// Chỉ đạo`.
    pub decorations: Vec<String>,
    /// Organizations above the units, as in the first line of a letterhead.
    pub above: Vec<String>,
    /// Words for bodies below the units: `xã`, `Công an huyện`. A file name that contains one names
    /// no unit.
    pub lower_bodies: Vec<String>,
}

/// Levels that a decoration may repeat: `UBND huyện Thọ Xuân (Ban Chỉ đạo huyện)`.
const LEVELS: [&str; 8] =
    ["huyện", "thị xã", "thành phố", "xã", "phường", "đặc khu", "tỉnh", "đơn vị"];

/// Maximum length of a name in characters.
const LONGEST: usize = 200;

type Words = Vec<String>;

/// Names of all units.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    by_key: BTreeMap<Key, UnitCode>,
    /// Words of keys.
    keyed: Shape,
    /// Words without diacritics.
    bare: Shape,
    /// Names and aliases without diacritics, for suggestions.
    plain: Vec<(Words, UnitCode)>,
    lower_bodies: Vec<Words>,
    /// Levels that occur in names: *huyện*, or *xã*.
    levels: BTreeSet<Key>,
}

impl Names {
    /// Indexes the names of units; also returns the pairs of units that share a name and cannot be
    /// distinguished.
    pub(super) fn new<'u>(
        units: impl Iterator<Item = (&'u UnitCode, Vec<&'u str>)>,
        naming: &Naming,
    ) -> (Self, Vec<(UnitCode, UnitCode, String)>) {
        let units: Vec<_> = units.collect();
        let keyed = Shape::new(&units, naming, key_words);
        let bare = Shape::new(&units, naming, bare_words);
        let lower_bodies =
            naming.lower_bodies.iter().map(|body| bare.expanded(&bare_words(body))).collect();
        let (mut clashes, mut by_key, mut plain) = (Vec::new(), BTreeMap::new(), Vec::new());
        for (code, names) in units {
            for name in names {
                let words = key_words(name);
                for key in [keyed.expanded(&words), words]
                    .map(|words| Key::from_words(words.iter().map(String::as_str)))
                {
                    match by_key.insert(key, code.clone()) {
                        Some(other) if other != *code => {
                            clashes.push((other, code.clone(), name.to_owned()));
                        }
                        _ => {}
                    }
                }
                plain.push((bare_words(name), code.clone()));
            }
        }
        by_key.remove(&Key::default());
        let stands = |level: &&Words| {
            keyed.phrases.iter().any(|(phrase, _)| positions(phrase, level).next().is_some())
        };
        let levels = keyed.levels.iter().filter(stands);
        let levels =
            levels.map(|level| Key::from_words(level.iter().map(String::as_str))).collect();
        (Self { by_key, keyed, bare, plain, lower_bodies, levels }, clashes)
    }

    /// Returns whether a text is the level of a unit, such as *huyện*, without a name.
    pub(super) fn is_level(&self, text: &Key) -> bool {
        self.levels.contains(text)
    }

    /// Returns the unit named by a text, if the whole text is understood.
    pub(super) fn named(&self, text: &str) -> Option<&UnitCode> {
        if text.chars().count() > LONGEST {
            return None;
        }
        let words = key_words(text);
        let whole =
            |words: &Words| self.by_key.get(&Key::from_words(words.iter().map(String::as_str)));
        let long = self.keyed.expanded(&words);
        whole(&long).or_else(|| whole(&words)).or_else(|| self.keyed.named(&long))
    }

    /// Returns whether a text, compared without diacritics, names the unit and nothing else; or is
    /// its name without the level.
    pub(super) fn is_loosely(&self, unit: &UnitCode, text: &str) -> bool {
        let place = Key::new(text);
        let is_place = LEVELS
            .iter()
            .any(|level| self.by_key.get(&Key::new(&format!("{level} {place}"))) == Some(unit));
        is_place
            || text.chars().count() <= LONGEST
                && self.bare.covers(&self.bare.expanded(&bare_words(text)), unit)
    }

    /// Returns whether a text names only organizations above the units.
    pub(super) fn is_above(&self, text: &str) -> bool {
        let words = self.keyed.expanded(&key_words(text));
        self.keyed.is_covered(&words, |rest| {
            self.keyed
                .above
                .iter()
                .filter(|phrase| rest.starts_with(phrase))
                .map(Vec::len)
                .collect()
        })
    }

    /// Returns the units named in a file name; none if it also names a lower body.
    pub(super) fn in_file_name(&self, name: &str) -> BTreeSet<UnitCode> {
        let words = self.bare.expanded(&bare_words(name));
        let mut spans: Vec<(usize, usize, &UnitCode)> = Vec::new();
        for (start, at) in self.bare.phrases_in(&words) {
            spans.extend(at.iter().map(|(alias, unit)| (start, start + alias.len(), unit)));
        }
        let widest: Vec<_> = spans
            .iter()
            .filter(|(start, end, _)| {
                !spans.iter().any(|(s, e, _)| s <= start && end <= e && e - s > end - start)
            })
            .collect();
        let covered = |at: usize| widest.iter().any(|(start, end, _)| *start <= at && at < *end);
        let lower = self
            .lower_bodies
            .iter()
            .any(|body| positions(&words, body).any(|start| !covered(start)));
        if lower {
            BTreeSet::new()
        } else {
            widest.into_iter().map(|(_, _, unit)| (*unit).clone()).collect()
        }
    }

    /// Returns at most three units: those with similar names, most similar first, then those named
    /// in the text.
    pub(super) fn suggestions(
        &self,
        text: &str,
        place: impl Fn(&UnitCode) -> usize,
    ) -> Vec<UnitCode> {
        let words = bare_words(text);
        let joined = words.join(" ");
        let mut near: Vec<(usize, usize, &UnitCode)> = self
            .plain
            .iter()
            .filter_map(|(alias, unit)| {
                let distance = strsim::damerau_levenshtein(&alias.join(" "), &joined);
                (distance * 3 <= joined.chars().count()).then(|| (distance, place(unit), unit))
            })
            .collect();
        near.sort_unstable();
        // names much less similar than the best match are not suggested
        let nearest = near.first().map_or(0, |(distance, ..)| *distance);
        near.retain(|(distance, ..)| *distance <= nearest * 2 + 1);
        let words = self.bare.expanded(&words);
        let within: BTreeSet<&(Words, UnitCode)> =
            self.bare.phrases_in(&words).flat_map(|(_, at)| at).collect();
        let within = within.into_iter().filter(|(alias, _)| alias.len() > 1);
        let mut found: Vec<UnitCode> = Vec::new();
        for unit in near.into_iter().map(|(_, _, unit)| unit).chain(within.map(|(_, unit)| unit)) {
            if !found.contains(unit) {
                found.push(unit.clone());
            }
        }
        found.truncate(3);
        found
    }
}

fn key_words(text: &str) -> Words {
    Key::new(text).words().map(str::to_owned).collect()
}
