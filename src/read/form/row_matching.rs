//! Matches the rows of tasks and indicators to the plan.

use super::code_index::{CodeIndex, RowMatch, is_subordinate};
use super::context::ReportReading;
use super::extra_content::{ExtraRows, note_columns, note_extra_columns};
use super::table::Table;
use crate::model::about::About;
use crate::model::form::{Column, Sheet};
use crate::model::key::Key;
use crate::model::origin::CellRef;
use crate::model::submission::Observed;
use crate::read::grid::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Minimum number of matching cells that identify a column.
const MIN_MATCHES: usize = 3;

/// A row, with the index of its table.
pub(super) type TableRow = (usize, u32);

/// Rows of all tables of one kind, by index in the plan's list.
#[derive(Default)]
pub(super) struct MatchedRows {
    pub(super) by_place: BTreeMap<usize, Vec<TableRow>>,
    /// Entries with a contradiction between code and wording in some row.
    pub(super) contradicted: BTreeSet<usize>,
    /// Rows whose wording differs from that of their code.
    pub(super) reworded: BTreeSet<TableRow>,
}

impl MatchedRows {
    fn add(&mut self, place: usize, row: TableRow, reworded: bool) {
        self.by_place.entry(place).or_default().push(row);
        self.reworded.extend(reworded.then_some(row));
    }

    /// Adds a row that may be either of two entries.
    fn contradict(&mut self, places: [usize; 2], row: TableRow) {
        for place in places {
            self.add(place, row, false);
        }
        self.contradicted.extend(places);
    }
}

/// Joins the texts of cells; `None` if all are blank.
pub(super) fn joined_text<'c>(cells: impl IntoIterator<Item = &'c Cell>) -> Option<Arc<str>> {
    let seen = cells.into_iter().map(Cell::tidied).filter(|seen| !seen.is_empty());
    Some(seen.collect::<Vec<_>>().join("; ")).filter(|seen| !seen.is_empty()).map(Arc::from)
}

/// Chooses all columns of the tables.
pub(super) fn complete_columns<'t>(
    reading: &ReportReading<'_, '_>,
    mut found: Vec<Table<'t>>,
    index: &CodeIndex,
) -> Vec<Table<'t>> {
    let is_measure = |text: &str| reading.form.lexicon.measures.contains(&Key::new(text));
    for table in &mut found {
        infer_columns(table, index, is_measure);
        if table.kind == Sheet::Figures {
            table.extend_head(|table, row| match_row(table, row, index) != RowMatch::Nothing);
            table.take_figures(&reading.words());
            table.reject_swapped(is_measure);
        }
    }
    found
}

/// Matches each row, and reports what the form does not have.
pub(super) fn match_rows(
    reading: &mut ReportReading<'_, '_>,
    found: &mut [Table<'_>],
    index: &CodeIndex,
    answers: &[Column],
) -> MatchedRows {
    let mut rows = MatchedRows::default();
    for (place, table) in found.iter_mut().enumerate() {
        note_columns(&mut reading.observations, table);
        reading.account_headings(table);
        let (mut extra, mut named) = (ExtraRows::default(), BTreeSet::new());
        let (mut before, mut sum) = (None, 0.0);
        let mut by_wording: Vec<(usize, u32)> = Vec::new();
        for (row, cells) in table.rows() {
            let sum_above = sum;
            sum += table.figure_number(row).unwrap_or(0.0);
            let name = match_row(table, row, index);
            match name {
                RowMatch::Code(which) | RowMatch::OtherCode(which) | RowMatch::Reworded(which) => {
                    if table.is_continued(row, answers) {
                        continue;
                    }
                    rows.add(which, (place, row), matches!(name, RowMatch::Reworded(_)));
                    before = Some(which);
                }
                // a part of the row above is not another indicator with the same words
                RowMatch::Wording(which)
                    if is_subordinate(&table.text_over(row, Column::Name))
                        && which.checked_sub(1) != before =>
                {
                    add_extra(&mut extra, table, row, answers);
                    continue;
                }
                RowMatch::Wording(which) => {
                    by_wording.push((which, row));
                    before = Some(which);
                }
                RowMatch::Contradiction(code, wording) => {
                    // the row may be either, so neither is certain
                    rows.contradict([code, wording], (place, row));
                }
                RowMatch::Nothing => {
                    if let Some(which) = before.filter(|_| table.is_unnamed_figure(row, sum_above))
                    {
                        rows.add(which, (place, row), false);
                    } else if !reading.form.labels.begins(cells) {
                        add_extra(&mut extra, table, row, answers);
                    }
                    continue;
                }
            }
            named.insert(row);
            if matches!(name, RowMatch::OtherCode(_) | RowMatch::Contradiction(..)) {
                note_by_wording(reading, table, row);
            }
        }
        add_by_wording(
            reading,
            (place, &*table),
            by_wording,
            (&mut rows, &mut named, &mut extra),
            answers,
        );
        table.named = named;
        extra.note(reading, table);
        account_rows(reading, table, &rows.reworded, place);
    }
    rows
}

/// Accounts for the names of the rows, for extra columns and for the table's rows.
fn account_rows(
    reading: &mut ReportReading<'_, '_>,
    table: &Table<'_>,
    reworded: &BTreeSet<(usize, u32)>,
    place: usize,
) {
    reading.account_names(table, reworded, place);
    note_extra_columns(reading, table);
    let last = table.named.last().copied().unwrap_or(*table.head.end());
    reading.table_rows.entry(table.place).or_default().push(*table.head.start()..=last);
}

/// Adds rows matched by wording alone. If another row has the code, a row of the same words is the
/// unit's own.
fn add_by_wording(
    reading: &mut ReportReading<'_, '_>,
    (place, table): (usize, &Table<'_>),
    by_wording: Vec<(usize, u32)>,
    (rows, named, extra): (&mut MatchedRows, &mut BTreeSet<u32>, &mut ExtraRows),
    answers: &[Column],
) {
    for (which, row) in by_wording {
        let coded = rows.by_place.get(&which).map(Vec::as_slice);
        let differs = |(at, other): &TableRow| *at == place && table.has_other_figure(*other, row);
        if coded.is_some_and(|coded| coded.iter().any(differs)) {
            // the same words with two figures are ambiguous
            rows.by_place.entry(which).or_default().push((place, row));
        } else if coded.is_some() {
            named.remove(&row);
            add_extra(extra, table, row, answers);
        } else {
            rows.by_place.entry(which).or_default().push((place, row));
            note_by_wording(reading, table, row);
        }
    }
}

/// Adds a row that the form does not have.
fn add_extra(extra: &mut ExtraRows, table: &Table<'_>, row: u32, answers: &[Column]) {
    extra.add(
        table.grid.between(row..=row),
        answers.iter().filter_map(|column| table.cell(row, *column)),
    );
}

/// Matches a row of a table by code and wording.
pub(super) fn match_row(table: &Table<'_>, row: u32, index: &CodeIndex) -> RowMatch {
    let (code, wording) = (table.text_over(row, Column::Code), table.text_over(row, Column::Name));
    index.row(index.written(&code, &wording))
}

fn note_by_wording(reading: &mut ReportReading<'_, '_>, table: &Table<'_>, row: u32) {
    let at = table
        .columns
        .get(&Column::Code)
        .or(table.columns.get(&Column::Name))
        .map(|col| CellRef::new(row, *col));
    let code = table.text(row, Column::Code).to_string();
    reading.observations.add(
        Observed::RowByWording,
        Some(&table.grid.name),
        at,
        &[About::Column(table.kind, Column::Code)],
        Some(code),
    );
}

/// Identifies columns of codes, names and units of measure by their content if no heading does.
fn infer_columns(table: &mut Table<'_>, index: &CodeIndex, is_measure: impl Fn(&str) -> bool) {
    let wanted = |column: &Column| {
        !table.columns.contains_key(column)
            && table.kind.columns().iter().any(|spec| spec.column == *column)
    };
    let wanted: Vec<Column> =
        [Column::Code, Column::Name, Column::Measure].into_iter().filter(wanted).collect();
    if wanted.is_empty() {
        return;
    }
    let used: BTreeSet<u32> = table.columns.values().copied().collect();
    let mut hits: BTreeMap<(Column, u32), usize> = BTreeMap::new();
    for cell in
        table.rows().flat_map(|(_, cells)| cells).filter(|cell| !used.contains(&cell.at.col))
    {
        let text = cell.value.seen();
        let column = match () {
            () if index.by_code(&text).is_some() => Column::Code,
            () if index.by_wording(&text).is_some() => Column::Name,
            () if is_measure(&text) => Column::Measure,
            () => continue,
        };
        *hits.entry((column, cell.at.col)).or_default() += 1;
    }
    for column in wanted {
        let enough =
            hits.iter().filter(|((kind, _), count)| *kind == column && **count >= MIN_MATCHES);
        let places: Vec<u32> = enough.map(|((_, col), _)| *col).collect();
        // two such columns are ambiguous
        if let [one] = places.as_slice() {
            table.columns.insert(column, *one);
            table.rivals.remove(&column);
        }
    }
}

pub(super) fn note_ambiguous(
    reading: &mut ReportReading<'_, '_>,
    found: &[Table<'_>],
    several: &[TableRow],
    about: &About,
) {
    let mut by_sheet: BTreeMap<usize, Vec<CellRef>> = BTreeMap::new();
    for (place, row) in several {
        let Some(table) = found.get(*place) else {
            continue;
        };
        let answer = if table.kind == Sheet::Tasks { Column::Status } else { Column::Figure };
        let col = table.columns.get(&answer).copied().unwrap_or(0);
        by_sheet.entry(*place).or_default().push(CellRef::new(*row, col));
    }
    for (place, cells) in by_sheet {
        let Some(table) = found.get(place) else {
            continue;
        };
        let values: Vec<String> = cells
            .iter()
            .map(|at| {
                table.grid.get(*at).map(|cell| cell.value.seen().into_owned()).unwrap_or_default()
            })
            .collect();
        reading.observations.add(
            Observed::Ambiguous,
            Some(&table.grid.name),
            cells,
            std::slice::from_ref(about),
            Some(values.join("; ")),
        );
    }
}

pub(super) fn note_hidden(
    reading: &mut ReportReading<'_, '_>,
    table: &Table<'_>,
    cell: Option<&Cell>,
) {
    if let Some(cell) = cell.filter(|cell| table.grid.hides(cell.at)) {
        reading.observations.add(
            Observed::Hidden(true),
            Some(&table.grid.name),
            [cell.at],
            &[],
            None,
        );
    }
}
