//! Difficulties and proposals, task by task, in the units' own words. Long ones stand in an appendix.

use super::super::clerk::{Clerk, body, paragraph, plain, quoted, strong};
use super::super::{Block, Line, Role};
use super::annex::{Annex, Annexes};
use crate::model::number::is_nil;
use crate::model::plan::Task;
use crate::model::submission::TaskAnswer;
use crate::say;
use crate::text::Text;
use std::sync::Arc;

/// The longest words that stand in the main text, in letters.
const LONGEST: usize = 600;

/// What units say of a task besides its result.
const KINDS: [Text; 2] = [Text::new("Khó khăn, vướng mắc", "Difficulties"), Text::new("Đề xuất, kiến nghị", "Proposals")];

pub(super) fn blocks(clerk: &Clerk<'_>, annexes: &Annexes) -> Vec<Block> {
    let mut blocks = Vec::new();
    let tasks = clerk.case().brief.plan.tasks.iter().map(|task| (task, said_of(clerk, task))).filter(|(_, said)| !said.is_empty());
    for (number, (task, said)) in (1..).zip(tasks) {
        blocks.push(paragraph(Role::Item, format!("{number}. {} ({})", task.title, task.code)));
        for kind in KINDS {
            blocks.extend(lines(clerk, annexes, kind, &said));
        }
    }
    if blocks.is_empty() {
        blocks.push(body(clerk.say(Text::new("Các đơn vị không nêu.", "The units name none."))));
    }
    blocks
}

/// Words of a unit on a task.
struct Words<'a> {
    unit: &'a str,
    kind: Text,
    words: &'a Arc<str>,
}

impl Words<'_> {
    fn is_long(&self) -> bool {
        self.words.chars().count() > LONGEST
    }
}

fn said_of<'a>(clerk: &Clerk<'a>, task: &Task) -> Vec<Words<'a>> {
    let of = |unit: &'a str, answer: &'a TaskAnswer| {
        let said = KINDS.into_iter().zip([&answer.difficulty, &answer.proposal]);
        said.filter_map(move |(kind, words)| words.as_ref().map(|words| Words { unit, kind, words: &words.value }))
    };
    let answers = super::reports(clerk).into_iter().filter_map(|(dossier, report)| Some((clerk.name(dossier), report.task(&task.code)?)));
    answers.flat_map(|(unit, answer)| of(unit, answer)).collect()
}

/// The words of one kind: units that say they have none in one line, long words by where they stand.
fn lines(clerk: &Clerk<'_>, annexes: &Annexes, kind: Text, said: &[Words<'_>]) -> Vec<Block> {
    let own = || said.iter().filter(|words| words.kind == kind);
    let nil: Vec<&str> = own().filter(|words| is_nil(words.words)).map(|words| words.unit).collect();
    let mut lines: Vec<Line> = Vec::new();
    for words in own().filter(|words| !is_nil(words.words)) {
        let said = match annexes.number(Annex::Assessments).filter(|_| words.is_long()) {
            Some(number) => plain(clerk.said(say!("nguyên văn ở Phụ lục {number}.", "see appendix {number}."))),
            None => quoted(words.words),
        };
        lines.push(vec![strong(format!("- {}: ", words.unit)), said]);
    }
    if !nil.is_empty() {
        let (count, units) = (nil.len(), nil.join("; "));
        lines.push(vec![plain(clerk.said(say!("- Ghi không có ({count} đơn vị): {units}.", "- Say none ({count}): {units}.")))]);
    }
    let heading = (!lines.is_empty()).then(|| Block::Paragraph(Role::Body, vec![strong(format!("{}:", clerk.say(kind)))]));
    heading.into_iter().chain(lines.into_iter().map(|line| Block::Paragraph(Role::Body, line))).collect()
}

/// The long words, for the appendix.
pub(super) fn long(clerk: &Clerk<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for task in &clerk.case().brief.plan.tasks {
        for words in said_of(clerk, task).iter().filter(|words| words.is_long()) {
            let title = format!("{} – {}, {} ({})", words.unit, clerk.say(words.kind), task.title, task.code);
            blocks.push(Block::Paragraph(Role::Body, vec![strong(title)]));
            blocks.push(Block::Paragraph(Role::Own, vec![quoted(words.words)]));
        }
    }
    blocks
}
