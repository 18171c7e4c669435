//! Tests of external failures: the program is killed, the disk is full or read-only, two runs start
//! together. Results are always those of the old run or the new run, never mixed, and a repeated
//! run gives the same results as an undisturbed one.
//!
//! The ordinary tests stop a run before each rename, removal and flush, by `TONGHOP_STOP_BEFORE` in
//! debug builds. Tests that depend on timing run on request, for hours if wanted:
//!
//! ```text
//! TONGHOP_FAULTS=10000 TONGHOP_FAULTS_SEED=1 cargo test --test main faults -- --include-ignored
//! ```

#![allow(clippy::print_stdout, reason = "what was tried is said")]

#[cfg(unix)]
mod disk;
mod leftovers;
mod stopped;

use crate::tree::{code, files, root, said, tonghop};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Day of the existing results, and of those of the next run; reminders of the former are removed
/// by the latter.
const OLD: [&str; 5] = ["--period", "2024-6T", "--as-of", "2024-04-25", "--exit-zero"];
const NEW: [&str; 5] = ["--period", "2024-6T", "--as-of", "2024-05-06", "--exit-zero"];

/// Results by their path in the folder of results.
type Results = BTreeMap<PathBuf, Vec<u8>>;

/// Workspace with results, and the expected results of the next run.
struct Bench {
    folder: TempDir,
    old: Results,
    new: Results,
    /// Duration of a run.
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
    /// Creates a workspace with the old results.
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

    /// Returns all results, except records of runs and temporary files.
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

    /// Returns the files that an interrupted run may leave.
    fn leftovers(&self) -> Vec<PathBuf> {
        let own = [".dang-ghi.json", ".dang-chay.json"];
        files(&self.0)
            .into_iter()
            .filter(|path| is_beside(path) || own.iter().any(|name| path.ends_with(name)))
            .collect()
    }

    /// Returns a command for a run to be interrupted.
    fn interruptible(&self) -> Command {
        let mut run = Command::new(env!("CARGO_BIN_EXE_tonghop"));
        run.arg("consolidate").args(NEW).current_dir(&self.0);
        run.stdout(Stdio::null()).stderr(Stdio::null());
        run
    }

    /// Checks that there are only the old results.
    fn is_untouched(&self, why: &str) {
        assert!(self.results() == BENCH.old, "the old results are not as they were: {why}");
        assert_eq!(self.leftovers(), [""; 0].map(PathBuf::from), "{why}");
    }

    /// Checks that another run gives the expected results and leaves nothing else.
    fn completes_equally(&self, why: &str) {
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

/// Copies a workspace.
fn lay(from: &Path, to: &Path) {
    for path in files(from) {
        let target = to.join(path.strip_prefix(from).unwrap());
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::copy(path, target).unwrap();
    }
}

/// Checks that a result can be opened.
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

#[test]
fn only_one_of_simultaneous_runs_writes() {
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
    // each of them wrote a record
    assert_eq!(
        files(&office.period().join("nhat-ky")).len()
            + files(&office.0.join("ket-qua"))
                .iter()
                .filter(|path| path.parent().unwrap().ends_with("ket-qua/nhat-ky"))
                .count(),
        4
    );
}
