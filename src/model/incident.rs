//! The incidents of a case, joined: those of the period's own reports and those reported ad hoc, each once with all its sources.

use super::ad_hoc::standing;
use super::case::{Case, Dossier, Version};
use super::id::UnitCode;
use super::key::Key;
use super::origin::Origin;
use super::status::Receipt;
use super::submission::{Incident, Report};
use chrono::NaiveDate;

/// One report's telling of an incident.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'c> {
    /// Its words.
    pub incident: &'c Incident,
    /// Whether the report is ad hoc.
    pub ad_hoc: bool,
    /// When the report arrived.
    pub receipt: Option<Receipt>,
}

/// An incident of a unit.
#[derive(Debug, Clone)]
pub struct Told<'c> {
    /// The unit.
    pub unit: &'c UnitCode,
    /// Who told it first: the period's own report, else the ad hoc report that arrived first.
    pub first: Telling<'c>,
    /// The other reports that tell it.
    pub others: Vec<Telling<'c>>,
}

impl Incident {
    /// The day it happened, where that is known.
    pub fn day(&self) -> Option<NaiveDate> {
        self.happened.as_ref()?.value.map(|day| day.date)
    }

    /// Where it stands, by the answer that tells most of it.
    pub fn at(&self) -> Option<&Origin> {
        let texts = [&self.event, &self.place, &self.measures, &self.result].into_iter().flatten();
        texts.map(|answer| &answer.at).next().or_else(|| Some(&self.happened.as_ref()?.at))
    }
}

impl<'c> Telling<'c> {
    /// Where it stands, by the first of its answers.
    pub fn at(&self) -> Option<&'c Origin> {
        self.incident.at()
    }

    /// The file it stands in.
    pub fn file(&self) -> Option<&'c str> {
        self.at().map(|at| &*at.file)
    }
}

impl<'c> Told<'c> {
    /// Every report that tells it.
    pub(crate) fn tellings(&self) -> impl Iterator<Item = &Telling<'c>> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// The day it happened, where that is known.
    pub fn day(&self) -> Option<NaiveDate> {
        self.first.incident.day()
    }

    /// Whether an ad hoc report tells the same: same day, same words.
    fn is_told_by(&self, unit: &UnitCode, incident: &Incident) -> bool {
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
    /// The ad hoc reports that stand: of an ad hoc period its own, of a dated one those beside it.
    pub(crate) fn ad_hoc_reports(&self) -> impl Iterator<Item = (&Dossier, &Version, &Report)> {
        let own = (self.submissions.as_slice(), self.dossiers.as_slice());
        let beside = (self.ad_hoc.submissions.as_slice(), self.ad_hoc.dossiers.as_slice());
        let (submissions, dossiers) = if self.scope.period.is_ad_hoc() { own } else { beside };
        standing(submissions, dossiers)
    }

    /// The incidents of the period, by the day they happened, then by arrival; those without a day last. An ad hoc report
    /// without a day may be of any period and is of every one.
    pub fn incidents(&self) -> Vec<Told<'_>> {
        let period = self.scope.period;
        let mut all: Vec<Told<'_>> = Vec::new();
        for (dossier, report) in self.reports() {
            let receipt = dossier.current().and_then(|version| version.receipt);
            let telling = |incident| Telling { incident, ad_hoc: false, receipt };
            all.extend(report.incidents.iter().map(|incident| Told {
                unit: &dossier.unit,
                first: telling(incident),
                others: Vec::new(),
            }));
        }
        for (dossier, version, report) in self.ad_hoc_reports() {
            // what stands twice in one report is two things
            let before = all.clone();
            let falls = |incident: &&Incident| {
                period.is_ad_hoc() || incident.day().is_none_or(|day| period.contains(day))
            };
            for incident in report.incidents.iter().filter(falls) {
                let telling = Telling { incident, ad_hoc: true, receipt: version.receipt };
                match before
                    .iter()
                    .position(|told| told.is_told_by(&dossier.unit, incident))
                    .and_then(|place| all.get_mut(place))
                {
                    Some(told) => told.others.push(telling),
                    None => {
                        all.push(Told { unit: &dossier.unit, first: telling, others: Vec::new() });
                    }
                }
            }
        }
        let place = |told: &Told<'_>| self.scope.plan.registry.place(told.unit);
        let arrived = |told: &Told<'_>| told.first.receipt.map(|receipt| receipt.on);
        all.sort_by_key(|told| {
            (told.day().is_none(), told.day(), arrived(told).is_none(), arrived(told), place(told))
        });
        all
    }
}
