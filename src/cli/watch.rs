//! How long the stages of a run take, and what is known of the run so far.

use super::log::{Level, stage_done};
use super::output::Console;
use super::workspace::Workspace;
use crate::model::facts::PlanId;
use crate::model::period::Period;
use crate::model::record::{Stage, Stamp};
use crate::model::trace::Known;
use chrono::{DateTime, NaiveDate, SubsecRound as _, Utc};
use std::time::Instant;

/// A watch that was started with the run.
pub(super) struct Watch {
    /// When the run began, to the second.
    pub(super) started: DateTime<Utc>,
    /// The stages that are over.
    pub(super) stages: Vec<Stage>,
    /// What is known of the run, for a record of it where it leaves no results.
    pub(super) known: Known,
    lap: Instant,
    whole: Instant,
}

impl Watch {
    /// Starts.
    pub(super) fn start() -> Self {
        let now = Instant::now();
        Self {
            started: Utc::now().trunc_subsecs(0),
            stages: Vec::new(),
            known: Known::default(),
            lap: now,
            whole: now,
        }
    }

    /// A stage is over.
    pub(super) fn lap(&mut self, stage: &str, console: &Console) {
        let milliseconds = milliseconds(self.lap);
        self.stages.push(Stage { stage: stage.to_owned(), milliseconds });
        self.lap = Instant::now();
        console.event(
            Level::Info,
            "stage-done",
            &stage_done(stage),
            &[("stage", stage.into()), ("milliseconds", milliseconds.into())],
        );
    }

    /// How long the run has taken.
    pub(super) fn milliseconds(&self) -> u64 {
        milliseconds(self.whole)
    }

    /// The workspace is open.
    pub(super) fn knows(&mut self, workspace: &Workspace) {
        let plan = &workspace.plan;
        self.known.plan = Some(PlanId { id: plan.id.clone(), sha256: plan.sha256.clone() });
        self.known.inputs = workspace.office.inputs().collect();
    }

    /// It is settled which period the run is of, and which day it speaks of.
    pub(super) fn is_of(&mut self, period: &Period, as_of: NaiveDate) {
        (self.known.period, self.known.as_of) = (Some(period.code.clone()), Some(as_of));
    }

    /// The run wrote files that are no results.
    pub(super) fn wrote(&mut self, stamps: Vec<Stamp>) {
        self.known.outputs = stamps;
    }
}

fn milliseconds(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}
