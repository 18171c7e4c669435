//! Ad hoc reports (*báo cáo đột xuất*): what stands beside the reports of a dated period, and a report kept to its form.

use super::dossier::{Dossier, Version};
use super::file_role::VersionRole;
use super::form::Sheet;
use super::origin::Origin;
use super::submission::{Content, Observation, Observed, Report, Submission, Surplus};
use std::mem::take;

/// The ad hoc reports beside those of a dated period.
#[derive(Debug, Clone, Default)]
pub struct AdHoc {
    /// Every file, in the order of their paths.
    pub submissions: Vec<Submission>,
    /// Every unit, in the office's order.
    pub dossiers: Vec<Dossier>,
}

/// The reports that stand: not those that could not be read, are the same as another or were replaced.
pub(super) fn standing<'c>(
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
    /// See [`Report::keep_to`].
    pub fn keep_to(&mut self, sheets: &[Sheet]) {
        if let Content::Report(report) = &mut self.content {
            report.keep_to(sheets);
        }
    }
}

impl Report {
    /// Keeps a report to the sheets of its form: that another sheet is not there is no lack, and what stands on one is not
    /// used, which is noted.
    pub fn keep_to(&mut self, sheets: &[Sheet]) {
        for sheet in Sheet::ALL.into_iter().filter(|sheet| !sheets.contains(sheet)) {
            let first = self.take_off(sheet);
            self.observations.extend(first.map(surplus));
        }
        self.observations.retain(|seen| match seen.what {
            Observed::MissingSheet(sheet) | Observed::MissingColumn(sheet) => {
                sheets.contains(&sheet)
            }
            _ => true,
        });
    }

    /// Takes a sheet's answers off and gives the place of the first.
    fn take_off(&mut self, sheet: Sheet) -> Option<Origin> {
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
