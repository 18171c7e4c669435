//! The versions of a period's results. Closed results are never written again: what comes later goes into a version beside them.

/// A version (*bản*) of a period's results, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Revision(u32);

impl Revision {
    /// The first, which lies in the period's own folder.
    pub const FIRST: Self = Self(1);

    /// The revision of a folder within the period's, `ban-2`.
    pub(crate) fn of_folder(name: &str) -> Option<Self> {
        let revision = Self(name.strip_prefix("ban-")?.parse().ok()?);
        (revision.folder().as_deref() == Some(name)).then_some(revision)
    }

    /// Its folder within the period's; the first has none of its own.
    pub fn folder(self) -> Option<String> {
        (self > Self::FIRST).then(|| format!("ban-{}", self.0))
    }

    /// The way from its folder back to the workspace.
    pub(crate) fn to_workspace(self) -> &'static str {
        if self == Self::FIRST { "../../" } else { "../../../" }
    }

    /// Its number.
    pub const fn number(self) -> u32 {
        self.0
    }

    const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// Which revisions of a period's results there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Revisions {
    /// The last one closed.
    pub closed: Option<Revision>,
    /// The one a run writes.
    pub open: Revision,
    /// The one that holds the newest results.
    pub newest: Revision,
}

impl Revisions {
    /// Returns the state of a period in which some revisions are closed and some hold results.
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
    fn a_run_writes_beside_the_last_closed_results_and_never_into_them() {
        let [first, second, third] = [1, 2, 3].map(Revision);
        for (closed, written, open, newest) in [
            (&[][..], &[][..], first, first),
            (&[], &[first], first, first),
            (&[first], &[first], second, first),
            (&[first], &[first, second], second, second),
            (&[first, second], &[first, second], third, second),
            // a record of a close that was lost does not open what was closed after it
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
    fn a_folders_name_says_which_edition_it_holds() {
        assert_eq!(Revision::of_folder("ban-12"), Some(Revision(12)));
        assert_eq!(Revision(12).folder().as_deref(), Some("ban-12"));
        for name in ["ban-1", "ban-0", "ban-02", "ban-", "ban-x", "chot", "nhat-ky"] {
            assert_eq!(Revision::of_folder(name), None, "{name}");
        }
        assert_eq!(Revision::FIRST.folder(), None);
    }
}
