//! The tables whose rows have codes: tasks and indicators.

use super::super::grid::Cell;
use super::cells::{self, Place};
use super::columns::{Figures, is_count};
use super::index::{Index, Named, bracket, is_subordinate};
use super::select::select;
use super::tables::Table;
use super::words::{Effect, Line, Words};
use super::{Extra, Reading, note_columns, note_extra_columns};
use crate::model::form::{Column, Sheet};
use crate::model::key::Key;
use crate::model::origin::CellRef;
use crate::model::plan::Indicator;
use crate::model::reading::{Reading as Answer, Status, Why};
use crate::model::submission::{Figure, Observed, TaskAnswer};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The columns of a task's answers.
const TASK: [Column; 4] = [Column::Status, Column::Result, Column::Difficulty, Column::Proposal];

/// A row of a table, by the place of the table.
type Row = (usize, u32);

/// The rows of all tables of one kind: for each place in the plan's list the rows that stand for it.
#[derive(Default)]
struct Rows {
    by_place: BTreeMap<usize, Vec<Row>>,
    /// Places whose code and wording contradict each other somewhere.
    contradicted: BTreeSet<usize>,
    /// Rows whose wording is not that of their code.
    reworded: BTreeSet<Row>,
}

/// Reads the tasks.
pub(super) fn tasks(reading: &mut Reading<'_, '_>, found: Vec<Table<'_>>) {
    let plan = reading.form.plan;
    let found = prepared(reading, found, &reading.form.tasks);
    let (mut found, _) = select(reading, found);
    let rows = named_rows(reading, &mut found, &reading.form.tasks, &TASK);
    for (place, task) in plan.tasks.iter().enumerate() {
        let mut answer = TaskAnswer { task: Some(task.code.clone()), ..TaskAnswer::default() };
        match rows.by_place.get(&place).map(Vec::as_slice) {
            Some([(table, row)]) if !rows.contradicted.contains(&place) => {
                if let Some(table) = found.get(*table) {
                    reading.asks_row(table, *row, place, &TASK);
                    fill_task(reading, table, *row, &mut answer);
                }
            }
            Some(several) => note_ambiguous(reading, &found, several, task.code.as_str()),
            None => {}
        }
        reading.report.tasks.push(answer);
    }
}

fn fill_task(reading: &mut Reading<'_, '_>, table: &Table<'_>, row: u32, answer: &mut TaskAnswer) {
    let place = Place::of(reading.file, table.grid);
    let mut text = |column| cells::words(table.cell(row, column), &place, &mut reading.notes);
    let status = text(Column::Status);
    answer.result = text(Column::Result);
    answer.difficulty = text(Column::Difficulty);
    answer.proposal = text(Column::Proposal);
    answer.status = status.map(|status| crate::model::origin::Sourced { value: Status::of(&status.value), raw: status.raw, at: status.at });
    answer.at = table.columns.get(&Column::Status).map(|col| place.at(CellRef::new(row, *col)));
    for column in TASK {
        note_hidden(reading, table, table.cell(row, column));
        reading.settle(table, row, column);
    }
}

/// Reads the indicators.
pub(super) fn figures(reading: &mut Reading<'_, '_>, found: Vec<Table<'_>>) {
    let plan = reading.form.plan;
    let found = prepared(reading, found, &reading.form.indicators);
    let (mut found, beside) = select(reading, found);
    let rows = named_rows(reading, &mut found, &reading.form.indicators, &[Column::Figure]);
    let reads = found.iter().map(|table| Read::new(reading, table)).collect::<Vec<_>>();
    let mut qualified = Vec::new();
    for (place, indicator) in plan.indicators.iter().enumerate() {
        let mut figure = blank(indicator);
        match rows.by_place.get(&place).map(Vec::as_slice) {
            Some([(at, row)]) if !rows.contradicted.contains(&place) => {
                if let Some((table, read)) = found.get(*at).zip(reads.get(*at)) {
                    reading.asks_row(table, *row, place, &[Column::Figure, Column::Note]);
                    let reworded = rows.reworded.contains(&(*at, *row));
                    fill_figure(reading, table, *row, indicator, &mut figure);
                    qualified.extend(read.doubt(reading, table, *row, indicator, reworded, &mut figure));
                }
            }
            Some(several) => several_places(reading, &found, several, indicator, place, &mut figure),
            None => {}
        }
        if let Some(other) = beside.iter().find_map(|table| contradicting(reading, table, (place, indicator), &figure)) {
            contradict(reading, indicator, &mut figure, other);
        }
        reading.report.figures.push(figure);
    }
    for read in &reads {
        read.note(reading, &qualified);
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
    reading: &mut Reading<'_, '_>,
    found: &[Table<'_>],
    several: &[Row],
    indicator: &Indicator,
    place: usize,
    figure: &mut Figure,
) {
    figure.reading = Answer::misread(Why::SeveralPlaces, None);
    let tables = || several.iter().filter_map(|(table, row)| Some((found.get(*table)?, *row)));
    for (table, row) in tables() {
        reading.asks_row(table, row, place, &[Column::Figure]);
        reading.settle(table, row, Column::Figure);
        reading.settle(table, row, Column::Note);
    }
    if let Some((table, row)) = tables().next() {
        let col = table.columns.get(&Column::Figure).copied().unwrap_or(0);
        figure.at = Some(Place::of(reading.file, table.grid).at(CellRef::new(row, col)));
    }
    figure.raw = all_of(tables().filter_map(|(table, row)| table.cell(row, Column::Figure)));
    figure.note = all_of(tables().filter_map(|(table, row)| table.cell(row, Column::Note)));
    note_ambiguous(reading, found, several, indicator.code.as_str());
}

fn fill_figure(reading: &mut Reading<'_, '_>, table: &Table<'_>, row: u32, indicator: &Indicator, figure: &mut Figure) {
    let place = Place::of(reading.file, table.grid);
    figure.note = all_of(table.cell(row, Column::Note)).filter(|note| !reading.form.texts.has(note));
    reading.settle(table, row, Column::Note);
    let Some(col) = table.columns.get(&Column::Figure) else {
        let rivals = table.rivals.get(&Column::Figure);
        let stands = rivals.into_iter().flatten().filter_map(|col| table.grid.get(CellRef::new(row, *col)));
        figure.raw = all_of(stands.clone());
        figure.at = stands.map(|cell| place.at(cell.at)).next();
        if rivals.is_none() || figure.raw.is_some() {
            figure.reading = Answer::misread(if rivals.is_some() { Why::SeveralPlaces } else { Why::NoColumn }, None);
        }
        for col in rivals.into_iter().flatten() {
            reading.ledger.settle(table.place, table.grid, CellRef::new(row, *col));
        }
        return;
    };
    figure.at = Some(place.at(CellRef::new(row, *col)));
    reading.settle(table, row, Column::Figure);
    let Some(cell) = table.cell(row, Column::Figure) else { return };
    (figure.reading, figure.as_text) = cells::count(cell, indicator);
    figure.raw = Some(cells::raw(cell));
    note_hidden(reading, table, Some(cell));
    let measure = table.text(row, Column::Measure);
    let known = std::iter::once(&indicator.measure).chain(&indicator.measure_aliases).any(|known| Key::of(known) == Key::of(&measure));
    if let (Answer::Number(number), false, false) = (&figure.reading, known, is_ditto(&measure)) {
        figure.rivals = table.cell(row, Column::Measure).map(|cell| cell.at).into_iter().collect();
        figure.reading = Answer::misread(Why::OtherMeasure(cells::tidy(&measure).into_owned()), Some(*number));
    }
}

/// Whether a measure is left out, or only says that it is as the form has it: *nt*, *như trên*, a ditto mark.
fn is_ditto(measure: &str) -> bool {
    let key = Key::of(measure);
    let marks = measure
        .chars()
        .all(|c| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '″' | '〃' | '\'' | '’' | '-' | '–' | '—' | '/' | '.' | ',' | '`'));
    marks || ["nt", "n t", "như trên", "như mẫu", "id"].iter().any(|words| Key::of(words) == key)
}

/// What bears on the figures of a table besides their own rows.
struct Read<'w> {
    place: usize,
    columns: Figures,
    words: Words<'w>,
    /// Lines above the table, or the sheet's name, that may change what its figures count.
    lines: Vec<Line>,
}

/// A figure that is not certain for the words at it, by the place of its table.
struct Qualified {
    place: usize,
    figure: CellRef,
    words_at: Vec<CellRef>,
    words: String,
    code: Option<String>,
}

impl<'w> Read<'w> {
    fn new(reading: &Reading<'w, '_>, table: &Table<'_>) -> Self {
        let words = reading.words();
        let lines = table.lines_above(reading, &words);
        Self { place: table.place, columns: table.figures.clone(), words, lines }
    }

    /// Takes the certainty from a figure where words or numbers at it may change what it counts.
    fn doubt(
        &self,
        reading: &mut Reading<'_, '_>,
        table: &Table<'_>,
        row: u32,
        indicator: &Indicator,
        reworded: bool,
        figure: &mut Figure,
    ) -> Option<Qualified> {
        let at = figure.at.as_ref().map(|at| at.cell)?;
        if self.is_merged_over_rows(table, at) {
            self.several(reading, table, vec![at], indicator, figure);
            return None;
        }
        let rivals: Vec<CellRef> = self.columns.doubtful.iter().map(|col| CellRef::new(row, *col)).collect();
        let standing = rivals.into_iter().filter(|at| table.grid.get(*at).is_some_and(|cell| is_count(&cell.value)));
        let standing: Vec<CellRef> = standing.collect();
        if !standing.is_empty() {
            self.several(reading, table, std::iter::once(at).chain(standing).collect(), indicator, figure);
            return None;
        }
        let note = table.cell(row, Column::Note).filter(|_| figure.note.is_some());
        if let Some(note) = note.filter(|note| self.words.note(&note.value.seen()) == Effect::Unclear) {
            let label = format!("{}, {}", indicator.code, table.kind.heading(Column::Note));
            let said = figure.note.as_ref().map(ToString::to_string);
            reading.notes.add(Observed::Outside, Some(&table.grid.name), [at, note.at], Some(&label), said);
        }
        let (words, words_at, code) = self.qualifying(table, row, indicator, reworded, figure)?;
        let likely = match &figure.reading {
            Answer::Number(number) => Some(*number),
            Answer::Nil | Answer::NotApplicable => None,
            Answer::Blank | Answer::Misread(_) => return None,
        };
        figure.reading = Answer::misread(Why::Qualified(words.clone()), likely);
        Some(Qualified { place: self.place, figure: at, words_at, words, code })
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
        let name_at = || table.columns.get(&Column::Name).or(table.columns.get(&Column::Code)).map(|col| CellRef::new(row, *col));
        let in_bracket = bracket(&name).filter(|inside| self.words.bracket(inside, indicator) != Effect::None);
        if reworded || in_bracket.is_some() {
            return Some((name.into_owned(), name_at().into_iter().collect(), code()));
        }
        if let Some(cell) = table.beside(row).find(|cell| self.words.note(&cell.value.seen()) == Effect::Elsewhere) {
            return Some((cell.value.seen().into_owned(), vec![cell.at], code()));
        }
        let note_at = table.cell(row, Column::Note).map(|cell| cell.at);
        if let Some(note) = figure.note.as_deref().filter(|note| self.words.note(note) == Effect::Elsewhere) {
            return Some((note.to_owned(), note_at.into_iter().collect(), code()));
        }
        if let Some(heading) = &self.columns.qualified {
            let col = self.columns.answer.unwrap_or(0);
            return Some((heading.clone(), vec![CellRef::new(*table.head.end(), col)], None));
        }
        self.lines.first().map(|line| (line.words.clone(), line.at.into_iter().collect(), None))
    }

    fn is_merged_over_rows(&self, table: &Table<'_>, at: CellRef) -> bool {
        table
            .grid
            .merge_over(at)
            .is_some_and(|(first, last)| first.row < last.row && (first.row..=last.row).filter(|row| table.named.contains(row)).count() > 1)
    }

    fn several(&self, reading: &mut Reading<'_, '_>, table: &Table<'_>, cells: Vec<CellRef>, indicator: &Indicator, figure: &mut Figure) {
        let seen: Vec<Cell> = cells.iter().filter_map(|at| table.grid.seen_at(*at).cloned()).collect();
        for at in &cells {
            reading.ledger.settle(table.place, table.grid, *at);
        }
        figure.raw = all_of(&seen);
        figure.reading = Answer::misread(Why::SeveralPlaces, None);
        let found = figure.raw.as_ref().map(ToString::to_string);
        reading.notes.add(Observed::Ambiguous, Some(&table.grid.name), cells, Some(indicator.code.as_str()), found);
    }

    /// Notes the words that kept figures of the table out, one note a cause.
    fn note(&self, reading: &mut Reading<'_, '_>, qualified: &[Qualified]) {
        for one in qualified.iter().filter(|one| one.place == self.place) {
            let Some(grid) = reading.grid_name(self.place) else { continue };
            let label = one.code.clone().unwrap_or_else(|| Sheet::Figures.heading(Column::Figure).to_owned());
            let cells = std::iter::once(one.figure).chain(one.words_at.iter().copied());
            reading.notes.add(Observed::Qualifying, Some(&grid), cells, Some(&label), Some(one.words.clone()));
        }
    }
}

/// The cell of another table of the file that gives another figure for an indicator.
fn contradicting<'t>(
    reading: &Reading<'_, '_>,
    table: &'t Table<'_>,
    (place, indicator): (usize, &Indicator),
    figure: &Figure,
) -> Option<(&'t Table<'t>, CellRef)> {
    let known = figure.reading.amount()?;
    let col = table.figures.answer?;
    let index = &reading.form.indicators;
    let rows = table.rows().filter(|(row, _)| {
        let (code, wording) = (table.text(*row, Column::Code), table.text(*row, Column::Name));
        matches!(index.row(index.written(&code, &wording)), Named::Code(at) | Named::OtherCode(at) | Named::Wording(at) if at == place)
    });
    let cells = rows.filter_map(|(row, _)| table.grid.get(CellRef::new(row, col)));
    cells.filter(|cell| cells::count(cell, indicator).0.amount().is_some_and(|other| other != known)).map(|cell| (table, cell.at)).next()
}

fn contradict(reading: &mut Reading<'_, '_>, indicator: &Indicator, figure: &mut Figure, (table, at): (&Table<'_>, CellRef)) {
    let own = figure.at.clone();
    figure.reading = Answer::misread(Why::SeveralPlaces, None);
    if let Some(own) = own {
        let other = table.grid.get(at).map(|cell| cell.value.seen().into_owned()).unwrap_or_default();
        let found = format!("{}; {}!{at}: {other}", figure.raw.as_deref().unwrap_or_default(), table.grid.name);
        reading.notes.add(Observed::Ambiguous, Some(&own.sheet), [own.cell], Some(indicator.code.as_str()), Some(found));
    }
}

/// What stands in some cells, as a person sees it; nothing where they are blank.
fn all_of<'c>(cells: impl IntoIterator<Item = &'c Cell>) -> Option<Arc<str>> {
    let seen = cells.into_iter().map(|cell| cells::tidy(&cell.value.seen()).into_owned()).filter(|seen| !seen.is_empty());
    Some(seen.collect::<Vec<_>>().join("; ")).filter(|seen| !seen.is_empty()).map(Arc::from)
}

/// Tables with all their columns chosen.
fn prepared<'t>(reading: &Reading<'_, '_>, mut found: Vec<Table<'t>>, index: &Index) -> Vec<Table<'t>> {
    for table in &mut found {
        infer_names(table, index);
        if table.kind == Sheet::Figures {
            table.extend_head(|table, row| names(table, row, index) != Named::Nothing);
            table.take_figures(&reading.words());
        }
    }
    found
}

/// Finds what each row stands for, and notes what the form does not have.
fn named_rows(reading: &mut Reading<'_, '_>, found: &mut [Table<'_>], index: &Index, answers: &[Column]) -> Rows {
    let mut rows = Rows::default();
    for (place, table) in found.iter_mut().enumerate() {
        note_columns(&mut reading.notes, table);
        reading.settle_head(table);
        let (mut extra, mut named) = (Extra::default(), BTreeSet::new());
        let mut before = None;
        let mut by_wording: Vec<(usize, u32)> = Vec::new();
        for (row, cells) in table.rows() {
            let name = names(table, row, index);
            match name {
                Named::Code(which) | Named::OtherCode(which) | Named::Reworded(which) => {
                    if table.is_continued(row, answers) {
                        continue;
                    }
                    rows.by_place.entry(which).or_default().push((place, row));
                    if matches!(name, Named::Reworded(_)) {
                        rows.reworded.insert((place, row));
                    }
                    before = Some(which);
                }
                // a part of the row above is not the indicator that has its words elsewhere in the form
                Named::Wording(which) if is_subordinate(&table.text_over(row, Column::Name)) && which.checked_sub(1) != before => {
                    extra.add(cells, answers.iter().filter_map(|column| table.cell(row, *column)));
                    continue;
                }
                Named::Wording(which) => {
                    by_wording.push((which, row));
                    before = Some(which);
                }
                Named::Both(code, wording) => {
                    // the row may be either's: it stands in the way of both
                    for which in [code, wording] {
                        rows.by_place.entry(which).or_default().push((place, row));
                    }
                    rows.contradicted.extend([code, wording]);
                }
                Named::Nothing => {
                    if !reading.form.labels.begins(cells) {
                        extra.add(cells, answers.iter().filter_map(|column| table.cell(row, *column)));
                    }
                    continue;
                }
            }
            named.insert(row);
            if !matches!(name, Named::Code(_) | Named::Reworded(_) | Named::Wording(_)) {
                note_by_wording(reading, table, row);
            }
        }
        for (which, row) in by_wording {
            // the row of the code is the indicator's; another of its words is the unit's own
            if rows.by_place.contains_key(&which) {
                named.remove(&row);
                let cells = table.grid.between(row..=row);
                extra.add(cells, answers.iter().filter_map(|column| table.cell(row, *column)));
            } else {
                rows.by_place.entry(which).or_default().push((place, row));
                note_by_wording(reading, table, row);
            }
        }
        table.named = named;
        extra.note(reading, table);
        reading.settle_names(table, &rows.reworded, place);
        note_extra_columns(reading, table);
        let last = table.named.last().copied().unwrap_or(*table.head.end());
        reading.taken.entry(table.place).or_default().push(*table.head.start()..=last);
    }
    rows
}

/// What a row of a table is called.
fn names(table: &Table<'_>, row: u32, index: &Index) -> Named {
    let (code, wording) = (table.text_over(row, Column::Code), table.text_over(row, Column::Name));
    index.row(index.written(&code, &wording))
}

fn note_by_wording(reading: &mut Reading<'_, '_>, table: &Table<'_>, row: u32) {
    let at = table.columns.get(&Column::Code).or(table.columns.get(&Column::Name)).map(|col| CellRef::new(row, *col));
    let code = table.text(row, Column::Code).to_string();
    reading.notes.add(Observed::RowByWording, Some(&table.grid.name), at, Some(table.kind.heading(Column::Code)), Some(code));
}

/// Where no heading says which column names the rows, the column that holds codes or wordings of the plan does.
fn infer_names(table: &mut Table<'_>, index: &Index) {
    if table.columns.contains_key(&Column::Code) || table.columns.contains_key(&Column::Name) {
        return;
    }
    let used: BTreeSet<u32> = table.columns.values().copied().collect();
    let mut hits: BTreeMap<(u32, Column), usize> = BTreeMap::new();
    for cell in table.rows().flat_map(|(_, cells)| cells).filter(|cell| !used.contains(&cell.at.col)) {
        let text = cell.value.seen();
        if index.by_code(&text).is_some() {
            *hits.entry((cell.at.col, Column::Code)).or_default() += 1;
        } else if index.by_wording(&text).is_some() {
            *hits.entry((cell.at.col, Column::Name)).or_default() += 1;
        }
    }
    for column in [Column::Code, Column::Name] {
        let best = hits.iter().filter(|((_, kind), count)| *kind == column && **count >= 3).max_by_key(|(_, count)| **count);
        if let Some(((col, _), _)) = best {
            table.columns.insert(column, *col);
        }
    }
}

fn note_ambiguous(reading: &mut Reading<'_, '_>, found: &[Table<'_>], several: &[Row], code: &str) {
    let mut by_sheet: BTreeMap<usize, Vec<CellRef>> = BTreeMap::new();
    for (place, row) in several {
        let Some(table) = found.get(*place) else { continue };
        let answer = if table.kind == Sheet::Tasks { Column::Status } else { Column::Figure };
        let col = table.columns.get(&answer).copied().unwrap_or(0);
        by_sheet.entry(*place).or_default().push(CellRef::new(*row, col));
    }
    for (place, cells) in by_sheet {
        let Some(table) = found.get(place) else { continue };
        let values: Vec<String> =
            cells.iter().map(|at| table.grid.get(*at).map(|cell| cell.value.seen().into_owned()).unwrap_or_default()).collect();
        reading.notes.add(Observed::Ambiguous, Some(&table.grid.name), cells, Some(code), Some(values.join("; ")));
    }
}

fn note_hidden(reading: &mut Reading<'_, '_>, table: &Table<'_>, cell: Option<&Cell>) {
    if let Some(cell) = cell.filter(|cell| table.grid.hides(cell.at)) {
        reading.notes.add(Observed::Hidden(true), Some(&table.grid.name), [cell.at], None, None);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::grid::{Script, Sheet as Grid, Value, Workbook};
    use super::super::FormReader;
    use super::*;
    use crate::model::form_texts::FormTexts;
    use crate::model::period::Calendar;
    use crate::model::plan::{Nature, Office, Plan, Thresholds};
    use crate::model::unit::Registry;
    use crate::model::wording::Wording;

    fn plan() -> Plan {
        let indicator = |code: &str, name: &str| Indicator {
            code: code.into(),
            name: name.to_owned(),
            measure: "cuộc".to_owned(),
            measure_aliases: Vec::new(),
            task: None,
            nature: Nature::Flow,
            aliases: Vec::new(),
            rows_of: None,
            thresholds: Thresholds::default(),
        };
        Plan {
            id: String::new(),
            sha256: String::new(),
            title: String::new(),
            year: 2024,
            office: Office::default(),
            form_version: 1,
            periods: Vec::new(),
            tasks: Vec::new(),
            indicators: vec![indicator("CT01", "Cuộc họp"), indicator("CT02", "Cuộc kiểm tra"), indicator("CT03", "Lớp tập huấn")],
            relations: Vec::new(),
            assignments: BTreeMap::new(),
            registry: Registry::default(),
            own_plan_task: None,
            calendar: Calendar::default(),
            wording: Wording::default(),
            severities: BTreeMap::new(),
        }
    }

    /// The reading of a figure on a sheet with these rows.
    fn read(rows: &[[&str; 4]], code: &str) -> Answer {
        read_sheet("Số liệu", rows, code)
    }

    fn read_sheet(name: &str, rows: &[[&str; 4]], code: &str) -> Answer {
        let plan = plan();
        let head = ["Mã", "Chỉ tiêu", "Đơn vị tính", "Số liệu"];
        let cell = |row: usize, col: usize, text: &str| {
            let place = |n: usize| u32::try_from(n).unwrap_or_default();
            Cell {
                at: CellRef::new(place(row), place(col)),
                value: Value::Text(text.into()),
                script: Script::Plain,
                original: None,
                shown: None,
            }
        };
        let cells = std::iter::once(&head).chain(rows).enumerate();
        let cells = cells.flat_map(|(row, texts)| texts.iter().enumerate().map(move |(col, text)| cell(row, col, text))).collect();
        let workbook = Workbook { sheets: vec![Grid { name: name.into(), cells, ..Grid::default() }], ..Workbook::default() };
        let (report, _) =
            FormReader::new(&plan, FormTexts::default()).report(&"a.xlsx".into(), workbook).unwrap_or_else(|_| panic!("a report"));
        report.figure(&code.into()).map_or(Answer::Blank, |figure| figure.reading.clone())
    }

    #[test]
    fn a_code_that_contradicts_its_wording_stands_in_the_way_of_both() {
        let rows = [["CT01", "Cuộc kiểm tra", "cuộc", "3"], ["CT03", "Lớp tập huấn", "cuộc", "2"]];
        for code in ["CT01", "CT02"] {
            assert_eq!(read(&rows, code), Answer::misread(Why::SeveralPlaces, None), "{code}");
        }
        assert_eq!(read(&rows, "CT03"), Answer::Number(2.into()));
    }

    #[test]
    fn the_sheet_that_explains_the_form_answers_nothing() {
        let rows = [["CT03", "Lớp tập huấn", "cuộc", "2"]];
        assert_eq!(read_sheet("Hướng dẫn", &rows, "CT03"), Answer::Blank);
    }
}
