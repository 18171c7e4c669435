//! Closed results of another period: its figures, and how each unit complied with its duty to report:
//! punctuality, corrections and completeness.

use super::id::{IndicatorCode, PeriodCode, UnitCode};
use super::plan::{Duty, Plan};
use super::record::FileDigest;
use super::results::{Answer, Results, TaskEntry, TaskStatus, UnitEntry};
use super::status::{Punctuality, State};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeMap;

/// Compliance of a unit in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compliance {
    pub expected: bool,
    pub punctuality: Punctuality,
    pub days_late: i64,
    /// How often the unit had to correct its report, with a report that still needs correction.
    pub corrections: usize,
    pub completeness: Completeness,
}

/// How much of what a unit owes its report contains; nothing is owed without a readable report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Completeness {
    pub answered: usize,
    pub owed: usize,
}

impl Completeness {
    pub(crate) const fn add(&mut self, is_answered: bool) {
        self.owed += 1;
        if is_answered {
            self.answered += 1;
        }
    }
}

/// Returns how often a unit had to correct its report, from its replaced versions and the state of
/// the last.
pub(crate) fn corrections(replaced: usize, state: State) -> usize {
    replaced + usize::from(matches!(state, State::Returned | State::Unreadable))
}

/// The closed results of another period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedPeriod {
    pub period: PeriodCode,
    /// The file that was read.
    pub digest: FileDigest,
    pub units: BTreeMap<UnitCode, Compliance>,
    /// Figures in the totals.
    pub figures: BTreeMap<(UnitCode, IndicatorCode), Decimal>,
}

/// What is read of a value.
#[derive(Deserialize)]
struct Entry {
    unit: UnitCode,
    indicator: IndicatorCode,
    answer: Answer,
    value: Option<Decimal>,
    counted: bool,
}

type Parts =
    Results<Vec<UnitEntry>, Vec<Entry>, Vec<TaskEntry>, IgnoredAny, IgnoredAny, IgnoredAny>;

impl ClosedPeriod {
    /// Reads the closed results of a period.
    ///
    /// # Errors
    /// Returns an error if the bytes are not results.
    pub(crate) fn parse(
        plan: &Plan,
        digest: FileDigest,
        bytes: &[u8],
    ) -> Result<Self, serde_json::Error> {
        let results: Parts = serde_json::from_slice(bytes)?;
        let mut owed: BTreeMap<UnitCode, Completeness> = BTreeMap::new();
        let mut figures = BTreeMap::new();
        for Entry { unit, indicator, answer, value, counted } in results.values {
            if counted {
                let amount = value.or_else(|| (answer == Answer::Nil).then_some(Decimal::ZERO));
                let key = (unit.clone(), indicator.clone());
                figures.extend(amount.map(|amount| (key, amount)));
            }
            let is_owed =
                plan.indicator(&indicator).is_some_and(|indicator| plan.requires(&unit, indicator));
            if is_owed && answer != Answer::NotApplicable {
                let is_answered = !matches!(answer, Answer::Blank | Answer::Misread);
                owed.entry(unit).or_default().add(is_answered);
            }
        }
        for task in results.tasks.into_iter().filter(|task| task.duty == Duty::Required) {
            owed.entry(task.unit).or_default().add(task.status != TaskStatus::Unreported);
        }
        let unit = |entry: UnitEntry| {
            let compliance = Compliance {
                expected: entry.expected,
                punctuality: entry.punctuality,
                days_late: entry.days_late,
                corrections: corrections(entry.superseded.len(), entry.state),
                completeness: owed
                    .get(&entry.unit)
                    .copied()
                    .filter(|_| matches!(entry.state, State::Accepted | State::Returned))
                    .unwrap_or_default(),
            };
            (entry.unit, compliance)
        };
        let units = results.units.into_iter().map(unit).collect();
        Ok(Self { period: results.period, digest, units, figures })
    }
}
