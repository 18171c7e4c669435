//! The figures: what each indicator's cell says, and whether everything that bears on it is understood.

use super::ReportReading;
use super::cell_values::{self, SheetOrigin};
use super::code_index::{RowMatch, bracket};
use super::figure_columns::is_count;
use super::qualifying_lines::QualifyingLines;
use super::row_matching::{TableRow, all_of, named_rows, note_ambiguous, note_hidden, prepared};
use super::table_selection::select_tables;
use super::tables::Table;
use super::text_classifier::{Effect, TextClassifier};
use crate::model::form::{Column, NOT_REQUIRED, SUMMED, Sheet};
use crate::model::key::Key;
use crate::model::origin::CellRef;
use crate::model::plan::Indicator;
use crate::model::reading::{Reading as Answer, Why};
use crate::model::submission::{Figure, Observed};
use crate::read::grid::{Cell, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Reads the indicators.
pub(super) fn figures(reading: &mut ReportReading<'_, '_>, found: Vec<Table<'_>>) {
    let plan = reading.form.plan;
    let found = prepared(reading, found, &reading.form.indicators);
    let (mut found, beside) = select_tables(reading, found);
    let rows = named_rows(reading, &mut found, &reading.form.indicators, &[Column::Figure]);
    let reads = found.iter().map(|table| FigureContext::new(reading, table)).collect::<Vec<_>>();
    let repeated = rows.by_place.values().filter(|rows| rows.len() > 1).count() > FEW;
    for (place, indicator) in plan.indicators.iter().enumerate() {
        let mut figure = blank(indicator);
        match rows.by_place.get(&place).map(Vec::as_slice) {
            Some([(at, row)]) if !rows.contradicted.contains(&place) => {
                if let Some((table, read)) = found.get(*at).zip(reads.get(*at)) {
                    reading.asks_row(table, *row, place, &[Column::Figure, Column::Note]);
                    let reworded = rows.reworded.contains(&(*at, *row));
                    fill_figure(reading, table, *row, indicator, &mut figure);
                    read.doubt(reading, table, *row, indicator, reworded, &mut figure);
                }
            }
            Some(several) => {
                several_places(reading, &found, several, (place, indicator), repeated, &mut figure);
            }
            None => {}
        }
        reading.report.figures.push(figure);
    }
    for table in &found {
        leave_shifted(reading, table);
    }
    contradict(reading, &beside);
}

/// Leaves open the figures of a column that may have slipped a row down: one stands below the last row, and above one is missing.
fn leave_shifted(reading: &mut ReportReading<'_, '_>, table: &Table<'_>) {
    let Some(last) = table.named.last().copied() else {
        return;
    };
    let is_blank = |row: &&u32| table.cell(**row, Column::Figure).is_none();
    let above = table
        .rows()
        .take_while(|(row, _)| *row <= last)
        .filter_map(|(row, _)| table.figure_number(row))
        .sum();
    let Some(from) = table
        .named
        .iter()
        .find(is_blank)
        .copied()
        .filter(|_| table.is_unnamed_figure(last + 1, above))
    else {
        return;
    };
    let slipped = |figure: &Figure| {
        figure.at.as_ref().map(|at| at.cell).filter(|at| (from..=last).contains(&at.row))
    };
    let mut found = Vec::new();
    for figure in reading
        .report
        .figures
        .iter_mut()
        .filter(|figure| figure.at.as_ref().is_some_and(|at| at.sheet == table.grid.name))
    {
        if let Some(at) = slipped(figure).filter(|_| figure.reading.amount().is_some()) {
            figure.reading = Answer::misread(Why::SeveralPlaces, None);
            found.push((at, figure.raw.as_ref().map(ToString::to_string)));
        }
    }
    for (at, raw) in found {
        reading.observations.add(
            Observed::Ambiguous,
            Some(&table.grid.name),
            [at],
            Some(table.kind.heading(Column::Figure)),
            raw,
        );
    }
}

fn blank(indicator: &Indicator) -> Figure {
    Figure {
        indicator: indicator.code.clone(),
        reading: Answer::Blank,
        raw: None,
        at: None,
        as_text: false,
        rivals: Vec::new(),
        note: None,
    }
}

fn several_places(
    reading: &mut ReportReading<'_, '_>,
    found: &[Table<'_>],
    several: &[TableRow],
    (place, indicator): (usize, &Indicator),
    repeated: bool,
    figure: &mut Figure,
) {
    figure.reading = Answer::misread(Why::SeveralPlaces, None);
    let tables = || several.iter().filter_map(|(table, row)| Some((found.get(*table)?, *row)));
    for (table, row) in tables() {
        reading.asks_row(table, row, place, &[Column::Figure]);
        reading.account(table, row, Column::Figure);
        reading.account(table, row, Column::Note);
    }
    if let Some((table, row)) = tables().next() {
        let col = table.columns.get(&Column::Figure).copied().unwrap_or(0);
        figure.at = Some(SheetOrigin::of(reading.file, table.grid).at(CellRef::new(row, col)));
    }
    figure.raw = all_of(tables().filter_map(|(table, row)| table.cell(row, Column::Figure)));
    figure.note = all_of(tables().filter_map(|(table, row)| table.cell(row, Column::Note)));
    // a table that repeats many rows is one cause
    let label =
        if repeated { Sheet::Figures.heading(Column::Figure) } else { indicator.code.as_str() };
    note_ambiguous(reading, found, several, label);
}

fn fill_figure(
    reading: &mut ReportReading<'_, '_>,
    table: &Table<'_>,
    row: u32,
    indicator: &Indicator,
    figure: &mut Figure,
) {
    let place = SheetOrigin::of(reading.file, table.grid);
    figure.note = all_of(table.cell(row, Column::Note))
        .filter(|note| Key::new(note) != Key::new(NOT_REQUIRED));
    reading.account(table, row, Column::Note);
    let Some(col) = table.columns.get(&Column::Figure) else {
        let rivals = table.rivals.get(&Column::Figure);
        let stands =
            rivals.into_iter().flatten().filter_map(|col| table.grid.get(CellRef::new(row, *col)));
        figure.raw = all_of(stands.clone());
        figure.at = stands.map(|cell| place.at(cell.at)).next();
        if rivals.is_none() || figure.raw.is_some() {
            figure.reading = Answer::misread(
                if rivals.is_some() { Why::SeveralPlaces } else { Why::NoColumn },
                None,
            );
        }
        for col in rivals.into_iter().flatten() {
            reading.accounting.account(table.place, table.grid, CellRef::new(row, *col));
        }
        return;
    };
    figure.at = Some(place.at(CellRef::new(row, *col)));
    reading.account(table, row, Column::Figure);
    let Some(cell) = table.cell(row, Column::Figure) else {
        return;
    };
    (figure.reading, figure.as_text) = cell_values::count(cell, indicator);
    figure.raw = Some(cell_values::raw(cell));
    note_hidden(reading, table, Some(cell));
    let measure = table.text(row, Column::Measure);
    let known = is_ditto(&measure)
        || indicator.measures().any(|known| Key::new(known) == Key::new(&measure));
    if known {
        reading.account(table, row, Column::Measure);
    }
    if let (Answer::Number(number), false) = (&figure.reading, known) {
        reading.account(table, row, Column::Measure);
        figure.rivals = table.cell(row, Column::Measure).map(|cell| cell.at).into_iter().collect();
        figure.reading = Answer::misread(
            Why::OtherMeasure(cell_values::tidy(&measure).into_owned()),
            Some(*number),
        );
    }
}

/// Whether a measure is left out, or only says that it is as the form has it: *nt*, *như trên*, a ditto mark.
fn is_ditto(measure: &str) -> bool {
    let key = Key::new(measure);
    let marks = measure.chars().all(|c| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | '“'
                    | '”'
                    | '″'
                    | '〃'
                    | '\''
                    | '’'
                    | '-'
                    | '–'
                    | '—'
                    | '/'
                    | '.'
                    | ','
                    | '`'
            )
    });
    marks || ["nt", "n t", "như trên", "như mẫu", "id"].iter().any(|words| Key::new(words) == key)
}

/// What bears on the figures of a table besides their own rows.
struct FigureContext<'w> {
    words: TextClassifier<'w>,
    lines: QualifyingLines,
    /// The rows with numbers in columns that may correct or replace the answers.
    doubtful: BTreeMap<u32, Vec<CellRef>>,
    /// Rows whose note may correct the figure.
    noted: usize,
}

/// Cells in more rows than this have one cause.
const FEW: usize = 3;

impl<'w> FigureContext<'w> {
    fn new(reading: &ReportReading<'w, '_>, table: &Table<'_>) -> Self {
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
        let noted =
            in_notes.filter(|note| words.note(&note.value.seen()) == Effect::Unclear).count();
        Self { words, lines, doubtful, noted }
    }

    /// Takes the certainty from a figure where words or numbers at it may change what it counts.
    fn doubt(
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
            let label =
                if column { table.kind.heading(Column::Figure) } else { indicator.code.as_str() };
            several(
                reading,
                table,
                std::iter::once(at).chain(standing.into_iter().flatten().copied()).collect(),
                label,
                figure,
            );
            return;
        }
        let is_ours = |note: &Arc<str>| note.starts_with(SUMMED) && note.contains(" đơn vị; ");
        let note = table
            .cell(row, Column::Note)
            .filter(|_| figure.note.as_ref().is_some_and(|note| !is_ours(note)));
        if let Some(note) =
            note.filter(|note| self.words.note(&note.value.seen()) == Effect::Unclear)
        {
            let heading = table.kind.heading(Column::Note);
            let alone = self.noted <= FEW;
            let label =
                if alone { format!("{}, {heading}", indicator.code) } else { heading.to_owned() };
            let said = figure.note.as_ref().map(|note| {
                if alone { note.to_string() } else { format!("{}: {note}", indicator.code) }
            });
            reading.observations.add(
                Observed::Outside,
                Some(&table.grid.name),
                [at, note.at],
                Some(&label),
                said,
            );
        }
        for cell in
            table.beside(row).filter(|cell| self.words.note(&cell.value.seen()) == Effect::Unclear)
        {
            let said = cell_values::tidy(&cell.value.seen()).into_owned();
            reading.observations.add(
                Observed::Outside,
                Some(&table.grid.name),
                [at, cell.at],
                Some(indicator.code.as_str()),
                Some(said),
            );
        }
        let Some((words, words_at, code)) =
            self.qualifying(table, row, indicator, reworded, figure)
        else {
            return;
        };
        let likely = match &figure.reading {
            Answer::Number(number) => Some(*number),
            Answer::Nil | Answer::NotApplicable => None,
            Answer::Blank | Answer::Misread(_) => return,
        };
        figure.reading = Answer::misread(Why::Qualified(words.clone()), likely);
        for at in &words_at {
            reading.accounting.account(table.place, table.grid, *at);
        }
        // one note a cause: what concerns the heading or the sheet is noted with all its figures
        let label = code.unwrap_or_else(|| table.kind.heading(Column::Figure).to_owned());
        reading.observations.add(
            Observed::Qualifying,
            Some(&table.grid.name),
            std::iter::once(at).chain(words_at),
            Some(&label),
            Some(words),
        );
    }

    /// Whether a row's wording may name something else than the indicator.
    fn is_name_changed(&self, name: &str, indicator: &Indicator, reworded: bool) -> bool {
        reworded
            || bracket(name)
                .is_some_and(|inside| self.words.bracket(inside, indicator) != Effect::None)
    }

    /// The words that may change what a figure counts, and where they stand; with its code where they concern it alone.
    fn qualifying(
        &self,
        table: &Table<'_>,
        row: u32,
        indicator: &Indicator,
        reworded: bool,
        figure: &Figure,
    ) -> Option<(String, Vec<CellRef>, Option<String>)> {
        let code = || Some(indicator.code.to_string());
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
            return Some((heading.clone(), vec![CellRef::new(*table.head.end(), col)], None));
        }
        let line = self.lines.on(row)?;
        let heading = table.kind.heading(Column::Figure);
        let label =
            line.at.filter(|at| at.row > *table.head.end()).map(|at| format!("{heading}, {at}"));
        Some((line.words.clone(), line.at.into_iter().collect(), label))
    }
}

impl Table<'_> {
    /// The number in the column of the figures.
    pub(super) fn figure_number(&self, row: u32) -> Option<f64> {
        let Value::Number(number) = self.cell(row, Column::Figure)?.value else {
            return None;
        };
        Some(number)
    }

    /// Whether a row has a figure and nothing that names it: the figure may be of the row above. The sum of all above is none.
    pub(super) fn is_unnamed_figure(&self, row: u32, sum_above: f64) -> bool {
        let is_blank = |column| Key::new(&self.text_over(row, column)).is_empty();
        let is_sum =
            || self.figure_number(row).is_some_and(|number| (sum_above - number).abs() < 0.5);
        let is_figure = self.cell(row, Column::Figure).is_some_and(|cell| is_count(&cell.value));
        is_figure && is_blank(Column::Code) && is_blank(Column::Name) && !is_sum()
    }

    /// Whether two rows hold different figures.
    pub(super) fn has_other_figure(&self, row: u32, other: u32) -> bool {
        let figure = |row| {
            self.cell(row, Column::Figure)
                .filter(|cell| is_count(&cell.value))
                .map(|cell| cell.value.seen())
        };
        figure(other).is_some_and(|other| figure(row).is_none_or(|own| own != other))
    }
}

/// Whether a figure's cell is merged over several rows that are named.
fn is_merged_over_rows(table: &Table<'_>, at: CellRef) -> bool {
    table.grid.merge_over(at).is_some_and(|(first, last)| {
        first.row < last.row
            && (first.row..=last.row).filter(|row| table.named.contains(row)).count() > 1
    })
}

/// Leaves a figure open of which several cells could be meant.
fn several(
    reading: &mut ReportReading<'_, '_>,
    table: &Table<'_>,
    cells: Vec<CellRef>,
    label: &str,
    figure: &mut Figure,
) {
    let seen: Vec<Cell> = cells.iter().filter_map(|at| table.grid.seen_at(*at).cloned()).collect();
    for at in &cells {
        reading.accounting.account(table.place, table.grid, *at);
    }
    figure.raw = all_of(&seen);
    figure.reading = Answer::misread(Why::SeveralPlaces, None);
    let found = figure.raw.as_ref().map(ToString::to_string);
    reading.observations.add(
        Observed::Ambiguous,
        Some(&table.grid.name),
        cells,
        Some(label),
        found,
    );
}

/// Leaves open the figures of which another table of the file gives another number; several of one table are one cause.
fn contradict(reading: &mut ReportReading<'_, '_>, beside: &[Table<'_>]) {
    for table in beside {
        let figures = std::mem::take(&mut reading.report.figures);
        let contradicted = |(place, figure): (usize, &Figure)| {
            let indicator = reading.form.plan.indicators.get(place)?;
            let at = contradicting(reading, table, (place, indicator), figure)?;
            Some((place, figure.at.clone()?, at))
        };
        let places: Vec<_> = figures.iter().enumerate().filter_map(contradicted).collect();
        reading.report.figures = figures;
        let alone = places.len() == 1;
        for (place, own, at) in places {
            let Some(figure) = reading.report.figures.get_mut(place) else {
                continue;
            };
            figure.reading = Answer::misread(Why::SeveralPlaces, None);
            let other =
                table.grid.get(at).map(|cell| cell.value.seen().into_owned()).unwrap_or_default();
            let found = format!(
                "{}; {}!{at}: {other}",
                figure.raw.as_deref().unwrap_or_default(),
                table.grid.name
            );
            let code = figure.indicator.to_string();
            let label = if alone { code.as_str() } else { table.kind.heading(Column::Figure) };
            reading.observations.add(
                Observed::Ambiguous,
                Some(&own.sheet),
                [own.cell],
                Some(label),
                Some(found),
            );
        }
    }
}

/// The cell of another table that gives another figure for an indicator.
fn contradicting(
    reading: &ReportReading<'_, '_>,
    table: &Table<'_>,
    (place, indicator): (usize, &Indicator),
    figure: &Figure,
) -> Option<CellRef> {
    let known = figure.reading.amount()?;
    let col = table.figures.answer?;
    let index = &reading.form.indicators;
    let rows = table.rows().filter(|(row, _)| {
        let (code, wording) = (table.text(*row, Column::Code), table.text(*row, Column::Name));
        matches!(index.row(index.written(&code, &wording)), RowMatch::Code(at) | RowMatch::OtherCode(at) | RowMatch::Wording(at) if at == place)
    });
    let mut cells = rows.filter_map(|(row, _)| table.grid.get(CellRef::new(row, col)));
    cells
        .find(|cell| {
            cell_values::count(cell, indicator).0.amount().is_some_and(|other| other != known)
        })
        .map(|cell| cell.at)
}
