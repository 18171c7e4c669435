//! Defines the revisions of a period's results. Closed revisions are never rewritten; later results
//! get a new revision.

/// Revision (*bản*) of a period's results, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Revision(u32);

impl Revision {
    /// First revision, in the period's own folder.
    pub const FIRST: Self = Self(1);

    /// Returns the revision in a subfolder of the period's folder: `ban-2`.
    pub(crate) fn of_folder(name: &str) -> Option<Self> {
        let revision = Self(name.strip_prefix("ban-")?.parse().ok()?);
        (revision.folder().as_deref() == Some(name)).then_some(revision)
    }

    /// Returns its subfolder in the period's folder; `None` for the first revision.
    pub fn folder(self) -> Option<String> {
        (self > Self::FIRST).then(|| format!("ban-{}", self.0))
    }

    /// Returns the relative path from its folder to the workspace.
    pub(crate) fn to_workspace(self) -> &'static str {
        if self == Self::FIRST { "../../" } else { "../../../" }
    }

    pub const fn number(self) -> u32 {
        self.0
    }

    const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// Closed, open and newest revision of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Revisions {
    /// Last closed revision.
    pub closed: Option<Revision>,
    /// Revision that a run writes.
    pub open: Revision,
    /// Revision with the newest results.
    pub newest: Revision,
}

impl Revisions {
    /// Determines the revisions from the closed ones and those with results.
    pub(crate) fn new(closed: &[Revision], written: &[Revision]) -> Self {
        let closed = closed.iter().max().copied();
        let open = closed.map_or(Revision::FIRST, Revision::next);
        let newest = closed.filter(|_| !written.contains(&open)).unwrap_or(open);
        Self { closed, open, newest }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_never_writes_into_closed_results() {
        let [first, second, third] = [1, 2, 3].map(Revision);
        for (closed, written, open, newest) in [
            (&[][..], &[][..], first, first),
            (&[], &[first], first, first),
            (&[first], &[first], second, first),
            (&[first], &[first, second], second, second),
            (&[first, second], &[first, second], third, second),
            // a lost closing record does not reopen a revision that was closed earlier
            (&[second], &[first, second], third, second),
        ] {
            let revisions = Revisions::new(closed, written);
            assert_eq!(
                (revisions.open, revisions.newest),
                (open, newest),
                "{closed:?} {written:?}"
            );
            assert!(!closed.contains(&revisions.open));
        }
    }

    #[test]
    fn a_folder_name_identifies_its_revision() {
        assert_eq!(Revision::of_folder("ban-12"), Some(Revision(12)));
        assert_eq!(Revision(12).folder().as_deref(), Some("ban-12"));
        for name in ["ban-1", "ban-0", "ban-02", "ban-", "ban-x", "chot", "nhat-ky"] {
            assert_eq!(Revision::of_folder(name), None, "{name}");
        }
        assert_eq!(Revision::FIRST.folder(), None);
    }
}
