//! Restricts ad hoc reports (*báo cáo đột xuất*) to the sheets of their form, and selects the
//! current ones.

use super::dossier::{Dossier, Version};
use super::file_role::VersionRole;
use super::form::Sheet;
use super::origin::Origin;
use super::submission::{Content, Observation, Observed, Report, Submission, Surplus};
use std::mem::take;

/// Ad hoc reports received during a dated period.
#[derive(Debug, Clone, Default)]
pub struct AdHoc {
    /// Files received, in the order of their paths.
    pub submissions: Vec<Submission>,
    /// Dossiers of all units, in the order of the unit list.
    pub dossiers: Vec<Dossier>,
}

/// Returns the readable reports that are the current version of a unit.
pub(super) fn current_reports<'c>(
    submissions: &'c [Submission],
    dossiers: &'c [Dossier],
) -> impl Iterator<Item = (&'c Dossier, &'c Version, &'c Report)> {
    let versions = dossiers
        .iter()
        .flat_map(|dossier| dossier.versions.iter().map(move |version| (dossier, version)));
    let current = versions.filter(|(_, version)| version.role == VersionRole::Current);
    current.filter_map(|(dossier, version)| {
        Some((dossier, version, submissions.get(version.submission)?.report()?))
    })
}

impl Submission {
    pub fn restrict_to(&mut self, sheets: &[Sheet]) {
        if let Content::Report(report) = &mut self.content {
            report.restrict_to(sheets);
        }
    }
}

impl Report {
    /// Restricts a report to the sheets of its form. Missing other sheets are not reported; answers
    /// on other sheets are removed and reported as surplus.
    pub fn restrict_to(&mut self, sheets: &[Sheet]) {
        for sheet in Sheet::ALL.into_iter().filter(|sheet| !sheets.contains(sheet)) {
            let first = self.remove_sheet(sheet);
            self.observations.extend(first.map(surplus));
        }
        self.observations.retain(|seen| match seen.what {
            Observed::MissingSheet(sheet) | Observed::MissingColumn(sheet) => {
                sheets.contains(&sheet)
            }
            _ => true,
        });
    }

    /// Removes the answers of a sheet and returns the location of the first.
    fn remove_sheet(&mut self, sheet: Sheet) -> Option<Origin> {
        match sheet {
            Sheet::Tasks => {
                take(&mut self.tasks)
                    .into_iter()
                    .find(|answer| answer.status.is_some() || answer.result.is_some())?
                    .at
            }
            Sheet::Figures => {
                take(&mut self.figures).into_iter().find(|figure| figure.reading.is_answer())?.at
            }
            Sheet::Documents => {
                let document = take(&mut self.documents).into_iter().next()?;
                Some(document.symbol.or(document.subject)?.at)
            }
            Sheet::Incidents => take(&mut self.incidents).first()?.at().cloned(),
            Sheet::Info | Sheet::Assessment => {
                let answers: Vec<_> =
                    sheet.fields().iter().filter_map(|field| self.info.remove(field)).collect();
                Some(answers.into_iter().next()?.at)
            }
        }
    }
}

fn surplus(first: Origin) -> Observation {
    Observation {
        what: Observed::Extra(Surplus::Sheet),
        found: Some(first.sheet.to_string()),
        sheet: Some(first.sheet),
        cells: vec![first.cell],
        about: Vec::new(),
        remedy: None,
    }
}
