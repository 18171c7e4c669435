//! Normalizes names of units and finds them in texts.

use super::{LEVELS, Naming, Words};
use crate::model::id::UnitCode;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Words that introduce the address of the body named before them.
const ADDRESS: [&str; 9] =
    ["địa chỉ", "trụ sở", "đ/c", "điện thoại", "ĐT", "SĐT", "email", "fax", "hộp thư"];

/// Normalized names, with or without diacritics.
#[derive(Debug, Clone, Default)]
pub(super) struct Shape {
    pub(super) abbreviations: BTreeMap<String, Words>,
    /// Names, aliases and codes of units, sorted.
    pub(super) phrases: Vec<(Words, UnitCode)>,
    /// Ranges of `phrases` by first word.
    pub(super) by_first: BTreeMap<String, Range<usize>>,
    /// Indexes of the phrases of each unit.
    pub(super) by_unit: BTreeMap<UnitCode, Vec<usize>>,
    /// Number of words in the longest phrase.
    pub(super) longest: usize,
    /// Phrases that do not change the meaning of a name.
    pub(super) silent: Vec<Words>,
    pub(super) above: Vec<Words>,
    pub(super) levels: Vec<Words>,
    pub(super) address: Vec<Words>,
}

impl Shape {
    pub(super) fn new(
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
                .map(|text| shape.expanded(&words(text)))
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
            // forms are issued with the unit's code; a code of one word could be an ordinary word
            let code_words = Some(words(code.as_str())).filter(|words| words.len() > 1);
            for name in names
                .iter()
                .map(|name| words(name))
                .chain(code_words)
                .filter(|name| !name.is_empty())
            {
                phrases.insert((shape.expanded(&name), (*code).clone()));
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

    /// Finds phrases in a sequence of words; returns each start with all phrases of the same words.
    pub(super) fn phrases_in<'s>(
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

    /// Returns the phrases of one unit.
    pub(super) fn phrases_of(&self, unit: &UnitCode) -> impl Iterator<Item = &Words> {
        let indexes = self.by_unit.get(unit).into_iter().flatten();
        indexes.filter_map(|index| self.phrases.get(*index)).map(|(phrase, _)| phrase)
    }

    /// Expands the abbreviations in a sequence of words.
    pub(super) fn expanded(&self, words: &[String]) -> Words {
        let long = |word: &String| {
            self.abbreviations.get(word).cloned().unwrap_or_else(|| vec![word.clone()])
        };
        words.iter().flat_map(long).collect()
    }

    /// Returns the only unit that words name, if they contain only its name and phrases without
    /// meaning of their own.
    pub(super) fn named(&self, words: &[String]) -> Option<&UnitCode> {
        let within: BTreeSet<&UnitCode> =
            self.phrases_in(words).flat_map(|(_, at)| at).map(|(_, unit)| unit).collect();
        let mut named = within.into_iter().filter(|unit| self.covers(words, unit));
        let first = named.next()?;
        named.next().is_none().then_some(first)
    }

    /// Returns whether words consist of names of one unit and phrases without meaning of their own.
    pub(super) fn covers(&self, words: &[String], unit: &UnitCode) -> bool {
        let own = || self.phrases_of(unit);
        let level = |level: &Words| own().any(|alias| positions(alias, level).next().is_some());
        let levels: Vec<&Words> = self.levels.iter().filter(|words| level(words)).collect();
        self.is_covered(words, |rest| {
            let names = own().filter(|alias| rest.starts_with(alias)).map(Vec::len);
            names.chain(levels.iter().filter(|level| rest.starts_with(level)).map(|_| 0)).collect()
        }) && own().any(|alias| positions(words, alias).next().is_some())
    }

    /// Returns whether words consist of silent phrases and at least one named one. `named` returns
    /// the lengths of the names with which words begin; 0 permits a level. After a name, an address
    /// ends the words.
    pub(super) fn is_covered(
        &self,
        words: &[String],
        named: impl Fn(&[String]) -> Vec<usize>,
    ) -> bool {
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

/// Returns the starts of a run of words in another sequence.
pub(super) fn positions<'a>(
    words: &'a [String],
    run: &'a [String],
) -> impl Iterator<Item = usize> + 'a {
    let windows = (!run.is_empty()).then(|| words.windows(run.len()).enumerate());
    windows.into_iter().flatten().filter(move |(_, window)| *window == run).map(|(start, _)| start)
}
