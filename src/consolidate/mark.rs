//! Marks of units by task: a letter that is readable in black and white, and its color.

use super::{Consolidation, Progress};
use crate::model::highlight::Highlight;
use crate::model::id::{TaskCode, UnitCode};
use crate::model::plan::Duty;
use crate::model::reading::Status;
use crate::text::Text;
use std::collections::BTreeMap;

/// A unit's answer for a task, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// The unit's status.
    Says(Status),
    /// A required answer is missing from the report.
    Owed,
    /// An optional answer is missing from the report.
    Unsaid,
    /// There is no report.
    NoReport,
}

/// Columns counted by task: heading, included marks, color.
pub(crate) const COUNTED: [(Text, &[Mark], Highlight); 6] = [
    (Status::Done.title(), &[Mark::Says(Status::Done)], Highlight::Good),
    (Status::InProgress.title(), &[Mark::Says(Status::InProgress)], Highlight::Busy),
    (Status::NotStarted.title(), &[Mark::Says(Status::NotStarted)], Highlight::Watch),
    (Status::NothingArose.title(), &[Mark::Says(Status::NothingArose)], Highlight::Muted),
    (Status::NotApplicable.title(), &[Mark::Says(Status::NotApplicable)], Highlight::None),
    (
        Text::new("Chưa nêu, chưa có báo cáo", "Not answered, no report"),
        &[Mark::Owed, Mark::Unsaid, Mark::NoReport],
        Highlight::Bad,
    ),
];

impl Mark {
    /// All marks, in the order of the legend.
    pub const ALL: [Self; 8] = [
        Self::Says(Status::Done),
        Self::Says(Status::InProgress),
        Self::Says(Status::NotStarted),
        Self::Says(Status::NothingArose),
        Self::Says(Status::NotApplicable),
        Self::Owed,
        Self::Unsaid,
        Self::NoReport,
    ];

    /// Returns the mark of a unit's progress.
    pub(crate) fn from_progress(progress: &Progress) -> Self {
        match (progress.status, progress.has_report, progress.duty) {
            (Some(status), ..) => Self::Says(status),
            (None, false, _) => Self::NoReport,
            (None, true, Duty::Required) => Self::Owed,
            (None, true, Duty::ByFunction) => Self::Unsaid,
        }
    }

    /// Returns the letter, which has no meaning in a COUNTIF criterion.
    pub const fn sign(self) -> Text {
        match self {
            Self::Says(Status::Done) => Text::new("H", "D"),
            Self::Says(Status::InProgress) => Text::new("Đ", "P"),
            Self::Says(Status::NotStarted) => Text::new("C", "S"),
            Self::Says(Status::NothingArose) => Text::new("K", "N"),
            Self::Says(Status::NotApplicable) => Text::new("x", "x"),
            Self::Owed => Text::new("!", "!"),
            Self::Unsaid => Text::new("–", "–"),
            Self::NoReport => Text::new("…", "…"),
        }
    }

    /// Returns the meaning.
    pub const fn title(self) -> Text {
        match self {
            Self::Says(status) => status.title(),
            Self::Owed => Text::new("Phải trả lời mà chưa nêu", "Owed, not answered"),
            Self::Unsaid => Text::new("Không nêu (theo chức năng)", "Not answered (by function)"),
            Self::NoReport => Text::new("Chưa có báo cáo", "No report"),
        }
    }

    /// Returns the color.
    pub(crate) const fn highlight(self) -> Highlight {
        match self {
            Self::Says(Status::Done) => Highlight::Good,
            Self::Says(Status::InProgress) => Highlight::Busy,
            Self::Says(Status::NotStarted) => Highlight::Watch,
            Self::Says(Status::NothingArose | Status::NotApplicable) | Self::Unsaid => {
                Highlight::Muted
            }
            Self::Owed => Highlight::Bad,
            Self::NoReport => Highlight::None,
        }
    }
}

impl Consolidation {
    /// Returns the mark of each unit with an assignment for each task.
    pub fn marks(&self) -> BTreeMap<(&UnitCode, &TaskCode), Mark> {
        self.progress
            .iter()
            .map(|progress| ((&progress.unit, &progress.task), Mark::from_progress(progress)))
            .collect()
    }

    /// Returns the number of units per column of [`COUNTED`] for a task.
    pub(crate) fn marks_of(&self, task: &TaskCode) -> [usize; COUNTED.len()] {
        let marks: Vec<Mark> = self
            .progress
            .iter()
            .filter(|progress| progress.task == *task)
            .map(Mark::from_progress)
            .collect();
        COUNTED.map(|(_, wanted, _)| marks.iter().filter(|mark| wanted.contains(mark)).count())
    }
}
