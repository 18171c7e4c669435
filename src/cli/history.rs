//! What earlier runs left of a period: editions of its results, the record of each run, the record of what was closed.

use super::output::Outputs;
use super::results::FACTS;
use super::workspace::RESULTS;
use crate::error::Error;
use crate::model::edition::{Edition, Standing};
use crate::model::facts::Facts;
use crate::model::id::PeriodCode;
use crate::model::record::{Closing, Run, SCHEMA, Stamp};
use crate::read::{hash_of_file, name_in_results};
use crate::say;
use crate::text::Said;
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};

/// The folder of what closing leaves within an edition.
const CLOSED: &str = "chot";
/// The record of what was closed, in that folder.
pub(super) const CLOSING: &str = "chot.json";
/// The folder of the records of runs within the period's.
const RUNS: &str = "nhat-ky";

/// The past of a period.
pub(super) struct History {
    /// Which editions there are.
    pub(super) standing: Standing,
    root: PathBuf,
    period: PathBuf,
}

impl History {
    /// Looks at what lies in a period's folder of results.
    ///
    /// # Errors
    /// Where the folder is there and cannot be listed.
    pub(super) fn of(root: &Path, period: &PeriodCode) -> Result<Self, Error> {
        let folder = root.join(RESULTS).join(period.as_str());
        let mut editions = vec![Edition::FIRST];
        for name in names(&folder)? {
            editions.extend(Edition::of_folder(&name));
        }
        let mut history = Self { standing: Standing::of(&[], &[]), root: root.to_owned(), period: folder };
        let holding = |history: &Self, file: &Path| -> Vec<Edition> {
            editions.iter().copied().filter(|edition| history.folder(*edition).join(file).is_file()).collect()
        };
        history.standing = Standing::of(&holding(&history, &Path::new(CLOSED).join(CLOSING)), &holding(&history, Path::new(FACTS)));
        Ok(history)
    }

    /// The folder of an edition.
    pub(super) fn folder(&self, edition: Edition) -> PathBuf {
        edition.folder().map_or_else(|| self.period.clone(), |name| self.period.join(name))
    }

    /// The folder of what closing leaves of an edition.
    pub(super) fn closed_folder(&self, edition: Edition) -> PathBuf {
        self.folder(edition).join(CLOSED)
    }

    /// A path as it stands in records.
    pub(super) fn name(&self, path: &Path) -> String {
        name_in_results(&self.root, path)
    }

    /// The facts of an edition.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub(super) fn facts(&self, edition: Edition) -> Result<Facts, Error> {
        facts(&self.folder(edition).join(FACTS))
    }

    /// The facts of an edition as they were written.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub(super) fn text(&self, edition: Edition) -> Result<String, Error> {
        let path = self.folder(edition).join(FACTS);
        std::fs::read_to_string(&path).map_err(|error| Error::read(&path, error))
    }

    /// The last edition that was closed, with its record.
    ///
    /// # Errors
    /// Where the record is damaged.
    pub(super) fn closing(&self) -> Result<Option<(Edition, Closing)>, Error> {
        let Some(edition) = self.standing.closed else { return Ok(None) };
        let path = self.closed_folder(edition).join(CLOSING);
        let closing: Closing = record(&path)?;
        if closing.schema == SCHEMA { Ok(Some((edition, closing))) } else { Err(damaged(&path, "schema")) }
    }

    /// Takes the record of what is being closed; it appears after everything else, since it is what makes results closed.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub(super) fn close(&self, closing: &Closing, copies: &[(&'static str, Vec<u8>)]) -> Result<Vec<PathBuf>, Error> {
        let folder = self.closed_folder(self.standing.open);
        let mut outputs = Outputs::default();
        for (name, bytes) in copies {
            outputs.add(folder.join(name), bytes)?;
        }
        outputs.add(folder.join(CLOSING), pretty(closing).as_bytes())?;
        Ok(outputs.appear()?.written)
    }

    /// Leaves the record of a run, under a name that no other has and that sorts by time.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub(super) fn leave(&self, run: &Run) -> Result<(), Error> {
        let folder = self.period.join(RUNS);
        let named = |number: u32| folder.join(format!("{}-{number:03}.json", run.started.format("%Y-%m-%dT%H-%M-%SZ")));
        let free = (1..=u32::MAX).map(named).find(|path| !path.exists()).unwrap_or_else(|| named(0));
        let mut outputs = Outputs::default();
        outputs.add(free, pretty(run).as_bytes())?;
        outputs.appear().map(drop)
    }

    /// The record of the last run that wrote results.
    ///
    /// # Errors
    /// Where a record is damaged.
    pub(super) fn last_run(&self) -> Result<Option<(String, Run)>, Error> {
        let folder = self.period.join(RUNS);
        let mut names: Vec<String> =
            names(&folder)?.into_iter().filter(|name| Path::new(name).extension().is_some_and(|end| end == "json")).collect();
        names.sort_by(|a, b| b.cmp(a));
        for name in names {
            let path = folder.join(&name);
            let run: Run = record(&path)?;
            if run.schema != SCHEMA {
                return Err(damaged(&path, "schema"));
            }
            if !run.basis.outputs.is_empty() {
                return Ok(Some((self.name(&path), run)));
            }
        }
        Ok(None)
    }

    /// The files that are not as they were recorded: those that changed, and those that are gone.
    pub(super) fn altered<'s>(&self, stamps: &'s [Stamp]) -> Vec<&'s Stamp> {
        stamps.iter().filter(|stamp| hash_of_file(&self.root.join(&stamp.file)).0 != stamp.sha256).collect()
    }
}

/// The facts of a file.
///
/// # Errors
/// Where it cannot be read or is none.
pub(super) fn facts(path: &Path) -> Result<Facts, Error> {
    let bytes = std::fs::read(path).map_err(|error| Error::read(path, error))?;
    let read = Facts::parse(&String::from_utf8_lossy(&bytes));
    read.map_err(|Said { vi, en }| {
        let path = path.display();
        say!("Không dùng được {path}: {vi}.", "{path} cannot be used: {en}.").into()
    })
}

fn record<T: DeserializeOwned>(path: &Path) -> Result<T, Error> {
    let bytes = std::fs::read(path).map_err(|error| Error::read(path, error))?;
    serde_json::from_slice(&bytes).map_err(|error| damaged(path, &error.to_string()))
}

fn damaged(path: &Path, why: &str) -> Error {
    let path = path.display();
    say!(
        "{path} bị hỏng hoặc do phiên bản khác ghi ({why}).\nLấy lại tệp này từ bản lưu rồi chạy lại.",
        "{path} is damaged or was written by another version ({why}).\nBring it back from a copy, then run again."
    )
    .into()
}

fn pretty<T: serde::Serialize>(record: &T) -> String {
    serde_json::to_string_pretty(record).unwrap_or_default() + "\n"
}

/// The names of what lies in a folder; nothing where there is none.
fn names(folder: &Path) -> Result<Vec<String>, Error> {
    let failed = |error| Error::read(folder, error);
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
    };
    entries.map(|entry| Ok(entry.map_err(failed)?.file_name().to_string_lossy().into_owned())).collect()
}
