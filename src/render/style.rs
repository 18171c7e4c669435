//! The style of text output.

use super::ansi::Ansi;
use crate::text::Lang;

/// Style of text output.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    /// The language.
    pub lang: Lang,
    /// Colour.
    pub ansi: Ansi,
    /// The columns of the terminal; `None` if the output is not a terminal.
    pub columns: Option<usize>,
}
