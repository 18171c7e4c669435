//! How grave a finding is.

use crate::text::Text;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The value is not counted.
    Error,
    /// Counted, but someone must look.
    Warning,
    /// Good to know.
    Note,
}

impl Severity {
    /// The word of the contract.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }

    /// The word a person reads.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::Error => Text::new("Lỗi", "Error"),
            Self::Warning => Text::new("Cảnh báo", "Warning"),
            Self::Note => Text::new("Ghi chú", "Note"),
        }
    }
}
