//! Collects what the reader observes, one observation per cause.

use crate::model::about::About;
use crate::model::form::{Column, Sheet};
use crate::model::heading_aliases::HeadingAlias;
use crate::model::origin::{CellRef, Origin};
use crate::model::submission::{Observation, Observed};
use crate::read::grid::Sheet as Grid;
use std::fmt::Write as _;
use std::sync::Arc;

/// Maximum length of a quotation, in bytes.
const MAX_QUOTED_BYTES: usize = 8_000;

/// Maximum number of cells listed for a sheet that the form does not have.
pub(super) const MAX_LISTED_CELLS: usize = 1_000;
/// Sheet of a cell.
#[derive(Clone)]
pub(super) struct SheetOrigin {
    pub(super) file: Arc<str>,
    pub(super) sheet: Arc<str>,
}

impl SheetOrigin {
    pub(super) fn new(file: &Arc<str>, grid: &Grid) -> Self {
        Self { file: Arc::clone(file), sheet: Arc::clone(&grid.name) }
    }

    pub(super) fn at(&self, cell: CellRef) -> Origin {
        Origin { file: Arc::clone(&self.file), sheet: Arc::clone(&self.sheet), cell }
    }
}
/// Observations, one per cause.
#[derive(Default)]
pub(super) struct Observations(pub(super) Vec<Observation>);

impl Observations {
    pub(super) fn add(
        &mut self,
        what: Observed,
        sheet: Option<&Arc<str>>,
        cells: impl IntoIterator<Item = CellRef>,
        about: &[About],
        found: Option<String>,
    ) {
        // different texts outside the answers are separate observations, except those of a whole
        // column; one text of pages or boxes on several sheets is a single one
        let is_column = about == [About::Column(Sheet::Figures, Column::Note)];
        let says =
            |note: &Observation| what != Observed::Outside || is_column || note.found == found;
        let (cells, is_of_no_cell) = (
            cells.into_iter().collect::<Vec<CellRef>>(),
            what == Observed::Outside && !about.is_empty(),
        );
        let here = |note: &Observation| {
            note.sheet.as_ref() == sheet
                || (is_of_no_cell && note.cells.is_empty() && cells.is_empty())
        };
        let same = |note: &&mut Observation| {
            note.what == what && note.about == about && says(note) && here(note)
        };
        match self.0.iter_mut().find(same) {
            Some(note) => {
                for cell in cells {
                    if !note.cells.contains(&cell) {
                        note.cells.push(cell);
                    }
                }
                // contradicting values and words are quoted from every place
                let more = found.filter(|found| {
                    matches!(what, Observed::Ambiguous | Observed::Outside)
                        && note.found.as_ref().is_some_and(|said| said != found)
                });
                if let (Some(said), Some(more)) = (&mut note.found, more) {
                    *said = quoted([std::mem::take(said), more].into_iter());
                }
            }
            None => self.0.push(Observation {
                what,
                sheet: sheet.cloned(),
                cells,
                about: about.to_vec(),
                found,
                remedy: None,
            }),
        }
    }

    pub(super) fn cell(
        &mut self,
        what: Observed,
        place: &SheetOrigin,
        at: CellRef,
        found: Option<String>,
    ) {
        self.add(what, Some(&place.sheet), [at], &[], found);
    }

    pub(super) fn remedy(&mut self, remedy: HeadingAlias) {
        if let Some(last) = self.0.last_mut() {
            last.remedy = Some(remedy);
        }
    }
}

/// Joins texts and shortens very long lists.
pub(super) fn quoted(texts: impl Iterator<Item = String>) -> String {
    let mut said = String::new();
    let mut left_out = 0_usize;
    for text in texts.filter(|text| !text.is_empty()) {
        if said.len() > MAX_QUOTED_BYTES {
            left_out += 1;
            continue;
        }
        if !said.is_empty() {
            said.push_str("; ");
        }
        said.push_str(&text);
    }
    if left_out > 0 {
        let _ = write!(said, "; … (+{left_out})");
    }
    said
}
