//! Read failures, caused by the file or by this machine.

use crate::error::IoCause;
use crate::model::submission::Unreadable;
use crate::text::Message;
use std::io;

/// Cause of a read failure.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) enum Failure {
    /// The file is damaged or not a report.
    File(Unreadable),
    /// This machine could not read the file, which may be sound.
    Machine(Message),
}

impl Failure {
    /// Returns the failure for an I/O error.
    pub(super) fn from_io(error: &io::Error) -> Self {
        Self::Machine(IoCause::from_error(error).unreadable(error))
    }
}

impl From<Unreadable> for Failure {
    fn from(why: Unreadable) -> Self {
        Self::File(why)
    }
}
