//! Quotes the units' results, difficulties, proposals and assessments in the appendices.

use super::super::context::{LetterContext, body, paragraph, plain, quoted};
use super::super::limits::{Statements, WorkbookSheet};
use super::super::{Block, ParagraphRole};
use super::answers::Answers;
use super::headed;
use super::proposals::{KINDS, Kind};
use crate::model::case::Dossier;
use crate::model::form::Field;
use crate::model::number::is_nil;
use crate::model::plan::Task;
use crate::model::reading::Status;
use crate::model::submission::TaskAnswer;
use crate::msg;
use crate::text::Text;

/// Returns the units' results by task. Units with nothing to report share one line.
pub(super) fn results<'a>(context: &LetterContext<'a>, answers: &Answers<'a>) -> Vec<Block> {
    let tasks = context.case().scope.plan.tasks.iter();
    let told = tasks
        .map(|task| (task, of_task(context, answers, task)))
        .filter(|(_, said)| !said.is_empty());
    let one = |(number, (task, blocks))| headed(context, number, task, blocks);
    (1..).zip(told).flat_map(one).collect()
}

fn of_task<'a>(context: &LetterContext<'a>, answers: &Answers<'a>, task: &Task) -> Vec<Block> {
    let told = answers.on(task).filter_map(|(unit, answer)| {
        Some(((status(answer), &*answer.result.as_ref()?.value), unit))
    });
    let mut blocks: Vec<Block> = match Statements::collect(told) {
        Statements::Each(each) => each
            .into_iter()
            .map(|((status, words), units)| {
                let who = context.collectively(&units, Dossier::is_expected_or_received);
                own(&(who + &in_brackets(context, status)), words)
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
        let (count, units) =
            (nothing.len(), context.collectively(&nothing, Dossier::is_expected_or_received));
        blocks.push(body(context.said(msg!(
            "Không phát sinh ({count} đơn vị): {units}.",
            "Nothing arose ({count}): {units}."
        ))));
    }
    blocks
}

/// Returns a quotation with its units.
fn own(who: &str, words: &str) -> Block {
    Block::Paragraph(ParagraphRole::Own, vec![plain(format!("- {who} ")), quoted(words)])
}

/// Status stated by a unit, verbatim if it is not in the list.
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

/// Returns the units' difficulties and proposals by task, then their assessments.
pub(super) fn statements<'a>(context: &LetterContext<'a>, answers: &Answers<'a>) -> Vec<Block> {
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
    let of_field = |(field, title, sheet)| {
        let said = answers
            .reports
            .iter()
            .filter_map(|(dossier, report)| Some((report.text(field)?, *dossier)));
        (title, told(context, said, sheet))
    };
    let of_kind = |kind: Kind| (kind.title, by_task(context, answers, kind));
    let items = KINDS.into_iter().map(of_kind).chain(fields.into_iter().map(of_field));
    let items = items.filter(|(_, blocks)| !blocks.is_empty());
    let titled = |(number, (title, blocks)): (usize, (Text, Vec<Block>))| {
        std::iter::once(paragraph(ParagraphRole::Item, format!("{number}. {}", context.say(title))))
            .chain(blocks)
    };
    (1..).zip(items).flat_map(titled).collect()
}

/// Returns the units' statements of a kind under each task.
fn by_task<'a>(context: &LetterContext<'a>, answers: &Answers<'a>, kind: Kind) -> Vec<Block> {
    let of_task = |task: &'a Task| {
        let said = answers
            .on(task)
            .filter_map(|(unit, answer)| Some((&*(kind.place)(answer)?.value, unit)))
            .filter(|(words, _)| !is_nil(words));
        let blocks = told(context, said, WorkbookSheet::Proposals);
        let (title, code) = (&task.title, &task.code);
        let head = context.said(msg!("{title} (mục {code} Kế hoạch):", "{title} ({code}):"));
        let head = (!blocks.is_empty()).then(|| paragraph(ParagraphRole::Point, head));
        head.into_iter().chain(blocks).collect::<Vec<_>>()
    };
    context.case().scope.plan.tasks.iter().flat_map(of_task).collect()
}

/// Returns each text with the units that state it.
fn told<'a>(
    context: &LetterContext<'a>,
    said: impl IntoIterator<Item = (&'a str, &'a Dossier)>,
    sheet: WorkbookSheet,
) -> Vec<Block> {
    match Statements::collect(said) {
        Statements::Each(each) => {
            let who = |units: &[&'a Dossier]| {
                format!("{}:", context.collectively(units, Dossier::is_expected_or_received))
            };
            each.into_iter().map(|(words, units)| own(&who(&units), words)).collect()
        }
        Statements::TooMany(units) => vec![body(context.too_many(units, sheet))],
    }
}
