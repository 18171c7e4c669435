//! Style of text output.

use super::ansi::Ansi;
use crate::text::Lang;

/// Style of text output.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub lang: Lang,
    pub ansi: Ansi,
    /// Width of the terminal, or `None` if the output is not a terminal.
    pub columns: Option<usize>,
}
