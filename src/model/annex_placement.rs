//! Where the appendices of the consolidated report are written.

use serde::{Deserialize, Serialize};

/// Where the appendices of the report are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnnexPlacement {
    /// Nowhere.
    None,
    /// In a file of their own.
    Separate,
    /// Behind the report, in its file.
    #[default]
    Within,
}

impl AnnexPlacement {
    /// All of them, with the words by which commands name them.
    pub(crate) const NAMED: [(&str, Self); 3] =
        [("none", Self::None), ("separate", Self::Separate), ("within", Self::Within)];

    /// Returns whether it is the usual one, which records leave out.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
    pub(crate) fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}
