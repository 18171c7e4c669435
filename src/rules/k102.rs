//! K102: the last on-time day is a holiday or weekend.

use super::{Check, Location, Reporter, Rule, Scope, Severity, Waiver};
use crate::model::about::About;
use crate::model::case::Case;
use crate::model::date;
use crate::model::period::Deadline;
use crate::msg;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "K102",
    severity: Severity::Note,
    scope: Scope::Office,
    waiver: Waiver::OnRequest,
    title: Text::new(
        "Ngày cuối của thời hạn là ngày nghỉ",
        "The last on-time day is a holiday or weekend",
    ),
    why: Text::new(
        "Bộ luật Dân sự 2015, Điều 148 khoản 5 lùi ngày cuối của thời hạn rơi vào ngày nghỉ sang ngày làm việc kế tiếp; điều đó có áp dụng cho mốc “trước ngày” của kế hoạch hay không là việc của văn phòng, nên chương trình không tự lùi hạn.",
        "Bộ luật Dân sự 2015, Điều 148 khoản 5 moves the end of a term that falls on a day off to the next working day. Only the office can say whether this applies to the plan's “before”, so the program never moves a deadline.",
    ),
    bad: Text::new(
        "Hạn “trước 01/5” mà 30/4 là ngày lễ",
        "A deadline “before 01/5” when 30/4 is a holiday",
    ),
    good: Text::new(
        "Nhắc đơn vị gửi vào ngày làm việc cuối cùng trước đó",
        "Units are reminded to send by the last working day before it",
    ),
    fix: Text::new(
        "Nhắc đơn vị gửi trước kỳ nghỉ. Nếu văn phòng chấp nhận ngày làm việc kế tiếp thì ghi quyết định gia hạn.",
        "Remind the units to send before the days off. If the office accepts the next working day, record an extension.",
    ),
    check: Check::Case(check),
    ..Rule::DEFAULT
};

fn check(case: &Case<'_>, out: &mut Reporter<'_>) {
    let (calendar, period) = (&case.scope.plan.calendar, case.scope.period);
    let Some(last) = period.deadline.map(Deadline::last_day) else {
        return;
    };
    let Some(rest) = calendar.day_off(last) else {
        return;
    };
    let (why, working) = (rest.to_message(), date::to_message(calendar.last_working_day(last)));
    let last = date::to_message(last);
    let (vi, en, rest_vi, rest_en, before_vi, before_en) =
        (last.vi, last.en, why.vi, why.en, working.vi, working.en);
    let location = Location {
        about: vec![About::Other(period.code.to_string())],
        found: Some(vi.clone()),
        ..Location::default()
    };
    out.report(
        location,
        msg!(
            "Ngày cuối cùng của thời hạn, {vi}, là {rest_vi}; ngày làm việc cuối cùng trước đó là {before_vi}",
            "The last on-time day, {en}, is {rest_en}; the last working day before it is {before_en}"
        ),
    );
}

#[cfg(test)]
mod tests {
    use crate::model::period::{Deadline, Holiday};
    use crate::rules::fixture::{case, codes, day};

    #[test]
    fn a_deadline_on_a_day_off_is_noted() {
        let holiday = Holiday {
            day: day(2024, 4, 30),
            name: "Chiến thắng".to_owned(),
            name_en: "Victory Day".to_owned(),
        };
        assert_eq!(codes(&case().plan(|plan| plan.calendar.holidays.push(holiday))), ["K102 -"]);
        assert_eq!(
            codes(
                &case()
                    .plan(|plan| plan.periods[0].deadline = Some(Deadline::By(day(2024, 4, 28))))
            ),
            ["K102 -"]
        );
    }

    #[test]
    fn a_deadline_on_a_working_day_is_silent() {
        assert_eq!(
            codes(
                &case()
                    .plan(|plan| plan.periods[0].deadline = Some(Deadline::By(day(2024, 4, 29))))
            ),
            [""; 0]
        );
    }
}
