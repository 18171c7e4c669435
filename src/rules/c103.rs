//! C103: far from the other units of its group.
//!
//! Uses the modified z-score of Iglewicz and Hoaglin: 0.6745 × distance from the median / median
//! distance or, if that is 0, distance / (1.253314 × mean distance). Counts of large units vary
//! more, so that a count must also be an outlier on the scale of square roots, where the spread is
//! even.

use super::{Check, Excludes, Reporter, Rule, Severity, Waiver, figures};
use crate::model::case::{Case, Dossier};
use crate::model::id::GroupCode;
use crate::model::number::written_vi;
use crate::model::plan::Indicator;
use crate::model::submission::{Figure, Submission};
use crate::msg;
use crate::text::Text;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: "C103",
    severity: Severity::Warning,
    waiver: Waiver::Likely,
    title: Text::new("Số khác xa các đơn vị cùng khối", "Far from the other units of its group"),
    why: Text::new(
        "Số gấp nhiều lần các đơn vị cùng khối thường do thừa chữ số hoặc hiểu sai chỉ tiêu. Chỉ xét khi khối có từ 8 số; số phải vượt ngưỡng outlier (điểm z hiệu chỉnh theo trung vị) và cách trung vị ít nhất outlier_floor, ghi trong kế hoạch. Số vẫn được tính.",
        "A figure many times higher than its group often has an extra digit or comes from a misunderstood indicator. Only groups of 8 figures or more are checked; the figure must exceed the threshold outlier (a z-score about the median) and be at least outlier_floor from the median, both in the plan. It still counts.",
    ),
    bad: Text::new(
        "CT04 = 180, các huyện khác từ 8 đến 25",
        "CT04 = 180, the other districts between 8 and 25",
    ),
    good: Text::new("CT04 = 18", "CT04 = 18"),
    fix: Text::new(
        "Hỏi lại đơn vị: sai thì sửa và gửi lại; đúng thì văn phòng chấp nhận số này bằng tonghop decide waive.",
        "Ask the unit: if it is wrong, the unit corrects and resubmits; if it is right, the office accepts it with tonghop decide waive.",
    ),
    unit_fix: Some(Text::new(
        "Xem lại số này: sai thì sửa và gửi lại; đúng thì báo văn phòng.",
        "Check this figure: if it is wrong, correct it and resubmit; if it is right, inform the office.",
    )),
    check: Check::Case(check),
    ..Rule::DEFAULT
};

/// Minimum group size for outlier detection.
const FEWEST: usize = 8;

fn check(case: &Case<'_>, out: &mut Reporter<'_>) {
    for indicator in &case.scope.plan.indicators {
        let Some(most) = indicator.thresholds.outlier.and_then(|most| most.to_f64()) else {
            continue;
        };
        for values in
            by_group(case, indicator).into_values().filter(|values| values.len() >= FEWEST)
        {
            let amounts: Vec<f64> = values.iter().map(|value| value.amount).collect();
            let roots: Vec<f64> = amounts.iter().copied().map(f64::sqrt).collect();
            let (Some(plain), Some(even)) =
                (Spread::from_amounts(&amounts), Spread::from_amounts(&roots))
            else {
                continue;
            };
            let floor = f64::from(indicator.thresholds.outlier_floor);
            let is_far = |amount: f64| {
                (amount - plain.median).abs() >= floor
                    && plain.score(amount) > most
                    && even.score(amount.sqrt()) > most
            };
            values
                .iter()
                .filter(|value| is_far(value.amount))
                .for_each(|value| report(case, value, &values, &plain, out));
        }
    }
}

/// Figure of a unit that is not excluded.
struct Value<'c> {
    dossier: &'c Dossier,
    place: usize,
    submission: &'c Submission,
    figure: &'c Figure,
    amount: f64,
}

fn by_group<'c>(
    case: &'c Case<'_>,
    indicator: &Indicator,
) -> BTreeMap<&'c GroupCode, Vec<Value<'c>>> {
    let mut groups: BTreeMap<&GroupCode, Vec<Value<'_>>> = BTreeMap::new();
    for dossier in case
        .dossiers
        .iter()
        .filter(|dossier| !case.exclusions.contains(&dossier.unit, &indicator.code))
    {
        let Some((unit, version)) = case.unit(dossier).zip(dossier.current()) else {
            continue;
        };
        let Some(submission) = case.submission(version) else {
            continue;
        };
        let Some(figure) = submission.report().and_then(|report| report.figure(&indicator.code))
        else {
            continue;
        };
        let Some(amount) = indicator.amount(&figure.reading).and_then(|amount| amount.to_f64())
        else {
            continue;
        };
        groups.entry(&unit.group).or_default().push(Value {
            dossier,
            place: version.submission,
            submission,
            figure,
            amount,
        });
    }
    groups
}

/// Median of amounts, and their usual distance from it.
struct Spread {
    median: f64,
    usual: f64,
}

impl Spread {
    /// Returns `None` if all amounts are equal.
    fn from_amounts(amounts: &[f64]) -> Option<Self> {
        let median = median(amounts)?;
        let distances: Vec<f64> = amounts.iter().map(|amount| (amount - median).abs()).collect();
        let usual = self::median(&distances)? / 0.6745;
        let count = u32::try_from(distances.len()).ok()?;
        let usual = if usual == 0.0 {
            1.253_314 * distances.iter().sum::<f64>() / f64::from(count)
        } else {
            usual
        };
        (usual > 0.0).then_some(Self { median, usual })
    }

    fn score(&self, amount: f64) -> f64 {
        (amount - self.median).abs() / self.usual
    }
}

fn median(amounts: &[f64]) -> Option<f64> {
    let mut sorted = amounts.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (upper, lower) = (sorted.get(sorted.len() / 2)?, sorted.get((sorted.len() - 1) / 2)?);
    Some(f64::midpoint(*lower, *upper))
}

fn report(
    case: &Case<'_>,
    value: &Value<'_>,
    all: &[Value<'_>],
    spread: &Spread,
    out: &mut Reporter<'_>,
) {
    let figure = value.figure;
    let (code, raw) = (&figure.indicator, figure.raw.as_deref().unwrap_or_default());
    let others = || {
        all.iter()
            .filter(|other| other.dossier.unit != value.dossier.unit)
            .map(|other| other.amount)
    };
    let [least, most] =
        [others().fold(f64::INFINITY, f64::min), others().fold(0.0, f64::max)].map(shown);
    let (median, count) = (shown(spread.median), all.len() - 1);
    let group = case.unit(value.dossier).and_then(|unit| {
        case.scope.plan.registry.groups().iter().find(|group| group.code == unit.group)
    });
    let (vi, en) = group.map_or(("", ""), |group| (group.name.as_str(), group.name_en.as_str()));
    let expected = msg!("gần trung vị {median} của khối", "near the group's median {median}");
    let location = figures::location(figure, expected);
    let message = msg!(
        "{code} = {raw}, khác xa {count} đơn vị khác của khối “{vi}”: từ {least} đến {most}, trung vị {median}",
        "{code} = {raw}, far from the {count} other units of the group “{en}”: {least} to {most}, median {median}"
    );
    out.file(&value.dossier.unit, value.place, value.submission, location, message).excludes =
        Excludes::Values(vec![code.clone()]);
}

fn shown(amount: f64) -> String {
    Decimal::from_f64_retain(amount)
        .map(|amount| written_vi(amount.round_dp(1)))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Spread;
    use crate::rules::fixture::{Fixture, codes, many_units, total};
    use rust_decimal::Decimal;

    /// Returns a case of units U0, U1 … in one group with these figures for CT05.
    fn group(figures: &[f64]) -> Fixture {
        figures.iter().enumerate().fold(many_units(figures.len()), |case, (unit, figure)| {
            case.number(&format!("U{unit}"), "CT05", *figure)
        })
    }

    fn found(figures: &[f64]) -> Vec<String> {
        codes(&group(figures))
    }

    #[test]
    fn an_outlier_is_found_and_counted() {
        let fixture = group(&[9.0, 10.0, 11.0, 12.0, 10.0, 13.0, 12.0, 95.0]);
        assert_eq!(codes(&fixture), ["C103 U7"]);
        assert_eq!(total(&fixture, "CT05"), ("172".to_owned(), 8));
        let message = fixture.outcome().findings[0].message.en.clone();
        assert_eq!(
            message,
            "CT05 = 95, far from the 7 other units of the group “g1”: 9 to 13, median 11,5"
        );
        assert_eq!(found(&[110.0, 120.0, 130.0, 115.0, 125.0, 128.0, 118.0, 2.0]), ["C103 U7"]);
    }

    #[test]
    fn small_groups_are_not_checked() {
        assert_eq!(found(&[9.0, 10.0, 11.0, 12.0, 10.0, 13.0, 95.0]), [""; 0]);
    }

    #[test]
    fn the_mean_distance_is_used_if_most_figures_are_equal() {
        assert_eq!(found(&[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 2.0]), [""; 0]);
        assert_eq!(found(&[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 9.0]), [""; 0]);
        assert_eq!(found(&[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 10.0]), ["C103 U7"]);
        assert_eq!(found(&[7.0; 8]), [""; 0]);
    }

    #[test]
    fn the_score_agrees_with_the_handbook() {
        let spread = Spread::from_amounts(&[1.0, 2.0, 3.0, 4.0, 5.0]).expect("a spread");
        assert!((spread.score(13.0) - 6.745).abs() < 1e-9);
        let spread = Spread::from_amounts(&[0.0, 0.0, 0.0, 4.0]).expect("a spread");
        assert!((spread.score(4.0) - 4.0 / 1.253_314).abs() < 1e-9);
    }

    #[test]
    fn counts_proportional_to_unit_size_are_silent() {
        assert_eq!(
            found(&[
                120.0, 216.0, 384.0, 500.0, 600.0, 645.0, 702.0, 720.0, 792.0, 840.0, 880.0,
                1088.0, 1760.0
            ]),
            [""; 0]
        );
    }

    #[test]
    fn the_plan_sets_the_threshold_of_each_indicator() {
        let figures = [9.0, 10.0, 11.0, 12.0, 10.0, 13.0, 12.0, 95.0];
        let with = |outlier| {
            codes(&group(&figures).plan(|plan| plan.indicators[4].thresholds.outlier = outlier))
        };
        assert_eq!(with(Some(Decimal::from(5))), ["C103 U7"]);
        assert_eq!(with(Some(Decimal::from(500))), [""; 0]);
        assert_eq!(with(None), [""; 0]);
    }

    #[test]
    fn excluded_figures_are_not_compared() {
        let broken = group(&[9.0, 10.0, 11.0, 12.0, 10.0, 13.0, 12.0, 95.0]).plan(|plan| {
            plan.relations.push(crate::model::plan::Relation::AtMost("CT05".into(), "CT04".into()));
        });
        assert_eq!(codes(&broken.number("U7", "CT04", 94.0)), ["C101 U7"]);
    }
}
