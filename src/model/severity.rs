//! How grave a finding is.

use super::highlight::Highlight;
use crate::text::Text;

/// How grave a finding is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The value is not counted.
    Error,
    /// Counted, but someone must look.
    Warning,
    /// Good to know.
    Note,
}

/// What the plan may do with a rule's severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grade {
    /// The rule's code.
    pub rule: &'static str,
    /// Its severity, unless the plan gives it another.
    pub severity: Severity,
    /// Whether the plan may give it another.
    pub fixed: bool,
}

impl Severity {
    /// All of them, the gravest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// The word of the contract.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }

    /// The word a person reads.
    pub const fn title(self) -> Text {
        match self {
            Self::Error => Text::new("Lỗi", "Error"),
            Self::Warning => Text::new("Cảnh báo", "Warning"),
            Self::Note => Text::new("Ghi chú", "Note"),
        }
    }

    /// Its shade.
    pub const fn highlight(self) -> Highlight {
        match self {
            Self::Error => Highlight::Bad,
            Self::Warning => Highlight::Watch,
            Self::Note => Highlight::Muted,
        }
    }
}
