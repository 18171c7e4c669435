//! Tables by unit: turnout and status of every task; figures. They are omitted for more than
//! [`MOST`] units.

use super::super::context::{LetterContext, leading, paragraph, row};
use super::super::limits::MOST;
use super::super::page;
use super::super::typography::SIDEWAYS;
use super::super::{Align, Block, Column, ParagraphRole, Table, TableRow};
use super::answers::Answers;
use crate::model::case::Dossier;
use crate::model::date;
use crate::model::form::Sheet;
use crate::model::id::{TaskCode, UnitCode};
use crate::model::indicator::AnswerKind;
use crate::model::plan::{Indicator, Task};
use crate::model::reading::{NonNumber, Reading, Status};
use crate::model::unit::Group;
use crate::msg;
use crate::text::{Lang, Text};
use std::collections::BTreeMap;

/// Column widths of number and unit, in millimeters.
pub(super) const UNIT_WIDTHS: (u32, u32) = (10, 57);
/// Maximum number of indicators side by side.
const SIDE_BY_SIDE: usize = 12;

/// Returns the participating units by group, or none if there are more than [`MOST`].
fn units<'a>(context: &LetterContext<'a>) -> Vec<(&'a Group, Vec<&'a Dossier>)> {
    let groups = context.by_group(Dossier::is_expected_or_received);
    let count: usize = groups.iter().map(|(_, members)| members.len()).sum();
    if count > MOST { Vec::new() } else { groups }
}

/// Returns a table of units with some columns; none without units.
pub(super) fn table<'a>(
    context: &LetterContext<'a>,
    groups: &[(&'a Group, Vec<&'a Dossier>)],
    columns: Vec<Column>,
    cells: impl Fn(&Dossier) -> Vec<String>,
) -> Option<Table> {
    let mut rows: Vec<TableRow> = Vec::new();
    let mut number = 0;
    for (group, members) in groups {
        rows.push(leading([String::new(), context.group_name(group).to_owned()]));
        for dossier in members {
            number += 1;
            let name = context.case().short_name(&dossier.unit).to_owned();
            rows.push(row([number.to_string(), name].into_iter().chain(cells(dossier))));
        }
    }
    let head = context.columns([
        (Text::new("TT", "No."), UNIT_WIDTHS.0, Align::Center),
        (Text::new("Đơn vị", "Unit"), UNIT_WIDTHS.1, Align::Left),
    ]);
    let columns = head.into_iter().chain(columns).collect();
    (!rows.is_empty()).then_some(Table { columns, rows })
}

/// Returns a column, given its width in millimeters.
pub(super) fn column(heading: String, width: u32, align: Align) -> Column {
    Column { heading, width, align }
}

/// Returns turnout and status by unit.
pub(super) fn standing<'a>(context: &LetterContext<'a>, answers: &Answers<'a>) -> Vec<Block> {
    let plan = context.case().scope.plan;
    let has_tasks = plan.has_sheet(Sheet::Tasks);
    let tasks: Vec<&Task> = plan.tasks.iter().filter(|_| has_tasks).collect();
    let of_unit = statuses(answers, &tasks);
    let count = u32::try_from(tasks.len()).unwrap_or(1).max(1);
    let sent = if has_tasks { 24 } else { 60 };
    let share = ((SIDEWAYS - UNIT_WIDTHS.0 - UNIT_WIDTHS.1 - sent) / count).clamp(8, 20);
    let mut columns = context.columns([(Text::new("Tình hình gửi", "Sent"), sent, Align::Left)]);
    columns.extend(tasks.iter().map(|task| column(task.code.to_string(), share, Align::Center)));
    let cells = |dossier: &Dossier| {
        let status = |task: &&Task| match of_unit.get(&(&dossier.unit, &task.code)) {
            Some(status) => status.map_or(String::new(), |status| letters(status, context.lang)),
            None => NOT_ITS_TASK.to_owned(),
        };
        std::iter::once(context.punctuality(dossier.punctuality, dossier.days_late))
            .chain(tasks.iter().map(status))
            .collect()
    };
    let Some(table) = table(context, &units(context), columns, cells) else { return Vec::new() };
    let legend = has_tasks.then(|| paragraph(ParagraphRole::Remark, legend(context)));
    std::iter::once(Block::Table(table)).chain(legend).collect()
}

type Statuses<'a> = BTreeMap<(&'a UnitCode, &'a TaskCode), Option<Status>>;

fn statuses<'a>(answers: &Answers<'a>, tasks: &[&'a Task]) -> Statuses<'a> {
    let of_task = |task: &&'a Task| {
        let code = &task.code;
        answers.progress(task).iter().map(move |one| ((&one.dossier.unit, code), one.status))
    };
    tasks.iter().flat_map(of_task).collect()
}

/// Mark of a task that does not apply to the unit, by the plan or by its own statement.
const NOT_ITS_TASK: &str = "–";

/// Returns the initials of a status.
fn letters(status: Status, lang: Lang) -> String {
    if status == Status::NotApplicable {
        return NOT_ITS_TASK.to_owned();
    }
    let words = status.title().in_lang(lang).split(' ');
    words.filter_map(|word| word.chars().next()).collect::<String>().to_uppercase()
}

/// Explains the initials.
fn legend(context: &LetterContext<'_>) -> String {
    let one = |status: Status| {
        let title = context.say(status.title()).to_lowercase();
        format!("{}: {title}", letters(status, context.lang))
    };
    let all = Status::ALL.map(one).join("; ");
    let kind = context.case().scope.plan.document_type();
    context.said(msg!(
        "{all}; ô trống: chưa báo cáo nội dung này. Mã nhiệm vụ là số mục của {kind}.",
        "{all}; blank: not reported. Tasks are numbered as in the plan."
    ))
}

/// Returns the figures by unit, several indicators per table.
pub(super) fn figures(context: &LetterContext<'_>) -> Vec<Block> {
    let totals = &context.outcome.consolidation.totals;
    let plan = context.case().scope.plan;
    // texts are quoted under their tasks
    let indicators: Vec<&Indicator> = totals
        .iter()
        .filter_map(|total| plan.indicator(&total.indicator))
        .filter(|indicator| indicator.answer != AnswerKind::Text)
        .collect();
    let size = side_by_side(context, &indicators);
    let mut blocks: Vec<Block> = Vec::new();
    for some in indicators.chunks(size) {
        let share = share(size);
        let columns =
            some.iter().map(|indicator| column(indicator.code.to_string(), share, Align::Right));
        let cells = |dossier: &Dossier| {
            some.iter().map(|indicator| figure(context, dossier, indicator)).collect()
        };
        let Some(table) = table(context, &units(context), columns.collect(), cells) else {
            return Vec::new();
        };
        let names = some.iter().map(|one| format!("{}: {}", one.code, one.full_name()));
        let names = names.collect::<Vec<_>>().join("; ");
        blocks.push(paragraph(ParagraphRole::Remark, names + "."));
        blocks.push(Block::Table(table));
    }
    if !blocks.is_empty() {
        let blank = Text::new(
            "Ô trống: chưa có số liệu được tổng hợp. “KPS”: không phát sinh.",
            "Blank: no figure that counts. “KPS”: nothing to report.",
        );
        blocks.push(paragraph(ParagraphRole::Remark, context.say(blank)));
    }
    blocks
}

/// Returns the width of a column of figures, in millimeters.
fn share(columns: usize) -> u32 {
    (SIDEWAYS - UNIT_WIDTHS.0 - UNIT_WIDTHS.1) / u32::try_from(columns).unwrap_or(1)
}

/// Returns the number of indicators per table: tables have similar widths, and no figure is broken.
fn side_by_side(context: &LetterContext<'_>, indicators: &[&Indicator]) -> usize {
    let all = units(context);
    let members = || all.iter().flat_map(|(_, members)| members);
    let figures = indicators
        .iter()
        .flat_map(|one| members().map(move |dossier| figure(context, dossier, one)));
    let widest = figures
        .flat_map(|said| said.split_whitespace().map(page::cell_width).collect::<Vec<_>>())
        .fold(0.0, f64::max);
    let sizes =
        (1..=indicators.len().max(1)).map(|tables| indicators.len().div_ceil(tables).max(1));
    let mut fitting = sizes.filter(|size| *size <= SIDE_BY_SIDE);
    fitting.find(|size| *size == 1 || f64::from(share(*size)) >= widest).unwrap_or(1)
}

/// Returns the counted amount of a unit's figure; blank if it does not count.
fn figure(context: &LetterContext<'_>, dossier: &Dossier, indicator: &Indicator) -> String {
    let consolidation = &context.outcome.consolidation;
    let code = &indicator.code;
    match consolidation.non_number(&dossier.unit, code) {
        Some(NonNumber::Day(day)) => return context.said(date::to_message(*day)),
        Some(said) => return said.text().to_string(),
        None => {}
    }
    let Some(amount) = consolidation.counted(&dossier.unit, code) else { return String::new() };
    let report = context.case().report_on_period(dossier);
    let figure = report.and_then(|report| report.figure(code));
    match figure.map(|figure| &figure.reading) {
        Some(Reading::Nil) => "KPS".to_owned(),
        _ => context.number(amount),
    }
}
