//! Cells of one cause, gathered into one location: what concerns several cells of a sheet is one finding with all of them.

use super::Location;
pub(super) use crate::model::date::said as day;
use crate::model::origin::{CellRef, Origin};
use crate::model::submission::Observation;
use crate::text::{Lang, Message, listed};
use std::sync::Arc;

/// A message names at most this many things; the cells and the label name all.
const NAMED: usize = 12;

/// One place of a cause.
pub(super) struct Entry<'e> {
    /// The cell, where there is one.
    pub(super) at: Option<&'e Origin>,
    /// Other cells that bear on it.
    pub(super) beside: &'e [CellRef],
    /// The code, the label or the heading concerned.
    pub(super) label: Option<&'e str>,
    /// What stands there.
    pub(super) found: Option<&'e str>,
}

/// Places of one cause on one sheet.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    sheet: Option<Arc<str>>,
    cells: Vec<CellRef>,
    labels: Vec<String>,
    found: Vec<String>,
    /// How many places there are.
    pub(super) count: usize,
}

/// Places gathered by sheet, in the order they come; what has no cell goes with the first.
pub(super) fn by_sheet<'e>(entries: impl IntoIterator<Item = Entry<'e>>) -> Vec<Gathered> {
    let mut all: Vec<Gathered> = Vec::new();
    for entry in entries {
        let sheet = entry.at.map(|at| &at.sheet);
        let fits = |gathered: &Gathered| {
            sheet.is_none() || gathered.sheet.is_none() || gathered.sheet.as_ref() == sheet
        };
        let place = all.iter().position(fits).unwrap_or(all.len());
        if place == all.len() {
            all.push(Gathered::default());
        }
        if let Some(gathered) = all.get_mut(place) {
            gathered.add(&entry);
        }
    }
    all
}

/// Adds the cells of something the reader noticed to those of its sheet.
pub(super) fn join(all: &mut Vec<Gathered>, observation: &Observation) {
    let place = all.iter().position(|gathered| gathered.sheet == observation.sheet);
    let mut gathered = place.map_or_else(Gathered::default, |place| all.remove(place));
    gathered.sheet.clone_from(&observation.sheet);
    gathered.cells.extend(&observation.cells);
    gathered.count += observation.cells.len().max(1);
    gathered.found.extend(observation.found.clone());
    all.insert(place.unwrap_or(all.len()), gathered);
}

impl Gathered {
    fn add(&mut self, entry: &Entry<'_>) {
        self.count += 1;
        if let Some(at) = entry.at {
            self.sheet.get_or_insert_with(|| Arc::clone(&at.sheet));
            self.cells.push(at.cell);
        }
        self.cells.extend(entry.beside);
        for (all, one) in [(&mut self.labels, entry.label), (&mut self.found, entry.found)] {
            if let Some(one) = one.filter(|one| !all.iter().any(|known| known == one)) {
                all.push(one.to_owned());
            }
        }
    }

    /// The labels as a message names them.
    pub(super) fn labels(&self) -> Message {
        named(&self.labels)
    }

    /// What stands there, each in quotation marks, as a message names it.
    pub(super) fn found(&self) -> Message {
        named(&self.found.iter().map(|found| format!("“{found}”")).collect::<Vec<_>>())
    }

    /// Location covering all places.
    pub(super) fn location(self, expected: Option<Message>) -> Location {
        let joined = |all: &[String], by: &str| Some(all.join(by)).filter(|text| !text.is_empty());
        Location {
            label: joined(&self.labels, ", "),
            found: joined(&self.found, "; "),
            sheet: self.sheet,
            cells: self.cells,
            expected,
        }
    }
}

/// Things as a message names them.
pub(super) fn named(all: &[String]) -> Message {
    Message { vi: listed(all, NAMED, Lang::Vi), en: listed(all, NAMED, Lang::En) }
}
