//! What earlier runs left of a period: revisions of its results, the record of each run, the record of what was closed.

use super::named::is_standard_input;
use super::output::{Outputs, beside_within};
use super::results::FACTS;
use super::workspace::RESULTS;
use crate::error::Error;
use crate::model::facts::Facts;
use crate::model::id::PeriodCode;
use crate::model::period::Period;
use crate::model::plan::Plan;
use crate::model::record::{Closing, Part, Run, SCHEMA, Stamp};
use crate::model::revision::{Revision, Standing};
use crate::model::trace::Trace;
use crate::msg;
use crate::read::{hash_of_file, name_in_results};
use crate::text::Message;
use chrono::{DateTime, Utc};
use rayon::prelude::*;
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

/// The folder of what closing leaves within a revision.
const CLOSED: &str = "chot";
/// The record of what was closed, in that folder.
pub(super) const CLOSING: &str = "chot.json";
/// The folder of the records of runs within the period's.
const RUNS: &str = "nhat-ky";

/// The commands that leave results of a period.
const RESULTS_OF: [&str; 2] = ["consolidate", "close"];

/// What every record says of a run, whether or not it left results.
#[derive(Deserialize)]
struct Head {
    schema: u32,
    #[serde(default)]
    number: u64,
    command: String,
    outputs: Vec<IgnoredAny>,
}

/// The past of a period.
pub(super) struct History {
    /// Which revisions there are.
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
        let mut revisions = vec![Revision::FIRST];
        for name in names(&folder)? {
            revisions.extend(Revision::of_folder(&name));
        }
        let mut history =
            Self { standing: Standing::new(&[], &[]), root: root.to_owned(), period: folder };
        let holding = |history: &Self, file: &Path| -> Vec<Revision> {
            revisions
                .iter()
                .copied()
                .filter(|revision| history.folder(*revision).join(file).is_file())
                .collect()
        };
        history.standing = Standing::new(
            &holding(&history, &Path::new(CLOSED).join(CLOSING)),
            &holding(&history, Path::new(FACTS)),
        );
        Ok(history)
    }

    /// The folder of a revision.
    pub(super) fn folder(&self, revision: Revision) -> PathBuf {
        revision.folder().map_or_else(|| self.period.clone(), |name| self.period.join(name))
    }

    /// The folder of what closing leaves of a revision.
    pub(super) fn closed_folder(&self, revision: Revision) -> PathBuf {
        self.folder(revision).join(CLOSED)
    }

    /// The folder of the period's results.
    pub(super) fn period_folder(&self) -> &Path {
        &self.period
    }

    /// A path as it stands in records.
    pub(super) fn name(&self, path: &Path) -> String {
        name_in_results(&self.root, path)
    }

    /// The facts of a revision.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub(super) fn facts(&self, revision: Revision) -> Result<Facts, Error> {
        facts(&self.folder(revision).join(FACTS))
    }

    /// The facts of a revision as they were written.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub(super) fn text(&self, revision: Revision) -> Result<String, Error> {
        let path = self.folder(revision).join(FACTS);
        std::fs::read_to_string(&path).map_err(|error| Error::read(&path, error))
    }

    /// The last revision that was closed, with its record.
    ///
    /// # Errors
    /// Where the record is damaged.
    pub(super) fn closing(&self) -> Result<Option<(Revision, Closing)>, Error> {
        let Some(revision) = self.standing.closed else {
            return Ok(None);
        };
        let path = self.closed_folder(revision).join(CLOSING);
        let closing: Closing = record(&path)?;
        if closing.schema == SCHEMA {
            Ok(Some((revision, closing)))
        } else {
            Err(damaged(&path, "schema"))
        }
    }

    /// Takes the record of what is being closed, with the copies of what it rests on, among the results that it closes.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub(super) fn close(
        &self,
        outputs: &Outputs<'_>,
        closing: &Closing,
        copies: &[(&'static str, Vec<u8>)],
    ) -> Result<(), Error> {
        let folder = self.closed_folder(self.standing.open);
        for (name, bytes) in copies {
            outputs.add(folder.join(name), bytes)?;
        }
        outputs.add(folder.join(CLOSING), pretty(closing).as_bytes()).map(drop)
    }

    /// Takes the record of a run, under a name that no other has and that sorts by time, and gives its path.
    ///
    /// # Errors
    /// [`Error::Write`], or where the folder of records cannot be listed.
    pub(super) fn leave(&self, outputs: &Outputs<'_>, run: &Run) -> Result<PathBuf, Error> {
        let folder = self.period.join(RUNS);
        let named = |number: u32| folder.join(format!("{}-{number:03}.json", stamped(run.started)));
        let free =
            (1..=u32::MAX).map(named).find(|path| !path.exists()).unwrap_or_else(|| named(0));
        let there = names(&folder)?.into_iter().filter(|name| is_record(name));
        let number = there
            .filter_map(|name| record(&folder.join(name)).ok())
            .map(|head: Head| head.number)
            .max()
            .unwrap_or(0)
            + 1;
        let run = Run { number, ..run.clone() };
        outputs.add(free.clone(), pretty(&run).as_bytes()).map(|_| free)
    }

    /// The record of the last run that wrote results, by the runs' own count: a clock may go back.
    ///
    /// # Errors
    /// Where a record is damaged.
    pub(super) fn last_run(&self) -> Result<Option<(String, Run)>, Error> {
        let Some((_, name)) = self.runs()?.into_iter().max() else {
            return Ok(None);
        };
        let path = self.period.join(RUNS).join(name);
        Ok(Some((self.name(&path), record(&path)?)))
    }

    /// The records of the runs that wrote results: their numbers and names. A damaged one that is older than all others hides
    /// nothing.
    fn runs(&self) -> Result<Vec<(u64, String)>, Error> {
        let folder = self.period.join(RUNS);
        let mut names: Vec<String> =
            names(&folder)?.into_iter().filter(|name| is_record(name)).collect();
        names.sort_by(|a, b| b.cmp(a));
        let mut runs = Vec::new();
        for name in names {
            let path = folder.join(&name);
            let head = match record(&path) {
                Ok(Head { schema, .. }) if schema != SCHEMA => Err(damaged(&path, "schema")),
                head => head,
            };
            match head {
                // a run may have failed, found that closed results stand, or written something else
                Ok(head)
                    if !head.outputs.is_empty() && RESULTS_OF.contains(&head.command.as_str()) =>
                {
                    runs.push((head.number, name));
                }
                Err(error) if runs.is_empty() => return Err(error),
                _ => {}
            }
        }
        Ok(runs)
    }

    /// The files that are not as they were recorded: those that changed, and those that are gone.
    pub(super) fn altered<'s>(&self, stamps: &'s [Stamp]) -> Vec<&'s Stamp> {
        stamps
            .par_iter()
            .filter(|stamp| hash_of_file(&self.root.join(&stamp.file)).0 != stamp.sha256)
            .collect()
    }
}

/// The last run of any period that rested on a file of the office: the name of its record, and the file as it was.
pub(super) fn rested_on(root: &Path, plan: &Plan, part: Part) -> Option<(String, Stamp)> {
    let of_period = |period: &Period| History::of(root, &period.code).ok()?.last_run().ok()?;
    let runs = plan.periods.iter().filter_map(of_period);
    let (record, run) = runs.max_by_key(|(_, run)| run.started)?;
    run.basis.inputs.into_iter().find(|input| input.part == part).map(|input| (record, input.stamp))
}

/// The forms of a period as they were issued: the SHA-256 that each file was written with. A record that cannot be read says
/// nothing.
pub(super) fn issued(root: &Path, period: &PeriodCode) -> BTreeSet<(String, String)> {
    #[derive(Deserialize)]
    struct Issued {
        outputs: Vec<Stamp>,
    }
    let folder = root.join(RESULTS).join(period.as_str()).join(RUNS);
    let of_template = names(&folder)
        .unwrap_or_default()
        .into_iter()
        .filter(|name| is_record(name) && name.ends_with("-template.json"));
    let records = of_template.filter_map(|name| record::<Issued>(&folder.join(name)).ok());
    records.flat_map(|issued| issued.outputs).map(|stamp| (stamp.file, stamp.sha256)).collect()
}

/// The facts of a file.
///
/// # Errors
/// Where it cannot be read or is none.
pub(super) fn facts(path: &Path) -> Result<Facts, Error> {
    let bytes = if is_standard_input(path) {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    let bytes = bytes.map_err(|error| Error::read(path, error))?;
    let read = Facts::parse(&String::from_utf8_lossy(&bytes));
    read.map_err(|Message { vi, en }| {
        let path = path.display();
        msg!("Không dùng được {path}: {vi}.", "{path} cannot be used: {en}.").into()
    })
}

/// Leaves the record of a run that left no results: in the folder of its period, or of all where it never came so far. It needs
/// no lock, since no other run writes under its name.
///
/// # Errors
/// Where it cannot be written.
pub(super) fn leave(root: &Path, trace: &Trace) -> std::io::Result<()> {
    let results = root.join(RESULTS);
    let folder = trace
        .known
        .period
        .as_ref()
        .map_or_else(|| results.clone(), |period| results.join(period.as_str()))
        .join(RUNS);
    let what = if trace.error.is_some() { "loi" } else { trace.command };
    for number in 1..=u32::MAX {
        let path = folder.join(format!("{}-{number:03}-{what}.json", stamped(trace.started)));
        let mut file = beside_within(root, &path)?;
        file.write_all(pretty(trace).as_bytes())?;
        file.as_file().sync_all()?;
        match file.persist_noclobber(&path) {
            Err(taken) if taken.error.kind() == std::io::ErrorKind::AlreadyExists => {}
            done => return done.map(drop).map_err(|error| error.error),
        }
    }
    Ok(())
}

/// Whether a name is one that the program gives to records: whatever else lies in their folder is none.
fn is_record(name: &str) -> bool {
    let shape = |stem: &str| {
        stem.chars()
            .map(|letter| if letter.is_ascii_digit() { '0' } else { letter })
            .collect::<String>()
    };
    let is_command = |rest: &str| {
        rest.is_empty()
            || rest.starts_with('-')
                && rest.bytes().all(|letter| letter == b'-' || letter.is_ascii_lowercase())
    };
    let stem = name.strip_suffix(".json").and_then(|stem| stem.split_at_checked(24));
    stem.is_some_and(|(stem, rest)| shape(stem) == "0000-00-00T00-00-00Z-000" && is_command(rest))
}

/// The moment a run began, as it stands in the names of records.
fn stamped(started: DateTime<Utc>) -> String {
    started.format("%Y-%m-%dT%H-%M-%SZ").to_string()
}

fn record<T: DeserializeOwned>(path: &Path) -> Result<T, Error> {
    let bytes = std::fs::read(path).map_err(|error| Error::read(path, error))?;
    serde_json::from_slice(&bytes).map_err(|error| damaged(path, &error.to_string()))
}

fn damaged(path: &Path, why: &str) -> Error {
    let path = path.display();
    msg!(
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
    entries
        .map(|entry| Ok(entry.map_err(failed)?.file_name().to_string_lossy().into_owned()))
        .collect()
}
