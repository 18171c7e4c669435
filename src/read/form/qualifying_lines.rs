//! Lines of words at a table of figures: those above it and the name of its sheet bear on all its figures, those between its rows on
//! the rows below them.

use super::context::ReportReading;
use super::figure_columns::is_count;
use super::table::{QualifyingLine, Table};
use super::text_classifier::{Effect, TextClassifier};
use crate::model::form::Column;
use crate::model::key::Key;
use crate::read::grid::{Cell, Value};
use std::collections::BTreeMap;

/// The lines at a table that may change what its figures count.
#[derive(Debug, Default)]
pub(super) struct QualifyingLines {
    /// Above the table, then the name of its sheet.
    above: Vec<QualifyingLine>,
    /// Between its rows, from top to bottom; one without an effect says that what follows is of this period and of the whole.
    within: Vec<(u32, QualifyingLine)>,
    /// What goes on with the wording of a row in the row below it.
    further: BTreeMap<u32, QualifyingLine>,
}

impl QualifyingLines {
    /// The line that bears on a row.
    pub(super) fn on(&self, row: u32) -> Option<&QualifyingLine> {
        let last = self.within.iter().rev().find(|(at, _)| *at < row).map(|(_, line)| line);
        self.above
            .first()
            .or_else(|| self.further.get(&row))
            .or_else(|| last.filter(|line| line.effect != Effect::None))
    }
}

impl Table<'_> {
    /// The lines above the table, and the name of its sheet, that may change what its figures count.
    pub(super) fn lines_above(
        &self,
        reading: &ReportReading<'_, '_>,
        words: &TextClassifier<'_>,
    ) -> Vec<QualifyingLine> {
        let rows = self.from..*self.head.start();
        let cells =
            if rows.is_empty() { &[][..] } else { self.grid.between(rows.start..=rows.end - 1) };
        let of_cell = |cell: &Cell| {
            let over =
                cell.at.row + 1 == *self.head.start() && self.figures.answer == Some(cell.at.col);
            read(reading, cell, |text| if over { words.close(text) } else { words.line(text) })
        };
        let name = &self.grid.name;
        let effect = match () {
            () if TextClassifier::is_no_report(name) => Effect::Elsewhere,
            () if self.kind.is_titled(name) => Effect::None,
            () => words.close(name),
        };
        let of_name = QualifyingLine { at: None, words: name.to_string(), effect };
        cells
            .iter()
            .filter_map(of_cell)
            .chain([of_name])
            .filter(|line| line.effect != Effect::None)
            .collect()
    }

    /// All lines that may change what its figures count, once its rows are named.
    pub(super) fn lines(
        &self,
        reading: &ReportReading<'_, '_>,
        words: &TextClassifier<'_>,
    ) -> QualifyingLines {
        let last = self.named.last().copied().unwrap_or(0);
        let figures = self.columns.get(&Column::Figure);
        let holds_figure = |cells: &[Cell]| {
            cells.iter().any(|cell| figures == Some(&cell.at.col) && is_count(&cell.value))
        };
        let between = self.rows().filter(|(row, cells)| {
            *row < last && !self.named.contains(row) && !holds_figure(cells)
        });
        // *trong đó* alone only says that rows of parts follow
        let effect = |text: &str| {
            if Key::new(text) == Key::new("trong đó") { Effect::None } else { words.close(text) }
        };
        let of_cell = |cell: &Cell| read(reading, cell, effect).map(|line| (cell.at.row, line));
        let mut lines = QualifyingLines { above: self.above.clone(), ..QualifyingLines::default() };
        for (row, line) in between.flat_map(|(_, cells)| cells).filter_map(of_cell) {
            let above =
                self.named.range(..row).next_back().copied().filter(|_| goes_on(&line.words));
            match above {
                Some(above) if line.effect != Effect::None => {
                    lines.further.entry(above).or_insert(line);
                }
                None if line.effect != Effect::None || words.is_of_this(&line.words) => {
                    lines.within.push((row, line));
                }
                _ => {}
            }
        }
        lines
    }
}

/// Whether words go on with what stands above them: they begin with a bracket, a dash or a small letter.
fn goes_on(words: &str) -> bool {
    words.trim_start().starts_with(|c: char| c.is_lowercase() || "([-–+*•".contains(c))
}

/// A cell's words and their effect; those of the form have none.
fn read(
    reading: &ReportReading<'_, '_>,
    cell: &Cell,
    effect: impl Fn(&str) -> Effect,
) -> Option<QualifyingLine> {
    let Value::Text(text) = &cell.value else {
        return None;
    };
    let answer = text.split_once(':').map_or("", |(_, answer)| answer);
    let is_label = reading.form.labels.is_label(text) && !reading.words().is_measure(answer);
    let own = reading.form.texts.has(text) || is_label;
    Some(QualifyingLine {
        at: Some(cell.at),
        words: text.to_string(),
        effect: if own { Effect::None } else { effect(text) },
    })
}
