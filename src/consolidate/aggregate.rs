//! Aggregates the figures of several units: as a sum, a mean, a ratio of two sums, or not at all.

use crate::model::id::{IndicatorCode, UnitCode};
use crate::model::indicator::{Aggregation, Indicator};
use crate::model::non_number::counted_choice;
use crate::model::number::{rounded, to_message};
use crate::model::reading::NonNumber;
use crate::msg;
use crate::text::Message;
use rust_decimal::Decimal;
use std::sync::Arc;

/// Aggregated figures of several units.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Aggregate {
    /// The resulting number, if any.
    pub number: Option<Decimal>,
    /// Number of units per answer, for an indicator with a list of answers.
    pub answers: Vec<(Arc<str>, usize)>,
    /// Number of units included.
    pub units: usize,
}

impl Aggregate {
    /// Returns the aggregate of no units.
    pub(crate) fn empty(indicator: &Indicator) -> Self {
        Self::from_words(indicator, std::iter::empty())
    }

    /// Counts the answers in words of several units.
    pub(super) fn from_words<'s>(
        indicator: &Indicator,
        said: impl Iterator<Item = &'s NonNumber>,
    ) -> Self {
        let said: Vec<Arc<str>> = said.map(NonNumber::text).collect();
        let count = |word: &Arc<str>| said.iter().filter(|said| *said == word).count();
        let choices = indicator.answer.choices().iter();
        let answers = choices.map(|word| (Arc::clone(word), count(word))).collect();
        Self { number: None, answers, units: said.len() }
    }

    /// Returns the aggregate in Vietnamese notation: a number, `22 có / 1 không`, or a dash if
    /// there is none.
    pub(crate) fn shown(&self) -> Message {
        if let Some(number) = self.number {
            return to_message(number);
        }
        if self.answers.is_empty() {
            return msg!("–", "–");
        }
        let all = self.answers.iter().map(|(word, units)| {
            let Message { vi, en } = counted_choice(word);
            (format!("{units} {vi}"), format!("{units} {en}"))
        });
        let (vi, en): (Vec<_>, Vec<_>) = all.unzip();
        Message { vi: vi.join(" / "), en: en.join(" / ") }
    }

    /// Aggregates the amounts of several units as the indicator defines.
    pub(super) fn from_amounts<'u>(
        indicator: &Indicator,
        units: impl Iterator<Item = &'u UnitCode>,
        amount: impl Fn(&UnitCode, &IndicatorCode) -> Option<Decimal>,
    ) -> Self {
        let own = |unit: &UnitCode| amount(unit, &indicator.code);
        match &indicator.total {
            Aggregation::Sum | Aggregation::Latest => {
                let (sum, units) = sum(units.filter_map(own));
                Self { number: Some(sum), units, ..Self::default() }
            }
            Aggregation::None => Self { units: units.filter_map(own).count(), ..Self::default() },
            Aggregation::Mean => {
                let (sum, units) = sum(units.filter_map(own));
                let mean = sum.checked_div(units.into());
                Self {
                    number: mean.map(|mean| rounded(mean, indicator.places())),
                    units,
                    ..Self::default()
                }
            }
            Aggregation::Ratio(ratio) => {
                let both =
                    units.filter_map(|unit| amount(unit, &ratio.of).zip(amount(unit, &ratio.per)));
                let (of, per): (Vec<_>, Vec<_>) = both.unzip();
                let ((of, units), (per, _)) = (sum(of.into_iter()), sum(per.into_iter()));
                let number = ratio.value(of, per);
                Self {
                    number: number.map(|number| rounded(number, indicator.places())),
                    units,
                    ..Self::default()
                }
            }
        }
    }
}

fn sum(amounts: impl Iterator<Item = Decimal>) -> (Decimal, usize) {
    amounts.fold((Decimal::ZERO, 0), |(sum, units), amount| (sum.saturating_add(amount), units + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::indicator::{AnswerKind, Ratio};
    use crate::model::number::NumberKind;
    use crate::rules::fixture::{Fixture, case, codes};

    /// Returns CT05 as another kind of indicator, with figures of three units.
    fn as_kind(total: Aggregation, decimals: u32, figures: [f64; 3]) -> Fixture {
        let kind = NumberKind { decimals, is_count: false, ..NumberKind::COUNT };
        let fixture = case().plan(move |plan| {
            let indicator = plan.indicators.iter_mut().find(|one| one.code.as_str() == "CT05");
            let indicator = indicator.expect("CT05");
            (indicator.answer, indicator.total) = (AnswerKind::Number(kind), total);
        });
        ["A", "B", "C"].iter().zip(figures).fold(fixture, |fixture, (unit, figure)| {
            fixture.decimal(unit, "CT05", Decimal::try_from(figure).expect("a number"))
        })
    }

    fn total(fixture: &Fixture) -> (Option<String>, usize) {
        let outcome = fixture.outcome();
        let total = outcome.consolidation.total(&"CT05".into()).expect("a total");
        (total.all.number.map(|number| number.to_string()), total.all.units)
    }

    #[test]
    fn a_mean_includes_only_units_with_a_figure() {
        let mean = |figures| as_kind(Aggregation::Mean, 2, figures);
        let all = mean([98.75, 97.5, 99.0]);
        assert_eq!(total(&all), (Some("98.42".to_owned()), 3));
        let outcome = all.outcome();
        let groups = &outcome.consolidation.total(&"CT05".into()).expect("a total").by_group;
        let groups = groups.values().map(|group| group.number.map(|number| number.to_string()));
        assert_eq!(groups.flatten().collect::<Vec<_>>(), ["98.13", "99"]);
        // “nothing to report” is not a score of 0
        let nil = mean([98.75, 97.5, 99.0]).figure("C", "CT05", "không phát sinh");
        assert_eq!(total(&nil), (Some("98.13".to_owned()), 2));
    }

    #[test]
    fn figures_without_a_total_are_only_counted() {
        assert_eq!(total(&as_kind(Aggregation::None, 1, [1.5, 2.5, 3.0])), (None, 3));
        assert_eq!(
            total(&as_kind(Aggregation::Latest, 1, [1.5, 2.5, 3.0])),
            (Some("7.0".to_owned()), 3)
        );
    }

    #[test]
    fn a_ratio_divides_sums_of_units_with_both_figures() {
        let ratio = Ratio { of: "CT02".into(), per: "CT01".into(), times: 100 };
        let fixture = || as_kind(Aggregation::Ratio(ratio.clone()), 2, [50.0, 50.0, 50.0]);
        let units = |of: [(f64, f64); 3]| {
            ["A", "B", "C"].iter().zip(of).fold(fixture(), |fixture, (unit, (of, per))| {
                fixture.number(unit, "CT02", of).number(unit, "CT01", per)
            })
        };
        // 1/2, 2/4 and 30/60: the quotient of sums, not the mean of ratios
        assert_eq!(
            total(&units([(1.0, 2.0), (2.0, 4.0), (30.0, 61.0)])),
            (Some("49.25".into()), 3)
        );
        let one_side = units([(1.0, 2.0), (2.0, 4.0), (30.0, 60.0)]).figure("C", "CT01", "nhiều");
        assert_eq!(total(&one_side), (Some("50".into()), 2));
        assert_eq!(total(&units([(0.0, 0.0), (0.0, 0.0), (0.0, 0.0)])), (None, 3));
    }

    #[test]
    fn a_reported_ratio_is_checked_against_its_parts() {
        let ratio = Ratio { of: "CT03".into(), per: "CT04".into(), times: 100 };
        let says = |figure: f64| {
            let fixture =
                as_kind(Aggregation::Ratio(ratio.clone()), 2, [figure, 50.0, 50.0]).plan({
                    let ratio = ratio.clone();
                    move |plan| {
                        plan.relations.push(crate::model::plan::Relation::Ratio(
                            "CT05".into(),
                            ratio,
                            2,
                        ));
                    }
                });
            let fixture = ["B", "C"].iter().fold(fixture, |fixture, unit| {
                fixture.number(unit, "CT03", 1.0).number(unit, "CT04", 2.0)
            });
            codes(&fixture.number("A", "CT03", 2.0).number("A", "CT04", 3.0))
        };
        for right in [66.67, 66.66, 66.7, 66.6, 67.0, 66.0] {
            assert_eq!(says(right), [""; 0], "{right}");
        }
        for wrong in [66.68, 66.5, 68.0, 70.0, 33.33] {
            assert_eq!(says(wrong), ["C101 A"], "{wrong}");
        }
    }
}
