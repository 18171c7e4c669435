//! What a report says: answers, figures, documents, incidents.

use super::about::About;
use super::answer_map::AnswerMap;
use super::form::{Column, Field, Sheet, Stamp};
use super::id::{IndicatorCode, PeriodCode, TaskCode};
use super::observation::{Observation, Observed};
use super::origin::{CellRef, Origin, Sourced};
use super::reading::{Day, Reading, Status};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The report a file holds.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The answers of the labelled sheets that are not blank.
    pub info: BTreeMap<Field, Sourced<Arc<str>>>,
    /// The days among them; `None` where the answer is no day.
    pub days: BTreeMap<Field, Sourced<Option<Day>>>,
    /// Where a labelled answer is blank: the cell beside its label.
    pub blanks: BTreeMap<Field, Origin>,
    /// Which cell, of which sheet of the file, answers or should answer what.
    pub answer_map: AnswerMap,
    /// Which period it says it is of.
    pub period: PeriodClaim,
    /// The tasks of the plan, in order.
    pub tasks: Vec<TaskAnswer>,
    /// The indicators of the plan, in order.
    pub figures: Vec<Figure>,
    /// The documents listed.
    pub documents: Vec<Document>,
    /// The incidents listed.
    pub incidents: Vec<Incident>,
    /// The form's stamp, as far as it was found.
    pub stamp: Stamp,
    /// What the reader noticed about the file's layout and text.
    pub observations: Vec<Observation>,
}

/// Which period a report says it is of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum PeriodClaim {
    /// It does not say.
    #[default]
    Unsaid,
    /// A period of the plan.
    Named(PeriodCode),
    /// Words that name no period of the plan, or a plan of another year.
    Other(Sourced<Arc<str>>),
}

/// A unit's answer to a task.
#[derive(Debug, Clone, Default)]
pub struct TaskAnswer {
    /// How far it is; the inner `None` where the word is not in the list.
    pub status: Option<Sourced<Option<Status>>>,
    /// What was done.
    pub result: Option<Sourced<Arc<str>>>,
    /// Difficulties.
    pub difficulty: Option<Sourced<Arc<str>>>,
    /// Proposals.
    pub proposal: Option<Sourced<Arc<str>>>,
    /// Where its status stands or should stand.
    pub at: Option<Origin>,
    /// Which task.
    pub task: Option<TaskCode>,
}

/// A unit's answer to an indicator.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Which indicator.
    pub indicator: IndicatorCode,
    /// What the cell says.
    pub reading: Reading,
    /// What stood in the cell; in all of them, where several could be the answer.
    pub raw: Option<Arc<str>>,
    /// Where it stands or should stand.
    pub at: Option<Origin>,
    /// Whether the number was written as text.
    pub as_text: bool,
    /// The other cells that bear on a failed reading.
    pub rivals: Vec<CellRef>,
    /// The unit's note beside it.
    pub note: Option<Arc<str>>,
}

/// A document a unit lists.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Number and symbol.
    pub symbol: Option<Sourced<Arc<str>>>,
    /// The day it was issued.
    pub issued: Option<Sourced<Option<Day>>>,
    /// Its type.
    pub kind: Option<Sourced<Arc<str>>>,
    /// Its subject.
    pub subject: Option<Sourced<Arc<str>>>,
    /// The task it serves, as written.
    pub task: Option<Sourced<Arc<str>>>,
}

/// An incident a unit lists.
#[derive(Debug, Clone, Default)]
pub struct Incident {
    /// The day it happened.
    pub happened: Option<Sourced<Option<Day>>>,
    /// Where.
    pub place: Option<Sourced<Arc<str>>>,
    /// What happened.
    pub event: Option<Sourced<Arc<str>>>,
    /// What was done about it.
    pub measures: Option<Sourced<Arc<str>>>,
    /// How it ended.
    pub result: Option<Sourced<Arc<str>>>,
}

impl Report {
    /// The text of a labelled answer.
    pub fn text(&self, field: Field) -> Option<&str> {
        self.info.get(&field).map(|answer| &*answer.value)
    }

    /// A labelled answer that is a day.
    pub fn day(&self, field: Field) -> Option<Day> {
        self.days.get(&field).and_then(|answer| answer.value)
    }

    /// The answer to an indicator.
    pub fn figure(&self, code: &IndicatorCode) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.indicator == *code)
    }

    /// The answer to a task.
    pub fn task(&self, code: &TaskCode) -> Option<&TaskAnswer> {
        self.tasks.iter().find(|answer| answer.task.as_ref() == Some(code))
    }

    /// What the reader noticed of one kind.
    pub(crate) fn observed(&self, what: Observed) -> impl Iterator<Item = &Observation> {
        self.observations.iter().filter(move |observation| observation.what == what)
    }

    /// Whether a sheet of the form was not found.
    pub fn lacks(&self, sheet: Sheet) -> bool {
        self.observed(Observed::MissingSheet(sheet)).next().is_some()
    }

    /// Whether a column of a table was not found, or could be one of several.
    pub(crate) fn lacks_column(&self, sheet: Sheet, column: Column) -> bool {
        let several = self.observed(Observed::Ambiguous);
        self.observed(Observed::MissingColumn(sheet))
            .chain(several)
            .any(|seen| seen.about.contains(&About::Column(sheet, column)))
    }

    /// Whether a cell in a row of a sheet holds something that could not be read, and was noticed as such.
    pub(crate) fn has_trouble(&self, sheet: &str, row: Option<u32>) -> bool {
        let troubles = [Observed::ErrorValue, Observed::Uncomputed, Observed::UnreadableCell];
        let here =
            |cells: &[CellRef]| row.is_none_or(|row| cells.iter().any(|cell| cell.row == row));
        troubles
            .into_iter()
            .flat_map(|what| self.observed(what))
            .any(|seen| seen.sheet.as_deref() == Some(sheet) && here(&seen.cells))
    }

    /// Whether two reports say the same, wherever in their files.
    pub fn says_the_same(&self, other: &Self) -> bool {
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

    /// Whether the report says throughout that nothing arose.
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
                Reading::Said(_) | Reading::Misread(_) => false,
                Reading::Nil | Reading::NotApplicable | Reading::Blank => true,
            })
            && self.documents.is_empty()
            && self.incidents.is_empty()
    }
}
