//! G104: out of bounds, negative or fractional.

use super::{Check, Reporter, Rule, Severity, figures};
use crate::model::case::RunScope;
use crate::model::indicator::AnswerKind;
use crate::model::number::NumberKind;
use crate::model::reading::Why;
use crate::model::submission::Submission;
use crate::msg;
use crate::text::{Text, counted};

pub(crate) static RULE: Rule = Rule {
    code: "G104",
    severity: Severity::Error,
    has_fixed_severity: true,
    title: Text::new("Số âm, số lẻ hoặc quá lớn", "Negative, a fraction, or too large"),
    why: Text::new(
        "Số đếm không âm, không lẻ; chỉ tiêu khác có giới hạn, số chữ số thập phân ghi ở kế hoạch. Số trái với điều đó thường do bù trừ kỳ trước, gõ nhầm hoặc tính phần trăm.",
        "Counts are never negative and never fractions; the plan sets the limits and decimals of other indicators. Typical causes are adjustments for an earlier period, typing errors and percentages.",
    ),
    bad: Text::new("CT21 = -3; CT05 = 0,5; CT08 = 15%", "CT21 = -3; CT05 = 0,5; CT08 = 15%"),
    good: Text::new("CT21 = 3; CT05 = 1; CT08 = 15", "CT21 = 3; CT05 = 1; CT08 = 15"),
    fix: Text::new(
        "Ghi số của đúng kỳ này, trong giới hạn của biểu mẫu; số đếm là số nguyên từ 0 trở lên.",
        "Enter this period's figure within the form's limits; a count is a whole number of 0 or more.",
    ),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(scope: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    for (figure, misread) in figures::misread(submission, |why| {
        matches!(why, Why::Negative | Why::Fraction | Why::TooLarge | Why::OutOfBounds)
    }) {
        let (code, found) = (&figure.indicator, figure.raw.as_deref().unwrap_or_default());
        let asked = scope.plan.indicator(code).map(|indicator| &indicator.answer);
        let kind = match asked {
            Some(AnswerKind::Number(kind)) => *kind,
            _ => NumberKind::COUNT,
        };
        let decimals = kind.decimals;
        let places = counted(decimals, "decimal place");
        let message = match misread.why {
            Why::Negative => msg!("{code}: {found} là số âm", "{code}: {found} is negative"),
            Why::Fraction if decimals > 0 => msg!(
                "{code}: {found} có quá {decimals} chữ số thập phân",
                "{code}: {found} has more than {places}"
            ),
            Why::OutOfBounds => msg!(
                "{code}: {found} ngoài giới hạn của kế hoạch",
                "{code}: {found} is outside the plan's bounds"
            ),
            Why::Fraction => msg!(
                "{code}: {found} không phải số nguyên",
                "{code}: {found} is not a whole number"
            ),
            _ => msg!(
                "{code}: {found} lớn quá mức có thể",
                "{code}: {found} is larger than any count can be"
            ),
        };
        figures::report_answer(out, scope, figure, kind.with_article(), message);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{case, codes};

    #[test]
    fn impossible_counts_are_found() {
        for number in [-3.0, 0.5, 1e13] {
            assert_eq!(codes(&case().number("A", "CT05", number)), ["G104 A"], "{number}");
        }
    }

    #[test]
    fn zero_and_a_large_count_are_silent() {
        for number in [0.0, 999_999.0] {
            assert_eq!(codes(&case().number("A", "CT05", number)), [""; 0], "{number}");
        }
    }
}
