//! Reading a workbook by meaning: sheets by their headings, columns by heading, rows by code and failing that by wording.

mod cell_accounting;
mod cell_values;
mod code_index;
mod figure_columns;
mod figures;
mod headings;
mod identity;
mod labels;
mod lists;
mod merged_cells;
mod observations;
mod qualifying_lines;
mod replies;
mod row_matching;
mod summary_rows;
mod table_selection;
mod tables;
mod text_classifier;
mod unread_content;

use super::grid::{Cell, Sheet as Grid, Workbook};
use super::legacy;
use crate::model::form::{
    Column, Field, GUIDE, Question, RETURNED, SELF_CHECK, Sheet, Stamp, stamp,
};
use crate::model::form_texts::FormTexts;
use crate::model::key::Key;
use crate::model::origin::CellRef;
use crate::model::plan::{Plan, Role};
use crate::model::submission::{Identity, Observed, PeriodClaim, Report, Unreadable};
use cell_accounting::CellAccounting;
use cell_values::SheetOrigin;
use code_index::CodeIndex;
use headings::HeadingMatcher;
use labels::Labels;
use observations::Observations;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::Arc;
use tables::Table;

pub(super) use cell_values::tidy;
use tables::find as find_tables;
use text_classifier::{Lexicon, TextClassifier};

/// What the plan says of the form, made ready once for all files.
pub(super) struct FormReader<'p> {
    plan: &'p Plan,
    headings: HeadingMatcher,
    labels: Labels,
    tasks: CodeIndex,
    indicators: CodeIndex,
    texts: FormTexts,
    lexicon: Lexicon,
}

impl<'p> FormReader<'p> {
    /// A reader of the forms of a plan, whose own texts are these.
    pub(super) fn new(plan: &'p Plan, texts: FormTexts) -> Self {
        Self {
            plan,
            texts,
            lexicon: Lexicon::new(plan),
            headings: HeadingMatcher::of_plan(plan),
            labels: Labels::of_plan(plan),
            tasks: CodeIndex::of_tasks(plan),
            indicators: CodeIndex::of_indicators(plan),
        }
    }

    /// Reads a workbook as a report; only a secrecy stamp keeps it from being one.
    pub(super) fn report(
        &self,
        file: &Arc<str>,
        mut workbook: Workbook,
    ) -> Result<(Report, Identity), Unreadable> {
        let mut notes = Observations::default();
        for sheet in &mut workbook.sheets {
            if let Some(converted) = legacy::convert(sheet) {
                let found = Some(converted.encoding.to_owned());
                notes.add(Observed::Converted, Some(&sheet.name), converted.cells, None, found);
            }
        }
        identity::refuse_classified(&workbook)?;
        let cells = workbook.sheets.iter_mut().flat_map(|sheet| &mut sheet.cells);
        cells.for_each(|cell| cell_values::restore(&mut cell.value));
        notes_of_file(&workbook, &mut notes);
        let mut reading = ReportReading {
            form: self,
            file,
            observations: notes,
            report: Report { stamp: stamp_of(&workbook), ..Report::default() },
            taken: BTreeMap::new(),
            used: BTreeSet::new(),
            accounting: CellAccounting::new(&workbook),
            period: None,
        };
        reading.period = reading.period_said(&workbook);
        reading.tables(&workbook);
        reading.labelled(&workbook);
        let identity = identity::identify(&mut reading, &workbook);
        unread_content::note(&mut reading, &workbook);
        let mut report = reading.report;
        report.answer_map.settle();
        report.observations = reading.observations.0;
        if let PeriodClaim::Named(code) = &report.period
            && let Some(period) = self.plan.period(code.as_str())
        {
            report.keep_to(Sheet::of_period(period));
        }
        Ok((report, identity))
    }
}

/// One workbook being read.
struct ReportReading<'r, 'p> {
    form: &'r FormReader<'p>,
    file: &'r Arc<str>,
    observations: Observations,
    report: Report,
    /// Rows that belong to tables, by the place of the sheet.
    taken: BTreeMap<usize, Vec<RangeInclusive<u32>>>,
    /// The places of the sheets of which something was read.
    used: BTreeSet<usize>,
    /// Which cells are accounted for.
    accounting: CellAccounting,
    /// The code of the period the file says it is of, where it is one of the plan.
    period: Option<&'r str>,
}

impl<'r> ReportReading<'r, '_> {
    /// The words by which headings and titles of this file are read.
    fn words(&self) -> TextClassifier<'r> {
        let form = self.form;
        TextClassifier {
            lexicon: &form.lexicon,
            plan: form.plan,
            period: self.period.and_then(|code| form.plan.period(code)),
        }
    }

    /// The period named by the form's label, failing that by its stamp.
    fn period_said(&self, workbook: &Workbook) -> Option<&'r str> {
        let form = self.form;
        let stamped = || form.plan.period(self.report.stamp.period.as_deref()?);
        let labelled = workbook.sheets.iter().find_map(|grid| {
            let written = form.labels.find(grid, &[]).said(Field::Period)?;
            form.plan.periods.iter().find(|period| period.is_named(&written))
        });
        labelled.or_else(stamped).map(|period| period.code.as_str())
    }

    /// Settles the cell of a column in a row of a table.
    fn account(&mut self, table: &Table<'_>, row: u32, column: Column) {
        if let Some(col) = table.columns.get(&column) {
            self.accounting.account(table.place, table.grid, CellRef::new(row, *col));
        }
    }

    /// Settles the headings of a table's own columns.
    fn account_head(&mut self, table: &Table<'_>) {
        let own: BTreeSet<u32> =
            table.columns.values().chain(table.rivals.values().flatten()).copied().collect();
        let over = |at: CellRef| {
            let spanned = table.grid.merge_over(at).map(|(first, last)| first.col..=last.col);
            own.contains(&at.col) || spanned.is_some_and(|cols| own.range(cols).next().is_some())
        };
        self.accounting.account_all(table.place, table.grid, |cell| {
            table.head.contains(&cell.at.row) && over(cell.at)
        });
    }

    /// Settles what names the rows that were read, and the form's own words beside them.
    fn account_names(
        &mut self,
        table: &Table<'_>,
        reworded: &BTreeSet<(usize, u32)>,
        place: usize,
    ) {
        let own: BTreeSet<u32> = [Column::Code, Column::Name, Column::Measure]
            .iter()
            .filter_map(|column| table.columns.get(column))
            .copied()
            .collect();
        let texts = &self.form.texts;
        let index =
            if table.kind == Sheet::Tasks { &self.form.tasks } else { &self.form.indicators };
        let is_own = |cell: &Cell| {
            let said = cell.value.seen();
            texts.has(&said)
                || index.by_code(&said).is_some()
                || (index.by_wording(&said).is_some() && !said.contains(['(', '%', '‰', '±', '×']))
                || said.chars().all(|c| !c.is_alphabetic())
        };
        let reworded = |row: u32| reworded.contains(&(place, row));
        let named =
            |row: u32| table.named.contains(&row) && !(table.kind == Sheet::Tasks && reworded(row));
        self.accounting.account_all(table.place, table.grid, |cell| {
            own.contains(&cell.at.col) && named(cell.at.row) && is_own(cell)
        });
        // in a form that was issued the role is the form's, word for word
        let issued = self.report.stamp.plan.is_some();
        let role = table.columns.get(&Column::Role);
        self.accounting.account_all(table.place, table.grid, |cell| {
            let said = cell.value.seen();
            table.named.contains(&cell.at.row)
                && role == Some(&cell.at.col)
                && (texts.has(&said) || (!issued && Role::of(&said).is_some()))
        });
    }

    /// Reads the tables of all sheets.
    fn tables(&mut self, workbook: &Workbook) {
        let mut by_kind: BTreeMap<Sheet, Vec<Table<'_>>> = BTreeMap::new();
        for (place, grid) in
            workbook.sheets.iter().enumerate().filter(|(_, grid)| !is_explanation(grid))
        {
            for table in find_tables(place, grid, &self.form.headings) {
                self.taken
                    .entry(place)
                    .or_default()
                    .push(*table.head.start()..=table.end().saturating_sub(1));
                by_kind.entry(table.kind).or_default().push(table);
            }
        }
        for kind in Sheet::TABLES {
            let found = self.in_sight(by_kind.remove(&kind).unwrap_or_default());
            if found.is_empty() {
                self.observations.add(
                    Observed::MissingSheet(kind),
                    None,
                    [],
                    Some(kind.title()),
                    None,
                );
            }
            match kind {
                Sheet::Tasks => row_matching::tasks(self, found),
                Sheet::Figures => figures::figures(self, found),
                Sheet::Documents => lists::documents(self, found),
                _ => lists::incidents(self, found),
            }
        }
    }

    /// Of several tables of one kind those that are shown; hidden ones only where nothing else is there.
    fn in_sight<'t>(&mut self, mut found: Vec<Table<'t>>) -> Vec<Table<'t>> {
        let any_shown = found.iter().any(|table| !table.grid.hidden);
        found.retain(|table| {
            if table.grid.hidden {
                let cells = table
                    .rows()
                    .flat_map(|(_, cells)| cells)
                    .map(|cell| cell.at)
                    .take(unread_content::NAMED);
                self.observations.add(
                    Observed::Hidden(!any_shown),
                    Some(&table.grid.name),
                    cells,
                    Some(table.kind.title()),
                    None,
                );
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
            .filter(|(_, grid)| !is_explanation(grid))
            .map(|(place, grid)| {
                (
                    place,
                    grid,
                    self.form.labels.find(grid, self.taken.get(&place).unwrap_or(&no_rows)),
                )
            })
            .collect();
        for kind in Sheet::LABELLED {
            let is_own = |grid: &Grid| kind.is_titled(&grid.name);
            // the form's own sheet; failing that the one with most of the labels; a shown one before a hidden one, the first of equals
            let best = found.iter().filter(|(_, _, labels)| labels.of(kind) >= 2).max_by_key(
                |(place, grid, labels)| {
                    (
                        is_own(grid) && !grid.hidden,
                        labels.of(kind),
                        !grid.hidden,
                        std::cmp::Reverse(*place),
                    )
                },
            );
            let Some((place, grid, labels)) = best else {
                self.observations.add(
                    Observed::MissingSheet(kind),
                    None,
                    [],
                    Some(kind.title()),
                    None,
                );
                continue;
            };
            if grid.hidden {
                self.observations.add(
                    Observed::Hidden(true),
                    Some(&grid.name),
                    [],
                    Some(kind.title()),
                    None,
                );
            }
            self.used.insert(*place);
            for field in kind.fields() {
                self.answer(*field, *place, grid, labels);
            }
            self.compare(kind, (*place, grid, labels), &found);
        }
    }

    /// Notes answers to the same label that differ: on the same sheet, or on another one with the form's labels.
    fn compare(
        &mut self,
        kind: Sheet,
        own: (usize, &Grid, &labels::LabeledAnswers<'_>),
        found: &[(usize, &Grid, labels::LabeledAnswers<'_>)],
    ) {
        let (place, grid, labels) = own;
        for (field, again) in labels.again.iter().filter(|(field, _)| kind.fields().contains(field))
        {
            let same = labels
                .said(*field)
                .is_some_and(|said| Key::new(&said) == Key::new(&again.value.seen()));
            self.accounting.account(place, grid, again.at);
            if !same {
                let found = Some(cell_values::tidy(&again.value.seen()).into_owned());
                self.observations.add(
                    Observed::Outside,
                    Some(&grid.name),
                    [again.at],
                    Some(field.label()),
                    found,
                );
            }
        }
        for (_, grid, other) in found
            .iter()
            .filter(|(at, grid, other)| *at != place && !grid.hidden && other.of(kind) >= 2)
        {
            let differs = |field: &&Field| {
                let (said, theirs) = (labels.said(**field), other.said(**field));
                theirs
                    .is_some_and(|theirs| said.as_deref().map(Key::new) != Some(Key::new(&theirs)))
            };
            let differing: Vec<Field> = kind.fields().iter().filter(differs).copied().collect();
            if !differing.is_empty() {
                let at: Vec<CellRef> = differing
                    .iter()
                    .filter_map(|field| other.answers.get(field))
                    .map(|labelled| labelled.cell.at)
                    .collect();
                let said = differing.iter().map(|field| {
                    format!("{}: {}", field.label(), other.said(*field).unwrap_or_default())
                });
                self.observations.add(
                    Observed::Outside,
                    Some(&grid.name),
                    at,
                    Some(kind.title()),
                    Some(unread_content::quoted(said)),
                );
            }
        }
    }

    fn answer(
        &mut self,
        field: Field,
        sheet: usize,
        grid: &Grid,
        labels: &labels::LabeledAnswers<'_>,
    ) {
        let place = SheetOrigin::of(self.file, grid);
        for (_, at) in labels.labels.iter().filter(|(label, _)| *label == field) {
            self.accounting.account(sheet, grid, *at);
        }
        let Some(labelled) = labels.answers.get(&field) else {
            if let Some((_, at)) = labels.labels.iter().find(|(label, _)| *label == field) {
                let beside = place.at(CellRef::new(at.row, at.col + 1));
                self.asks(&place, beside.cell, Question::Field(field));
                self.report.blanks.insert(field, beside);
            }
            return;
        };
        self.asks(&place, labelled.cell.at, Question::Field(field));
        self.accounting.account(sheet, grid, labelled.cell.at);
        let mut cell = labelled.cell.clone();
        if let Some(behind) = &labelled.behind {
            cell.value = super::grid::Value::Text(behind.as_str().into());
        }
        if field.is_date()
            && let Some(day) = cell_values::day(Some(&cell), &place, &mut self.observations)
        {
            self.report.days.insert(field, day);
        }
        if let Some(words) = cell_values::words(Some(&cell), &place, &mut self.observations) {
            if grid.hides(cell.at) && !field.is_given() {
                self.observations.cell(Observed::Hidden(true), &place, cell.at, None);
            }
            self.report.info.insert(field, words);
        }
    }

    /// Keeps which question a cell answers.
    fn asks(&mut self, place: &SheetOrigin, at: CellRef, question: Question) {
        self.report.answer_map.insert(&place.sheet, at, question);
    }

    /// Keeps which questions the cells of a row answer.
    fn asks_row(&mut self, table: &Table<'_>, row: u32, entry: usize, columns: &[Column]) {
        for column in columns {
            if let Some(col) = table.columns.get(column) {
                let question = Question::Row(table.kind, entry, *column);
                self.report.answer_map.insert(&table.grid.name, CellRef::new(row, *col), question);
            }
        }
    }
}

/// Whether a sheet is one of the form's own that hold no answers: the check before sending, the guide, what is to be corrected.
fn is_explanation(grid: &Grid) -> bool {
    let key = Key::new(&grid.name);
    [SELF_CHECK, GUIDE, RETURNED].into_iter().any(|title| Key::new(title) == key)
}

fn notes_of_file(workbook: &Workbook, notes: &mut Observations) {
    if workbook.macros {
        notes.add(Observed::Macros, None, [], None, None);
    }
    if workbook.links {
        notes.add(Observed::ExternalLinks, None, [], None, None);
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
