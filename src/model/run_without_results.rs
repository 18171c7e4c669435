//! The record of a run that left no results of a period: it could not be done, or it wrote something else.

use super::id::PeriodCode;
use super::record::{FileDigest, Input, Stage};
use super::results::{PlanId, Tool};
use crate::text::{Lang, Message};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

/// The record. Its keys are those of [`Run`](super::record::Run); what was not known yet when the run ended is `null`.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RunWithoutResults {
    /// [`SCHEMA`](super::record::SCHEMA).
    pub schema: u32,
    /// The command.
    pub command: &'static str,
    /// When it began.
    pub started: DateTime<Utc>,
    /// The program.
    pub tool: Tool,
    /// What it spoke of.
    #[serde(flatten)]
    pub manifest: PartialManifest,
    /// The language of what was said and written.
    pub lang: Lang,
    /// How long each stage took, in order.
    pub stages: Vec<Stage>,
    /// How it ended.
    pub exit_code: u8,
    /// Why it could not be done.
    pub error: Option<Failure>,
}

/// What is known of a run while it goes on.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct PartialManifest {
    /// The plan.
    pub plan: Option<PlanId>,
    /// The period.
    pub period: Option<PeriodCode>,
    /// The day it speaks of.
    pub as_of: Option<NaiveDate>,
    /// The files it looked at: the office's own, and all others where it came so far.
    pub inputs: Vec<Input>,
    /// The files it wrote that are no results of a period.
    pub outputs: Vec<FileDigest>,
}

/// Why a run could not be done.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Failure {
    /// The kind of reason.
    pub reason: &'static str,
    /// The message.
    pub message: Message,
}
