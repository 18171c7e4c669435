//! N102: late.

use super::{Check, Location, Remedy, Reporter, Rule, Scope, Severity};
use crate::model::case::{Case, Dossier};
use crate::model::date;
use crate::model::status::{Evidence, Punctuality, Receipt};
use crate::msg;
use crate::text::{Message, Text, counted};
use chrono::NaiveDate;

pub(super) static RULE: Rule = Rule {
    code: "N102",
    severity: Severity::Warning,
    scope: Scope::Unit,
    remedies: &[Remedy::Receipt, Remedy::Extend],
    title: Text::new("Gửi chậm", "Late"),
    why: Text::new(
        "Đúng hạn tính theo ngày nhận bản đầu tiên, đến hết ngày cuối của thời hạn theo giờ Việt Nam; số liệu vẫn được tính.",
        "Punctuality depends on the day the first version was received, up to the end of the last on-time day in Vietnam; the figures still count.",
    ),
    bad: Text::new(
        "Hạn trước 01/5, sổ ghi đến ngày 03/5: chậm 3 ngày",
        "A deadline before 01/5, arrived on 03/5 by the register: 3 days late",
    ),
    good: Text::new("Đến ngày 30/4", "Arrived on 30/4"),
    fix: Text::new(
        "Ghi nhận gửi chậm. Nếu ngày nhận chưa đúng, ghi ngày đến vào sổ so-den.xlsx, hoặc văn phòng quyết định ngày nhận.",
        "Record it as late. If the date is wrong, enter the arrival in so-den.xlsx, or the office decides the received date.",
    ),
    check: Check::Case(check),
    ..Rule::DEFAULT
};

fn check(case: &Case<'_>, out: &mut Reporter<'_>) {
    for dossier in case.dossiers.iter().filter(|dossier| dossier.punctuality == Punctuality::Late) {
        let first = dossier
            .versions
            .iter()
            .find(|version| version.receipt == dossier.received)
            .or(dossier.versions.first());
        let Some((version, submission)) =
            first.and_then(|version| Some((version, case.submission(version)?)))
        else {
            continue;
        };
        let Some((deadline, receipt)) = dossier.deadline.zip(dossier.received) else {
            continue;
        };
        let last = date::to_message(deadline.last_day());
        let (vi, en) = (&last.vi, &last.en);
        let location = Location {
            found: Some(date::to_message(receipt.on).vi),
            expected: Some(msg!("chậm nhất ngày {vi}", "by {en}")),
            ..Location::default()
        };
        out.file(
            &dossier.unit,
            version.submission,
            submission,
            location,
            message(case, dossier, receipt, deadline.last_day()),
        );
    }
}

fn message(case: &Case<'_>, dossier: &Dossier, receipt: Receipt, last: NaiveDate) -> Message {
    let (name, days) = (case.name(&dossier.unit), dossier.days_late);
    let on = date::to_message(receipt.on);
    let (vi, en) = (on.vi, on.en);
    let calendar = &case.scope.plan.calendar;
    let is_next_working_day =
        calendar.day_off(last).is_some() && receipt.on <= calendar.next_working_day(last);
    let next = if is_next_working_day {
        msg!(
            "; quá hạn lịch, trong ngày làm việc kế tiếp",
            "; late, but received by the next working day"
        )
    } else {
        Message { vi: String::new(), en: String::new() }
    };
    let (by, next_vi, next_en) = (evidence(receipt.evidence), next.vi, next.en);
    let (by_vi, by_en) = (by.vi, by.en);
    let late = counted(days, "day");
    msg!(
        "{name} gửi chậm {days} ngày: nhận ngày {vi} {by_vi}{next_vi}",
        "{name} was {late} late: received on {en} {by_en}{next_en}"
    )
}

const fn evidence(evidence: Evidence) -> Text {
    match evidence {
        Evidence::Decision => {
            Text::new("theo quyết định của văn phòng", "by the office's decision")
        }
        Evidence::Register => {
            Text::new("theo sổ đăng ký văn bản đến", "by the register of incoming documents")
        }
        Evidence::Folder => Text::new("theo thư mục ghi ngày", "by the dated folder"),
        Evidence::Signed => Text::new("theo ngày ký báo cáo", "by the date signed in the report"),
    }
}

#[cfg(test)]
mod tests {
    use crate::model::period::Holiday;
    use crate::rules::fixture::{Fixture, case, codes, day};

    fn message(fixture: &Fixture) -> String {
        let outcome = fixture.outcome();
        outcome
            .findings
            .iter()
            .find(|finding| finding.rule.code == "N102")
            .expect("a finding")
            .message
            .vi
            .clone()
    }

    #[test]
    fn the_first_of_may_is_one_day_late_and_the_thirtieth_of_april_is_not() {
        let late = case().arrived("A", Some(day(2024, 5, 1)));
        assert_eq!(codes(&late), ["N102 A"]);
        assert_eq!(
            message(&late),
            "Đơn vị A gửi chậm 1 ngày: nhận ngày 01/5/2024 theo sổ đăng ký văn bản đến"
        );
        assert_eq!(codes(&case().arrived("A", Some(day(2024, 4, 30)))), [""; 0]);
    }

    #[test]
    fn the_next_working_day_after_a_day_off_is_named() {
        let holidays = [30, 31].map(|n| day(2024, 4, 29) + chrono::TimeDelta::days(n - 29));
        let holiday = |day| Holiday { day, name: "Lễ".to_owned(), name_en: "Holiday".to_owned() };
        let off = |arrived| {
            case()
                .plan(|plan| plan.calendar.holidays.extend(holidays.map(holiday)))
                .arrived("A", Some(arrived))
        };
        assert!(
            message(&off(day(2024, 5, 2))).ends_with("; quá hạn lịch, trong ngày làm việc kế tiếp")
        );
        assert!(message(&off(day(2024, 5, 3))).ends_with("theo sổ đăng ký văn bản đến"));
    }
}
