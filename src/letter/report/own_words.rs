//! Quotes the units in the appendices: their results and assessments.

use super::super::context::{LetterContext, body, paragraph, plain, quoted, strong};
use super::super::limits::{Statements, WorkbookSheet};
use super::super::{Block, Line, ParagraphRole};
use super::answers::Answers;
use super::{headed, proposals};
use crate::model::case::Dossier;
use crate::model::form::Field;
use crate::model::plan::Task;
use crate::model::reading::Status;
use crate::model::submission::TaskAnswer;
use crate::msg;
use crate::text::Text;

/// Returns the units' results by task; units with nothing to report are in one line.
pub(super) fn results<'a>(context: &LetterContext<'a>, answers: &Answers<'a>) -> Vec<Block> {
    let tasks = context.case().scope.plan.tasks.iter();
    let told = tasks
        .map(|task| (task, of_task(context, answers, task)))
        .filter(|(_, said)| !said.is_empty());
    (1..).zip(told).flat_map(|(number, (task, blocks))| headed(number, task, blocks)).collect()
}

fn of_task<'a>(context: &LetterContext<'a>, answers: &Answers<'a>, task: &Task) -> Vec<Block> {
    let told = answers.on(task).filter_map(|(unit, answer)| {
        Some(((status(answer), &*answer.result.as_ref()?.value), unit))
    });
    let mut blocks: Vec<Block> = match Statements::collect(told) {
        Statements::Each(each) => each
            .into_iter()
            .flat_map(|((status, words), units)| {
                own(
                    vec![
                        strong(context.listed(&units, WorkbookSheet::Results)),
                        plain(in_brackets(context, status)),
                    ],
                    words,
                )
            })
            .collect(),
        Statements::TooMany(units) => vec![body(context.too_many(units, WorkbookSheet::Results))],
    };
    let said_nothing = |answer: &TaskAnswer| {
        answer.result.is_none()
            && answer.status.as_ref().and_then(|status| status.value) == Some(Status::NothingArose)
    };
    let nothing: Vec<&Dossier> =
        answers.on(task).filter(|(_, answer)| said_nothing(answer)).map(|(unit, _)| unit).collect();
    if !nothing.is_empty() {
        let (count, units) = (nothing.len(), context.listed(&nothing, WorkbookSheet::Tasks));
        blocks.push(body(context.said(msg!(
            "Không phát sinh ({count} đơn vị): {units}.",
            "Nothing arose ({count}): {units}."
        ))));
    }
    blocks
}

/// Returns the name of a unit and its quotation.
fn own(who: Line, words: &str) -> [Block; 2] {
    [
        Block::Paragraph(ParagraphRole::Named, who),
        Block::Paragraph(ParagraphRole::Own, vec![quoted(words)]),
    ]
}

/// The status that a unit states; verbatim if it is not in the list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Said<'a> {
    Listed(Status),
    Other(&'a str),
}

fn status(answer: &TaskAnswer) -> Option<Said<'_>> {
    answer.status.as_ref().map(|said| said.value.map_or(Said::Other(&said.raw), Said::Listed))
}

fn in_brackets(context: &LetterContext<'_>, status: Option<Said<'_>>) -> String {
    match status {
        Some(Said::Listed(status)) => format!(" ({}):", context.say(status.title()).to_lowercase()),
        Some(Said::Other(raw)) => format!(" (“{raw}”):"),
        None => ":".to_owned(),
    }
}

/// Returns the units' assessments, then the text that was too long for the main text.
pub(super) fn assessments<'a>(context: &LetterContext<'a>, answers: &Answers<'a>) -> Vec<Block> {
    let fields = [
        (Field::Strengths, Text::new("Ưu điểm", "Strengths"), WorkbookSheet::Results),
        (
            Field::Shortcomings,
            Text::new("Tồn tại, hạn chế", "Shortcomings"),
            WorkbookSheet::Proposals,
        ),
        (Field::Causes, Text::new("Nguyên nhân", "Causes"), WorkbookSheet::Proposals),
        (
            Field::Outlook,
            Text::new("Phương hướng, nhiệm vụ trọng tâm", "What comes next"),
            WorkbookSheet::Proposals,
        ),
    ];
    let of_field = |field: Field, sheet: WorkbookSheet| -> Vec<Block> {
        let said = answers
            .reports
            .iter()
            .filter_map(|(dossier, report)| Some((report.text(field)?, *dossier)));
        match Statements::collect(said) {
            Statements::Each(each) => {
                let who = |units: &[&'a Dossier]| {
                    vec![strong(format!("{}:", context.listed(units, sheet)))]
                };
                each.into_iter().flat_map(|(words, units)| own(who(&units), words)).collect()
            }
            Statements::TooMany(units) => vec![body(context.too_many(units, sheet))],
        }
    };
    let long = Text::new(
        "Khó khăn, vướng mắc, đề xuất, kiến nghị (nguyên văn)",
        "Difficulties and proposals in full",
    );
    let of_fields = fields.into_iter().map(|(field, title, sheet)| (title, of_field(field, sheet)));
    let items = of_fields
        .chain([(long, proposals::long(context, answers))])
        .filter(|(_, blocks)| !blocks.is_empty());
    let titled = |(number, (title, blocks)): (usize, (Text, Vec<Block>))| {
        std::iter::once(paragraph(ParagraphRole::Item, format!("{number}. {}", context.say(title))))
            .chain(blocks)
    };
    (1..).zip(items).flat_map(titled).collect()
}
