//! Groups cells with the same cause, so that they are reported as one finding per sheet.

use super::{Location, listed};
use crate::model::about::About;
use crate::model::origin::{CellRef, Origin};
use crate::model::submission::Observation;
use crate::text::Message;
use std::sync::Arc;

/// Cell or answer to report.
pub(super) struct Entry<'e> {
    /// Its cell, if it has one.
    pub(super) at: Option<&'e Origin>,
    /// Other cells related to it.
    pub(super) beside: &'e [CellRef],
    /// Part of the plan or the form concerned.
    pub(super) about: Option<About>,
    /// Text found.
    pub(super) found: Option<&'e str>,
}

/// Entries on one sheet.
#[derive(Debug, Default)]
pub(super) struct CellGroup {
    sheet: Option<Arc<str>>,
    cells: Vec<CellRef>,
    about: Vec<About>,
    found: Vec<String>,
    /// Number of entries.
    pub(super) count: usize,
}

/// Groups entries by sheet, in order; entries without a cell join the first group.
pub(super) fn by_sheet<'e>(entries: impl IntoIterator<Item = Entry<'e>>) -> Vec<CellGroup> {
    let mut all: Vec<CellGroup> = Vec::new();
    for entry in entries {
        let sheet = entry.at.map(|at| &at.sheet);
        let fits = |group: &CellGroup| {
            sheet.is_none() || group.sheet.is_none() || group.sheet.as_ref() == sheet
        };
        let place = all.iter().position(fits).unwrap_or(all.len());
        if place == all.len() {
            all.push(CellGroup::default());
        }
        if let Some(group) = all.get_mut(place) {
            group.add(&entry);
        }
    }
    all
}

/// Adds the cells of an observation to the group of its sheet.
pub(super) fn join(all: &mut Vec<CellGroup>, observation: &Observation) {
    let place = all.iter().position(|group| group.sheet == observation.sheet);
    let mut group = place.map_or_else(CellGroup::default, |place| all.remove(place));
    group.sheet.clone_from(&observation.sheet);
    group.cells.extend(&observation.cells);
    group.count += observation.cells.len().max(1);
    group.found.extend(observation.found.clone());
    all.insert(place.unwrap_or(all.len()), group);
}

impl CellGroup {
    fn add(&mut self, entry: &Entry<'_>) {
        self.count += 1;
        if let Some(at) = entry.at {
            self.sheet.get_or_insert_with(|| Arc::clone(&at.sheet));
            self.cells.push(at.cell);
        }
        self.cells.extend(entry.beside);
        self.about.extend(entry.about.clone().filter(|about| !self.about.contains(about)));
        let is_new = |found: &&str| !self.found.iter().any(|known| known == found);
        self.found.extend(entry.found.filter(is_new).map(str::to_owned));
    }

    pub(super) fn sheet(&self) -> Option<&Arc<str>> {
        self.sheet.as_ref()
    }

    /// Returns the labels for a message.
    pub(super) fn labels(&self) -> Message {
        listed(&self.about)
    }

    /// Returns the texts found for a message, in quotation marks.
    pub(super) fn found(&self) -> Message {
        listed(&self.found.iter().map(|found| format!("“{found}”")).collect::<Vec<_>>())
    }

    /// Returns a location that covers all entries.
    pub(super) fn location(self, expected: Option<Message>) -> Location {
        Location {
            about: self.about,
            found: Some(self.found.join("; ")).filter(|found| !found.is_empty()),
            sheet: self.sheet,
            cells: self.cells,
            expected,
        }
    }
}
