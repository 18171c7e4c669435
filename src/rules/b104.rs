//! B104: found by wording because its code or heading was changed.

use super::{Check, Excludes, Location, Marks, Reporter, Rule, Severity, figures};
use crate::model::about::About;
use crate::model::case::RunScope;
use crate::model::origin::CellRef;
use crate::model::submission::{ClaimedBy, Observation, Observed, Report, Submission};
use crate::msg;
use crate::text::{Text, counted};

pub(super) static RULE: Rule = Rule {
    code: "B104",
    severity: Severity::Warning,
    marks: Marks::Layout,
    title: Text::new(
        "Nhận ra theo lời văn vì mã hoặc tiêu đề bị đổi",
        "Found by wording because its code or heading was changed",
    ),
    why: Text::new(
        "Mã và tiêu đề là cách nhận ra câu trả lời. Mất mã thì chương trình nhận theo lời văn trùng khớp; câu trả lời được tính nhưng cần người xem lại.",
        "Answers are recognized by their codes and headings. If a code is missing, the program matches identical wording; the answer counts, but someone must check it.",
    ),
    bad: Text::new(
        "Cột Mã bị xóa; chỉ còn “Cuộc kiểm tra, tự kiểm tra”",
        "The column Mã was deleted; only “Cuộc kiểm tra, tự kiểm tra” is left",
    ),
    good: Text::new("Dòng có mã CT21 như biểu mẫu", "The row has the code CT21 as on the form"),
    fix: Text::new(
        "Kiểm tra dòng hoặc cột này đã được hiểu đúng chưa; lần sau giữ nguyên mã và tiêu đề của biểu mẫu.",
        "Check that the row or column was matched correctly; next time keep the form's codes and headings.",
    ),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(_: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let Some(report) = submission.report() else {
        return;
    };
    for what in [Observed::RowByWording, Observed::ColumnByWording, Observed::UnitByWording] {
        for by_wording in report.observed(what) {
            let (count, found) =
                (by_wording.cells.len(), by_wording.found.as_deref().unwrap_or_default());
            let heading = About::label(&by_wording.about).unwrap_or_default();
            let message = match what {
                Observed::RowByWording => {
                    let rows = counted(count, "row");
                    msg!(
                        "{count} dòng mất mã hoặc mã bị đổi, được nhận ra theo lời văn",
                        "{rows} found by wording: the code is lost or changed"
                    )
                }
                Observed::ColumnByWording => msg!(
                    "Cột “{found}” được hiểu là cột “{heading}”",
                    "The column “{found}” was taken for the column “{heading}”"
                ),
                _ if is_code(submission, found) => msg!(
                    "Mã đơn vị “{found}” không có trong danh sách; đơn vị được nhận ra theo tên",
                    "The unit code “{found}” is not in the list; the unit was found by its name"
                ),
                _ => msg!(
                    "Không ghi mã và tên đơn vị; đơn vị được nhận ra theo đầu trang “{found}”",
                    "Neither code nor name of the unit is given; it was found by the title “{found}”"
                ),
            };
            let finding = out.report(Location::from_observation(by_wording), message);
            finding.remedy(by_wording);
            // an unknown unit code is an answer, not a layout change
            if what == Observed::UnitByWording && is_code(submission, found) {
                finding.marks = Marks::Answers;
            }
            finding.excludes = excludes(report, what, by_wording);
        }
    }
}

/// Returns the values that were identified by wording.
fn excludes(report: &Report, what: Observed, seen: &Observation) -> Excludes {
    let in_row = |at: CellRef| seen.cells.iter().any(|cell| cell.row == at.row);
    match what {
        Observed::RowByWording => {
            Excludes::Values(figures::in_cells(report, seen.sheet.as_deref(), in_row))
        }
        Observed::ColumnByWording => {
            Excludes::Values(figures::in_cells(report, seen.sheet.as_deref(), |_| true))
        }
        _ => Excludes::Report,
    }
}

/// Returns whether a text is the answer to the unit code.
fn is_code(submission: &Submission, written: &str) -> bool {
    submission
        .identity
        .claims
        .iter()
        .any(|claim| claim.by == ClaimedBy::Code && claim.written == written)
}

#[cfg(test)]
mod tests {
    use crate::model::form::Sheet;
    use crate::model::heading_aliases::HeadingAlias;
    use crate::model::submission::Observed;
    use crate::rules::fixture::{case, codes};

    #[test]
    fn identification_by_wording_is_reported() {
        for what in [Observed::RowByWording, Observed::ColumnByWording, Observed::UnitByWording] {
            assert_eq!(codes(&case().observed("A", what, Some("Kết quả kỳ này"))), ["B104 A"]);
        }
    }

    #[test]
    fn the_correction_contains_the_line_for_the_plan() {
        let fixture = case()
            .observed("A", Observed::ColumnByWording, Some("Kết quả kỳ này"))
            .report("A", |report| {
                report.observations[0].remedy = Some(HeadingAlias {
                    sheet: Sheet::Figures,
                    heading: "Số liệu",
                    wording: "Kết quả kỳ này".to_owned(),
                });
            });
        let outcome = fixture.outcome();
        let fix = &outcome.findings[0].fix;
        assert!(
            fix.vi.contains(
                "thêm “Kết quả kỳ này” vào dòng “Số liệu” của bảng [headings.\"Số liệu\"]"
            ),
            "{fix}"
        );
    }
}
