//! B103: rows, columns or sheets that the form does not have.

use super::{Check, Location, Marks, Reporter, Rule, Scope, Severity};
use crate::model::about::About;
use crate::model::case::RunScope;
use crate::model::submission::{Observed, Submission, Surplus};
use crate::msg;
use crate::text::{Text, counted};

pub(super) static RULE: Rule = Rule {
    code: "B103",
    severity: Severity::Warning,
    scope: Scope::File,
    marks: Marks::Layout,
    title: Text::new(
        "Dòng, cột hoặc trang ngoài biểu mẫu",
        "Rows, columns or sheets that the form does not have",
    ),
    why: Text::new(
        "Phần đơn vị tự thêm không có chỗ trong bảng tổng hợp nên không được dùng; nếu có số liệu quan trọng thì phải đưa vào đúng chỗ.",
        "Content that a unit adds has no place in the consolidated workbook and is not used. Anything important in it must move to the form's own cells.",
    ),
    bad: Text::new(
        "Thêm dòng “Số vụ khác: 3” dưới bảng Số liệu",
        "A row “Số vụ khác: 3” added below the table Số liệu",
    ),
    good: Text::new(
        "Ghi thêm ở cột Ghi chú hoặc trang Đánh giá",
        "Said in the column Ghi chú or on the sheet Đánh giá",
    ),
    fix: Text::new(
        "Xem phần thêm có gì cần tính không; nếu có, chuyển vào ô của biểu mẫu hoặc cột Ghi chú.",
        "Check whether any of it should count; if so, move it to a cell of the form or to the column Ghi chú.",
    ),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(_: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let Some(report) = submission.report() else {
        return;
    };
    for surplus in [Surplus::Rows, Surplus::Column, Surplus::Sheet] {
        for extra in report.observed(Observed::Extra(surplus)) {
            let label = About::label(&extra.about);
            let name = label.as_deref().or(extra.found.as_deref()).unwrap_or("?");
            let count = extra.cells.len();
            let is_unasked = surplus == Surplus::Rows && !extra.about.is_empty();
            let message = match surplus {
                Surplus::Rows if is_unasked => msg!(
                    "Chỉ tiêu {name} không hỏi đơn vị này; số liệu không được dùng",
                    "The unit is not asked for {name}; the figure is not used"
                ),
                Surplus::Rows => {
                    let cells = counted(count, "cell");
                    msg!(
                        "{count} ô ở dòng ngoài biểu mẫu, không được dùng",
                        "{cells} in rows that the form does not have, not used"
                    )
                }
                Surplus::Column => msg!(
                    "Cột “{name}” ngoài biểu mẫu, không được dùng",
                    "The column “{name}” is not of the form and is not used"
                ),
                Surplus::Sheet => msg!(
                    "Trang “{name}” ngoài biểu mẫu, không được dùng",
                    "The sheet “{name}” is not of the form and is not used"
                ),
            };
            let finding = out.report(Location::from_observation(extra), message);
            finding.remedy(extra);
            if is_unasked {
                finding.fix = msg!(
                    "Nếu đơn vị phải báo cáo chỉ tiêu này thì văn phòng thêm đơn vị cho chỉ tiêu trong kế hoạch (only; ở ke-hoach.xlsx là cột Chỉ hỏi các đơn vị); nếu không thì không phải làm gì.",
                    "If the unit must report it, the office adds the unit to the indicator in the plan (only; in ke-hoach.xlsx the column Chỉ hỏi các đơn vị); otherwise no action is needed."
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::submission::{Observed, Surplus};
    use crate::rules::fixture::{case, codes};

    #[test]
    fn additions_of_the_unit_are_reported_as_unused() {
        for surplus in [Surplus::Rows, Surplus::Column, Surplus::Sheet] {
            assert_eq!(
                codes(&case().observed("A", Observed::Extra(surplus), Some("Khác"))),
                ["B103 A"]
            );
        }
    }
}
