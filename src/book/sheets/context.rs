//! Data shared by all sheets: the language, the units in the order of the tables, and the rows of
//! units, figures and findings.

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

/// An outcome, prepared for the sheets.
pub(super) struct SheetContext<'a> {
    pub(super) outcome: &'a Outcome<'a>,
    pub(super) lang: Lang,
    revision: Revision,
    /// Units by punctuality and state.
    pub(super) turnout: Turnout<'a>,
    /// All units, by group.
    pub(super) dossiers: Vec<&'a Dossier>,
    /// The units that are expected to report or sent something, which are the rows of tables of
    /// answers.
    pub(super) reporting: Vec<&'a Dossier>,
    /// The files read, in the order of the sheet of sources.
    pub(super) files: Files<'a>,
    /// The width of a column of unit codes.
    pub(super) code_width: f64,
    units: BTreeMap<&'a UnitCode, Place<'a>>,
    archives: Archives<'a>,
    firsts: BTreeMap<(&'a UnitCode, Severity), usize>,
}

/// The row indexes of a unit.
struct Place<'a> {
    name: &'a str,
    group: &'a str,
    /// Index among all units.
    at: usize,
    /// Index among those that report.
    reporting: Option<usize>,
}

impl<'a> SheetContext<'a> {
    pub(super) fn new(outcome: &'a Outcome<'a>, lang: Lang, revision: Revision) -> Self {
        let case = &outcome.case;
        let (mut units, mut dossiers, mut reporting) = (BTreeMap::new(), Vec::new(), Vec::new());
        for (group, members) in case.by_group() {
            for dossier in members {
                let takes_part = dossier.is_expected_or_received().then_some(reporting.len());
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

    pub(super) fn period(&self) -> &'a str {
        self.case().scope.period.in_lang(self.lang)
    }

    /// Returns the groups with a unit that reports.
    pub(super) fn groups(&self) -> impl Iterator<Item = &'a Group> {
        self.turnout.groups.iter().map(|(group, _)| *group)
    }

    /// Returns a unit's name; its code if the plan has none.
    pub(super) fn name(&self, unit: &'a UnitCode) -> &'a str {
        self.units.get(unit).map_or_else(|| self.case().name(unit), |unit| unit.name)
    }

    /// Returns the name of a unit's group.
    pub(super) fn group_of(&self, dossier: &Dossier) -> &'a str {
        self.units.get(&dossier.unit).map_or("", |unit| unit.group)
    }

    /// Returns a unit's report for this period, if it is readable.
    pub(super) fn report(&self, dossier: &'a Dossier) -> Option<&'a Report> {
        self.case().report_on_period(dossier)
    }

    /// Returns the reports for this period, in the order of the tables.
    pub(super) fn reports(&self) -> impl Iterator<Item = (&'a Dossier, &'a Report)> {
        self.dossiers.iter().filter_map(|dossier| Some((*dossier, self.report(dossier)?)))
    }

    /// Returns a sentence on how complete the figures are.
    pub(super) fn standing(&self) -> String {
        if !self.case().scope.period.is_ad_hoc() {
            return self.turnout.completeness().in_lang(self.lang).to_owned();
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

    /// Returns the cut-off date of the figures.
    pub(super) fn cut_off(&self) -> String {
        let Message { vi, en } = date::to_message(self.case().scope.as_of);
        msg!("số liệu tính đến ngày {vi}", "as of {en}").in_lang(self.lang).to_owned()
    }

    /// Returns the link to a received file, or to its archive.
    pub(super) fn file(&self, file: &'a str) -> Link {
        Link::File(format!("{}{}", self.revision.to_workspace(), self.archives.path(file)))
    }

    /// Returns the link to a unit's figure on the sheet of sources.
    pub(super) fn source(&self, unit: &UnitCode, indicator: &IndicatorCode) -> Option<Link> {
        self.files.figure(unit, indicator)
    }

    /// Returns the link to a unit on the sheet of punctuality.
    pub(super) fn unit(&self, unit: &UnitCode) -> Option<Link> {
        let row = self.units.get(unit)?.at;
        Some(Link::Within(super::TURNOUT.to_owned(), CellRef::new(HEAD + 1 + index(row), 0)))
    }

    /// Returns the link to a unit on the sheet of units' figures.
    pub(super) fn unit_figures(&self, unit: &UnitCode) -> Option<Link> {
        let row = self.units.get(unit)?.reporting?;
        Some(Link::Within(super::UNIT_FIGURES.to_owned(), CellRef::new(HEAD + 1 + index(row), 0)))
    }

    /// Returns the link to the first finding that satisfies a condition.
    pub(super) fn finding(&self, wanted: impl Fn(&Finding) -> bool) -> Option<Link> {
        self.outcome.findings.iter().position(wanted).map(finding_at)
    }

    /// Returns the link to a unit's first finding of a severity that no decision accepts.
    pub(super) fn finding_of(&self, unit: &UnitCode, severity: Severity) -> Option<Link> {
        self.firsts.get(&(unit, severity)).copied().map(finding_at)
    }
}

fn finding_at(row: usize) -> Link {
    Link::Within(super::FINDINGS.to_owned(), CellRef::new(HEAD + 1 + index(row), 0))
}
