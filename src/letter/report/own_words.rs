//! Quotes the units' results, difficulties, proposals and assessments in the appendices.

use super::super::context::{LetterContext, body, paragraph, plain, quoted};
use super::super::limits::{Statements, WorkbookSheet};
use super::super::{Block, ParagraphRole};
use super::answers::Answers;
use super::headed;
use super::proposals::{KINDS, Kind};
use crate::model::case::Dossier;
use crate::model::form::Field;
use crate::model::id::TaskCode;
use crate::model::indicator::{AnswerKind, Indicator};
use crate::model::number::is_nil;
use crate::model::plan::{Plan, Task};
use crate::model::reading::{NonNumber, Status};
use crate::model::submission::TaskAnswer;
use crate::msg;
use crate::text::Text;

/// Returns the units' results by task, with their answers in words. Units with nothing to report share one line.
pub(super) fn results<'a>(context: &LetterContext<'a>, answers: &Answers<'a>) -> Vec<Block> {
    let plan = context.case().scope.plan;
    let of_tasks = plan.tasks.iter().map(|task| {
        let asked = in_words(plan, Some(&task.code));
        let in_words = asked.flat_map(|indicator| answered(context, answers, indicator));
        (task, of_task(context, answers, task).into_iter().chain(in_words).collect())
    });
    let told = of_tasks.filter(|(_, said): &(_, Vec<Block>)| !said.is_empty());
    let one = |(number, (task, blocks))| headed(context, number, task, blocks);
    let of_no_task = in_words(plan, None);
    let of_no_task = of_no_task.flat_map(|indicator| answered(context, answers, indicator));
    (1..).zip(told).flat_map(one).chain(of_no_task).collect()
}

/// Returns the indicators of a task, or of none, that are answered in words.
fn in_words<'p>(plan: &'p Plan, task: Option<&TaskCode>) -> impl Iterator<Item = &'p Indicator> {
    let is_asked = move |indicator: &&Indicator| {
        indicator.answer == AnswerKind::Text && indicator.task.as_ref() == task
    };
    plan.indicators.iter().filter(is_asked)
}

/// Returns the units' answers to an indicator under its name.
fn answered<'a>(
    context: &LetterContext<'a>,
    answers: &Answers<'a>,
    indicator: &Indicator,
) -> Vec<Block> {
    let said = answers.reports.iter().filter_map(|(dossier, _)| {
        match context.outcome.consolidation.non_number(&dossier.unit, &indicator.code)? {
            NonNumber::Words(words) => Some((&**words, *dossier)),
            NonNumber::Choice(_) | NonNumber::Day(_) => None,
        }
    });
    let blocks = told(context, said, WorkbookSheet::Results);
    let head = format!("{} ({}):", indicator.full_name(), indicator.code);
    let head = (!blocks.is_empty()).then(|| paragraph(ParagraphRole::Point, head));
    head.into_iter().chain(blocks).collect()
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
            "Nothing to report ({count}): {units}."
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
enum State<'a> {
    Listed(Status),
    Other(&'a str),
}

fn status(answer: &TaskAnswer) -> Option<State<'_>> {
    answer.status.as_ref().map(|said| said.value.map_or(State::Other(&said.raw), State::Listed))
}

fn in_brackets(context: &LetterContext<'_>, status: Option<State<'_>>) -> String {
    match status {
        Some(State::Listed(status)) => {
            format!(" ({}):", context.say(status.title()).to_lowercase())
        }
        Some(State::Other(raw)) => format!(" (“{raw}”):"),
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
    let plan = context.case().scope.plan;
    let of_task = |task: &'a Task| {
        let said = answers
            .on(task)
            .filter_map(|(unit, answer)| Some((&*(kind.place)(answer)?.value, unit)))
            .filter(|(words, _)| !is_nil(words));
        let blocks = told(context, said, WorkbookSheet::Proposals);
        let (title, code) = (&task.title, &task.code);
        let kind = plan.document_type();
        let head = context.said(msg!("{title} (mục {code} {kind}):", "{title} ({code}):"));
        let head = (!blocks.is_empty()).then(|| paragraph(ParagraphRole::Point, head));
        head.into_iter().chain(blocks).collect::<Vec<_>>()
    };
    plan.tasks.iter().flat_map(of_task).collect()
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
