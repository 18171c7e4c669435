//! C104: sharp change from the previous period.

use super::compared::Compared;
use super::{Check, Reporter, Rule, Severity, Waiver, compared};
use crate::model::case::Case;
use crate::model::number::written_vi;
use crate::msg;
use crate::text::{Message, Text};
use rust_decimal::Decimal;

pub(super) static RULE: Rule = Rule {
    code: "C104",
    severity: Severity::Warning,
    waiver: Waiver::Likely,
    title: Text::new("Thay đổi đột ngột so với kỳ trước", "Sharp change from the period before"),
    why: Text::new(
        "Tăng, giảm mạnh có thể là đúng, cũng có thể do gõ thừa số 0, lấy nhầm cột hoặc nhầm kỳ. Ngưỡng do kế hoạch đặt (change_percent, change_floor); số cộng dồn thì so phần tăng thêm của kỳ này với kỳ trước; hai kỳ dài ngắn khác nhau thì so theo cùng số ngày.",
        "A sharp rise or fall may be right, or come from an extra zero, a wrong column or a wrong period. The plan sets the thresholds (change_percent, change_floor). For cumulative indicators, this period's increase is compared with the previous period; periods of unequal length are compared over equal days.",
    ),
    bad: Text::new(
        "CT05: kỳ trước 1.200 lượt người, kỳ này 12.000",
        "CT05: 1200 people in the previous period, 12000 now",
    ),
    good: Text::new(
        "CT05: kỳ trước 1.200 lượt người, kỳ này 1.250",
        "CT05: 1200 people in the previous period, 1250 now",
    ),
    fix: Text::new(
        "Hỏi lại đơn vị; nếu số đúng thì không cần sửa gì.",
        "Ask the unit; if the figure is right, no action is needed.",
    ),
    unit_fix: Some(Text::new(
        "Xem lại số này; nếu đúng thì không cần sửa gì.",
        "Check this figure; if it is right, no action is needed.",
    )),
    check: Check::Case(check),
    ..Rule::DEFAULT
};

fn check(case: &Case<'_>, out: &mut Reporter<'_>) {
    for compared in compared::all(case).iter().filter(|compared| !compared.is_below()) {
        let change = Change::new(compared);
        let thresholds = compared.indicator.thresholds;
        if !thresholds.are_reached(change.difference, change.before) {
            continue;
        }
        let (percent, floor) = (thresholds.change_percent, thresholds.change_floor);
        let expected = msg!(
            "thay đổi dưới {floor} hoặc dưới {percent}%",
            "a change below {floor} or below {percent}%"
        );
        compared.report(out, expected, message(compared, &change));
    }
}

/// Change of a figure from the previous period.
struct Change {
    /// This period's share of the figure.
    now: Decimal,
    /// Previous amount, for as many days.
    before: Decimal,
    /// These days, if the previous period has more or fewer.
    days: Option<i64>,
    difference: Decimal,
}

impl Change {
    fn new(compared: &Compared<'_>) -> Self {
        let reported = compared.before.amount;
        let now = if compared.is_cumulative() {
            compared.amount.saturating_sub(reported)
        } else {
            compared.amount
        };
        let scaled = compared.before_in_equal_days();
        let before = scaled.map_or(reported, |(before, _)| before);
        let days = scaled.map(|(_, days)| days);
        Self { now, before, days, difference: now.saturating_sub(before) }
    }
}

fn message(compared: &Compared<'_>, change: &Change) -> Message {
    let (code, previous) = (&compared.indicator.code, compared.previous());
    let (vi, en) = (previous.vi, previous.en);
    let by = change.difference;
    let (rise_vi, rise_en) =
        if by.is_sign_negative() { ("giảm", "down") } else { ("tăng", "up") };
    let percent = by.abs().saturating_mul(Decimal::ONE_HUNDRED).checked_div(change.before.abs());
    let percent =
        percent.map(|percent| format!(" ({}%)", percent.trunc().normalize())).unwrap_or_default();
    let amounts = [change.now, compared.before.amount, change.before, by.abs()];
    let [now, then, scaled, by] = amounts.map(written_vi);
    let [now_en, then_en, scaled_en, by_en] = amounts.map(|amount| amount.normalize());
    let Message { vi: rate_vi, en: rate_en } = match change.days {
        Some(days) => msg!(
            ", tính cho {days} ngày như kỳ này là {scaled}",
            ", or {scaled_en} in {days} days like these"
        ),
        None => msg!("", ""),
    };
    if compared.is_cumulative() {
        msg!(
            "{code} thêm {now} sau kỳ trước; kỳ trước ({vi}) là {then}{rate_vi}: {rise_vi} {by}{percent}",
            "{code} has grown by {now_en} since the period before, which ({en}) had {then_en}{rate_en}: {rise_en} {by_en}{percent}"
        )
    } else {
        msg!(
            "{code} là {now}, kỳ trước ({vi}) là {then}{rate_vi}: {rise_vi} {by}{percent}",
            "{code} is {now_en}, the period before ({en}) had {then_en}{rate_en}: {rise_en} {by_en}{percent}"
        )
    }
}

#[cfg(test)]
mod tests {
    use crate::model::plan::{Nature, Thresholds};
    use crate::rules::fixture::{Fixture, case, codes, day, total};

    /// Returns whether CT04 of unit A, which is 100, is reported for a previous amount.
    fn is_found(included: bool, before: &str, change: impl FnOnce(Fixture) -> Fixture) -> bool {
        let found = codes(&change(case().before(included, &[("A", "CT04", before)])));
        assert!(found.is_empty() || found == ["C104 A"], "{found:?}");
        !found.is_empty()
    }

    fn set(change_percent: u32, change_floor: u32) -> impl FnOnce(Fixture) -> Fixture {
        move |fixture| {
            fixture.plan(|plan| {
                plan.indicators[3].thresholds =
                    Thresholds { change_percent, change_floor, ..Thresholds::default() }
            })
        }
    }

    #[test]
    fn a_change_must_reach_both_thresholds() {
        // 100 is 50 % more than 66 2/3, and 50 % less than 200
        assert!(is_found(false, "66.6", |case| case) && !is_found(false, "66.7", |case| case));
        assert!(is_found(false, "200", |case| case) && !is_found(false, "199.9", |case| case));
        assert!(is_found(false, "60", set(50, 40)) && !is_found(false, "60", set(50, 41)));
        assert!(is_found(false, "60", set(66, 40)) && !is_found(false, "60", set(67, 40)));
    }

    #[test]
    fn against_zero_only_the_floor_applies() {
        assert!(is_found(false, "0", set(10_000, 100)) && !is_found(false, "0", set(1, 101)));
    }

    #[test]
    fn the_increase_of_cumulative_figures_is_compared() {
        // 100 in the year: 40 then 60, or 39.9 then 60.1
        assert!(!is_found(true, "40.1", |case| case) && is_found(true, "40", |case| case));
        assert!(!is_found(true, "66.6", |case| case) && is_found(true, "66.7", |case| case));
        assert!(is_found(true, "100", |case| case));
        let stock =
            |fixture: Fixture| fixture.plan(|plan| plan.indicators[3].nature = Nature::Stock);
        assert!(!is_found(true, "100", stock) && is_found(true, "40", stock));
    }

    /// Adds the previous period, of 121 days, to the plan; this one ends 61 days later.
    fn after_four_months(fixture: Fixture) -> Fixture {
        fixture.plan(|plan| {
            let mut before = plan.periods[0].clone();
            let included = before.previous.take().is_some_and(|previous| previous.included);
            (before.code, before.name) = ("2024-Q1".into(), "bốn tháng".to_owned());
            before.to = Some(day(2024, 2, 29));
            plan.periods.push(before);
            if !included {
                plan.periods[0].from = Some(day(2024, 3, 1));
            }
        })
    }

    #[test]
    fn periods_of_unequal_length_are_compared_over_equal_days() {
        // 30 more in 61 days after 70 in 121 is about as many a day; 50 after 50 is twice as many
        assert!(!is_found(true, "70", after_four_months) && is_found(true, "70", |case| case));
        assert!(is_found(true, "50", after_four_months) && !is_found(true, "50", |case| case));
        assert!(!is_found(false, "250", after_four_months) && is_found(false, "250", |case| case));
        assert!(is_found(false, "100", after_four_months) && !is_found(false, "100", |case| case));
        let stock = |fixture| {
            after_four_months(fixture).plan(|plan| plan.indicators[3].nature = Nature::Stock)
        };
        assert!(is_found(false, "250", stock) && !is_found(false, "100", stock));
        let fixture = after_four_months(case().before(false, &[("A", "CT04", "100")]));
        assert_eq!(
            fixture.outcome().findings[0].message.vi,
            "CT04 là 100, kỳ trước (bốn tháng) là 100, tính cho 61 ngày như kỳ này là 50: tăng 50 (100%)"
        );
    }

    #[test]
    fn the_figure_is_counted_and_the_change_given() {
        let fixture = case().before(false, &[("A", "CT04", "30")]);
        assert_eq!(total(&fixture, "CT04").1, 3);
        let outcome = fixture.outcome();
        assert_eq!(
            outcome.findings[0].message.en,
            "CT04 is 100, the period before (2024-Q1) had 30: up 70 (233%)"
        );
        let fixture = case().before(true, &[("A", "CT04", "90")]);
        assert_eq!(
            fixture.outcome().findings[0].message.vi,
            "CT04 thêm 10 sau kỳ trước; kỳ trước (2024-Q1) là 90: giảm 80 (88%)"
        );
    }

    #[test]
    fn a_fall_below_the_first_half_is_one_finding() {
        assert_eq!(codes(&case().before(true, &[("A", "CT04", "200")])), ["C102 A"]);
    }

    #[test]
    fn amounts_of_any_size_are_compared() {
        assert!(is_found(false, "79228162514264337593543950335", |case| { case }));
        assert!(is_found(false, "-79228162514264337593543950335", |case| { case }));
    }
}
