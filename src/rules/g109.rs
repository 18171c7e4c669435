//! G109: a date outside the period or in the future.

use super::dates::Dated;
use super::{Check, Reporter, Rule, Severity, cell_groups, dates};
use crate::model::case::RunScope;
use crate::model::date;
use crate::model::submission::Submission;
use crate::msg;
use crate::text::{Message, Text, counted};

pub(super) static RULE: Rule = Rule {
    code: "G109",
    severity: Severity::Warning,
    title: Text::new(
        "Ngày ngoài kỳ báo cáo hoặc ở tương lai",
        "A date outside the period or in the future",
    ),
    why: Text::new(
        "Văn bản, vụ việc ngoài kỳ thường do chép lại báo cáo trước hoặc gõ nhầm năm; số đếm của kỳ có thể sai theo.",
        "Documents and incidents from outside the period usually come from copying an earlier report or from a wrong year; the period's counts may then be wrong.",
    ),
    bad: Text::new(
        "Ngày ban hành = 15/3/2023 trong báo cáo 6 tháng đầu năm 2024",
        "Ngày ban hành = 15/3/2023 in the report of the first half of 2024",
    ),
    good: Text::new("Ngày ban hành = 15/3/2024", "Ngày ban hành = 15/3/2024"),
    fix: Text::new(
        "Xem lại ngày; nếu đúng là của kỳ khác thì bỏ dòng đó và giảm số đếm tương ứng.",
        "Check the date; if it is outside the period, remove the row and lower the count.",
    ),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(scope: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let Some(report) = submission.report() else {
        return;
    };
    let days = dates::all(report);
    let swapped = dates::swapped(scope, &days);
    let is_odd =
        |dated: &Dated<'_>| dated.day().is_some_and(|day| !dates::is_plausible(scope, dated, day));
    let odd: Vec<&Dated<'_>> = days
        .iter()
        .zip(swapped)
        .filter(|(dated, swapped)| !swapped && is_odd(dated))
        .map(|(dated, _)| dated)
        .collect();
    for sheet in cell_groups::by_sheet(odd.iter().map(|dated| dated.entry())) {
        let (count, found) = (sheet.count, sheet.found());
        let (vi, en) = (found.vi, found.en);
        let dates = counted(count, "date");
        let message = msg!(
            "{count} ngày nằm ngoài kỳ báo cáo hoặc ở tương lai: {vi}",
            "{dates} outside the period or in the future: {en}"
        );
        let location = sheet.location(Some(expected(scope)));
        let excludes = dates::excludes(scope, &odd, &location);
        out.report(location, message).excludes = excludes;
    }
}

fn expected(scope: &RunScope<'_>) -> Message {
    let today = date::to_message(scope.as_of);
    let (vi, en) = (today.vi, today.en);
    let Some((from, to)) = scope.period.from.zip(scope.period.to) else {
        return msg!("không sau ngày {vi}", "not after {en}");
    };
    let (from, to) = (date::to_message(from), date::to_message(to.min(scope.as_of)));
    let (from_vi, from_en, to_vi, to_en) = (from.vi, from.en, to.vi, to.en);
    msg!("từ {from_vi} đến {to_vi}", "from {from_en} to {to_en}")
}

#[cfg(test)]
mod tests {
    use crate::model::form::{Field, Sheet};
    use crate::rules::fixture::{case, codes, date, day};

    #[test]
    fn implausible_dates_are_one_finding_per_sheet() {
        let fixture = case().report("A", |report| {
            report.documents[0].issued =
                Some(date(Some(day(2023, 3, 15)), "15/3/2023", false, Sheet::Documents));
            report.documents[1].issued =
                Some(date(Some(day(2024, 5, 20)), "20/5/2024", true, Sheet::Documents));
        });
        assert_eq!(codes(&fixture), ["G109 A"]);
    }

    #[test]
    fn a_report_signed_after_today_is_found() {
        let fixture = case().report("A", |report| {
            report.days.insert(
                Field::SignedOn,
                date(Some(day(2024, 5, 22)), "22/5/2024", true, Sheet::Info),
            );
        });
        assert_eq!(codes(&fixture), ["G109 A"]);
    }

    #[test]
    fn a_report_signed_before_its_period_is_found() {
        for (signed, found) in [(day(2023, 10, 31), 1), (day(2023, 11, 1), 0)] {
            let fixture = case().report("A", |report| {
                report
                    .days
                    .insert(Field::SignedOn, date(Some(signed), "31/10/2023", true, Sheet::Info));
            });
            assert_eq!(codes(&fixture).iter().filter(|code| *code == "G109 A").count(), found);
        }
    }

    #[test]
    fn dates_in_the_period_are_silent() {
        let fixture = case().report("A", |report| {
            report.documents[0].issued =
                Some(date(Some(day(2023, 11, 1)), "01/11/2023", true, Sheet::Documents));
            report.documents[1].issued =
                Some(date(Some(day(2024, 4, 30)), "30/4/2024", true, Sheet::Documents));
        });
        assert_eq!(codes(&fixture), [""; 0]);
    }
}
