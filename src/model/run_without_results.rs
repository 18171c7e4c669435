//! Defines the record of a run without results of a period: it failed or wrote something else.

use super::id::PeriodCode;
use super::record::{FileDigest, Input, Stage};
use super::results::{PlanId, Tool};
use crate::text::{Lang, Message};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

/// Record of a run without results.
///
/// Its keys are those of [`Run`](super::record::Run); values unknown at the end of the run are
/// `null`.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RunWithoutResults {
    /// [`SCHEMA`](super::record::SCHEMA).
    pub schema: u32,
    pub command: &'static str,
    pub started: DateTime<Utc>,
    pub tool: Tool,
    #[serde(flatten)]
    pub manifest: PartialManifest,
    pub lang: Lang,
    /// Stages in order.
    pub stages: Vec<Stage>,
    pub exit_code: u8,
    /// Reason of a failure.
    pub error: Option<Failure>,
}

/// Inputs and outputs of a run as far as known.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct PartialManifest {
    pub plan: Option<PlanId>,
    pub period: Option<PeriodCode>,
    pub as_of: Option<NaiveDate>,
    /// Files read: the office's own and, if the run came that far, those received.
    pub inputs: Vec<Input>,
    /// Files written that are not results of a period.
    pub outputs: Vec<FileDigest>,
}

/// Reason why a run failed.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Failure {
    /// Key of the reason.
    pub reason: &'static str,
    pub message: Message,
}
