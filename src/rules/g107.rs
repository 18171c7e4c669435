//! G107: a number written as text that has one reading only.

use super::{Check, Excludes, Reporter, Rule, Severity, cell_groups, figures};
use crate::model::case::RunScope;
use crate::model::indicator::Indicator;
use crate::model::reading::Reading;
use crate::model::submission::{Figure, Submission};
use crate::msg;
use crate::text::{Lang, Text, counted, listed};

pub(crate) static RULE: Rule = Rule {
    code: "G107",
    severity: Severity::Warning,
    title: Text::new("Số viết dưới dạng chữ", "A number written as text"),
    why: Text::new(
        "Số dạng chữ không cộng được trong bảng tính của đơn vị nên tổng ở đó có thể thiếu. Số chỉ có một cách đọc thì vẫn được tính.",
        "A number stored as text is not added up in the unit's own spreadsheet, so the unit's totals may lack it. If it has only one reading, it counts.",
    ),
    bad: Text::new("CT05 là chữ “1.250”", "CT05 is the text “1.250”"),
    good: Text::new("CT05 là số 1250", "CT05 is the number 1250"),
    fix: Text::new(
        "Không bắt buộc sửa; lần sau gõ số không có dấu nháy, dấu cách hay dấu ngăn.",
        "No correction needed; next time type numbers without apostrophes, spaces or separators.",
    ),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(scope: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let Some(report) = submission.report() else {
        return;
    };
    let as_text = || {
        report
            .figures
            .iter()
            .filter(|figure| figure.as_text && matches!(figure.reading, Reading::Number(_)))
            .filter(|figure| !is_percent(scope, figure))
    };
    for sheet in cell_groups::by_sheet(as_text().map(figures::entry)) {
        let count = sheet.count;
        let (vi, en) = (read_as(as_text(), Lang::Vi), read_as(as_text(), Lang::En));
        let numbers = counted(count, "number");
        let message = msg!(
            "{count} số viết dưới dạng chữ, đã được tính: {vi}",
            "{numbers} written as text, counted: {en}"
        );
        let codes = as_text().map(|figure| figure.indicator.clone()).collect();
        out.report(
            sheet.location(Some(msg!("ô kiểu số", "a cell that holds a number"))),
            message,
        )
        .excludes = Excludes::Values(codes);
    }
}

/// Returns whether a figure is a percentage written with its sign, as percentages usually are.
fn is_percent(scope: &RunScope<'_>, figure: &Figure) -> bool {
    let has_sign = figure.raw.as_ref().is_some_and(|raw| raw.trim_end().ends_with('%'));
    has_sign && scope.plan.indicator(&figure.indicator).is_some_and(Indicator::is_percent)
}

fn read_as<'f>(figures: impl Iterator<Item = &'f Figure>, lang: Lang) -> String {
    let read = figures.filter_map(|figure| {
        let Reading::Number(number) = &figure.reading else {
            return None;
        };
        let (code, raw, number) =
            (&figure.indicator, figure.raw.as_deref().unwrap_or_default(), number.normalize());
        Some(
            msg!("{code} “{raw}” đọc là {number}", "{code} “{raw}” read as {number}")
                .in_lang(lang)
                .to_owned(),
        )
    });
    listed(&read.collect::<Vec<_>>(), NAMED, lang)
}

/// Maximum number of figures in a message.
const NAMED: usize = 12;

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{case, codes, total};

    #[test]
    fn numbers_as_text_are_one_finding_and_counted() {
        let fixture = case().figure("A", "CT04", "1.250").figure("A", "CT05", "15");
        assert_eq!(codes(&fixture), ["G107 A"]);
        assert_eq!(total(&fixture, "CT05"), ("15".to_owned(), 3));
    }

    #[test]
    fn uncertain_numbers_are_reported_by_another_rule() {
        assert_eq!(codes(&case().figure("A", "CT05", "1,25")), ["G106 A"]);
        assert_eq!(codes(&case().figure("A", "CT05", "Không phát sinh")), [""; 0]);
    }
}
