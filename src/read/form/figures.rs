//! Reads the figures of all indicators and whether they are certain.

use super::cell_values;
use super::context::ReportReading;
use super::contradictions::reject_contradicted;
use super::figure_certainty::{FigureContext, MAX_SEPARATE};
use super::observations::SheetOrigin;
use super::row_matching::{
    TableRow, complete_columns, joined_text, match_rows, note_ambiguous, note_hidden,
};
use super::shifted_rows::reject_shifted;
use super::table::Table;
use super::table_selection::select_tables;
use crate::model::about::About;
use crate::model::form::{Column, NOT_REQUIRED, Sheet};
use crate::model::key::Key;
use crate::model::origin::CellRef;
use crate::model::plan::Indicator;
use crate::model::reading::{Reading as Answer, Why};
use crate::model::scale::is_same_money;
use crate::model::submission::Figure;
use crate::read::tidy::tidy;

/// Reads the indicators.
pub(super) fn figures(reading: &mut ReportReading<'_, '_>, found: Vec<Table<'_>>) {
    let plan = reading.form.plan;
    let found = complete_columns(reading, found, &reading.form.indicators);
    let (mut found, beside) = select_tables(reading, found);
    let rows = match_rows(reading, &mut found, &reading.form.indicators, &[Column::Figure]);
    let reads = found.iter().map(|table| FigureContext::new(reading, table)).collect::<Vec<_>>();
    let repeated = rows.by_place.values().filter(|rows| rows.len() > 1).count() > MAX_SEPARATE;
    for (place, indicator) in plan.indicators.iter().enumerate() {
        let mut figure = blank(indicator);
        match rows.by_place.get(&place).map(Vec::as_slice) {
            Some([(at, row)]) if !rows.contradicted.contains(&place) => {
                if let Some((table, read)) = found.get(*at).zip(reads.get(*at)) {
                    reading.record_questions(table, *row, place, &[Column::Figure, Column::Note]);
                    let reworded = rows.reworded.contains(&(*at, *row));
                    fill_figure(reading, table, *row, indicator, &mut figure);
                    read.reject_if_uncertain(
                        reading,
                        table,
                        *row,
                        indicator,
                        reworded,
                        &mut figure,
                    );
                }
            }
            Some(several) => {
                ambiguous_rows(reading, &found, several, (place, indicator), repeated, &mut figure);
            }
            None => {}
        }
        reading.report.figures.push(figure);
    }
    for table in &found {
        reject_shifted(reading, table);
    }
    reject_contradicted(reading, &beside);
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

fn ambiguous_rows(
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
        reading.record_questions(table, row, place, &[Column::Figure]);
        reading.account(table, row, Column::Figure);
        reading.account(table, row, Column::Note);
    }
    if let Some((table, row)) = tables().next() {
        let col = table.columns.get(&Column::Figure).copied().unwrap_or(0);
        figure.at = Some(SheetOrigin::new(reading.file, table.grid).at(CellRef::new(row, col)));
    }
    figure.raw = joined_text(tables().filter_map(|(table, row)| table.cell(row, Column::Figure)));
    figure.note = joined_text(tables().filter_map(|(table, row)| table.cell(row, Column::Note)));
    // a table that repeats many rows is one cause
    let about = if repeated {
        About::Column(Sheet::Figures, Column::Figure)
    } else {
        About::Indicator(indicator.code.clone())
    };
    note_ambiguous(reading, found, several, &about);
}

fn fill_figure(
    reading: &mut ReportReading<'_, '_>,
    table: &Table<'_>,
    row: u32,
    indicator: &Indicator,
    figure: &mut Figure,
) {
    let place = SheetOrigin::new(reading.file, table.grid);
    figure.note = joined_text(table.cell(row, Column::Note))
        .filter(|note| Key::new(note) != Key::new(NOT_REQUIRED));
    reading.account(table, row, Column::Note);
    if let Some(note) = table.cell(row, Column::Note) {
        cell_values::note_unreadable(note, &place, &mut reading.observations);
    }
    let Some(col) = table.columns.get(&Column::Figure) else {
        let rivals = table.rivals.get(&Column::Figure);
        let stands =
            rivals.into_iter().flatten().filter_map(|col| table.grid.get(CellRef::new(row, *col)));
        figure.raw = joined_text(stands.clone());
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
    (figure.reading, figure.as_text) = cell_values::figure(cell, indicator);
    figure.raw = Some(cell_values::raw(cell));
    // a cell that shows nothing is already reported
    let shows_nothing = matches!(&figure.reading, Answer::Misread(misread) if matches!(misread.why, Why::ShownOtherwise(_)));
    note_hidden(reading, table, Some(cell).filter(|_| !shows_nothing));
    let measure = table.text(row, Column::Measure);
    let known = is_ditto(&measure)
        || indicator
            .measures()
            .any(|known| Key::new(known) == Key::new(&measure) || is_same_money(&measure, known));
    if known {
        reading.account(table, row, Column::Measure);
    }
    if let (Answer::Number(number), false) = (&figure.reading, known) {
        reading.account(table, row, Column::Measure);
        figure.rivals = table.cell(row, Column::Measure).map(|cell| cell.at).into_iter().collect();
        figure.reading =
            Answer::misread(Why::OtherMeasure(tidy(&measure).into_owned()), Some(*number));
    }
}

/// Returns whether a unit of measure is blank or only repeats the form's: *nt*, *như trên*, a ditto
/// mark.
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
