//! Counts turnout, for workbook, terminal and page.

use super::Outcome;
use crate::model::case::Dossier;
use crate::model::status::{Punctuality, State};
use crate::model::unit::Group;
use crate::msg;
use crate::text::{Message, counted};
use std::collections::BTreeMap;

/// Punctuality of units that must report, in the order of tables and bars.
pub(crate) const PUNCTUALITY: [Punctuality; 5] = [
    Punctuality::OnTime,
    Punctuality::Late,
    Punctuality::Undated,
    Punctuality::Awaited,
    Punctuality::Missing,
];

/// Units by punctuality, in the order of [`PUNCTUALITY`].
pub(crate) type Punctual = [usize; PUNCTUALITY.len()];

/// Turnout of a period.
///
/// Punctuality counts units that must report. States count all reports: accepted, returned and
/// unreadable ones add up to received and voluntary.
#[derive(Debug)]
pub(crate) struct Turnout<'o> {
    /// Units that must report.
    pub expected: usize,
    /// Units that must report and sent something.
    pub received: usize,
    /// Units that must report with a readable report on the period.
    pub reported: usize,
    /// Units that sent something although they do not have to report.
    pub voluntary: usize,
    /// Units by punctuality.
    pub punctual: Punctual,
    /// Units by punctuality in each group with an expected or received report.
    pub groups: Vec<(&'o Group, Punctual)>,
    /// Files that this machine could not read.
    pub unread: usize,
    states: BTreeMap<State, usize>,
}

impl<'o> Turnout<'o> {
    pub(super) fn new(outcome: &'o Outcome<'_>) -> Self {
        let case = &outcome.case;
        let all = || case.dossiers.iter();
        let expected = |wanted: &dyn Fn(&Dossier) -> bool| {
            all().filter(|dossier| dossier.expected && wanted(dossier)).count()
        };
        let mut states = BTreeMap::new();
        for dossier in all().filter(|dossier| !dossier.is_empty()) {
            *states.entry(outcome.state(dossier)).or_default() += 1;
        }
        let groups = case
            .by_group()
            .into_iter()
            .filter(|(_, members)| members.iter().any(|dossier| dossier.is_expected_or_received()));
        Self {
            expected: expected(&|_| true),
            received: expected(&|dossier| !dossier.is_empty()),
            reported: expected(&|dossier| case.report_on_period(dossier).is_some()),
            voluntary: all().filter(|dossier| !dossier.expected && !dossier.is_empty()).count(),
            punctual: PUNCTUALITY.map(|wanted| expected(&|dossier| dossier.punctuality == wanted)),
            groups: groups.map(|(group, members)| (group, punctual(&members))).collect(),
            unread: outcome.unread(),
            states,
        }
    }

    /// Returns the number of reports in a state.
    pub(crate) fn state(&self, state: State) -> usize {
        self.states.get(&state).copied().unwrap_or(0)
    }

    /// Returns the columns of a table of punctuality, with their indexes in [`PUNCTUALITY`]. That
    /// of undated reports is omitted if there are none.
    pub(crate) fn columns(&self) -> impl Iterator<Item = (usize, Punctuality)> {
        let shown = self.punctual.map(|units| units > 0);
        PUNCTUALITY
            .into_iter()
            .enumerate()
            .zip(shown)
            .filter(|((_, one), shown)| *one != Punctuality::Undated || *shown)
            .map(|(column, _)| column)
    }

    /// Returns whether reports are outstanding, or some could not be read.
    pub(crate) const fn is_provisional(&self) -> bool {
        self.reported < self.expected || self.unread > 0
    }

    /// Describes how complete the figures are.
    pub(crate) fn completeness(&self) -> Message {
        let (have, all, missing) = (self.reported, self.expected, self.expected - self.reported);
        if self.unread > 0 {
            let unread = self.unread;
            return {
                let files = counted(unread, "file");
                msg!(
                    "CHƯA ĐẦY ĐỦ: máy này chưa đọc được {unread} tệp; mới có báo cáo của {have}/{all} đơn vị",
                    "NOT COMPLETE: {files} unread by this machine; reports of {have}/{all} units only"
                )
            };
        }
        if self.is_provisional() {
            return msg!(
                "TỔNG HỢP TẠM: mới có báo cáo của {have}/{all} đơn vị, còn thiếu {missing} đơn vị",
                "PROVISIONAL: reports of {have}/{all} units only, {missing} outstanding"
            );
        }
        msg!("Đã có báo cáo của {have}/{all} đơn vị", "Reports of {have}/{all} units")
    }
}

fn punctual(members: &[&Dossier]) -> Punctual {
    PUNCTUALITY.map(|wanted| {
        members.iter().filter(|dossier| dossier.expected && dossier.punctuality == wanted).count()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::submission::Unreadable;
    use crate::rules::fixture::{Fixture, case, day};

    fn counts(fixture: &Fixture) -> (Punctual, [usize; 3], [usize; 4]) {
        let outcome = fixture.outcome();
        let turnout = outcome.turnout();
        let states =
            [State::Accepted, State::Returned, State::Unreadable].map(|state| turnout.state(state));
        assert_eq!(
            states.iter().sum::<usize>(),
            turnout.received + turnout.voluntary,
            "every report that came has a state"
        );
        (
            turnout.punctual,
            states,
            [turnout.expected, turnout.received, turnout.reported, turnout.voluntary],
        )
    }

    #[test]
    fn punctuality_counts_expected_units_and_states_all_reports() {
        assert_eq!(counts(&case()), ([3, 0, 0, 0, 0], [3, 0, 0], [3, 3, 3, 0]));
        let mixed = case()
            .missing("A")
            .arrived("B", Some(day(2024, 5, 3)))
            .unreadable("C", Unreadable::Encrypted);
        assert_eq!(counts(&mixed), ([1, 1, 0, 0, 1], [1, 0, 1], [3, 2, 1, 0]));
        // A does not have to report, and its report has an error
        let voluntary = case().figure("A", "CT01", "12 buổi").exempt_all();
        assert_eq!(counts(&voluntary), ([0; 5], [2, 1, 0], [0, 0, 0, 3]));
    }

    #[test]
    fn groups_add_up_to_the_total() {
        let fixture = case().missing("B");
        let outcome = fixture.outcome();
        let turnout = outcome.turnout();
        let groups: Vec<(&str, Punctual)> =
            turnout.groups.iter().map(|(group, units)| (group.name.as_str(), *units)).collect();
        assert_eq!(groups, [("g1", [1, 0, 0, 0, 1]), ("g2", [1, 0, 0, 0, 0])]);
        assert_eq!(turnout.punctual, [2, 0, 0, 0, 1]);
    }

    #[test]
    fn figures_are_provisional_while_reports_are_outstanding() {
        let said = |fixture: Fixture| fixture.outcome().turnout().completeness().vi;
        assert_eq!(said(case()), "Đã có báo cáo của 3/3 đơn vị");
        assert_eq!(
            said(case().missing("A")),
            "TỔNG HỢP TẠM: mới có báo cáo của 2/3 đơn vị, còn thiếu 1 đơn vị"
        );
    }
}
