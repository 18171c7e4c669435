//! Lists of names in messages.

use crate::text::{self, Lang, Message};
use std::fmt::Display;

/// Maximum number of names in a message; the location of the finding contains all.
const MAXIMUM: usize = 12;

/// Returns the first names and the number of the others.
pub(super) fn listed<T: Display>(names: &[T]) -> Message {
    Message {
        vi: text::listed(names, MAXIMUM, Lang::Vi),
        en: text::listed(names, MAXIMUM, Lang::En),
    }
}
