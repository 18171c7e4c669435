//! G112: “không thuộc nhiệm vụ” in a figure of a required task.

use super::{Check, Excludes, Reporter, Rule, Severity, cell_groups, figures};
use crate::model::case::RunScope;
use crate::model::reading::Reading;
use crate::model::submission::{Figure, Submission};
use crate::msg;
use crate::text::{Text, counted};

pub(super) static RULE: Rule = Rule {
    code: "G112",
    severity: Severity::Warning,
    title: Text::new(
        "Ghi “không thuộc nhiệm vụ” ở chỉ tiêu của nhiệm vụ được giao",
        "“Không thuộc nhiệm vụ” in a figure of a required task",
    ),
    why: Text::new(
        "Kế hoạch giao nhiệm vụ này cho đơn vị; câu trả lời như vậy làm tổng thiếu phần của đơn vị mà không có con số nào sai.",
        "The plan gives the task to the unit; with this answer the total lacks the unit although no number is wrong.",
    ),
    bad: Text::new(
        "CT05 = “Không thuộc nhiệm vụ”, đơn vị được giao nhiệm vụ II.2",
        "CT05 = “Không thuộc nhiệm vụ” of a unit that was given task II.2",
    ),
    good: Text::new("CT05 = 0, hoặc “Không phát sinh”", "CT05 = 0, or “Không phát sinh”"),
    fix: Text::new(
        "Đối chiếu với phân công trong kế hoạch; nếu không có gì thì ghi 0 hoặc “Không phát sinh”.",
        "Compare with the plan's assignments; if there was nothing, enter 0 or “Không phát sinh”.",
    ),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(scope: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let (Some(report), Some(unit)) = (submission.report(), &submission.identity.unit) else {
        return;
    };
    let asked = |figure: &&Figure| {
        scope
            .plan
            .indicator(&figure.indicator)
            .is_some_and(|indicator| scope.plan.requires(unit, indicator))
    };
    let denied: Vec<&Figure> = report
        .figures
        .iter()
        .filter(|figure| figure.reading == Reading::NotApplicable)
        .filter(asked)
        .collect();
    for sheet in cell_groups::by_sheet(denied.iter().copied().map(figures::entry)) {
        let (count, labels) = (sheet.count, sheet.labels());
        let (vi, en) = (labels.vi, labels.en);
        let figures = counted(count, "figure");
        let message = msg!(
            "{count} chỉ tiêu của nhiệm vụ được giao ghi “không thuộc nhiệm vụ”, không được tính: {vi}",
            "{figures} of required tasks with “không thuộc nhiệm vụ”, counted as nothing: {en}"
        );
        let expected = figures::permitted_in_all(scope, denied.iter().copied());
        out.report(sheet.location(Some(expected)), message).excludes =
            Excludes::Values(denied.iter().map(|figure| figure.indicator.clone()).collect());
    }
}

#[cfg(test)]
mod tests {
    use crate::model::reading::Reading;
    use crate::rules::fixture::{case, codes};

    #[test]
    fn not_applicable_for_a_required_figure_is_found() {
        let denied = |fixture: crate::rules::fixture::Fixture, code| {
            fixture.reading("A", code, Reading::NotApplicable, "Không thuộc nhiệm vụ", false)
        };
        assert_eq!(codes(&denied(denied(case(), "CT01"), "CT05")), ["G112 A"]);
    }

    #[test]
    fn not_applicable_for_an_optional_task_is_silent() {
        let fixture = case()
            .reading("A", "CT04", Reading::NotApplicable, "Không thuộc nhiệm vụ", false)
            .plan(|plan| plan.assignments.clear());
        assert!(!codes(&fixture).iter().any(|code| code.starts_with("G112")));
    }
}
