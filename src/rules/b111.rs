//! B111: text outside the form's answers.

use super::{Check, Location, Reporter, Rule, Scope, Severity};
use crate::model::about::About;
use crate::model::case::RunScope;
use crate::model::submission::{Observed, Submission};
use crate::msg;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "B111",
    severity: Severity::Warning,
    scope: Scope::File,
    title: Text::new(
        "Có nội dung ngoài các ô trả lời của biểu mẫu",
        "Text outside the form's answers",
    ),
    why: Text::new(
        "Lời ghi bên cạnh, phía trên, phía dưới bảng, trong ghi chú của ô, hộp văn bản, đầu và chân trang in không có chỗ trong bảng tổng hợp nên không được dùng; trong đó có thể có số đính chính hoặc nội dung quan trọng.",
        "Words beside, above or below the tables, in cell notes, text boxes and page heads or feet have no place in the consolidated workbook and are not used; they may hold a correction or other important content.",
    ),
    bad: Text::new(
        "Dưới bảng Số liệu ghi “CT05 tính cả đợt phát tờ rơi tháng 11”",
        "“CT05 tính cả đợt phát tờ rơi tháng 11” written below the table Số liệu",
    ),
    good: Text::new(
        "Ghi ở cột Ghi chú của chỉ tiêu, hoặc ở trang Đánh giá",
        "Written in the column Ghi chú of the indicator, or on the sheet Đánh giá",
    ),
    fix: Text::new(
        "Đọc nội dung này; nếu là câu trả lời hoặc đính chính thì đề nghị đơn vị ghi vào đúng ô của biểu mẫu.",
        "Read this text; if it is an answer or a correction, ask the unit to enter it in the form's own cells.",
    ),
    unit_fix: Some(Text::new(
        "Nếu đây là câu trả lời hoặc đính chính thì ghi vào đúng ô của biểu mẫu rồi gửi lại.",
        "If this is an answer or a correction, enter it in the form's own cells and resubmit.",
    )),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(_: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let Some(report) = submission.report() else {
        return;
    };
    for seen in report.observed(Observed::Outside) {
        let words = seen.found.as_deref().unwrap_or_default();
        let sheet = seen.sheet.as_deref().unwrap_or("?");
        let message = match About::label(&seen.about) {
            Some(label) => msg!(
                "Trang “{sheet}”, {label}: “{words}”; không được dùng",
                "Sheet “{sheet}”, {label}: “{words}”; not used"
            ),
            None => msg!(
                "Trang “{sheet}” có nội dung ngoài các ô trả lời, không được dùng: {words}",
                "The sheet “{sheet}” has text outside the form's answers, not used: {words}"
            ),
        };
        out.report(Location::from_observation(seen), message);
    }
    for seen in report.observed(Observed::Reply) {
        let (line, words) = (
            About::label(&seen.about).unwrap_or_default(),
            seen.found.as_deref().unwrap_or_default(),
        );
        let message = msg!(
            "Ý kiến của đơn vị ở trang Cần sửa, {line}: “{words}”",
            "The unit’s reply on the sheet Cần sửa, {line}: “{words}”"
        );
        let finding = out.report(Location::from_observation(seen), message);
        (finding.severity, finding.fix) = (Severity::Note, REPLIED.to_message());
    }
}

/// Correction for a reply of a unit.
const REPLIED: Text = Text::new(
    "Đọc ý kiến này rồi quyết định: chấp nhận nguyên trạng (tonghop decide waive), hoặc đề nghị đơn vị sửa.",
    "Read the reply, then decide: accept the value unchanged (tonghop decide waive), or ask the unit to correct it.",
);

#[cfg(test)]
mod tests {
    use crate::model::submission::Observed;
    use crate::rules::Severity;
    use crate::rules::fixture::{case, codes};

    #[test]
    fn text_outside_the_answers_is_quoted() {
        let fixture = case().observed("A", Observed::Outside, Some("B31: còn 2 xã chưa báo cáo"));
        assert_eq!(codes(&fixture), ["B111 A"]);
        assert!(fixture.outcome().findings[0].message.vi.contains("còn 2 xã chưa báo cáo"));
    }

    #[test]
    fn a_reply_of_the_unit_is_a_note() {
        let fixture = case().observed("A", Observed::Reply, Some("Số này đúng, đã kiểm tra"));
        let outcome = fixture.outcome();
        assert_eq!(
            (codes(&fixture), outcome.findings[0].severity),
            (vec!["B111 A".to_owned()], Severity::Note)
        );
        assert!(outcome.findings[0].message.vi.contains("Số này đúng, đã kiểm tra"));
    }
}
