//! Tests of runs that are interrupted while they write.

use super::{BENCH, NEW, Office, is_beside};
use crate::tree::{code, printed, said};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// State after an interrupted run.
#[derive(Debug, PartialEq, Eq)]
enum Left {
    Old,
    Decided,
    New,
}

/// Checks the state after an interrupted run: each file is old or new; without a journal, all are
/// of one run.
fn left(office: &Office, why: &str) -> Left {
    let there = office.results();
    for (path, bytes) in &there {
        assert!(
            [&BENCH.old, &BENCH.new].iter().any(|set| set.get(path) == Some(bytes)),
            "{} is torn: {why}",
            path.display()
        );
    }
    match there {
        _ if office.journal().exists() => Left::Decided,
        there if there == BENCH.old => Left::Old,
        there if there == BENCH.new => Left::New,
        _ => panic!("old and new results lie side by side: {why}"),
    }
}

/// Checks that a read-only command completes the transaction first.
fn reading_finishes(office: &Office, why: &str) {
    let read = office.run("check", &NEW);
    assert!(
        code(&read) == 0 && office.results() == BENCH.new && said(&read).contains("đã làm nốt"),
        "{why}: {}",
        said(&read)
    );
    assert!(office.leftovers().is_empty(), "{why}");
}

#[test]
#[cfg(debug_assertions)]
fn a_run_interrupted_at_any_step_leaves_old_or_new_results() {
    let mut seen = Vec::new();
    for step in 1.. {
        let folder = TempDir::new().unwrap();
        let office = Office::laid(folder.path());
        let mut run = office.interruptible();
        let ended = run.env("TONGHOP_STOP_BEFORE", step.to_string()).status().unwrap();
        if ended.success() {
            break;
        }
        let why = format!("stopped before step {step}");
        assert!(ended.code().is_none_or(|code| code > 2), "{why}: {ended}");
        let found = left(&office, &why);
        if found == Left::Decided && step % 3 == 0 {
            reading_finishes(&office, &why);
        }
        office.completes_equally(&why);
        seen.push(found);
    }
    // the results change once, and the journal exists meanwhile
    seen.dedup();
    assert_eq!(seen, [Left::Old, Left::Decided, Left::New]);
}

/// Pseudorandom numbers, reproducible by seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: Duration) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let limit = u64::try_from(limit.as_micros()).unwrap().max(1);
        Duration::from_micros(self.0 % limit)
    }
}

/// Moment at which to kill a run.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// At any time.
    Any,
    /// When the first temporary file exists.
    Staging,
    /// When the journal exists.
    Moving,
}

impl Moment {
    /// Waits for the moment, at most the duration of a run.
    fn wait(self, office: &Office) {
        let start = Instant::now();
        while start.elapsed() < BENCH.takes * 4 {
            let is_there = match self {
                Self::Any => true,
                Self::Staging => std::fs::read_dir(office.period())
                    .unwrap()
                    .any(|entry| is_beside(&entry.unwrap().path())),
                Self::Moving => office.journal().exists(),
            };
            if is_there {
                return;
            }
        }
    }

    fn spread(self) -> Duration {
        match self {
            Self::Any => BENCH.takes,
            Self::Staging => Duration::from_millis(6),
            Self::Moving => Duration::from_millis(2),
        }
    }
}

#[test]
#[ignore = "depends on timing: TONGHOP_FAULTS=10000 cargo test --test main faults -- --include-ignored"]
fn a_run_killed_at_any_time_leaves_old_or_new_results() {
    let asked = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let (times, mut chance) = (
        asked("TONGHOP_FAULTS").unwrap_or(40),
        Chance(asked("TONGHOP_FAULTS_SEED").unwrap_or(20_240_501).max(1)),
    );
    let moments = [Moment::Any, Moment::Moving, Moment::Staging, Moment::Moving];
    let [mut before, mut decided, mut after] = [0; 3];
    for (number, moment) in (0..times).zip(moments.into_iter().cycle()) {
        let folder = TempDir::new().unwrap();
        let office = Office::laid(folder.path());
        let mut run = office.interruptible().spawn().unwrap();
        moment.wait(&office);
        std::thread::sleep(chance.below(moment.spread()));
        run.kill().unwrap();
        run.wait().unwrap();
        let why = format!("{moment:?} {number}");
        match left(&office, &why) {
            Left::Old => before += 1,
            Left::New => after += 1,
            Left::Decided => {
                decided += 1;
                if number % 3 == 0 {
                    reading_finishes(&office, &why);
                }
            }
        }
        office.completes_equally(&why);
        if number % 8 == 0 {
            let verified = office.run("verify", &NEW[..2]);
            assert_eq!(code(&verified), 0, "{why}: {}{}", printed(&verified), said(&verified));
        }
    }
    println!(
        "killed before the set was decided {before}, while it was put in place {decided}, after {after}"
    );
    assert!(before > 0, "no run was killed in time");
}
