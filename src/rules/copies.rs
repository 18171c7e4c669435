//! Finds texts that are almost identical.
//!
//! Two texts are almost identical if nine words in ten are the same. Such texts of twenty words or
//! more share six consecutive words. Of every three consecutive runs of four words the one with the
//! least hash is kept (*winnowing*: Schleimer, Wilkerson and Aiken, 2003), so that texts that share
//! six words share a run. Only such texts are compared word by word.
//!
//! The words of the plan, and those of more than [`SHARED`] units (a form letter), are removed
//! first.

use crate::model::key::Key;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Fewest words (syllables) of a text; shorter texts are similar by chance.
const FEWEST: usize = 20;
/// Most units that share words; words of more units are those of a form letter.
const SHARED: usize = 5;
/// Words in a run, and consecutive runs of which one is a fingerprint.
const RUN: usize = 4;
const WINDOW: usize = 3;
/// Most texts that a text is compared with: those that share most runs with it.
const COMPARED: usize = 3;

/// Hashes of the runs of words in the plan's texts.
#[derive(Debug)]
pub(super) struct Boilerplate(BTreeSet<u64>);

impl Boilerplate {
    pub(super) fn new<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        Self(texts.flat_map(|text| runs(&words(text)).collect::<Vec<_>>()).collect())
    }
}

/// The words of a text that are compared.
#[derive(Debug)]
pub(super) struct OwnWords {
    unit: usize,
    /// Hashes of the words.
    words: Box<[u32]>,
}

impl OwnWords {
    /// Returns a text without boilerplate; `None` if fewer than [`FEWEST`] words are left.
    pub(super) fn new(unit: usize, text: &str, boilerplate: &Boilerplate) -> Option<Self> {
        let words = words(text);
        let known: Vec<usize> = runs(&words)
            .enumerate()
            .filter(|(_, run)| boilerplate.0.contains(run))
            .map(|(start, _)| start)
            .collect();
        Self { unit, words: words.into() }.without(&known)
    }

    /// Removes the runs that begin at some places.
    fn without(self, starts: &[usize]) -> Option<Self> {
        let mut own = vec![true; self.words.len()];
        for start in starts {
            own.iter_mut().skip(*start).take(RUN).for_each(|own| *own = false);
        }
        let words: Box<[u32]> =
            self.words.into_iter().zip(own).filter(|(_, own)| *own).map(|(word, _)| word).collect();
        (words.len() >= FEWEST).then_some(Self { words, ..self })
    }

    /// Returns the fingerprints of the text: the least run of each window, with its start.
    fn fingerprints(&self) -> Vec<(u64, u32)> {
        let runs: Vec<(u64, u32)> = runs(&self.words).zip(0..).collect();
        let mut kept: Vec<(u64, u32)> =
            runs.windows(WINDOW).filter_map(|window| window.iter().min().copied()).collect();
        kept.dedup();
        kept
    }

    /// Returns the number of words by which two texts differ; `None` if they are not almost
    /// identical.
    pub(super) fn difference(&self, other: &Self) -> Option<usize> {
        let longest = self.words.len().max(other.words.len());
        let most = longest / 10;
        if self.words.len().abs_diff(other.words.len()) > most {
            return None;
        }
        Some(strsim::generic_levenshtein(&self.words, &other.words))
            .filter(|difference| *difference <= most)
    }
}

/// Returns for each text the most similar earlier text of another unit, if they are almost
/// identical.
pub(super) fn nearest(texts: Vec<Option<OwnWords>>) -> Vec<Option<usize>> {
    let (mut boilerplate, mut pairs) = (Vec::new(), Vec::new());
    classify_runs(&texts, &by_run(&texts), &mut boilerplate, &mut pairs);
    boilerplate.par_sort_unstable();
    let texts = without(texts, &boilerplate);
    pairs.par_sort_unstable();
    let mut nearest = vec![None; texts.len()];
    let of_one: Vec<&[(u32, u32)]> = pairs.chunk_by(|a, b| a.0 == b.0).collect();
    let found: Vec<(usize, usize)> =
        of_one.par_iter().filter_map(|pairs| best(&texts, pairs)).collect();
    for (later, earlier) in found {
        if let Some(slot) = nearest.get_mut(later) {
            *slot = Some(earlier);
        }
    }
    nearest
}

/// The place of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    run: u64,
    text: u32,
    start: u32,
}

/// Returns the places of all fingerprints, sorted by run.
fn by_run(texts: &[Option<OwnWords>]) -> Vec<Place> {
    let places = |(text, own): (usize, &Option<OwnWords>)| {
        let text = u32::try_from(text).unwrap_or(u32::MAX);
        let fingerprints = own.iter().flat_map(OwnWords::fingerprints);
        fingerprints.map(|(run, start)| Place { run, text, start }).collect::<Vec<_>>()
    };
    let mut all: Vec<Place> = texts.par_iter().enumerate().flat_map_iter(places).collect();
    all.par_sort_unstable();
    all
}

/// Separates the runs of a form letter, as text and start, from those that two texts share, as
/// later and earlier text.
fn classify_runs(
    texts: &[Option<OwnWords>],
    runs: &[Place],
    boilerplate: &mut Vec<(u32, u32)>,
    pairs: &mut Vec<(u32, u32)>,
) {
    let unit_of = |place: &Place| texts.get(place.text as usize)?.as_ref().map(|own| own.unit);
    for places in runs.chunk_by(|a, b| a.run == b.run) {
        let units: BTreeSet<Option<usize>> = places.iter().map(unit_of).collect();
        if units.len() > SHARED {
            boilerplate.extend(places.iter().map(|place| (place.text, place.start)));
        } else if units.len() > 1 {
            for (count, later) in places.iter().enumerate() {
                let earlier =
                    places.iter().take(count).filter(|earlier| unit_of(earlier) != unit_of(later));
                pairs.extend(earlier.map(|earlier| (later.text, earlier.text)));
            }
        }
    }
}

/// Returns the texts without boilerplate, which are given as sorted pairs of text and start.
fn without(texts: Vec<Option<OwnWords>>, boilerplate: &[(u32, u32)]) -> Vec<Option<OwnWords>> {
    let of_one = |text: u32| {
        let (from, to) = (
            boilerplate.partition_point(|(other, _)| *other < text),
            boilerplate.partition_point(|(other, _)| *other <= text),
        );
        boilerplate
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .map(|(_, start)| *start as usize)
            .collect::<Vec<_>>()
    };
    texts
        .into_iter()
        .zip(0..)
        .map(|(own, text)| own.and_then(|own| own.without(&of_one(text))))
        .collect()
}

/// Returns a text and the most similar of those with which it shares runs.
fn best(texts: &[Option<OwnWords>], pairs: &[(u32, u32)]) -> Option<(usize, usize)> {
    let later = pairs.first()?.0 as usize;
    let own = texts.get(later)?.as_ref()?;
    let mut likely: Vec<(usize, usize)> = pairs
        .chunk_by(|a, b| a == b)
        .filter_map(|same| Some((same.len(), same.first()?.1 as usize)))
        .collect();
    likely.sort_by_key(|(shared, earlier)| (std::cmp::Reverse(*shared), *earlier));
    let near = likely
        .into_iter()
        .take(COMPARED)
        .filter_map(|(_, earlier)| Some((own.difference(texts.get(earlier)?.as_ref()?)?, earlier)));
    near.min().map(|(_, earlier)| (later, earlier))
}

fn words(text: &str) -> Vec<u32> {
    Key::new(text).words().map(hashed).collect()
}

fn runs(words: &[u32]) -> impl Iterator<Item = u64> {
    words.windows(RUN).map(|run| run.iter().copied().fold(0, followed))
}

/// Returns the hash of a word (FNV-1a).
fn hashed(word: &str) -> u32 {
    word.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Returns the hash of a run and the next word.
fn followed(run: u64, word: u32) -> u64 {
    (run.rotate_left(23) ^ u64::from(word)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}
