//! Defines a sheet of the plan or of the units that is to be written.

use crate::model::plain_sheet::PlainValue;

/// A sheet to be written: headings and rows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SheetTable {
    pub(crate) name: String,
    pub(crate) columns: Vec<SheetColumn>,
    pub(crate) rows: Vec<Vec<Option<PlainValue>>>,
}

/// A column of a sheet to be written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SheetColumn {
    pub(crate) heading: String,
    /// Width in characters.
    pub(crate) width: f64,
    /// Words to choose from; none if anything may be written.
    pub(crate) words: Vec<String>,
    /// Explanation; may be empty.
    pub(crate) prompt: String,
}

/// Returns a column without words and explanation.
pub(super) fn column(heading: &str, width: f64) -> SheetColumn {
    SheetColumn { heading: heading.to_owned(), width, words: Vec::new(), prompt: String::new() }
}
