//! N101: due and not received.

use super::{Check, Location, Remedy, Reporter, Rule, Scope, Severity, Waiver};
use crate::model::case::Case;
use crate::model::date;
use crate::model::id::UnitCode;
use crate::model::status::Punctuality;
use crate::model::submission::Submission;
use crate::msg;
use crate::text::{Message, Text, counted};

pub(crate) static RULE: Rule = Rule {
    code: "N101",
    severity: Severity::Error,
    scope: Scope::Unit,
    waiver: Waiver::Never,
    remedies: &[Remedy::Extend, Remedy::Exempt],
    title: Text::new("Đến hạn mà chưa nhận được báo cáo", "Due and not received"),
    why: Text::new(
        "Kế hoạch giao mọi đơn vị báo cáo đúng hạn; số tổng hợp chưa có phần của đơn vị này.",
        "The plan asks every unit to report in time; the totals lack this unit.",
    ),
    bad: Text::new(
        "Quá hạn, thư mục nhận không có tệp nào của đơn vị",
        "Past the deadline the folder holds no file of the unit",
    ),
    good: Text::new("Có tệp của đơn vị trong thư mục nhận", "The folder holds a file of the unit"),
    fix: Text::new(
        "Đôn đốc đơn vị gửi báo cáo. Nếu báo cáo đã đến theo đường khác, đặt tệp vào thư mục nhận.",
        "Remind the unit. If the report arrived another way, put its file into the inbox.",
    ),
    check: Check::Case(check),
    ..Rule::DEFAULT
};

fn check(case: &Case<'_>, out: &mut Reporter<'_>) {
    for dossier in
        case.dossiers.iter().filter(|dossier| dossier.punctuality == Punctuality::Missing)
    {
        let Some(deadline) = dossier.deadline else {
            continue;
        };
        let (last, days) =
            (date::to_message(deadline.last_day()), deadline.days_late(case.scope.as_of));
        let (name, vi, en) = (case.name(&dossier.unit), &last.vi, &last.en);
        let hint = unattributed_file(case, &dossier.unit);
        let (hint_vi, hint_en) = (hint.vi, hint.en);
        let location = Location {
            expected: Some(msg!("báo cáo chậm nhất ngày {vi}", "a report by {en}")),
            ..Location::default()
        };
        out.unit(&dossier.unit, location, {
            let late = counted(days, "day");
            msg!(
                "{name} chưa gửi báo cáo, đã quá hạn {days} ngày{hint_vi}",
                "{name}: no report received, {late} past the deadline{hint_en}"
            )
        });
    }
}

/// Returns a hint to a file of an unknown unit that may come from this unit.
fn unattributed_file(case: &Case<'_>, unit: &UnitCode) -> Message {
    let names = |submission: &&Submission| {
        let identity = &submission.identity;
        let claimed = identity.claims.iter().any(|claim| claim.unit.as_ref() == Some(unit));
        identity.unit.is_none()
            && submission.report().is_some()
            && (claimed || identity.suggestions.contains(unit))
    };
    match case.submissions.iter().find(names).map(|submission| &submission.file) {
        Some(file) => msg!(
            "; có thể là tệp {file}, chưa rõ của đơn vị nào",
            "; it may be {file}, which is no unit's yet"
        ),
        None => Message { vi: String::new(), en: String::new() },
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{case, codes, day};

    #[test]
    fn a_missing_report_is_found_after_the_deadline() {
        let mut fixture = case().missing("A");
        fixture.as_of = day(2024, 5, 1);
        assert_eq!(codes(&fixture), ["N101 A"]);
    }

    #[test]
    fn a_file_that_may_come_from_the_unit_is_named() {
        let fixture = case().edit("A", |submission| {
            submission.identity.unit = None;
            submission.identity.suggestions = vec!["A".into()];
        });
        let outcome = fixture.outcome();
        let missing =
            outcome.findings.iter().find(|finding| finding.rule.code == "N101").expect("a finding");
        assert!(
            missing.message.vi.ends_with("có thể là tệp nhan/P/A.xlsx, chưa rõ của đơn vị nào"),
            "{}",
            missing.message
        );
    }

    #[test]
    fn before_the_deadline_nothing_is_found() {
        let mut fixture = case().missing("A");
        fixture.as_of = day(2024, 4, 30);
        assert_eq!(codes(&fixture), [""; 0]);
    }
}
