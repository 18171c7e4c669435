//! Lists the kinds of edits: contents of cells first, then positions of cells, then what covers
//! them.

mod figures;
mod over;
mod places;
mod words;

use super::edited_form::EditedForm;

/// Kind of edit: name and function.
pub(super) type Kind = (&'static str, fn(&mut EditedForm));

/// Returns all kinds, in the order of application.
pub(super) fn kinds() -> Vec<Kind> {
    [figures::FIGURES, words::WORDS, places::PLACES, over::OVER].concat()
}
