//! B105: another period, year or plan.

use super::{Check, Excludes, Location, Reporter, Rule, Scope, Severity};
use crate::model::about::About;
use crate::model::case::RunScope;
use crate::model::form::Field;
use crate::model::submission::{PeriodClaim, Submission};
use crate::msg;
use crate::text::Text;
use std::sync::Arc;

pub(super) static RULE: Rule = Rule {
    code: "B105",
    severity: Severity::Error,
    has_fixed_severity: true,
    scope: Scope::Period,
    title: Text::new("Sai kỳ báo cáo, sai năm hoặc sai kế hoạch", "Another period, year or plan"),
    why: Text::new(
        "Số liệu của kỳ khác cộng vào kỳ này thì tổng sai mà không ai thấy. Báo cáo được ghi nhận cho đơn vị nhưng không số nào được tính.",
        "Figures of another period added to this one make totals wrong without anyone seeing it. The report is attributed to the unit, but none of its figures count.",
    ),
    bad: Text::new("Kỳ báo cáo = “Quý I năm 2024”", "Kỳ báo cáo = “Quý I năm 2024”"),
    good: Text::new("Kỳ báo cáo = “6 tháng đầu năm 2024”", "Kỳ báo cáo = “6 tháng đầu năm 2024”"),
    fix: Text::new(
        "Gửi báo cáo đúng kỳ trên biểu mẫu của kỳ này. Nếu chỉ ghi sai tên kỳ thì sửa lại ô này rồi gửi lại.",
        "Send the report of this period on this period's form. If only the period's name is wrong, correct the cell and resubmit.",
    ),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(scope: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let Some(report) = submission.report() else {
        return;
    };
    let written = match &report.period {
        PeriodClaim::Other(written) => Some(written),
        PeriodClaim::Named(period) if *period != scope.period.code => {
            report.info.get(&Field::Period)
        }
        PeriodClaim::OtherInFileName(_) => None,
        PeriodClaim::Named(_) | PeriodClaim::Unsaid => return,
    };
    let is_plan = written.is_some() && written == report.info.get(&Field::Plan);
    let (vi, en, title) = (&scope.period.name, &scope.period.name_en, &scope.plan.title);
    let message = match (written.map(|written| &written.value), &report.period) {
        (Some(found), _) if is_plan => msg!(
            "Báo cáo ghi “{found}”, không phải kế hoạch này",
            "The report says “{found}”, which is not this plan"
        ),
        (Some(found), _) => msg!(
            "Báo cáo ghi “{found}”, không phải kỳ {vi}",
            "The report says “{found}”, which is not the {en}"
        ),
        (None, PeriodClaim::Named(period)) => msg!(
            "Biểu mẫu là của kỳ {period}, không phải kỳ {vi}",
            "The form is for {period}, not for the {en}"
        ),
        (None, PeriodClaim::OtherInFileName(name)) => msg!(
            "Trong tệp không ghi kỳ báo cáo, tên tệp hoặc thư mục ghi “{name}”, không phải kỳ {vi}",
            "The file says no period, and its name or folder says “{name}”, which is not the {en}"
        ),
        (None, _) => return,
    };
    let location = Location {
        sheet: written.map(|written| Arc::clone(&written.at.sheet)),
        cells: written.map(|written| written.at.cell).into_iter().collect(),
        about: vec![About::Field(if is_plan { Field::Plan } else { Field::Period })],
        found: written.map(|written| written.raw.to_string()),
        expected: Some(if is_plan { msg!("{title}", "{title}") } else { msg!("{vi}", "{en}") }),
    };
    out.report(location, message).excludes = Excludes::Report;
}

#[cfg(test)]
mod tests {
    use crate::model::form::{Field, Sheet};
    use crate::model::submission::PeriodClaim;
    use crate::rules::fixture::{case, codes, day, total, words};

    #[test]
    fn a_report_on_another_period_is_excluded_with_one_finding() {
        let other = case().report("A", |report| {
            report.period = PeriodClaim::Other(words("Quý I năm 2024", Sheet::Info, 2));
        });
        let named =
            case().report("A", |report| report.period = PeriodClaim::Named("2024-NAM".into()));
        for fixture in [other, named] {
            assert_eq!(codes(&fixture.figure("A", "CT01", "12 buổi")), ["B105 A"]);
        }
        let fixture = case().report("A", |report| {
            report.period = PeriodClaim::Other(report.info[&Field::Plan].clone());
        });
        assert_eq!(codes(&fixture), ["B105 A"]);
        assert_eq!(total(&fixture, "CT01").1, 2);
    }

    #[test]
    fn a_report_on_another_period_does_not_exclude_the_right_one() {
        let fixture = case().another("A", "9/BC-A", day(2024, 4, 23), |report| {
            report.period = PeriodClaim::Named("2024-NAM".into());
        });
        assert_eq!(codes(&fixture), ["B105 A"]);
        assert_eq!(total(&fixture, "CT01").1, 3);
    }
}
