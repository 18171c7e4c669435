//! Selects the version that counts.

use super::Settling;
use crate::model::case::Version;
use crate::model::file_role::VersionRole;
use crate::model::submission::Submission;
use crate::outcome::active_decisions::ActiveDecisions;
use std::collections::BTreeSet;

impl Settling<'_> {
    /// Returns the version that the office chose; it supersedes the others.
    pub(super) fn chosen(
        &self,
        versions: &mut [Version],
        decisions: &mut ActiveDecisions,
    ) -> Option<usize> {
        let standing = |version: &Version| {
            !matches!(
                version.role,
                VersionRole::Duplicate
                    | VersionRole::OtherPeriod
                    | VersionRole::Unreadable
                    | VersionRole::Unread
            )
        };
        let (places, files): (Vec<usize>, Vec<&Submission>) = versions
            .iter()
            .enumerate()
            .filter(|(_, version)| standing(version))
            .filter_map(|(place, version)| Some((place, self.submission(version)?)))
            .unzip();
        let chosen = *places.get(decisions.chosen_file(&files)?)?;
        let because_of = versions.get(chosen).map(|version| version.submission);
        for (place, version) in
            versions.iter_mut().enumerate().filter(|(_, version)| standing(version))
        {
            (version.role, version.because_of) = if place == chosen {
                (VersionRole::Current, None)
            } else {
                (VersionRole::Superseded, because_of)
            };
        }
        Some(chosen)
    }

    /// Marks versions as conflicting if none declares that it replaces the others.
    pub(super) fn conflicts(versions: &mut [Version]) {
        let standing: Vec<usize> = (0..versions.len())
            .filter(|place| versions.get(*place).is_some_and(|v| v.role == VersionRole::Current))
            .collect();
        if standing.len() > 1 {
            for place in standing {
                if let Some(version) = versions.get_mut(place) {
                    version.role = VersionRole::Conflicting;
                }
            }
        }
    }

    /// Returns the version that counts. A replacement with errors does not replace an accepted
    /// version.
    pub(super) fn current(&self, versions: &mut [Version]) -> Option<usize> {
        if versions.iter().any(|version| version.role == VersionRole::Conflicting) {
            return None;
        }
        let head = versions.iter().rposition(|version| version.role == VersionRole::Current);
        let Some(head) = head else {
            return versions.iter().rposition(|version| version.role == VersionRole::OtherPeriod);
        };
        Some(self.settle_chain(versions, head))
    }

    /// Settles ad hoc reports: each one counts unless another declares that it replaces it.
    pub(super) fn each_by_itself(&self, versions: &mut [Version]) {
        for head in 0..versions.len() {
            if versions.get(head).is_some_and(|version| version.role == VersionRole::Current) {
                self.settle_chain(versions, head);
            }
        }
    }

    /// Returns the newest accepted version among one and those it replaces; itself if none is
    /// accepted.
    fn settle_chain(&self, versions: &mut [Version], head: usize) -> usize {
        let is_accepted =
            |version: &Version| self.accepted.get(version.submission).copied().unwrap_or(false);
        let chain = Self::chain(versions, head);
        match chain.iter().copied().find(|place| versions.get(*place).is_some_and(is_accepted)) {
            Some(accepted) if accepted != head => {
                for (place, part) in
                    [(head, VersionRole::Pending), (accepted, VersionRole::Current)]
                {
                    if let Some(version) = versions.get_mut(place) {
                        version.role = part;
                    }
                }
                accepted
            }
            _ => head,
        }
    }

    /// Returns a version and those it replaces, newest first.
    fn chain(versions: &[Version], head: usize) -> Vec<usize> {
        let mut chain = vec![head];
        let mut seen = BTreeSet::from([head]);
        while let Some(newest) = chain.last().and_then(|place| versions.get(*place)) {
            let older = versions.iter().position(|version| {
                version.role == VersionRole::Superseded
                    && version.because_of == Some(newest.submission)
            });
            match older.filter(|place| seen.insert(*place)) {
                Some(place) => chain.push(place),
                None => break,
            }
        }
        chain
    }
}
