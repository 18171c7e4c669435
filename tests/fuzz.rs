//! Feeds the reader, the register and the plan with malformed input. Nothing panics, aborts or
//! hangs; every file gives a submission, every plan and register is accepted or rejected with a
//! reason.
//!
//! By default few cases are tried. For hours of tests, on as many seeds as there are cores:
//!
//! ```text
//! TONGHOP_FUZZ_CASES=1000000 TONGHOP_FUZZ_SEED=1 cargo test --test main fuzz
//! ```
//!
//! Input that causes a failure is written to `target/tmp/found.*`; after the correction, add it to
//! the fixtures.
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test stops where it fails")]

mod damage;

use crate::reports::{PLAN, period};
use crate::tree::{files, root};
use chrono::NaiveDate;
use damage::damages;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::time::{Duration, Instant};
use tonghop::book::form;
use tonghop::error::Error;
use tonghop::load::{self, Source, shipped};
use tonghop::model::case::{Inputs, RunScope};
use tonghop::outcome::examine;
use tonghop::read::{Reader, register_lines};
use tonghop::render::json;
use tonghop::rules::grades;

/// Returns the number in an environment variable.
pub(crate) fn asked(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|value| value.parse().ok())
}

/// Returns a configuration with as many cases as `TONGHOP_FUZZ_CASES`, from the seed
/// `TONGHOP_FUZZ_SEED`.
pub(crate) fn config(cases: u32) -> ProptestConfig {
    let cases =
        asked("TONGHOP_FUZZ_CASES").and_then(|cases| u32::try_from(cases).ok()).unwrap_or(cases);
    let seed = asked("TONGHOP_FUZZ_SEED").unwrap_or(20_240_430);
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

thread_local! {
    static PANICS: Cell<usize> = const { Cell::new(0) };
}

/// Returns the number of panics on this thread, including caught ones: the reader survives a panic,
/// but its own code should not panic.
fn panics() -> usize {
    static COUNTING: Once = Once::new();
    COUNTING.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |about| {
            PANICS.with(|panics| panics.set(panics.get() + 1));
            before(about);
        }));
    });
    PANICS.with(Cell::get)
}

fn fixtures() -> Vec<PathBuf> {
    files(&root().join("tests/fixtures"))
        .into_iter()
        .filter(|path| path.extension().is_some_and(|end| end != "md"))
        .collect()
}

/// Returns the violation in handling a file, if any.
fn wrong(name: &str, bytes: &[u8]) -> Option<String> {
    let (panicked, started) = (panics(), Instant::now());
    let submissions = Reader::new(
        &PLAN,
        tonghop::book::form::texts(&PLAN),
        Some(env!("CARGO_BIN_EXE_tonghop").into()),
    )
    .bytes(&name.into(), bytes);
    let took = started.elapsed();
    let first = submissions.first().map(|submission| submission.file.to_string());
    let whole = submissions.iter().filter_map(|submission| submission.report());
    let whole = whole.into_iter().all(|report| {
        report.figures.len() == PLAN.indicators.len() && report.tasks.len() == PLAN.tasks.len()
    });
    let as_of = NaiveDate::from_ymd_opt(2024, 4, 25).unwrap_or_default();
    let count = submissions.len();
    let outcome = examine(
        RunScope { plan: &PLAN, period: period(), as_of },
        Inputs { submissions, ..Inputs::default() },
    );
    let facts: serde_json::Value =
        serde_json::from_str(&json::document(&outcome)).unwrap_or_default();
    match () {
        () if panics() > panicked => Some("a panic".to_owned()),
        () if first.as_deref() != Some(name) => Some(format!("the file is lost: {first:?}")),
        () if !whole => Some("an answer is lost".to_owned()),
        () if facts["files"].as_array().map(Vec::len) != Some(count) => {
            Some("the results lack a file".to_owned())
        }
        () if took > Duration::from_secs(30) => Some(format!("{took:?}")),
        () => None,
    }
}

/// Writes input that causes a failure.
fn keep(path: &Path, bytes: &[u8]) -> PathBuf {
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("found")
        .with_extension(path.extension().unwrap_or_default());
    std::fs::write(&kept, bytes).expect("the target folder can be written");
    kept
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn a_damaged_report_gives_a_submission((path, damages) in (select(fixtures()), damages())) {
        let whole = std::fs::read(&path).expect("a fixture");
        let bytes = damages.iter().fold(whole, |bytes, damage| damage.on(bytes));
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        if let Some(wrong) = wrong(name, &bytes) {
            prop_assert!(false, "{wrong}: {}", keep(&path, &bytes).display());
        }
    }

    #[test]
    fn a_damaged_register_gives_lines_or_an_error(damages in damages()) {
        let whole = std::fs::read(root().join("examples/thanh-hoa-2024/so-den.xlsx")).expect("a register");
        let damaged = damages.iter().fold(whole, |bytes, damage| damage.on(bytes));
        match register_lines("so-den.xlsx", &damaged, &PLAN, None) {
            Err(Error::Unsound(faults)) => prop_assert!(!faults.is_empty()),
            Err(other) => prop_assert!(false, "{other}"),
            Ok(_) => {}
        }
    }
}

/// Returns a strategy that moves or replaces parts of a plan.
fn patches() -> impl Strategy<Value = Vec<(usize, usize, String)>> {
    let odd = select(vec![
        "",
        "\"",
        "\n",
        "[[task]]\n",
        "[plan]\n",
        "99999999999999999999",
        "-1",
        "0000-00-00",
        "9999-12-31",
        "1",
        "\"CT01\"",
        "\"III.1\"",
        "{}",
        "[]",
        "true",
        "CT01",
        "\u{301}",
        "ế",
        "\u{0}",
        "= =",
        "#",
        "'''",
        "\"\"\"",
        "[1, \"a\"]",
        "1e400",
        "nan",
        "2024-02-30",
    ]);
    proptest::collection::vec((0_usize..1 << 20, 0_usize..60, odd.prop_map(str::to_owned)), 1..4)
}

/// Applies the patches; half of them replace a whole line or the text after `=`.
fn patched(text: &str, patches: &[(usize, usize, String)]) -> String {
    patches.iter().fold(text.to_owned(), |text, (at, length, patch)| {
        let mut lines: Vec<&str> = text.lines().collect();
        let place = at % lines.len();
        let line = lines[place];
        let letters: Vec<char> = line.chars().collect();
        let from = if length % 2 == 0 {
            line.chars().position(|c| c == '=').map_or(0, |at| at + 1)
        } else {
            at % (letters.len() + 1)
        };
        let to = (from + length).min(letters.len());
        let new: String = letters[..from]
            .iter()
            .copied()
            .chain(patch.chars())
            .chain(letters[to..].iter().copied())
            .collect();
        lines[place] = &new;
        if length % 7 == 0 {
            lines.swap_remove(at % lines.len());
        }
        lines.join("\n")
    })
}

proptest! {
    #![proptest_config(config(20))]

    #[test]
    fn a_damaged_plan_is_valid_or_gives_errors((which, patches) in (0_usize..3, patches())) {
        let mut texts = [shipped::PLAN, shipped::UNITS, shipped::HOLIDAYS].map(str::to_owned);
        texts[which] = patched(&texts[which], &patches);
        let [plan, units, holidays] = &texts;
        let source = |name, text| Source { name, text };
        match load::plan(source("ke-hoach", plan), source("don-vi", units), source("ngay-nghi", holidays), &grades()) {
            Ok(plan) => for period in &plan.periods {
                for unit in plan.expected(period).take(1) {
                    let _ = form::blank(&plan, unit, period, NaiveDate::from_ymd_opt(2024, 3, 1).unwrap_or_default());
                }
            },
            Err(Error::Unsound(faults)) => prop_assert!(!faults.is_empty()),
            Err(other) => prop_assert!(false, "{other}"),
        }
    }
}
