//! Defines the results of the previous period and attributes its figures to the units of today.

use super::id::{IndicatorCode, PeriodCode, TaskCode, UnitCode};
use super::origin::Sourced;
use super::record::Input;
use super::submission::{PeriodClaim, Submission};
use super::unit::Registry;
use crate::text::Message;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Results of the previous period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Earlier {
    /// Its code; `None` if no results are known.
    pub period: Option<PeriodCode>,
    /// Units that had to report.
    pub expected: BTreeSet<UnitCode>,
    /// Figures in the totals, by the units of that time.
    pub figures: BTreeMap<(UnitCode, IndicatorCode), Decimal>,
    /// Texts of the units on their tasks; only if their reports are available.
    pub narratives: Vec<Narrative>,
    /// Files from which this was read.
    pub inputs: Vec<Input>,
    /// Files that this machine cannot read now, with the reason.
    pub unread: Vec<(String, Message)>,
}

impl Earlier {
    /// Returns the files that this machine cannot read now, with the reason.
    pub fn unread(submissions: &[Submission]) -> impl Iterator<Item = (String, Message)> {
        submissions.iter().filter_map(|submission| {
            Some((submission.file.to_string(), submission.unread()?.clone()))
        })
    }
}

/// Text of a unit on a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Narrative {
    pub unit: UnitCode,
    pub task: TaskCode,
    pub words: Sourced<Arc<str>>,
}

impl Narrative {
    /// Returns the texts of all reports on a period.
    pub fn all(period: &PeriodCode, submissions: &[Submission]) -> Vec<Self> {
        let mut all = Vec::new();
        for submission in submissions {
            let (Some(unit), Some(report)) = (&submission.identity.unit, submission.report())
            else {
                continue;
            };
            let is_other = match &report.period {
                PeriodClaim::Named(named) => named != period,
                PeriodClaim::Other(_) | PeriodClaim::OtherInFileName(_) => true,
                PeriodClaim::Unsaid => false,
            };
            for answer in report.tasks.iter().filter(|_| !is_other) {
                let (Some(task), Some(words)) = (&answer.task, &answer.result) else {
                    continue;
                };
                all.push(Self { unit: unit.clone(), task: task.clone(), words: words.clone() });
            }
        }
        all
    }
}

/// Sum of the previous period's figures of a unit and its predecessors; a unit's figure is compared
/// with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Comparative<'e> {
    pub amount: Decimal,
    /// Units whose figures are in the sum.
    pub of: Vec<&'e UnitCode>,
}

/// Figures of the previous period, attributed to the units of a day.
#[derive(Debug)]
pub(crate) struct Inherited<'e> {
    earlier: &'e Earlier,
    /// Predecessors of each unit, itself included.
    from: BTreeMap<&'e UnitCode, Vec<&'e UnitCode>>,
    /// Units that succeeded a part of another unit; their share of its figures is unknown.
    parts: BTreeSet<&'e UnitCode>,
}

impl Earlier {
    /// Attributes the figures to the units of a day.
    pub(crate) fn inherited<'e>(&'e self, registry: &'e Registry, day: NaiveDate) -> Inherited<'e> {
        let mut inherited =
            Inherited { earlier: self, from: BTreeMap::new(), parts: BTreeSet::new() };
        let units: BTreeSet<&UnitCode> =
            self.figures.keys().map(|(unit, _)| unit).chain(&self.expected).collect();
        for unit in units {
            let heirs = registry.successors_on(unit, day);
            if heirs.len() > 1 {
                inherited.parts.extend(heirs);
            } else if let Some(heir) = heirs.into_iter().next() {
                inherited.from.entry(heir).or_default().push(unit);
            }
        }
        inherited
    }
}

impl<'e> Inherited<'e> {
    /// Returns the amount to compare with a unit's figure.
    ///
    /// `None` if the unit succeeded a part of another unit, or if an expected figure of a
    /// predecessor is unknown: an incomplete sum must not be compared.
    pub(crate) fn comparative(
        &self,
        unit: &UnitCode,
        indicator: &IndicatorCode,
    ) -> Option<Comparative<'e>> {
        if self.parts.contains(unit) {
            return None;
        }
        let mut comparative = Comparative { amount: Decimal::ZERO, of: Vec::new() };
        for before in self.from.get(unit)? {
            match self.earlier.figures.get(&((*before).clone(), indicator.clone())) {
                Some(amount) => {
                    comparative.amount = comparative.amount.saturating_add(*amount);
                    comparative.of.push(before);
                }
                None if self.earlier.expected.contains(*before) => return None,
                None => {}
            }
        }
        (!comparative.of.is_empty()).then_some(comparative)
    }
}

#[cfg(test)]
mod tests {
    use super::super::unit::{Contact, Naming, Unit};
    use super::*;

    const LAST: (i32, u32, u32) = (2024, 12, 31);

    fn day((year, month, day): (i32, u32, u32)) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    fn unit(code: &str, to: Option<(i32, u32, u32)>, successors: &[&str]) -> Unit {
        Unit {
            code: code.into(),
            name: format!("Đơn vị {code}"),
            group: "g".into(),
            aliases: Vec::new(),
            must_report: true,
            contact: Contact::default(),
            valid_from: None,
            valid_to: to.map(day),
            successors: successors.iter().map(|code| (*code).into()).collect(),
        }
    }

    /// Lists each unit's comparative on a day. In `before`, a unit without an amount was expected
    /// but has no figure.
    fn compared(
        units: Vec<Unit>,
        before: &[(&str, Option<i64>)],
        on: (i32, u32, u32),
    ) -> Vec<String> {
        let codes: Vec<UnitCode> = units.iter().map(|unit| unit.code.clone()).collect();
        let registry = Registry::new(Vec::new(), units, &Naming::default()).0;
        let figures = before.iter().filter_map(|(unit, amount)| {
            Some((((*unit).into(), "CT".into()), Decimal::from((*amount)?)))
        });
        let expected = before.iter().map(|(unit, _)| (*unit).into()).collect();
        let earlier = Earlier { figures: figures.collect(), expected, ..Earlier::default() };
        let inherited = earlier.inherited(&registry, day(on));
        let said = |code: &UnitCode| {
            let Comparative { amount, of } = inherited.comparative(code, &"CT".into())?;
            Some(format!(
                "{code} {amount} = {}",
                of.iter().map(|unit| unit.as_str()).collect::<Vec<_>>().join("+")
            ))
        };
        codes.iter().filter_map(said).collect()
    }

    #[test]
    fn after_a_merger_the_successor_is_compared_with_the_sum() {
        let units = || vec![unit("A", Some(LAST), &["B"]), unit("B", None, &[])];
        let before = [("A", Some(4)), ("B", Some(10))];
        assert_eq!(compared(units(), &before, LAST), ["A 4 = A", "B 10 = B"]);
        assert_eq!(compared(units(), &before, (2025, 1, 1)), ["B 14 = A+B"]);
    }

    #[test]
    fn an_incomplete_sum_is_not_compared() {
        let units = || vec![unit("A", Some(LAST), &["B"]), unit("B", None, &[])];
        assert_eq!(compared(units(), &[("A", Some(4)), ("B", None)], (2025, 4, 30)), [""; 0]);
        assert_eq!(compared(units(), &[("A", None), ("B", Some(10))], (2025, 4, 30)), [""; 0]);
        // no report was expected from A, so no figure is missing
        assert_eq!(compared(units(), &[("B", Some(10))], (2025, 4, 30)), ["B 10 = B"]);
    }

    #[test]
    fn a_chain_of_mergers_leads_to_its_end() {
        let units = || {
            vec![
                unit("A", Some((2024, 6, 30)), &["B"]),
                unit("B", Some(LAST), &["C"]),
                unit("C", None, &[]),
            ]
        };
        let before = [("A", Some(1)), ("B", Some(2)), ("C", Some(4))];
        assert_eq!(compared(units(), &before, (2024, 10, 31)), ["B 3 = A+B", "C 4 = C"]);
        assert_eq!(compared(units(), &before, (2025, 4, 30)), ["C 7 = A+B+C"]);
    }

    #[test]
    fn figures_of_a_split_unit_are_not_divided() {
        let units = || {
            vec![
                unit("A", Some(LAST), &["B", "C"]),
                unit("B", None, &[]),
                unit("C", None, &[]),
                unit("D", None, &[]),
            ]
        };
        let before = [("A", Some(8)), ("C", Some(2)), ("D", Some(3))];
        assert_eq!(compared(units(), &before, (2025, 4, 30)), ["D 3 = D"]);
        assert_eq!(compared(units(), &before, LAST), ["A 8 = A", "C 2 = C", "D 3 = D"]);
    }

    #[test]
    fn parts_of_a_split_unit_that_merge_again_are_compared() {
        let (split, joined) = ((2024, 6, 30), Some(LAST));
        let units = vec![
            unit("A", Some(split), &["B", "C"]),
            unit("B", joined, &["D"]),
            unit("C", joined, &["D"]),
            unit("D", None, &[]),
        ];
        assert_eq!(compared(units, &[("A", Some(8))], (2025, 4, 30)), ["D 8 = A"]);
    }

    #[test]
    fn new_and_dissolved_units_have_no_comparative() {
        let units = || vec![unit("A", Some(LAST), &[]), unit("B", None, &[])];
        assert_eq!(compared(units(), &[("A", Some(8))], (2025, 4, 30)), [""; 0]);
        assert_eq!(compared(units(), &[("gone", Some(8))], (2025, 4, 30)), [""; 0]);
    }
}
