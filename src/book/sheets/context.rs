//! What all sheets look up: the language, the units in the order of the tables, and in which row of which sheet a thing stands.

use super::files::Files;
use super::{HEAD, index};
use crate::book::{Link, Role, measure};
use crate::model::case::{Case, Dossier};
use crate::model::date;
use crate::model::file_role::Archives;
use crate::model::id::{IndicatorCode, UnitCode};
use crate::model::origin::CellRef;
use crate::model::revision::Revision;
use crate::model::submission::Report;
use crate::model::unit::Group;
use crate::msg;
use crate::outcome::{Outcome, Turnout};
use crate::rules::{Finding, Severity};
use crate::text::{Lang, Message, Text, counted};
use std::collections::{BTreeMap, BTreeSet};

/// The outcome with what the sheets look up in it.
pub(super) struct SheetContext<'a> {
    pub(super) outcome: &'a Outcome<'a>,
    pub(super) lang: Lang,
    revision: Revision,
    /// Who is in.
    pub(super) turnout: Turnout<'a>,
    /// Every unit, by group.
    pub(super) dossiers: Vec<&'a Dossier>,
    /// The units of whom a report is expected or from whom something came: the lines of tables of answers.
    pub(super) reporting: Vec<&'a Dossier>,
    /// The files read, in the order of the sheet of sources.
    pub(super) files: Files<'a>,
    /// The width of a column of units' codes.
    pub(super) code_width: f64,
    units: BTreeMap<&'a UnitCode, Place<'a>>,
    archives: Archives<'a>,
    firsts: BTreeMap<(&'a UnitCode, Severity), usize>,
}

/// What is known of a unit.
struct Place<'a> {
    name: &'a str,
    group: &'a str,
    /// Its place among all units.
    at: usize,
    /// Its place among those who report.
    reporting: Option<usize>,
}

impl<'a> SheetContext<'a> {
    pub(super) fn new(outcome: &'a Outcome<'a>, lang: Lang, revision: Revision) -> Self {
        let case = &outcome.case;
        let (mut units, mut dossiers, mut reporting) = (BTreeMap::new(), Vec::new(), Vec::new());
        for (group, members) in case.by_group() {
            for dossier in members {
                let takes_part = dossier.takes_part().then_some(reporting.len());
                let (name, group, at) =
                    (case.name(&dossier.unit), group.in_lang(lang), dossiers.len());
                units.insert(&dossier.unit, Place { name, group, at, reporting: takes_part });
                dossiers.push(dossier);
                reporting.extend(takes_part.map(|_| dossier));
            }
        }
        let widths =
            dossiers.iter().map(|dossier| measure::chars(dossier.unit.as_str(), Role::Code));
        let code_width = widths.fold(11.0, f64::max).min(30.0);
        let mut firsts = BTreeMap::new();
        for (at, finding) in
            outcome.findings.iter().enumerate().filter(|(_, finding)| finding.waived.is_none())
        {
            finding.unit.as_ref().map(|unit| *firsts.entry((unit, finding.severity)).or_insert(at));
        }
        let (turnout, files, archives) = (outcome.turnout(), Files::new(outcome), case.archives());
        Self {
            outcome,
            lang,
            revision,
            turnout,
            dossiers,
            reporting,
            files,
            code_width,
            units,
            archives,
            firsts,
        }
    }

    pub(super) fn case(&self) -> &'a Case<'a> {
        &self.outcome.case
    }

    pub(super) fn say(&self, text: Text) -> &'static str {
        text.in_lang(self.lang)
    }

    /// The period's name.
    pub(super) fn period(&self) -> &'a str {
        self.case().scope.period.in_lang(self.lang)
    }

    /// The groups that have a unit among those who report.
    pub(super) fn groups(&self) -> impl Iterator<Item = &'a Group> {
        self.turnout.groups.iter().map(|(group, _)| *group)
    }

    /// A unit's name; its code where the plan has none.
    pub(super) fn name(&self, unit: &'a UnitCode) -> &'a str {
        self.units.get(unit).map_or_else(|| self.case().name(unit), |unit| unit.name)
    }

    /// The name of a unit's group.
    pub(super) fn group_of(&self, dossier: &Dossier) -> &'a str {
        self.units.get(&dossier.unit).map_or("", |unit| unit.group)
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
        if !self.case().scope.period.is_ad_hoc() {
            return self.turnout.standing().in_lang(self.lang).to_owned();
        }
        let (reports, incidents) =
            (self.case().ad_hoc_reports().count(), self.case().incidents().len());
        let units = self
            .case()
            .ad_hoc_reports()
            .map(|(dossier, ..)| &dossier.unit)
            .collect::<BTreeSet<_>>()
            .len();
        let unread = self.turnout.unread;
        let lacking = (unread > 0).then(|| {
            let files = counted(unread, "file");
            msg!(
                "CHƯA ĐẦY ĐỦ: máy này chưa đọc được {unread} tệp. ",
                "NOT COMPLETE: {files} unread by this machine. "
            )
        });
        let (vi, en) = lacking.map(|said| (said.vi, said.en)).unwrap_or_default();
        let reports_en = counted(reports, "ad hoc report");
        let units_en = counted(units, "unit");
        let incidents_en = counted(incidents, "incident");
        let said = msg!(
            "{vi}Đã nhận {reports} báo cáo đột xuất của {units} đơn vị, {incidents} vụ việc",
            "{en}{reports_en} of {units_en}, {incidents_en}"
        );
        said.in_lang(self.lang).to_owned()
    }

    /// The day of the figures.
    pub(super) fn cut_off(&self) -> String {
        let Message { vi, en } = date::said(self.case().scope.as_of);
        msg!("số liệu tính đến ngày {vi}", "as of {en}").in_lang(self.lang).to_owned()
    }

    /// A received file; of an archive's member the archive.
    pub(super) fn file(&self, file: &'a str) -> Link {
        Link::File(format!("{}{}", self.revision.to_workspace(), self.archives.path(file)))
    }

    /// The line of a unit's figure on the sheet of sources.
    pub(super) fn source(&self, unit: &UnitCode, indicator: &IndicatorCode) -> Option<Link> {
        self.files.figure(unit, indicator)
    }

    /// A unit's line on the sheet of who has reported.
    pub(super) fn unit(&self, unit: &UnitCode) -> Option<Link> {
        let row = self.units.get(unit)?.at;
        Some(Link::Within(super::TURNOUT.to_owned(), CellRef::new(HEAD + 1 + index(row), 0)))
    }

    /// A unit's line on the sheet of its figures.
    pub(super) fn unit_figures(&self, unit: &UnitCode) -> Option<Link> {
        let row = self.units.get(unit)?.reporting?;
        Some(Link::Within(super::UNIT_FIGURES.to_owned(), CellRef::new(HEAD + 1 + index(row), 0)))
    }

    /// The first finding of a kind.
    pub(super) fn finding(&self, wanted: impl Fn(&Finding) -> bool) -> Option<Link> {
        self.outcome.findings.iter().position(wanted).map(finding_at)
    }

    /// The first finding of a unit of a severity that nobody accepted.
    pub(super) fn finding_of(&self, unit: &UnitCode, severity: Severity) -> Option<Link> {
        self.firsts.get(&(unit, severity)).copied().map(finding_at)
    }
}

fn finding_at(row: usize) -> Link {
    Link::Within(super::FINDINGS.to_owned(), CellRef::new(HEAD + 1 + index(row), 0))
}
