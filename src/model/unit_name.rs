//! Finding a unit by what a text calls it: by alias and key, never by likeness, and only where all of the text is understood.

mod shape;

use super::id::UnitCode;
use super::key::{Key, bare_words};
use shape::{Shape, positions};
use std::collections::{BTreeMap, BTreeSet};

/// How names are brought to one shape before they are compared; data of the office.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Naming {
    /// Short words and what they stand for: `UBND`, `Ủy ban nhân dân`.
    pub abbreviations: Vec<(String, String)>,
    /// What may follow a name without changing it: `tỉnh Thanh Hóa`.
    pub suffixes: Vec<String>,
    /// What may stand before or behind a name, or in brackets beside it, without changing whose it is: `Ban Chỉ đạo`.
    pub decorations: Vec<String>,
    /// Bodies that stand over the units: the upper line of a letterhead.
    pub above: Vec<String>,
    /// Words that mark a body below the units: `xã`, `Công an huyện`. A file name with one of these names no unit.
    pub lower_bodies: Vec<String>,
}

/// Levels a decoration may name once more: `UBND huyện Thọ Xuân (Ban Chỉ đạo huyện)`.
const LEVELS: [&str; 8] =
    ["huyện", "thị xã", "thành phố", "xã", "phường", "đặc khu", "tỉnh", "đơn vị"];

/// The longest text that is looked at as a name, in letters.
const LONGEST: usize = 200;

/// A run of words.
type Words = Vec<String>;

/// The names of all units.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    by_key: BTreeMap<Key, UnitCode>,
    /// Words as keys have them.
    keyed: Shape,
    /// Words without diacritics.
    bare: Shape,
    /// Names and aliases without diacritics, for suggestions.
    plain: Vec<(Words, UnitCode)>,
    lower_bodies: Vec<Words>,
    /// The levels that stand in names: *huyện*, or *xã*.
    levels: BTreeSet<Key>,
}

impl Names {
    /// The names of some units, and the pairs of units that share a name and could not be told apart.
    pub(super) fn new<'u>(
        units: impl Iterator<Item = (&'u UnitCode, Vec<&'u str>)>,
        naming: &Naming,
    ) -> (Self, Vec<(UnitCode, UnitCode, String)>) {
        let units: Vec<_> = units.collect();
        let keyed = Shape::new(&units, naming, key_words);
        let bare = Shape::new(&units, naming, bare_words);
        let lower_bodies =
            naming.lower_bodies.iter().map(|body| bare.written_out(&bare_words(body))).collect();
        let (mut clashes, mut by_key, mut plain) = (Vec::new(), BTreeMap::new(), Vec::new());
        for (code, names) in units {
            for name in names {
                let words = key_words(name);
                for key in [keyed.written_out(&words), words]
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

    /// Whether a text is the level of a unit, as *huyện*, without a name.
    pub(super) fn is_level(&self, text: &Key) -> bool {
        self.levels.contains(text)
    }

    /// The unit that a text names, where all of it is understood.
    pub(super) fn named(&self, text: &str) -> Option<&UnitCode> {
        if text.chars().count() > LONGEST {
            return None;
        }
        let words = key_words(text);
        let whole =
            |words: &Words| self.by_key.get(&Key::from_words(words.iter().map(String::as_str)));
        let long = self.keyed.written_out(&words);
        whole(&long).or_else(|| whole(&words)).or_else(|| self.keyed.named(&long))
    }

    /// Whether a text names a unit when diacritics are left aside, and nothing else; or its place without the level before it.
    pub(super) fn is_loosely(&self, unit: &UnitCode, text: &str) -> bool {
        let place = Key::new(text);
        let is_place = LEVELS
            .iter()
            .any(|level| self.by_key.get(&Key::new(&format!("{level} {place}"))) == Some(unit));
        is_place
            || text.chars().count() <= LONGEST
                && self.bare.covers(&self.bare.written_out(&bare_words(text)), unit)
    }

    /// Whether a text names nothing but bodies that stand over the units.
    pub(super) fn is_above(&self, text: &str) -> bool {
        let words = self.keyed.written_out(&key_words(text));
        self.keyed.is_covered(&words, |rest| {
            self.keyed
                .above
                .iter()
                .filter(|phrase| rest.starts_with(phrase))
                .map(Vec::len)
                .collect()
        })
    }

    /// The units that stand in a file's name; none where it names a lower body besides.
    pub(super) fn in_file_name(&self, name: &str) -> BTreeSet<UnitCode> {
        let words = self.bare.written_out(&bare_words(name));
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

    /// Units whose names are near to a text, nearest first, then those that stand within it; at most three.
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
        // beside a name one or two letters away, one that is far away is no suggestion
        let nearest = near.first().map_or(0, |(distance, ..)| *distance);
        near.retain(|(distance, ..)| *distance <= nearest * 2 + 1);
        let words = self.bare.written_out(&words);
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

/// The words of a text's key.
fn key_words(text: &str) -> Words {
    Key::new(text).words().map(str::to_owned).collect()
}
