//! `Nhiệm vụ`: the tasks assigned to the unit.

use super::layout::{FIRST, add_headings, ask, at_least, titled};
use super::{Form, answers};
use crate::book::{Area, Cell, InputKind, Role, Sheet};
use crate::model::form::{NOT_ASSIGNED, Sheet as Kind};
use crate::model::plan::Task;
use crate::model::reading::Status;

pub(super) const STATUS: u32 = 3;
/// Height of a row, in points.
const ROOM: f64 = 51.0;

pub(super) fn sheet(form: &Form<'_>) -> Sheet {
    let remark = "Chọn tình trạng trong danh sách; đang triển khai hoặc hoàn thành thì ghi kết quả. Nhiệm vụ bắt buộc không để trống tình trạng. \
                  Xuống dòng trong ô: Alt + Enter.";
    let widths = [7.5, 27.0, 14.0, 14.5, 38.0, 22.0, 22.0];
    let mut sheet =
        titled(form, Kind::Tasks.title(), &widths, "TIẾN ĐỘ VÀ KẾT QUẢ THỰC HIỆN NHIỆM VỤ", remark);
    add_headings(&mut sheet, Kind::Tasks, 2);
    for task in form.tasks() {
        let row = sheet.push(row(form, task));
        at_least(&mut sheet, row, ROOM);
    }
    if let Some(last) = sheet.next_row().checked_sub(1).filter(|last| *last >= FIRST) {
        let statuses = Status::ALL.iter().map(|status| status.word().to_owned()).collect();
        let area = Area::new(FIRST, STATUS, last, STATUS);
        let prompt = "Chọn một trong năm tình trạng. “Không phát sinh”: có nhiệm vụ nhưng trong kỳ không có việc gì. \
                      “Không thuộc nhiệm vụ”: đơn vị không có chức năng này.";
        ask(
            &mut sheet,
            area,
            InputKind::Words(statuses),
            "Tình trạng",
            prompt,
            "Chọn một trong năm tình trạng của danh sách.",
        );
    }
    sheet.print.landscape = true;
    sheet
}

fn row(form: &Form<'_>, task: &Task) -> Vec<Cell> {
    let answer = form.report.task(&task.code);
    let text =
        |part: Option<&Option<_>>| answers::words(part.and_then(Option::as_ref), Role::Answer);
    vec![
        Cell::text(task.code.as_str(), Role::Code),
        Cell::text(task.title.as_str(), Role::Label),
        Cell::text(part(form, task), Role::Code),
        answers::status(answer.and_then(|answer| answer.status.as_ref())),
        text(answer.map(|answer| &answer.result)),
        text(answer.map(|answer| &answer.difficulty)),
        text(answer.map(|answer| &answer.proposal)),
    ]
}

/// Returns the unit's role in a task, and whether an answer is required.
fn part(form: &Form<'_>, task: &Task) -> String {
    match form.plan.assignment(&form.unit.code, &task.code) {
        Some(assignment) if form.owes(&task.code) => {
            format!("{}\n(bắt buộc)", assignment.role.word())
        }
        Some(assignment) => format!("{}\n(theo chức năng)", assignment.role.word()),
        None => NOT_ASSIGNED.to_owned(),
    }
}
