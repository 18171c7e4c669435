//! The kinds of edits. What stands in cells comes before where the cells stand, and that before what lies over them.

mod figures;
mod over;
mod places;
mod words;

use super::bending::Bending;

/// A kind of edit: its name, and what it does.
pub(super) type Kind = (&'static str, fn(&mut Bending));

/// All kinds, in the order in which they take place.
pub(super) fn kinds() -> Vec<Kind> {
    [figures::FIGURES, words::WORDS, places::PLACES, over::OVER].concat()
}
