//! C102: a figure contradicts those of periods within its own.

use super::compared::current_reports;
use super::{Check, Excludes, Reporter, Rule, Severity, Waiver, compared, figures};
use crate::model::case::Case;
use crate::model::id::PeriodCode;
use crate::model::number::written_vi;
use crate::model::plan::{Indicator, Nature};
use crate::msg;
use crate::text::Text;
use rust_decimal::Decimal;

pub(crate) static RULE: Rule = Rule {
    code: "C102",
    severity: Severity::Error,
    waiver: Waiver::Likely,
    title: Text::new(
        "Số trái với số của kỳ nằm trong kỳ này",
        "A figure contradicts those of periods within its own",
    ),
    why: Text::new(
        "Số cộng dồn gồm cả kỳ trước (như cả năm gồm 6 tháng đầu, 9 tháng gồm 6 tháng), nên không thể thấp hơn số kỳ trước đã báo cáo (kể cả của đơn vị đã nhập vào). Thường đơn vị chỉ ghi số phát sinh sau kỳ trước. Kế hoạch ghi sum_of thì số của quý phải bằng tổng các tháng đã chốt.",
        "A cumulative figure includes the previous period (as the year includes the first six months), so it cannot be below the figure reported then (including units merged into this one). Often the unit counted only what came after that period. If the plan has sum_of, a quarter's figure must be the sum of its closed months.",
    ),
    bad: Text::new("CT04: 6 tháng 12 buổi, cả năm 9 buổi", "CT04: 12 in six months, 9 in the year"),
    good: Text::new(
        "CT04: 6 tháng 12 buổi, cả năm 21 buổi",
        "CT04: 12 in six months, 21 in the year",
    ),
    fix: Text::new(
        "Ghi số cộng dồn từ đầu, hoặc báo lại số kỳ trước nếu số đó sai, rồi gửi lại.",
        "Enter the cumulative figure, or correct the previous period's figure if it is wrong, and resubmit.",
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
    check_sums(case, out);
}

/// Reports figures that are not the sum of the closed periods that make up this one.
fn check_sums(case: &Case<'_>, out: &mut Reporter<'_>) {
    let (plan, period) = (case.scope.plan, case.scope.period);
    let find = |code: &PeriodCode| case.closed.iter().find(|closed| closed.period == *code);
    let Some(parts) = period.parts.iter().map(find).collect::<Option<Vec<_>>>() else {
        return;
    };
    let adds_up = |indicator: &&Indicator| {
        indicator.nature == Nature::Flow && indicator.total.adds_up() && !parts.is_empty()
    };
    for (dossier, version, report) in current_reports(case) {
        for indicator in plan.indicators.iter().filter(adds_up) {
            let key = (dossier.unit.clone(), indicator.code.clone());
            let amounts: Option<Vec<Decimal>> =
                parts.iter().map(|part| part.figures.get(&key).copied()).collect();
            let (Some(amounts), Some(figure), Some(submission)) =
                (amounts, report.figure(&indicator.code), case.submission(version))
            else {
                continue;
            };
            let sum = amounts.iter().fold(Decimal::ZERO, |sum, next| sum.saturating_add(*next));
            let Some(amount) = indicator.amount(&figure.reading).filter(|amount| *amount != sum)
            else {
                continue;
            };
            let (code, first, last) = (&key.1, period.parts.first(), period.parts.last());
            let [first, last] = [first, last].map(|code| code.map_or("", |code| code.as_str()));
            let (now, all) = (written_vi(amount), written_vi(sum));
            let (now_en, all_en) = (amount.normalize(), sum.normalize());
            let message = msg!(
                "{code} ghi {now}, tổng các kỳ từ {first} đến {last} đã chốt là {all}",
                "{code} says {now_en}, the closed periods {first} to {last} add up to {all_en}"
            );
            let location = figures::location(figure, msg!("{all}", "{all_en}"));
            let finding =
                out.file(&dossier.unit, version.submission, submission, location, message);
            finding.excludes = Excludes::Values(vec![key.1]);
        }
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
    fn a_figure_is_the_sum_of_the_closed_periods_that_make_it_up() {
        let with = |amounts: &[&str], parts: usize| {
            let mut fixture = case().with_closed_period();
            let mut closed = fixture.inputs.closed.remove(0);
            for (place, amount) in amounts.iter().enumerate() {
                closed.period = format!("2024-T{place}").as_str().into();
                let amount = amount.parse().unwrap();
                closed.figures = [(("A".into(), "CT03".into()), amount)].into();
                fixture.inputs.closed.push(closed.clone());
            }
            fixture.plan(|plan| {
                plan.periods[0].parts =
                    (0..parts).map(|place| format!("2024-T{place}").as_str().into()).collect();
            })
        };
        // CT03 of A is 4
        assert_eq!(codes(&with(&["1", "3"], 2)), [""; 0]);
        let fixture = with(&["1", "2"], 2);
        assert_eq!(codes(&fixture), ["C102 A"]);
        assert_eq!(total(&fixture, "CT03").1, 2);
        let outcome = fixture.outcome();
        let said = "CT03 ghi 4, tổng các kỳ từ 2024-T0 đến 2024-T1 đã chốt là 3";
        assert_eq!(outcome.findings[0].message.vi, said);
        // one of them is not closed
        assert_eq!(codes(&with(&["1", "2"], 3)), [""; 0]);
        let stock = |fixture: crate::rules::fixture::Fixture| {
            fixture.plan(|plan| plan.indicators[2].nature = Nature::Stock)
        };
        assert_eq!(codes(&stock(with(&["1", "2"], 2))), [""; 0]);
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
