//! The office's decisions (*quyết định*): what a person settled, each with its reason, by whom and when.

use super::id::{PeriodCode, UnitCode};
use super::subject::Subject;
use crate::msg;
use crate::text::Message;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A decision, for one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Its number: its place among the decisions of the office's file, from 1.
    pub number: usize,
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
    /// Who took it back and when, where somebody did.
    pub undone: Option<Undone>,
}

/// That a decision was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// Who took it back.
    pub by: String,
    /// On which day.
    pub on: NaiveDate,
    /// Why, where it is said.
    pub reason: Option<String>,
}

impl Decision {
    /// Whether it holds on a day: nobody took it back, and it has not expired.
    pub(crate) fn is_in_force(&self, as_of: NaiveDate) -> bool {
        self.undone.is_none() && !self.has_expired(as_of)
    }

    /// Whether it no longer holds on a day.
    pub(crate) fn has_expired(&self, as_of: NaiveDate) -> bool {
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
    /// A file is no report and asks nothing of anyone.
    Ignore(FileRef),
}

impl Ruling {
    /// Whether it settles what an earlier one settled, so that the earlier one is history. Of two choices among a unit's versions
    /// that is known only beside the files.
    pub fn replaces(&self, earlier: &Self) -> bool {
        match (self, earlier) {
            (Self::Waive(later), Self::Waive(earlier)) => later == earlier,
            (Self::Extend { unit: later, .. }, Self::Extend { unit: earlier, .. })
            | (Self::Exempt(later), Self::Exempt(earlier) | Self::Extend { unit: earlier, .. }) => {
                later == earlier
            }
            (Self::Receipt { file: later, .. }, Self::Receipt { file: earlier, .. })
            | (
                Self::Identity { file: later, .. },
                Self::Identity { file: earlier, .. } | Self::Ignore(earlier),
            )
            | (Self::Choice(later), Self::Choice(earlier) | Self::Ignore(earlier))
            | (
                Self::Ignore(later),
                Self::Ignore(earlier)
                | Self::Choice(earlier)
                | Self::Identity { file: earlier, .. }
                | Self::Receipt { file: earlier, .. },
            ) => later.is_same(earlier),
            _ => false,
        }
    }

    /// What was decided, in a few words.
    pub fn said<'n>(&'n self, name: impl Fn(&'n UnitCode) -> &'n str) -> Message {
        match self {
            Self::Waive(subject) => {
                let about = subject
                    .unit
                    .as_ref()
                    .map(name)
                    .into_iter()
                    .chain(subject.at.as_deref())
                    .collect::<Vec<_>>()
                    .join(", ");
                let (id, rule) = (subject.id(), &subject.rule);
                msg!("chấp nhận {rule}, {about}, mã {id}", "accept {rule}, {about}, id {id}")
            }
            Self::Extend { unit, to } => {
                let (name, day) = (name(unit), super::date::said(*to));
                let (vi, en) = (day.vi, day.en);
                msg!("gia hạn cho {name} đến hết ngày {vi}", "more time for {name} until {en}")
            }
            Self::Exempt(unit) => {
                let name = name(unit);
                msg!("miễn báo cáo cho {name}", "no report asked of {name}")
            }
            Self::Receipt { file: FileRef { path, .. }, received } => {
                let day = super::date::said(*received);
                let (vi, en) = (day.vi, day.en);
                msg!("nhận tệp {path} ngày {vi}", "{path} received on {en}")
            }
            Self::Identity { file: FileRef { path, .. }, unit } => {
                let name = name(unit);
                msg!("tệp {path} là của {name}", "{path} is a file of {name}")
            }
            Self::Choice(FileRef { path, .. }) => {
                msg!("số liệu lấy theo tệp {path}", "the figures are those of {path}")
            }
            Self::Ignore(FileRef { path, .. }) => {
                msg!("tệp {path} không phải là báo cáo", "{path} is no report")
            }
        }
    }
}

/// How the decisions of a period were applied, by their lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applied {
    /// Those that settled something.
    pub used: BTreeSet<usize>,
    /// Those that a later one replaces, each with the number of that one.
    pub replaced: BTreeMap<usize, usize>,
    /// Those that accepted what the unit has since corrected.
    pub corrected: BTreeSet<usize>,
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

impl FileRef {
    /// Whether both are one file.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        !self.sha256.is_empty() && self.sha256 == other.sha256
    }
}

/// All decisions of the office's file, in its order.
pub(crate) type Decisions = Vec<Arc<Decision>>;
