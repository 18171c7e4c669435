//! Finds labeled answers: a label with the answer to its right or after its colon.

use crate::model::form::{Field, Sheet};
use crate::model::key::Key;
use crate::model::plan::Plan;
use crate::read::grid::{Cell, Sheet as Grid, Value};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::RangeInclusive;

/// Maximum length of a label's cell, in bytes.
const MAX_LABEL_BYTES: usize = 1000;

/// Labels of the form, prepared for comparison.
pub(super) struct Labels(BTreeMap<Key, Field>);

/// A labeled answer.
pub(super) struct LabeledAnswer<'a> {
    /// Cell with the answer, which may also contain the label.
    pub(super) cell: &'a Cell,
    /// Answer text after the label in the same cell.
    pub(super) behind: Option<String>,
}

/// Labeled answers of one sheet.
#[derive(Default)]
pub(super) struct LabeledAnswers<'a> {
    /// Labels found, answered or not.
    pub(super) labels: Vec<(Field, crate::model::origin::CellRef)>,
    pub(super) answers: BTreeMap<Field, LabeledAnswer<'a>>,
    /// Further answers to a repeated label.
    pub(super) again: Vec<(Field, &'a Cell)>,
}

impl Labels {
    pub(super) fn for_plan(plan: &Plan) -> Self {
        let fields = Sheet::LABELED
            .into_iter()
            .flat_map(|sheet| sheet.fields().iter().map(move |field| (sheet, *field)));
        let mut labels = BTreeMap::new();
        for (sheet, field) in fields {
            let others = plan
                .heading_aliases
                .wordings(sheet, field.label())
                .iter()
                .map(|other| Key::new(other));
            for key in std::iter::once(Key::new(field.label())).chain(others) {
                // if two fields share a wording, the first of the form wins
                labels.entry(key).or_insert(field);
            }
        }
        Self(labels)
    }

    fn named(&self, text: &str) -> Option<Field> {
        if text.len() > MAX_LABEL_BYTES {
            return None;
        }
        self.0.get(&Key::new(text)).copied()
    }

    /// Finds the labeled answers of a sheet outside the rows of its tables.
    pub(super) fn find<'a>(
        &self,
        grid: &'a Grid,
        taken: &[RangeInclusive<u32>],
    ) -> LabeledAnswers<'a> {
        let mut found = LabeledAnswers::default();
        let mut doubtful: Vec<(Field, &Cell, &Cell)> = Vec::new();
        for (row, cells) in grid.rows() {
            if taken.iter().any(|rows| rows.contains(&row)) {
                continue;
            }
            for (place, cell) in cells.iter().enumerate() {
                let Value::Text(text) = &cell.value else {
                    continue;
                };
                if let Some(field) = self.named(text) {
                    found.labels.push((field, cell.at));
                    match cells.get(place + 1) {
                        Some(next) if matches!(&next.value, Value::Text(text) if self.named(text).is_some()) =>
                        {
                            doubtful.push((field, cell, next));
                        }
                        Some(next) => match found.answers.entry(field) {
                            Entry::Vacant(answer) => {
                                answer.insert(LabeledAnswer { cell: next, behind: None });
                            }
                            Entry::Occupied(_) => found.again.push((field, next)),
                        },
                        None => {}
                    }
                } else if let Some((label, answer)) = text.split_once(':')
                    && let Some(field) = self.named(label)
                {
                    found.labels.push((field, cell.at));
                    let answer = answer.trim();
                    if !answer.is_empty() {
                        found
                            .answers
                            .entry(field)
                            .or_insert(LabeledAnswer { cell, behind: Some(answer.to_owned()) });
                    }
                }
            }
        }
        found.settle(&doubtful);
        found
    }

    /// Returns whether a text is a label of the form.
    pub(super) fn is_label(&self, text: &str) -> bool {
        self.named(text.split(':').next().unwrap_or(text)).is_some()
    }

    /// Returns whether a row begins with a label of the form and so belongs to no table.
    pub(super) fn begins(&self, row: &[Cell]) -> bool {
        let first = row.first().map(|cell| &cell.value);
        matches!(first, Some(Value::Text(text)) if self.named(text).is_some_and(|field| field != Field::Plan))
    }
}

impl<'a> LabeledAnswers<'a> {
    /// Resolves answers that equal a label (`ĐT`). They count if other labels and answers of the
    /// sheet are in the same two columns.
    fn settle(&mut self, doubtful: &[(Field, &'a Cell, &'a Cell)]) {
        for (field, label, next) in doubtful {
            let beside = |answer: &LabeledAnswer<'_>| {
                let of = self.labels.iter().find(|(_, at)| at.row == answer.cell.at.row);
                answer.cell.at.col == next.at.col
                    && of.is_some_and(|(_, at)| at.col == label.at.col)
            };
            if self.answers.values().filter(|answer| beside(answer)).count() >= 2 {
                self.labels.retain(|(_, at)| *at != next.at);
                self.answers.entry(*field).or_insert(LabeledAnswer { cell: next, behind: None });
            }
        }
    }

    /// Returns the text of the answer to a label.
    pub(super) fn said(&self, field: Field) -> Option<String> {
        let labelled = self.answers.get(&field)?;
        Some(labelled.behind.clone().unwrap_or_else(|| labelled.cell.value.seen().into_owned()))
    }

    /// Returns the number of labels found from a sheet of the form.
    pub(super) fn count_in(&self, sheet: Sheet) -> usize {
        self.labels.iter().filter(|(field, _)| sheet.fields().contains(field)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::shipped;
    use crate::model::origin::CellRef;
    use crate::read::grid::LegacyFont;

    fn answers(rows: &[&[(u32, &str)]]) -> Vec<(Field, String)> {
        let plan = shipped::plan().expect("sound");
        let cell = |row: usize, (col, text): &(u32, &str)| Cell {
            at: CellRef::new(u32::try_from(row).unwrap_or(0), *col),
            value: Value::Text((*text).into()),
            legacy_font: LegacyFont::None,
            original: None,
            shown: None,
        };
        let cells = rows
            .iter()
            .enumerate()
            .flat_map(|(row, cells)| cells.iter().map(move |said| cell(row, said)))
            .collect();
        let grid = Grid { cells, ..Grid::default() };
        let found = Labels::for_plan(&plan).find(&grid, &[]);
        found
            .answers
            .into_iter()
            .map(|(field, labelled)| (field, labelled.cell.value.seen().into_owned()))
            .collect()
    }

    #[test]
    fn an_answer_that_equals_a_label_counts_in_the_answer_column() {
        let found = answers(&[
            &[(1, "Ưu điểm"), (2, "Tốt")],
            &[(1, "Tồn tại, hạn chế"), (2, "Còn chậm")],
            &[(1, "Nguyên nhân"), (2, "ĐT")],
        ]);
        assert_eq!(found.last(), Some(&(Field::Causes, "ĐT".to_owned())));
    }

    #[test]
    fn adjacent_labels_are_not_answers() {
        assert_eq!(answers(&[&[(1, "Ưu điểm"), (2, "Tồn tại, hạn chế"), (3, "Nguyên nhân")]]), []);
        let pairs = answers(&[
            &[(0, "Mã đơn vị"), (2, "Tên đơn vị"), (3, "Sở Nội vụ")],
            &[(0, "Người ký"), (1, "A")],
        ]);
        assert_eq!(
            pairs,
            [(Field::UnitName, "Sở Nội vụ".to_owned()), (Field::Signer, "A".to_owned())]
        );
    }
}
