//! What all sheets look up: the language, the units in the order of the tables, and in which row of which sheet a thing stands.

use super::sources::{self, Line};
use super::table::{HEAD, place};
use crate::book::{Link, Role, measure};
use crate::model::case::{Case, Dossier};
use crate::model::date::written_vi;
use crate::model::edition::Edition;
use crate::model::id::{IndicatorCode, UnitCode};
use crate::model::origin::CellRef;
use crate::model::submission::Report;
use crate::model::unit::Group;
use crate::outcome::Outcome;
use crate::say;
use crate::text::{Lang, Text};
use std::collections::{BTreeMap, BTreeSet};

/// The outcome with what the sheets look up in it.
pub(super) struct Desk<'a> {
    pub(super) outcome: &'a Outcome<'a>,
    pub(super) lang: Lang,
    edition: Edition,
    /// Every unit, by group.
    pub(super) dossiers: Vec<&'a Dossier>,
    /// The lines of the sheet of sources.
    pub(super) sources: Vec<Line<'a>>,
    /// The width of a column of units' codes.
    pub(super) code_width: f64,
    figures: BTreeMap<(&'a UnitCode, &'a IndicatorCode), u32>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(outcome: &'a Outcome<'a>, lang: Lang, edition: Edition) -> Self {
        let dossiers: Vec<&Dossier> = outcome.case.by_group().into_iter().flat_map(|(_, members)| members).collect();
        let sources = sources::lines(outcome);
        let figures = sources.iter().enumerate().filter_map(|(row, line)| match line {
            Line::Figure { unit, figure, current: true, .. } => Some(((*unit, &figure.indicator), HEAD + 1 + place(row))),
            _ => None,
        });
        let widths = dossiers.iter().map(|dossier| measure::chars(dossier.unit.as_str(), Role::Code));
        let code_width = widths.fold(11.0, f64::max).min(30.0);
        Self { outcome, lang, edition, code_width, figures: figures.collect(), dossiers, sources }
    }

    pub(super) fn case(&self) -> &'a Case<'a> {
        &self.outcome.case
    }

    pub(super) fn say(&self, text: Text) -> &'static str {
        text.in_lang(self.lang)
    }

    /// The period's name.
    pub(super) fn period(&self) -> &'a str {
        self.case().brief.period.in_lang(self.lang)
    }

    /// The groups that have a unit among those who report.
    pub(super) fn groups(&self) -> impl Iterator<Item = &'a Group> {
        self.outcome.turnout().groups.into_iter().map(|(group, _)| group)
    }

    /// The name of a unit's group.
    pub(super) fn group_of(&self, dossier: &Dossier) -> &'a str {
        let unit = self.case().unit(dossier);
        let group = unit.and_then(|unit| self.case().brief.plan.registry.groups().iter().find(|group| group.code == unit.group));
        group.map_or("", |group| group.in_lang(self.lang))
    }

    /// The units of whom a report is expected or from whom something came: the lines of tables of answers.
    pub(super) fn reporting(&self) -> impl Iterator<Item = &'a Dossier> {
        self.dossiers.iter().copied().filter(|dossier| dossier.takes_part())
    }

    /// What a unit reports on this period, where it can be read.
    pub(super) fn report(&self, dossier: &'a Dossier) -> Option<&'a Report> {
        self.case().report_on_period(dossier)
    }

    /// The reports on this period, in the order of the tables.
    pub(super) fn reports(&self) -> impl Iterator<Item = (&'a Dossier, &'a Report)> {
        self.dossiers.iter().filter_map(|dossier| Some((*dossier, self.report(dossier)?)))
    }

    /// How complete the figures are, in one sentence.
    pub(super) fn standing(&self) -> String {
        if !self.case().brief.period.is_ad_hoc() {
            return self.outcome.turnout().standing().in_lang(self.lang).to_owned();
        }
        let (reports, incidents) = (self.case().ad_hoc_reports().count(), self.case().incidents().len());
        let units = self.case().ad_hoc_reports().map(|(dossier, ..)| &dossier.unit).collect::<BTreeSet<_>>().len();
        let said = say!(
            "Đã nhận {reports} báo cáo đột xuất của {units} đơn vị, {incidents} vụ việc",
            "{reports} ad hoc report(s) of {units} unit(s), {incidents} incident(s)"
        );
        said.in_lang(self.lang).to_owned()
    }

    /// The day of the figures.
    pub(super) fn cut_off(&self) -> String {
        let day = written_vi(self.case().brief.as_of);
        say!("số liệu chốt đến ngày {day}", "as of {day}").in_lang(self.lang).to_owned()
    }

    /// A received file; of an archive's member the archive.
    pub(super) fn file(&self, file: &str) -> Link {
        Link::File(format!("{}{}", self.edition.to_workspace(), self.case().openable(file)))
    }

    /// The line of a unit's figure on the sheet of sources.
    pub(super) fn source(&self, unit: &UnitCode, indicator: &IndicatorCode) -> Option<Link> {
        self.figures.get(&(unit, indicator)).map(|row| Link::Within(super::SOURCES.to_owned(), CellRef::new(*row, 0)))
    }

    /// A unit's line on the sheet of who has reported.
    pub(super) fn unit(&self, unit: &UnitCode) -> Option<Link> {
        let row = self.dossiers.iter().position(|dossier| dossier.unit == *unit)?;
        Some(Link::Within(super::TURNOUT.to_owned(), CellRef::new(HEAD + 1 + place(row), 0)))
    }

    /// A unit's line on the sheet of its figures.
    pub(super) fn unit_figures(&self, unit: &UnitCode) -> Option<Link> {
        let row = self.reporting().position(|dossier| dossier.unit == *unit)?;
        Some(Link::Within(super::UNIT_FIGURES.to_owned(), CellRef::new(HEAD + 1 + place(row), 0)))
    }

    /// The first finding of a kind.
    pub(super) fn finding(&self, wanted: impl Fn(&crate::rules::Finding) -> bool) -> Option<Link> {
        let row = self.outcome.findings.iter().position(wanted)?;
        Some(Link::Within(super::FINDINGS.to_owned(), CellRef::new(HEAD + 1 + place(row), 0)))
    }
}
