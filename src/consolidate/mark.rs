//! What the table of units and tasks says: a letter that can be told apart in black and white, and its shade.

use super::{Consolidation, Progress};
use crate::model::highlight::Highlight;
use crate::model::id::{TaskCode, UnitCode};
use crate::model::plan::Duty;
use crate::model::reading::Status;
use crate::text::Text;
use std::collections::BTreeMap;

/// What a unit says of a task, or why it says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// The unit's own word.
    Says(Status),
    /// An answer is owed and is not in the report.
    Owed,
    /// An answer would be welcome and is not in the report.
    Unsaid,
    /// There is no report.
    NoReport,
}

/// What is counted by task: a heading, the marks it takes in, and its shade.
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
    /// All of them, in the order of the legend.
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

    /// What a unit's progress is shown as.
    pub(crate) fn from_progress(progress: &Progress) -> Self {
        match (progress.status, progress.has_report, progress.duty) {
            (Some(status), ..) => Self::Says(status),
            (None, false, _) => Self::NoReport,
            (None, true, Duty::Required) => Self::Owed,
            (None, true, Duty::ByFunction) => Self::Unsaid,
        }
    }

    /// Its letter: none that means something in a criterion of COUNTIF.
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

    /// What it means.
    pub const fn title(self) -> Text {
        match self {
            Self::Says(status) => status.title(),
            Self::Owed => Text::new("Phải trả lời mà chưa nêu", "Owed, not answered"),
            Self::Unsaid => Text::new("Không nêu (theo chức năng)", "Not answered (by function)"),
            Self::NoReport => Text::new("Chưa có báo cáo", "No report"),
        }
    }

    /// Its shade.
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
    /// What every unit that has an assignment says of every task.
    pub fn marks(&self) -> BTreeMap<(&UnitCode, &TaskCode), Mark> {
        self.progress
            .iter()
            .map(|progress| ((&progress.unit, &progress.task), Mark::from_progress(progress)))
            .collect()
    }

    /// How many units say each of [`COUNTED`] of a task.
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
