//! Defines the content of a report: answers, figures, documents and incidents.

use super::about::About;
use super::answer_map::AnswerMap;
use super::form::{Column, Field, Sheet, Stamp};
use super::id::{IndicatorCode, PeriodCode, TaskCode};
use super::observation::{Observation, Observed};
use super::origin::{CellRef, Origin, Sourced};
use super::reading::{Day, Reading, Status};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Content of a report file.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Labeled answers that are not blank.
    pub info: BTreeMap<Field, Sourced<Arc<str>>>,
    /// Labeled answers that ask for a date; `None` if the answer is not a date.
    pub days: BTreeMap<Field, Sourced<Option<Day>>>,
    /// Cells beside labels without an answer.
    pub blanks: BTreeMap<Field, Origin>,
    /// Question of each cell.
    pub answer_map: AnswerMap,
    pub period: PeriodClaim,
    /// Tasks of the plan, in order.
    pub tasks: Vec<TaskAnswer>,
    /// Indicators of the plan, in order.
    pub figures: Vec<Figure>,
    pub documents: Vec<Document>,
    pub incidents: Vec<Incident>,
    /// Stamp of the form, as far as found.
    pub stamp: Stamp,
    /// Observations on the layout and text of the file.
    pub observations: Vec<Observation>,
}

/// Period that a report claims to cover.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum PeriodClaim {
    /// No period is given.
    #[default]
    Unsaid,
    /// A period of the plan.
    Named(PeriodCode),
    /// Text that is not a period of the plan, or a plan of another year.
    Other(Sourced<Arc<str>>),
    /// Name of the file or its folder in which another period stands; the content names none.
    OtherInFileName(Arc<str>),
}

/// Answer of a unit to a task.
#[derive(Debug, Clone, Default)]
pub struct TaskAnswer {
    /// Status; the inner `None` if the text is not in the list.
    pub status: Option<Sourced<Option<Status>>>,
    pub result: Option<Sourced<Arc<str>>>,
    pub difficulty: Option<Sourced<Arc<str>>>,
    pub proposal: Option<Sourced<Arc<str>>>,
    /// Cell for the status.
    pub at: Option<Origin>,
    pub task: Option<TaskCode>,
}

/// Answer of a unit to an indicator.
#[derive(Debug, Clone)]
pub struct Figure {
    pub indicator: IndicatorCode,
    pub reading: Reading,
    /// Text of the cell; of all cells if several could contain the answer.
    pub raw: Option<Arc<str>>,
    /// Cell for the figure.
    pub at: Option<Origin>,
    /// Whether the number is stored as text.
    pub as_text: bool,
    /// Other cells related to a failed reading.
    pub rivals: Vec<CellRef>,
    /// Note of the unit beside the figure.
    pub note: Option<Arc<str>>,
}

/// Document listed by a unit.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Number and symbol.
    pub symbol: Option<Sourced<Arc<str>>>,
    /// Issue date.
    pub issued: Option<Sourced<Option<Day>>>,
    pub kind: Option<Sourced<Arc<str>>>,
    pub subject: Option<Sourced<Arc<str>>>,
    /// Task it implements, as written.
    pub task: Option<Sourced<Arc<str>>>,
}

/// Incident listed by a unit.
#[derive(Debug, Clone, Default)]
pub struct Incident {
    /// Date of the incident.
    pub happened: Option<Sourced<Option<Day>>>,
    pub place: Option<Sourced<Arc<str>>>,
    pub event: Option<Sourced<Arc<str>>>,
    /// Measures taken in response.
    pub measures: Option<Sourced<Arc<str>>>,
    /// Outcome.
    pub result: Option<Sourced<Arc<str>>>,
}

impl Report {
    /// Returns the text of a labeled answer.
    pub fn text(&self, field: Field) -> Option<&str> {
        self.info.get(&field).map(|answer| &*answer.value)
    }

    /// Returns the date in a labeled answer.
    pub fn day(&self, field: Field) -> Option<Day> {
        self.days.get(&field).and_then(|answer| answer.value)
    }

    /// Returns the answer to an indicator.
    pub fn figure(&self, code: &IndicatorCode) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.indicator == *code)
    }

    /// Returns the answer to a task.
    pub fn task(&self, code: &TaskCode) -> Option<&TaskAnswer> {
        self.tasks.iter().find(|answer| answer.task.as_ref() == Some(code))
    }

    /// Returns the observations of one kind.
    pub(crate) fn observed(&self, what: Observed) -> impl Iterator<Item = &Observation> {
        self.observations.iter().filter(move |observation| observation.what == what)
    }

    /// Returns whether a sheet of the form is missing.
    pub(crate) fn lacks(&self, sheet: Sheet) -> bool {
        self.observed(Observed::MissingSheet(sheet)).next().is_some()
    }

    /// Returns whether a column is missing, or several columns could be it.
    pub(crate) fn lacks_column(&self, sheet: Sheet, column: Column) -> bool {
        let several = self.observed(Observed::Ambiguous);
        self.observed(Observed::MissingColumn(sheet))
            .chain(several)
            .any(|seen| seen.about.contains(&About::Column(sheet, column)))
    }

    /// Returns whether a row of a sheet contains a cell that could not be read; `None` for any row.
    pub(crate) fn has_unreadable_cell(&self, sheet: &str, row: Option<u32>) -> bool {
        let troubles = [Observed::ErrorValue, Observed::Uncomputed, Observed::UnreadableCell];
        let here =
            |cells: &[CellRef]| row.is_none_or(|row| cells.iter().any(|cell| cell.row == row));
        troubles
            .into_iter()
            .flat_map(|what| self.observed(what))
            .any(|seen| seen.sheet.as_deref() == Some(sheet) && here(&seen.cells))
    }

    /// Returns whether two reports have the same content, in any cells.
    pub fn has_same_content(&self, other: &Self) -> bool {
        fn words(answer: Option<&Sourced<Arc<str>>>) -> Option<&str> {
            answer.map(|answer| &*answer.value)
        }
        let figures = |report: &Self| {
            report.figures.iter().map(|figure| figure.reading.clone()).collect::<Vec<_>>()
        };
        let tasks = |report: &Self| {
            let text = |answer: &TaskAnswer| {
                [&answer.result, &answer.difficulty, &answer.proposal]
                    .map(|text| words(text.as_ref()).map(str::to_owned))
            };
            report
                .tasks
                .iter()
                .map(|answer| (answer.status.as_ref().map(|status| status.value), text(answer)))
                .collect::<Vec<_>>()
        };
        let documents = |report: &Self| {
            let text = |document: &Document| {
                [&document.symbol, &document.subject]
                    .map(|text| words(text.as_ref()).map(str::to_owned))
            };
            report
                .documents
                .iter()
                .map(|document| {
                    (text(document), document.issued.as_ref().map(|issued| issued.value))
                })
                .collect::<Vec<_>>()
        };
        let incidents = |report: &Self| {
            let event = |incident: &Incident| {
                (words(incident.event.as_ref()).map(str::to_owned), incident.day())
            };
            report.incidents.iter().map(event).collect::<Vec<_>>()
        };
        let info = |report: &Self| {
            report
                .info
                .iter()
                .map(|(field, answer)| (*field, answer.value.to_string()))
                .collect::<Vec<_>>()
        };
        info(self) == info(other)
            && figures(self) == figures(other)
            && tasks(self) == tasks(other)
            && documents(self) == documents(other)
            && incidents(self) == incidents(other)
    }

    /// Returns whether the report contains nothing but “nothing to report”.
    pub(crate) fn is_nil(&self) -> bool {
        let said_nothing = |answer: &TaskAnswer| {
            let status = answer.status.as_ref().and_then(|status| status.value);
            matches!(status, None | Some(Status::NothingArose | Status::NotApplicable))
                && answer.result.is_none()
        };
        let some_answer = self.tasks.iter().any(|task| task.status.is_some())
            || self.figures.iter().any(|figure| figure.reading.is_answer());
        some_answer
            && self.tasks.iter().all(said_nothing)
            && self.figures.iter().all(|figure| match &figure.reading {
                Reading::Number(number) => number.is_zero(),
                Reading::NonNumber(_) | Reading::Misread(_) => false,
                Reading::Nil | Reading::NotApplicable | Reading::Blank => true,
            })
            && self.documents.is_empty()
            && self.incidents.is_empty()
    }
}
