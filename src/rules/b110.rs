//! B110: words at a figure that may change what it counts.

use super::{Check, Excludes, Location, Reporter, Rule, Scope, Severity, figures};
use crate::model::case::RunScope;
use crate::model::reading::Why;
use crate::model::submission::{Observed, Submission};
use crate::msg;
use crate::text::Text;
use std::collections::BTreeSet;

pub(super) static RULE: Rule = Rule {
    code: "B110",
    severity: Severity::Error,
    has_fixed_severity: true,
    scope: Scope::Words,
    title: Text::new(
        "Lời ghi ở số liệu có thể làm thay đổi điều được đếm",
        "Words at a figure may change what it counts",
    ),
    why: Text::new(
        "Tiêu đề, dòng trên bảng, tên chỉ tiêu hoặc ghi chú nói đến kỳ khác, bội số (nghìn, triệu), phạm vi khác (xã, toàn tỉnh) hay loại số khác (kế hoạch, tăng giảm) thì số đó không phải là số biểu mẫu hỏi. Chưa rõ thì không cộng.",
        "If a heading, a line above the table, a wording or a note names another period, a scale (thousands), another scope (a commune, the province) or another kind of figure (planned, change), the figure is not what the form asks for. Uncertain figures are not counted.",
    ),
    bad: Text::new(
        "Tiêu đề cột “Số liệu (nghìn)”; CT15 ghi “Phương án chưa được phê duyệt”",
        "The heading “Số liệu (nghìn)”; CT15 worded “Phương án chưa được phê duyệt”",
    ),
    good: Text::new(
        "Giữ nguyên tiêu đề “Số liệu” và tên chỉ tiêu của biểu mẫu",
        "The form's heading “Số liệu” and its wordings unchanged",
    ),
    fix: Text::new(
        "Ghi số liệu của đúng kỳ, đúng phạm vi vào biểu mẫu, giữ nguyên tiêu đề và tên chỉ tiêu rồi gửi lại.",
        "Enter the figures of this period and of the whole unit on the form, keep its headings and wordings, and resubmit.",
    ),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(_: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let Some(report) = submission.report() else {
        return;
    };
    for seen in report.observed(Observed::Qualifying) {
        let words = seen.found.as_deref().unwrap_or_default();
        let sheet = seen.sheet.as_deref();
        let here: BTreeSet<_> =
            figures::in_cells(report, sheet, |at| seen.cells.contains(&at)).into_iter().collect();
        let doubtful = figures::misread(submission, |why| matches!(why, Why::Qualified(_)))
            .map(|(figure, _)| &figure.indicator);
        let exclusions: Vec<_> = doubtful.filter(|code| here.contains(*code)).cloned().collect();
        let count = exclusions.len();
        let message = match exclusions.as_slice() {
            [code] => msg!(
                "{code}: “{words}” có thể làm thay đổi điều được đếm; số liệu chưa được tính",
                "{code}: “{words}” may change what is counted; the figure is not counted"
            ),
            _ => msg!(
                "“{words}” có thể làm thay đổi điều được đếm; {count} số liệu chưa được tính",
                "“{words}” may change what is counted; {count} figures are not counted"
            ),
        };
        let mut location = Location::from_observation(seen);
        location.expected =
            Some(msg!("tiêu đề, tên chỉ tiêu của biểu mẫu", "the form's headings and wordings"));
        out.report(location, message).excludes = Excludes::Values(exclusions);
    }
}

#[cfg(test)]
mod tests {
    use crate::model::about::About;
    use crate::model::form::{Column, Sheet};
    use crate::model::origin::CellRef;
    use crate::model::reading::{Reading, Why};
    use crate::model::submission::{Observation, Observed};
    use crate::rules::fixture::{case, codes, total};

    #[test]
    fn a_figure_with_qualifying_words_is_not_counted() {
        let doubtful =
            Reading::misread(Why::Qualified("Số liệu (nghìn)".to_owned()), Some(28.into()));
        let fixture = case().reading("A", "CT05", doubtful, "28", false).report("A", |report| {
            let at = report.figures[4].at.clone().expect("a place");
            report.observations.push(Observation {
                what: Observed::Qualifying,
                sheet: Some(at.sheet),
                cells: vec![at.cell, CellRef::new(0, 3)],
                about: vec![About::Column(Sheet::Figures, Column::Figure)],
                found: Some("Số liệu (nghìn)".to_owned()),
                remedy: None,
            });
        });
        assert_eq!(codes(&fixture), ["B110 A"]);
        assert_eq!((total(&fixture, "CT05").1, total(&fixture, "CT01").1), (2, 3));
    }
}
