//! Defines the observations of the reader on the layout and text of a file.

use super::about::About;
use super::form::Sheet;
use super::heading_aliases::HeadingAlias;
use super::origin::CellRef;
use std::sync::Arc;

/// Observation of the reader; rules decide its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    pub what: Observed,
    /// Name of the sheet in the file.
    pub sheet: Option<Arc<str>>,
    /// All cells concerned.
    pub cells: Vec<CellRef>,
    /// Parts of the plan or the form concerned.
    pub about: Vec<About>,
    /// Text found.
    pub found: Option<String>,
    /// Wording that the office may add to its plan to make the reading certain.
    pub remedy: Option<HeadingAlias>,
}

/// Kind of an observation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Observed {
    /// A sheet of the form is missing.
    MissingSheet(Sheet),
    /// A column is missing.
    MissingColumn(Sheet),
    /// A row, column or sheet with content that is not part of the form; not used.
    Extra(Surplus),
    /// Text outside the cells for answers; quoted, not used.
    Outside,
    /// A total or group heading that differs from the number of rows in the list, which is given.
    Total(usize),
    /// A reply of the unit on the corrections sheet of a returned form.
    Reply,
    /// Text beside a figure that may change its meaning.
    Qualifying,
    /// A row identified by its wording because its code is missing or changed.
    RowByWording,
    /// A column identified although its heading was changed.
    ColumnByWording,
    /// A unit identified by its name although its code is unknown.
    UnitByWording,
    /// A code in two rows, a code that contradicts the wording, or two columns that could contain
    /// the answer.
    Ambiguous,
    /// Figures that may be one row off their indicators.
    Shifted,
    /// Content in hidden rows, columns or sheets; the flag tells whether it was used.
    Hidden(bool),
    /// Text converted from a legacy encoding.
    Converted,
    Macros,
    /// Links to other workbooks.
    ExternalLinks,
    /// An error value outside the figures.
    ErrorValue,
    /// A formula without a stored result, outside the figures.
    Uncomputed,
    /// A cell that could not be read, outside the figures.
    UnreadableCell,
}

/// Content that is not part of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Surplus {
    Rows,
    Column,
    Sheet,
}
