//! Compares the figures of reports with those of the previous period.

use super::{Excludes, Location, Reporter, figures, listed};
use crate::model::case::{Case, Dossier, Version};
use crate::model::earlier::Comparative;
use crate::model::number::{rounded, written_vi};
use crate::model::period::Previous;
use crate::model::plan::{Indicator, Nature};
use crate::model::submission::{Figure, Report};
use crate::msg;
use crate::text::Message;
use rust_decimal::Decimal;

/// Figure with the previous period's amount.
pub(super) struct Compared<'c> {
    case: &'c Case<'c>,
    dossier: &'c Dossier,
    version: &'c Version,
    previous: &'c Previous,
    figure: &'c Figure,
    pub(super) indicator: &'c Indicator,
    /// Amount in this period.
    pub(super) amount: Decimal,
    /// Amount in the previous period, including that of predecessors.
    pub(super) before: Comparative<'c>,
}

/// Returns the current reports on the case's period, with their units.
pub(super) fn current_reports<'c>(
    case: &'c Case<'c>,
) -> impl Iterator<Item = (&'c Dossier, &'c Version, &'c Report)> {
    case.dossiers.iter().filter_map(|dossier| {
        let current = dossier.current().filter(|version| version.role.is_of_this_period())?;
        Some((dossier, current, case.report(dossier)?))
    })
}

/// Returns all figures of current reports that can be compared.
pub(super) fn all<'c>(case: &'c Case<'c>) -> Vec<Compared<'c>> {
    let mut all = Vec::new();
    let (Some(previous), Some(inherited)) = (&case.scope.period.previous, case.inherited()) else {
        return all;
    };
    for (dossier, version, report) in current_reports(case) {
        for indicator in &case.scope.plan.indicators {
            let Some(figure) = report.figure(&indicator.code) else {
                continue;
            };
            let Some(amount) = indicator.amount(&figure.reading) else {
                continue;
            };
            // only figures that are added have an amount for several units
            let Some(before) = inherited
                .comparative(&dossier.unit, &indicator.code)
                .filter(|before| indicator.total.adds_up() || before.of.len() == 1)
            else {
                continue;
            };
            all.push(Compared {
                case,
                dossier,
                version,
                previous,
                figure,
                indicator,
                amount,
                before,
            });
        }
    }
    all
}

impl Compared<'_> {
    /// Returns whether the figure includes that of the previous period.
    pub(super) fn is_cumulative(&self) -> bool {
        self.previous.included && self.indicator.nature == Nature::Flow
    }

    /// Returns whether the figure is below that of the previous period although it includes it.
    pub(super) fn is_below(&self) -> bool {
        self.is_cumulative() && self.amount < self.before.amount
    }

    /// Returns the previous amount for as many days as this period's share of the figure has, and
    /// these days; `None` if both cover about as many days, or if their days are not known.
    pub(super) fn before_in_equal_days(&self) -> Option<(Decimal, i64)> {
        let scope = &self.case.scope;
        let earlier = scope.plan.period(self.previous.code.as_str())?;
        let (own, then) = (scope.period.days()?, earlier.days()?);
        let now = if self.is_cumulative() { own - then } else { own };
        let are_equal = (now - then).abs() * 10 <= now.max(then);
        if are_equal
            || now < 1
            || self.indicator.nature != Nature::Flow
            || !self.indicator.total.adds_up()
        {
            return None;
        }
        let scaled = self.before.amount.checked_mul(now.into())?.checked_div(then.into())?;
        Some((rounded(scaled, self.indicator.places()), now))
    }

    /// Returns the name of the previous period for a message, with the predecessors whose figures
    /// are included.
    pub(super) fn previous(&self) -> Message {
        let code = &self.previous.code;
        let period = self.case.scope.plan.period(code.as_str());
        let name = period.map_or_else(
            || msg!("{code}", "{code}"),
            |period| Message { vi: period.name.clone(), en: period.name_en.clone() },
        );
        let others = self
            .before
            .of
            .iter()
            .filter(|unit| ***unit != self.dossier.unit)
            .map(|unit| self.case.name(unit).to_owned());
        let others = listed(&others.collect::<Vec<_>>());
        let (Message { vi, en }, Message { vi: of_vi, en: of_en }) = (name, others);
        if of_vi.is_empty() {
            msg!("{vi}", "{en}")
        } else {
            msg!("{vi}, kể cả {of_vi}", "{en}, with {of_en}")
        }
    }

    /// Reports the figure with both amounts.
    pub(super) fn report(&self, out: &mut Reporter<'_>, expected: Message, message: Message) {
        let Some(submission) = self.case.submission(self.version) else {
            return;
        };
        let (now, then) = (&self.case.scope.period.code, &self.previous.code);
        let found = format!(
            "{now} = {}; {then} = {}",
            written_vi(self.amount),
            written_vi(self.before.amount)
        );
        let location = Location { found: Some(found), ..figures::location(self.figure, expected) };
        let finding =
            out.file(&self.dossier.unit, self.version.submission, submission, location, message);
        finding.excludes = Excludes::Values(vec![self.indicator.code.clone()]);
    }
}
