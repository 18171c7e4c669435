//! Quotes the units' difficulties and proposals by task. Long ones are in an appendix.

use super::super::context::{LetterContext, body, paragraph, plain, quoted, strong};
use super::super::limits::{Statements, WorkbookSheet};
use super::super::{Block, ParagraphRole};
use super::annex::{Annex, Annexes};
use super::answers::Answers;
use crate::model::case::Dossier;
use crate::model::number::is_nil;
use crate::model::origin::Sourced;
use crate::model::plan::Task;
use crate::model::submission::TaskAnswer;
use crate::msg;
use crate::text::Text;
use std::sync::Arc;

/// Most characters of a quotation in the main text.
const LONGEST: usize = 600;

/// What units say of a task besides its result, and its place in their answer.
const KINDS: [(Text, Kind); 2] = [
    (Text::new("Khó khăn, vướng mắc", "Difficulties"), |answer| answer.difficulty.as_ref()),
    (Text::new("Đề xuất, kiến nghị", "Proposals"), |answer| answer.proposal.as_ref()),
];

type Kind = fn(&TaskAnswer) -> Option<&Sourced<Arc<str>>>;

pub(super) fn blocks<'a>(
    context: &LetterContext<'a>,
    answers: &Answers<'a>,
    annexes: &Annexes,
) -> Vec<Block> {
    let of = |task: &Task| -> Vec<Block> {
        let kinds = KINDS
            .map(|(title, kind)| (title, lines(context, annexes, Said::on(answers, task, kind))))
            .into_iter();
        let lettered = ["a", "b"].into_iter().zip(kinds.filter(|(_, lines)| !lines.is_empty()));
        lettered
            .flat_map(|(letter, (title, lines))| {
                std::iter::once(paragraph(
                    ParagraphRole::Point,
                    format!("{letter}) {}:", context.say(title)),
                ))
                .chain(lines)
            })
            .collect()
    };
    let tasks = context
        .case()
        .scope
        .plan
        .tasks
        .iter()
        .map(|task| (task, of(task)))
        .filter(|(_, blocks)| !blocks.is_empty());
    let blocks: Vec<Block> = (1..)
        .zip(tasks)
        .flat_map(|(number, (task, blocks))| super::headed(number, task, blocks))
        .collect();
    if blocks.is_empty() {
        vec![body(context.say(Text::new("Các đơn vị không nêu.", "The units name none.")))]
    } else {
        blocks
    }
}

/// The statements of a kind on a task.
struct Said<'a> {
    told: Statements<'a, &'a str>,
    /// The units that state they have none.
    none: Vec<&'a Dossier>,
}

impl<'a> Said<'a> {
    fn on(answers: &Answers<'a>, task: &Task, kind: Kind) -> Self {
        let said =
            answers.on(task).filter_map(|(unit, answer)| Some((&*kind(answer)?.value, unit)));
        let (none, told): (Vec<_>, Vec<_>) = said.partition(|(words, _)| is_nil(words));
        let none = match Statements::collect(none.iter().copied()) {
            Statements::Each(each) => each.into_iter().flat_map(|(_, units)| units).collect(),
            Statements::TooMany(_) => none.into_iter().map(|(_, unit)| unit).collect(),
        };
        Self { told: Statements::collect(told), none }
    }
}

fn is_long(words: &str) -> bool {
    words.chars().count() > LONGEST
}

/// Returns the statements as lines: units with none in one line, long statements by reference.
fn lines<'a>(context: &LetterContext<'a>, annexes: &Annexes, said: Said<'a>) -> Vec<Block> {
    let line = |(words, units): (&str, Vec<&'a Dossier>)| {
        let own = match annexes.number(Annex::Assessments).filter(|_| is_long(words)) {
            Some(number) => plain(
                context.said(msg!("nguyên văn ở Phụ lục {number}.", "see appendix {number}.")),
            ),
            None => quoted(words),
        };
        Block::Paragraph(
            ParagraphRole::Body,
            vec![strong(format!("- {}: ", context.listed(&units, WorkbookSheet::Proposals))), own],
        )
    };
    let mut lines: Vec<Block> = match said.told {
        Statements::Each(each) => each.into_iter().map(line).collect(),
        Statements::TooMany(units) => {
            vec![body(format!("- {}", context.too_many(units, WorkbookSheet::Proposals)))]
        }
    };
    if !said.none.is_empty() {
        let (count, units) =
            (said.none.len(), context.listed(&said.none, WorkbookSheet::Proposals));
        lines.push(body(context.said(msg!(
            "- Ghi không có ({count} đơn vị): {units}.",
            "- Say none ({count}): {units}."
        ))));
    }
    lines
}

/// Returns the long statements for the appendix.
pub(super) fn long<'a>(context: &LetterContext<'a>, answers: &Answers<'a>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for task in &context.case().scope.plan.tasks {
        for (title, kind) in KINDS {
            let Statements::Each(each) = Said::on(answers, task, kind).told else {
                continue;
            };
            for (words, units) in each.iter().filter(|(words, _)| is_long(words)) {
                let units = context.listed(units, WorkbookSheet::Proposals);
                let title =
                    format!("{units} – {}, {} ({}):", context.say(title), task.title, task.code);
                blocks.push(Block::Paragraph(ParagraphRole::Named, vec![strong(title)]));
                blocks.push(Block::Paragraph(ParagraphRole::Own, vec![quoted(words)]));
            }
        }
    }
    blocks
}
