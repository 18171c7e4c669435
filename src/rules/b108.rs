//! B108: values in hidden rows, columns or sheets.

use super::{Check, Excludes, Location, Marks, Reporter, Rule, Severity, figures};
use crate::model::case::RunScope;
use crate::model::origin::CellRef;
use crate::model::submission::{Observed, Submission};
use crate::msg;
use crate::text::{Text, counted};

pub(super) static RULE: Rule = Rule {
    code: "B108",
    severity: Severity::Warning,
    marks: Marks::Layout,
    title: Text::new(
        "Có nội dung ở dòng, cột hoặc trang bị ẩn",
        "Something in hidden rows, columns or sheets",
    ),
    why: Text::new(
        "Người ký có thể không thấy phần bị ẩn. Dòng, cột ẩn của biểu mẫu vẫn được đọc; trang ẩn chỉ được đọc khi không có trang nào khác thay.",
        "The person who signs may not see what is hidden. Hidden rows and columns of the form are read; a hidden sheet is read only if no visible sheet replaces it.",
    ),
    bad: Text::new("Dòng CT09 bị ẩn nhưng có số 40", "The row CT09 is hidden and holds 40"),
    good: Text::new("Mọi dòng của biểu mẫu đều hiện", "Every row of the form is shown"),
    fix: Text::new(
        "Cho hiện phần bị ẩn và kiểm tra lại số liệu ở đó với đơn vị.",
        "Unhide it and check its figures with the unit.",
    ),
    unit_fix: Some(Text::new(
        "Cho hiện phần bị ẩn, kiểm tra lại số liệu ở đó rồi gửi lại.",
        "Show what is hidden, check the figures there and send it again.",
    )),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(_: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let Some(report) = submission.report() else {
        return;
    };
    for used in [true, false] {
        for hidden in report.observed(Observed::Hidden(used)) {
            let sheet = hidden.sheet.as_deref().unwrap_or("?");
            let count = hidden.cells.len();
            let message = match (used, !hidden.about.is_empty()) {
                (true, false) => {
                    let cells = counted(count, "cell");
                    msg!(
                        "{count} ô ở dòng hoặc cột bị ẩn của trang “{sheet}”; các giá trị vẫn được dùng",
                        "{cells} in hidden rows or columns of the sheet “{sheet}”; their values were used"
                    )
                }
                (true, true) => msg!(
                    "Trang “{sheet}” bị ẩn; nội dung vẫn được dùng vì không có trang nào khác",
                    "The sheet “{sheet}” is hidden; it was used since there is no other"
                ),
                (false, _) => msg!(
                    "Trang “{sheet}” bị ẩn; nội dung không được dùng",
                    "The sheet “{sheet}” is hidden; it was not used"
                ),
            };
            let in_sight = |at: CellRef| hidden.about.is_empty() && !hidden.cells.contains(&at);
            let excludes = Excludes::Values(figures::in_cells(
                report,
                hidden.sheet.as_deref().filter(|_| used),
                |at| !in_sight(at),
            ));
            out.report(Location::from_observation(hidden), message).excludes = excludes;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::submission::Observed;
    use crate::rules::fixture::{case, codes};

    #[test]
    fn hidden_content_is_reported_whether_used_or_not() {
        for used in [true, false] {
            assert_eq!(codes(&case().observed("A", Observed::Hidden(used), None)), ["B108 A"]);
        }
    }
}
