//! The office's decisions (*quyết định*): what a person settled, each with its reason, by whom and when.

use super::id::{PeriodCode, UnitCode};
use super::subject::Subject;
use chrono::NaiveDate;
use std::sync::Arc;

/// A decision, for one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The line it begins on in the office's file.
    pub line: usize,
    /// The period it is for.
    pub period: PeriodCode,
    /// What was decided.
    pub ruling: Ruling,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// On which day.
    pub on: NaiveDate,
    /// The last day it holds, where it ends.
    pub until: Option<NaiveDate>,
}

impl Decision {
    /// Whether it no longer holds on a day.
    #[must_use]
    pub fn has_expired(&self, as_of: NaiveDate) -> bool {
        self.until.is_some_and(|until| until < as_of)
    }
}

/// What a decision settles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ruling {
    /// What a finding is about is accepted as it stands. Another value there asks again.
    Waive(Subject),
    /// A unit may report until the end of a later day.
    Extend {
        /// The unit.
        unit: UnitCode,
        /// Its last on-time day.
        to: NaiveDate,
    },
    /// No report is asked of a unit.
    Exempt(UnitCode),
    /// A file was received on a day.
    Receipt {
        /// The file.
        file: FileRef,
        /// The day.
        received: NaiveDate,
    },
    /// A file is a unit's.
    Identity {
        /// The file.
        file: FileRef,
        /// The unit.
        unit: UnitCode,
    },
    /// Of a unit's versions this one counts.
    Choice(FileRef),
}

/// A file a decision speaks of. It is known by its bytes, so that the decision follows a file that is moved and does not pass to
/// another file of the same name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRef {
    /// Where it was when the decision was made; for a person to read.
    pub path: String,
    /// SHA-256 of its bytes, in lower-case hex.
    pub sha256: String,
}

/// All decisions of the office's file, in its order.
pub type Decisions = Vec<Arc<Decision>>;
