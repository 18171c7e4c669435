//! Texts that are nearly the same, found among very many.
//!
//! Two texts are nearly the same where nine words in ten are. Such texts of twenty words or more share six words in a row, wherever
//! they differ; so of every three runs of four words the one with the least hash is kept (*winnowing*: Schleimer, Wilkerson and Aiken,
//! 2003), which finds every six words in a row that two texts share. Only texts that share a run are then compared word by word.
//!
//! Words that are nobody's own are left out first: the plan's, and those that stand in the texts of more than [`SHARED`] units.

use crate::model::key::Key;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Shorter texts are alike by chance; a Vietnamese word is a syllable here.
const FEWEST: usize = 20;
/// What stands in the texts of more units than this is a form letter's.
const SHARED: usize = 5;
/// Words in a run, and runs of which one is kept.
const RUN: usize = 4;
const WINDOW: usize = 3;
/// Of the texts that share runs with one those that share most are compared with it.
const COMPARED: usize = 3;

/// Hashes of runs of words that are nobody's own.
#[derive(Debug, Default)]
pub(super) struct Formulas(BTreeSet<u64>);

impl Formulas {
    /// The runs of some texts.
    pub(super) fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        Self(texts.flat_map(|text| runs(&words(text)).collect::<Vec<_>>()).collect())
    }
}

/// A text as it is compared.
#[derive(Debug)]
pub(super) struct Own {
    /// Whose it is.
    unit: usize,
    /// The hashes of its words that are its own.
    words: Vec<u64>,
}

impl Own {
    /// A text without the formulas in it; `None` where too little is left to tell anything.
    pub(super) fn of(unit: usize, text: &str, formulas: &Formulas) -> Option<Self> {
        let words = words(text);
        let known: Vec<usize> = runs(&words).enumerate().filter(|(_, run)| formulas.0.contains(run)).map(|(start, _)| start).collect();
        Self { unit, words }.without(&known)
    }

    /// Without the runs that begin at some places.
    fn without(self, starts: &[usize]) -> Option<Self> {
        let mut own = vec![true; self.words.len()];
        for start in starts {
            own.iter_mut().skip(*start).take(RUN).for_each(|own| *own = false);
        }
        let words: Vec<u64> = self.words.into_iter().zip(own).filter(|(_, own)| *own).map(|(word, _)| word).collect();
        (words.len() >= FEWEST).then_some(Self { words, ..self })
    }

    /// The runs that are kept, with the place at which each begins.
    fn kept(&self) -> Vec<(u64, usize)> {
        let runs: Vec<(u64, usize)> = runs(&self.words).enumerate().map(|(start, run)| (run, start)).collect();
        let mut kept: Vec<(u64, usize)> = runs.windows(WINDOW).filter_map(|window| window.iter().min().copied()).collect();
        kept.dedup();
        kept
    }

    /// Whether two texts are nearly the same, and by how many words they differ.
    pub(super) fn difference(&self, other: &Self) -> Option<usize> {
        let longest = self.words.len().max(other.words.len());
        let most = longest / 10;
        if self.words.len().abs_diff(other.words.len()) > most {
            return None;
        }
        Some(strsim::generic_levenshtein(&self.words, &other.words)).filter(|difference| *difference <= most)
    }
}

/// For each text the earlier text of another unit that it is most like, where it is nearly the same; the first of equals.
pub(super) fn nearest(texts: Vec<Option<Own>>) -> Vec<Option<usize>> {
    let shared = by_run(&texts);
    let mut formulas: Vec<(usize, usize)> = Vec::new();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for places in shared.chunk_by(|a, b| a.run == b.run) {
        let units: BTreeSet<usize> = places.iter().map(|place| place.unit).collect();
        if units.len() > SHARED {
            formulas.extend(places.iter().map(|place| (place.text, place.start)));
        } else if units.len() > 1 {
            for (count, later) in places.iter().enumerate() {
                let earlier = places.iter().take(count).filter(|earlier| earlier.unit != later.unit);
                pairs.extend(earlier.map(|earlier| (later.text, earlier.text)));
            }
        }
    }
    formulas.sort_unstable();
    let texts = without(texts, &formulas);
    pairs.par_sort_unstable();
    let mut nearest = vec![None; texts.len()];
    let of_one: Vec<&[(usize, usize)]> = pairs.chunk_by(|a, b| a.0 == b.0).collect();
    let found: Vec<(usize, usize)> = of_one.par_iter().filter_map(|pairs| best(&texts, pairs)).collect();
    for (later, earlier) in found {
        if let Some(slot) = nearest.get_mut(later) {
            *slot = Some(earlier);
        }
    }
    nearest
}

/// Where a run that was kept stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    run: u64,
    text: usize,
    start: usize,
    unit: usize,
}

/// All runs that were kept, the same ones beside each other.
fn by_run(texts: &[Option<Own>]) -> Vec<Place> {
    let places = |(text, own): (usize, &Option<Own>)| {
        own.iter().flat_map(|own| own.kept().into_iter().map(|(run, start)| Place { run, text, start, unit: own.unit })).collect::<Vec<_>>()
    };
    let mut all: Vec<Place> = texts.par_iter().enumerate().flat_map_iter(places).collect();
    all.par_sort_unstable();
    all
}

/// The texts without formulas, which are given as text and place, in order.
fn without(texts: Vec<Option<Own>>, formulas: &[(usize, usize)]) -> Vec<Option<Own>> {
    let of_one = |text: usize| {
        let (from, to) = (formulas.partition_point(|(other, _)| *other < text), formulas.partition_point(|(other, _)| *other <= text));
        formulas.get(from..to).unwrap_or_default().iter().map(|(_, start)| *start).collect::<Vec<_>>()
    };
    texts.into_iter().enumerate().map(|(text, own)| own.and_then(|own| own.without(&of_one(text)))).collect()
}

/// Of the texts that one shares runs with that which it is most like.
fn best(texts: &[Option<Own>], pairs: &[(usize, usize)]) -> Option<(usize, usize)> {
    let (later, _) = *pairs.first()?;
    let own = texts.get(later)?.as_ref()?;
    let mut likely: Vec<(usize, usize)> = pairs.chunk_by(|a, b| a == b).filter_map(|same| Some((same.len(), same.first()?.1))).collect();
    likely.sort_by_key(|(shared, earlier)| (std::cmp::Reverse(*shared), *earlier));
    let near = likely.into_iter().take(COMPARED).filter_map(|(_, earlier)| Some((own.difference(texts.get(earlier)?.as_ref()?)?, earlier)));
    near.min().map(|(_, earlier)| (later, earlier))
}

fn words(text: &str) -> Vec<u64> {
    Key::of(text).words().map(|word| hashed(word.bytes())).collect()
}

fn runs(words: &[u64]) -> impl Iterator<Item = u64> {
    words.windows(RUN).map(|run| run.iter().copied().fold(0, followed))
}

/// The hash of some bytes (FNV-1a), the same in every run and build of the program.
fn hashed(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

/// A hash with another one after it.
const fn followed(hash: u64, next: u64) -> u64 {
    (hash.rotate_left(23) ^ next).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}
