//! The appendices: figures by group, what the units did in their own words, their own assessments and long words.

use super::super::bound::{Sheet, Told};
use super::super::clerk::{Clerk, body, paragraph, plain, quoted, strong};
use super::super::{Block, Line, Look, Part, Piece, Role};
use super::answers::Answers;
use super::{ROMAN, figures, headed, proposals};
use crate::model::case::Dossier;
use crate::model::form::Field;
use crate::model::plan::Task;
use crate::model::reading::Status;
use crate::model::submission::TaskAnswer;
use crate::msg;
use crate::text::Text;

/// An appendix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Annex {
    /// Figures by group.
    Figures,
    /// What the units did.
    Results,
    /// What they say of themselves, and what is too long for the main text.
    Assessments,
}

impl Annex {
    const ALL: [Self; 3] = [Self::Figures, Self::Results, Self::Assessments];

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

    fn blocks(self, clerk: &Clerk<'_>, answers: &Answers<'_>) -> Vec<Block> {
        match self {
            Self::Figures => figures::by_group(clerk),
            Self::Results => results(clerk, answers),
            Self::Assessments => assessments(clerk, answers),
        }
    }
}

/// The appendices in which something stands, in order.
pub(super) struct Annexes(Vec<(Annex, Vec<Block>)>);

impl Annexes {
    pub(super) fn of(clerk: &Clerk<'_>, answers: &Answers<'_>) -> Self {
        Self(
            Annex::ALL
                .into_iter()
                .map(|annex| (annex, annex.blocks(clerk, answers)))
                .filter(|(_, blocks)| !blocks.is_empty())
                .collect(),
        )
    }

    /// The number of an appendix; none where it is left out.
    pub(super) fn number(&self, wanted: Annex) -> Option<&'static str> {
        let place = self.0.iter().position(|(annex, _)| *annex == wanted)?;
        ROMAN.get(place).copied()
    }

    /// The appendices as parts of the report.
    pub(super) fn parts(self, clerk: &Clerk<'_>) -> Vec<Part> {
        let numbered = ROMAN.iter().zip(self.0);
        numbered.map(|(number, (annex, blocks))| part(clerk, number, annex, blocks)).collect()
    }
}

fn part(clerk: &Clerk<'_>, number: &str, annex: Annex, content: Vec<Block>) -> Part {
    let open = || Piece::new(Look::Gap, "[…]");
    let of = [
        Text::new("(Kèm theo Báo cáo số ", "(To report no. "),
        Text::new("/BC-", "/BC-"),
        Text::new(" ngày ", " of "),
        Text::new(")", ")"),
    ];
    let [begin, symbol, day, end] = of.map(|text| plain(clerk.say(text)));
    let mut blocks = vec![
        paragraph(Role::Annex, clerk.said(msg!("Phụ lục {number}", "Appendix {number}"))),
        paragraph(Role::AnnexTitle, clerk.say(annex.title())),
        Block::Paragraph(Role::AnnexOf, vec![begin, open(), symbol, open(), day, open(), end]),
    ];
    blocks.extend(content);
    match blocks.last_mut() {
        Some(Block::Paragraph(_, line)) => line.push(plain("./.")),
        _ => blocks.push(body("./.")),
    }
    Part { landscape: annex == Annex::Figures, blocks }
}

/// Task by task what the units did, in their own words; units that say nothing arose in one line.
fn results<'a>(clerk: &Clerk<'a>, answers: &Answers<'a>) -> Vec<Block> {
    let tasks = clerk.case().scope.plan.tasks.iter();
    let told = tasks
        .map(|task| (task, of_task(clerk, answers, task)))
        .filter(|(_, said)| !said.is_empty());
    (1..).zip(told).flat_map(|(number, (task, blocks))| headed(number, task, blocks)).collect()
}

fn of_task<'a>(clerk: &Clerk<'a>, answers: &Answers<'a>, task: &Task) -> Vec<Block> {
    let told = answers.on(task).filter_map(|(unit, answer)| {
        Some(((status(answer), &*answer.result.as_ref()?.value), unit))
    });
    let mut blocks: Vec<Block> = match Told::of(told) {
        Told::Each(each) => each
            .into_iter()
            .flat_map(|((status, words), units)| {
                own(
                    vec![
                        strong(clerk.listed(&units, Sheet::Results)),
                        plain(in_brackets(clerk, status)),
                    ],
                    words,
                )
            })
            .collect(),
        Told::Beyond(units) => vec![body(clerk.beyond(units, Sheet::Results))],
    };
    let said_nothing = |answer: &TaskAnswer| {
        answer.result.is_none()
            && answer.status.as_ref().and_then(|status| status.value) == Some(Status::NothingArose)
    };
    let nothing: Vec<&Dossier> =
        answers.on(task).filter(|(_, answer)| said_nothing(answer)).map(|(unit, _)| unit).collect();
    if !nothing.is_empty() {
        let (count, units) = (nothing.len(), clerk.listed(&nothing, Sheet::Tasks));
        blocks.push(body(clerk.said(msg!(
            "Không phát sinh ({count} đơn vị): {units}.",
            "Nothing arose ({count}): {units}."
        ))));
    }
    blocks
}

/// Who speaks, and below it their own words.
fn own(who: Line, words: &str) -> [Block; 2] {
    [Block::Paragraph(Role::Named, who), Block::Paragraph(Role::Own, vec![quoted(words)])]
}

/// How far a unit says it is; a word that is not in the list as the unit wrote it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Said<'a> {
    Listed(Status),
    Other(&'a str),
}

fn status(answer: &TaskAnswer) -> Option<Said<'_>> {
    answer.status.as_ref().map(|said| said.value.map_or(Said::Other(&said.raw), Said::Listed))
}

fn in_brackets(clerk: &Clerk<'_>, status: Option<Said<'_>>) -> String {
    match status {
        Some(Said::Listed(status)) => format!(" ({}):", clerk.say(status.title()).to_lowercase()),
        Some(Said::Other(raw)) => format!(" (“{raw}”):"),
        None => ":".to_owned(),
    }
}

/// What the units say of themselves, then what was too long for the main text.
fn assessments<'a>(clerk: &Clerk<'a>, answers: &Answers<'a>) -> Vec<Block> {
    let fields = [
        (Field::Strengths, Text::new("Ưu điểm", "Strengths"), Sheet::Results),
        (Field::Shortcomings, Text::new("Tồn tại, hạn chế", "Shortcomings"), Sheet::Proposals),
        (Field::Causes, Text::new("Nguyên nhân", "Causes"), Sheet::Proposals),
        (
            Field::Outlook,
            Text::new("Phương hướng, nhiệm vụ trọng tâm", "What comes next"),
            Sheet::Proposals,
        ),
    ];
    let of_field = |field: Field, sheet: Sheet| -> Vec<Block> {
        let said = answers
            .reports
            .iter()
            .filter_map(|(dossier, report)| Some((report.text(field)?, *dossier)));
        match Told::of(said) {
            Told::Each(each) => {
                let who = |units: &[&'a Dossier]| {
                    vec![strong(format!("{}:", clerk.listed(units, sheet)))]
                };
                each.into_iter().flat_map(|(words, units)| own(who(&units), words)).collect()
            }
            Told::Beyond(units) => vec![body(clerk.beyond(units, sheet))],
        }
    };
    let long = Text::new(
        "Khó khăn, vướng mắc, đề xuất, kiến nghị (nguyên văn)",
        "Difficulties and proposals in full",
    );
    let of_fields = fields.into_iter().map(|(field, title, sheet)| (title, of_field(field, sheet)));
    let items = of_fields
        .chain([(long, proposals::long(clerk, answers))])
        .filter(|(_, blocks)| !blocks.is_empty());
    let titled = |(number, (title, blocks)): (usize, (Text, Vec<Block>))| {
        std::iter::once(paragraph(Role::Item, format!("{number}. {}", clerk.say(title))))
            .chain(blocks)
    };
    (1..).zip(items).flat_map(titled).collect()
}
