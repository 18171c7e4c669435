//! `Nhiệm vụ`: units and tasks. Every status is a letter, so that a black and white print is
//! readable; the color repeats it.

use super::context::SheetContext;
use super::link_limit;
use super::table::{
    CODE, GROUP, TASK, Table, UNIT, UNIT_CODE, begin, end, groups_width, names_width,
    remark as remark_on, text, unit,
};
use super::{HEAD, index};
use crate::book::{Area, Cell, Role, Row, RowStream, Sheet, Style, Value, measure};
use crate::consolidate::Mark;
use crate::model::case::Dossier;
use crate::model::form::Sheet as Kind;
use crate::model::id::{TaskCode, UnitCode};
use crate::model::origin::CellRef;
use crate::text::{Lang, Text};
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) fn sheet<'a>(context: &Arc<SheetContext<'a>>) -> Table<'a> {
    let tasks = &context.case().scope.plan.tasks;
    let mut columns = vec![
        (context.say(UNIT_CODE), 12.0),
        (context.say(UNIT), names_width(context, 60.0)),
        (context.say(GROUP), groups_width(context, 36.0)),
    ];
    columns.extend(tasks.iter().map(|task| (task.code.as_str(), 7.0)));
    let legend: Vec<String> = Mark::ALL
        .iter()
        .map(|mark| format!("{} = {}", context.say(mark.sign()), context.say(mark.title())))
        .collect();
    let remark = legend.join("; ")
        + context.say(Text::new("; ô trống = không được giao.", "; empty = not assigned."));
    let title =
        Text::new("TÌNH HÌNH THỰC HIỆN NHIỆM VỤ CỦA CÁC ĐƠN VỊ", "PROGRESS BY UNIT AND TASK");
    let mut sheet = begin(context, super::TASKS, (context.say(title), &remark), &columns, 3);
    for (col, task) in tasks.iter().enumerate() {
        let heading = Cell::text(task.code.as_str(), Role::Heading).noted(task.title.as_str());
        sheet.put(HEAD, index(col) + 3, heading);
    }
    let units = context.reporting.len();
    let leads = link_limit::fit(units);
    if !leads {
        remark_on(&mut sheet, context.say(link_limit::FEWER));
    }
    end(&mut sheet, index(units));
    let below = below(context, &mut sheet);
    let (own, marks) = (Arc::clone(context), context.outcome.consolidation.marks());
    let stream = RowStream::single(units + below.len(), move |at| match own.reporting.get(at) {
        Some(dossier) => Row { cells: line(&own, dossier, &marks, leads), ..Row::default() },
        None => below.get(at - units).cloned().unwrap_or_default(),
    });
    Table { sheet, stream: Some(stream) }
}

fn line<'a>(
    context: &SheetContext<'a>,
    dossier: &'a Dossier,
    marks: &BTreeMap<(&UnitCode, &TaskCode), Mark>,
    leads: bool,
) -> Vec<Cell> {
    let mut cells = Vec::from(unit(context, Some(&dossier.unit), leads));
    cells.push(text(context.group_of(dossier)));
    for task in &context.case().scope.plan.tasks {
        let mark = marks.get(&(&dossier.unit, &task.code));
        cells.push(mark.map_or(Cell::blank(Role::Mark), |mark| {
            Cell::text(context.say(mark.sign()), Style::highlighted(Role::Mark, mark.highlight()))
        }));
    }
    cells
}

/// Returns the rows below the table: counts of each status, and the tasks.
fn below(context: &SheetContext<'_>, sheet: &mut Sheet) -> Vec<Row> {
    if !context.case().scope.has_sheet(Kind::Tasks) {
        return Vec::new();
    }
    let mut below = Sheet { columns: sheet.columns.clone(), ..Sheet::default() };
    counts(context, &mut below);
    names(context, &mut below);
    measure::fit(&mut below);
    let down =
        |at: CellRef| CellRef::new(at.row + HEAD + 1 + index(context.reporting.len()), at.col);
    sheet.merges.extend(
        below.merges.iter().map(|area| Area { first: down(area.first), last: down(area.last) }),
    );
    below.rows
}

/// Adds the counts of each status, as formulas.
fn counts(context: &SheetContext<'_>, sheet: &mut Sheet) {
    let (first, last) = (HEAD + 1, HEAD + index(context.reporting.len()).max(1));
    let tasks = &context.case().scope.plan.tasks;
    let mut found: BTreeMap<(&TaskCode, Mark), usize> = BTreeMap::new();
    for progress in &context.outcome.consolidation.progress {
        *found.entry((&progress.task, Mark::from_progress(progress))).or_default() += 1;
    }
    sheet.push(Vec::new());
    let word = match context.lang {
        Lang::Vi => "Số đơn vị theo từng tình trạng",
        Lang::En => "Units by status",
    };
    sheet.push(vec![Cell::text(word, Role::Section)]);
    for mark in Mark::ALL {
        let sign = context.say(mark.sign());
        let mut cells = vec![
            Cell::text(sign, Style::highlighted(Role::Mark, mark.highlight())),
            Cell::text(context.say(mark.title()), Role::TotalName),
            Cell::blank(Role::TotalName),
        ];
        for (col, task) in tasks.iter().enumerate() {
            let letters = CellRef::column_name(index(col) + 3);
            let expr = format!("COUNTIF({letters}{}:{letters}{},\"{sign}\")", first + 1, last + 1);
            let count = found.get(&(&task.code, mark)).copied().unwrap_or(0);
            cells.push(Cell::formula(expr, Value::Number(count.into()), Role::Total));
        }
        sheet.push(cells);
    }
}

fn names(context: &SheetContext<'_>, sheet: &mut Sheet) {
    sheet.push(Vec::new());
    sheet.push(vec![
        Cell::text(context.say(CODE), Role::Heading),
        Cell::text(context.say(TASK), Role::Heading),
    ]);
    let last = index(sheet.columns.len().max(3) - 1);
    let mut row = sheet.next_row() - 1;
    for task in std::iter::once(None).chain(context.case().scope.plan.tasks.iter().map(Some)) {
        if let Some(task) = task {
            row = sheet
                .push(vec![Cell::text(task.code.as_str(), Role::Code), text(task.title.as_str())]);
        }
        let role = if task.is_some() { Role::Text } else { Role::Heading };
        (2..=last).for_each(|col| sheet.put(row, col, Cell::blank(role)));
        sheet.merges.push(Area::new(row, 1, row, last));
    }
}
