//! B102: a column is missing.

use super::{Check, Excludes, Location, Marks, Rule, Severity};
use crate::model::about::About;
use crate::model::form::{Column, Sheet};
use crate::model::submission::Observed;
use crate::msg;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "B102",
    severity: Severity::Error,
    has_fixed_severity: true,
    marks: Marks::Parts,
    title: Text::new("Thiếu cột của biểu mẫu", "A column of the form is missing"),
    why: Text::new(
        "Thiếu một cột thì mọi câu trả lời của cột đó không có chỗ; văn phòng không thể biết cột nào thay cho nó.",
        "If a column is missing, its answers cannot be read; the office cannot know which other column replaces it.",
    ),
    bad: Text::new(
        "Trang Số liệu có các cột Mã, Chỉ tiêu, Ghi chú",
        "The sheet Số liệu has the columns Mã, Chỉ tiêu, Ghi chú",
    ),
    good: Text::new(
        "Trang Số liệu có đủ Mã, Chỉ tiêu, Đơn vị tính, Số liệu, Ghi chú",
        "The sheet Số liệu has Mã, Chỉ tiêu, Đơn vị tính, Số liệu, Ghi chú",
    ),
    fix: Text::new(
        "Thêm lại cột với đúng tiêu đề của biểu mẫu, hoặc chép số liệu vào biểu mẫu do văn phòng cấp rồi gửi lại.",
        "Put the column back with the form's own heading, or copy the figures into the form the office issued, and resubmit.",
    ),
    check: Check::Submission(|_, submission, out| {
        let Some(report) = submission.report() else {
            return;
        };
        for sheet in Sheet::TABLES {
            for missing in report.observed(Observed::MissingColumn(sheet)) {
                let heading = About::label(&missing.about).unwrap_or_default();
                let title = missing.sheet.as_deref().unwrap_or(sheet.title());
                let message = msg!(
                    "Trang “{title}” thiếu cột “{heading}”",
                    "The sheet “{title}” has no column “{heading}”"
                );
                let expected =
                    msg!("một cột có tiêu đề “{heading}”", "a column with the heading “{heading}”");
                let finding = out.report(
                    Location { expected: Some(expected), ..Location::from_observation(missing) },
                    message,
                );
                finding.remedy(missing);
                if missing.about.contains(&About::Column(Sheet::Figures, Column::Figure)) {
                    finding.excludes = Excludes::Values(
                        report.figures.iter().map(|figure| figure.indicator.clone()).collect(),
                    );
                }
            }
        }
    }),
    ..Rule::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::model::form::{Column, Sheet};
    use crate::rules::fixture::{case, codes};

    #[test]
    fn a_missing_column_is_one_finding_without_consequent_ones() {
        assert_eq!(codes(&case().without_column("A", Sheet::Figures, Column::Figure)), ["B102 A"]);
    }

    #[test]
    fn an_optional_column_may_be_missing() {
        assert_eq!(codes(&case().without_column("A", Sheet::Figures, Column::Note)), [""; 0]);
    }
}
