//! Faults from outside: the program is killed, the disk is full or cannot be written to, two runs start at once. Whatever
//! happens, results are the old ones or the new ones, never some of both, and a run started again gives what an undisturbed one
//! gives.
//!
//! By default it is killed a few times. For hours of it:
//!
//! ```text
//! TONGHOP_FAULTS=10000 TONGHOP_FAULTS_SEED=1 cargo test --test main faults
//! ```

#![allow(clippy::print_stdout, reason = "what was tried and what was skipped is said")]

#[cfg(unix)]
mod disk;
mod leftovers;

use crate::tree::{code, files, printed, root, said, tonghop};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The day of the results that are there, and the day of those a run is to make: reminders of the first go in the second.
const OLD: [&str; 5] = ["--period", "2024-6T", "--as-of", "2024-04-25", "--exit-zero"];
const NEW: [&str; 5] = ["--period", "2024-6T", "--as-of", "2024-05-06", "--exit-zero"];

/// Results by their path from their folder.
type Results = BTreeMap<PathBuf, Vec<u8>>;

/// A workspace with finished results, and what they and the next ones are.
struct Bench {
    folder: TempDir,
    old: Results,
    new: Results,
    /// How long a run takes.
    takes: Duration,
}

static BENCH: LazyLock<Bench> = LazyLock::new(|| {
    let folder = crate::tree::workspace();
    let office = Office(folder.path().join("w"));
    for name in ["H-THOXUAN.xlsx", "S-BDT.xlsx"] {
        std::fs::copy(
            root().join("examples/thanh-hoa-2024/nhan/2024-6T").join(name),
            office.0.join("nhan/2024-6T").join(name),
        )
        .unwrap();
    }
    std::fs::write(office.0.join("nhan/2024-6T/S-TC.xlsx"), b"%PDF-1.7").unwrap();
    office.done(&OLD);
    let old = office.results();
    let other = Office(folder.path().join("other"));
    lay(&office.0, &other.0);
    let start = Instant::now();
    other.done(&NEW);
    let (takes, new) = (start.elapsed(), other.results());
    assert!(
        old.len() > 8
            && old.keys().any(|path| !new.contains_key(path))
            && new.keys().any(|path| !old.contains_key(path))
    );
    assert!(old.iter().filter(|(path, bytes)| new.get(*path) != Some(bytes)).count() > 5);
    new.iter().chain(&old).for_each(|(path, bytes)| opens(path, bytes));
    Bench { folder, old, new, takes }
});

/// A workspace.
struct Office(PathBuf);

impl Office {
    /// A workspace of the bench's old results, in a folder.
    fn laid(folder: &Path) -> Self {
        let office = Self(folder.join("w"));
        lay(&BENCH.folder.path().join("w"), &office.0);
        office
    }

    fn run(&self, command: &str, words: &[&str]) -> Output {
        tonghop(&self.0, &[&[command], words].concat())
    }

    fn done(&self, words: &[&str]) -> Output {
        let run = self.run("consolidate", words);
        assert_eq!(code(&run), 0, "{}", said(&run));
        run
    }

    fn period(&self) -> PathBuf {
        self.0.join("ket-qua/2024-6T")
    }

    fn journal(&self) -> PathBuf {
        self.0.join("ket-qua/.dang-ghi.json")
    }

    /// All results, without the records of runs and what is not yet in its place.
    fn results(&self) -> Results {
        let (period, runs) = (self.period(), self.period().join("nhat-ky"));
        let there =
            files(&period).into_iter().filter(|path| !path.starts_with(&runs) && !is_beside(path));
        there
            .map(|path| {
                (path.strip_prefix(&period).unwrap().to_owned(), std::fs::read(&path).unwrap())
            })
            .collect()
    }

    /// Everything a run that was stopped may leave.
    fn leftovers(&self) -> Vec<PathBuf> {
        let own = [".dang-ghi.json", ".dang-chay.json"];
        files(&self.0)
            .into_iter()
            .filter(|path| is_beside(path) || own.iter().any(|name| path.ends_with(name)))
            .collect()
    }

    /// Starts a run and lets it go on until it is killed.
    fn start(&self) -> Child {
        let mut run = Command::new(env!("CARGO_BIN_EXE_tonghop"));
        run.arg("consolidate")
            .args(NEW)
            .current_dir(&self.0)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    /// The old results and nothing else.
    fn is_untouched(&self, why: &str) {
        assert!(self.results() == BENCH.old, "the old results are not as they were: {why}");
        assert_eq!(self.leftovers(), [""; 0].map(PathBuf::from), "{why}");
    }

    /// A run that comes after gives what an undisturbed one gives, and leaves nothing else.
    fn comes_to_the_same_end(&self, why: &str) {
        let was_decided = self.journal().exists();
        let run = self.done(&NEW);
        assert_eq!(said(&run).contains("đã làm nốt"), was_decided, "{why}: {}", said(&run));
        assert!(self.results() == BENCH.new, "a run started again gives something else: {why}");
        assert_eq!(self.leftovers(), [""; 0].map(PathBuf::from), "{why}");
    }
}

fn is_beside(path: &Path) -> bool {
    path.file_name().unwrap().to_string_lossy().starts_with(".tonghop-")
}

/// Copies a workspace with all that is in it.
fn lay(from: &Path, to: &Path) {
    for path in files(from) {
        let target = to.join(path.strip_prefix(from).unwrap());
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::copy(path, target).unwrap();
    }
}

/// A result is whole: it can be opened.
fn opens(path: &Path, bytes: &[u8]) {
    let is = |end: &str| path.extension().is_some_and(|found| found == end);
    if is("json") {
        serde_json::from_slice::<serde_json::Value>(bytes).unwrap();
    } else if is("xlsx") || is("docx") {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        for place in 0..archive.len() {
            std::io::copy(&mut archive.by_index(place).unwrap(), &mut std::io::sink()).unwrap();
        }
    } else {
        assert!(
            String::from_utf8_lossy(bytes).trim_end().ends_with("</html>"),
            "{}",
            path.display()
        );
    }
}

/// Numbers that look like chance and are the same every time.
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

/// When to kill a run.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// At any time.
    Any,
    /// When the first file lies beside its place.
    Staging,
    /// When the journal is there.
    Moving,
}

impl Moment {
    /// Waits for the moment, as long as a run takes.
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
fn a_run_killed_at_any_moment_leaves_the_old_results_or_the_new_ones() {
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
        let mut run = office.start();
        moment.wait(&office);
        std::thread::sleep(chance.below(moment.spread()));
        run.kill().unwrap();
        run.wait().unwrap();
        let (why, there) = (format!("{moment:?} {number}"), office.results());
        for (path, bytes) in &there {
            assert!(
                [&BENCH.old, &BENCH.new].iter().any(|set| set.get(path) == Some(bytes)),
                "{} is torn: {why}",
                path.display()
            );
        }
        if office.journal().exists() {
            decided += 1;
            // what only reads finishes the set first too
            if number % 3 == 0 {
                let read = office.run("check", &NEW);
                assert!(
                    code(&read) == 0
                        && office.results() == BENCH.new
                        && said(&read).contains("đã làm nốt"),
                    "{why}: {}",
                    said(&read)
                );
                assert!(office.leftovers().is_empty(), "{why}");
            }
        } else {
            assert!(
                there == BENCH.old || there == BENCH.new,
                "old and new results lie side by side: {why}"
            );
            *(if there == BENCH.old { &mut before } else { &mut after }) += 1;
        }
        office.comes_to_the_same_end(&why);
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

#[test]
fn of_runs_at_once_one_writes_and_the_others_say_who_does() {
    let folder = TempDir::new().unwrap();
    let office = Office::laid(folder.path());
    let start = || {
        let mut run = Command::new(env!("CARGO_BIN_EXE_tonghop"));
        run.arg("consolidate")
            .args(NEW)
            .current_dir(&office.0)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let runs = [start(), start(), start()].map(|run| run.wait_with_output().unwrap());
    assert!(runs.iter().any(|run| code(run) == 0));
    for run in runs.iter().filter(|run| code(run) != 0) {
        assert_eq!(code(run), 2);
        assert!(
            said(run).contains("Một lần chạy khác đang ghi vào thư mục làm việc này"),
            "{}",
            said(run)
        );
    }
    assert!(office.results() == BENCH.new && office.leftovers().is_empty());
    // every one of them left a record
    assert_eq!(
        files(&office.period().join("nhat-ky")).len()
            + files(&office.0.join("ket-qua"))
                .iter()
                .filter(|path| path.parent().unwrap().ends_with("ket-qua/nhat-ky"))
                .count(),
        4
    );
}
