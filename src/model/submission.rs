//! What one file says. Reading never fails: what could not be read stays in the model, with where and why.

use super::answer_map::AnswerMap;
pub use super::foreign_kind::ForeignKind;
use super::form::{Field, Sheet, Stamp};
use super::id::{IndicatorCode, PeriodCode, TaskCode, UnitCode};
use super::origin::{CellRef, Origin, Sourced};
use super::reading::{Day, Reading, Status};
use crate::text::Message;
use std::collections::BTreeMap;
use std::sync::Arc;

pub use super::observation::{Observation, Observed, Surplus};

/// One file received (*bài nộp*), whatever it turned out to be.
#[derive(Debug, Clone)]
pub struct Submission {
    /// The file, relative to the workspace, with `/`, NFC; a member of an archive has the archive in its path.
    pub file: Arc<str>,
    /// Its name on the disk where that is another one, as with letters that are not composed there; a member of an archive has none.
    pub on_disk: Option<Arc<str>>,
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
    /// Whose report it is.
    pub identity: Identity,
    /// What it says, or why it could not be read.
    pub content: Content,
}

/// What a file turned out to be.
#[derive(Debug, Clone)]
pub enum Content {
    /// A report.
    Report(Box<Report>),
    /// Something that should have been one.
    Unreadable(Unreadable),
    /// Received, but this machine could not read it now: why. It says nothing of the file or its unit.
    Unread(Message),
    /// An archive whose members are listed by themselves.
    Archive,
    /// Not meant as a report: what programs leave behind, and deleted copies.
    Ignored,
}

impl Submission {
    /// The report, where the file could be read.
    pub fn report(&self) -> Option<&Report> {
        if let Content::Report(report) = &self.content { Some(report) } else { None }
    }

    /// Why the file could not be read.
    pub fn unreadable(&self) -> Option<&Unreadable> {
        if let Content::Unreadable(why) = &self.content { Some(why) } else { None }
    }

    /// Why this machine could not read the file now.
    pub fn unread(&self) -> Option<&Message> {
        if let Content::Unread(why) = &self.content { Some(why) } else { None }
    }
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Unreadable {
    /// Damaged: what is broken.
    Damaged(Message),
    /// Nothing is in it: in what way.
    Empty(Message),
    /// Two parts or members of one name: which they are.
    Doubled(Message),
    /// Password-protected.
    Encrypted,
    /// Past a limit: which.
    TooLarge(Message),
    /// Not a spreadsheet: what it really is, and of what nature.
    NotSpreadsheet(Message, ForeignKind),
    /// A secrecy stamp stands in it; nothing more was read.
    Classified {
        /// The sheet.
        sheet: Arc<str>,
        /// The cell; `None` in a page header or footer.
        cell: Option<CellRef>,
        /// The stamp.
        stamp: String,
    },
}

/// Something in a file that says whose report it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// What says so.
    pub by: ClaimedBy,
    /// The words.
    pub written: String,
    /// The unit they name; `None` where they name none.
    pub unit: Option<UnitCode>,
    /// Where they stand.
    pub at: Option<Origin>,
}

/// What in a file says whose report it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClaimedBy {
    /// The answer to `Mã đơn vị`.
    Code,
    /// The answer to `Tên đơn vị`.
    Name,
    /// The form's stamp.
    Stamp,
    /// A title above the tables.
    Title,
    /// The file's name; used only where the file cannot be opened.
    FileName,
}

/// Whose report a file is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identity {
    /// The unit, where it is certain.
    pub unit: Option<UnitCode>,
    /// All that the file says of it.
    pub claims: Vec<Claim>,
    /// Whether the claims point to different units (T111).
    pub conflict: bool,
    /// Units it might be, for a person to judge.
    pub suggestions: Vec<UnitCode>,
}

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
    pub fn observed(&self, what: Observed) -> impl Iterator<Item = &Observation> {
        self.observations.iter().filter(move |observation| observation.what == what)
    }

    /// Whether a sheet of the form was not found.
    pub fn lacks(&self, sheet: Sheet) -> bool {
        self.observed(Observed::MissingSheet(sheet)).next().is_some()
    }

    /// Whether a column of a table was not found, or could be one of several.
    pub fn lacks_column(&self, sheet: Sheet, heading: &str) -> bool {
        let several = self.observed(Observed::Ambiguous);
        self.observed(Observed::MissingColumn(sheet))
            .chain(several)
            .any(|column| column.label.as_deref() == Some(heading))
    }

    /// Whether a cell in a row of a sheet holds something that could not be read, and was noticed as such.
    pub fn has_trouble(&self, sheet: &str, row: Option<u32>) -> bool {
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
    pub fn is_nil(&self) -> bool {
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
                Reading::Misread(_) => false,
                Reading::Nil | Reading::NotApplicable | Reading::Blank => true,
            })
            && self.documents.is_empty()
            && self.incidents.is_empty()
    }
}
