//! G101: not a number.

use super::{Check, Location, Rule, Severity, figures};
use crate::model::reading::Why;
use crate::model::submission::Observed;
use crate::msg;
use crate::text::{Text, counted};

pub(crate) static RULE: Rule = Rule {
    code: "G101",
    severity: Severity::Error,
    has_fixed_severity: true,
    title: Text::new("Không phải là số", "Not a number"),
    why: Text::new(
        "Số liệu của các đơn vị được cộng với nhau; lời văn, số ước chừng hay nhiều số trong một ô không cộng được và không được đoán thay đơn vị.",
        "The figures of the units are added up; words, estimates or several numbers in one cell cannot be added, and the program never guesses for the unit.",
    ),
    bad: Text::new(
        "CT04 = “12 buổi”; CT06 = “khoảng 20”; CT05 = “15 (trong đó 3 nữ)”",
        "CT04 = “12 buổi”; CT06 = “khoảng 20”; CT05 = “15 (trong đó 3 nữ)”",
    ),
    good: Text::new(
        "CT04 = 12; phần giải thích ghi ở cột Ghi chú",
        "CT04 = 12; the explanation is in the column Ghi chú",
    ),
    fix: Text::new(
        "Ghi một số vào ô này; lời giải thích chuyển sang cột Ghi chú.",
        "Enter one number in this cell; move the explanation to the column Ghi chú.",
    ),
    check: Check::Submission(|scope, submission, out| {
        for (figure, _) in
            figures::misread(submission, |why| matches!(why, Why::NotANumber | Why::Unreadable))
        {
            let (code, found) = (&figure.indicator, figure.raw.as_deref().unwrap_or_default());
            figures::report_answer(
                out,
                scope,
                figure,
                figures::permitted(scope, figure),
                msg!("{code}: “{found}” không phải là một số", "{code}: “{found}” is not a number"),
            );
        }
        for observation in submission
            .report()
            .into_iter()
            .flat_map(|report| report.observed(Observed::UnreadableCell))
        {
            let count = observation.cells.len();
            out.report(Location::from_observation(observation), {
                let cells = counted(count, "cell");
                msg!("{count} ô không đọc được từ tệp", "{cells} of the file could not be read")
            });
        }
    }),
    ..Rule::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::model::submission::Observed;
    use crate::rules::fixture::{case, codes};

    #[test]
    fn text_in_a_cell_for_a_figure_is_found() {
        assert_eq!(codes(&case().figure("A", "CT01", "12 buổi")), ["G101 A"]);
    }

    #[test]
    fn a_cell_that_could_not_be_read_is_found() {
        assert_eq!(codes(&case().observed("A", Observed::UnreadableCell, None)), ["G101 A"]);
    }

    #[test]
    fn a_number_is_silent() {
        assert_eq!(codes(&case().number("A", "CT05", 12.0)), [""; 0]);
    }
}
