//! Lays out letters as blocks in roles (Nghị định 30/2020/NĐ-CP), independent of file format, one module per letter. All text
//! is a fact of the outcome or a quotation of the plan or of a unit. What a person must write is a gap, shaded and in brackets.

mod collective;
mod context;
mod eligibility;
mod fingerprint;
pub(crate) mod limits;
mod official;
mod reminder;
mod report;
mod returned;
pub(crate) mod typography;

pub use crate::model::annex_placement::AnnexPlacement;
use crate::model::revision::Revision;
use crate::outcome::Outcome;
use crate::text::Lang;
use chrono::NaiveDate;
use context::LetterContext;
use std::collections::{BTreeMap, BTreeSet};

/// A letter.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    /// Its title, in its properties.
    pub title: String,
    /// Its author.
    pub author: String,
    /// Its day, the only time that is written into the file.
    pub created: NaiveDate,
    /// Its language.
    pub lang: Lang,
    /// The main text, then the appendices, each with pages numbered from 1.
    pub parts: Vec<Part>,
}

/// A part with its own pages.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Part {
    /// Whether its pages are landscape.
    pub landscape: bool,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// A block of a part.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// The head: two columns without borders.
    Head(Box<Head>),
    /// The addressees.
    Addressees {
        /// *Kính gửi:*
        label: String,
        /// The names: one on the same line, several below each other.
        names: Vec<String>,
    },
    /// A paragraph.
    Paragraph(ParagraphRole, Line),
    /// A table.
    Table(Table),
    /// Recipients on the left, signer on the right.
    Closing(Box<Closing>),
}

/// The head of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// The body above the issuing one.
    pub parent: String,
    /// The issuing body.
    pub body: String,
    /// Number and symbol.
    pub number: Line,
    /// What a letter is about (*V/v …*), below the number.
    pub about: Option<String>,
    /// The name of the nation.
    pub nation: String,
    /// The motto.
    pub motto: String,
    /// Place and date.
    pub dated: Line,
}

/// The end of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Closing {
    /// *Nơi nhận:*
    pub label: String,
    /// The recipients of copies.
    pub recipients: Vec<Line>,
    /// The signer's authority and post.
    pub post: Line,
    /// The signer's post in the agency whose seal the issuing body uses, above the name.
    pub agency_post: Option<Piece>,
    /// The signer's name.
    pub signer: Line,
}

/// Role of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParagraphRole {
    /// The type of the document: *BÁO CÁO*.
    Kind,
    /// Its subject (*trích yếu*), with a rule below.
    Subject,
    /// A section: *I.*
    Section,
    /// An item: *1.*
    Item,
    /// A point of an item: *a)*
    Point,
    /// Text.
    Body,
    /// A unit with what it says.
    Own,
    /// A remark below a table.
    Remark,
    /// An appendix's number.
    Annex,
    /// An appendix's title.
    AnnexTitle,
    /// The document that an appendix belongs to.
    AnnexOf,
}

/// A line of pieces.
pub type Line = Vec<Piece>;

/// Text in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Its style.
    pub look: Look,
}

/// Style of text within a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// As the paragraph.
    Plain,
    /// Bold.
    Strong,
    /// A quotation.
    Quoted,
    /// What a person must write.
    Gap,
}

impl Piece {
    fn new(look: Look, text: impl Into<String>) -> Self {
        Self { text: text.into(), look }
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows below the headings.
    pub rows: Vec<TableRow>,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// Its width in millimetres.
    pub width: u32,
    /// Its alignment.
    pub align: Align,
}

/// Alignment of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Codes and marks.
    Centre,
    /// Numbers.
    Right,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct TableRow {
    /// The cells; if they are fewer than the columns, the last spans the rest.
    pub cells: Vec<Line>,
    /// Whether it names or adds up others.
    pub leads: bool,
}

/// A letter with its path below the period's results.
#[derive(Debug)]
pub struct Written {
    /// The path, with `/`.
    pub path: String,
    /// The letter.
    pub letter: Letter,
}

/// The consolidated report.
const REPORT: &str = "bao-cao.docx";
/// Its appendices, if they are a file of their own.
pub(crate) const ANNEXES: &str = "bao-cao-phu-luc.docx";
/// The folder of reminders.
pub(crate) const REMINDERS: &str = "don-doc";
/// The folder of returned forms and letters.
pub const RETURNED: &str = "tra-lai";

/// The days on which unchanged reminders were written, by path.
pub type Days = BTreeMap<String, NaiveDate>;

/// Returns all letters of an outcome.
pub fn all(
    outcome: &Outcome<'_>,
    lang: Lang,
    revision: Revision,
    days: &Days,
    annexes: AnnexPlacement,
) -> Vec<Written> {
    let context = LetterContext::new(outcome, lang, revision);
    let mut all = Vec::new();
    // incidents are reported as they occur, so there is no consolidated report
    if !outcome.case.scope.period.is_ad_hoc() {
        let (report, annexes) = report::letters(&context, annexes);
        all.push(Written { path: REPORT.to_owned(), letter: report });
        all.extend(annexes.map(|letter| Written { path: ANNEXES.to_owned(), letter }));
    }
    all.extend(reminder::letters(&context, days));
    all.extend(returned::letters(&context));
    all
}

/// Returns the reminders of an outcome.
pub fn reminders(
    outcome: &Outcome<'_>,
    lang: Lang,
    revision: Revision,
    days: &Days,
) -> Vec<Written> {
    reminder::letters(&LetterContext::new(outcome, lang, revision), days)
}

/// Returns a fingerprint of each reminder, by path, which does not depend on the day.
pub fn matters(outcome: &Outcome<'_>, lang: Lang, revision: Revision) -> BTreeMap<String, String> {
    reminder::matters(&LetterContext::new(outcome, lang, revision))
}

/// Returns the names of all reminders that may be written, except those with extended deadlines.
pub(crate) fn reminder_names<'o>(
    outcome: &'o Outcome<'_>,
) -> impl Iterator<Item = String> + use<'o> {
    let groups = outcome.case.scope.plan.registry.groups().iter();
    let days =
        outcome.case.dossiers.iter().filter_map(|dossier| Some(dossier.deadline?.last_day()));
    let days: BTreeSet<Option<NaiveDate>> = days.map(Some).chain([None]).collect();
    let names = move |group: &crate::model::unit::Group| {
        let kinds = eligibility::ReminderKind::ALL.into_iter();
        kinds
            .flat_map(|kind| days.iter().map(move |day| (kind, *day)))
            .map(|(kind, day)| reminder::file_name(kind, &group.code, day))
            .collect::<Vec<_>>()
    };
    groups.flat_map(names)
}

/// Returns the names of all letters that may be written into the folder of returned forms.
pub(crate) fn returned_names(outcome: &Outcome<'_>) -> impl Iterator<Item = String> {
    outcome.case.scope.plan.registry.units().iter().map(|unit| returned::file_name(&unit.code))
}

#[cfg(test)]
mod tests;
