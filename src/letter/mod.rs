//! Letters before any file format: blocks in roles, laid out by Nghị định 30/2020/NĐ-CP. What is laid out here knows no writing
//! library; `docx` turns it into bytes. One module a letter.
//!
//! Everything said is a fact of the outcome, the plan's own words, or a unit's own words. What a person must write stands as a
//! gap: in brackets and shaded.

mod context;
mod eligibility;
mod fingerprint;
pub(crate) mod limits;
mod reminder;
mod report;
mod returned;
pub(crate) mod typography;

use crate::model::revision::Revision;
use crate::outcome::Outcome;
use crate::text::Lang;
use chrono::NaiveDate;
use context::LetterContext;
use std::collections::{BTreeMap, BTreeSet};

/// A letter.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    /// What it is called, in its properties.
    pub title: String,
    /// Who issues it.
    pub author: String,
    /// The day it is of; the only time that is written into the file.
    pub created: NaiveDate,
    /// Its language.
    pub lang: Lang,
    /// The main text, then the appendices: each with pages numbered from 1.
    pub parts: Vec<Part>,
}

/// A part with its own pages.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Part {
    /// Whether it lies on its side.
    pub landscape: bool,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// A block of a part.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// The head: two columns without borders.
    Head(Box<Head>),
    /// To whom it goes.
    Addressees {
        /// *Kính gửi:*
        label: String,
        /// One on the same line, several below each other.
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
    /// To whom copies go.
    pub recipients: Vec<String>,
    /// The signer's post.
    pub post: Line,
    /// The signer's name.
    pub signer: Line,
}

/// What a paragraph is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParagraphRole {
    /// The type of the document: *BÁO CÁO*.
    Kind,
    /// Its subject (*trích yếu*); a rule stands below it.
    Subject,
    /// How complete it is.
    Standing,
    /// A section: *I.*
    Section,
    /// An item: *1.*
    Item,
    /// A point of an item: *a)*
    Point,
    /// Text.
    Body,
    /// The name of who speaks next.
    Named,
    /// A person's own words below the name of who says them.
    Own,
    /// A remark below a table.
    Remark,
    /// An appendix's number.
    Annex,
    /// An appendix's title.
    AnnexTitle,
    /// What an appendix belongs to.
    AnnexOf,
}

/// A line of pieces.
pub type Line = Vec<Piece>;

/// Some words that look alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// How they look.
    pub look: Look,
}

/// How words look within their paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// As the paragraph.
    Plain,
    /// Bold.
    Strong,
    /// Somebody else's own words.
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
    /// How its cells stand.
    pub align: Align,
}

/// How a cell's text stands.
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
    /// The cells; fewer than columns where the last goes over the rest.
    pub cells: Vec<Line>,
    /// Whether it names or sums up others.
    pub leads: bool,
}

/// A letter with the place it is written to, below the period's results.
#[derive(Debug)]
pub struct Written {
    /// The path, with `/`.
    pub path: String,
    /// The letter.
    pub letter: Letter,
}

/// The consolidated report.
const REPORT: &str = "bao-cao.docx";
/// The folder of reminders.
pub(crate) const REMINDERS: &str = "don-doc";
/// The folder of what goes back to units.
pub const RETURNED: &str = "tra-lai";

/// The days on which reminders were written that still stand, by their paths: they are as they were then.
pub type Days = BTreeMap<String, NaiveDate>;

/// All letters that follow from an outcome.
pub fn all(outcome: &Outcome<'_>, lang: Lang, revision: Revision, days: &Days) -> Vec<Written> {
    let context = LetterContext::new(outcome, lang, revision);
    // incidents are reported as they arise: there is no round of reports to tell of
    let is_round = !outcome.case.scope.period.is_ad_hoc();
    let report =
        is_round.then(|| Written { path: REPORT.to_owned(), letter: report::letter(&context) });
    let mut all: Vec<Written> = report.into_iter().collect();
    all.extend(reminder::letters(&context, days));
    all.extend(returned::letters(&context));
    all
}

/// The reminders that follow from an outcome.
pub fn reminders(
    outcome: &Outcome<'_>,
    lang: Lang,
    revision: Revision,
    days: &Days,
) -> Vec<Written> {
    reminder::letters(&LetterContext::new(outcome, lang, revision), days)
}

/// What each reminder rests on, by its path: the same as long as nothing but the day changes.
pub fn matters(outcome: &Outcome<'_>, lang: Lang, revision: Revision) -> BTreeMap<String, String> {
    reminder::matters(&LetterContext::new(outcome, lang, revision))
}

/// The names of all files that may be written into the folder of reminders as long as units are given no other days.
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

/// The names of all letters that may ever be written into the folder of what goes back.
pub(crate) fn returned_names(outcome: &Outcome<'_>) -> impl Iterator<Item = String> {
    outcome.case.scope.plan.registry.units().iter().map(|unit| returned::file_name(&unit.code))
}

#[cfg(test)]
mod tests;
