//! G103: a required answer is blank.

use super::cell_groups::Entry;
use super::{Check, Location, Reporter, Rule, Severity, cell_groups, figures};
use crate::model::about::About;
use crate::model::case::RunScope;
use crate::model::form::{Column, Field, Sheet};
use crate::model::id::UnitCode;
use crate::model::number::is_nil;
use crate::model::plan::Duty;
use crate::model::reading::{Reading, Status};
use crate::model::submission::{Figure, Incident, PeriodClaim, Report, Submission};
use crate::msg;
use crate::text::{Text, counted};
use std::sync::Arc;

pub(crate) static RULE: Rule = Rule {
    code: "G103",
    severity: Severity::Error,
    title: Text::new("Câu trả lời bắt buộc còn để trống", "A required answer is blank"),
    why: Text::new(
        "Ô trống không phải là số 0: không ai biết đơn vị không có gì hay quên điền. Câu trả lời là bắt buộc khi nhiệm vụ được giao cho đơn vị.",
        "A blank is not a 0: nobody knows whether the unit had nothing or forgot. An answer is required where the task was given to the unit.",
    ),
    bad: Text::new("CT21 để trống", "CT21 is blank"),
    good: Text::new("CT21 = 0, hoặc “Không phát sinh”", "CT21 = 0, or “Không phát sinh”"),
    fix: Text::new(
        "Điền câu trả lời; nếu không có gì thì ghi 0 hoặc “Không phát sinh”.",
        "Fill in the answer; if there was nothing, enter 0 or “Không phát sinh”.",
    ),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(scope: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let (Some(report), Some(unit)) = (submission.report(), &submission.identity.unit) else {
        return;
    };
    incidents(scope, report, out);
    let blank = blank_figures(scope, unit, report);
    let without_row = blank.iter().filter(|figure| figure.at.is_none()).count();
    let expected = figures::permitted_in_all(scope, blank.iter().copied());
    for sheet in cell_groups::by_sheet(blank.into_iter().map(figures::entry)) {
        let (count, labels) = (sheet.count, sheet.labels());
        let (vi, en) = (labels.vi, labels.en);
        let message = if without_row == 0 {
            let figures = counted(count, "required figure");
            msg!("{count} chỉ tiêu bắt buộc còn để trống: {vi}", "{figures} left blank: {en}")
        } else {
            let figures = counted(count, "required figure");
            msg!(
                "{count} chỉ tiêu bắt buộc chưa có câu trả lời ({without_row} chỉ tiêu mất dòng): {vi}",
                "{figures} not answered ({without_row} without a row): {en}"
            )
        };
        out.report(sheet.location(Some(expected.clone())), message);
    }
    let fields = blank_fields(scope, unit, report);
    if !fields.is_empty() {
        let quoted: Vec<String> =
            fields.iter().map(|field| format!("“{}”", field.label())).collect();
        let quoted = quoted.join(", ");
        let sheet = report.info.values().map(|answer| Arc::clone(&answer.at.sheet)).next();
        let cells =
            fields.iter().filter_map(|field| report.blanks.get(field)).map(|at| at.cell).collect();
        let location = Location {
            sheet,
            cells,
            about: fields.into_iter().map(About::Field).collect(),
            ..Location::default()
        };
        out.report(location, msg!("Chưa ghi {quoted}", "{quoted} is not answered"));
    }
}

/// Reports missing answers in an ad hoc report: at least one incident and, because it determines
/// the period, the date of each.
fn incidents(scope: &RunScope<'_>, report: &Report, out: &mut Reporter<'_>) {
    if !scope.period.is_ad_hoc()
        || report.lacks(Sheet::Incidents)
        || report.lacks_column(Sheet::Incidents, Column::Date)
    {
        return;
    }
    if report.incidents.is_empty() {
        let location =
            Location { about: vec![About::Sheet(Sheet::Incidents)], ..Location::default() };
        let finding = out.report(
            location,
            msg!("Báo cáo đột xuất không kê vụ việc nào", "The ad hoc report lists no incident"),
        );
        finding.fix = msg!(
            "Kê vụ việc ở trang “Đột xuất”, mỗi vụ việc một dòng.",
            "List what happened on the sheet “Đột xuất”, one row each."
        );
    }
    let undated = |incident: &&Incident| match &incident.happened {
        Some(answer) => answer.value.is_none() && is_nil(&answer.raw),
        None => true,
    };
    let entries = report.incidents.iter().filter(undated).map(|incident| Entry {
        at: incident.at(),
        beside: &[],
        about: Some(About::Column(Sheet::Incidents, Column::Date)),
        found: None,
    });
    for sheet in cell_groups::by_sheet(entries) {
        let count = sheet.count;
        let expected =
            msg!("ngày/tháng/năm, ví dụ 15/3/2024", "day/month/year, for example 15/3/2024");
        let incidents = counted(count, "incident");
        let message = msg!(
            "{count} vụ việc chưa ghi ngày xảy ra; chưa rõ thuộc kỳ báo cáo nào",
            "{incidents} without a date, so the period is unknown"
        );
        let finding = out.report(sheet.location(Some(expected)), message);
        finding.fix = msg!(
            "Ghi đủ ngày, tháng, năm xảy ra của từng vụ việc.",
            "Give the day, month and year of each incident."
        );
    }
}

/// Returns the required figures that are blank. Missing sheets, columns and codes are reported by
/// other rules.
fn blank_figures<'r>(scope: &RunScope<'_>, unit: &UnitCode, report: &'r Report) -> Vec<&'r Figure> {
    if report.lacks(Sheet::Figures) || report.lacks_column(Sheet::Figures, Column::Figure) {
        return Vec::new();
    }
    let asked = |figure: &&Figure| {
        scope
            .plan
            .indicator(&figure.indicator)
            .is_some_and(|indicator| scope.plan.requires(unit, indicator))
    };
    report.figures.iter().filter(|figure| figure.reading == Reading::Blank).filter(asked).collect()
}

/// Returns the labeled answers that are required but blank: the period; number and date on a
/// returned form; and the unit's own plan if its task is done.
fn blank_fields(scope: &RunScope<'_>, unit: &UnitCode, report: &Report) -> Vec<Field> {
    if report.lacks(Sheet::Info) {
        return Vec::new();
    }
    let mut fields = Vec::new();
    if report.period == PeriodClaim::Unsaid {
        fields.push(Field::Period);
    }
    let own_plan = scope.plan.own_plan_task.as_ref().filter(|task| {
        let required = scope
            .plan
            .assignment(unit, task)
            .is_some_and(|assignment| assignment.duty == Duty::Required);
        required
            && report.task(task).and_then(|answer| answer.status.as_ref()?.value)
                == Some(Status::Done)
    });
    if !report.stamp.answers.is_empty() {
        let renewed = [
            (Field::Symbol, report.text(Field::Symbol).is_none_or(is_nil)),
            (Field::SignedOn, !report.info.contains_key(&Field::SignedOn)),
        ];
        fields
            .extend(renewed.into_iter().filter(|(_, is_blank)| *is_blank).map(|(field, _)| field));
    }
    if own_plan.is_some()
        && !report.info.values().any(|answer| report.has_unreadable_cell(&answer.at.sheet, None))
    {
        fields.extend(
            [Field::OwnPlan, Field::OwnPlanDate]
                .into_iter()
                .filter(|field| report.text(*field).is_none_or(is_nil)),
        );
    }
    fields
}

#[cfg(test)]
mod tests {
    use crate::model::form::{Column, Field, Sheet};
    use crate::model::reading::Reading;
    use crate::model::submission::PeriodClaim;
    use crate::rules::fixture::{case, codes, day, total};

    #[test]
    fn blanks_of_a_report_are_one_finding() {
        let fixture = ["CT01", "CT03", "CT04"]
            .iter()
            .fold(case(), |case, code| case.reading("A", code, Reading::Blank, "", false));
        assert_eq!(codes(&fixture), ["G103 A"]);
        assert_eq!(total(&fixture, "CT01").1, 2);
    }

    #[test]
    fn a_deleted_row_is_a_blank() {
        let fixture = case()
            .reading("A", "CT01", Reading::Blank, "", false)
            .report("A", |report| report.figures[0].at = None);
        assert_eq!(codes(&fixture), ["G103 A"]);
        assert!(fixture.outcome().findings[0].message.vi.contains("1 chỉ tiêu mất dòng"));
    }

    #[test]
    fn a_figure_of_a_task_by_function_may_be_blank() {
        assert_eq!(codes(&case().reading("A", "CT05", Reading::Blank, "", false)), [""; 0]);
        assert_eq!(
            codes(
                &case()
                    .number("A", "CT01", 0.0)
                    .report("A", |report| report.documents.clear())
                    .figure("A", "CT02", "-")
            ),
            [""; 0]
        );
    }

    #[test]
    fn a_missing_sheet_or_column_hides_its_blanks() {
        assert_eq!(codes(&case().without_sheet("A", Sheet::Figures)), ["B101 A"]);
        let fixture = case().without_column("A", Sheet::Figures, Column::Figure).reading(
            "A",
            "CT01",
            Reading::Blank,
            "",
            false,
        );
        assert_eq!(codes(&fixture), ["B102 A"]);
    }

    #[test]
    fn the_period_is_required() {
        assert_eq!(
            codes(&case().report("A", |report| report.period = PeriodClaim::Unsaid)),
            ["G103 A"]
        );
    }

    #[test]
    fn a_finished_plan_needs_number_and_date() {
        let done = || case().plan(|plan| plan.own_plan_task = Some("T1".into()));
        assert_eq!(codes(&done()), [""; 0]);
        assert_eq!(
            codes(&done().info("A", Field::OwnPlan, None).info("A", Field::OwnPlanDate, None)),
            ["G103 A"]
        );
        assert_eq!(codes(&done().info("A", Field::OwnPlan, Some("Không có"))), ["G103 A"]);
        let not_yet = done().info("A", Field::OwnPlanDate, None).task(
            "A",
            "T1",
            Some("Đang triển khai"),
            Some("Đang dự thảo"),
        );
        assert_eq!(codes(&not_yet), [""; 0]);
    }

    #[test]
    fn an_ad_hoc_report_needs_dated_incidents() {
        let told =
            |incidents: &[_]| codes(&case().ad_hoc("A", "1/BC", incidents).for_ad_hoc_period());
        assert_eq!(told(&[(Some(day(2024, 3, 1)), "Vụ việc")]), [""; 0]);
        assert_eq!(told(&[(Some(day(2024, 3, 1)), "Vụ việc"), (None, "Vụ khác")]), ["G103 A"]);
        assert_eq!(told(&[]), ["G103 A"]);
    }
}
