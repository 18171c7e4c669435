//! Defines the records of a run (`nhat-ky/`) and of closed results (`chot/chot.json`): inputs and
//! outputs with their SHA-256. Later runs read both.

use super::annex_placement::AnnexPlacement;
use super::file_role::Archives;
use super::id::PeriodCode;
use super::results::{PlanId, Tool, TotalEntry};
use super::submission::{Content, Submission};
use crate::text::Lang;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Schema number of both records.
pub(crate) const SCHEMA: u32 = 1;

/// Path, hash and size of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileDigest {
    /// Path relative to the workspace, with `/`.
    pub file: String,
    /// SHA-256 of the content, in lower-case hex.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: u64,
}

impl FileDigest {
    /// Computes the digest of a file with this content.
    pub fn new(file: String, bytes: &[u8]) -> Self {
        Self {
            file,
            sha256: crate::text::hex(&Sha256::digest(bytes)),
            bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        }
    }
}

/// Kind of an input file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InputKind {
    /// Settings of the workspace.
    Settings,
    Plan,
    Units,
    /// The office's calendar of days off.
    Holidays,
    /// The office's decisions.
    Decisions,
    /// Register of incoming documents.
    Register,
    /// Results of the previous period.
    Earlier,
    /// Results of the same period of the year before.
    YearBefore,
    /// Closed results of an earlier period of the plan.
    Closed,
    /// File received.
    Received,
    /// File in the inbox that is not a report, such as a temporary file of a program.
    Ignored,
}

impl InputKind {
    /// Returns the name of the copy that is kept of a file with closed results; received files are
    /// not copied.
    pub fn copy(self, file: &str) -> Option<&'static str> {
        let ending = Path::new(file).extension();
        let is_text = ending.is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
        Some(match self {
            Self::Settings => "tonghop.toml",
            Self::Plan if is_text => "ke-hoach.toml",
            Self::Plan => "ke-hoach.xlsx",
            Self::Units if is_text => "don-vi.toml",
            Self::Units => "don-vi.xlsx",
            Self::Holidays => "ngay-nghi.toml",
            Self::Decisions => "quyet-dinh.toml",
            Self::Register => "so-den.xlsx",
            Self::Earlier => "ky-truoc.json",
            Self::YearBefore => "nam-truoc.json",
            // closed results are never written again
            Self::Closed | Self::Received | Self::Ignored => return None,
        })
    }
}

/// Input file of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Its kind; the key in records is `part`.
    #[serde(rename = "part")]
    pub kind: InputKind,
    #[serde(flatten)]
    pub digest: FileDigest,
    /// Its name on the disk, if it differs from the name in the digest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_disk: Option<String>,
}

impl Input {
    /// Returns an input whose name on the disk is the name in the digest.
    pub const fn new(kind: InputKind, digest: FileDigest) -> Self {
        Self { kind, digest, on_disk: None }
    }

    /// Returns the inputs for files received; members of archives are recorded as part of the
    /// archive.
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

/// Inputs and outputs of results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub tool: Tool,
    pub plan: PlanId,
    pub period: PeriodCode,
    /// As-of day of the results.
    pub as_of: NaiveDate,
    /// Language of the outputs.
    pub lang: Lang,
    /// Where the appendices of the report are.
    #[serde(default, skip_serializing_if = "AnnexPlacement::is_usual")]
    pub annexes: AnnexPlacement,
    /// All files that the run read.
    pub inputs: Vec<Input>,
    /// All files of the results as written to the disk.
    pub outputs: Vec<FileDigest>,
    /// Reminders among the outputs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reminders: Vec<Reminder>,
    /// Files that the board marks as new or changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Since>,
}

/// Files that are new or changed since an earlier run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Since {
    /// As-of day of that run.
    pub as_of: NaiveDate,
    pub files: Vec<String>,
}

/// Reminder among the results; it is not rewritten if only the day changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// Its path, as in the outputs.
    pub file: String,
    /// Fingerprint of its content except the day.
    pub matter: String,
    /// As-of day when it was written.
    pub as_of: NaiveDate,
    /// SHA-256 of the content that the program wrote; the office may have edited the file since.
    pub sha256: String,
}

/// Record of a run with results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Its number among the runs of the period, from 1; 0 in records of earlier versions.
    #[serde(default)]
    pub number: u64,
    pub command: String,
    pub started: DateTime<Utc>,
    #[serde(flatten)]
    pub manifest: Manifest,
    pub counts: Counts,
    /// Stages in order.
    pub stages: Vec<Stage>,
    pub exit_code: u8,
}

/// Numbers of files, units and findings in a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Files received, including the members of archives.
    pub files: usize,
    /// Units that must report.
    pub expected: usize,
    /// Units from which something was received.
    pub received: usize,
    /// Errors that no decision accepts.
    pub errors: usize,
    /// Warnings that no decision accepts.
    pub warnings: usize,
    /// Notes that no decision accepts.
    pub notes: usize,
    /// Findings accepted by decision.
    pub waived: usize,
}

/// Stage of a run with its duration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    pub stage: String,
    pub milliseconds: u64,
}

/// Record of closed results (*chốt*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Day of closing, in Vietnam.
    pub closed_on: NaiveDate,
    #[serde(flatten)]
    pub manifest: Manifest,
    pub totals: Vec<TotalEntry>,
}

/// Differences between the inputs of results and the current files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Changes {
    /// Files received since.
    pub added: Vec<String>,
    /// Files received with changed content.
    pub changed: Vec<String>,
    /// Files received that no longer exist.
    pub removed: Vec<String>,
    /// Files of the office that changed, appeared or disappeared.
    pub office: Vec<String>,
}

impl Changes {
    /// Compares the inputs of results with the current ones. Files that are not reports are not
    /// compared.
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

    pub(crate) const fn is_empty(&self) -> bool {
        self.added.is_empty()
            && self.changed.is_empty()
            && self.removed.is_empty()
            && self.office.is_empty()
    }
}

/// Groups hashes by the name of the received file. Different names on the disk may be equal in NFC.
fn received(inputs: &[Input]) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut files: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for Input { digest, .. } in inputs.iter().filter(|input| input.kind == InputKind::Received) {
        files.entry(&digest.file).or_default().insert(&digest.sha256);
    }
    files
}

/// Returns the changed files of the office, matched by kind because the settings may name another
/// file.
fn office_changes(then: &[Input], now: &[Input]) -> Vec<String> {
    let office = |inputs: &'_ [Input]| -> BTreeMap<InputKind, FileDigest> {
        inputs
            .iter()
            .filter(|input| input.kind.copy(&input.digest.file).is_some())
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
    fn changes_list_added_changed_and_removed_files() {
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
    fn ignored_files_are_not_changes() {
        assert!(
            Changes::between(&[], &[input(InputKind::Ignored, "nhan/P/~$a.xlsx", "x")]).is_empty()
        );
    }
}
