//! B101: a sheet of the form is missing.

use super::{Check, Excludes, Location, Marks, Reporter, Rule, Severity, figures};
use crate::model::about::About;
use crate::model::case::RunScope;
use crate::model::form::Sheet;
use crate::model::submission::Submission;
use crate::msg;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "B101",
    severity: Severity::Error,
    has_fixed_severity: true,
    marks: Marks::Parts,
    title: Text::new("Thiếu trang của biểu mẫu", "A sheet of the form is missing"),
    why: Text::new(
        "Thiếu một trang thì mọi câu trả lời của trang đó không có chỗ. Trang được nhận ra theo tiêu đề cột và nhãn, không theo tên trang; đổi tên trang không phải là thiếu.",
        "If a sheet is missing, its answers cannot be read. Sheets are recognized by their headings and labels, not by their names; a renamed sheet is not missing.",
    ),
    bad: Text::new("Tệp không có trang Đột xuất", "The file has no sheet Đột xuất"),
    good: Text::new(
        "Đủ sáu trang của biểu mẫu; trang không có gì thì để trống",
        "All six sheets of the form; a sheet with nothing to say stays blank",
    ),
    fix: Text::new(
        "Chép câu trả lời vào biểu mẫu do văn phòng cấp, giữ đủ các trang, rồi gửi lại.",
        "Copy the answers into the form the office issued, keep all its sheets, and resubmit.",
    ),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(_: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let Some(report) = submission.report() else {
        return;
    };
    let missing: Vec<Sheet> = Sheet::ALL.into_iter().filter(|sheet| report.lacks(*sheet)).collect();
    if missing.is_empty() {
        return;
    }
    let quoted =
        missing.iter().map(|sheet| format!("“{}”", sheet.title())).collect::<Vec<_>>().join(", ");
    let expected = msg!("đủ các trang của biểu mẫu", "all sheets of the form");
    let location = Location {
        about: missing.iter().copied().map(About::Sheet).collect(),
        expected: Some(expected),
        ..Location::default()
    };
    let finding =
        out.report(location, msg!("Thiếu trang {quoted}", "Missing from the form: {quoted}"));
    if report.lacks(Sheet::Figures) {
        finding.excludes = Excludes::Values(figures::codes(report));
    }
}

#[cfg(test)]
mod tests {
    use crate::model::form::Sheet;
    use crate::rules::fixture::{case, codes, total};

    #[test]
    fn missing_sheets_are_one_finding_without_consequent_ones() {
        let fixture = case().without_sheet("A", Sheet::Figures).without_sheet("A", Sheet::Tasks);
        assert_eq!(codes(&fixture), ["B101 A"]);
        assert_eq!(total(&fixture, "CT01").1, 2);
        assert_eq!(codes(&case().without_sheet("A", Sheet::Documents)), ["B101 A"]);
        assert_eq!(codes(&case().without_sheet("A", Sheet::Info)), ["B101 A"]);
    }
}
