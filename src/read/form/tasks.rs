//! Reads the table of tasks.

use super::cell_values;
use super::context::ReportReading;
use super::observations::SheetOrigin;
use super::row_matching::{complete_columns, match_rows, note_ambiguous, note_hidden};
use super::table::Table;
use super::table_selection::select_tables;
use crate::model::about::About;
use crate::model::form::Column;
use crate::model::origin::CellRef;
use crate::model::reading::Status;
use crate::model::submission::TaskAnswer;

/// Columns of a task's answers.
const TASK: [Column; 4] = [Column::Status, Column::Result, Column::Difficulty, Column::Proposal];

/// Reads the tasks.
pub(super) fn tasks(reading: &mut ReportReading<'_, '_>, found: Vec<Table<'_>>) {
    let plan = reading.form.plan;
    let found = complete_columns(reading, found, &reading.form.tasks);
    let (mut found, _) = select_tables(reading, found);
    let rows = match_rows(reading, &mut found, &reading.form.tasks, &TASK);
    for (place, task) in plan.tasks.iter().enumerate() {
        let mut answer = TaskAnswer { task: Some(task.code.clone()), ..TaskAnswer::default() };
        match rows.by_place.get(&place).map(Vec::as_slice) {
            Some([(table, row)]) if !rows.contradicted.contains(&place) => {
                if let Some(table) = found.get(*table) {
                    reading.record_questions(table, *row, place, &TASK);
                    fill_task(reading, table, *row, &mut answer);
                }
            }
            Some(several) => {
                note_ambiguous(reading, &found, several, &About::Task(task.code.clone()));
            }
            None => {}
        }
        reading.report.tasks.push(answer);
    }
}

fn fill_task(
    reading: &mut ReportReading<'_, '_>,
    table: &Table<'_>,
    row: u32,
    answer: &mut TaskAnswer,
) {
    let place = SheetOrigin::new(reading.file, table.grid);
    let mut text =
        |column| cell_values::words(table.cell(row, column), &place, &mut reading.observations);
    let status = text(Column::Status);
    answer.result = text(Column::Result);
    answer.difficulty = text(Column::Difficulty);
    answer.proposal = text(Column::Proposal);
    answer.status = status.map(|status| crate::model::origin::Sourced {
        value: Status::from_word(&status.value),
        raw: status.raw,
        at: status.at,
    });
    answer.at = table.columns.get(&Column::Status).map(|col| place.at(CellRef::new(row, *col)));
    for column in TASK {
        note_hidden(reading, table, table.cell(row, column));
        reading.account(table, row, column);
    }
}
