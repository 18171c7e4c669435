//! `Kết quả`: the units' results by task, verbatim. Units with nothing to report and no text share
//! a row per task. The strengths in their assessments come last.

use super::context::SheetContext;
use super::table::{
    CODE, SUBJECT, TASK, Table, UNIT, UNIT_CODE, begin, code, of_tasks, source, text, unit, words,
};
use crate::book::{Cell, Highlight, Role, Style};
use crate::model::case::Dossier;
use crate::model::form::{Field, Sheet as Kind};
use crate::model::indicator::{AnswerKind, Indicator};
use crate::model::origin::Sourced;
use crate::model::plan::Task;
use crate::model::reading::{Reading, Status};
use crate::model::submission::{Figure, Report, TaskAnswer};
use crate::msg;
use crate::text::{Text, counted};
use std::ops::Range;
use std::sync::Arc;

pub(super) fn sheet<'a>(context: &Arc<SheetContext<'a>>) -> Table<'a> {
    let has_tasks = context.case().scope.plan.has_sheet(Kind::Tasks);
    let headings = [
        (CODE, 7.0),
        (if has_tasks { TASK } else { SUBJECT }, 36.0),
        (UNIT_CODE, 12.0),
        (UNIT, 24.0),
        (Text::new("Vai trò", "Part"), 9.0),
        (Text::new("Tình trạng", "Status"), 12.0),
        (Text::new("Kết quả thực hiện", "Result"), 66.0),
        (Text::new("Ô", "Cell"), 16.0),
    ];
    let (title, remark) = if has_tasks {
        (
            Text::new("KẾT QUẢ THỰC HIỆN THEO NHIỆM VỤ", "RESULTS BY TASK"),
            Text::new(
                "Nguyên văn của đơn vị, không sửa. Đơn vị không phát sinh gộp một dòng mỗi nhiệm vụ. Cột “Ô” mở tệp gốc.",
                "The units' own words, unchanged. Units with nothing to report share one line per task. The column “Cell” opens the file.",
            ),
        )
    } else {
        (
            Text::new("NỘI DUNG CÁC ĐƠN VỊ BÁO CÁO BẰNG LỜI", "ANSWERS IN WORDS"),
            Text::new(
                "Nguyên văn của đơn vị, không sửa. Cột “Ô” mở tệp gốc.",
                "The units' own words, unchanged. The column “Cell” opens the file.",
            ),
        )
    };
    let headings = headings.map(|(heading, width)| (context.say(heading), width));
    let columns = of_tasks(context, headings.to_vec(), ABOUT_TASKS);
    let sheet =
        begin(context, super::RESULTS, (context.say(title), context.say(remark)), &columns, 4);
    Table::of_texts(context, sheet, told(context), |context, _, told, links| {
        of_tasks(context, line(context, told, links), ABOUT_TASKS)
    })
}

/// The columns of role and status.
const ABOUT_TASKS: Range<usize> = 4..6;

/// The content of a row.
enum Told<'a> {
    /// The result of a unit.
    Done(&'a Task, &'a Dossier, &'a TaskAnswer),
    /// A text that a unit gave for an indicator of the task.
    Answered(Option<&'a Task>, &'a Dossier, &'a Indicator, &'a Figure),
    /// Units with nothing to report.
    Nothing(&'a Task, Vec<&'a Dossier>),
    /// The strengths of a unit.
    Strengths(&'a Dossier, &'a Sourced<Arc<str>>),
}

fn told<'a>(context: &SheetContext<'a>) -> Vec<Told<'a>> {
    let reports: Vec<(&Dossier, &Report)> = context.reports().collect();
    let mut all = Vec::new();
    for task in &context.case().scope.plan.tasks {
        let mut nothing = Vec::new();
        for (dossier, report) in &reports {
            match report.task(&task.code) {
                Some(answer) if answer.result.is_some() => {
                    all.push(Told::Done(task, dossier, answer));
                }
                Some(answer) if status(answer) == Some(Status::NothingArose) => {
                    nothing.push(*dossier);
                }
                _ => {}
            }
        }
        all.extend(in_words(context, &reports, Some(task)));
        if !nothing.is_empty() {
            all.push(Told::Nothing(task, nothing));
        }
    }
    all.extend(in_words(context, &reports, None));
    let strengths = reports.iter().filter_map(|(dossier, report)| {
        Some(Told::Strengths(dossier, report.info.get(&Field::Strengths)?))
    });
    all.extend(strengths);
    all
}

/// Returns the answers in words to the indicators of a task, or to those without a task.
fn in_words<'a>(
    context: &SheetContext<'a>,
    reports: &[(&'a Dossier, &'a Report)],
    task: Option<&'a Task>,
) -> Vec<Told<'a>> {
    let indicators = context.case().scope.plan.indicators.iter().filter(|indicator| {
        indicator.answer == AnswerKind::Text
            && indicator.task.as_ref() == task.map(|task| &task.code)
    });
    let told = indicators.flat_map(|indicator| {
        reports.iter().filter_map(move |(dossier, report)| {
            let figure = report.figure(&indicator.code)?;
            context.outcome.consolidation.non_number(&dossier.unit, &indicator.code)?;
            Some(Told::Answered(task, dossier, indicator, figure))
        })
    });
    told.collect()
}

const STRENGTHS: Text = Text::new("Tự đánh giá: ưu điểm", "Own assessment: strengths");

fn status(answer: &TaskAnswer) -> Option<Status> {
    answer.status.as_ref()?.value
}

fn line<'a>(context: &SheetContext<'a>, told: &Told<'a>, links: usize) -> Vec<Cell> {
    match told {
        Told::Done(task, dossier, answer) => done(context, (task, dossier, answer), links),
        Told::Answered(task, dossier, indicator, figure) => {
            answered(context, (*task, dossier, indicator), figure, links)
        }
        Told::Nothing(task, units) => {
            let names: Vec<&str> =
                units.iter().map(|dossier| context.name(&dossier.unit)).collect();
            gathered(context, task, &names)
        }
        Told::Strengths(dossier, strengths) => {
            let [unit_code, name] = unit(context, Some(&dossier.unit), links > 1);
            let about = Cell::text(context.say(STRENGTHS), Role::Text);
            let (none, own) = (Cell::blank(Role::Code), words(Some(strengths)));
            vec![
                none.clone(),
                about,
                unit_code,
                name,
                none.clone(),
                none,
                own,
                source(context, Some(strengths), links > 0),
            ]
        }
    }
}

fn done<'a>(
    context: &SheetContext<'a>,
    (task, dossier, answer): (&Task, &'a Dossier, &'a TaskAnswer),
    links: usize,
) -> Vec<Cell> {
    let [unit_code, name] = unit(context, Some(&dossier.unit), links > 1);
    let role = context
        .case()
        .scope
        .plan
        .assignment(&dossier.unit, &task.code)
        .map_or("", |assignment| context.say(assignment.role.title()));
    let said = answer.status.as_ref();
    // a status that is not in the list is repeated verbatim
    let status = match said.map(|said| (said.value, &*said.raw)) {
        Some((Some(status), _)) => code(context.say(status.title())),
        Some((None, raw)) => Cell::text(raw, Style::highlighted(Role::Code, Highlight::Bad)),
        None => Cell::blank(Role::Code),
    };
    let result = answer.result.as_ref();
    vec![
        code(task.code.as_str()),
        text(task.title.as_str()),
        unit_code,
        name,
        code(role),
        status,
        words(result),
        source(context, result, links > 0),
    ]
}

fn answered<'a>(
    context: &SheetContext<'a>,
    (task, dossier, indicator): (Option<&Task>, &'a Dossier, &Indicator),
    figure: &Figure,
    links: usize,
) -> Vec<Cell> {
    let [unit_code, name] = unit(context, Some(&dossier.unit), links > 1);
    let said = match &figure.reading {
        Reading::NonNumber(said) => said.text(),
        _ => "".into(),
    };
    let raw = figure.raw.clone().unwrap_or_else(|| Arc::clone(&said));
    let own = figure.at.clone().map(|at| Sourced { value: said, raw, at });
    vec![
        code(indicator.code.as_str()),
        text(task.map_or_else(
            || indicator.full_name().to_owned(),
            |task| format!("{}: {}", task.title, indicator.full_name()),
        )),
        unit_code,
        name,
        Cell::blank(Role::Code),
        Cell::blank(Role::Code),
        words(own.as_ref()),
        source(context, own.as_ref(), links > 0),
    ]
}

fn gathered(context: &SheetContext<'_>, task: &Task, units: &[&str]) -> Vec<Cell> {
    let (count, list) = (units.len(), units.join("; "));
    let units = counted(count, "unit");
    let many = msg!("{count} đơn vị", "{units}");
    let said =
        msg!("Không phát sinh: {count} đơn vị: {list}.", "Nothing to report: {units}: {list}.");
    let muted = |text: &str| Cell::text(text, Style::highlighted(Role::Text, Highlight::Muted));
    vec![
        code(task.code.as_str()),
        text(task.title.as_str()),
        Cell::blank(Role::Code),
        muted(many.in_lang(context.lang)),
        Cell::blank(Role::Code),
        Cell::text(
            context.say(Status::NothingArose.title()),
            Style::highlighted(Role::Code, Highlight::Muted),
        ),
        muted(said.in_lang(context.lang)),
        Cell::blank(Role::Code),
    ]
}
