//! L101: a required task without status or result.

use super::cell_groups::Entry;
use super::{Check, Reporter, Rule, Severity, cell_groups, listed};
use crate::model::about::About;
use crate::model::case::RunScope;
use crate::model::form::{Column, Field, Sheet};
use crate::model::id::{TaskCode, UnitCode};
use crate::model::origin::{CellRef, Origin};
use crate::model::plan::Duty;
use crate::model::reading::Status;
use crate::model::submission::{Observed, Report, Submission, TaskAnswer};
use crate::msg;
use crate::text::{Message, Text};

pub(crate) static RULE: Rule = Rule {
    code: "L101",
    severity: Severity::Error,
    title: Text::new(
        "Nhiệm vụ bắt buộc chưa ghi tình trạng hoặc kết quả",
        "A required task without status or result",
    ),
    why: Text::new(
        "Nhiệm vụ được giao phải có tình trạng; đang làm hoặc đã xong thì phải có kết quả để tổng hợp.",
        "An assigned task needs a status; if it is in progress or done, it also needs a result to consolidate.",
    ),
    bad: Text::new(
        "II.5: Tình trạng để trống; II.1: “Hoàn thành”, Kết quả thực hiện để trống",
        "II.5: Tình trạng blank; II.1: “Hoàn thành” with Kết quả thực hiện blank",
    ),
    good: Text::new(
        "II.5: “Không phát sinh”; II.1: “Hoàn thành”, “Đã kiện toàn Ban Chỉ đạo tại Quyết định số …”",
        "II.5: “Không phát sinh”; II.1: “Hoàn thành” with what was done",
    ),
    fix: Text::new(
        "Chọn tình trạng cho từng nhiệm vụ và ghi kết quả của nhiệm vụ đang triển khai hoặc đã hoàn thành.",
        "Choose a status for each task and enter the result of each task in progress or done.",
    ),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(scope: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let (Some(report), Some(unit)) = (submission.report(), &submission.identity.unit) else {
        return;
    };
    if report.lacks(Sheet::Tasks) {
        return;
    }
    let (mut without_status, mut without_result): (Vec<&TaskAnswer>, Vec<&TaskAnswer>) =
        (Vec::new(), Vec::new());
    for answer in report
        .tasks
        .iter()
        .filter(|answer| is_required(scope, unit, answer) && is_certain(report, answer))
    {
        match &answer.status {
            None if !report.lacks_column(Sheet::Tasks, Column::Status) => {
                without_status.push(answer);
            }
            Some(status)
                if status.value.is_some_and(Status::requires_result)
                    && lacks_result(scope, report, answer) =>
            {
                without_result.push(answer);
            }
            _ => {}
        }
    }
    let column = result_column(report);
    let result_at = |answer: &&TaskAnswer| {
        let at = answer.at.as_ref()?;
        Some(Origin {
            cell: CellRef { col: column.unwrap_or(at.cell.col), ..at.cell },
            ..at.clone()
        })
    };
    let result_places: Vec<Option<Origin>> = without_result.iter().map(result_at).collect();
    let status_places = without_status.iter().map(|answer| (code(answer), answer.at.as_ref()));
    let places = status_places.chain(
        without_result.iter().zip(&result_places).map(|(answer, at)| (code(answer), at.as_ref())),
    );
    for sheet in cell_groups::by_sheet(places.map(|(about, at)| Entry {
        at,
        beside: &[],
        about: about.cloned().map(About::Task),
        found: None,
    })) {
        let expected = msg!(
            "một tình trạng trong danh sách; kết quả khi đang triển khai hoặc hoàn thành",
            "a status of the list; a result where under way or done"
        );
        out.report(sheet.location(Some(expected)), message(&without_status, &without_result));
    }
}

/// Returns the column of results, if any task has one.
fn result_column(report: &Report) -> Option<u32> {
    report.tasks.iter().find_map(|answer| answer.result.as_ref()).map(|result| result.at.cell.col)
}

fn code(answer: &TaskAnswer) -> Option<&TaskCode> {
    answer.task.as_ref()
}

fn is_required(scope: &RunScope<'_>, unit: &UnitCode, answer: &TaskAnswer) -> bool {
    let assignment = answer.task.as_ref().and_then(|task| scope.plan.assignment(unit, task));
    assignment.is_some_and(|assignment| assignment.duty == Duty::Required)
}

/// Returns whether a blank is certain: the task has one row, and all its cells could be read.
fn is_certain(report: &Report, answer: &TaskAnswer) -> bool {
    let several = report
        .observed(Observed::Ambiguous)
        .any(|seen| answer.task.iter().any(|task| seen.about.contains(&About::Task(task.clone()))));
    let trouble = answer
        .at
        .as_ref()
        .is_some_and(|at| report.has_unreadable_cell(&at.sheet, Some(at.cell.row)));
    !several && !trouble
}

/// Returns whether the result is missing. The unit's own plan is the result of its task; if that
/// task is done, G103 requires the plan.
fn lacks_result(scope: &RunScope<'_>, report: &Report, answer: &TaskAnswer) -> bool {
    let is_own_plan = answer.task.is_some() && answer.task == scope.plan.own_plan_task;
    let is_done = answer.status.as_ref().and_then(|status| status.value) == Some(Status::Done);
    let has_result = answer.result.is_some()
        || (is_own_plan && (is_done || report.info.contains_key(&Field::OwnPlan)));
    !has_result && !report.lacks_column(Sheet::Tasks, Column::Result)
}

fn message(without_status: &[&TaskAnswer], without_result: &[&TaskAnswer]) -> Message {
    let list = |answers: &[&TaskAnswer]| {
        listed(&answers.iter().filter_map(|answer| code(answer)).collect::<Vec<_>>())
    };
    let (status, result) = (list(without_status), list(without_result));
    let (status_vi, status_en, result_vi, result_en) = (status.vi, status.en, result.vi, result.en);
    match (without_status, without_result) {
        (_, []) => {
            msg!("Chưa ghi tình trạng của nhiệm vụ {status_vi}", "No status for task {status_en}")
        }
        ([], _) => {
            msg!("Chưa ghi kết quả của nhiệm vụ {result_vi}", "No result for task {result_en}")
        }
        _ => msg!(
            "Chưa ghi tình trạng của nhiệm vụ {status_vi}; chưa ghi kết quả của nhiệm vụ {result_vi}",
            "No status for task {status_en}; no result for task {result_en}"
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::model::form::{Column, Field, Sheet};
    use crate::rules::fixture::{case, codes};

    #[test]
    fn a_required_task_needs_a_status_and_a_result() {
        assert_eq!(codes(&case().task("A", "T1", None, None)), ["L101 A"]);
        let fixture = case().task("A", "T1", Some("Hoàn thành"), None);
        assert_eq!(codes(&fixture), ["L101 A"]);
        assert_eq!(fixture.outcome().findings[0].cells(), ["E2"]);
        assert_eq!(codes(&case().task("A", "T1", Some("Đang triển khai"), None)), ["L101 A"]);
    }

    #[test]
    fn a_status_without_result_is_silent() {
        assert_eq!(codes(&case().task("A", "T1", Some("Chưa triển khai"), None)), [""; 0]);
        assert_eq!(codes(&case().task("A", "T2", None, None)), [""; 0]);
    }

    #[test]
    fn other_causes_are_reported_instead() {
        assert_eq!(codes(&case().task("A", "T1", Some("Xong"), None)), ["G108 A"]);
        assert_eq!(codes(&case().without_sheet("A", Sheet::Tasks)), ["B101 A"]);
        let without = |column| {
            case().task("A", "T1", Some("Hoàn thành"), None).without_column(
                "A",
                Sheet::Tasks,
                column,
            )
        };
        assert_eq!(codes(&without(Column::Result)), ["B102 A"]);
        assert_eq!(
            codes(&case().task("A", "T1", None, None).without_column(
                "A",
                Sheet::Tasks,
                Column::Status
            )),
            ["B102 A"]
        );
    }

    #[test]
    fn the_own_plan_of_a_unit_is_a_result() {
        let fixture = || {
            case().plan(|plan| plan.own_plan_task = Some("T1".into())).task(
                "A",
                "T1",
                Some("Đang triển khai"),
                None,
            )
        };
        assert_eq!(codes(&fixture()), [""; 0]);
        assert_eq!(codes(&fixture().info("A", Field::OwnPlan, None)), ["L101 A"]);
        assert_eq!(
            codes(&fixture().task("A", "T1", Some("Hoàn thành"), None).info(
                "A",
                Field::OwnPlan,
                None
            )),
            ["G103 A"]
        );
    }
}
