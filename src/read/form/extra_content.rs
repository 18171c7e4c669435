//! Reports rows, columns and headings that the form does not have.

use super::context::ReportReading;
use super::headings::{self};
use super::observations::{Observations, quoted};
use super::table::Table;
use crate::model::about::About;
use crate::model::form::{Column, Sheet};
use crate::model::heading_aliases::HeadingAlias;
use crate::model::origin::CellRef;
use crate::model::qualifier::{Neutral, parse};
use crate::model::submission::{Observed, Surplus};
use crate::read::grid::{Cell, Value};
use crate::read::tidy::tidy;
use std::collections::{BTreeMap, BTreeSet};

/// Maximum number of extra rows whose words are quoted.
const MAX_QUOTED_ROWS: usize = 100;

/// Rows that the form does not have: their answer cells and words.
#[derive(Default)]
pub(super) struct ExtraRows {
    cells: Vec<CellRef>,
    said: Vec<String>,
}

impl ExtraRows {
    /// Adds a row that has content in answer columns.
    pub(super) fn add<'c>(&mut self, row: &[Cell], answers: impl Iterator<Item = &'c Cell>) {
        let before = self.cells.len();
        self.cells.extend(answers.map(|cell| cell.at));
        if self.cells.len() > before && self.said.len() <= MAX_QUOTED_ROWS {
            let seen = row.iter().map(Cell::tidied).filter(|seen| !seen.is_empty());
            self.said.push(if self.said.len() < MAX_QUOTED_ROWS {
                seen.collect::<Vec<_>>().join(" | ")
            } else {
                "…".to_owned()
            });
        }
    }

    pub(super) fn note(self, reading: &mut ReportReading<'_, '_>, table: &Table<'_>) {
        if !self.cells.is_empty() {
            let rows: BTreeSet<u32> = self.cells.iter().map(|cell| cell.row).collect();
            if self.said.len() <= MAX_QUOTED_ROWS {
                reading
                    .accounting
                    .account_all(table.place, table.grid, |cell| rows.contains(&cell.at.row));
            }
            let said = Some(self.said.join("\n")).filter(|said| !said.is_empty());
            reading.observations.add(
                Observed::Extra(Surplus::Rows),
                Some(&table.grid.name),
                self.cells,
                &[],
                said,
            );
        }
    }
}

/// Reports columns that the form does not have but that have content beside its rows.
pub(super) fn note_extra_columns(reading: &mut ReportReading<'_, '_>, table: &Table<'_>) {
    let used: BTreeSet<u32> =
        table.columns.values().copied().chain(table.rivals.values().flatten().copied()).collect();
    let mut extra: BTreeMap<u32, Vec<&Cell>> = BTreeMap::new();
    for cell in
        table.rows().filter(|(row, _)| table.named.contains(row)).flat_map(|(_, cells)| cells)
    {
        if !used.contains(&cell.at.col) {
            extra.entry(cell.at.col).or_default().push(cell);
        }
    }
    for (col, cells) in extra {
        let known = table.figures.headings.get(&col).filter(|heading| !heading.is_empty()).cloned();
        let heading =
            known.or_else(|| table.recognized.get(&col).map(|(title, _)| title.to_string()));
        let heading = heading.unwrap_or_else(|| CellRef::column_name(col));
        let said = quoted(cells.iter().copied().map(Cell::tidied));
        reading.accounting.account_all(table.place, table.grid, |cell| {
            cell.at.col == col
                && (table.head.contains(&cell.at.row) || table.named.contains(&cell.at.row))
        });
        let at: Vec<CellRef> = cells.iter().map(|cell| cell.at).collect();
        reading.observations.add(
            Observed::Extra(Surplus::Column),
            Some(&table.grid.name),
            at,
            &[About::Other(heading.clone())],
            Some(format!("{heading}: {said}")),
        );
    }
}

/// Reports columns with changed headings, missing columns and ambiguous columns.
pub(super) fn note_columns(notes: &mut Observations, table: &Table<'_>) {
    let sheet = Some(&table.grid.name);
    for spec in table.kind.columns() {
        let heading_at = |col: u32| CellRef::new(*table.head.end(), col);
        if let Some(places) = table.rivals.get(&spec.column) {
            let found: Vec<String> = places
                .iter()
                .map(|col| heading_of(table, *col))
                .filter(|heading| !heading.is_empty())
                .collect();
            let answers = table.rival_answers(spec.column, places);
            notes.add(
                Observed::Ambiguous,
                sheet,
                places.iter().map(|col| heading_at(*col)).chain(answers),
                &[About::Column(table.kind, spec.column)],
                Some(found.join("; ")),
            );
        } else if let Some(col) = table.columns.get(&spec.column) {
            let is_figures = spec.column == Column::Figure;
            let by_wording = if is_figures {
                table.figures.reworded
            } else {
                table.how(spec.column).is_none_or(|how| how == headings::MatchStrength::Within)
            };
            if by_wording {
                let found = heading_of(table, *col);
                let named =
                    if found.is_empty() { CellRef::column_name(*col) } else { found.clone() };
                notes.add(
                    Observed::ColumnByWording,
                    sheet,
                    [heading_at(*col)],
                    &[About::Column(table.kind, spec.column)],
                    Some(named),
                );
                if !found.is_empty() && (!is_figures || table.figures.may_be_alias) {
                    notes.remedy(alias(table.kind, spec.heading, &found));
                }
            }
        } else if spec.required {
            let unknown: Vec<String> = table
                .recognized
                .values()
                .filter(|(_, known)| known.is_none())
                .map(|(title, _)| title.to_string())
                .collect();
            notes.add(
                Observed::MissingColumn(table.kind),
                sheet,
                [CellRef::new(*table.head.end(), 0)],
                &[About::Column(table.kind, spec.column)],
                Some(unknown.join("; ")).filter(|found| !found.is_empty()),
            );
            if let [only] = unknown.as_slice()
                && parse(only, &Neutral::default()).qualifiers.is_empty()
            {
                notes.remedy(alias(table.kind, spec.heading, only));
            }
        }
    }
}

impl Table<'_> {
    /// Returns the numbers in columns that may each hold the figures.
    fn rival_answers(&self, column: Column, places: &[u32]) -> Vec<CellRef> {
        let is_rival =
            |cell: &&Cell| places.contains(&cell.at.col) && matches!(cell.value, Value::Number(_));
        let cells = || self.rows().flat_map(|(_, cells)| cells).filter(is_rival);
        if column == Column::Figure { cells().map(|cell| cell.at).collect() } else { Vec::new() }
    }
}

/// Returns the heading of a column over all its rows.
fn heading_of(table: &Table<'_>, col: u32) -> String {
    let figures = table.figures.headings.get(&col).cloned();
    figures
        .or_else(|| table.recognized.get(&col).map(|(title, _)| title.to_string()))
        .unwrap_or_default()
}

/// Returns the alias that would make a heading certain in the plan.
fn alias(sheet: Sheet, heading: &'static str, found: &str) -> HeadingAlias {
    HeadingAlias { sheet, heading, wording: tidy(found).into_owned() }
}
