//! C102: a cumulative figure is below that of a period that it takes in.

use super::{Check, Reporter, Rule, Severity, Waiver, compared};
use crate::model::case::Case;
use crate::model::number::written_vi;
use crate::msg;
use crate::text::Text;

pub(crate) static RULE: Rule = Rule {
    code: "C102",
    severity: Severity::Error,
    waiver: Waiver::Likely,
    title: Text::new(
        "Số cộng dồn thấp hơn số của kỳ trước",
        "A cumulative figure is below that of the period before",
    ),
    why: Text::new(
        "Số cộng dồn gồm cả kỳ trước (như cả năm gồm 6 tháng đầu, 9 tháng gồm 6 tháng), nên không thể thấp hơn số kỳ trước đã báo cáo (kể cả của đơn vị đã nhập vào). Thường đơn vị chỉ ghi số phát sinh sau kỳ trước.",
        "A cumulative figure takes in the period before (as the year does the first six months), so it cannot be below the figure reported then (with that of units merged into this one). Often only what came after that period was counted.",
    ),
    bad: Text::new("CT04: 6 tháng 12 buổi, cả năm 9 buổi", "CT04: 12 in six months, 9 in the year"),
    good: Text::new(
        "CT04: 6 tháng 12 buổi, cả năm 21 buổi",
        "CT04: 12 in six months, 21 in the year",
    ),
    fix: Text::new(
        "Ghi số cộng dồn từ đầu, hoặc báo lại số kỳ trước nếu số đó sai, rồi gửi lại.",
        "Give the figure from the start on, or correct that of the period before if it is wrong, and resubmit.",
    ),
    check: Check::Case(check),
    ..Rule::DEFAULT
};

fn check(case: &Case<'_>, out: &mut Reporter<'_>) {
    for compared in compared::all(case).iter().filter(|compared| compared.is_below()) {
        let (code, previous) = (&compared.indicator.code, compared.previous());
        let (now, before, vi, en) = (
            written_vi(compared.amount),
            written_vi(compared.before.amount),
            previous.vi,
            previous.en,
        );
        let (now_en, before_en) = (compared.amount.normalize(), compared.before.amount.normalize());
        let message = msg!(
            "{code} ghi {now}, thấp hơn {before} của kỳ trước ({vi}); số kỳ này gồm cả kỳ trước",
            "{code} says {now_en}, below the {before_en} of the period before ({en}), which this one takes in"
        );
        let expected = msg!("từ {before} trở lên", "{before_en} or more");
        compared.report(out, expected, message);
    }
}

#[cfg(test)]
mod tests {
    use crate::model::plan::Nature;
    use crate::rules::fixture::{case, codes, day, total};

    #[test]
    fn a_year_below_its_first_half_is_found_and_not_counted() {
        let fixture = case().before(true, &[("A", "CT03", "5"), ("B", "CT03", "4")]);
        assert_eq!(codes(&fixture), ["C102 A"]);
        assert_eq!(total(&fixture, "CT03"), ("8".to_owned(), 2));
        let outcome = fixture.outcome();
        let location = &outcome.findings[0].location;
        assert_eq!(
            (location.label().as_deref(), location.found.as_deref()),
            (Some("CT03"), Some("2024-6T = 4; 2024-Q1 = 5"))
        );
        assert_eq!(outcome.findings[0].cells(), ["D4"]);
    }

    #[test]
    fn an_equal_amount_is_silent_and_a_smaller_one_is_found() {
        assert_eq!(codes(&case().before(true, &[("A", "CT03", "4")])), [""; 0]);
        assert_eq!(codes(&case().before(true, &[("A", "CT03", "4.01")])), ["C102 A"]);
        assert_eq!(
            codes(&case().before(true, &[("A", "CT04", "79228162514264337593543950335")])),
            ["C102 A"]
        );
    }

    #[test]
    fn figures_that_are_not_cumulative_may_fall() {
        let stock = case()
            .before(true, &[("A", "CT03", "5")])
            .plan(|plan| plan.indicators[2].nature = Nature::Stock);
        assert_eq!(codes(&stock), [""; 0]);
        assert_eq!(codes(&case().before(false, &[("A", "CT03", "5")])), [""; 0]);
    }

    #[test]
    fn nothing_to_report_is_below_an_earlier_amount() {
        let nil = || case().figure("A", "CT05", "không phát sinh");
        assert_eq!(codes(&nil().before(true, &[("A", "CT05", "1")])), ["C102 A"]);
        assert_eq!(
            codes(&case().figure("A", "CT05", "nhiều").before(true, &[("A", "CT05", "1")])),
            ["G101 A"]
        );
    }

    #[test]
    fn the_figures_of_a_merged_unit_are_inherited() {
        let merged = |last| {
            case().missing("C").before(true, &[("A", "CT03", "3"), ("C", "CT03", "2")]).unit(
                "C",
                |unit| {
                    (unit.valid_to, unit.successors) = (Some(last), vec!["A".into()]);
                },
            )
        };
        assert_eq!(codes(&merged(day(2024, 4, 29))), ["C102 A"]);
        assert!(
            merged(day(2024, 4, 29)).outcome().findings[0].message.vi.contains("kể cả Đơn vị C")
        );
        // on the deadline it still exists and must report itself
        assert_eq!(codes(&merged(day(2024, 4, 30))), ["N101 C"]);
    }
}
