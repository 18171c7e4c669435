//! Measures a program as a whole process: duration and peak memory.

use crate::made::Fault;
use std::fs::File;
use std::process::{Command, Stdio};
use std::time::Instant;
use wait4::Wait4 as _;

/// Duration and memory of a run.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Run {
    /// Duration in seconds.
    pub(crate) seconds: f64,
    /// Peak memory, in bytes, of the process or the largest process it started.
    pub(crate) peak: u64,
}

impl Run {
    /// Adds a run that follows.
    pub(crate) fn add(&mut self, next: Self) {
        self.seconds += next.seconds;
        self.peak = self.peak.max(next.peak);
    }
}

/// Runs a program to its end; returns its measurements and its output.
pub(crate) fn run(command: &mut Command) -> Result<(Run, String), Fault> {
    let printed = tempfile::NamedTempFile::new()?;
    let said = tempfile::NamedTempFile::new()?;
    command
        .stdin(Stdio::null())
        .stdout(File::create(printed.path())?)
        .stderr(File::create(said.path())?);
    let started = Instant::now();
    let ended = command.spawn()?.wait4()?;
    let seconds = started.elapsed().as_secs_f64();
    if !ended.status.success() {
        let said = std::fs::read_to_string(said.path())?;
        return Err(format!("{command:?} ended with {}:\n{said}", ended.status).into());
    }
    Ok((Run { seconds, peak: ended.rusage.maxrss }, std::fs::read_to_string(printed.path())?))
}

/// Returns the median; of two values the lower one.
pub(crate) fn median(measured: impl Iterator<Item = f64>) -> Option<f64> {
    let mut all: Vec<f64> = measured.collect();
    all.sort_by(f64::total_cmp);
    all.get(all.len().checked_sub(1)? / 2).copied()
}
