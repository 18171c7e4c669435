//! Severity of findings.

use super::highlight::Highlight;
use crate::text::Text;

/// Severity of a finding.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The value is excluded from totals.
    Error,
    /// Counted; someone must check it.
    Warning,
    /// For information.
    Note,
}

/// Severity of a rule, and whether the plan may change it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grade {
    /// The rule's code.
    pub rule: &'static str,
    /// The default severity.
    pub severity: Severity,
    /// Whether the plan must not change it.
    pub fixed: bool,
}

impl Severity {
    /// All severities, most severe first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// Returns the key in files and results.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }

    /// Returns the name for people.
    pub const fn title(self) -> Text {
        match self {
            Self::Error => Text::new("Lỗi", "Error"),
            Self::Warning => Text::new("Cảnh báo", "Warning"),
            Self::Note => Text::new("Ghi chú", "Note"),
        }
    }

    /// Returns its highlight.
    pub(crate) const fn highlight(self) -> Highlight {
        match self {
            Self::Error => Highlight::Bad,
            Self::Warning => Highlight::Watch,
            Self::Note => Highlight::Muted,
        }
    }
}
