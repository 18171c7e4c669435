//! What the program must know of a command, whichever it is.

use super::Job;

impl Job {
    /// The command's name.
    pub(in crate::cli) const fn command(&self) -> &'static str {
        match self {
            Self::Screen(_) => "screen",
            Self::Init { .. } => "init",
            Self::Template(_) => "template",
            Self::Check(_) => "check",
            Self::Consolidate(_) => "consolidate",
            Self::Decide(_) => "decide",
            Self::Close(_) => "close",
            Self::Diff(_) => "diff",
            Self::Verify { .. } => "verify",
            Self::Explain { .. } => "explain",
            Self::Schedule(_) => "schedule",
            Self::Completions(_) => "completions",
            Self::Manual => "man",
        }
    }

    /// Whether it is about a workspace that is there.
    pub(in crate::cli) const fn is_of_a_workspace(&self) -> bool {
        self.writes() || matches!(self, Self::Check(_) | Self::Verify { .. } | Self::Schedule(_))
    }

    /// Whether it writes into a workspace that is there.
    pub(in crate::cli) const fn writes(&self) -> bool {
        matches!(self, Self::Template(_) | Self::Consolidate(_) | Self::Decide(_) | Self::Close(_))
    }

    /// Whether it looks at results that are there.
    pub(in crate::cli) const fn reads_results(&self) -> bool {
        matches!(self, Self::Check(_) | Self::Diff(_) | Self::Verify { .. }) || self.writes()
    }
}
