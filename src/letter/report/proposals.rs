//! Difficulties and proposals, task by task, in the units' own words. Long ones stand in an appendix.

use super::super::clerk::{Clerk, body, paragraph, plain, quoted, strong};
use super::super::{Block, Role};
use super::alike;
use super::annex::{Annex, Annexes};
use crate::model::number::is_nil;
use crate::model::origin::Sourced;
use crate::model::plan::Task;
use crate::model::submission::TaskAnswer;
use crate::say;
use crate::text::Text;
use std::sync::Arc;

/// The longest words that stand in the main text, in letters.
const LONGEST: usize = 600;

/// What units say of a task besides its result, and where it stands in their answer.
const KINDS: [(Text, Kind); 2] = [
    (Text::new("Khó khăn, vướng mắc", "Difficulties"), |answer| answer.difficulty.as_ref()),
    (Text::new("Đề xuất, kiến nghị", "Proposals"), |answer| answer.proposal.as_ref()),
];

type Kind = fn(&TaskAnswer) -> Option<&Sourced<Arc<str>>>;

pub(super) fn blocks(clerk: &Clerk<'_>, annexes: &Annexes) -> Vec<Block> {
    let told = |answer: &TaskAnswer| KINDS.iter().filter(|(_, kind)| kind(answer).is_some_and(|words| !is_nil(&words.value))).count();
    let answers = super::reports(clerk).into_iter().flat_map(|(_, report)| &report.tasks);
    if let Some(there) = super::in_workbook(clerk, answers.map(told).sum(), "Kiến nghị") {
        return there;
    }
    let of = |task: &Task| -> Vec<Block> {
        let kinds = KINDS.map(|(title, kind)| (title, lines(clerk, annexes, &said(clerk, task, kind)))).into_iter();
        let lettered = ["a", "b"].into_iter().zip(kinds.filter(|(_, lines)| !lines.is_empty()));
        lettered
            .flat_map(|(letter, (title, lines))| {
                std::iter::once(paragraph(Role::Point, format!("{letter}) {}:", clerk.say(title)))).chain(lines)
            })
            .collect()
    };
    let tasks = clerk.case().brief.plan.tasks.iter().map(|task| (task, of(task))).filter(|(_, blocks)| !blocks.is_empty());
    let blocks: Vec<Block> = (1..).zip(tasks).flat_map(|(number, (task, blocks))| super::headed(number, task, blocks)).collect();
    if blocks.is_empty() { vec![body(clerk.say(Text::new("Các đơn vị không nêu.", "The units name none.")))] } else { blocks }
}

/// The words of a kind on a task, each with the units that say them.
fn said<'a>(clerk: &Clerk<'a>, task: &Task, kind: Kind) -> Vec<(&'a str, Vec<&'a str>)> {
    let answers = super::reports(clerk).into_iter().filter_map(|(dossier, report)| Some((clerk.name(dossier), report.task(&task.code)?)));
    alike(answers.filter_map(|(unit, answer)| Some((&*kind(answer)?.value, unit))))
}

fn is_long(words: &str) -> bool {
    words.chars().count() > LONGEST
}

/// Words in lines: units that say they have none in one, long words by where they stand.
fn lines(clerk: &Clerk<'_>, annexes: &Annexes, said: &[(&str, Vec<&str>)]) -> Vec<Block> {
    let mut lines = Vec::new();
    for (words, units) in said.iter().filter(|(words, _)| !is_nil(words)) {
        let own = match annexes.number(Annex::Assessments).filter(|_| is_long(words)) {
            Some(number) => plain(clerk.said(say!("nguyên văn ở Phụ lục {number}.", "see appendix {number}."))),
            None => quoted(words),
        };
        lines.push(Block::Paragraph(Role::Body, vec![strong(format!("- {}: ", units.join("; "))), own]));
    }
    let nil: Vec<&str> = said.iter().filter(|(words, _)| is_nil(words)).flat_map(|(_, units)| units.iter().copied()).collect();
    if !nil.is_empty() {
        let (count, units) = (nil.len(), nil.join("; "));
        lines.push(body(clerk.said(say!("- Ghi không có ({count} đơn vị): {units}.", "- Say none ({count}): {units}."))));
    }
    lines
}

/// The long words, for the appendix.
pub(super) fn long(clerk: &Clerk<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for task in &clerk.case().brief.plan.tasks {
        for (title, kind) in KINDS {
            for (words, units) in said(clerk, task, kind).iter().filter(|(words, _)| is_long(words)) {
                let title = format!("{} – {}, {} ({}):", units.join("; "), clerk.say(title), task.title, task.code);
                blocks.push(Block::Paragraph(Role::Named, vec![strong(title)]));
                blocks.push(Block::Paragraph(Role::Own, vec![quoted(words)]));
            }
        }
    }
    blocks
}
