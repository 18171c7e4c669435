//! The units' difficulties and proposals, quoted. Identical texts are merged across tasks, those of
//! most units first; long texts and those of few units are in an appendix.

use super::super::context::{LetterContext, body, paragraph, plain, quoted};
use super::super::{Block, ParagraphRole};
use super::annex::{Annex, Annexes};
use super::answers::Answers;
use crate::model::case::Dossier;
use crate::model::id::{TaskCode, UnitCode};
use crate::model::key::Key;
use crate::model::number::is_nil;
use crate::model::origin::Sourced;
use crate::model::submission::TaskAnswer;
use crate::msg;
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Maximum number of texts of a kind in the main text.
const MOST: usize = 6;
/// Maximum length of a quotation in the main text, in characters.
const MAX_QUOTED_CHARS: usize = 300;
/// Maximum number of tasks named with a text.
const TASKS: usize = 3;

/// A kind of statement on a task besides its result.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    pub(super) title: Text,
    none: Text,
    pub(super) place: fn(&TaskAnswer) -> Option<&Sourced<Arc<str>>>,
}

pub(super) const KINDS: [Kind; 2] = [
    Kind {
        title: Text::new("Khó khăn, vướng mắc", "Difficulties"),
        none: Text::new("Các đơn vị không nêu khó khăn, vướng mắc.", "No difficulties."),
        place: |answer| answer.difficulty.as_ref(),
    },
    Kind {
        title: Text::new("Đề xuất, kiến nghị", "Proposals"),
        none: Text::new("Các đơn vị không có đề xuất, kiến nghị.", "No proposals."),
        place: |answer| answer.proposal.as_ref(),
    },
];

pub(super) fn blocks<'a>(
    context: &LetterContext<'a>,
    answers: &Answers<'a>,
    annexes: &Annexes,
) -> Vec<Block> {
    let of = |(number, kind): (usize, Kind)| {
        let title = context.say(kind.title);
        std::iter::once(paragraph(ParagraphRole::Item, format!("{number}. {title}")))
            .chain(of_kind(context, annexes, kind, &merged(context, answers, kind)))
    };
    (1..).zip(KINDS).flat_map(of).collect()
}

/// A text with its units and tasks.
struct Merged<'a> {
    words: &'a str,
    units: Vec<&'a Dossier>,
    tasks: Vec<&'a TaskCode>,
}

/// Returns the texts of a kind, those of most units first, then in the plan's order.
fn merged<'a>(context: &LetterContext<'a>, answers: &Answers<'a>, kind: Kind) -> Vec<Merged<'a>> {
    let mut all: Vec<(Merged<'a>, BTreeSet<&UnitCode>)> = Vec::new();
    let mut places: BTreeMap<Key, usize> = BTreeMap::new();
    for task in &context.case().scope.plan.tasks {
        for (dossier, answer) in answers.on(task) {
            let Some(words) = (kind.place)(answer).map(|said| &*said.value) else { continue };
            if is_nil(words) {
                continue;
            }
            let place = *places.entry(Key::new(words)).or_insert(all.len());
            if place == all.len() {
                let (units, tasks) = (Vec::new(), Vec::new());
                all.push((Merged { words, units, tasks }, BTreeSet::new()));
            }
            let Some((merged, seen)) = all.get_mut(place) else { continue };
            if seen.insert(&dossier.unit) {
                merged.units.push(dossier);
            }
            if merged.tasks.last() != Some(&&task.code) {
                merged.tasks.push(&task.code);
            }
        }
    }
    let mut all: Vec<Merged<'a>> = all.into_iter().map(|(merged, _)| merged).collect();
    all.sort_by_key(|merged| std::cmp::Reverse(merged.units.len()));
    all
}

fn of_kind(
    context: &LetterContext<'_>,
    annexes: &Annexes,
    kind: Kind,
    all: &[Merged<'_>],
) -> Vec<Block> {
    if all.is_empty() {
        return vec![body(context.say(kind.none))];
    }
    let (shown, left) = all.split_at(all.len().min(MOST));
    let mut blocks: Vec<Block> =
        shown.iter().map(|merged| line(context, annexes, merged)).collect();
    if !left.is_empty() {
        let count = context.count(left.len());
        let units: BTreeSet<&UnitCode> =
            left.iter().flat_map(|merged| &merged.units).map(|dossier| &dossier.unit).collect();
        let (units, at) = (context.count(units.len()), reference(context, annexes));
        blocks.push(body(context.said(msg!(
            "- Ngoài ra còn {count} nội dung khác của {units} đơn vị{at}.",
            "- {count} other points of {units} units{at}."
        ))));
    }
    blocks
}

/// Returns the reference to the full texts.
fn reference(context: &LetterContext<'_>, annexes: &Annexes) -> String {
    annexes.number(Annex::Statements).map_or_else(String::new, |number| {
        context.said(msg!(" (nguyên văn tại Phụ lục {number})", " (in full in appendix {number})"))
    })
}

fn line(context: &LetterContext<'_>, annexes: &Annexes, merged: &Merged<'_>) -> Block {
    let Merged { words, units, tasks } = merged;
    let (count, who) =
        (context.count(units.len()), context.collectively(units, Dossier::is_expected_or_received));
    let under = if tasks.len() > TASKS {
        let count = context.count(tasks.len());
        context.said(msg!("về {count} nhiệm vụ", "under {count} tasks"))
    } else {
        let codes: Vec<&str> = tasks.iter().map(|code| code.as_str()).collect();
        let codes = codes.join(", ");
        let kind = context.case().scope.plan.document_type();
        context.said(msg!("mục {codes} {kind}", "under {codes}"))
    };
    let who = match units.len() {
        1 => who,
        _ => context.said(msg!("{count} đơn vị: {who}", "{count} units: {who}")),
    };
    let mut line = vec![plain("- ")];
    if words.chars().count() > MAX_QUOTED_CHARS {
        let at = reference(context, annexes);
        line.push(plain(context.said(msg!("Nội dung dài{at}", "A long text{at}"))));
    } else {
        line.push(quoted(words.trim_end_matches('.')));
    }
    line.push(plain(format!(" ({who}; {under}).")));
    Block::Paragraph(ParagraphRole::Body, line)
}
