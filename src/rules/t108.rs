//! T108: formulas without a computed value.

use super::{
    Check, Excludes, Remedy, Reporter, Rule, Scope, Severity, Waiver, cell_groups, figures,
};
use crate::model::case::RunScope;
use crate::model::reading::Why;
use crate::model::submission::{Observed, Submission};
use crate::msg;
use crate::text::{Text, counted};

pub(super) static RULE: Rule = Rule {
    code: "T108",
    severity: Severity::Error,
    has_fixed_severity: true,
    scope: Scope::File,
    waiver: Waiver::UnlessError,
    remedies: &[Remedy::Ignore],
    title: Text::new("Công thức chưa có kết quả", "Formulas without a computed value"),
    why: Text::new(
        "Tệp do phần mềm khác xuất ra có thể chỉ chứa công thức mà không chứa kết quả; nhiều chương trình sẽ đọc thành 0.",
        "A file exported by another program may hold formulas without their results; many programs would read them as 0.",
    ),
    bad: Text::new(
        "D7 là =SUM(D8:D9) nhưng tệp không lưu kết quả",
        "D7 is =SUM(D8:D9) but the file stores no result",
    ),
    good: Text::new(
        "D7 là 12, hoặc là công thức đã được tính và lưu",
        "D7 is 12, or a formula that was computed and saved",
    ),
    fix: Text::new(
        "Mở tệp bằng phần mềm bảng tính để công thức được tính, lưu lại rồi gửi lại; hoặc gõ thẳng số vào ô.",
        "Open the file in a spreadsheet program so that the formulas are computed, save it and resubmit; or type the figures in.",
    ),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(_: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let Some(report) = submission.report() else {
        return;
    };
    let mut sheets = cell_groups::by_sheet(
        figures::misread(submission, |why| *why == Why::Uncomputed)
            .map(|(figure, _)| figures::entry(figure)),
    );
    let exclusions = figures::misread(submission, |why| *why == Why::Uncomputed)
        .map(|(figure, _)| figure.indicator.clone())
        .collect();
    let mut excludes = Excludes::Values(exclusions);
    // answers in words on another sheet are a separate finding
    for observation in report.observed(Observed::Uncomputed) {
        cell_groups::join(&mut sheets, observation);
    }
    for sheet in sheets {
        let (count, excludes) = (sheet.count, std::mem::replace(&mut excludes, Excludes::Nothing));
        let cells = counted(count, "cell");
        let message = msg!(
            "{count} ô là công thức chưa có kết quả",
            "{cells} with a formula that has no result"
        );
        out.report(
            sheet.location(Some(msg!(
                "số hoặc chữ gõ trực tiếp, hoặc công thức đã tính",
                "figures or words typed in, or computed formulas"
            ))),
            message,
        )
        .excludes = excludes;
    }
}

#[cfg(test)]
mod tests {
    use crate::model::reading::{Reading, Why};
    use crate::model::submission::Observed;
    use crate::rules::fixture::{case, codes, total};

    #[test]
    fn formulas_of_a_sheet_are_one_finding() {
        let uncomputed = || Reading::misread(Why::Uncomputed, None);
        let fixture = case()
            .reading("A", "CT03", uncomputed(), "=1+1", false)
            .reading("A", "CT05", uncomputed(), "=1+1", false)
            .observed("A", Observed::Uncomputed, None);
        assert_eq!(codes(&fixture), ["T108 A"]);
        assert_eq!(total(&fixture, "CT05").1, 2);
    }

    #[test]
    fn a_number_is_silent() {
        assert_eq!(codes(&case().number("A", "CT05", 3.0)), [""; 0]);
    }
}
