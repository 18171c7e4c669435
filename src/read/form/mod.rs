//! Reading a workbook by meaning: sheets by their headings, columns by heading, rows by code and failing that by wording.

mod cells;
mod coded;
mod headings;
mod identity;
mod index;
mod labels;
mod lists;
mod tables;

use super::grid::{Cell, Sheet as Grid, Workbook};
use super::legacy;
use crate::model::form::{Column, Field, GUIDE, Question, RETURNED, SELF_CHECK, Sheet, Stamp, stamp};
use crate::model::key::Key;
use crate::model::origin::CellRef;
use crate::model::plan::Plan;
use crate::model::submission::{Identity, Observation, Observed, PeriodClaim, Report, Surplus, Unreadable};
use crate::model::wording::Alias;
use cells::Place;
use headings::Vocabulary;
use index::Index;
use labels::Labels;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::Arc;
use tables::Table;

pub(super) use cells::tidy;
use tables::find as find_tables;

/// Rows that the form does not have of which the words are kept.
const EXTRA: usize = 100;

/// What the plan says of the form, made ready once for all files.
pub(super) struct FormReader<'p> {
    plan: &'p Plan,
    headings: Vocabulary,
    labels: Labels,
    tasks: Index,
    indicators: Index,
}

/// What the reader notices, one note a cause.
#[derive(Default)]
struct Notes(Vec<Observation>);

impl Notes {
    fn add(
        &mut self,
        what: Observed,
        sheet: Option<&Arc<str>>,
        cells: impl IntoIterator<Item = CellRef>,
        label: Option<&str>,
        found: Option<String>,
    ) {
        let same = |note: &&mut Observation| note.what == what && note.sheet.as_ref() == sheet && note.label.as_deref() == label;
        match self.0.iter_mut().find(same) {
            Some(note) => {
                for cell in cells {
                    if !note.cells.contains(&cell) {
                        note.cells.push(cell);
                    }
                }
            }
            None => self.0.push(Observation {
                what,
                sheet: sheet.cloned(),
                cells: cells.into_iter().collect(),
                label: label.map(str::to_owned),
                found,
                remedy: None,
            }),
        }
    }

    fn cell(&mut self, what: Observed, place: &Place, at: CellRef, found: Option<String>) {
        self.add(what, Some(&place.sheet), [at], None, found);
    }

    fn remedy(&mut self, remedy: Alias) {
        if let Some(last) = self.0.last_mut() {
            last.remedy = Some(remedy);
        }
    }
}

impl<'p> FormReader<'p> {
    pub(super) fn new(plan: &'p Plan) -> Self {
        Self {
            plan,
            headings: Vocabulary::of_plan(plan),
            labels: Labels::of_plan(plan),
            tasks: Index::of_tasks(plan),
            indicators: Index::of_indicators(plan),
        }
    }

    /// Reads a workbook as a report; only a secrecy stamp keeps it from being one.
    pub(super) fn report(&self, file: &Arc<str>, mut workbook: Workbook) -> Result<(Report, Identity), Unreadable> {
        let mut notes = Notes::default();
        // what the office wrote there holds labels and other files' words, none of them an answer
        workbook.sheets.retain(|sheet| Key::of(&sheet.name) != Key::of(RETURNED));
        for sheet in &mut workbook.sheets {
            if let Some(converted) = legacy::convert(sheet) {
                let found = Some(converted.encoding.to_owned());
                notes.add(Observed::Converted, Some(&sheet.name), converted.cells, None, found);
            }
        }
        identity::refuse_classified(&workbook)?;
        let cells = workbook.sheets.iter_mut().flat_map(|sheet| &mut sheet.cells);
        cells.for_each(|cell| cells::restore(&mut cell.value));
        notes_of_file(&workbook, &mut notes);
        let mut reading =
            Reading { form: self, file, notes, report: Report { stamp: stamp_of(&workbook), ..Report::default() }, taken: BTreeMap::new() };
        reading.tables(&workbook);
        reading.labelled(&workbook);
        let identity = identity::identify(&mut reading, &workbook);
        let mut report = reading.report;
        report.observations = reading.notes.0;
        if let PeriodClaim::Named(code) = &report.period
            && let Some(period) = self.plan.period(code.as_str())
        {
            report.keep_to(Sheet::of_period(period));
        }
        Ok((report, identity))
    }
}

/// One workbook being read.
struct Reading<'r, 'p> {
    form: &'r FormReader<'p>,
    file: &'r Arc<str>,
    notes: Notes,
    report: Report,
    /// Rows that belong to tables, by the place of the sheet.
    taken: BTreeMap<usize, Vec<RangeInclusive<u32>>>,
}

impl Reading<'_, '_> {
    /// Reads the tables of all sheets.
    fn tables(&mut self, workbook: &Workbook) {
        let mut by_kind: BTreeMap<Sheet, Vec<(usize, Table<'_>)>> = BTreeMap::new();
        for (place, grid) in workbook.sheets.iter().enumerate().filter(|(_, grid)| !is_explanation(grid)) {
            for table in find_tables(grid, &self.form.headings) {
                self.taken.entry(place).or_default().push(table.head.clone());
                by_kind.entry(table.kind).or_default().push((place, table));
            }
        }
        for kind in Sheet::TABLES {
            let found = self.in_sight(by_kind.remove(&kind).unwrap_or_default());
            if found.is_empty() {
                self.notes.add(Observed::MissingSheet(kind), None, [], Some(kind.title()), None);
            }
            match kind {
                Sheet::Tasks => coded::tasks(self, found),
                Sheet::Figures => coded::figures(self, found),
                Sheet::Documents => lists::documents(self, &found),
                _ => lists::incidents(self, &found),
            }
        }
    }

    /// Of several tables of one kind those that are shown; hidden ones only where nothing else is there.
    fn in_sight<'t>(&mut self, mut found: Vec<(usize, Table<'t>)>) -> Vec<(usize, Table<'t>)> {
        let any_shown = found.iter().any(|(_, table)| !table.grid.hidden);
        found.retain(|(_, table)| {
            if table.grid.hidden {
                let first = table.grid.cells.first().map(|cell| cell.at);
                self.notes.add(Observed::Hidden(!any_shown), Some(&table.grid.name), first, Some(table.kind.title()), None);
            }
            !(any_shown && table.grid.hidden)
        });
        found
    }

    /// Reads the labelled answers.
    fn labelled(&mut self, workbook: &Workbook) {
        let no_rows = Vec::new();
        let found: Vec<_> = workbook
            .sheets
            .iter()
            .enumerate()
            .map(|(place, grid)| (grid, self.form.labels.find(grid, self.taken.get(&place).unwrap_or(&no_rows))))
            .collect();
        for kind in Sheet::LABELLED {
            // the sheet with most of the labels; a shown one before a hidden one, the first of equals
            let best =
                found.iter().enumerate().max_by_key(|(place, (grid, labels))| (labels.of(kind), !grid.hidden, std::cmp::Reverse(*place)));
            let Some((_, (grid, labels))) = best.filter(|(_, (_, labels))| labels.of(kind) >= 2) else {
                self.notes.add(Observed::MissingSheet(kind), None, [], Some(kind.title()), None);
                continue;
            };
            if grid.hidden {
                self.notes.add(Observed::Hidden(true), Some(&grid.name), [], Some(kind.title()), None);
            }
            for field in kind.fields() {
                self.answer(*field, grid, labels);
            }
        }
        for (place, (grid, labels)) in found.iter().enumerate() {
            let used = self.taken.contains_key(&place) || Sheet::LABELLED.into_iter().any(|kind| labels.of(kind) >= 2);
            self.note_surplus(grid, used);
        }
    }

    fn answer(&mut self, field: Field, grid: &Grid, labels: &labels::Found<'_>) {
        let place = Place::of(self.file, grid);
        let Some(labelled) = labels.answers.get(&field) else {
            if let Some((_, at)) = labels.labels.iter().find(|(label, _)| *label == field) {
                let beside = place.at(CellRef::new(at.row, at.col + 1));
                self.asks(&place, beside.cell, Question::Field(field));
                self.report.blanks.insert(field, beside);
            }
            return;
        };
        self.asks(&place, labelled.cell.at, Question::Field(field));
        let mut cell = labelled.cell.clone();
        if let Some(behind) = &labelled.behind {
            cell.value = super::grid::Value::Text(behind.as_str().into());
        }
        if field.is_date()
            && let Some(day) = cells::day(Some(&cell), &place, &mut self.notes)
        {
            self.report.days.insert(field, day);
        }
        if let Some(words) = cells::words(Some(&cell), &place, &mut self.notes) {
            if grid.hides(cell.at) && !field.is_given() {
                self.notes.cell(Observed::Hidden(true), &place, cell.at, None);
            }
            self.report.info.insert(field, words);
        }
    }

    /// Keeps which question a cell answers.
    fn asks(&mut self, place: &Place, at: CellRef, question: Question) {
        self.report.asked.insert((Arc::clone(&place.sheet), at), question);
    }

    /// Keeps which questions the cells of a row answer.
    fn asks_row(&mut self, table: &Table<'_>, row: u32, entry: usize, columns: &[Column]) {
        for column in columns {
            if let Some(col) = table.columns.get(column) {
                let question = Question::Row(table.kind, entry, *column);
                self.report.asked.insert((Arc::clone(&table.grid.name), CellRef::new(row, *col)), question);
            }
        }
    }

    /// Notes a sheet that the form does not have.
    fn note_surplus(&mut self, grid: &Grid, used: bool) {
        if used || is_explanation(grid) || grid.cells.is_empty() {
            return;
        }
        let first = grid.cells.first().map(|cell| cell.at);
        let what = if grid.hidden { Observed::Hidden(false) } else { Observed::Extra(Surplus::Sheet) };
        self.notes.add(what, Some(&grid.name), first, None, Some(grid.name.to_string()));
    }
}

/// Whether a sheet is one of the form's own that hold no answers: the check before sending, the guide.
fn is_explanation(grid: &Grid) -> bool {
    let key = Key::of(&grid.name);
    [SELF_CHECK, GUIDE].into_iter().any(|title| Key::of(title) == key)
}

fn notes_of_file(workbook: &Workbook, notes: &mut Notes) {
    if workbook.macros {
        notes.add(Observed::Macros, None, [], None, None);
    }
    if workbook.links {
        notes.add(Observed::ExternalLinks, None, [], None, None);
    }
}

fn stamp_of(workbook: &Workbook) -> Stamp {
    let get = |name: &str| workbook.names.get(name).map(|value| tidy(value).into_owned()).filter(|value| !value.is_empty());
    Stamp {
        version: get(stamp::VERSION).and_then(|version| version.parse().ok()),
        plan: get(stamp::PLAN),
        period: get(stamp::PERIOD),
        unit: get(stamp::UNIT),
    }
}

/// Rows that the form does not have: the cells where answers would stand, and what the rows say.
#[derive(Default)]
struct Extra {
    cells: Vec<CellRef>,
    said: Vec<String>,
}

impl Extra {
    /// Takes a row with something in it where answers would stand.
    fn add<'c>(&mut self, row: &[Cell], answers: impl Iterator<Item = &'c Cell>) {
        let before = self.cells.len();
        self.cells.extend(answers.map(|cell| cell.at));
        if self.cells.len() > before && self.said.len() <= EXTRA {
            let seen = row.iter().map(|cell| tidy(&cell.value.seen()).into_owned()).filter(|seen| !seen.is_empty());
            self.said.push(if self.said.len() < EXTRA { seen.collect::<Vec<_>>().join(" | ") } else { "…".to_owned() });
        }
    }

    fn note(self, notes: &mut Notes, table: &Table<'_>) {
        if !self.cells.is_empty() {
            let said = Some(self.said.join("\n")).filter(|said| !said.is_empty());
            notes.add(Observed::Extra(Surplus::Rows), Some(&table.grid.name), self.cells, None, said);
        }
    }
}

/// The columns of a table that the form does not have but in which something stands beside its rows.
fn note_extra_columns(notes: &mut Notes, table: &Table<'_>, rows: &BTreeSet<u32>) {
    let used: BTreeSet<u32> = table.columns.values().copied().chain(table.rivals.values().flatten().copied()).collect();
    let mut extra: BTreeMap<u32, Vec<CellRef>> = BTreeMap::new();
    for cell in table.rows().filter(|(row, _)| rows.contains(row)).flat_map(|(_, cells)| cells) {
        if !used.contains(&cell.at.col) {
            extra.entry(cell.at.col).or_default().push(cell.at);
        }
    }
    for (col, cells) in extra {
        let heading = table.recognised.get(&col).map_or_else(|| CellRef::column_name(col), |(title, _)| title.to_string());
        notes.add(Observed::Extra(Surplus::Column), Some(&table.grid.name), cells, Some(&heading), Some(heading.clone()));
    }
}

/// Columns found although their heading was changed, columns missing, and columns of which two could be meant.
fn note_columns(notes: &mut Notes, table: &Table<'_>) {
    let sheet = Some(&table.grid.name);
    for spec in table.kind.columns() {
        let heading_at = |col: u32| CellRef::new(*table.head.end(), col);
        if let Some(places) = table.rivals.get(&spec.column) {
            let found: Vec<String> =
                places.iter().filter_map(|col| table.recognised.get(col)).map(|(title, _)| title.to_string()).collect();
            notes.add(Observed::Ambiguous, sheet, places.iter().map(|col| heading_at(*col)), Some(spec.heading), Some(found.join("; ")));
        } else if let Some(col) = table.columns.get(&spec.column) {
            if table.how(spec.column).is_none_or(|how| how == headings::Match::Within) {
                let found = table.recognised.get(col).map(|(title, _)| title.to_string()).unwrap_or_default();
                notes.add(Observed::ColumnByWording, sheet, [heading_at(*col)], Some(spec.heading), Some(found.clone()));
                notes.remedy(alias(table.kind, spec.heading, &found));
            }
        } else if spec.needed {
            let unknown: Vec<String> =
                table.recognised.values().filter(|(_, known)| known.is_none()).map(|(title, _)| title.to_string()).collect();
            notes.add(
                Observed::MissingColumn(table.kind),
                sheet,
                [CellRef::new(*table.head.end(), 0)],
                Some(spec.heading),
                Some(unknown.join("; ")).filter(|found| !found.is_empty()),
            );
            if let [only] = unknown.as_slice() {
                notes.remedy(alias(table.kind, spec.heading, only));
            }
        }
    }
}

/// The wording for the plan that makes a heading certain next time.
fn alias(sheet: Sheet, heading: &'static str, found: &str) -> Alias {
    Alias { sheet, heading, wording: tidy(found).into_owned() }
}
