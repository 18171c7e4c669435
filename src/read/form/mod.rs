//! Reads a workbook by meaning: sheets and columns by heading, rows by code or else by wording.

mod body_names;
mod cell_accounting;
mod cell_values;
mod code_index;
mod context;
mod contradictions;
mod document_lines;
mod extra_content;
mod figure_certainty;
mod figure_columns;
mod figures;
mod headings;
mod identity;
mod labeled_sheets;
mod labels;
mod lexicon;
mod lists;
mod merged_cells;
mod observations;
mod qualifying_lines;
mod remarks;
mod replies;
mod row_matching;
mod shifted_rows;
mod side_by_side;
mod summary_rows;
mod table;
mod table_search;
mod table_selection;
mod tasks;
#[cfg(test)]
mod tests;
mod text_classifier;
mod unread_content;

use super::grid::Workbook;
use super::legacy;
use super::tidy::tidy;
use crate::model::about::About;
use crate::model::form::{Sheet, Stamp, stamp};
use crate::model::form_texts::FormTexts;
use crate::model::plan::Plan;
use crate::model::submission::{Identity, Observed, PeriodClaim, Report, Unreadable};
use cell_accounting::CellAccounting;
use context::{FormDefinition, ReportReading, is_explanation};
use observations::{MAX_LISTED_CELLS, Observations};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use table::Table;

/// Reads the forms of a plan.
pub(super) struct FormReader<'p>(FormDefinition<'p>);

impl<'p> FormReader<'p> {
    pub(super) fn new(plan: &'p Plan, texts: FormTexts) -> Self {
        Self(FormDefinition::new(plan, texts))
    }

    /// Reads a workbook as a report. It fails only for a workbook with a secrecy stamp.
    pub(super) fn report(
        &self,
        file: &Arc<str>,
        mut workbook: Workbook,
    ) -> Result<(Report, Identity), Unreadable> {
        let mut notes = Observations::default();
        for sheet in &mut workbook.sheets {
            if let Some(converted) = legacy::convert(sheet) {
                let found = Some(converted.encoding.to_owned());
                notes.add(Observed::Converted, Some(&sheet.name), converted.cells, &[], found);
            }
        }
        identity::refuse_classified(&workbook)?;
        side_by_side::split(&mut workbook, &self.0.headings);
        let cells = workbook.sheets.iter_mut().flat_map(|sheet| &mut sheet.cells);
        cells.for_each(|cell| cell_values::restore(&mut cell.value));
        note_macros_and_links(&workbook, &mut notes);
        let mut reading = ReportReading {
            form: &self.0,
            file,
            observations: notes,
            report: Report { stamp: stamp_of(&workbook), ..Report::default() },
            table_rows: BTreeMap::new(),
            used: BTreeSet::new(),
            accounting: CellAccounting::new(&workbook),
            period: None,
        };
        reading.period = reading.declared_period(&workbook);
        reading.read_tables(&workbook);
        reading.read_labels(&workbook);
        let identity = identity::identify(&mut reading, &workbook);
        unread_content::note(&mut reading, &workbook, identity.unit.as_ref());
        let mut report = reading.report;
        report.answer_map.shrink_to_fit();
        report.observations = reading.observations.0;
        if let PeriodClaim::Named(code) = &report.period
            && let Some(period) = self.0.plan.period(code.as_str())
        {
            report.restrict_to(self.0.plan.sheets_of(period));
        }
        Ok((report, identity))
    }
}

impl ReportReading<'_, '_> {
    /// Reads the tables of all sheets.
    fn read_tables(&mut self, workbook: &Workbook) {
        let mut by_kind: BTreeMap<Sheet, Vec<Table<'_>>> = BTreeMap::new();
        for (place, grid) in
            workbook.sheets.iter().enumerate().filter(|(_, grid)| !is_explanation(grid))
        {
            for table in table_search::find(place, grid, &self.form.headings, &self.form.labels) {
                self.table_rows
                    .entry(place)
                    .or_default()
                    .push(*table.head.start()..=table.end().saturating_sub(1));
                by_kind.entry(table.kind).or_default().push(table);
            }
        }
        for kind in Sheet::TABLES {
            let found = self.visible_tables(by_kind.remove(&kind).unwrap_or_default());
            if found.is_empty() {
                self.observations.add(
                    Observed::MissingSheet(kind),
                    None,
                    [],
                    &[About::Sheet(kind)],
                    None,
                );
            }
            match kind {
                Sheet::Tasks => tasks::tasks(self, found),
                Sheet::Figures => figures::figures(self, found),
                Sheet::Documents => lists::documents(self, found),
                _ => lists::incidents(self, found),
            }
        }
    }

    /// Returns the visible tables, or the hidden ones if there are no others.
    fn visible_tables<'t>(&mut self, mut found: Vec<Table<'t>>) -> Vec<Table<'t>> {
        let any_shown = found.iter().any(|table| !table.grid.hidden);
        found.retain(|table| {
            if table.grid.hidden {
                let cells = table
                    .rows()
                    .flat_map(|(_, cells)| cells)
                    .map(|cell| cell.at)
                    .take(MAX_LISTED_CELLS);
                self.observations.add(
                    Observed::Hidden(!any_shown),
                    Some(&table.grid.name),
                    cells,
                    &[About::Sheet(table.kind)],
                    None,
                );
            }
            !(any_shown && table.grid.hidden)
        });
        found
    }
}

fn note_macros_and_links(workbook: &Workbook, notes: &mut Observations) {
    if workbook.macros {
        notes.add(Observed::Macros, None, [], &[], None);
    }
    if workbook.links {
        notes.add(Observed::ExternalLinks, None, [], &[], None);
    }
}

fn stamp_of(workbook: &Workbook) -> Stamp {
    let get = |name: &str| {
        workbook
            .names
            .get(name)
            .map(|value| tidy(value).into_owned())
            .filter(|value| !value.is_empty())
    };
    Stamp {
        version: get(stamp::VERSION).and_then(|version| version.parse().ok()),
        plan: get(stamp::PLAN),
        period: get(stamp::PERIOD),
        unit: get(stamp::UNIT),
        answers: get(stamp::ANSWERS)
            .map(|files| files.split_whitespace().map(str::to_lowercase).collect())
            .unwrap_or_default(),
        answers_number: get(stamp::ANSWERS_NUMBER),
    }
}
