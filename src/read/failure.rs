//! Whose fault it is that a file could not be read: the file's own, or this machine's.

use crate::error::IoCause;
use crate::model::submission::Unreadable;
use crate::text::Message;
use std::io;

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) enum Failure {
    /// The file is at fault.
    File(Unreadable),
    /// This machine is: it says nothing of the file.
    Machine(Message),
}

impl Failure {
    /// What the system said when a file was read.
    pub(super) fn of_disk(error: &io::Error) -> Self {
        Self::Machine(IoCause::from_error(error).unreadable(error))
    }
}

impl From<Unreadable> for Failure {
    fn from(why: Unreadable) -> Self {
        Self::File(why)
    }
}
