//! Access to the repository and the program for tests.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;
use tonghop::load::{self, Source};
use tonghop::model::plan::Plan;

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns all files in a folder, in order.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

/// Returns all source files of the program: name, `src/…`, and text.
pub(crate) fn sources() -> Vec<(String, String)> {
    sources_of(&["src"])
}

/// Returns all source files of some folders: name and text.
pub(crate) fn sources_of(folders: &[&str]) -> Vec<(String, String)> {
    let named = |path: PathBuf| {
        let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        let text = std::fs::read_to_string(&path).unwrap();
        (name, text)
    };
    folders
        .iter()
        .flat_map(|folder| files(&root().join(folder)))
        .filter(|path| path.extension().is_some_and(|end| end == "rs"))
        .map(named)
        .collect()
}

/// Copies a folder without results of manual runs: closed ones would be found again.
pub(crate) fn copy(from: &Path, to: &Path) {
    for path in files(from) {
        let name = path.strip_prefix(from).unwrap();
        if name.iter().any(|step| step == "ket-qua") {
            continue;
        }
        let target = to.join(name);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::copy(path, target).unwrap();
    }
}

/// Returns a folder with a new workspace, `w`.
pub(crate) fn workspace() -> TempDir {
    let folder = TempDir::new().unwrap();
    assert_eq!(code(&tonghop(folder.path(), &["init", "w"])), 0);
    folder
}

/// Runs the program in a folder.
pub(crate) fn tonghop(folder: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tonghop")).args(words).current_dir(folder).output().unwrap()
}

/// Returns the standard output of a run.
pub(crate) fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Returns the standard error of a run.
pub(crate) fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

/// Reports visibly that a test could not be done on this machine.
pub(crate) fn not_done(why: &str) {
    let name = std::thread::current().name().unwrap_or_default().to_owned();
    let _ = writeln!(std::io::stderr(), "NOT DONE: {name}: {why}");
}

/// Returns the text of the plan of the fixture of answers.
pub(crate) fn answers_plan() -> String {
    std::fs::read_to_string(root().join("tests/fixtures/answers/ke-hoach.toml")).unwrap()
}

/// Returns a workspace of the fixture of answers with another plan, and that plan.
pub(crate) fn answers_office(plan: &str) -> (TempDir, Plan) {
    let folder = TempDir::new().unwrap();
    let from = root().join("tests/fixtures/answers");
    for name in ["don-vi.toml", "tonghop.toml"] {
        std::fs::copy(from.join(name), folder.path().join(name)).unwrap();
    }
    std::fs::write(folder.path().join("ke-hoach.toml"), plan).unwrap();
    let units = std::fs::read_to_string(from.join("don-vi.toml")).unwrap();
    let source = |name, text| Source { name, text };
    let plan = load::plan(source("k", plan), source("u", &units), source("h", ""), &[]).unwrap();
    (folder, plan)
}
