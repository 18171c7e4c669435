//! B106: an older form version.

use super::{Check, Excludes, Location, Marks, Reporter, Rule, Severity};
use crate::model::case::RunScope;
use crate::model::submission::{PeriodClaim, Submission};
use crate::msg;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "B106",
    severity: Severity::Note,
    marks: Marks::Layout,
    title: Text::new(
        "Biểu mẫu cũ hoặc cấp cho kỳ khác",
        "An older form, or one issued for another period",
    ),
    why: Text::new(
        "Biểu mẫu mỗi phiên bản có thể khác chỉ tiêu. Câu trả lời vẫn được đọc theo mã và lời văn.",
        "Indicators may differ from one version of the form to the next. The answers are still read by code and wording.",
    ),
    bad: Text::new(
        "Biểu mẫu phiên bản 1, kế hoạch đang dùng phiên bản 2",
        "A form of version 1 under a plan that issues version 2",
    ),
    good: Text::new(
        "Biểu mẫu văn phòng cấp cho chính kỳ này",
        "The form the office issued for this very period",
    ),
    fix: Text::new(
        "Không phải làm gì với kỳ này; kỳ sau dùng biểu mẫu mới do văn phòng cấp.",
        "No action needed now; next time use the new form the office issues.",
    ),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(scope: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let Some(report) = submission.report() else {
        return;
    };
    let (stamp, plan, period) = (&report.stamp, scope.plan, scope.period);
    let is_right = report.period == PeriodClaim::Named(period.code.clone());
    let old = stamp.version.filter(|version| *version < plan.form_version);
    let other_plan = stamp.plan.as_deref().filter(|id| is_right && *id != plan.id);
    let other_period =
        stamp.period.as_deref().filter(|code| is_right && *code != period.code.as_str());
    let (newest, id, code) = (plan.form_version, &plan.id, &period.code);
    let (found, expected, message) = if let Some(version) = old {
        let message = msg!(
            "Biểu mẫu phiên bản {version}; phiên bản đang dùng là {newest}",
            "The form is version {version}; the version in use is {newest}"
        );
        (version.to_string(), newest.to_string(), message)
    } else if let Some(other) = other_plan {
        let message = msg!(
            "Biểu mẫu cấp theo kế hoạch {other}, nội dung ghi đúng kế hoạch này",
            "The form was issued for the plan {other}; what it says is of this plan"
        );
        (other.to_owned(), id.clone(), message)
    } else if let Some(other) = other_period {
        let message = msg!(
            "Biểu mẫu cấp cho kỳ {other}, nội dung ghi đúng kỳ {code}",
            "The form was issued for {other}; what it says is of {code}"
        );
        (other.to_owned(), code.to_string(), message)
    } else {
        return;
    };
    out.report(
        Location {
            found: Some(found),
            expected: Some(msg!("{expected}", "{expected}")),
            ..Location::default()
        },
        message,
    )
    .excludes = Excludes::Report;
}

#[cfg(test)]
mod tests {
    use crate::model::form::Stamp;
    use crate::rules::fixture::{case, codes};

    #[test]
    fn an_older_form_or_one_of_another_period_is_noted() {
        let stamps = [
            Stamp { version: Some(0), ..Stamp::default() },
            Stamp { plan: Some("KH-2023".to_owned()), ..Stamp::default() },
            Stamp { period: Some("2024-NAM".to_owned()), ..Stamp::default() },
        ];
        for stamp in stamps {
            assert_eq!(codes(&case().report("A", |report| report.stamp = stamp)), ["B106 A"]);
        }
    }

    #[test]
    fn the_form_issued_is_silent() {
        let stamp = Stamp {
            version: Some(1),
            plan: Some("KH-2024".to_owned()),
            period: Some("2024-6T".to_owned()),
            unit: None,
            ..Stamp::default()
        };
        assert_eq!(codes(&case().report("A", |report| report.stamp = stamp)), [""; 0]);
    }
}
