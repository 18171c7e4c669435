//! The form definition of a plan, and the state of reading one workbook.

use super::body_names::BodyNames;
use super::cell_accounting::CellAccounting;
use super::code_index::CodeIndex;
use super::headings::HeadingMatcher;
use super::labels::Labels;
use super::lexicon::Lexicon;
use super::observations::{Observations, SheetOrigin};
use super::table::Table;
use super::text_classifier::TextClassifier;
use crate::model::form::{Column, Field, GUIDE, Question, RETURNED, SELF_CHECK, Sheet};
use crate::model::form_texts::FormTexts;
use crate::model::key::Key;
use crate::model::origin::CellRef;
use crate::model::plan::{Plan, Role};
use crate::model::submission::Report;
use crate::read::grid::{Cell, Sheet as Grid, Workbook};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Form definition, prepared once for all files.
pub(super) struct FormDefinition<'p> {
    pub(super) plan: &'p Plan,
    pub(super) headings: HeadingMatcher,
    pub(super) labels: Labels,
    pub(super) tasks: CodeIndex,
    pub(super) indicators: CodeIndex,
    pub(super) texts: FormTexts,
    pub(super) lexicon: Lexicon,
    pub(super) bodies: BodyNames,
}

impl<'p> FormDefinition<'p> {
    pub(super) fn new(plan: &'p Plan, texts: FormTexts) -> Self {
        Self {
            plan,
            texts,
            lexicon: Lexicon::new(plan),
            bodies: BodyNames::default(),
            headings: HeadingMatcher::for_plan(plan),
            labels: Labels::for_plan(plan),
            tasks: CodeIndex::for_tasks(plan),
            indicators: CodeIndex::for_indicators(plan),
        }
    }
}

/// A workbook being read as a report.
pub(super) struct ReportReading<'r, 'p> {
    pub(super) form: &'r FormDefinition<'p>,
    pub(super) file: &'r Arc<str>,
    pub(super) observations: Observations,
    pub(super) report: Report,
    /// Row ranges of tables, by sheet index.
    pub(super) table_rows: BTreeMap<usize, Vec<RangeInclusive<u32>>>,
    /// Indexes of sheets from which something was read.
    pub(super) used: BTreeSet<usize>,
    pub(super) accounting: CellAccounting,
    /// Code of the plan's period that the file names, or else that of its folder in the inbox.
    pub(super) period: Option<&'r str>,
}

impl<'r> ReportReading<'r, '_> {
    /// Returns the classifier for headings and titles of this file.
    pub(super) fn words(&self) -> TextClassifier<'r> {
        let form = self.form;
        TextClassifier {
            lexicon: &form.lexicon,
            plan: form.plan,
            period: self.period.and_then(|code| form.plan.period(code)),
        }
    }

    /// Returns the period named in the form's label, or else in its stamp, or else that of the folder
    /// in the inbox.
    pub(super) fn declared_period(&self, workbook: &Workbook) -> Option<&'r str> {
        let form = self.form;
        let stamped = || form.plan.period(self.report.stamp.period.as_deref()?);
        let labelled = workbook.sheets.iter().find_map(|grid| {
            let written = form.labels.find(grid, &[]).said(Field::Period)?;
            form.plan.period_named(&written, |_| false)
        });
        let folder = || form.plan.period(self.file.strip_prefix("nhan/")?.split('/').next()?);
        labelled.or_else(stamped).or_else(folder).map(|period| period.code.as_str())
    }

    /// Accounts for a cell of a table.
    pub(super) fn account(&mut self, table: &Table<'_>, row: u32, column: Column) {
        if let Some(col) = table.columns.get(&column) {
            self.accounting.account(table.place, table.grid, CellRef::new(row, *col));
        }
    }

    /// Accounts for the headings of a table's own columns.
    pub(super) fn account_headings(&mut self, table: &Table<'_>) {
        let own: BTreeSet<u32> =
            table.columns.values().chain(table.rivals.values().flatten()).copied().collect();
        let over = |at: CellRef| {
            let spanned = table.grid.merged_range(at).map(|(first, last)| first.col..=last.col);
            own.contains(&at.col) || spanned.is_some_and(|cols| own.range(cols).next().is_some())
        };
        self.accounting.account_all(table.place, table.grid, |cell| {
            table.head.contains(&cell.at.row) && over(cell.at)
        });
    }

    /// Accounts for the codes and wordings of rows that were read, and the form's own words beside
    /// them.
    pub(super) fn account_names(
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
        // in an issued form, the role must be the form's text
        let issued = self.report.stamp.plan.is_some();
        let role = table.columns.get(&Column::Role);
        self.accounting.account_all(table.place, table.grid, |cell| {
            let said = cell.value.seen();
            table.named.contains(&cell.at.row)
                && role == Some(&cell.at.col)
                && (texts.has(&said) || (!issued && Role::from_text(&said).is_some()))
        });
    }

    /// Records the question that a cell answers.
    pub(super) fn record_question(&mut self, place: &SheetOrigin, at: CellRef, question: Question) {
        self.report.answer_map.insert(&place.sheet, at, question);
    }

    /// Records the questions that the cells of a row answer.
    pub(super) fn record_questions(
        &mut self,
        table: &Table<'_>,
        row: u32,
        entry: usize,
        columns: &[Column],
    ) {
        for column in columns {
            if let Some(col) = table.columns.get(column) {
                let question = Question::Row(table.kind, entry, *column);
                self.report.answer_map.insert(&table.grid.name, CellRef::new(row, *col), question);
            }
        }
    }
}

/// Returns whether a sheet of the form holds no answers: the self-check, the guide, the list of
/// corrections.
pub(super) fn is_explanation(grid: &Grid) -> bool {
    let key = Key::new(&grid.name);
    [SELF_CHECK, GUIDE, RETURNED].into_iter().any(|title| Key::new(title) == key)
}
