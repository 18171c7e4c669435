//! `Nhiệm vụ`: units and tasks. Every cell is a letter that can be told apart in black and white; the shade says it again.

use super::desk::Desk;
use super::links;
use super::table::{
    CODE, GROUP, HEAD, Table, UNIT, UNIT_CODE, begin, end, groups_width, names_width, place,
    remark as remark_on, text, unit,
};
use crate::book::{Area, Cell, Lines, Role, Row, Sheet, Style, Value, measure};
use crate::consolidate::Mark;
use crate::model::case::Dossier;
use crate::model::form::Sheet as Kind;
use crate::model::id::{TaskCode, UnitCode};
use crate::model::origin::CellRef;
use crate::text::{Lang, Text};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The sheet.
pub(super) fn sheet<'a>(desk: &Arc<Desk<'a>>) -> Table<'a> {
    let tasks = &desk.case().scope.plan.tasks;
    let mut columns = vec![
        (desk.say(UNIT_CODE), 12.0),
        (desk.say(UNIT), names_width(desk, 44.0)),
        (desk.say(GROUP), groups_width(desk, 30.0)),
    ];
    columns.extend(tasks.iter().map(|task| (task.code.as_str(), 7.0)));
    let legend: Vec<String> = Mark::ALL
        .iter()
        .map(|mark| format!("{} = {}", desk.say(mark.sign()), desk.say(mark.title())))
        .collect();
    let remark = legend.join("; ")
        + desk.say(Text::new("; ô trống = không được giao.", "; empty = not assigned."));
    let title =
        Text::new("TÌNH HÌNH THỰC HIỆN NHIỆM VỤ CỦA CÁC ĐƠN VỊ", "PROGRESS BY UNIT AND TASK");
    let mut sheet = begin(desk, super::TASKS, (title, &remark), &columns, 3);
    for (col, task) in tasks.iter().enumerate() {
        let heading = Cell::text(task.code.as_str(), Role::Heading).noted(task.title.as_str());
        sheet.put(HEAD, place(col) + 3, heading);
    }
    let units = desk.reporting.len();
    let leads = links::fit(units);
    if !leads {
        remark_on(&mut sheet, desk.say(links::FEWER));
    }
    end(&mut sheet, place(units));
    let below = below(desk, &mut sheet);
    let (own, marks) = (Arc::clone(desk), desk.outcome.consolidation.marks());
    let lines = Lines::single(units + below.len(), move |at| match own.reporting.get(at) {
        Some(dossier) => Row { cells: line(&own, dossier, &marks, leads), ..Row::default() },
        None => below.get(at - units).cloned().unwrap_or_default(),
    });
    Table { sheet, lines: Some(lines) }
}

fn line<'a>(
    desk: &Desk<'a>,
    dossier: &'a Dossier,
    marks: &BTreeMap<(&UnitCode, &TaskCode), Mark>,
    leads: bool,
) -> Vec<Cell> {
    let mut cells = Vec::from(unit(desk, Some(&dossier.unit), leads));
    cells.push(text(desk.group_of(dossier)));
    for task in &desk.case().scope.plan.tasks {
        let mark = marks.get(&(&dossier.unit, &task.code));
        cells.push(mark.map_or(Cell::blank(Role::Mark), |mark| {
            Cell::text(desk.say(mark.sign()), Style::highlighted(Role::Mark, mark.highlight()))
        }));
    }
    cells
}

/// What stands below the table: how many units say each, and what the tasks are.
fn below(desk: &Desk<'_>, sheet: &mut Sheet) -> Vec<Row> {
    if !desk.case().scope.asks(Kind::Tasks) {
        return Vec::new();
    }
    let mut below = Sheet { columns: sheet.columns.clone(), ..Sheet::default() };
    counts(desk, &mut below);
    names(desk, &mut below);
    measure::fit(&mut below);
    let down = |at: CellRef| CellRef::new(at.row + HEAD + 1 + place(desk.reporting.len()), at.col);
    sheet.merges.extend(
        below.merges.iter().map(|area| Area { first: down(area.first), last: down(area.last) }),
    );
    below.rows
}

/// Below the table, how many units say each: live counts over it.
fn counts(desk: &Desk<'_>, sheet: &mut Sheet) {
    let (first, last) = (HEAD + 1, HEAD + place(desk.reporting.len()).max(1));
    let tasks = &desk.case().scope.plan.tasks;
    let mut found: BTreeMap<(&TaskCode, Mark), usize> = BTreeMap::new();
    for progress in &desk.outcome.consolidation.progress {
        *found.entry((&progress.task, Mark::from_progress(progress))).or_default() += 1;
    }
    sheet.push(Vec::new());
    let word = match desk.lang {
        Lang::Vi => "Số đơn vị theo từng tình trạng",
        Lang::En => "Units by status",
    };
    let head = sheet.push(vec![Cell::text(word, Role::Section)]);
    if let Some(row) = sheet.rows.get_mut(head as usize) {
        row.breaks_page = true;
    }
    for mark in Mark::ALL {
        let sign = desk.say(mark.sign());
        let mut cells = vec![
            Cell::text(sign, Style::highlighted(Role::Mark, mark.highlight())),
            Cell::text(desk.say(mark.title()), Role::TotalName),
            Cell::blank(Role::TotalName),
        ];
        for (col, task) in tasks.iter().enumerate() {
            let letters = CellRef::column_name(place(col) + 3);
            let expr = format!("COUNTIF({letters}{}:{letters}{},\"{sign}\")", first + 1, last + 1);
            let count = found.get(&(&task.code, mark)).copied().unwrap_or(0);
            cells.push(Cell::formula(expr, Value::Number(count.into()), Role::Total));
        }
        sheet.push(cells);
    }
}

/// Below that, what the tasks are.
fn names(desk: &Desk<'_>, sheet: &mut Sheet) {
    sheet.push(Vec::new());
    sheet.push(vec![
        Cell::text(desk.say(CODE), Role::Heading),
        Cell::text(desk.say(Text::new("Nhiệm vụ", "Task")), Role::Heading),
    ]);
    let last = place(sheet.columns.len().max(3) - 1);
    let mut row = sheet.next_row() - 1;
    for task in std::iter::once(None).chain(desk.case().scope.plan.tasks.iter().map(Some)) {
        if let Some(task) = task {
            row = sheet
                .push(vec![Cell::text(task.code.as_str(), Role::Code), text(task.title.as_str())]);
        }
        let role = if task.is_some() { Role::Text } else { Role::Heading };
        (2..=last).for_each(|col| sheet.put(row, col, Cell::blank(role)));
        sheet.merges.push(Area::new(row, 1, row, last));
    }
}
