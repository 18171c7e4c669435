//! B107: unit of measurement differs from the form.

use super::{Check, Reporter, Rule, Severity, figures};
use crate::model::case::RunScope;
use crate::model::number;
use crate::model::reading::Why;
use crate::model::scale::converted;
use crate::model::submission::Submission;
use crate::msg;
use crate::text::{Message, Text};
use rust_decimal::Decimal;

pub(super) static RULE: Rule = Rule {
    code: "B107",
    severity: Severity::Error,
    has_fixed_severity: true,
    title: Text::new("Đơn vị tính khác biểu mẫu", "The unit of measurement differs from the form"),
    why: Text::new(
        "“12 nghìn lượt” và “12 lượt” không cộng được với nhau; chương trình không tự quy đổi.",
        "“12 nghìn lượt” and “12 lượt” cannot be added; the program never converts.",
    ),
    bad: Text::new(
        "CT05, Đơn vị tính đổi thành “nghìn lượt”, số liệu 1",
        "CT05 with the measurement changed to “nghìn lượt”, figure 1",
    ),
    good: Text::new(
        "CT05, Đơn vị tính “lượt”, số liệu 1.250",
        "CT05 with the measurement “lượt”, figure 1.250",
    ),
    fix: Text::new(
        "Ghi số theo đơn vị tính của biểu mẫu và giữ nguyên cột Đơn vị tính. Nếu hai cách ghi cùng nghĩa, văn phòng thêm cách ghi ấy cho chỉ tiêu trong kế hoạch (measure_aliases; ở ke-hoach.xlsx là cột Đơn vị tính viết khác).",
        "Give the figure in the form's unit of measurement and leave the column Đơn vị tính unchanged. If both wordings mean the same, the office adds it to the indicator in the plan (measure_aliases; in ke-hoach.xlsx the column Đơn vị tính viết khác).",
    ),
    unit_fix: Some(Text::new(
        "Ghi số theo đơn vị tính của biểu mẫu và giữ nguyên cột Đơn vị tính.",
        "Give the figure in the form's unit of measurement and leave the column Đơn vị tính unchanged.",
    )),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(scope: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    for (figure, misread) in figures::misread(submission, |why| matches!(why, Why::OtherMeasure(_)))
    {
        let Why::OtherMeasure(found) = &misread.why else {
            continue;
        };
        let code = &figure.indicator;
        let measure =
            scope.plan.indicator(code).map_or("?", |indicator| indicator.measure.as_str());
        let shown = misread.likely.and_then(|number| shown(number, found, measure));
        figures::report_one(
            out,
            figure,
            shown.unwrap_or_else(|| msg!("đơn vị tính “{measure}”", "the measurement “{measure}”")),
            msg!(
                "{code}: đơn vị tính “{found}”, biểu mẫu là “{measure}”",
                "{code}: measured in “{found}”, the form asks for “{measure}”"
            ),
        );
    }
}

/// Says what a number in another scale is in the form's measure.
fn shown(number: Decimal, found: &str, measure: &str) -> Option<Message> {
    let [number, asked] = [number, converted(number, found, measure)?].map(number::to_message);
    let (number_en, asked_en) = (number.en, asked.en);
    let (number, asked) = (number.vi, asked.vi);
    Some(msg!(
        "đơn vị tính “{measure}”; {number} {found} là {asked} {measure}",
        "the measurement “{measure}”; {number_en} {found} is {asked_en} {measure}"
    ))
}

#[cfg(test)]
mod tests {
    use crate::model::reading::{Reading, Why};
    use crate::rules::fixture::{case, codes, total};

    #[test]
    fn another_measure_is_not_counted() {
        let other = Reading::misread(Why::OtherMeasure("nghìn cuộc".to_owned()), Some(1.into()));
        let fixture = case().reading("A", "CT05", other, "1", false);
        assert_eq!(codes(&fixture), ["B107 A"]);
        assert_eq!(total(&fixture, "CT05").1, 2);
    }
}
