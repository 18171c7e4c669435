//! Joins the incidents in periodic reports with those reported ad hoc, each incident once with all
//! its sources.

use super::ad_hoc::current_reports;
use super::case::{Case, Dossier, Version};
use super::id::UnitCode;
use super::key::Key;
use super::origin::Origin;
use super::status::Receipt;
use super::submission::{Incident, Report};
use chrono::NaiveDate;

/// Account of an incident in one report.
#[derive(Debug, Clone, Copy)]
pub struct IncidentSource<'c> {
    pub incident: &'c Incident,
    pub ad_hoc: bool,
    /// Received date of the report.
    pub receipt: Option<Receipt>,
}

/// Incident of a unit with the reports that mention it.
#[derive(Debug, Clone)]
pub struct JoinedIncident<'c> {
    pub unit: &'c UnitCode,
    /// First account: in the unit's periodic report, or else in the ad hoc report received first.
    pub first: IncidentSource<'c>,
    /// Accounts in other reports.
    pub others: Vec<IncidentSource<'c>>,
}

impl Incident {
    /// Returns the day of the incident, if known.
    pub fn day(&self) -> Option<NaiveDate> {
        self.happened.as_ref()?.value.map(|day| day.date)
    }

    /// Returns the location of the description, or else of the first other answer.
    pub fn at(&self) -> Option<&Origin> {
        let texts = [&self.event, &self.place, &self.measures, &self.result].into_iter().flatten();
        texts.map(|answer| &answer.at).next().or_else(|| Some(&self.happened.as_ref()?.at))
    }
}

impl<'c> IncidentSource<'c> {
    /// Returns the location of the account in its file.
    pub fn at(&self) -> Option<&'c Origin> {
        self.incident.at()
    }

    pub fn file(&self) -> Option<&'c str> {
        self.at().map(|at| &*at.file)
    }
}

impl<'c> JoinedIncident<'c> {
    /// Returns the accounts in all reports.
    pub(crate) fn sources(&self) -> impl Iterator<Item = &IncidentSource<'c>> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// Returns the day of the incident, if known.
    pub fn day(&self) -> Option<NaiveDate> {
        self.first.incident.day()
    }

    /// Returns whether an ad hoc report describes this incident: same unit, same day, same words.
    fn matches(&self, unit: &UnitCode, incident: &Incident) -> bool {
        let own = words(self.first.incident);
        self.unit == unit
            && self.day().is_some()
            && self.day() == incident.day()
            && !own.is_empty()
            && own == words(incident)
    }
}

fn words(incident: &Incident) -> Key {
    Key::new(incident.event.as_ref().map_or("", |event| &*event.value))
}

impl Case<'_> {
    /// Returns the current ad hoc reports: those of an ad hoc period, or those received during a
    /// dated one.
    pub(crate) fn ad_hoc_reports(&self) -> impl Iterator<Item = (&Dossier, &Version, &Report)> {
        let own = (self.submissions.as_slice(), self.dossiers.as_slice());
        let beside = (self.ad_hoc.submissions.as_slice(), self.ad_hoc.dossiers.as_slice());
        let (submissions, dossiers) = if self.scope.period.is_ad_hoc() { own } else { beside };
        current_reports(submissions, dossiers)
    }

    /// Returns the incidents of the period, ordered by day, then by receipt; those without a date
    /// last.
    ///
    /// An incident without a date in an ad hoc report could belong to any period, so it is included
    /// in every one.
    pub fn incidents(&self) -> Vec<JoinedIncident<'_>> {
        let period = self.scope.period;
        let mut all: Vec<JoinedIncident<'_>> = Vec::new();
        for (dossier, report) in self.reports() {
            let receipt = dossier.current().and_then(|version| version.receipt);
            let source = |incident| IncidentSource { incident, ad_hoc: false, receipt };
            all.extend(report.incidents.iter().map(|incident| JoinedIncident {
                unit: &dossier.unit,
                first: source(incident),
                others: Vec::new(),
            }));
        }
        for (dossier, version, report) in self.ad_hoc_reports() {
            // two identical rows in one report are two incidents
            let before = all.clone();
            let falls = |incident: &&Incident| {
                period.is_ad_hoc() || incident.day().is_none_or(|day| period.contains(day))
            };
            for incident in report.incidents.iter().filter(falls) {
                let source = IncidentSource { incident, ad_hoc: true, receipt: version.receipt };
                match before
                    .iter()
                    .position(|joined| joined.matches(&dossier.unit, incident))
                    .and_then(|place| all.get_mut(place))
                {
                    Some(joined) => joined.others.push(source),
                    None => {
                        all.push(JoinedIncident {
                            unit: &dossier.unit,
                            first: source,
                            others: Vec::new(),
                        });
                    }
                }
            }
        }
        let place = |joined: &JoinedIncident<'_>| self.scope.plan.registry.place(joined.unit);
        let arrived = |joined: &JoinedIncident<'_>| joined.first.receipt.map(|receipt| receipt.on);
        all.sort_by_key(|joined| {
            (
                joined.day().is_none(),
                joined.day(),
                arrived(joined).is_none(),
                arrived(joined),
                place(joined),
            )
        });
        all
    }
}
