//! Results by task: figures in sentences and status in one line.

use super::super::collective::NAMED;
use super::super::context::{LetterContext, body, paragraph};
use super::super::{Block, ParagraphRole};
use super::annex::{Annex, Annexes};
use super::answers::{Answers, Standing};
use super::sentences::{self, stated};
use crate::model::case::Dossier;
use crate::model::form::Sheet;
use crate::model::id::UnitCode;
use crate::model::plan::{Sentence, Task};
use crate::model::reading::Status;
use crate::msg;
use crate::text::Text;
use std::collections::BTreeSet;

pub(super) fn blocks<'a>(
    context: &LetterContext<'a>,
    answers: &Answers<'a>,
    annexes: &Annexes,
) -> Vec<Block> {
    let plan = context.case().scope.plan;
    let mut blocks: Vec<Block> = introduction(context, annexes).into_iter().collect();
    for (number, task) in (1..).zip(&plan.tasks) {
        blocks.extend(super::headed(context, number, task, one(context, answers, task)));
    }
    if plan.tasks.is_empty() {
        blocks.extend(without_tasks(context));
        return blocks;
    }
    let duty = stated(context, |indicator| indicator.task.is_none());
    if let Some(line) = sentences::paragraph(context, &Sentence::default(), &duty) {
        let (number, place) = (plan.tasks.len() + 1, context.reporting_place());
        let title = context.say(Text::new("Chế độ thông tin, báo cáo", "Reporting"));
        blocks.push(paragraph(ParagraphRole::Item, format!("{number}. {title}{place}")));
        blocks.push(Block::Paragraph(ParagraphRole::Body, line));
    }
    blocks
}

/// Returns one paragraph per indicator with its parts.
fn without_tasks(context: &LetterContext<'_>) -> Vec<Block> {
    let all = stated(context, |_| true);
    let of_whole = all.chunk_by(|_, next| next.indicator.part.is_some());
    let line = |some| Block::Paragraph(ParagraphRole::Body, sentences::item(context, some));
    of_whole.map(line).collect()
}

/// Returns the reference to full figures and results.
fn introduction(context: &LetterContext<'_>, annexes: &Annexes) -> Option<Block> {
    let at = |annex, vi: &str, en: &str| {
        let number = annexes.number(annex)?;
        Some(context.said(msg!("{vi} tại Phụ lục {number}", "{en} in appendix {number}")))
    };
    let all = [
        at(Annex::Figures, "số liệu tổng hợp", "figures"),
        if context.case().scope.plan.has_sheet(Sheet::Tasks) {
            at(Annex::Units, "tình trạng thực hiện của từng đơn vị", "status by unit")
        } else {
            at(Annex::Units, "tình hình gửi của từng đơn vị", "reports by unit")
        },
        at(Annex::UnitFigures, "số liệu của từng đơn vị", "figures by unit"),
        at(Annex::Results, "kết quả cụ thể của từng đơn vị", "what each unit did"),
    ];
    let all: Vec<String> = all.into_iter().flatten().collect();
    let all = all.join("; ");
    (!all.is_empty()).then(|| {
        body(context.said(msg!("(Kèm theo báo cáo này: {all}).", "(With this report: {all}).")))
    })
}

fn one<'a>(context: &LetterContext<'a>, answers: &Answers<'a>, task: &Task) -> Vec<Block> {
    let all = stated(context, |indicator| indicator.task.as_ref() == Some(&task.code));
    let figures = sentences::paragraph(context, &task.sentence, &all);
    let figures = figures.map(|line| Block::Paragraph(ParagraphRole::Body, line));
    let has_status = context.case().scope.plan.has_sheet(Sheet::Tasks);
    let status = has_status.then(|| body(standing(context, answers.progress(task))));
    figures.into_iter().chain(status).collect()
}

/// Returns the line on the status of a task.
fn standing(context: &LetterContext<'_>, all: &[Standing<'_>]) -> String {
    let (assigned, answered) = (all.len(), all.iter().filter(|one| one.status.is_some()).count());
    if assigned == 0 {
        let none = Text::new("Không đơn vị nào được giao nhiệm vụ này.", "No unit has this task.");
        return context.say(none).to_owned();
    }
    let counts = Status::ALL.map(|status| {
        (status, all.iter().filter(|one| one.status == Some(status)).collect::<Vec<_>>())
    });
    let most = counts.iter().map(|(_, own)| own.len()).max().unwrap_or(0);
    let said = counts.iter().filter(|(_, own)| !own.is_empty()).map(|(status, own)| {
        let (count, title) = (context.count(own.len()), context.say(status.title()).to_lowercase());
        let is_exception = *status == Status::NotStarted || own.len() < most && own.len() <= NAMED;
        let names = if is_exception { in_brackets(context, own, all) } else { String::new() };
        context.said(msg!("{count} đơn vị {title}{names}", "{count} {title}{names}"))
    });
    let said = said.collect::<Vec<_>>().join("; ");
    let mut text = context.said(msg!(
        "Tình trạng thực hiện: {answered}/{assigned} đơn vị đã báo cáo nội dung này",
        "Status: {answered}/{assigned} units have reported on this"
    ));
    if !said.is_empty() {
        text += &context.said(msg!(", gồm {said}", ": {said}"));
    }
    text += &silent(context, all);
    text + "."
}

/// Returns the units that reported, but not on the task.
fn silent(context: &LetterContext<'_>, all: &[Standing<'_>]) -> String {
    let has_report = |one: &&Standing<'_>| {
        one.status.is_none() && context.case().report_on_period(one.dossier).is_some()
    };
    let silent: Vec<&Standing<'_>> = all.iter().filter(has_report).collect();
    if silent.is_empty() {
        return String::new();
    }
    let (count, names) = (context.count(silent.len()), in_brackets(context, &silent, all));
    context.said(msg!("; {count} đơn vị chưa nêu{names}", "; {count} did not state it{names}"))
}

fn in_brackets<'a>(
    context: &LetterContext<'a>,
    own: &[&Standing<'a>],
    all: &[Standing<'a>],
) -> String {
    let units: Vec<&'a Dossier> = own.iter().map(|one| one.dossier).collect();
    let assigned: BTreeSet<&UnitCode> = all.iter().map(|one| &one.dossier.unit).collect();
    format!(" ({})", context.collectively(&units, |dossier| assigned.contains(&dossier.unit)))
}
