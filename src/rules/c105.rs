//! C105: the count of documents or incidents differs from the list.

use super::{Bars, Check, Rule, Severity, Reporter, figures, gathered};
use crate::model::case::Brief;
use crate::model::form::Sheet;
use crate::model::number::written_vi;
use crate::model::plan::RowsOf;
use crate::model::submission::{Report, Submission};
use crate::say;
use rust_decimal::Decimal;
use crate::text::Text;

/// See the module.
pub(super) static RULE: Rule = Rule {
    code: "C105",
    severity: Severity::Warning,
    title: Text::new("Số đếm khác danh mục trong cùng báo cáo", "A count differs from the list in the same report"),
    why: Text::new("Số văn bản, số vụ việc phải bằng số dòng đã kê; lệch nhau thì một trong hai còn thiếu.", "The number of documents or incidents must be that of the rows listed; where they differ one of the two is incomplete."),
    bad: Text::new("CT01 = 5, trang Văn bản có 3 dòng", "CT01 = 5, the sheet Văn bản has 3 rows"),
    good: Text::new("CT01 = 3, trang Văn bản có 3 dòng", "CT01 = 3, the sheet Văn bản has 3 rows"),
    fix: Text::new("Kê đủ danh mục hoặc sửa số đếm cho khớp.", "Complete the list or mend the count so that they agree."),
    check: Check::Submission(check),
};

fn check(brief: &Brief<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let Some(report) = submission.report() else { return };
    for indicator in &brief.plan.indicators {
        let Some((sheet, rows)) = indicator.rows_of.map(|list| list_of(report, list)) else { continue };
        let Some(figure) = report.figure(&indicator.code).filter(|_| !report.lacks(sheet)) else { continue };
        let Some(amount) = figure.reading.amount().filter(|amount| *amount != Decimal::from(rows)) else { continue };
        let (code, list, count) = (&indicator.code, sheet.title(), written_vi(amount));
        let expected = say!("{rows}, bằng số dòng của trang “{list}”", "{rows}, as many as the rows of the sheet “{list}”");
        let Some(gathered) = gathered::by_sheet([figures::entry(figure)]).into_iter().next() else { continue };
        let finding = out.report(
            gathered.spot(Some(expected)),
            say!("{code} ghi {count}, trang “{list}” có {rows} dòng", "{code} says {amount}, the sheet “{list}” has {rows} row(s)"),
        );
        finding.bars = Bars::Values(vec![code.clone()]);
    }
}

fn list_of(report: &Report, list: RowsOf) -> (Sheet, usize) {
    match list {
        RowsOf::Documents => (Sheet::Documents, report.documents.len()),
        RowsOf::Incidents => (Sheet::Incidents, report.incidents.len()),
    }
}

#[cfg(test)]
mod tests {
    use crate::model::form::Sheet;
    use crate::rules::fixture::{case, codes, document, total};

    #[test]
    fn a_count_that_is_not_its_lists_is_found_and_counts() {
        let fixture = case().number("A", "CT01", 3.0);
        assert_eq!(codes(&fixture), ["C105 A"]);
        assert_eq!(total(&fixture, "CT01").1, 3);
        assert_eq!(codes(&case().report("A", |report| report.documents.push(document("3/CV")))), ["C105 A"]);
    }

    #[test]
    fn a_missing_list_is_another_rule() {
        assert_eq!(codes(&case().without_sheet("A", Sheet::Documents)), ["B101 A"]);
        assert_eq!(codes(&case()), [""; 0]);
    }
}
