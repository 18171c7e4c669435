//! What a file that is no spreadsheet is good for.

/// What a file that is no spreadsheet is good for: it decides what its sender is advised to do.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub enum ForeignKind {
    /// A scan, a text, a picture, a message: what goes with a report.
    Document,
    /// A table that a spreadsheet program opens and saves as a workbook.
    Table,
    /// A table of a program that gives workbooks away by its export only.
    Export,
    /// Files packed in a way that is not opened.
    Packed,
    /// A message with its attachments inside.
    Message,
    /// Something else.
    Other,
}

impl ForeignKind {
    /// Whether such a file beside a report of the same unit only goes with it.
    pub(crate) const fn goes_with_a_report(self) -> bool {
        matches!(self, Self::Document | Self::Message)
    }
}
