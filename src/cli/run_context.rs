//! Start, stages and known inputs of a run.

use super::clock;
use super::console::Console;
use super::log::{Level, stage_done};
use crate::model::period::Period;
use crate::model::record::{FileDigest, Stage};
use crate::model::results::PlanId;
use crate::model::run_without_results::PartialManifest;
use crate::store::workspace::Workspace;
use chrono::{DateTime, NaiveDate, SubsecRound as _, Utc};
use std::time::Instant;

/// Times of a run, and what is known of it so far.
pub(super) struct RunContext {
    /// Start of the run, to the second.
    pub(super) started: DateTime<Utc>,
    /// Completed stages.
    pub(super) stages: Vec<Stage>,
    /// Manifest for the record of a run without results.
    pub(super) manifest: PartialManifest,
    stage_started: Instant,
    run_started: Instant,
}

impl RunContext {
    /// Starts the clock of a run.
    pub(super) fn start() -> Self {
        let now = Instant::now();
        Self {
            started: clock::now().trunc_subsecs(0),
            stages: Vec::new(),
            manifest: PartialManifest::default(),
            stage_started: now,
            run_started: now,
        }
    }

    /// Records the end of a stage.
    pub(super) fn stage_done(&mut self, stage: &str, console: &Console) {
        let milliseconds = milliseconds(self.stage_started);
        self.stages.push(Stage { stage: stage.to_owned(), milliseconds });
        self.stage_started = Instant::now();
        console.event(
            Level::Info,
            "stage-done",
            &stage_done(stage),
            &[("stage", stage.into()), ("milliseconds", milliseconds.into())],
        );
    }

    /// Returns the milliseconds since the start.
    pub(super) fn milliseconds(&self) -> u64 {
        milliseconds(self.run_started)
    }

    /// Records plan and office files of the workspace.
    pub(super) fn set_workspace(&mut self, workspace: &Workspace) {
        let plan = &workspace.plan;
        self.manifest.plan = Some(PlanId { id: plan.id.clone(), sha256: plan.sha256.clone() });
        self.manifest.inputs = workspace.files.inputs().collect();
    }

    /// Records period and day of the run.
    pub(super) fn set_scope(&mut self, period: &Period, as_of: NaiveDate) {
        (self.manifest.period, self.manifest.as_of) = (Some(period.code.clone()), Some(as_of));
    }

    /// Records written files that are not results.
    pub(super) fn set_outputs(&mut self, digests: Vec<FileDigest>) {
        self.manifest.outputs = digests;
    }
}

fn milliseconds(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}
