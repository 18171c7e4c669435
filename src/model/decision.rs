//! Defines the decisions of the office (*quyết định*), each with its reason, its author and its
//! date.

use super::id::{PeriodCode, UnitCode};
use super::subject::Subject;
use crate::msg;
use crate::text::Message;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Decision of the office for one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Its position among the decisions of the office's file, from 1.
    pub number: usize,
    /// Line of the office's file where the decision begins.
    pub line: usize,
    pub period: PeriodCode,
    pub ruling: Ruling,
    pub reason: String,
    /// Name of the person who decided.
    pub by: String,
    pub on: NaiveDate,
    /// Last day of validity, if limited.
    pub until: Option<NaiveDate>,
    /// Its withdrawal, if any.
    pub undone: Option<Undone>,
}

/// Withdrawal of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// Name of the person who withdrew it.
    pub by: String,
    pub on: NaiveDate,
    pub reason: Option<String>,
}

impl Decision {
    /// Returns whether the decision applies on a day: not withdrawn and not expired.
    pub(crate) fn is_in_force(&self, as_of: NaiveDate) -> bool {
        self.undone.is_none() && !self.has_expired(as_of)
    }

    /// Returns whether the decision has expired before a day.
    pub(crate) fn has_expired(&self, as_of: NaiveDate) -> bool {
        self.until.is_some_and(|until| until < as_of)
    }
}

/// Subject and effect of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ruling {
    /// Accepts the subject of a finding unchanged. It does not apply to another value.
    Waive(Subject),
    /// Extends the deadline of a unit.
    Extend {
        unit: UnitCode,
        /// Last on-time day of the unit.
        to: NaiveDate,
    },
    /// Exempts a unit from reporting.
    Exempt(UnitCode),
    /// Sets the received date of a file.
    Receipt { file: FileRef, received: NaiveDate },
    /// Assigns a file to a unit.
    Identity { file: FileRef, unit: UnitCode },
    /// Selects the version of a unit that counts.
    Choice(FileRef),
    /// Excludes a file that is not a report.
    Ignore(FileRef),
}

impl Ruling {
    /// Returns whether the decision replaces an earlier one. Choices between different files of a
    /// unit are compared elsewhere, because that needs the files.
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

    /// Describes the decision in a few words.
    pub fn to_message<'n>(&'n self, name: impl Fn(&'n UnitCode) -> &'n str) -> Message {
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
                let (name, day) = (name(unit), super::date::to_message(*to));
                let (vi, en) = (day.vi, day.en);
                msg!("gia hạn cho {name} đến hết ngày {vi}", "extension for {name} until {en}")
            }
            Self::Exempt(unit) => {
                let name = name(unit);
                msg!("miễn báo cáo cho {name}", "{name} exempt from reporting")
            }
            Self::Receipt { file: FileRef { path, .. }, received } => {
                let day = super::date::to_message(*received);
                let (vi, en) = (day.vi, day.en);
                msg!("nhận tệp {path} ngày {vi}", "file {path} received on {en}")
            }
            Self::Identity { file: FileRef { path, .. }, unit } => {
                let name = name(unit);
                msg!("tệp {path} là của {name}", "file {path} is assigned to {name}")
            }
            Self::Choice(FileRef { path, .. }) => {
                msg!("số liệu lấy theo tệp {path}", "figures are taken from file {path}")
            }
            Self::Ignore(FileRef { path, .. }) => {
                msg!("tệp {path} không phải là báo cáo", "file {path} is not a report")
            }
        }
    }
}

/// Effects of the decisions of a period, by their lines in the office's file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applied {
    /// Decisions with an effect.
    pub used: BTreeSet<usize>,
    /// Replaced decisions, each with the number of the decision that replaces it.
    pub replaced: BTreeMap<usize, usize>,
    /// Waivers whose subject the unit has since corrected.
    pub corrected: BTreeSet<usize>,
}

/// Reference from a decision to a file.
///
/// The file is identified by its content, so that the decision follows a file that is moved and
/// does not apply to another file of the same name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRef {
    /// Path at the time of the decision, for people.
    pub path: String,
    /// SHA-256 of its content, in lower-case hex.
    pub sha256: String,
}

impl FileRef {
    /// Returns whether both refer to the same content.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        !self.sha256.is_empty() && self.sha256 == other.sha256
    }
}

/// All decisions of the office's file, in order.
pub(crate) type Decisions = Vec<Arc<Decision>>;
