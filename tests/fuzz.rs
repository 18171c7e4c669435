//! Damage.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// As many cases as `TONGHOP_FUZZ_CASES` asks for, from the seed `TONGHOP_FUZZ_SEED`: the same every time.
pub(crate) fn config(cases: u32) -> ProptestConfig {
    let asked = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let cases = asked("TONGHOP_FUZZ_CASES").and_then(|cases| u32::try_from(cases).ok()).unwrap_or(cases);
    let seed = asked("TONGHOP_FUZZ_SEED").unwrap_or(20_240_430);
    ProptestConfig { cases, rng_seed: RngSeed::Fixed(seed), failure_persistence: None, ..ProptestConfig::default() }
}
