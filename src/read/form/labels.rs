//! Labelled answers: a label, and what stands to its right or behind its colon.

use super::super::grid::{Cell, Sheet as Grid, Value};
use crate::model::form::{Field, Sheet};
use crate::model::key::Key;
use crate::model::plan::Plan;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// The labels of the form, ready for comparing.
pub(super) struct Labels(Vec<(Field, Vec<Key>)>);

/// Where a labelled answer stands.
pub(super) struct Labelled<'a> {
    /// The cell with the answer; the label's own where both stand in one cell.
    pub(super) cell: &'a Cell,
    /// The answer, where it stands behind the label in one cell.
    pub(super) behind: Option<String>,
}

/// The labelled answers of one sheet.
#[derive(Default)]
pub(super) struct Found<'a> {
    /// The labels found, whether or not they are answered.
    pub(super) labels: Vec<(Field, crate::model::origin::CellRef)>,
    /// The answers.
    pub(super) answers: BTreeMap<Field, Labelled<'a>>,
}

impl Labels {
    /// The labels of the form, with the plan's other wordings.
    pub(super) fn of_plan(plan: &Plan) -> Self {
        let fields = Sheet::LABELLED.into_iter().flat_map(|sheet| sheet.fields().iter().map(move |field| (sheet, *field)));
        Self(
            fields
                .map(|(sheet, field)| {
                    let others = plan.wording.of(sheet, field.label()).iter().map(|other| Key::of(other));
                    (field, std::iter::once(Key::of(field.label())).chain(others).collect())
                })
                .collect(),
        )
    }

    fn named(&self, text: &str) -> Option<Field> {
        let key = Key::of(text);
        self.0.iter().find(|(_, keys)| keys.contains(&key)).map(|(field, _)| *field)
    }

    /// The labelled answers of a sheet, outside the rows that belong to its tables.
    pub(super) fn find<'a>(&self, grid: &'a Grid, taken: &[RangeInclusive<u32>]) -> Found<'a> {
        let mut found = Found::default();
        for (row, cells) in grid.rows() {
            if taken.iter().any(|rows| rows.contains(&row)) {
                continue;
            }
            for (place, cell) in cells.iter().enumerate() {
                let Value::Text(text) = &cell.value else { continue };
                if let Some(field) = self.named(text) {
                    found.labels.push((field, cell.at));
                    let next = cells.get(place + 1).filter(|next| !matches!(&next.value, Value::Text(text) if self.named(text).is_some()));
                    if let Some(next) = next {
                        found.answers.entry(field).or_insert(Labelled { cell: next, behind: None });
                    }
                } else if let Some((label, answer)) = text.split_once(':')
                    && let Some(field) = self.named(label)
                {
                    found.labels.push((field, cell.at));
                    let answer = answer.trim();
                    if !answer.is_empty() {
                        found.answers.entry(field).or_insert(Labelled { cell, behind: Some(answer.to_owned()) });
                    }
                }
            }
        }
        found
    }

    /// Whether a row begins with a label of the form: it belongs to no table.
    pub(super) fn begins(&self, row: &[Cell]) -> bool {
        let first = row.first().map(|cell| &cell.value);
        matches!(first, Some(Value::Text(text)) if self.named(text).is_some_and(|field| field != Field::Plan))
    }
}

impl Found<'_> {
    /// How many labels of a sheet of the form were found.
    pub(super) fn of(&self, sheet: Sheet) -> usize {
        self.labels.iter().filter(|(field, _)| sheet.fields().contains(field)).count()
    }
}
