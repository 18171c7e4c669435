//! The appendices of the report, numbered in order.

use super::super::context::{LetterContext, paragraph};
use super::super::official::{Paper, ended};
use super::super::{Block, ParagraphRole, Part};
use super::ROMAN;
use crate::model::form::Sheet;
use crate::msg;
use crate::text::Text;

/// An appendix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Annex {
    /// Figures of the province and by group.
    Figures,
    /// Turnout and status by unit.
    Units,
    /// Figures by unit.
    UnitFigures,
    /// Results.
    Results,
    /// Difficulties, proposals and assessments.
    Statements,
    /// Compliance over the periods of the plan.
    Compliance,
}

impl Annex {
    const fn title(self, has_tasks: bool) -> Text {
        match self {
            Self::Figures => Text::new("SỐ LIỆU TỔNG HỢP", "FIGURES"),
            Self::Units if !has_tasks => {
                Text::new("TÌNH HÌNH GỬI BÁO CÁO CỦA CÁC ĐƠN VỊ", "REPORTS BY UNIT")
            }
            Self::Statements if !has_tasks => {
                Text::new("TỰ ĐÁNH GIÁ CỦA CÁC ĐƠN VỊ", "ASSESSMENTS OF THE UNITS")
            }
            Self::Units => Text::new(
                "TÌNH HÌNH GỬI BÁO CÁO VÀ TÌNH TRẠNG THỰC HIỆN NHIỆM VỤ CỦA CÁC ĐƠN VỊ",
                "REPORTS AND STATUS BY UNIT",
            ),
            Self::UnitFigures => Text::new("SỐ LIỆU CỦA TỪNG ĐƠN VỊ", "FIGURES BY UNIT"),
            Self::Results => Text::new("KẾT QUẢ THỰC HIỆN CỦA TỪNG ĐƠN VỊ", "WHAT THE UNITS DID"),
            Self::Statements => Text::new(
                "KHÓ KHĂN, KIẾN NGHỊ VÀ TỰ ĐÁNH GIÁ CỦA CÁC ĐƠN VỊ",
                "DIFFICULTIES, PROPOSALS AND ASSESSMENTS OF THE UNITS",
            ),
            Self::Compliance => {
                Text::new("CHẤP HÀNH CHẾ ĐỘ BÁO CÁO QUA CÁC KỲ", "COMPLIANCE OVER THE PERIODS")
            }
        }
    }

    const fn is_landscape(self) -> bool {
        matches!(self, Self::Figures | Self::Units | Self::UnitFigures | Self::Compliance)
    }
}

/// The appendices that have content, in order.
pub(super) struct Annexes(Vec<(Annex, Vec<Block>)>);

impl Annexes {
    /// Keeps the appendices that have content.
    pub(super) fn new(contents: impl IntoIterator<Item = (Annex, Vec<Block>)>) -> Self {
        Self(contents.into_iter().filter(|(_, blocks)| !blocks.is_empty()).collect())
    }

    /// Returns the number of an appendix, or `None` if it is omitted.
    pub(super) fn number(&self, wanted: Annex) -> Option<&'static str> {
        let place = self.0.iter().position(|(annex, _)| *annex == wanted)?;
        ROMAN.get(place).copied()
    }

    /// Returns the appendices as parts of the report.
    pub(super) fn parts(self, context: &LetterContext<'_>) -> Vec<Part> {
        let numbered = ROMAN.iter().zip(self.0);
        numbered.map(|(number, (annex, blocks))| part(context, number, annex, blocks)).collect()
    }
}

fn part(letter: &LetterContext<'_>, number: &str, annex: Annex, content: Vec<Block>) -> Part {
    let has_tasks = letter.case().scope.plan.has_sheet(Sheet::Tasks);
    let mut blocks = vec![
        paragraph(ParagraphRole::Annex, letter.said(msg!("Phụ lục {number}", "Appendix {number}"))),
        paragraph(ParagraphRole::AnnexTitle, letter.say(annex.title(has_tasks))),
        letter.annexed_to(Paper::Report),
    ];
    blocks.extend(content);
    // a mark after a table could stand alone on another page
    if let Some(Block::Paragraph(_, line)) = blocks.last_mut() {
        *line = ended(std::mem::take(line));
    }
    Part { landscape: annex.is_landscape(), blocks }
}
