//! The appendices of the report, numbered in order.

use super::super::context::{LetterContext, body, paragraph, plain};
use super::super::{Block, Look, ParagraphRole, Part, Piece};
use super::ROMAN;
use crate::msg;
use crate::text::Text;

/// An appendix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Annex {
    /// Figures by group.
    Figures,
    /// Results.
    Results,
    /// Assessments, and text that is too long for the main text.
    Assessments,
}

impl Annex {
    const fn title(self) -> Text {
        match self {
            Self::Figures => Text::new("SỐ LIỆU THEO TỪNG KHỐI", "FIGURES BY GROUP"),
            Self::Results => Text::new("KẾT QUẢ THỰC HIỆN CỦA TỪNG ĐƠN VỊ", "WHAT THE UNITS DID"),
            Self::Assessments => Text::new(
                "TỰ ĐÁNH GIÁ VÀ Ý KIẾN CỦA CÁC ĐƠN VỊ",
                "WHAT THE UNITS SAY OF THEMSELVES",
            ),
        }
    }
}

/// The appendices that have content, in order.
pub(super) struct Annexes(Vec<(Annex, Vec<Block>)>);

impl Annexes {
    /// Keeps the appendices that have content.
    pub(super) fn new(contents: [(Annex, Vec<Block>); 3]) -> Self {
        Self(contents.into_iter().filter(|(_, blocks)| !blocks.is_empty()).collect())
    }

    /// Returns the number of an appendix; `None` if it is omitted.
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
    let open = || Piece::new(Look::Gap, "[…]");
    let of = [
        Text::new("(Kèm theo Báo cáo số ", "(To report no. "),
        Text::new("/BC-", "/BC-"),
        Text::new(" ngày ", " of "),
        Text::new(")", ")"),
    ];
    let [begin, symbol, day, end] = of.map(|text| plain(letter.say(text)));
    let mut blocks = vec![
        paragraph(ParagraphRole::Annex, letter.said(msg!("Phụ lục {number}", "Appendix {number}"))),
        paragraph(ParagraphRole::AnnexTitle, letter.say(annex.title())),
        Block::Paragraph(
            ParagraphRole::AnnexOf,
            vec![begin, open(), symbol, open(), day, open(), end],
        ),
    ];
    blocks.extend(content);
    match blocks.last_mut() {
        Some(Block::Paragraph(_, line)) => line.push(plain("./.")),
        _ => blocks.push(body("./.")),
    }
    Part { landscape: annex == Annex::Figures, blocks }
}
