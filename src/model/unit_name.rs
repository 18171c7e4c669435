//! Finding a unit by what a text calls it: by alias and key, never by likeness, and only where all of the text is understood.

use super::id::UnitCode;
use super::key::{Key, bare_words};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

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
const LEVELS: [&str; 5] = ["huyện", "thị xã", "thành phố", "tỉnh", "đơn vị"];

/// Words behind which only the address or the like of the body named before them follows.
const ADDRESS: [&str; 9] =
    ["địa chỉ", "trụ sở", "đ/c", "điện thoại", "ĐT", "SĐT", "email", "fax", "hộp thư"];

/// The longest text that is looked at as a name, in letters.
const LONGEST: usize = 200;

/// A run of words.
type Words = Vec<String>;

/// How words are brought to one shape: with their diacritics or without.
#[derive(Debug, Clone, Default)]
struct Shape {
    abbreviations: BTreeMap<String, Words>,
    /// What names a unit, in order.
    phrases: Vec<(Words, UnitCode)>,
    /// The phrases that begin with a word.
    by_first: BTreeMap<String, Range<usize>>,
    /// The indexes of a unit's phrases.
    by_unit: BTreeMap<UnitCode, Vec<usize>>,
    /// The number of words of the longest phrase.
    longest: usize,
    /// What says nothing beside a name.
    silent: Vec<Words>,
    above: Vec<Words>,
    levels: Vec<Words>,
    address: Vec<Words>,
}

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
        (Self { by_key, keyed, bare, plain, lower_bodies }, clashes)
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

impl Shape {
    fn new(
        units: &[(&UnitCode, Vec<&str>)],
        naming: &Naming,
        words: impl Fn(&str) -> Words,
    ) -> Self {
        let short = |short: &str| words(short).into_iter().next().unwrap_or_default();
        let mut shape = Self {
            abbreviations: naming
                .abbreviations
                .iter()
                .map(|(from, to)| (short(from), words(to)))
                .collect(),
            ..Self::default()
        };
        let plain = |shape: &Self, texts: &[String]| -> Vec<Words> {
            texts
                .iter()
                .map(|text| shape.written_out(&words(text)))
                .filter(|words| !words.is_empty())
                .collect()
        };
        shape.silent =
            plain(&shape, &[naming.decorations.as_slice(), naming.suffixes.as_slice()].concat());
        shape.above = plain(&shape, &naming.above);
        shape.levels = plain(&shape, &LEVELS.map(str::to_owned));
        shape.address = ADDRESS.iter().map(|text| words(text)).collect();
        let mut phrases = BTreeSet::new();
        for (code, names) in units {
            // forms are issued under the unit's code; a code of one word may be any word
            let code_words = Some(words(code.as_str())).filter(|words| words.len() > 1);
            for name in names
                .iter()
                .map(|name| words(name))
                .chain(code_words)
                .filter(|name| !name.is_empty())
            {
                phrases.insert((shape.written_out(&name), (*code).clone()));
            }
        }
        shape.phrases = phrases.into_iter().collect();
        for (index, (words, unit)) in shape.phrases.iter().enumerate() {
            shape.by_unit.entry(unit.clone()).or_default().push(index);
            shape.longest = shape.longest.max(words.len());
            if let Some(first) = words.first() {
                let range = shape.by_first.entry(first.clone()).or_insert(index..index);
                range.end = index + 1;
            }
        }
        shape
    }

    /// The phrases that stand in a run of words, those of the same words together, each with where it begins.
    fn phrases_in<'s>(
        &'s self,
        words: &[String],
    ) -> impl Iterator<Item = (usize, &'s [(Words, UnitCode)])> {
        let starts = words.iter().enumerate().filter_map(|(start, word)| {
            Some((start, self.phrases.get(self.by_first.get(word)?.clone())?))
        });
        let runs = starts.flat_map(move |(start, phrases)| {
            let ends = start + 1..=words.len().min(start + self.longest);
            ends.filter_map(move |end| Some((start, words.get(start..end)?, phrases)))
        });
        runs.filter_map(move |(start, run, phrases)| {
            let from = phrases.partition_point(|(phrase, _)| phrase.as_slice() < run);
            let rest = phrases.get(from..)?;
            let same = rest.get(..rest.partition_point(|(phrase, _)| phrase.as_slice() <= run))?;
            (!same.is_empty()).then_some((start, same))
        })
    }

    /// The phrases of one unit.
    fn phrases_of(&self, unit: &UnitCode) -> impl Iterator<Item = &Words> {
        let indexes = self.by_unit.get(unit).into_iter().flatten();
        indexes.filter_map(|index| self.phrases.get(*index)).map(|(phrase, _)| phrase)
    }

    /// Words with their abbreviations written out.
    fn written_out(&self, words: &[String]) -> Words {
        let long = |word: &String| {
            self.abbreviations.get(word).cloned().unwrap_or_else(|| vec![word.clone()])
        };
        words.iter().flat_map(long).collect()
    }

    /// The one unit that words name, where nothing else stands beside its name but what says nothing.
    fn named(&self, words: &[String]) -> Option<&UnitCode> {
        let within: BTreeSet<&UnitCode> =
            self.phrases_in(words).flat_map(|(_, at)| at).map(|(_, unit)| unit).collect();
        let mut named = within.into_iter().filter(|unit| self.covers(words, unit));
        let first = named.next()?;
        named.next().is_none().then_some(first)
    }

    /// Whether words are a unit's names and what says nothing beside them.
    fn covers(&self, words: &[String], unit: &UnitCode) -> bool {
        let own = || self.phrases_of(unit);
        let level = |level: &Words| own().any(|alias| positions(alias, level).next().is_some());
        let levels: Vec<&Words> = self.levels.iter().filter(|words| level(words)).collect();
        self.is_covered(words, |rest| {
            let names = own().filter(|alias| rest.starts_with(alias)).map(Vec::len);
            names.chain(levels.iter().filter(|level| rest.starts_with(level)).map(|_| 0)).collect()
        }) && own().any(|alias| positions(words, alias).next().is_some())
    }

    /// Whether words fall wholly into what says nothing and what is told by the words that follow a place, at least once. Behind
    /// a name an address ends them.
    fn is_covered(&self, words: &[String], named: impl Fn(&[String]) -> Vec<usize>) -> bool {
        let mut reached: BTreeMap<usize, bool> = BTreeMap::from([(0, false)]);
        while let Some((at, seen)) = reached.pop_first() {
            let rest = words.get(at..).unwrap_or_default();
            if seen
                && (rest.is_empty() || self.address.iter().any(|address| rest.starts_with(address)))
            {
                return true;
            }
            let levels = self
                .levels
                .iter()
                .filter(|level| rest.starts_with(level) && named(rest).contains(&0));
            let silent = self
                .silent
                .iter()
                .filter(|phrase| rest.starts_with(phrase))
                .chain(levels)
                .map(|phrase| (phrase.len(), false));
            let own =
                named(rest).into_iter().filter(|length| *length > 0).map(|length| (length, true));
            for (length, is_name) in silent.chain(own) {
                let known = reached.entry(at + length).or_insert(false);
                *known |= seen || is_name;
            }
        }
        false
    }
}

/// The words of a text's key.
fn key_words(text: &str) -> Words {
    Key::new(text).words().map(str::to_owned).collect()
}

/// Where a run of words stands in another.
fn positions<'a>(words: &'a [String], run: &'a [String]) -> impl Iterator<Item = usize> + 'a {
    let windows = (!run.is_empty()).then(|| words.windows(run.len()).enumerate());
    windows.into_iter().flatten().filter(move |(_, window)| *window == run).map(|(start, _)| start)
}
