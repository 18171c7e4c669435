//! G105: a spreadsheet error value.

use super::{Check, Location, Reporter, Rule, Severity, figures};
use crate::model::case::RunScope;
use crate::model::reading::Why;
use crate::model::submission::{Observed, Submission};
use crate::msg;
use crate::text::{Text, counted};

pub(super) static RULE: Rule = Rule {
    code: "G105",
    severity: Severity::Error,
    has_fixed_severity: true,
    title: Text::new("Giá trị lỗi của bảng tính", "A spreadsheet error value"),
    why: Text::new(
        "#REF!, #N/A, #DIV/0! là công thức bị hỏng: số thật không còn trong tệp.",
        "#REF!, #N/A, #DIV/0! are broken formulas: the real figure is no longer in the file.",
    ),
    bad: Text::new("CT05 = #REF!", "CT05 = #REF!"),
    good: Text::new("CT05 = 540", "CT05 = 540"),
    fix: Text::new(
        "Gõ thẳng số hoặc chữ vào ô thay cho công thức bị lỗi.",
        "Type the figure or the words into the cell in place of the broken formula.",
    ),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(scope: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    for (figure, _) in figures::misread(submission, |why| *why == Why::ErrorValue) {
        let (code, found) = (&figure.indicator, figure.raw.as_deref().unwrap_or_default());
        figures::report_one(
            out,
            figure,
            figures::permitted(scope, figure),
            msg!(
                "{code}: ô có giá trị lỗi {found}",
                "{code}: the cell holds the error value {found}"
            ),
        );
    }
    for observation in
        submission.report().into_iter().flat_map(|report| report.observed(Observed::ErrorValue))
    {
        let (count, found) =
            (observation.cells.len(), observation.found.as_deref().unwrap_or_default());
        let location = Location {
            expected: Some(msg!("chữ hoặc ngày gõ trực tiếp", "words or a day typed in")),
            ..Location::from_observation(observation)
        };
        out.report(location, {
            let cells = counted(count, "cell");
            msg!("{count} ô có giá trị lỗi {found}", "{cells} with the error value {found}")
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::model::reading::{Reading, Why};
    use crate::model::submission::Observed;
    use crate::rules::fixture::{case, codes};

    #[test]
    fn an_error_value_is_found_in_any_cell() {
        assert_eq!(
            codes(&case().reading(
                "A",
                "CT05",
                Reading::misread(Why::ErrorValue, None),
                "#REF!",
                false
            )),
            ["G105 A"]
        );
        assert_eq!(codes(&case().observed("A", Observed::ErrorValue, Some("#N/A"))), ["G105 A"]);
    }
}
