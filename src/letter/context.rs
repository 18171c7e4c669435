//! Data common to all letters: the outcome, the language, the units by group; and the pieces of
//! lines.

use super::{Align, Block, Column, Line, Look, ParagraphRole, Piece, TableRow};
use crate::model::case::{Case, Dossier};
use crate::model::date;
use crate::model::number;
use crate::model::result_names::workbook;
use crate::model::revision::Revision;
use crate::model::status::Punctuality;
use crate::model::unit::Group;
use crate::msg;
use crate::outcome::Outcome;
use crate::text::{Lang, Message, Text, counted};
use rust_decimal::Decimal;

/// An outcome, prepared for letters in a language.
pub(super) struct LetterContext<'a> {
    pub(super) outcome: &'a Outcome<'a>,
    pub(super) lang: Lang,
    /// Name of the workbook that belongs to the letters.
    pub(super) workbook: String,
    groups: Vec<(&'a Group, Vec<&'a Dossier>)>,
}

impl<'a> LetterContext<'a> {
    pub(super) fn new(outcome: &'a Outcome<'a>, lang: Lang, revision: Revision) -> Self {
        Self { outcome, lang, workbook: workbook(revision), groups: outcome.case.by_group() }
    }

    pub(super) fn case(&self) -> &'a Case<'a> {
        &self.outcome.case
    }

    pub(super) fn say(&self, text: Text) -> &'static str {
        text.in_lang(self.lang)
    }

    pub(super) fn said(&self, said: Message) -> String {
        match self.lang {
            Lang::Vi => said.vi,
            Lang::En => said.en,
        }
    }

    pub(super) fn period(&self) -> &'a str {
        let period = self.case().scope.period;
        period.in_lang(self.lang)
    }

    pub(super) fn group_name(&self, group: &'a Group) -> &'a str {
        group.in_lang(self.lang)
    }

    pub(super) fn name(&self, dossier: &'a Dossier) -> &'a str {
        self.case().name(&dossier.unit)
    }

    /// Returns the units by group; groups without any are omitted.
    pub(super) fn by_group(
        &self,
        wanted: impl Fn(&Dossier) -> bool,
    ) -> Vec<(&'a Group, Vec<&'a Dossier>)> {
        let groups = self.groups.iter();
        let of_these = groups.map(|(group, all)| {
            (*group, all.iter().copied().filter(|dossier| wanted(dossier)).collect::<Vec<_>>())
        });
        of_these.filter(|(_, dossiers)| !dossiers.is_empty()).collect()
    }

    /// Returns the units in the order of the tables.
    pub(super) fn units(&self, wanted: impl Fn(&Dossier) -> bool) -> Vec<&'a Dossier> {
        self.by_group(wanted).into_iter().flat_map(|(_, dossiers)| dossiers).collect()
    }

    /// Returns the as-of date of the figures.
    pub(super) fn today(&self) -> String {
        self.said(date::to_message(self.case().scope.as_of))
    }

    pub(super) fn number(&self, number: Decimal) -> String {
        self.said(number::to_message(number))
    }

    /// Returns a number of units or findings in the notation of letters: *06*.
    pub(super) fn count(&self, count: usize) -> String {
        match self.lang {
            Lang::Vi if (1..10).contains(&count) => format!("0{count}"),
            _ => count.to_string(),
        }
    }

    /// Describes punctuality: *chậm 03 ngày*.
    pub(super) fn punctuality(&self, punctuality: Punctuality, days_late: i64) -> String {
        if punctuality != Punctuality::Late {
            return self.say(punctuality.title()).to_owned();
        }
        let many = counted(days_late, "day");
        let days = self.count(usize::try_from(days_late).unwrap_or(0));
        self.said(msg!("chậm {days} ngày", "{many} late"))
    }

    /// Returns a gap for what the office must write.
    pub(super) fn gap(&self, what: Text) -> Piece {
        let what = self.say(what);
        Piece::new(
            Look::Gap,
            self.said(msg!("[Văn phòng ghi: {what}]", "[The office writes: {what}]")),
        )
    }

    /// Returns a text set by the office, or a gap if it is not set.
    pub(super) fn or_gap(&self, set: &str, what: Text) -> Piece {
        if set.is_empty() { self.gap(what) } else { plain(set) }
    }

    /// Returns a remark that the office removes before sending.
    pub(super) fn reminder_to_check(&self, what: &str) -> Block {
        let said = msg!(
            "[Văn phòng kiểm tra rồi bỏ dòng này: {what}]",
            "[The office checks this and deletes the line: {what}]"
        );
        Block::Paragraph(ParagraphRole::Remark, vec![Piece::new(Look::Gap, self.said(said))])
    }

    /// Returns columns from headings, widths in millimeters and alignments.
    pub(super) fn columns(&self, of: impl IntoIterator<Item = (Text, u32, Align)>) -> Vec<Column> {
        of.into_iter()
            .map(|(heading, width, align)| Column {
                heading: self.say(heading).to_owned(),
                width,
                align,
            })
            .collect()
    }
}

/// Returns text in the style of its paragraph.
pub(super) fn plain(text: impl Into<String>) -> Piece {
    Piece::new(Look::Plain, text)
}

/// Returns bold text.
pub(super) fn strong(text: impl Into<String>) -> Piece {
    Piece::new(Look::Strong, text)
}

/// Returns a gap to be filled in by hand.
pub(super) fn open() -> Piece {
    Piece::new(Look::Gap, "[…]")
}

/// Returns text with each `…` as a gap.
pub(super) fn with_gaps(text: &str) -> Line {
    let mut line = Vec::new();
    for (place, part) in text.split('…').enumerate() {
        line.extend((place > 0).then(open));
        line.extend((!part.is_empty()).then(|| plain(part)));
    }
    line
}

/// Returns a quotation.
pub(super) fn quoted(text: &str) -> Piece {
    Piece::new(Look::Quoted, format!("“{}”", text.trim()))
}

/// Returns a paragraph of text.
pub(super) fn body(text: impl Into<String>) -> Block {
    paragraph(ParagraphRole::Body, text)
}

pub(super) fn paragraph(role: ParagraphRole, text: impl Into<String>) -> Block {
    Block::Paragraph(role, vec![plain(text)])
}

/// Returns a row of plain cells.
pub(super) fn row<T: Into<String>>(cells: impl IntoIterator<Item = T>) -> TableRow {
    TableRow { cells: cells.into_iter().map(|cell| vec![plain(cell)]).collect(), leads: false }
}

/// Returns a row that heads or totals others.
pub(super) fn leading<T: Into<String>>(cells: impl IntoIterator<Item = T>) -> TableRow {
    TableRow { leads: true, ..row(cells) }
}
