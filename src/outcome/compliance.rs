//! Compliance of units over the periods of the plan: those with closed results, and this one.

use super::Outcome;
use crate::model::case::Dossier;
use crate::model::compliance::{Completeness, Compliance, corrections};
use crate::model::file_role::VersionRole;
use crate::model::id::UnitCode;
use crate::model::number::rounded;
use crate::model::period::Period;
use crate::model::plan::Duty;
use crate::model::reading::Reading;
use crate::model::status::Punctuality;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Compliance of a unit over periods.
#[derive(Debug)]
pub(crate) struct UnitCompliance<'o> {
    pub dossier: &'o Dossier,
    /// In the order of the periods; `None` if the results of a period do not contain the unit.
    pub periods: Vec<Option<Compliance>>,
}

/// Sums of a unit's compliance over the periods in which it had to report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct ComplianceSums {
    /// Periods in which it had to report.
    pub expected: usize,
    pub on_time: usize,
    pub late: usize,
    pub days_late: usize,
    /// Periods whose deadline passed without a report.
    pub missing: usize,
    pub corrections: usize,
    pub completeness: Completeness,
}

impl ComplianceSums {
    /// Returns the completeness in percent, with one decimal place; none if nothing was owed.
    pub(crate) fn percent(&self) -> Option<Decimal> {
        let Completeness { answered, owed } = self.completeness;
        let percent = Decimal::from(answered * 100).checked_div(owed.into())?;
        Some(rounded(percent, 1))
    }
}

impl UnitCompliance<'_> {
    pub(crate) fn sums(&self) -> ComplianceSums {
        let mut sums = ComplianceSums::default();
        for period in self.periods.iter().flatten().filter(|period| period.expected) {
            sums.expected += 1;
            match period.punctuality {
                Punctuality::OnTime => sums.on_time += 1,
                Punctuality::Late => {
                    sums.late += 1;
                    sums.days_late += usize::try_from(period.days_late).unwrap_or(0);
                }
                Punctuality::Missing => sums.missing += 1,
                _ => {}
            }
            sums.corrections += period.corrections;
            sums.completeness.answered += period.completeness.answered;
            sums.completeness.owed += period.completeness.owed;
        }
        sums
    }
}

impl<'a> Outcome<'a> {
    /// Returns the periods whose compliance is known: those with closed results and, last, this one.
    pub(crate) fn compliance_periods(&self) -> Vec<&'a Period> {
        let plan = self.case.scope.plan;
        let closed = self.case.closed.iter().filter_map(|one| plan.period(one.period.as_str()));
        closed.chain([self.case.scope.period]).collect()
    }

    /// Returns the compliance of each unit over [these periods](Self::compliance_periods), in the
    /// order of the units.
    pub(crate) fn compliance<'s>(&'s self) -> Vec<UnitCompliance<'s>> {
        let mut owed = self.completeness();
        let plan = self.case.scope.plan;
        let closed: Vec<_> = self
            .case
            .closed
            .iter()
            .filter(|one| plan.period(one.period.as_str()).is_some())
            .collect();
        let unit = |dossier: &'s Dossier| {
            let Dossier { unit, expected, punctuality, days_late, .. } = dossier;
            let now = Compliance {
                expected: *expected,
                punctuality: *punctuality,
                days_late: *days_late,
                corrections: corrections(replaced(dossier), self.state(dossier)),
                completeness: owed.remove(unit).unwrap_or_default(),
            };
            let before = closed.iter().map(|one| one.units.get(unit).copied());
            UnitCompliance { dossier, periods: before.chain([Some(now)]).collect() }
        };
        self.case.by_group().into_iter().flat_map(|(_, members)| members).map(unit).collect()
    }

    /// Returns how much of what each unit owes in this period its report contains.
    fn completeness(&self) -> BTreeMap<&UnitCode, Completeness> {
        let plan = self.case.scope.plan;
        let mut owed: BTreeMap<&UnitCode, Completeness> = BTreeMap::new();
        for (dossier, report) in self.case.reports() {
            for figure in &report.figures {
                let is_owed = plan
                    .indicator(&figure.indicator)
                    .is_some_and(|indicator| plan.requires(&dossier.unit, indicator));
                if is_owed && figure.reading != Reading::NotApplicable {
                    let is_answered =
                        !matches!(figure.reading, Reading::Blank | Reading::Misread(_));
                    owed.entry(&dossier.unit).or_default().add(is_answered);
                }
            }
        }
        let required = self
            .consolidation
            .progress
            .iter()
            .filter(|progress| progress.has_report && progress.duty == Duty::Required);
        for progress in required {
            owed.entry(&progress.unit).or_default().add(progress.status.is_some());
        }
        owed
    }
}

/// Returns the number of versions that later ones replaced.
fn replaced(dossier: &Dossier) -> usize {
    dossier.versions.iter().filter(|version| version.role == VersionRole::Superseded).count()
}

#[cfg(test)]
mod tests {
    use crate::model::compliance::ClosedPeriod;
    use crate::model::record::FileDigest;
    use crate::model::status::Punctuality;
    use crate::rules::fixture::{case, day};

    #[test]
    fn this_period_comes_after_the_closed_ones_and_says_the_same_as_its_results() {
        let fixture = case()
            .missing("A")
            .arrived("B", Some(day(2024, 5, 3)))
            .figure("B", "CT01", "12 buổi")
            .figure("B", "CT02", "");
        let outcome = fixture.outcome();
        let facts = crate::render::json::document(&outcome);
        let plan = outcome.case.scope.plan;
        let digest = FileDigest::new("a".to_owned(), facts.as_bytes());
        let closed = ClosedPeriod::parse(plan, digest, facts.as_bytes()).expect("results");
        for unit in outcome.compliance() {
            let now = unit.periods.last().copied().flatten();
            assert_eq!(closed.units.get(&unit.dossier.unit).copied(), now);
        }
        let b = closed.units.get(&"B".into()).expect("a unit");
        assert_eq!((b.punctuality, b.days_late, b.corrections), (Punctuality::Late, 3, 1));
        assert_eq!(b.completeness.owed - b.completeness.answered, 2);
    }
}
