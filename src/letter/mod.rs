//! Lays out letters as blocks with roles (Nghị định 30/2020/NĐ-CP), independent of the file format,
//! with one module per letter. All text comes from the outcome, or quotes the plan or a unit. What
//! a person must write is a shaded gap in brackets.

mod collective;
mod context;
mod cover;
pub(crate) mod difference;
mod eligibility;
mod fingerprint;
pub(crate) mod limits;
mod mailing;
mod official;
mod page;
mod reminder;
mod report;
mod returned;
pub(crate) mod typography;

pub use crate::model::annex_placement::AnnexPlacement;
use crate::model::mailing::MailingEntry;
use crate::model::revision::Revision;
use crate::model::unit::Unit;
use crate::outcome::{BarChart, Outcome};
use crate::text::Lang;
use chrono::NaiveDate;
use context::LetterContext;
use std::collections::{BTreeMap, BTreeSet};

/// A letter.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    /// Title in the file's properties.
    pub title: String,
    pub author: String,
    /// Date of the letter, the only time written into the file.
    pub created: NaiveDate,
    pub lang: Lang,
    /// Main text and appendices, each with pages numbered from 1.
    pub parts: Vec<Part>,
}

/// A part with its own pages.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Part {
    pub landscape: bool,
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
        /// Names: a single one on the same line, several in a list.
        names: Vec<String>,
    },
    Paragraph(ParagraphRole, Line),
    Table(Table),
    /// A chart below its title.
    Chart(BarChart),
    /// Recipients on the left, signer on the right.
    Closing(Box<Closing>),
}

/// The head of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// Body above the issuing one.
    pub parent: String,
    /// Issuing body.
    pub body: String,
    /// Number and symbol.
    pub number: Line,
    /// Subject of a letter (*V/v …*), below the number.
    pub about: Option<String>,
    pub nation: String,
    pub motto: String,
    /// Place and date.
    pub dated: Line,
}

/// The end of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Closing {
    /// *Nơi nhận:*
    pub label: String,
    /// Recipients of copies.
    pub recipients: Vec<Line>,
    /// The signer's authority and post.
    pub post: Line,
    /// The signer's post in the agency whose seal the issuing body uses, above the name.
    pub agency_post: Option<Piece>,
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
    Body,
    /// A unit with its statement.
    Own,
    /// Remark below a table.
    Remark,
    /// Number of an appendix.
    Annex,
    /// Title of an appendix.
    AnnexTitle,
    /// Document to which an appendix belongs.
    AnnexOf,
}

pub type Line = Vec<Piece>;

/// Text in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub look: Look,
}

/// Style of text within a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// The paragraph's style.
    Plain,
    Strong,
    /// A quotation.
    Quoted,
    /// Text that a person must write.
    Gap,
}

impl Piece {
    fn new(look: Look, text: impl Into<String>) -> Self {
        Self { text: text.into(), look }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub columns: Vec<Column>,
    /// Rows below the headings.
    pub rows: Vec<TableRow>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub heading: String,
    /// Width in millimeters.
    pub width: u32,
    pub align: Align,
}

/// Alignment of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// For words.
    Left,
    /// For codes and marks.
    Center,
    /// For numbers.
    Right,
}

#[derive(Debug, Clone, PartialEq)]
pub struct TableRow {
    /// Cells; if there are fewer than columns, the last one spans the rest.
    pub cells: Vec<Line>,
    /// Whether the row heads or totals others.
    pub leads: bool,
}

/// A letter with its path in the period's results.
#[derive(Debug)]
pub struct Written {
    /// Path with `/`.
    pub path: String,
    pub letter: Letter,
}

/// The consolidated report.
const REPORT: &str = "bao-cao.docx";
/// Letter with which forms are sent.
pub const COVER: &str = "cong-van.docx";
/// Appendices of the report in a separate file.
pub(crate) const ANNEXES: &str = "bao-cao-phu-luc.docx";
/// The folder of reminders.
pub(crate) const REMINDERS: &str = "don-doc";
/// The folder of returned forms and letters.
pub const RETURNED: &str = "tra-lai";

/// Dates on which unchanged reminders were written, by path.
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
    // ad hoc incidents are reported individually, without a consolidated report
    if !outcome.case.scope.period.is_ad_hoc() {
        let (report, annexes) = report::letters(&context, annexes);
        all.push(Written { path: REPORT.to_owned(), letter: report });
        all.extend(annexes.map(|letter| Written { path: ANNEXES.to_owned(), letter }));
    }
    all.extend(reminder::letters(&context, days));
    all.extend(returned::letters(&context));
    all
}

/// Returns the letter with which the forms of a period are sent to some units, and its mailing list.
/// The outcome may be of no reports.
pub fn cover(outcome: &Outcome<'_>, lang: Lang, units: &[&Unit]) -> (Letter, Vec<MailingEntry>) {
    let context = LetterContext::new(outcome, lang, Revision::FIRST);
    (cover::letter(&context, units), mailing::forms(units.iter().copied()))
}

/// Returns the mailing list of reminders and returned forms.
pub fn mailing(outcome: &Outcome<'_>, lang: Lang, revision: Revision) -> Vec<MailingEntry> {
    mailing::results(&LetterContext::new(outcome, lang, revision))
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

/// Returns the fingerprint of each reminder by path, independent of the date.
pub fn matters(outcome: &Outcome<'_>, lang: Lang, revision: Revision) -> BTreeMap<String, String> {
    reminder::matters(&LetterContext::new(outcome, lang, revision))
}

/// Returns the names of all reminders that may be written, including those for extended deadlines.
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
