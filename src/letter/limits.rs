//! Limits the length of letters. A long list is replaced by its length and a reference to the sheet
//! with the full list. Nothing is shortened or omitted silently.

use super::context::{LetterContext, body, paragraph, row};
use super::official::Paper;
use super::typography::UPRIGHT;
use super::{Align, Block, ParagraphRole, Part, Table};
use crate::model::case::Dossier;
use crate::model::result_names::sheets;
use crate::msg;
use crate::text::Text;
use std::collections::BTreeMap;

/// Maximum number of units, or of different texts on one subject, in a letter.
pub(super) const MOST: usize = 200;
/// Maximum number of addressees on the first page of a letter.
const ADDRESSEES: usize = 10;

/// A sheet of the workbook that has a full list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WorkbookSheet {
    /// Results and strengths.
    Results,
    /// Difficulties, proposals and assessments.
    Proposals,
    /// Findings.
    Findings,
}

impl WorkbookSheet {
    /// Returns its name, the same in both languages.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Results => sheets::RESULTS,
            Self::Proposals => sheets::PROPOSALS,
            Self::Findings => sheets::FINDINGS,
        }
    }
}

impl LetterContext<'_> {
    /// Returns a reference to a sheet: *ở trang “Kết quả” của tong-hop.xlsx*.
    pub(super) fn on(&self, sheet: WorkbookSheet) -> String {
        let (name, workbook) = (sheet.name(), &self.workbook);
        self.said(msg!("ở trang “{name}” của {workbook}", "on sheet “{name}” of {workbook}"))
    }

    /// Returns a reference to the sheet with the names of units.
    pub(super) fn names_on(&self, sheet: WorkbookSheet) -> String {
        let on = self.on(sheet);
        self.said(msg!("tên từng đơn vị {on}", "their names {on}"))
    }

    /// Returns the number of units with a statement, and a reference to their texts.
    pub(super) fn too_many(&self, units: usize, sheet: WorkbookSheet) -> String {
        let on = self.on(sheet);
        self.said(msg!(
            "{units} đơn vị nêu, với trên {MOST} nội dung khác nhau; ghi đủ, nguyên văn, {on}.",
            "{units} units give more than {MOST} different answers, quoted in full {on}."
        ))
    }

    /// Moves the addressees to an attached list if there are too many for the first page.
    pub(super) fn annexed(&self, blocks: &mut [Block]) -> Option<Part> {
        let long = blocks.iter_mut().find_map(|block| match block {
            Block::Addressees { names, .. } if names.len() > ADDRESSEES => Some(names),
            _ => None,
        });
        let of_list =
            Text::new("Các đơn vị có tên tại danh sách kèm theo", "The units on the attached list");
        let names = std::mem::replace(long?, vec![self.say(of_list).to_owned()]);
        let columns = self.columns([
            (Text::new("TT", "No."), 15, Align::Center),
            (Text::new("Đơn vị", "Unit"), UPRIGHT - 15, Align::Left),
        ]);
        let rows =
            (1..).zip(names).map(|(place, name): (usize, String)| row([place.to_string(), name]));
        let title = Text::new("CÁC ĐƠN VỊ NHẬN CÔNG VĂN", "THE UNITS THIS LETTER GOES TO");
        let blocks = vec![
            paragraph(ParagraphRole::Annex, self.say(Text::new("DANH SÁCH", "LIST"))),
            paragraph(ParagraphRole::AnnexTitle, self.say(title)),
            self.annexed_to(Paper::Letter),
            Block::Table(Table { columns, rows: rows.collect() }),
            body("./."),
        ];
        Some(Part { landscape: false, blocks })
    }
}

/// Statements of units on one subject.
pub(super) enum Statements<'a, W> {
    /// Each different text with its units, in order of appearance.
    Each(Vec<(W, Vec<&'a Dossier>)>),
    /// Number of units, if there are too many different texts.
    TooMany(usize),
}

impl<'a, W: Ord + Copy> Statements<'a, W> {
    pub(super) fn collect(said: impl IntoIterator<Item = (W, &'a Dossier)>) -> Self {
        let mut each: Vec<(W, Vec<&Dossier>)> = Vec::new();
        let mut places: BTreeMap<W, usize> = BTreeMap::new();
        let mut said = said.into_iter();
        for (words, dossier) in said.by_ref() {
            let place = *places.entry(words).or_insert(each.len());
            match each.get_mut(place) {
                Some((_, units)) => units.push(dossier),
                None if place == MOST => {
                    let before: usize = each.iter().map(|(_, units)| units.len()).sum();
                    return Self::TooMany(before + 1 + said.count());
                }
                None => each.push((words, vec![dossier])),
            }
        }
        Self::Each(each)
    }
}
