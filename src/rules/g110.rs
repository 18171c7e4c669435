//! G110: day and month may be swapped.

use super::dates::Dated;
use super::{Check, Reporter, Rule, Severity, cell_groups, dates};
use crate::model::case::RunScope;
use crate::model::submission::Submission;
use crate::msg;
use crate::text::{Text, counted};

pub(super) static RULE: Rule = Rule {
    code: "G110",
    severity: Severity::Warning,
    title: Text::new("Ngày và tháng có thể bị đảo", "Day and month may be swapped"),
    why: Text::new(
        "Máy dùng kiểu ngày tháng/ngày/năm đọc 05/3/2024 thành ngày 3 tháng 5. Ô kiểu ngày không còn dấu vết của cách gõ ban đầu.",
        "A machine that puts the month first reads 05/3/2024 as the third of May. A date cell keeps no trace of how it was typed.",
    ),
    bad: Text::new(
        "Ngày ban hành trong ô là 03/5/2024, thật ra là 05/3/2024",
        "The cell holds 03/5/2024, really 05/3/2024",
    ),
    good: Text::new("Ngày ban hành trong ô là 05/3/2024", "The cell holds 05/3/2024"),
    fix: Text::new(
        "Đối chiếu ngày với văn bản gốc; đặt kiểu ngày của máy là ngày/tháng/năm rồi gõ lại.",
        "Compare with the document itself; set the machine to day/month/year and type it again.",
    ),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(scope: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let Some(report) = submission.report() else {
        return;
    };
    let days = dates::all(report);
    let swapped = dates::swapped(scope, &days);
    let swapped: Vec<&Dated<'_>> =
        days.iter().zip(swapped).filter(|(_, swapped)| *swapped).map(|(dated, _)| dated).collect();
    for sheet in cell_groups::by_sheet(swapped.iter().map(|dated| dated.entry())) {
        let (count, found) = (sheet.count, sheet.found());
        let (vi, en) = (found.vi, found.en);
        let dates = counted(count, "date");
        let message = msg!(
            "{count} ngày có thể bị đảo ngày và tháng: {vi}",
            "{dates} with day and month possibly swapped: {en}"
        );
        let location = sheet.location(Some(msg!(
            "ngày/tháng/năm như trong văn bản gốc",
            "day/month/year as in the document itself"
        )));
        let excludes = dates::excludes(scope, &swapped, &location);
        out.report(location, message).excludes = excludes;
    }
}

#[cfg(test)]
mod tests {
    use crate::model::form::{Field, Sheet};
    use crate::rules::fixture::{case, codes, date, day, document};

    #[test]
    fn a_date_that_is_plausible_only_if_swapped_is_found() {
        let fixture = case().report("A", |report| {
            report.documents[0].issued =
                Some(date(Some(day(2024, 9, 3)), "03/9/2024", true, Sheet::Documents));
            report.days.insert(
                Field::SignedOn,
                date(Some(day(2024, 10, 4)), "04/10/2024", true, Sheet::Info),
            );
        });
        assert_eq!(codes(&fixture), ["G110 A", "G110 A"]);
    }

    #[test]
    fn a_column_typed_with_the_month_first_is_found() {
        let column = |text: &str| {
            let text_day = crate::model::date::day_from_text(text);
            case().report("A", |report| {
                report.documents = vec![document("1/KH"), document("2/CV"), document("3/CV")];
                report.documents[0].issued =
                    Some(date(Some(day(2024, 4, 3)), "03/4/2024", true, Sheet::Documents));
                report.documents[1].issued =
                    Some(date(Some(day(2024, 1, 12)), "12/01/2024", true, Sheet::Documents));
                report.documents[2].issued = Some(date(text_day, text, false, Sheet::Documents));
            })
        };
        assert_eq!(codes(&column("25/3/2024").figure("A", "CT01", "3")), ["G107 A", "G110 A"]);
        assert_eq!(codes(&column("05/3/2024").number("A", "CT01", 3.0)), [""; 0]);
    }

    #[test]
    fn a_date_with_the_month_first_is_read_and_found_with_its_column() {
        let text = |written: &str| {
            let read = crate::model::date::day_near(written, 2024);
            Some(date(read, written, false, Sheet::Documents))
        };
        let fixture = case().report("A", |report| {
            report.documents[0].issued = text("4/22/2024");
            report.documents[1].issued = text("4/3/2024");
        });
        assert_eq!(codes(&fixture), ["G110 A"]);
        assert_eq!(
            codes(&case().report("A", |report| report.documents[0].issued = text("4/3/2024"))),
            [""; 0]
        );
    }
}
