//! Lines of words at a table of figures. Lines above it and the sheet's name affect all its
//! figures; lines between its rows affect the rows below them.

use super::context::ReportReading;
use super::figure_columns::is_count;
use super::table::{QualifyingLine, Table};
use super::text_classifier::{Effect, TextClassifier};
use crate::model::form::Column;
use crate::model::key::Key;
use crate::read::grid::{Cell, Value};
use std::collections::BTreeMap;

/// Lines that may change what the figures of a table count.
#[derive(Debug, Default)]
pub(super) struct QualifyingLines {
    /// Lines above the table, then the sheet's name.
    above: Vec<QualifyingLine>,
    /// Lines between the rows, in order. A line without an effect means that this period and the
    /// whole follow.
    within: Vec<(u32, QualifyingLine)>,
    /// Lines that continue the wording of the row above them.
    further: BTreeMap<u32, QualifyingLine>,
}

impl QualifyingLines {
    /// Returns the line that affects a row.
    pub(super) fn on(&self, row: u32) -> Option<&QualifyingLine> {
        let last = self.within.iter().rev().find(|(at, _)| *at < row).map(|(_, line)| line);
        self.above
            .first()
            .or_else(|| self.further.get(&row))
            .or_else(|| last.filter(|line| line.effect != Effect::None))
    }
}

impl Table<'_> {
    /// Returns the lines above the table, and the sheet's name, that may change what its figures
    /// count.
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
            read(reading, cell, |text| {
                let effect = words.line(text);
                if over { effect.or(words.close(text)) } else { effect }
            })
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

    /// Returns all lines that may change what the figures count, once the rows are matched.
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
        // *trong đó* alone only announces rows of parts
        let effect = |text: &str| {
            if Key::new(text) == Key::new("trong đó") { Effect::None } else { words.close(text) }
        };
        let of_cell = |cell: &Cell| read(reading, cell, effect).map(|line| (cell.at.row, line));
        let mut lines = QualifyingLines { above: self.above.clone(), ..QualifyingLines::default() };
        for (row, line) in between.flat_map(|(_, cells)| cells).filter_map(of_cell) {
            let above = self
                .named
                .range(..row)
                .next_back()
                .copied()
                .filter(|_| is_continuation(&line.words));
            match above {
                Some(above) if line.effect != Effect::None => {
                    lines.further.entry(above).or_insert(line);
                }
                None if line.effect != Effect::None || words.means_this_period(&line.words) => {
                    lines.within.push((row, line));
                }
                _ => {}
            }
        }
        lines
    }
}

/// Returns whether words continue the text above: they begin with a bracket, a dash or a lowercase
/// letter.
fn is_continuation(words: &str) -> bool {
    words.trim_start().starts_with(|c: char| c.is_lowercase() || "([-–+*•".contains(c))
}

/// Reads a cell's words and their effect. The form's own words have none.
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
