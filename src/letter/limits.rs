//! How much a letter tells itself. A list that is longer is looked up and not read: in its place the letter says how much there is
//! and where it stands in full. Nothing is shortened, and nothing is left out without a word.

use super::context::{LetterContext, body, paragraph, plain, row};
use super::typography::UPRIGHT;
use super::{Align, Block, Look, ParagraphRole, Part, Piece, Table};
use crate::model::case::Dossier;
use crate::model::id::GroupCode;
use crate::model::result_names::sheets;
use crate::msg;
use crate::text::Text;
use std::collections::BTreeMap;

/// So many units, or so many different texts on one matter, a letter tells itself.
pub(super) const MOST: usize = 200;

/// A sheet of the workbook on which something stands in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WorkbookSheet {
    /// Who has reported, a row a unit.
    Turnout,
    /// How far each unit is with each task.
    Tasks,
    /// What the units did, and their strengths.
    Results,
    /// Difficulties and proposals, and what the units say of themselves.
    Proposals,
    /// Findings.
    Findings,
}

impl WorkbookSheet {
    /// Its name, the same in both languages.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Turnout => sheets::TURNOUT,
            Self::Tasks => sheets::TASKS,
            Self::Results => sheets::RESULTS,
            Self::Proposals => sheets::PROPOSALS,
            Self::Findings => sheets::FINDINGS,
        }
    }
}

impl<'a> LetterContext<'a> {
    /// Where something stands in full: *ở trang “Kết quả” của tong-hop.xlsx*.
    pub(super) fn on(&self, sheet: WorkbookSheet) -> String {
        let (name, workbook) = (sheet.name(), &self.workbook);
        self.said(msg!("ở trang “{name}” của {workbook}", "on sheet “{name}” of {workbook}"))
    }

    /// Where the names of units stand.
    pub(super) fn names_on(&self, sheet: WorkbookSheet) -> String {
        let on = self.on(sheet);
        self.said(msg!("tên từng đơn vị {on}", "their names {on}"))
    }

    /// The names of units, one behind the other; of more than a letter names, how many there are of each group and where the names
    /// stand.
    pub(super) fn listed(&self, dossiers: &[&'a Dossier], sheet: WorkbookSheet) -> String {
        if dossiers.len() <= MOST {
            return self.names(dossiers);
        }
        let mut counts: BTreeMap<&GroupCode, usize> = BTreeMap::new();
        for unit in dossiers.iter().filter_map(|dossier| self.case().unit(dossier)) {
            *counts.entry(&unit.group).or_default() += 1;
        }
        let groups = self.case().scope.plan.registry.groups().iter();
        let of_group =
            groups.filter_map(|group| Some((counts.get(&group.code)?, self.group_name(group))));
        let said = of_group.map(|(count, name)| {
            self.said(msg!("{count} đơn vị khối “{name}”", "{count} units of “{name}”"))
        });
        said.chain([self.names_on(sheet)]).collect::<Vec<_>>().join("; ")
    }

    /// In place of more different texts than a letter tells: how many units say something, and where their words stand.
    pub(super) fn too_many(&self, units: usize, sheet: WorkbookSheet) -> String {
        let on = self.on(sheet);
        self.said(msg!(
            "{units} đơn vị nêu, với trên {MOST} nội dung khác nhau; ghi đủ, nguyên văn, {on}.",
            "{units} units say more than {MOST} different things; their words stand in full {on}."
        ))
    }

    /// Addressees of a letter that are more than it names on its first page: there it says how many they are, and they stand in a
    /// list behind it, since the letter goes out without the workbook.
    pub(super) fn annexed(&self, blocks: &mut [Block]) -> Option<Part> {
        let long = blocks.iter_mut().find_map(|block| match block {
            Block::Addressees { names, .. } if names.len() > MOST => Some(names),
            _ => None,
        });
        let names = std::mem::take(long?);
        let count = names.len();
        let of_list = msg!(
            "{count} đơn vị theo danh sách kèm theo",
            "the {count} units of the list attached"
        );
        let short = self.addressees(vec![self.said(of_list)]);
        if let Some(block) =
            blocks.iter_mut().find(|block| matches!(block, Block::Addressees { .. }))
        {
            *block = short;
        }
        let open = || Piece::new(Look::Gap, "[…]");
        let of = [
            Text::new("(Kèm theo Công văn số ", "(To letter no. "),
            Text::new(" ngày ", " of "),
            Text::new(")", ")"),
        ];
        let [begin, day, end] = of.map(|text| plain(self.say(text)));
        let columns = self.columns([
            (Text::new("TT", "No."), 15, Align::Centre),
            (Text::new("Đơn vị", "Unit"), UPRIGHT - 15, Align::Left),
        ]);
        let rows =
            (1..).zip(names).map(|(place, name): (usize, String)| row([place.to_string(), name]));
        let blocks = vec![
            paragraph(ParagraphRole::Annex, self.say(Text::new("DANH SÁCH", "LIST"))),
            paragraph(
                ParagraphRole::AnnexTitle,
                self.say(Text::new("Các đơn vị nhận công văn", "The units this letter goes to")),
            ),
            Block::Paragraph(ParagraphRole::AnnexOf, vec![begin, open(), day, open(), end]),
            Block::Table(Table { columns, rows: rows.collect() }),
            body("./."),
        ];
        Some(Part { landscape: false, blocks })
    }
}

/// What is said on one matter.
pub(super) enum Statements<'a, W> {
    /// Each text with all the units that say it, in the order in which they first come: what several say alike stands once.
    Each(Vec<(W, Vec<&'a Dossier>)>),
    /// More different texts than a letter tells, and how many units say something.
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
