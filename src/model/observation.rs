//! What the reader notices about a file's layout and text.

use super::about::About;
use super::form::Sheet;
use super::heading_aliases::HeadingAlias;
use super::origin::CellRef;
use std::sync::Arc;

/// Something the reader noticed; rules decide what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// What.
    pub what: Observed,
    /// The sheet's name as it stands in the file.
    pub sheet: Option<Arc<str>>,
    /// The cells, all of them.
    pub cells: Vec<CellRef>,
    /// What of the plan or the form is concerned.
    pub about: Vec<About>,
    /// What was found instead.
    pub found: Option<String>,
    /// What the office may add to its plan to make the reading certain.
    pub remedy: Option<HeadingAlias>,
}

/// What a reader can notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Observed {
    /// A sheet of the form is not there.
    MissingSheet(Sheet),
    /// A column is not there.
    MissingColumn(Sheet),
    /// A row, column or sheet that the form does not have, with something in it; not used.
    Extra(Surplus),
    /// Words outside the form's answers; quoted, not used.
    Outside,
    /// A total, or the heading of a group, that names another number of rows than these of the list.
    Total(usize),
    /// A unit's reply in the list of a returned form.
    Reply,
    /// Words at a figure that may change what it counts.
    Qualifying,
    /// Found by wording because a code is missing or changed.
    RowByWording,
    /// A column found although its heading was changed.
    ColumnByWording,
    /// The unit found by its name although its code is unknown.
    UnitByWording,
    /// The same code in two rows, a code that contradicts its wording, or two columns that could be the answer.
    Ambiguous,
    /// Something stands in hidden rows, columns or sheets; the flag says whether it was used.
    Hidden(bool),
    /// Text in an old encoding was converted.
    Converted,
    /// Macros.
    Macros,
    /// Links to other workbooks.
    ExternalLinks,
    /// An error value outside the figures.
    ErrorValue,
    /// A formula without a stored result outside the figures.
    Uncomputed,
    /// A cell that could not be read, outside the figures.
    UnreadableCell,
}

/// What the form does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Surplus {
    /// Rows.
    Rows,
    /// A column.
    Column,
    /// A sheet.
    Sheet,
}
