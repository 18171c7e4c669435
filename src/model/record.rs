//! What a run rested on and what it wrote, each file with its hash: the record of every run (`nhat-ky/`) and of the results that
//! were closed (`chot/chot.json`). Both are schema 1 and are read again by later runs.

use super::file_role::Archives;
use super::id::PeriodCode;
use super::results::{PlanId, Tool, TotalEntry};
use super::submission::{Content, Submission};
use crate::text::Lang;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// The number of the schema of both records.
pub(crate) const SCHEMA: u32 = 1;

/// A file as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileDigest {
    /// Its path from the workspace, with `/`.
    pub file: String,
    /// SHA-256 of its bytes, in lower-case hex.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
}

impl FileDigest {
    /// Returns the digest of a file with these bytes.
    pub fn new(file: String, bytes: &[u8]) -> Self {
        Self {
            file,
            sha256: crate::text::hex(&Sha256::digest(bytes)),
            bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        }
    }
}

/// What a file is to a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InputKind {
    /// The settings of the workspace.
    Settings,
    /// The plan.
    Plan,
    /// The units.
    Units,
    /// The office's own days off.
    Holidays,
    /// The office's decisions.
    Decisions,
    /// The register of incoming documents.
    Register,
    /// The results of the period before.
    Earlier,
    /// A file received.
    Received,
    /// A file among those received that is no one's report: what programs leave behind.
    Ignored,
}

impl InputKind {
    /// The name of the copy that is kept when results are closed; what was received is not copied.
    pub const fn copy(self) -> Option<&'static str> {
        Some(match self {
            Self::Settings => "tonghop.toml",
            Self::Plan => "ke-hoach.toml",
            Self::Units => "don-vi.toml",
            Self::Holidays => "ngay-nghi.toml",
            Self::Decisions => "quyet-dinh.toml",
            Self::Register => "so-den.xlsx",
            Self::Earlier => "ky-truoc.json",
            Self::Received | Self::Ignored => return None,
        })
    }
}

/// A file that a run rested on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// What it is to the run; its key in records is `part`.
    #[serde(rename = "part")]
    pub kind: InputKind,
    /// The file.
    #[serde(flatten)]
    pub digest: FileDigest,
    /// Its name on the disk where that was another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_disk: Option<String>,
}

impl Input {
    /// A file that has one name.
    pub const fn new(kind: InputKind, digest: FileDigest) -> Self {
        Self { kind, digest, on_disk: None }
    }

    /// What is recorded of files received: the members of archives are not among them.
    pub fn received(submissions: &[Submission]) -> Vec<Self> {
        let archives = Archives::among(submissions);
        let whole = submissions
            .iter()
            .filter(|submission| *archives.openable(&submission.file) == *submission.file);
        let input = |submission: &Submission| {
            let Submission { file, on_disk, sha256, bytes, content, .. } = submission;
            let kind = if matches!(content, Content::Ignored) {
                InputKind::Ignored
            } else {
                InputKind::Received
            };
            let digest =
                FileDigest { file: file.to_string(), sha256: sha256.clone(), bytes: *bytes };
            Self { kind, digest, on_disk: on_disk.as_deref().map(str::to_owned) }
        };
        whole.map(input).collect()
    }
}

/// What results rest on, and the results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The program.
    pub tool: Tool,
    /// The plan.
    pub plan: PlanId,
    /// The period.
    pub period: PeriodCode,
    /// The day the results speak of.
    pub as_of: NaiveDate,
    /// The language of what was written.
    pub lang: Lang,
    /// Every file the run looked at.
    pub inputs: Vec<Input>,
    /// Every file of the results as it lies there.
    pub outputs: Vec<FileDigest>,
    /// The reminders among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reminders: Vec<Reminder>,
}

/// A reminder among the results: it is not written again while nothing but the day changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// Its path, as among the outputs.
    pub file: String,
    /// What it rests on: a fingerprint that is the same on any day.
    pub matter: String,
    /// The day it was written as of.
    pub as_of: NaiveDate,
    /// SHA-256 of its bytes as the program wrote them; the office may have written into it since.
    pub sha256: String,
}

/// The record of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Its number among the runs of its period, from 1; 0 in records of earlier versions.
    #[serde(default)]
    pub number: u64,
    /// The command.
    pub command: String,
    /// When it began.
    pub started: DateTime<Utc>,
    /// What it rested on and wrote.
    #[serde(flatten)]
    pub manifest: Manifest,
    /// How much there was.
    pub counts: Counts,
    /// How long each stage took, in order.
    pub stages: Vec<Stage>,
    /// How it ended.
    pub exit_code: u8,
}

/// How much a run saw and found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Files received, with the members of archives.
    pub files: usize,
    /// Units of which a report is expected.
    pub expected: usize,
    /// Units of which something was received.
    pub received: usize,
    /// Findings that nobody accepted, by severity.
    pub errors: usize,
    /// See `errors`.
    pub warnings: usize,
    /// See `errors`.
    pub notes: usize,
    /// Findings accepted by decision.
    pub waived: usize,
}

/// A stage of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// Its name.
    pub stage: String,
    /// How long it took.
    pub milliseconds: u64,
}

/// The record of results that were closed (*chốt*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The day they were closed, in Vietnam.
    pub closed_on: NaiveDate,
    /// What they rest on, and what they are.
    #[serde(flatten)]
    pub manifest: Manifest,
    /// The totals.
    pub totals: Vec<TotalEntry>,
}

/// What is no longer as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Changes {
    /// Files received since.
    pub added: Vec<String>,
    /// Files received whose bytes changed.
    pub changed: Vec<String>,
    /// Files received that are gone.
    pub removed: Vec<String>,
    /// The office's own files that changed, came or went.
    pub office: Vec<String>,
}

impl Changes {
    /// What changed between what a run rested on and what is there now. What programs leave behind among the files received
    /// is no change.
    pub(crate) fn between(then: &[Input], now: &[Input]) -> Self {
        let (old, new) = (received(then), received(now));
        let mut changes = Self { office: office_changes(then, now), ..Self::default() };
        for (file, digests) in &new {
            match old.get(file) {
                None => changes.added.push((*file).to_owned()),
                Some(others) if others != digests => changes.changed.push((*file).to_owned()),
                Some(_) => {}
            }
        }
        changes.removed = old
            .keys()
            .filter(|file| !new.contains_key(*file))
            .map(|file| (*file).to_owned())
            .collect();
        changes
    }

    /// Whether all is as it was.
    pub(crate) const fn is_empty(&self) -> bool {
        self.added.is_empty()
            && self.changed.is_empty()
            && self.removed.is_empty()
            && self.office.is_empty()
    }
}

/// The files received by name. Two names may be one once composed.
fn received(inputs: &[Input]) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut files: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for Input { digest, .. } in inputs.iter().filter(|input| input.kind == InputKind::Received) {
        files.entry(&digest.file).or_default().insert(&digest.sha256);
    }
    files
}

/// The office's files that are not the same, by what they are: the settings may name another file for it.
fn office_changes(then: &[Input], now: &[Input]) -> Vec<String> {
    let office = |inputs: &'_ [Input]| -> BTreeMap<InputKind, FileDigest> {
        inputs
            .iter()
            .filter(|input| input.kind.copy().is_some())
            .map(|input| (input.kind, input.digest.clone()))
            .collect()
    };
    let (old, new) = (office(then), office(now));
    let parts: BTreeSet<InputKind> = old.keys().chain(new.keys()).copied().collect();
    let hash = |digest: Option<&FileDigest>| digest.map(|digest| digest.sha256.clone());
    let differs = |part: &InputKind| hash(old.get(part)) != hash(new.get(part));
    parts
        .into_iter()
        .filter(differs)
        .filter_map(|part| Some(new.get(&part).or(old.get(&part))?.file.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(kind: InputKind, file: &str, bytes: &str) -> Input {
        Input::new(kind, FileDigest::new(file.to_owned(), bytes.as_bytes()))
    }

    #[test]
    fn what_came_went_and_changed_is_told_by_name() {
        let then = [
            input(InputKind::Plan, "ke-hoach.toml", "a"),
            input(InputKind::Decisions, "quyet-dinh.toml", "a"),
            input(InputKind::Received, "nhan/P/a.xlsx", "a"),
            input(InputKind::Received, "nhan/P/b.xlsx", "b"),
            input(InputKind::Received, "nhan/P/c.xlsx", "c"),
        ];
        let now = [
            input(InputKind::Plan, "ke-hoach-moi.toml", "a"),
            input(InputKind::Decisions, "quyet-dinh.toml", "b"),
            input(InputKind::Register, "so-den.xlsx", "a"),
            input(InputKind::Received, "nhan/P/a.xlsx", "a"),
            input(InputKind::Received, "nhan/P/b.xlsx", "B"),
            input(InputKind::Received, "nhan/P/đến muộn.xlsx", "d"),
        ];
        let changes = Changes::between(&then, &now);
        assert_eq!(changes.added, ["nhan/P/đến muộn.xlsx"]);
        assert_eq!(changes.changed, ["nhan/P/b.xlsx"]);
        assert_eq!(changes.removed, ["nhan/P/c.xlsx"]);
        assert_eq!(changes.office, ["quyet-dinh.toml", "so-den.xlsx"]);
        assert!(Changes::between(&then, &then).is_empty());
    }

    #[test]
    fn what_programs_leave_behind_is_no_change() {
        assert!(
            Changes::between(&[], &[input(InputKind::Ignored, "nhan/P/~$a.xlsx", "x")]).is_empty()
        );
    }
}
