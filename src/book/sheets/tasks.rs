//! `Nhiệm vụ`: units and tasks. Every cell is a letter that can be told apart in black and white; the shade says it again.

use super::desk::Desk;
use super::table::{CODE, GROUP, HEAD, UNIT, UNIT_CODE, begin, end, groups_width, names_width, place, text, unit};
use crate::book::{Area, Cell, Role, Sheet, Style, Value};
use crate::consolidate::Mark;
use crate::model::form::Sheet as Kind;
use crate::model::id::{TaskCode, UnitCode};
use crate::model::origin::CellRef;
use crate::text::{Lang, Text};
use std::collections::BTreeMap;

/// The sheet.
pub(super) fn sheet(desk: &Desk<'_>) -> Sheet {
    let tasks = &desk.case().brief.plan.tasks;
    let mut columns =
        vec![(desk.say(UNIT_CODE), 12.0), (desk.say(UNIT), names_width(desk, 44.0)), (desk.say(GROUP), groups_width(desk, 30.0))];
    columns.extend(tasks.iter().map(|task| (task.code.as_str(), 7.0)));
    let legend: Vec<String> = Mark::ALL.iter().map(|mark| format!("{} = {}", desk.say(mark.sign()), desk.say(mark.title()))).collect();
    let remark = legend.join("; ") + desk.say(Text::new("; ô trống = không được giao.", "; empty = not assigned."));
    let title = Text::new("TÌNH HÌNH THỰC HIỆN NHIỆM VỤ CỦA CÁC ĐƠN VỊ", "PROGRESS BY UNIT AND TASK");
    let mut sheet = begin(desk, super::TASKS, (title, &remark), &columns, 3);
    for (col, task) in tasks.iter().enumerate() {
        let heading = Cell::text(task.code.as_str(), Role::Heading).noted(task.title.as_str());
        sheet.put(HEAD, place(col) + 3, heading);
    }
    let marks = desk.outcome.consolidation.marks();
    for dossier in desk.reporting() {
        let mut cells = Vec::from(unit(desk, Some(&dossier.unit)));
        cells.push(text(desk.group_of(dossier)));
        for task in tasks {
            let mark = marks.get(&(&dossier.unit, &task.code));
            cells.push(
                mark.map_or(Cell::blank(Role::Mark), |mark| Cell::text(desk.say(mark.sign()), Style::toned(Role::Mark, mark.tone()))),
            );
        }
        sheet.push(cells);
    }
    end(&mut sheet);
    if desk.case().brief.asks(Kind::Tasks) {
        counts(desk, &mut sheet, &marks);
        names(desk, &mut sheet);
    }
    sheet
}

/// Below the table, how many units say each: live counts over it.
fn counts(desk: &Desk<'_>, sheet: &mut Sheet, marks: &BTreeMap<(&UnitCode, &TaskCode), Mark>) {
    let (first, last) = (HEAD + 1, (sheet.next_row() - 1).max(HEAD + 1));
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
            Cell::text(sign, Style::toned(Role::Mark, mark.tone())),
            Cell::text(desk.say(mark.title()), Role::TotalName),
            Cell::blank(Role::TotalName),
        ];
        for (col, task) in desk.case().brief.plan.tasks.iter().enumerate() {
            let letters = CellRef::column_name(place(col) + 3);
            let expr = format!("COUNTIF({letters}{}:{letters}{},\"{sign}\")", first + 1, last + 1);
            let count = marks.iter().filter(|((_, code), found)| **code == task.code && **found == mark).count();
            cells.push(Cell::formula(expr, Value::Number(count.into()), Role::Total));
        }
        sheet.push(cells);
    }
}

/// Below that, what the tasks are.
fn names(desk: &Desk<'_>, sheet: &mut Sheet) {
    sheet.push(Vec::new());
    sheet.push(vec![Cell::text(desk.say(CODE), Role::Heading), Cell::text(desk.say(Text::new("Nhiệm vụ", "Task")), Role::Heading)]);
    let last = place(sheet.columns.len().max(3) - 1);
    let mut row = sheet.next_row() - 1;
    for task in std::iter::once(None).chain(desk.case().brief.plan.tasks.iter().map(Some)) {
        if let Some(task) = task {
            row = sheet.push(vec![Cell::text(task.code.as_str(), Role::Code), text(task.title.as_str())]);
        }
        let role = if task.is_some() { Role::Text } else { Role::Heading };
        (2..=last).for_each(|col| sheet.put(row, col, Cell::blank(role)));
        sheet.merges.push(Area::new(row, 1, row, last));
    }
}
