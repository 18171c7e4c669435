//! The files on the sheet of sources, each followed by its figures.

use super::{HEAD, index};
use crate::book::Link;
use crate::book::row_stream::{RowStream, most_rows};
use crate::model::case::{Dossier, Version};
use crate::model::file_role::VersionRole;
use crate::model::id::{IndicatorCode, UnitCode};
use crate::model::origin::CellRef;
use crate::model::submission::{Figure, Submission};
use crate::outcome::Outcome;
use std::collections::BTreeMap;

pub(super) struct Entry<'a> {
    pub(super) submission: &'a Submission,
    /// The version, if it is a unit's file.
    pub(super) version: Option<&'a Version>,
    /// The unit whose figures follow.
    pub(super) dossier: Option<&'a Dossier>,
    pub(super) figures: &'a [Figure],
    /// Whether the figures count, and are not those of conflicting versions.
    pub(super) is_current: bool,
}

pub(super) struct Files<'a> {
    pub(super) entries: Vec<Entry<'a>>,
    /// The row of each file, as if a sheet had no maximum number of rows.
    rows: Vec<u32>,
    /// The first row of each sheet of sources.
    sheets: Vec<u32>,
    /// The file whose figures count, by unit.
    current: BTreeMap<&'a UnitCode, usize>,
}

impl<'a> Files<'a> {
    pub(super) fn new(outcome: &'a Outcome<'a>) -> Self {
        let entries = entries(outcome);
        let current = entries.iter().enumerate().filter(|(_, entry)| entry.is_current);
        let current = current.filter_map(|(at, entry)| Some((&entry.dossier?.unit, at))).collect();
        let mut next = 0;
        let begin = |entry: &Entry<'_>| {
            let row = next;
            next += entry.rows();
            row
        };
        let rows = entries.iter().map(begin).collect();
        let (mut sheets, mut begin) = (Vec::new(), 0);
        for part in
            RowStream::new(entries.iter().map(Entry::rows), |_, _| ()).parts(most_rows(HEAD + 1))
        {
            sheets.push(begin);
            begin += part.rows();
        }
        Self { entries, rows, sheets, current }
    }

    /// Returns the number of figures.
    pub(super) fn figures(&self) -> usize {
        self.entries.iter().map(|entry| entry.figures.len()).sum()
    }

    /// Returns the link to a unit's figure.
    pub(super) fn figure(&self, unit: &UnitCode, indicator: &IndicatorCode) -> Option<Link> {
        let at = *self.current.get(unit)?;
        let figure = self
            .entries
            .get(at)?
            .figures
            .iter()
            .position(|figure| figure.indicator == *indicator)?;
        self.link(at, index(figure) + 1)
    }

    /// Returns the link to the file whose figures count.
    pub(super) fn file(&self, unit: &UnitCode) -> Option<Link> {
        self.link(*self.current.get(unit)?, 0)
    }

    fn link(&self, at: usize, below: u32) -> Option<Link> {
        let row = self.rows.get(at)? + below;
        let sheet = self.sheets.partition_point(|begin| *begin <= row).checked_sub(1)?;
        let begin = self.sheets.get(sheet)?;
        Some(Link::Within(
            super::numbered(super::SOURCES, sheet),
            CellRef::new(HEAD + 1 + row - begin, 0),
        ))
    }
}

impl Entry<'_> {
    /// Returns the number of rows of the file and its figures.
    pub(super) fn rows(&self) -> u32 {
        1 + index(self.figures.len())
    }
}

fn entries<'a>(outcome: &'a Outcome<'a>) -> Vec<Entry<'a>> {
    let attributed = outcome.case.attributed();
    let mut entries = Vec::new();
    for (at, submission) in outcome.case.submissions.iter().enumerate() {
        let Some((dossier, version)) = attributed.get(&at).copied() else {
            entries.push(Entry {
                submission,
                version: None,
                dossier: None,
                figures: &[],
                is_current: false,
            });
            continue;
        };
        let is_conflicting = version.role == VersionRole::Conflicting;
        let is_current = dossier.current().is_some_and(|current| current.submission == at);
        let report = submission.report().filter(|_| is_current || is_conflicting);
        let figures = report.map_or(&[][..], |report| report.figures.as_slice());
        let is_current = is_current && !is_conflicting;
        entries.push(Entry {
            submission,
            version: Some(version),
            dossier: Some(dossier),
            figures,
            is_current,
        });
    }
    let ad_hoc = &outcome.case.ad_hoc;
    let parts: BTreeMap<usize, &Version> = ad_hoc
        .dossiers
        .iter()
        .flat_map(|dossier| &dossier.versions)
        .map(|version| (version.submission, version))
        .collect();
    let beside = ad_hoc.submissions.iter().enumerate();
    entries.extend(beside.map(|(at, submission)| {
        let version = parts.get(&at).copied();
        Entry { submission, version, dossier: None, figures: &[], is_current: false }
    }));
    entries
}
