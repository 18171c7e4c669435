//! G106: a number with two possible readings.

use super::{Check, Reporter, Rule, Severity, figures};
use crate::model::case::RunScope;
use crate::model::number::written_vi;
use crate::model::reading::Why;
use crate::model::submission::Submission;
use crate::msg;
use crate::text::Text;
use rust_decimal::Decimal;

pub(super) static RULE: Rule = Rule {
    code: "G106",
    severity: Severity::Error,
    has_fixed_severity: true,
    title: Text::new("Số có hai cách đọc", "A number with two possible readings"),
    why: Text::new(
        "Dấu chấm ngăn hàng nghìn gõ trên máy dùng kiểu số nước ngoài thành dấu thập phân: 1.250 lượt còn lại 1,25. Chọn cách đọc nào cũng là đoán, và sai nghìn lần.",
        "On a machine with foreign settings, a full stop typed for thousands becomes a decimal point: 1.250 becomes 1,25. Choosing either reading would be guessing, and the error could be a thousandfold.",
    ),
    bad: Text::new("CT05 trong ô là 1,25", "The cell of CT05 holds 1,25"),
    good: Text::new(
        "CT05 trong ô là 1250, hiện 1.250",
        "The cell of CT05 holds 1250, shown as 1.250",
    ),
    fix: Text::new(
        "Gõ lại số không có dấu ngăn, ví dụ 1250; để ô ở định dạng số thường.",
        "Type the number again without any separator, for example 1250; leave the cell in a plain number format.",
    ),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(scope: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    for (figure, misread) in figures::misread(submission, |why| matches!(why, Why::TwoReadings(_)))
    {
        let Why::TwoReadings(other) = misread.why else {
            continue;
        };
        let (code, found) = (&figure.indicator, figure.raw.as_deref().unwrap_or_default());
        // the number in the cell or, if the cell contains text, the other number divided by a
        // thousand
        let held = misread.likely.or_else(|| found.parse::<Decimal>().ok());
        let stands = held.unwrap_or(other / Decimal::ONE_THOUSAND).normalize();
        let (stands_vi, other_vi) = (written_vi(stands), written_vi(other));
        let is_count =
            scope.plan.indicator(code).is_none_or(|indicator| indicator.answer.is_count());
        let expected = if is_count {
            msg!(
                "số nguyên đúng của đơn vị, gõ không có dấu ngăn",
                "the unit's own whole number, typed without separators"
            )
        } else {
            msg!(
                "số đúng của đơn vị, gõ không có dấu ngăn hàng nghìn; tỷ lệ thì gõ cả dấu %",
                "the unit's own number, typed without separators of thousands; a percentage with its sign"
            )
        };
        figures::report_answer(
            out,
            scope,
            figure,
            expected,
            msg!(
                "{code}: “{found}” có thể là {stands_vi} hoặc {other_vi}",
                "{code}: “{found}” may be {stands} or {other}"
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::model::number::count_from_number;
    use crate::rules::fixture::{case, codes, total};

    #[test]
    fn a_count_that_may_be_a_thousandfold_is_not_guessed() {
        for fixture in [case().number("A", "CT05", 1.25), case().figure("A", "CT05", "1,25")] {
            assert_eq!(codes(&fixture), ["G106 A"]);
            assert_eq!(total(&fixture, "CT05").1, 2);
        }
    }

    #[test]
    fn a_number_displayed_with_three_decimals_is_ambiguous() {
        let fixture =
            case().reading("A", "CT05", count_from_number(2.0, Some("2.000")), "2", false);
        assert_eq!(codes(&fixture), ["G106 A"]);
        let message = "“2” có thể là 2 hoặc 2.000";
        assert!(
            fixture.outcome().findings[0].message.vi.ends_with(message),
            "{}",
            fixture.outcome().findings[0].message
        );
    }

    #[test]
    fn a_whole_number_is_silent() {
        assert_eq!(codes(&case().number("A", "CT05", 1250.0)), [""; 0]);
    }
}
