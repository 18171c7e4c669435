//! Decides whether everything that affects a figure is understood.

use super::code_index::bracket;
use super::context::ReportReading;
use super::figure_columns::is_count;
use super::qualifying_lines::QualifyingLines;
use super::row_matching::joined_text;
use super::table::Table;
use super::text_classifier::{Effect, TextClassifier};
use crate::model::about::About;
use crate::model::form::{Column, SUMMED};
use crate::model::origin::CellRef;
use crate::model::plan::Indicator;
use crate::model::reading::{Reading as Answer, Why};
use crate::model::submission::{Figure, Observed};
use crate::read::grid::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What affects the figures of a table apart from their own rows.
pub(super) struct FigureContext<'w> {
    words: TextClassifier<'w>,
    lines: QualifyingLines,
    /// Numbers, by row, in columns that may correct or replace the answers.
    doubtful: BTreeMap<u32, Vec<CellRef>>,
    /// Number of rows with a note that may correct the figure.
    noted: usize,
}

/// Above this number of rows, cells are reported as one cause.
pub(super) const MAX_SEPARATE: usize = 3;

impl<'w> FigureContext<'w> {
    pub(super) fn new(reading: &ReportReading<'w, '_>, table: &Table<'_>) -> Self {
        let words = reading.words();
        let lines = table.lines(reading, &words);
        let counts = |at: &CellRef| table.grid.get(*at).is_some_and(|cell| is_count(&cell.value));
        let standing = |row: u32| {
            table
                .figures
                .doubtful
                .iter()
                .map(|col| CellRef::new(row, *col))
                .filter(counts)
                .collect::<Vec<_>>()
        };
        let rows = table.named.iter().map(|row| (*row, standing(*row)));
        let doubtful = rows.filter(|(_, cells)| !cells.is_empty()).collect();
        let in_notes = table.named.iter().filter_map(|row| table.cell(*row, Column::Note));
        let may_correct = |note: &&Cell| {
            let note = note.value.seen();
            words.note(&note) == Effect::Unclear || !words.unknown_in_remark(&note).is_empty()
        };
        let noted = in_notes.filter(may_correct).count();
        Self { words, lines, doubtful, noted }
    }

    /// Reports remarks at a figure that may or may not change it.
    fn note_remarks(
        &self,
        reading: &mut ReportReading<'_, '_>,
        table: &Table<'_>,
        (row, at): (u32, CellRef),
        indicator: &Indicator,
        figure: &Figure,
    ) {
        let is_ours = |note: &Arc<str>| note.starts_with(SUMMED) && note.contains(" đơn vị; ");
        let remark =
            |cell: &Cell| self.words.remark(&cell.value.seen(), indicator, &figure.reading);
        let note = table
            .cell(row, Column::Note)
            .filter(|_| figure.note.as_ref().is_some_and(|note| !is_ours(note)));
        if let Some(note) = note.filter(|note| remark(note) == Effect::Unclear) {
            let column = About::Column(table.kind, Column::Note);
            let alone = self.noted <= MAX_SEPARATE;
            let code = alone.then(|| About::Indicator(indicator.code.clone()));
            let about: Vec<About> = code.into_iter().chain([column]).collect();
            let said = figure.note.as_ref().map(|note| {
                if alone { note.to_string() } else { format!("{}: {note}", indicator.code) }
            });
            reading.observations.add(
                Observed::Outside,
                Some(&table.grid.name),
                [at, note.at],
                &about,
                said,
            );
        }
        for cell in table.beside(row).filter(|cell| remark(cell) == Effect::Unclear) {
            let said = cell.tidied();
            reading.observations.add(
                Observed::Outside,
                Some(&table.grid.name),
                [at, cell.at],
                &[About::Indicator(indicator.code.clone())],
                Some(said),
            );
        }
    }

    /// Rejects a figure if words or numbers at it may change what it counts.
    pub(super) fn reject_if_uncertain(
        &self,
        reading: &mut ReportReading<'_, '_>,
        table: &Table<'_>,
        row: u32,
        indicator: &Indicator,
        reworded: bool,
        figure: &mut Figure,
    ) {
        let Some(at) = figure.at.as_ref().map(|at| at.cell) else {
            return;
        };
        if !self.is_name_changed(&table.text_over(row, Column::Name), indicator, reworded) {
            reading.account(table, row, Column::Code);
            reading.account(table, row, Column::Name);
        }
        let standing = self.doubtful.get(&row);
        if standing.is_some() || is_merged_over_rows(table, at) {
            // a whole column beside the answers is one cause
            let column = standing.is_some() && self.doubtful.len() > 1;
            let about = if column {
                About::Column(table.kind, Column::Figure)
            } else {
                About::Indicator(indicator.code.clone())
            };
            reject_ambiguous(
                reading,
                table,
                std::iter::once(at).chain(standing.into_iter().flatten().copied()).collect(),
                about,
                figure,
            );
            return;
        }
        self.note_remarks(reading, table, (row, at), indicator, figure);
        let Some((words, words_at, about)) =
            self.qualifying(table, row, indicator, reworded, figure)
        else {
            return;
        };
        let likely = match &figure.reading {
            Answer::Number(number) => Some(*number),
            Answer::NonNumber(_) | Answer::Nil | Answer::NotApplicable => None,
            Answer::Blank | Answer::Misread(_) => return,
        };
        figure.reading = Answer::misread(Why::Qualified(words.clone()), likely);
        for at in &words_at {
            reading.accounting.account(table.place, table.grid, *at);
        }
        // words in the heading or sheet are reported once with all their figures
        reading.observations.add(
            Observed::Qualifying,
            Some(&table.grid.name),
            std::iter::once(at).chain(words_at),
            &about,
            Some(words),
        );
    }

    /// Returns whether a row's wording may name something other than the indicator.
    fn is_name_changed(&self, name: &str, indicator: &Indicator, reworded: bool) -> bool {
        let has_sign = |text: &str| text.contains(['%', '‰', '±', '×']);
        reworded
            || (has_sign(name) && !has_sign(&indicator.name))
            || bracket(name)
                .is_some_and(|inside| self.words.bracket(inside, indicator) != Effect::None)
    }

    /// Returns the words that may change what a figure counts, their cells, and whether they affect
    /// the figure alone or its column.
    fn qualifying(
        &self,
        table: &Table<'_>,
        row: u32,
        indicator: &Indicator,
        reworded: bool,
        figure: &Figure,
    ) -> Option<(String, Vec<CellRef>, Vec<About>)> {
        let code = || vec![About::Indicator(indicator.code.clone())];
        let column = || About::Column(table.kind, Column::Figure);
        let name = table.text_over(row, Column::Name);
        let name_at = || {
            table
                .columns
                .get(&Column::Name)
                .or(table.columns.get(&Column::Code))
                .map(|col| CellRef::new(row, *col))
        };
        if self.is_name_changed(&name, indicator, reworded) {
            return Some((name.into_owned(), name_at().into_iter().collect(), code()));
        }
        if let Some(cell) =
            table.beside(row).find(|cell| self.words.note(&cell.value.seen()) == Effect::Elsewhere)
        {
            return Some((cell.value.seen().into_owned(), vec![cell.at], code()));
        }
        let note_at = table.cell(row, Column::Note).map(|cell| cell.at);
        if let Some(note) =
            figure.note.as_deref().filter(|note| self.words.note(note) == Effect::Elsewhere)
        {
            return Some((note.to_owned(), note_at.into_iter().collect(), code()));
        }
        if let Some(heading) = &table.figures.qualified {
            let col = table.figures.answer.unwrap_or(0);
            let at = vec![CellRef::new(*table.head.end(), col)];
            return Some((heading.clone(), at, vec![column()]));
        }
        let line = self.lines.on(row)?;
        let below = line.at.filter(|at| at.row > *table.head.end());
        let about = std::iter::once(column()).chain(below.map(|at| About::Other(at.to_string())));
        Some((line.words.clone(), line.at.into_iter().collect(), about.collect()))
    }
}

/// Returns whether a figure's cell is merged over several matched rows.
fn is_merged_over_rows(table: &Table<'_>, at: CellRef) -> bool {
    table.grid.merged_range(at).is_some_and(|(first, last)| {
        first.row < last.row
            && (first.row..=last.row).filter(|row| table.named.contains(row)).count() > 1
    })
}

/// Rejects a figure that several cells could be.
fn reject_ambiguous(
    reading: &mut ReportReading<'_, '_>,
    table: &Table<'_>,
    cells: Vec<CellRef>,
    about: About,
    figure: &mut Figure,
) {
    let seen: Vec<Cell> =
        cells.iter().filter_map(|at| table.grid.displayed_at(*at).cloned()).collect();
    for at in &cells {
        reading.accounting.account(table.place, table.grid, *at);
    }
    figure.raw = joined_text(&seen);
    figure.reading = Answer::misread(Why::SeveralPlaces, None);
    let found = figure.raw.as_ref().map(ToString::to_string);
    reading.observations.add(Observed::Ambiguous, Some(&table.grid.name), cells, &[about], found);
}
