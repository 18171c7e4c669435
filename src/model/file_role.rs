//! The role of a received file: in its unit's dossier, and among all files.

use super::submission::{Content, Submission};
use crate::text::Text;
use std::collections::BTreeMap;

/// Role of a file in the dossier of its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum VersionRole {
    /// The version whose values are the unit's.
    Current,
    /// Replaced by a later version.
    Superseded,
    /// Identical to another file.
    Duplicate,
    /// In conflict with another version; neither counts.
    Conflicting,
    /// A replacement of an accepted report that has errors itself.
    Pending,
    /// An addition to another report; not used until the office decides.
    Supplement,
    /// A report of another period.
    OtherPeriod,
    /// Unreadable.
    Unreadable,
    /// A scan, a text or a blank form beside the unit's report.
    Companion,
    /// Unread: this machine cannot read it now.
    Unread,
}

impl VersionRole {
    /// Returns whether the file is a report on this period.
    pub(crate) const fn is_of_this_period(self) -> bool {
        !matches!(self, Self::OtherPeriod | Self::Unreadable | Self::Companion | Self::Unread)
    }
}

/// Role of a received file.
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
#[serde(rename_all = "kebab-case")]
pub enum FileRole {
    /// The file whose values are the unit's, or in conflict with it.
    Current,
    /// Replaced by another file.
    Superseded,
    /// Identical to another file.
    Duplicate,
    /// Readable; unit unknown.
    Unidentified,
    /// Unreadable.
    Unreadable,
    /// This machine cannot read it now.
    Unread,
    /// Not a report, or only beside one.
    Ignored,
}

impl FileRole {
    /// Returns the role of a file; `role` is its role in the dossier of its unit, if known.
    pub const fn new(submission: &Submission, role: Option<VersionRole>) -> Self {
        match (&submission.content, role) {
            (Content::Archive | Content::Ignored, _) | (_, Some(VersionRole::Companion)) => {
                Self::Ignored
            }
            (Content::Unread(_), _) => Self::Unread,
            (_, Some(VersionRole::Duplicate)) => Self::Duplicate,
            (Content::Unreadable(_), _) => Self::Unreadable,
            (Content::Report(_), Some(VersionRole::Superseded)) => Self::Superseded,
            (Content::Report(_), Some(_)) => Self::Current,
            (Content::Report(_), None) => Self::Unidentified,
        }
    }

    /// Returns the words for the role.
    pub const fn title(self) -> Text {
        match self {
            Self::Current => Text::new("đang dùng", "current"),
            Self::Superseded => Text::new("đã bị thay thế", "superseded"),
            Self::Duplicate => Text::new("trùng tệp khác", "duplicate"),
            Self::Unidentified => Text::new("chưa rõ đơn vị", "unidentified"),
            Self::Unreadable => Text::new("không đọc được", "unreadable"),
            Self::Unread => Text::new("máy chưa đọc được", "unread"),
            Self::Ignored => Text::new("bỏ qua", "ignored"),
        }
    }
}

/// Archives that contain reports, and the names of files on the disk.
#[derive(Debug)]
pub(crate) struct Archives<'s> {
    archives: Vec<&'s str>,
    on_disk: BTreeMap<&'s str, &'s str>,
}

impl<'s> Archives<'s> {
    /// Returns the archives among the received files.
    pub(crate) fn among(submissions: impl IntoIterator<Item = &'s Submission>) -> Self {
        let (mut archives, mut on_disk) = (Vec::new(), BTreeMap::new());
        for submission in submissions {
            if matches!(submission.content, Content::Archive) {
                archives.push(&*submission.file);
            }
            on_disk.extend(submission.on_disk.as_deref().map(|name| (&*submission.file, name)));
        }
        Self { archives, on_disk }
    }

    /// Returns the path on the disk of the workspace file that contains a received file.
    pub(crate) fn path<'f>(&self, file: &'f str) -> &'f str
    where
        's: 'f,
    {
        let file = self.openable(file);
        self.on_disk.get(file).copied().unwrap_or(file)
    }

    /// Returns the workspace file that contains a received file: for a member of an archive, the
    /// archive.
    pub(crate) fn openable<'f>(&self, file: &'f str) -> &'f str
    where
        's: 'f,
    {
        let holds = |archive: &&&str| {
            file.strip_prefix(**archive).is_some_and(|rest| rest.starts_with('/'))
        };
        self.archives.iter().find(holds).copied().unwrap_or(file)
    }
}
