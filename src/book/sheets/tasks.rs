//! `Nhiệm vụ`: units and tasks. Every cell is a letter that can be told apart in black and white; the shade says it again.

use super::desk::Desk;
use super::table::{CODE, GROUP, HEAD, UNIT, UNIT_CODE, begin, end, groups_width, names_width, place, text, unit};
use crate::book::{Area, Cell, Role, Sheet, Style, Tone, Value};
use crate::consolidate::Progress;
use crate::model::form::Sheet as Kind;
use crate::model::id::{TaskCode, UnitCode};
use crate::model::origin::CellRef;
use crate::model::plan::Duty;
use crate::model::reading::Status;
use crate::text::{Lang, Text};
use std::collections::BTreeMap;

/// What a cell of the table says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// The unit's own word.
    Says(Status),
    /// An answer is owed and is not in the report.
    Owed,
    /// An answer would be welcome and is not in the report.
    Unsaid,
    /// There is no report.
    NoReport,
}

impl Mark {
    /// All of them, in the order of the legend.
    pub(super) const ALL: [Self; 8] = [
        Self::Says(Status::Done),
        Self::Says(Status::InProgress),
        Self::Says(Status::NotStarted),
        Self::Says(Status::NothingArose),
        Self::Says(Status::NotApplicable),
        Self::Owed,
        Self::Unsaid,
        Self::NoReport,
    ];

    /// What a unit's progress is shown as.
    pub(super) fn of(progress: &Progress, has_report: bool) -> Self {
        match (progress.status, has_report, progress.duty) {
            (Some(status), ..) => Self::Says(status),
            (None, false, _) => Self::NoReport,
            (None, true, Duty::Required) => Self::Owed,
            (None, true, Duty::ByFunction) => Self::Unsaid,
        }
    }

    /// Its letter: none that means something in a criterion of COUNTIF.
    pub(super) const fn sign(self) -> Text {
        match self {
            Self::Says(Status::Done) => Text::new("H", "D"),
            Self::Says(Status::InProgress) => Text::new("Đ", "P"),
            Self::Says(Status::NotStarted) => Text::new("C", "S"),
            Self::Says(Status::NothingArose) => Text::new("K", "N"),
            Self::Says(Status::NotApplicable) => Text::new("x", "x"),
            Self::Owed => Text::new("!", "!"),
            Self::Unsaid => Text::new("–", "–"),
            Self::NoReport => Text::new("…", "…"),
        }
    }

    /// What it means.
    pub(super) const fn title(self) -> Text {
        match self {
            Self::Says(status) => status.title(),
            Self::Owed => Text::new("Phải trả lời mà chưa nêu", "Owed, not answered"),
            Self::Unsaid => Text::new("Không nêu (theo chức năng)", "Not answered (by function)"),
            Self::NoReport => Text::new("Chưa có báo cáo", "No report"),
        }
    }

    /// Its shade.
    pub(super) const fn tone(self) -> Tone {
        match self {
            Self::Says(Status::Done) => Tone::Good,
            Self::Says(Status::InProgress) => Tone::Busy,
            Self::Says(Status::NotStarted) => Tone::Watch,
            Self::Says(Status::NothingArose | Status::NotApplicable) | Self::Unsaid => Tone::Muted,
            Self::Owed => Tone::Bad,
            Self::NoReport => Tone::None,
        }
    }
}

/// What every unit that has an assignment says of every task.
pub(super) fn marks<'a>(desk: &Desk<'a>) -> BTreeMap<(&'a UnitCode, &'a TaskCode), Mark> {
    let reported: Vec<&UnitCode> = desk.reports().map(|(dossier, _)| &dossier.unit).collect();
    let mark = |progress: &'a Progress| ((&progress.unit, &progress.task), Mark::of(progress, reported.contains(&&progress.unit)));
    desk.outcome.consolidation.progress.iter().map(mark).collect()
}

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
    let marks = marks(desk);
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
