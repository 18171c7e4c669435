//! How results are shown to a person.

use super::ansi::Ansi;
use crate::text::Lang;

/// How results are shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    /// The language.
    pub lang: Lang,
    /// Colour.
    pub ansi: Ansi,
    /// The columns of the terminal; `None` where the output is none.
    pub columns: Option<usize>,
}
