//! What is known of the period before: what counted then, what units wrote, and who stands for whom today.

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

/// The results of the period before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Earlier {
    /// Its code; `None` where nothing is known of it.
    pub period: Option<PeriodCode>,
    /// The units of whom a report was expected.
    pub expected: BTreeSet<UnitCode>,
    /// The figures that counted, by the units of that time.
    pub figures: BTreeMap<(UnitCode, IndicatorCode), Decimal>,
    /// What units wrote under the tasks; only where their reports are at hand.
    pub narratives: Vec<Narrative>,
    /// The files all this was read from.
    pub rests_on: Vec<Input>,
    /// Those of them that this machine could not read now, and why.
    pub unread: Vec<(String, Message)>,
}

impl Earlier {
    /// The files that this machine could not read now, and why.
    pub fn unread(submissions: &[Submission]) -> impl Iterator<Item = (String, Message)> {
        submissions.iter().filter_map(|submission| {
            Some((submission.file.to_string(), submission.unread()?.clone()))
        })
    }
}

/// What a unit wrote under a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Narrative {
    /// The unit.
    pub unit: UnitCode,
    /// The task.
    pub task: TaskCode,
    /// Its words.
    pub words: Sourced<Arc<str>>,
}

impl Narrative {
    /// What units wrote in their reports of a period.
    pub fn all(period: &PeriodCode, submissions: &[Submission]) -> Vec<Self> {
        let mut all = Vec::new();
        for submission in submissions {
            let (Some(unit), Some(report)) = (&submission.identity.unit, submission.report())
            else {
                continue;
            };
            let is_other = match &report.period {
                PeriodClaim::Named(named) => named != period,
                PeriodClaim::Other(_) => true,
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

/// What a unit's figure is compared with: the sum of what it and those whose place it took had in the period before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Comparative<'e> {
    /// The sum.
    pub amount: Decimal,
    /// The units it is made of.
    pub of: Vec<&'e UnitCode>,
}

/// The figures of the period before as the units of a day have them.
#[derive(Debug)]
pub(crate) struct Inherited<'e> {
    earlier: &'e Earlier,
    /// The units of that time whose place each unit of the day has.
    from: BTreeMap<&'e UnitCode, Vec<&'e UnitCode>>,
    /// Units that took over a part of another: nobody knows which part of its figures.
    parts: BTreeSet<&'e UnitCode>,
}

impl Earlier {
    /// The figures as the units of a day have them.
    pub(crate) fn inherited<'e>(&'e self, registry: &'e Registry, day: NaiveDate) -> Inherited<'e> {
        let mut inherited =
            Inherited { earlier: self, from: BTreeMap::new(), parts: BTreeSet::new() };
        let units: BTreeSet<&UnitCode> =
            self.figures.keys().map(|(unit, _)| unit).chain(&self.expected).collect();
        for unit in units {
            let heirs = registry.heirs(unit, day);
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
    /// What a unit's figure is compared with. `None` where the unit has a part of another's, and where one of the figures that
    /// were expected is not known: a part of a sum is no sum.
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
    use super::super::unit::{Naming, Unit};
    use super::*;

    const LAST: (i32, u32, u32) = (2024, 12, 31);

    fn day((year, month, day): (i32, u32, u32)) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    /// A unit with its last day and its successors.
    fn unit(code: &str, to: Option<(i32, u32, u32)>, successors: &[&str]) -> Unit {
        Unit {
            code: code.into(),
            name: format!("Đơn vị {code}"),
            group: "g".into(),
            aliases: Vec::new(),
            must_report: true,
            valid_from: None,
            valid_to: to.map(day),
            successors: successors.iter().map(|code| (*code).into()).collect(),
        }
    }

    /// What each unit's figure is compared with on a day; a unit that was expected without a figure has `None`.
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
    fn a_part_of_a_sum_is_no_sum() {
        let units = || vec![unit("A", Some(LAST), &["B"]), unit("B", None, &[])];
        assert_eq!(compared(units(), &[("A", Some(4)), ("B", None)], (2025, 4, 30)), [""; 0]);
        assert_eq!(compared(units(), &[("A", None), ("B", Some(10))], (2025, 4, 30)), [""; 0]);
        // nothing was expected of A, so nothing is wanting
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
    fn what_a_split_unit_had_cannot_be_divided() {
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
    fn parts_that_come_together_again_are_whole() {
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
    fn a_unit_that_began_or_ended_has_no_comparative() {
        let units = || vec![unit("A", Some(LAST), &[]), unit("B", None, &[])];
        assert_eq!(compared(units(), &[("A", Some(8))], (2025, 4, 30)), [""; 0]);
        assert_eq!(compared(units(), &[("gone", Some(8))], (2025, 4, 30)), [""; 0]);
    }
}
