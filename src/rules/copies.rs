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
#[derive(Debug)]
pub(super) struct Formulas {
    runs: BTreeSet<u64>,
    /// Whether there may be a run that ends in these bits: most runs are told by them alone.
    ends: Vec<bool>,
}

/// The runs whose hashes end alike are one in so many.
const ENDS: u64 = 1 << 16;

impl Formulas {
    /// The runs of some texts.
    pub(super) fn new<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let runs: BTreeSet<u64> =
            texts.flat_map(|text| runs(&words(text)).collect::<Vec<_>>()).collect();
        let mut ends: Vec<bool> = (0..ENDS).map(|_| false).collect();
        for run in &runs {
            if let Some(end) = ends.get_mut(end_of(*run)) {
                *end = true;
            }
        }
        Self { runs, ends }
    }

    fn contains(&self, run: u64) -> bool {
        self.ends.get(end_of(run)).is_some_and(|end| *end) && self.runs.contains(&run)
    }
}

fn end_of(run: u64) -> usize {
    usize::try_from(run % ENDS).unwrap_or(0)
}

/// A text as it is compared.
#[derive(Debug)]
pub(super) struct Own {
    /// Whose it is.
    unit: usize,
    /// The hashes of its words that are its own: half of each, since there are very many.
    words: Box<[u32]>,
}

impl Own {
    /// A text without the formulas in it; `None` where too little is left to tell anything.
    pub(super) fn new(unit: usize, text: &str, formulas: &Formulas) -> Option<Self> {
        let words = words(text);
        let known: Vec<usize> = runs(&words)
            .enumerate()
            .filter(|(_, run)| formulas.contains(*run))
            .map(|(start, _)| start)
            .collect();
        Self { unit, words: words.into() }.without(&known)
    }

    /// Without the runs that begin at some places.
    fn without(self, starts: &[usize]) -> Option<Self> {
        let mut own = vec![true; self.words.len()];
        for start in starts {
            own.iter_mut().skip(*start).take(RUN).for_each(|own| *own = false);
        }
        let words: Box<[u32]> =
            self.words.into_iter().zip(own).filter(|(_, own)| *own).map(|(word, _)| word).collect();
        (words.len() >= FEWEST).then_some(Self { words, ..self })
    }

    /// The runs that are kept, with the place at which each begins.
    fn kept(&self) -> Vec<(u64, u32)> {
        let runs: Vec<(u64, u32)> = runs(&self.words).zip(0..).collect();
        let mut kept: Vec<(u64, u32)> =
            runs.windows(WINDOW).filter_map(|window| window.iter().min().copied()).collect();
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
        Some(strsim::generic_levenshtein(&self.words, &other.words))
            .filter(|difference| *difference <= most)
    }
}

/// For each text the earlier text of another unit that it is most like, where it is nearly the same; the first of equals.
pub(super) fn nearest(texts: Vec<Option<Own>>) -> Vec<Option<usize>> {
    let (mut formulas, mut pairs) = (Vec::new(), Vec::new());
    for share in 0..SHARES {
        sort_out(&texts, &by_run(&texts, share), &mut formulas, &mut pairs);
    }
    formulas.par_sort_unstable();
    let texts = without(texts, &formulas);
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

/// Runs are sorted out in so many shares, so that they need not all be held at once.
const SHARES: u64 = 3;

/// Where a run that was kept stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    run: u64,
    text: u32,
    start: u32,
}

/// A share of all runs that were kept, the same ones beside each other.
fn by_run(texts: &[Option<Own>], share: u64) -> Vec<Place> {
    let places = |(text, own): (usize, &Option<Own>)| {
        let text = u32::try_from(text).unwrap_or(u32::MAX);
        let kept = own.iter().flat_map(Own::kept).filter(move |(run, _)| run % SHARES == share);
        kept.map(|(run, start)| Place { run, text, start }).collect::<Vec<_>>()
    };
    let mut all: Vec<Place> = texts.par_iter().enumerate().flat_map_iter(places).collect();
    all.par_sort_unstable();
    all
}

/// Tells the runs that are a form letter's, as text and place, from those that make two texts alike, as later and earlier text.
fn sort_out(
    texts: &[Option<Own>],
    runs: &[Place],
    formulas: &mut Vec<(u32, u32)>,
    pairs: &mut Vec<(u32, u32)>,
) {
    let unit_of = |place: &Place| texts.get(place.text as usize)?.as_ref().map(|own| own.unit);
    for places in runs.chunk_by(|a, b| a.run == b.run) {
        let units: BTreeSet<Option<usize>> = places.iter().map(unit_of).collect();
        if units.len() > SHARED {
            formulas.extend(places.iter().map(|place| (place.text, place.start)));
        } else if units.len() > 1 {
            for (count, later) in places.iter().enumerate() {
                let earlier =
                    places.iter().take(count).filter(|earlier| unit_of(earlier) != unit_of(later));
                pairs.extend(earlier.map(|earlier| (later.text, earlier.text)));
            }
        }
    }
}

/// The texts without formulas, which are given as text and place, in order.
fn without(texts: Vec<Option<Own>>, formulas: &[(u32, u32)]) -> Vec<Option<Own>> {
    let of_one = |text: u32| {
        let (from, to) = (
            formulas.partition_point(|(other, _)| *other < text),
            formulas.partition_point(|(other, _)| *other <= text),
        );
        formulas
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

/// Of the texts that one shares runs with that which it is most like.
fn best(texts: &[Option<Own>], pairs: &[(u32, u32)]) -> Option<(usize, usize)> {
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

/// The hash of a word (FNV-1a), the same in every run and build of the program.
fn hashed(word: &str) -> u32 {
    word.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The hash of a run with another word after it.
fn followed(run: u64, word: u32) -> u64 {
    (run.rotate_left(23) ^ u64::from(word)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}
