//! Edits correct reports: a value counts only as a person sees it, unless a finding names its cell,
//! and no added text is lost. A report receives one to four random edits of many kinds,
//! reproducible by seed.
//!
//! `TONGHOP_FUZZ_CASES=20000 TONGHOP_FUZZ_SEED=7 cargo test --test main certainty` tries as many;
//! failures are reduced to the fewest edits.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops where it fails"
)]

mod edited_form;
mod edits;

use crate::fuzz::asked;
use edited_form::EditedForm;
use edits::kinds;
use fastrand::Rng;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Returns the violations after some edits, each given with its seed.
fn wrong(edits: &[(usize, u64)]) -> Vec<String> {
    let (kinds, mut it) = (kinds(), EditedForm::new());
    for (kind, chance) in edits {
        it.rng = Rng::with_seed(*chance);
        kinds[*kind].1(&mut it);
    }
    let judged = it.judged();
    let mut wrong = it.wrong(&judged);
    if !wrong.is_empty() {
        wrong.push(format!("[{}]", judged.codes().join("; ")));
    }
    wrong
}

/// Returns random edits, reproducible by seed.
fn random_edits(seed: u64, case: u64) -> Vec<(usize, u64)> {
    let mut rng = Rng::with_seed(seed.wrapping_mul(1_000_003).wrapping_add(case));
    let mut edits: Vec<(usize, u64)> =
        (0..rng.usize(1..=4)).map(|_| (rng.usize(..kinds().len()), rng.u64(..1_000_000))).collect();
    edits.sort_unstable();
    // repeating an edit would overwrite its result
    edits.dedup_by_key(|(kind, _)| *kind);
    edits
}

/// Edited report.
pub(crate) struct EditedReport {
    /// Names of the edits.
    pub(crate) about: String,
    pub(crate) bytes: Vec<u8>,
}

/// Returns a report with random edits, except for some kinds.
pub(crate) fn randomly_edited(seed: u64, case: u64, but: &[&str]) -> EditedReport {
    let (kinds, mut it) = (kinds(), EditedForm::new());
    let edits: Vec<(usize, u64)> = random_edits(seed, case)
        .into_iter()
        .filter(|(kind, _)| !but.contains(&kinds[*kind].0))
        .collect();
    for (kind, chance) in &edits {
        it.rng = Rng::with_seed(*chance);
        kinds[*kind].1(&mut it);
    }
    let names: Vec<&str> = edits.iter().map(|(kind, _)| kinds[*kind].0).collect();
    EditedReport { about: names.join(" + "), bytes: it.bytes() }
}

/// Reduces failing edits to the fewest that still fail; returns them with the violations.
fn fewest(mut edits: Vec<(usize, u64)>) -> String {
    loop {
        let fewer = (0..edits.len()).map(|place| {
            let mut fewer = edits.clone();
            fewer.remove(place);
            fewer
        });
        match fewer.filter(|fewer| !fewer.is_empty()).find(|fewer| !wrong(fewer).is_empty()) {
            Some(fewer) => edits = fewer,
            None => break,
        }
    }
    let names: Vec<String> =
        edits.iter().map(|(kind, chance)| format!("{} #{chance}", kinds()[*kind].0)).collect();
    format!("{}: {}", names.join(" + "), wrong(&edits).join(", "))
}

#[test]
fn kinds_of_edits_have_unique_names() {
    let names: BTreeSet<&str> = kinds().iter().map(|(name, _)| *name).collect();
    assert_eq!(names.len(), kinds().len());
    assert!(names.len() >= 60, "{}", names.len());
}

#[test]
fn an_unedited_report_has_no_violations() {
    assert_eq!(wrong(&[]), [""; 0]);
}

#[test]
fn each_kind_of_edit_alone_has_no_violations() {
    let tries = |kind: usize| (1..=2).map(move |chance| vec![(kind, chance)]);
    let fell = |kind: usize| tries(kind).find(|edits| !wrong(edits).is_empty()).map(fewest);
    let fell: Vec<String> = (0..kinds().len()).into_par_iter().filter_map(fell).collect();
    assert!(
        fell.is_empty(),
        "{} of {} kinds fell short:\n{}",
        fell.len(),
        kinds().len(),
        fell.join("\n")
    );
}

#[test]
fn random_edits_have_no_violations() {
    let (cases, seed) = (
        asked("TONGHOP_FUZZ_CASES").unwrap_or(80),
        asked("TONGHOP_FUZZ_SEED").unwrap_or(20_240_430),
    );
    let mut fell: Vec<Vec<(usize, u64)>> = (0..cases)
        .into_par_iter()
        .map(|case| random_edits(seed, case))
        .filter(|edits| !wrong(edits).is_empty())
        .collect();
    let count = fell.len();
    fell.truncate(12);
    let fewest: BTreeSet<String> = fell.into_par_iter().map(fewest).collect();
    assert!(
        fewest.is_empty(),
        "{count} of {cases} cases fell short, among them:\n{}",
        fewest.into_iter().collect::<Vec<_>>().join("\n")
    );
}
