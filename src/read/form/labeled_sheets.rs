//! Reads the labeled answers of all sheets.

use super::cell_values;
use super::context::{ReportReading, is_explanation};
use super::labels::{self};
use super::observations::{SheetOrigin, quoted};
use crate::model::about::About;
use crate::model::form::{Field, Question, Sheet};
use crate::model::key::Key;
use crate::model::origin::CellRef;
use crate::model::submission::Observed;
use crate::read::grid::{Sheet as Grid, Value, Workbook};

impl ReportReading<'_, '_> {
    pub(super) fn read_labels(&mut self, workbook: &Workbook) {
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
                    self.form.labels.find(grid, self.table_rows.get(&place).unwrap_or(&no_rows)),
                )
            })
            .collect();
        for kind in Sheet::LABELED {
            let is_own = |grid: &Grid| kind.is_titled(&grid.name);
            // prefer the form's own sheet, then the most labels, then a visible sheet, then the
            // first
            let best = found.iter().filter(|(_, _, labels)| labels.count_in(kind) >= 2).max_by_key(
                |(place, grid, labels)| {
                    (
                        is_own(grid) && !grid.hidden,
                        labels.count_in(kind),
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
                    &[About::Sheet(kind)],
                    None,
                );
                continue;
            };
            if grid.hidden {
                self.observations.add(
                    Observed::Hidden(true),
                    Some(&grid.name),
                    [],
                    &[About::Sheet(kind)],
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

    /// Reports differing answers to the same label, on this sheet or on another sheet with the
    /// form's labels.
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
                let found = Some(again.tidied());
                self.observations.add(
                    Observed::Outside,
                    Some(&grid.name),
                    [again.at],
                    &[About::Field(*field)],
                    found,
                );
            }
        }
        for (_, grid, other) in found
            .iter()
            .filter(|(at, grid, other)| *at != place && !grid.hidden && other.count_in(kind) >= 2)
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
                    &[About::Sheet(kind)],
                    Some(quoted(said)),
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
        let place = SheetOrigin::new(self.file, grid);
        for (_, at) in labels.labels.iter().filter(|(label, _)| *label == field) {
            self.accounting.account(sheet, grid, *at);
        }
        let Some(labelled) = labels.answers.get(&field) else {
            if let Some((_, at)) = labels.labels.iter().find(|(label, _)| *label == field) {
                let beside = place.at(CellRef::new(at.row, at.col + 1));
                self.record_question(&place, beside.cell, Question::Field(field));
                self.report.blanks.insert(field, beside);
            }
            return;
        };
        self.record_question(&place, labelled.cell.at, Question::Field(field));
        self.accounting.account(sheet, grid, labelled.cell.at);
        let mut cell = labelled.cell.clone();
        if let Some(behind) = &labelled.behind {
            cell.value = Value::Text(behind.as_str().into());
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
}
