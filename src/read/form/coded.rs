//! The tables whose rows have codes: tasks and indicators.

use super::super::grid::Cell;
use super::cells::{self, Place};
use super::index::{Index, Named};
use super::tables::Table;
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

/// The rows of all tables of one kind: for each place in the plan's list the rows that stand for it.
#[derive(Default)]
struct Rows {
    by_place: BTreeMap<usize, Vec<(usize, u32)>>,
    /// Places whose code and wording contradict each other somewhere.
    contradicted: BTreeSet<usize>,
}

/// Reads the tasks.
pub(super) fn tasks(reading: &mut Reading<'_, '_>, mut found: Vec<(usize, Table<'_>)>) {
    let plan = reading.form.plan;
    let rows = named_rows(reading, &mut found, &reading.form.tasks, &TASK);
    for (place, task) in plan.tasks.iter().enumerate() {
        let mut answer = TaskAnswer { task: Some(task.code.clone()), ..TaskAnswer::default() };
        match rows.by_place.get(&place).map(Vec::as_slice) {
            Some([(table, row)]) if !rows.contradicted.contains(&place) => {
                if let Some((_, table)) = found.get(*table) {
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
    }
}

/// Reads the indicators.
pub(super) fn figures(reading: &mut Reading<'_, '_>, mut found: Vec<(usize, Table<'_>)>) {
    let plan = reading.form.plan;
    let rows = named_rows(reading, &mut found, &reading.form.indicators, &[Column::Figure]);
    for (place, indicator) in plan.indicators.iter().enumerate() {
        let mut figure = Figure {
            indicator: indicator.code.clone(),
            reading: Answer::Blank,
            raw: None,
            at: None,
            as_text: false,
            rivals: Vec::new(),
            note: None,
        };
        match rows.by_place.get(&place).map(Vec::as_slice) {
            Some([(table, row)]) if !rows.contradicted.contains(&place) => {
                if let Some((_, table)) = found.get(*table) {
                    reading.asks_row(table, *row, place, &[Column::Figure]);
                    fill_figure(reading, table, *row, indicator, &mut figure);
                }
            }
            Some(several) => {
                figure.reading = Answer::misread(Why::SeveralPlaces, None);
                let tables = || several.iter().filter_map(|(table, row)| Some((&found.get(*table)?.1, *row)));
                for (table, row) in tables() {
                    reading.asks_row(table, row, place, &[Column::Figure]);
                }
                if let Some((table, row)) = tables().next() {
                    let col = table.columns.get(&Column::Figure).copied().unwrap_or(0);
                    figure.at = Some(Place::of(reading.file, table.grid).at(CellRef::new(row, col)));
                }
                figure.raw = all_of(tables().filter_map(|(table, row)| table.cell(row, Column::Figure)));
                figure.note = all_of(tables().filter_map(|(table, row)| table.cell(row, Column::Note)));
                note_ambiguous(reading, &found, several, indicator.code.as_str());
            }
            None => {}
        }
        reading.report.figures.push(figure);
    }
}

fn fill_figure(reading: &mut Reading<'_, '_>, table: &Table<'_>, row: u32, indicator: &Indicator, figure: &mut Figure) {
    let place = Place::of(reading.file, table.grid);
    figure.note = all_of(table.cell(row, Column::Note));
    let Some(col) = table.columns.get(&Column::Figure) else {
        let rivals = table.rivals.get(&Column::Figure);
        figure.reading = Answer::misread(if rivals.is_some() { Why::SeveralPlaces } else { Why::NoColumn }, None);
        figure.raw = all_of(rivals.into_iter().flatten().filter_map(|col| table.grid.get(CellRef::new(row, *col))));
        return;
    };
    figure.at = Some(place.at(CellRef::new(row, *col)));
    let Some(cell) = table.cell(row, Column::Figure) else { return };
    (figure.reading, figure.as_text) = cells::count(cell, indicator);
    figure.raw = Some(cells::raw(cell));
    note_hidden(reading, table, Some(cell));
    let measure = table.text(row, Column::Measure);
    let known = std::iter::once(&indicator.measure).chain(&indicator.measure_aliases).any(|known| Key::of(known) == Key::of(&measure));
    if let (Answer::Number(number), false, false) = (&figure.reading, known, Key::of(&measure).is_empty()) {
        figure.rivals = table.cell(row, Column::Measure).map(|cell| cell.at).into_iter().collect();
        figure.reading = Answer::misread(Why::OtherMeasure(cells::tidy(&measure).into_owned()), Some(*number));
    }
}

/// What stands in some cells, as a person sees it; nothing where they are blank.
fn all_of<'c>(cells: impl IntoIterator<Item = &'c Cell>) -> Option<Arc<str>> {
    let seen = cells.into_iter().map(|cell| cells::tidy(&cell.value.seen()).into_owned()).filter(|seen| !seen.is_empty());
    Some(seen.collect::<Vec<_>>().join("; ")).filter(|seen| !seen.is_empty()).map(Arc::from)
}

/// Finds what each row stands for, and notes what the form does not have.
fn named_rows(reading: &mut Reading<'_, '_>, found: &mut Vec<(usize, Table<'_>)>, index: &Index, answers: &[Column]) -> Rows {
    drop_blank_tables(found, answers);
    let mut rows = Rows::default();
    for (place, (sheet, table)) in found.iter_mut().enumerate() {
        infer_names(table, index);
        note_columns(&mut reading.notes, table);
        let mut named: BTreeSet<u32> = BTreeSet::new();
        let mut extra = Extra::default();
        for (row, cells) in table.rows() {
            let (code, wording) = (table.text(row, Column::Code), table.text(row, Column::Name));
            let by_wording = |reading: &mut Reading<'_, '_>| {
                let at = table.columns.get(&Column::Code).or(table.columns.get(&Column::Name)).map(|col| CellRef::new(row, *col));
                reading.notes.add(
                    Observed::RowByWording,
                    Some(&table.grid.name),
                    at,
                    Some(table.kind.heading(Column::Code)),
                    Some(code.to_string()),
                );
            };
            let name = index.row(&code, &wording);
            match name {
                Named::Code(which) | Named::OtherCode(which) | Named::Wording(which) => {
                    rows.by_place.entry(which).or_default().push((place, row));
                    named.insert(row);
                    if !matches!(name, Named::Code(_)) {
                        by_wording(reading);
                    }
                }
                Named::Both(code, wording) => {
                    // the row may be either's: it stands in the way of both
                    for which in [code, wording] {
                        rows.by_place.entry(which).or_default().push((place, row));
                    }
                    rows.contradicted.extend([code, wording]);
                    named.insert(row);
                }
                Named::Nothing if reading.form.labels.begins(cells) => {}
                Named::Nothing => extra.add(cells, answers.iter().filter_map(|column| table.cell(row, *column))),
            }
        }
        extra.note(&mut reading.notes, table);
        note_extra_columns(&mut reading.notes, table, &named);
        let last = named.last().copied().unwrap_or(*table.head.end());
        reading.taken.entry(*sheet).or_default().push(*table.head.start()..=last);
    }
    rows
}

/// Of several tables of one kind those in which nothing is answered are left out, where another is answered.
fn drop_blank_tables(found: &mut Vec<(usize, Table<'_>)>, answers: &[Column]) {
    let is_answered = |table: &Table<'_>| {
        let places: BTreeSet<u32> = answers
            .iter()
            .flat_map(|column| table.columns.get(column).into_iter().chain(table.rivals.get(column).into_iter().flatten()))
            .copied()
            .collect();
        table.rows().flat_map(|(_, cells)| cells).any(|cell| places.contains(&cell.at.col))
    };
    if found.len() > 1 && found.iter().any(|(_, table)| is_answered(table)) {
        found.retain(|(_, table)| is_answered(table));
    }
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

fn note_ambiguous(reading: &mut Reading<'_, '_>, found: &[(usize, Table<'_>)], several: &[(usize, u32)], code: &str) {
    let mut by_sheet: BTreeMap<usize, Vec<CellRef>> = BTreeMap::new();
    for (place, row) in several {
        let Some((_, table)) = found.get(*place) else { continue };
        let answer = if table.kind == Sheet::Tasks { Column::Status } else { Column::Figure };
        let col = table.columns.get(&answer).copied().unwrap_or(0);
        by_sheet.entry(*place).or_default().push(CellRef::new(*row, col));
    }
    for (place, cells) in by_sheet {
        let Some((_, table)) = found.get(place) else { continue };
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
        let (report, _) = FormReader::new(&plan).report(&"a.xlsx".into(), workbook).unwrap_or_else(|_| panic!("a report"));
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
