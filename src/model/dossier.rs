//! Defines the dossier of a unit: the files received from it in a period, and the one that counts.

use super::file_role::VersionRole;
use super::id::UnitCode;
use super::period::Deadline;
use super::status::{Punctuality, Receipt};
use chrono::NaiveDate;

/// File of a unit with its role.
#[derive(Debug, Clone)]
pub struct Version {
    /// Index among the submissions of the case.
    pub submission: usize,
    pub role: VersionRole,
    /// Its received date, if known.
    pub receipt: Option<Receipt>,
    /// Submission that this one duplicates or that replaced it.
    pub because_of: Option<usize>,
}

/// All files received from one unit in a period (*hồ sơ*).
#[derive(Debug, Clone)]
pub struct Dossier {
    pub unit: UnitCode,
    /// Whether the unit must report in this period.
    pub expected: bool,
    /// Deadline of the unit: the period's, or a later one by decision.
    pub deadline: Option<Deadline>,
    /// Files in order of receipt.
    pub versions: Vec<Version>,
    /// Index in `versions` of the version that counts.
    pub current: Option<usize>,
    pub punctuality: Punctuality,
    /// Days from the last on-time day to receipt.
    pub days_late: i64,
    /// Received date of the first report.
    pub received: Option<Receipt>,
}

impl Dossier {
    /// Returns the version that counts.
    pub fn current(&self) -> Option<&Version> {
        self.current.and_then(|place| self.versions.get(place))
    }

    /// Returns the versions in conflict with each other.
    pub fn conflicting(&self) -> impl Iterator<Item = &Version> {
        self.versions.iter().filter(|version| version.role == VersionRole::Conflicting)
    }

    /// Returns the version to show: the current one, or else the last one received.
    pub fn shown(&self) -> Option<&Version> {
        self.current().or(self.versions.last())
    }

    /// Returns the number of the version to show among the different versions, from 1; 0 if there
    /// is none.
    pub fn version(&self) -> usize {
        let differing = self.versions.iter().filter(|version| {
            !matches!(version.role, VersionRole::Duplicate | VersionRole::Companion)
        });
        self.shown().map_or(0, |shown| {
            differing.take_while(|version| version.submission != shown.submission).count() + 1
        })
    }

    /// Returns the days left until the unit's last on-time day; negative after it.
    pub fn days_left(&self, as_of: NaiveDate) -> Option<i64> {
        self.deadline.map(|deadline| (deadline.last_day() - as_of).num_days())
    }

    /// Returns whether nothing was received.
    pub fn is_empty(&self) -> bool {
        self.versions.is_empty()
    }

    /// Returns whether this machine cannot read one of the files now.
    pub(crate) fn is_partly_unread(&self) -> bool {
        self.versions.iter().any(|version| version.role == VersionRole::Unread)
    }

    /// Returns whether the unit must report or has sent something.
    pub(crate) fn is_expected_or_received(&self) -> bool {
        self.expected || !self.is_empty()
    }
}
