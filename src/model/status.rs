//! The status of a unit's report: when it was received, whether on time, and what the office makes of it.

use chrono::NaiveDate;

/// How it is known when a report arrived, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// The office's own decision.
    Decision,
    /// The register of incoming documents.
    Register,
    /// A folder named by its day.
    Folder,
    /// The date signed in the report.
    Signed,
}

/// When a report arrived and how that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// The day.
    pub on: NaiveDate,
    /// How it is known.
    pub evidence: Evidence,
}

/// Whether a unit was on time.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Punctuality {
    /// Received by the last on-time day.
    OnTime,
    /// Received after it.
    Late,
    /// Received, and nothing says when.
    Undated,
    /// Not received, and the deadline has not passed.
    Awaited,
    /// Not received, and the deadline has passed.
    Missing,
    /// No report is expected of the unit.
    NotDue,
    /// Freed of it by decision.
    Exempt,
}

/// What the office makes of a unit's report.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// No error.
    Accepted,
    /// At least one error: sent back.
    Returned,
    /// Nothing that was sent could be read.
    Unreadable,
    /// Something was received, and this machine could read none of it now.
    Unread,
    /// Nothing was received.
    None,
}
