//! The status of a unit's report: when it was received, whether on time, and what the office makes
//! of it.

use chrono::NaiveDate;

/// Evidence of a received date, strongest first.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// The office's decision.
    Decision,
    /// The register of incoming documents.
    Register,
    /// A folder named by a date.
    Folder,
    /// The date signed in the report.
    Signed,
}

/// A received date and its evidence.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
pub struct Receipt {
    /// The received date.
    #[schemars(with = "String", extend("format" = "date"))]
    pub on: NaiveDate,
    /// Its evidence.
    pub evidence: Evidence,
}

/// Punctuality of a unit.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Punctuality {
    /// Received by the last on-time day.
    OnTime,
    /// Received after the last on-time day.
    Late,
    /// Received on an unknown day.
    Undated,
    /// Not received; the deadline has not passed.
    Awaited,
    /// Not received; the deadline has passed.
    Missing,
    /// No report is expected of the unit.
    NotDue,
    /// Exempt by decision.
    Exempt,
}

/// State of a unit's report.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// No error.
    Accepted,
    /// At least one error.
    Returned,
    /// Received; no file is readable.
    Unreadable,
    /// Received; this machine cannot read any file now.
    Unread,
    /// Not received.
    None,
}
