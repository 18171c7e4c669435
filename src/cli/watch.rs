//! How long the stages of a run take.

use crate::model::record::Stage;
use chrono::{DateTime, SubsecRound as _, Utc};
use std::time::Instant;

/// A watch that was started with the run.
pub(super) struct Watch {
    /// When the run began, to the second.
    pub(super) started: DateTime<Utc>,
    /// The stages that are over.
    pub(super) stages: Vec<Stage>,
    lap: Instant,
}

impl Watch {
    /// Starts.
    pub(super) fn start() -> Self {
        Self { started: Utc::now().trunc_subsecs(0), stages: Vec::new(), lap: Instant::now() }
    }

    /// A stage is over.
    pub(super) fn lap(&mut self, stage: &str) {
        let milliseconds = u64::try_from(self.lap.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.stages.push(Stage { stage: stage.to_owned(), milliseconds });
        self.lap = Instant::now();
    }
}
