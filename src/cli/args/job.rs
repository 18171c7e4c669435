//! Properties of commands.

use super::Job;

impl Job {
    /// Returns the command's name.
    pub(in crate::cli) const fn command(&self) -> &'static str {
        match self {
            Self::Screen(_) => "screen",
            Self::Init { .. } => "init",
            Self::Plan(_) => "plan",
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

    /// Returns whether it needs an existing workspace.
    pub(in crate::cli) const fn needs_workspace(&self) -> bool {
        self.writes() || matches!(self, Self::Check(_) | Self::Verify { .. } | Self::Schedule(_))
    }

    /// Returns whether it writes into an existing workspace.
    pub(in crate::cli) const fn writes(&self) -> bool {
        matches!(
            self,
            Self::Plan(_)
                | Self::Template(_)
                | Self::Consolidate(_)
                | Self::Decide(_)
                | Self::Close(_)
        )
    }

    /// Returns whether it reads existing results.
    pub(in crate::cli) const fn reads_results(&self) -> bool {
        matches!(self, Self::Check(_) | Self::Diff(_) | Self::Verify { .. }) || self.writes()
    }
}
