//! Classifies files that are not spreadsheets.

/// Kind of a file that is not a spreadsheet; determines the advice to its sender.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub enum ForeignKind {
    /// A scan, text, picture or message that accompanies a report.
    Document,
    /// A table that spreadsheet programs open and save as a workbook.
    Table,
    /// A table that its program can only export as a workbook.
    Export,
    /// An archive in a format that is not supported.
    Packed,
    /// A message with attachments.
    Message,
    Other,
}

impl ForeignKind {
    /// Returns whether such a file may accompany a report of the same unit.
    pub(crate) const fn goes_with_a_report(self) -> bool {
        matches!(self, Self::Document | Self::Message)
    }
}
