//! Matches tasks and indicators of two plans by wording and, if several match, by code. Never by
//! code alone, because each plan has its own numbering, and never by similarity.

use crate::model::key::Key;

/// Wordings of a task or an indicator.
pub(super) struct Named<'p> {
    pub(super) code: &'p str,
    /// Name and aliases.
    pub(super) wordings: Vec<Key>,
    /// Wordings of the unit of measure, if any.
    pub(super) measures: Vec<Key>,
}

impl Named<'_> {
    fn is_worded_as(&self, other: &Self) -> bool {
        let shared = |own: &[Key], others: &[Key]| {
            own.iter().any(|key| !key.is_empty() && others.contains(key))
        };
        let measured = (self.measures.is_empty() && other.measures.is_empty())
            || shared(&self.measures, &other.measures);
        measured && shared(&self.wordings, &other.wordings)
    }
}

/// Returns for each item of one plan the index of its counterpart in another; `None` if uncertain.
pub(super) fn counterparts(theirs: &[Named<'_>], ours: &[Named<'_>]) -> Vec<Option<usize>> {
    let worded = |one: &Named<'_>, all: &[Named<'_>]| -> Vec<usize> {
        all.iter()
            .enumerate()
            .filter(|(_, other)| one.is_worded_as(other))
            .map(|(place, _)| place)
            .collect()
    };
    let counterpart = |one: &Named<'_>| {
        let candidates = worded(one, ours);
        let of_code =
            |place: &&usize| ours.get(**place).is_some_and(|other| other.code == one.code);
        let place = candidates.iter().find(of_code).or(if let [only] = candidates.as_slice() {
            Some(only)
        } else {
            None
        })?;
        // an item that matches several is the counterpart of the one with its code
        let other = ours.get(*place)?;
        (other.code == one.code || worded(other, theirs).len() == 1).then_some(*place)
    };
    theirs.iter().map(counterpart).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named<'p>(code: &'p str, wordings: &[&str], measure: &str) -> Named<'p> {
        Named {
            code,
            wordings: wordings.iter().map(|wording| Key::new(wording)).collect(),
            measures: vec![Key::new(measure)],
        }
    }

    #[test]
    fn counterparts_have_the_same_wording_and_any_code() {
        let ours = [named("CT01", &["Số hồ sơ"], "hồ sơ"), named("CT02", &["Số buổi"], "buổi")];
        let theirs = [
            named("CT02", &["Số  hồ sơ."], "hồ sơ"),
            named("CT09", &["Buổi tuyên truyền", "Số buổi"], "buổi"),
        ];
        assert_eq!(counterparts(&theirs, &ours), [Some(0), Some(1)]);
    }

    #[test]
    fn a_code_alone_or_another_measure_is_no_counterpart() {
        let ours = [named("CT01", &["Số hồ sơ"], "hồ sơ"), named("CT02", &["Lượt người"], "lượt")];
        let theirs = [
            named("CT01", &["Số hồ sơ quá hạn"], "hồ sơ"),
            named("CT02", &["Lượt người"], "nghìn lượt"),
        ];
        assert_eq!(counterparts(&theirs, &ours), [None, None]);
    }

    #[test]
    fn equal_wordings_are_distinguished_by_code() {
        let ours = [named("1", &["Kiểm tra"], ""), named("2", &["Kiểm tra"], "")]
            .map(|one| Named { measures: Vec::new(), ..one });
        let theirs = [named("2", &["Kiểm tra"], ""), named("3", &["Kiểm tra"], "")]
            .map(|one| Named { measures: Vec::new(), ..one });
        assert_eq!(counterparts(&theirs, &ours), [Some(1), None]);
        assert_eq!(counterparts(&ours, &theirs), [None, Some(0)]);
    }
}
