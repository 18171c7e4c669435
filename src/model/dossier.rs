//! The files that one unit sent in a period, and which of them counts.

use super::file_role::VersionRole;
use super::id::UnitCode;
use super::period::Deadline;
use super::status::{Punctuality, Receipt};
use chrono::NaiveDate;

/// One file of a unit.
#[derive(Debug, Clone)]
pub struct Version {
    /// Its place among the case's submissions.
    pub submission: usize,
    /// What became of it.
    pub role: VersionRole,
    /// When it arrived, where that is known.
    pub receipt: Option<Receipt>,
    /// The submission it is the same as, or that replaced it.
    pub because_of: Option<usize>,
}

/// All that one unit sent in a period (*hồ sơ*).
#[derive(Debug, Clone)]
pub struct Dossier {
    /// The unit.
    pub unit: UnitCode,
    /// Whether a report is expected of it.
    pub expected: bool,
    /// Its own deadline: the period's, or a later one by decision.
    pub deadline: Option<Deadline>,
    /// Its files, in order of arrival.
    pub versions: Vec<Version>,
    /// The place in `versions` of the one whose figures are the unit's.
    pub current: Option<usize>,
    /// Whether it was on time.
    pub punctuality: Punctuality,
    /// Days after the last on-time day.
    pub days_late: i64,
    /// When the first was received.
    pub received: Option<Receipt>,
}

impl Dossier {
    /// The version whose figures are the unit's.
    pub fn current(&self) -> Option<&Version> {
        self.current.and_then(|place| self.versions.get(place))
    }

    /// The versions that stand against each other.
    pub fn conflicting(&self) -> impl Iterator<Item = &Version> {
        self.versions.iter().filter(|version| version.role == VersionRole::Conflicting)
    }

    /// The version to look at: where versions stand against each other, or none could be read, the last one.
    pub fn shown(&self) -> Option<&Version> {
        self.current().or(self.versions.last())
    }

    /// The number of the version to look at among those that differ, from 1; 0 where there is none.
    pub fn version(&self) -> usize {
        let differing = self.versions.iter().filter(|version| {
            !matches!(version.role, VersionRole::Duplicate | VersionRole::Companion)
        });
        self.shown().map_or(0, |shown| {
            differing.take_while(|version| version.submission != shown.submission).count() + 1
        })
    }

    /// Days to the unit's own last on-time day; below 0 when it has passed.
    pub fn days_left(&self, as_of: NaiveDate) -> Option<i64> {
        self.deadline.map(|deadline| (deadline.last_day() - as_of).num_days())
    }

    /// Whether anything was received.
    pub fn is_empty(&self) -> bool {
        self.versions.is_empty()
    }

    /// Whether one of its files could not be read by this machine now.
    pub(crate) fn is_partly_unread(&self) -> bool {
        self.versions.iter().any(|version| version.role == VersionRole::Unread)
    }

    /// Whether a report is expected of the unit or something came from it.
    pub(crate) fn takes_part(&self) -> bool {
        self.expected || !self.is_empty()
    }
}
