//! Compares versions of a report: duplicates, replacements and supplements.

use super::Settling;
use crate::model::case::Version;
use crate::model::file_role::VersionRole;
use crate::model::form::Field;
use crate::model::key::Key;
use crate::model::number::is_nil;
use crate::model::register::{names_document, same_symbol};
use crate::model::submission::Report;

/// Word that declares a supplement.
const SUPPLEMENTS: &str = "bổ sung";

impl Settling<'_> {
    pub(super) fn report(&self, version: &Version) -> Option<&Report> {
        self.submission(version)?.report()
    }

    fn symbol(&self, version: &Version) -> Option<&str> {
        self.report(version)?.text(Field::Symbol)
    }

    /// Returns whether two files are duplicates: equal bytes, or equal number and content.
    pub(super) fn is_same(&self, a: &Version, b: &Version) -> bool {
        let hash = |version| {
            self.submission(version)
                .map(|submission| submission.sha256.as_str())
                .filter(|hash| !hash.is_empty())
        };
        let both_read = (a.role == VersionRole::Unread) == (b.role == VersionRole::Unread);
        let same_bytes = both_read && hash(a).is_some() && hash(a) == hash(b);
        let same_number =
            self.symbol(a).zip(self.symbol(b)).is_some_and(|(a, b)| same_symbol(a, b));
        same_bytes
            || (same_number
                && self.report(a).zip(self.report(b)).is_some_and(|(a, b)| a.has_same_content(b)))
    }

    /// Returns whether a version declares that it replaces another.
    pub(super) fn replaces(&self, new: &Version, old: &Version) -> bool {
        (self.names(new, old) || self.answers(new, old)) && !self.is_supplement(new)
    }

    /// Returns whether a version is the form returned for another and does not declare that it
    /// replaces a third. Its number may be the old one, and the number it replaces may be blank.
    fn answers(&self, new: &Version, old: &Version) -> bool {
        let Some((form, file)) = self.report(new).zip(self.submission(old)) else {
            return false;
        };
        let is_of_both = new.role == VersionRole::Current && old.role == VersionRole::Current;
        let (said, own) =
            (form.text(Field::Replaces).filter(|said| !is_nil(said)), self.symbol(new));
        let number = form.stamp.answers_number.as_deref();
        let names = |symbol: Option<&str>| {
            said.zip(symbol).is_some_and(|(said, symbol)| names_document(said, symbol, None))
        };
        is_of_both
            && form.stamp.answers_file(&file.sha256)
            && (said.is_none() || [own, number, self.symbol(old)].into_iter().any(names))
    }

    /// Returns whether a version names another as replaced, by its symbol or by its number alone.
    pub(super) fn names(&self, new: &Version, old: &Version) -> bool {
        let counts = |version: &Version| version.role == VersionRole::Current;
        let named = self.report(new).and_then(|report| report.text(Field::Replaces));
        let Some((named, symbol)) =
            named.zip(self.symbol(old)).filter(|_| counts(new) && counts(old))
        else {
            return false;
        };
        let own = self.symbol(new).is_some_and(|own| same_symbol(own, symbol));
        let signed =
            self.report(old).and_then(|report| report.day(Field::SignedOn)).map(|day| day.date);
        !own && names_document(named, symbol, signed)
    }

    /// Returns whether a version declares that it supplements another (*bổ sung*) without replacing
    /// it.
    pub(super) fn is_supplement(&self, version: &Version) -> bool {
        let named = self.report(version).and_then(|report| report.text(Field::Replaces));
        named.is_some_and(|named| Key::new(named).contains(&Key::new(SUPPLEMENTS)))
    }
}
