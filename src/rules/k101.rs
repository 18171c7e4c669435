//! K101: a unit with no task assigned.

use super::{Check, Location, Reporter, Rule, Scope, Severity, Waiver};
use crate::model::case::Case;
use crate::msg;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "K101",
    severity: Severity::Warning,
    scope: Scope::Office,
    waiver: Waiver::OnRequest,
    title: Text::new("Đơn vị chưa được giao nhiệm vụ nào", "A unit with no task assigned"),
    why: Text::new(
        "Đơn vị phải báo cáo mà không có nhiệm vụ nào thì mọi ô của đơn vị đều không bắt buộc; thường là chưa khai báo phân công.",
        "If a unit must report but has no task, none of its answers is required. Usually an assignment is missing.",
    ),
    bad: Text::new(
        "Danh sách đơn vị có S-X, kế hoạch không giao nhiệm vụ nào cho S-X hay khối của đơn vị",
        "The list of units has S-X, the plan gives no task to S-X or to its group",
    ),
    good: Text::new(
        "Mỗi đơn vị phải báo cáo có ít nhất một nhiệm vụ",
        "Every unit that must report has at least one task",
    ),
    fix: Text::new(
        "Văn phòng thêm phân công trong kế hoạch ([[assignment]]; trang Phân công của ke-hoach.xlsx), hoặc ghi đơn vị không phải báo cáo (must_report = false; cột Phải báo cáo của don-vi.xlsx).",
        "The office adds an assignment to the plan ([[assignment]]; the sheet Phân công of ke-hoach.xlsx), or says that the unit need not report (must_report = false; the column Phải báo cáo of don-vi.xlsx).",
    ),
    check: Check::Case(check),
    ..Rule::DEFAULT
};

fn check(case: &Case<'_>, out: &mut Reporter<'_>) {
    let plan = case.scope.plan;
    for dossier in case.dossiers.iter().filter(|dossier| dossier.expected) {
        let unit = &dossier.unit;
        let name = case.name(unit);
        let message = if plan.tasks.is_empty() {
            msg!("Kế hoạch không hỏi {name} chỉ tiêu nào", "The plan asks {name} for no indicator")
        } else {
            msg!(
                "{name} chưa được giao nhiệm vụ nào trong kế hoạch",
                "The plan gives no task to {name}"
            )
        };
        let is_asked = if plan.tasks.is_empty() {
            plan.indicators.iter().any(|indicator| indicator.is_asked_of(unit))
        } else {
            plan.assignments.get(unit).is_some_and(|tasks| !tasks.is_empty())
        };
        if !is_asked {
            out.unit(unit, Location::default(), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{case, codes, day};

    #[test]
    fn a_unit_without_tasks_is_found() {
        let fixture = case().plan(|plan| {
            plan.assignments.remove(&"A".into());
        });
        assert_eq!(codes(&fixture), ["K101 A"]);
    }

    #[test]
    fn without_tasks_a_unit_must_be_asked_for_an_indicator() {
        let fixture = case().of_figures_only();
        assert_eq!(codes(&fixture), [""; 0]);
        let fixture = fixture.plan(|plan| {
            for indicator in &mut plan.indicators {
                indicator.only = Some(["B".into(), "C".into()].into());
            }
        });
        assert!(codes(&fixture).contains(&"K101 A".to_owned()));
    }

    #[test]
    fn a_unit_that_need_not_report_may_have_no_task() {
        let told = [(Some(day(2024, 3, 1)), "Vụ việc")];
        let fixture = case().ad_hoc("B", "1/BC", &told).for_ad_hoc_period().plan(|plan| {
            plan.assignments.remove(&"A".into());
        });
        assert_eq!(codes(&fixture), [""; 0]);
    }
}
