//! G102: not a date.

use super::{Check, Reporter, Rule, Severity, cell_groups, dates, figures};
use crate::model::case::RunScope;
use crate::model::reading::Why;
use crate::model::submission::Submission;
use crate::msg;
use crate::text::{Text, counted};

pub(crate) static RULE: Rule = Rule {
    code: "G102",
    severity: Severity::Error,
    title: Text::new("Không phải là ngày", "Not a date"),
    why: Text::new(
        "Ngày viết lửng, thiếu năm hoặc năm xa năm của kế hoạch có thể là ngày khác; chương trình không đoán. Viết đọc được hai cách thì ngày đứng trước tháng.",
        "A date that is vague, lacks its year or is far from the plan's year may mean another day; the program never guesses. An ambiguous date is read with the day before the month.",
    ),
    bad: Text::new(
        "Ngày ban hành = “cuối tháng 3” hoặc “15/3”",
        "Ngày ban hành = “cuối tháng 3” or “15/3”",
    ),
    good: Text::new("Ngày ban hành = 15/3/2024", "Ngày ban hành = 15/3/2024"),
    fix: Text::new(
        "Ghi đủ ngày, tháng, năm theo dạng 15/3/2024.",
        "Give day, month and year as 15/3/2024.",
    ),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(scope: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let Some(report) = submission.report() else {
        return;
    };
    for (figure, _) in figures::misread(submission, |why| *why == Why::NotADay) {
        let (code, found) = (&figure.indicator, figure.raw.as_deref().unwrap_or_default());
        let message =
            msg!("{code}: “{found}” không phải là ngày", "{code}: “{found}” is not a date");
        figures::report_one(out, figure, figures::permitted(scope, figure), message);
    }
    let days = dates::all(report);
    for sheet in cell_groups::by_sheet(
        days.iter().filter(|dated| dated.is_not_a_date()).map(dates::Dated::entry),
    ) {
        let (found, count) = (sheet.found(), sheet.count);
        let (vi, en) = (found.vi, found.en);
        let message = {
            let cells = counted(count, "cell");
            msg!("{count} ô không phải là ngày: {vi}", "Not a date in {cells}: {en}")
        };
        out.report(
            sheet.location(Some(msg!(
                "ngày/tháng/năm, ví dụ 15/3/2024",
                "day/month/year, for example 15/3/2024"
            ))),
            message,
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::model::form::Sheet;
    use crate::rules::fixture::{case, codes, date};

    #[test]
    fn texts_for_dates_are_one_finding_per_sheet() {
        let fixture = case().report("A", |report| {
            for document in &mut report.documents {
                document.issued = Some(date(None, "cuối tháng 3", false, Sheet::Documents));
            }
        });
        assert_eq!(codes(&fixture), ["G102 A"]);
    }

    #[test]
    fn dates_and_blanks_are_silent() {
        for issued in [None, Some(date(None, "Không có", false, Sheet::Documents))] {
            assert_eq!(
                codes(&case().report("A", |report| report.documents[0].issued = issued)),
                [""; 0]
            );
        }
    }
}
