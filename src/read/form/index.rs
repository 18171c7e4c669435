//! Finding a task or an indicator by its code, and failing that by its wording.

use crate::model::id::{IndicatorCode, TaskCode};
use crate::model::key::Key;
use crate::model::plan::Plan;
use std::collections::BTreeMap;

/// Codes and wordings, each with the place in the plan's list.
#[derive(Default)]
pub(super) struct Index {
    exact: BTreeMap<String, usize>,
    shapes: BTreeMap<String, usize>,
    wordings: BTreeMap<Key, usize>,
    shape: Option<fn(&str) -> Option<String>>,
}

/// What a row is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// By its code, as the form writes it.
    Code(usize),
    /// By its code, written another way.
    OtherCode(usize),
    /// By its wording.
    Wording(usize),
    /// Its code says one thing and its wording another.
    Both(usize, usize),
    /// Nothing of the plan.
    Nothing,
}

impl Index {
    pub(super) fn of_tasks(plan: &Plan) -> Self {
        let mut index = Self { shape: Some(|written| Some(TaskCode::shape(written)).filter(|shape| !shape.is_empty())), ..Self::default() };
        for (place, task) in plan.tasks.iter().enumerate() {
            index.add(place, task.code.as_str(), std::iter::once(&task.title).chain(&task.aliases));
        }
        index
    }

    pub(super) fn of_indicators(plan: &Plan) -> Self {
        let shape = |written: &str| IndicatorCode::parts(written).map(|(letters, number)| format!("{letters}{number}"));
        let mut index = Self { shape: Some(shape), ..Self::default() };
        for (place, indicator) in plan.indicators.iter().enumerate() {
            index.add(place, indicator.code.as_str(), std::iter::once(&indicator.name).chain(&indicator.aliases));
        }
        index
    }

    fn add<'a>(&mut self, place: usize, code: &str, wordings: impl Iterator<Item = &'a String>) {
        self.exact.insert(code.to_owned(), place);
        self.shapes.extend(self.shape.and_then(|shape| shape(code)).map(|shape| (shape, place)));
        self.wordings.extend(wordings.map(|wording| (Key::of(wording), place)));
    }

    /// The place of a code, and whether it is written as the form writes it.
    pub(super) fn by_code(&self, written: &str) -> Option<(usize, bool)> {
        let plain = written.trim();
        let exact = self.exact.get(plain).map(|place| (*place, true));
        exact.or_else(|| Some((*self.shapes.get(&self.shape?(plain)?)?, false)))
    }

    /// The place of a wording, whatever numbers it or explains it in brackets.
    pub(super) fn by_wording(&self, written: &str) -> Option<usize> {
        let unbracketed = written.split('(').next().unwrap_or(written);
        [written, unbracketed].into_iter().find_map(|text| {
            let key = Key::of(text);
            let numbered = key.words().next().is_some_and(|first| first.chars().count() == 1 || first.chars().all(|c| c.is_ascii_digit()));
            let unnumbered = numbered.then(|| Key::from_words(key.words().skip(1)));
            self.wordings.get(&key).or_else(|| self.wordings.get(&unnumbered?)).copied()
        })
    }

    /// What a row with this code and this wording is.
    pub(super) fn row(&self, code: &str, wording: &str) -> Named {
        let by_wording = self.by_wording(wording);
        match (self.by_code(code), by_wording) {
            (Some((place, _)), Some(other)) if place != other => Named::Both(place, other),
            (Some((place, true)), _) => Named::Code(place),
            (Some((place, false)), _) => Named::OtherCode(place),
            (None, Some(place)) => Named::Wording(place),
            (None, None) => Named::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> Index {
        let shape = |written: &str| IndicatorCode::parts(written).map(|(letters, number)| format!("{letters}{number}"));
        let mut index = Index { shape: Some(shape), ..Index::default() };
        index.add(0, "CT01", std::iter::once(&"Văn bản đã ban hành".to_owned()));
        index.add(1, "CT02", std::iter::once(&"Trong đó: kế hoạch".to_owned()));
        index
    }

    #[test]
    fn a_row_is_found_by_code_and_failing_that_by_wording() {
        let index = index();
        assert_eq!(index.row("CT01", "Văn bản đã ban hành"), Named::Code(0));
        assert_eq!(index.row("ct-1", "ghi khác"), Named::OtherCode(0));
        assert_eq!(index.row("", "- Trong đó: Kế hoạch"), Named::Wording(1));
        assert_eq!(index.row("2", "2. Trong đó: kế hoạch (văn bản)"), Named::Wording(1));
        assert_eq!(index.row("", "Chỉ tiêu riêng"), Named::Nothing);
    }

    #[test]
    fn a_code_that_contradicts_its_wording_is_seen() {
        assert_eq!(index().row("CT01", "Trong đó: kế hoạch"), Named::Both(0, 1));
    }
}
