//! Reads and writes the records of runs, in the folder of their period or, if it is unknown, of the
//! workspace.

use super::history::History;
use super::layout::RESULTS;
use super::records::{self, damaged, names, pretty};
use super::temp_file::create_within;
use super::transaction::Transaction;
use crate::error::Error;
use crate::model::id::PeriodCode;
use crate::model::period::Period;
use crate::model::plan::Plan;
use crate::model::record::{FileDigest, InputKind, Run, SCHEMA};
use crate::model::run_without_results::RunWithoutResults;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Subfolder for the records.
const RUNS: &str = "nhat-ky";

/// Commands that write results of a period.
const WITH_RESULTS: [&str; 2] = ["consolidate", "close"];

/// Keys of every record.
#[derive(Deserialize)]
struct Head {
    schema: u32,
    #[serde(default)]
    number: u64,
    command: String,
    outputs: Vec<IgnoredAny>,
}

/// Adds the record of a run to the transaction, under a new name that sorts by time, and returns
/// its path.
///
/// # Errors
/// Returns [`Error::Write`], or an error if the folder of records cannot be listed.
pub(crate) fn add(
    history: &History,
    transaction: &Transaction<'_>,
    run: &Run,
) -> Result<PathBuf, Error> {
    let folder = history.period_folder().join(RUNS);
    let named = |number: u32| folder.join(format!("{}-{number:03}.json", time_of(run.started)));
    let free = (1..=u32::MAX).map(named).find(|path| !path.exists()).unwrap_or_else(|| named(0));
    let there = names(&folder)?.into_iter().filter(|name| is_record(name));
    let number = there
        .filter_map(|name| records::read(&folder.join(name)).ok())
        .map(|head: Head| head.number)
        .max()
        .unwrap_or(0)
        + 1;
    let run = Run { number, ..run.clone() };
    transaction.add(free.clone(), pretty(&run).as_bytes()).map(|_| free)
}

/// Reads the record of the last run that wrote results, with its name. Records are ordered by
/// number, because clocks may be set back.
///
/// # Errors
/// Returns an error if a record is damaged.
pub(crate) fn last(history: &History) -> Result<Option<(String, Run)>, Error> {
    let folder = history.period_folder().join(RUNS);
    let Some((_, name)) = with_results(&folder)?.into_iter().max() else {
        return Ok(None);
    };
    let path = folder.join(name);
    Ok(Some((history.name(&path), records::read(&path)?)))
}

/// Returns number and name of each record of a run with results. A damaged record is ignored if a
/// later one is readable.
fn with_results(folder: &Path) -> Result<Vec<(u64, String)>, Error> {
    let mut names: Vec<String> =
        names(folder)?.into_iter().filter(|name| is_record(name)).collect();
    names.sort_by(|a, b| b.cmp(a));
    let mut runs = Vec::new();
    for name in names {
        let path = folder.join(&name);
        let head = match records::read(&path) {
            Ok(Head { schema, .. }) if schema != SCHEMA => Err(damaged(&path, "schema")),
            head => head,
        };
        match head {
            Ok(head)
                if !head.outputs.is_empty() && WITH_RESULTS.contains(&head.command.as_str()) =>
            {
                runs.push((head.number, name));
            }
            Err(error) if runs.is_empty() => return Err(error),
            _ => {}
        }
    }
    Ok(runs)
}

/// Returns the digest of an office's file in the last run of any period that used it, with the name
/// of that run's record.
pub(crate) fn last_use(root: &Path, plan: &Plan, kind: InputKind) -> Option<(String, FileDigest)> {
    let of_period = |period: &Period| last(&History::read(root, &period.code).ok()?).ok()?;
    let runs = plan.periods.iter().filter_map(of_period);
    let (record, run) = runs.max_by_key(|(_, run)| run.started)?;
    run.manifest
        .inputs
        .into_iter()
        .find(|input| input.kind == kind)
        .map(|input| (record, input.digest))
}

/// Returns name and SHA-256 of each form issued for a period. Unreadable records are ignored.
pub(crate) fn issued(root: &Path, period: &PeriodCode) -> BTreeSet<(String, String)> {
    #[derive(Deserialize)]
    struct Issued {
        outputs: Vec<FileDigest>,
    }
    let folder = root.join(RESULTS).join(period.as_str()).join(RUNS);
    let of_template = names(&folder)
        .unwrap_or_default()
        .into_iter()
        .filter(|name| is_record(name) && name.ends_with("-template.json"));
    let records = of_template.filter_map(|name| records::read::<Issued>(&folder.join(name)).ok());
    records.flat_map(|issued| issued.outputs).map(|digest| (digest.file, digest.sha256)).collect()
}

/// Writes the record of a run without results: in the folder of its period, or of the workspace if the period is unknown. It needs
/// no lock, because no other run uses its name.
///
/// # Errors
/// Returns the error of the disk.
pub(crate) fn write_without_results(root: &Path, run: &RunWithoutResults) -> std::io::Result<()> {
    let results = root.join(RESULTS);
    let folder = run
        .manifest
        .period
        .as_ref()
        .map_or_else(|| results.clone(), |period| results.join(period.as_str()))
        .join(RUNS);
    let what = if run.error.is_some() { "loi" } else { run.command };
    for number in 1..=u32::MAX {
        let path = folder.join(format!("{}-{number:03}-{what}.json", time_of(run.started)));
        let mut file = create_within(root, &path)?;
        file.write_all(pretty(run).as_bytes())?;
        file.as_file().sync_all()?;
        match file.persist_noclobber(&path) {
            Err(taken) if taken.error.kind() == std::io::ErrorKind::AlreadyExists => {}
            done => return done.map(drop).map_err(|error| error.error),
        }
    }
    Ok(())
}

/// Returns whether a name is that of a record; other files in the folder are ignored.
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

/// Formats the start of a run for the name of its record.
fn time_of(started: DateTime<Utc>) -> String {
    started.format("%Y-%m-%dT%H-%M-%SZ").to_string()
}
