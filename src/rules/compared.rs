//! What the rules on the period before share: each figure of a report beside what it is compared with.

use super::{Excludes, Location, Reporter, cell_groups, figures, listed};
use crate::model::case::{Case, Dossier, Version};
use crate::model::earlier::Comparative;
use crate::model::number::written_vi;
use crate::model::period::Previous;
use crate::model::plan::{Indicator, Nature};
use crate::model::submission::Figure;
use crate::msg;
use crate::text::Message;
use rust_decimal::Decimal;

/// A figure beside that of the period before.
pub(super) struct Compared<'c> {
    case: &'c Case<'c>,
    dossier: &'c Dossier,
    version: &'c Version,
    previous: &'c Previous,
    figure: &'c Figure,
    /// What is counted.
    pub(super) indicator: &'c Indicator,
    /// How many there are now.
    pub(super) amount: Decimal,
    /// How many there were, with those of units whose place the unit took.
    pub(super) before: Comparative<'c>,
}

/// Every figure of the reports that count, where there is one to compare it with.
pub(super) fn all<'c>(case: &'c Case<'c>) -> Vec<Compared<'c>> {
    let mut all = Vec::new();
    let (Some(previous), Some(inherited)) = (&case.scope.period.previous, case.inherited()) else {
        return all;
    };
    for dossier in &case.dossiers {
        let current = dossier.current().filter(|version| version.role.is_of_this_period());
        let Some((version, report)) = current.zip(case.report(dossier)) else {
            continue;
        };
        for indicator in &case.scope.plan.indicators {
            let Some(figure) = report.figure(&indicator.code) else {
                continue;
            };
            let Some(amount) = indicator.amount(&figure.reading) else {
                continue;
            };
            // what does not add up has no figure of several units
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
    /// Whether the figure takes in that of the period before.
    pub(super) fn is_cumulative(&self) -> bool {
        self.previous.included && self.indicator.nature == Nature::Flow
    }

    /// Whether the figure takes in that of the period before and is yet below it.
    pub(super) fn is_below(&self) -> bool {
        self.is_cumulative() && self.amount < self.before.amount
    }

    /// The period before, as a message names it, with the other units whose figures are taken in.
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

    /// Reports the figure, with both amounts where it stands.
    pub(super) fn report(&self, out: &mut Reporter<'_>, expected: Message, message: Message) {
        let group = cell_groups::by_sheet([figures::entry(self.figure)]).into_iter().next();
        let Some((group, submission)) = group.zip(self.case.submission(self.version)) else {
            return;
        };
        let (now, then) = (&self.case.scope.period.code, &self.previous.code);
        let found = format!(
            "{now} = {}; {then} = {}",
            written_vi(self.amount),
            written_vi(self.before.amount)
        );
        let location = Location { found: Some(found), ..group.location(Some(expected)) };
        let finding =
            out.file(&self.dossier.unit, self.version.submission, submission, location, message);
        finding.excludes = Excludes::Values(vec![self.indicator.code.clone()]);
    }
}
