//! What became of a file that was received, whoever sent it.

use super::submission::{Content, Submission};
use crate::text::Text;
use std::collections::BTreeMap;

/// What became of one file of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum VersionRole {
    /// Its figures are the unit's.
    Current,
    /// A later version took its place.
    Superseded,
    /// The same as another file.
    Duplicate,
    /// Stands against another version; neither counts.
    Conflicting,
    /// Replaces an accepted report but has faults itself.
    Pending,
    /// Says that it adds to another report; not used until the office decides.
    Supplement,
    /// Of another period.
    OtherPeriod,
    /// Could not be read.
    Unreadable,
    /// Goes with the unit's report and asks nothing: a scan, a text, a form left blank.
    Companion,
    /// This machine could not read it now.
    Unread,
}

impl VersionRole {
    /// Whether what a file says speaks of the period at hand.
    pub const fn is_of_this_period(self) -> bool {
        !matches!(self, Self::OtherPeriod | Self::Unreadable | Self::Companion | Self::Unread)
    }
}

/// What became of any file, a unit's or nobody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileRole {
    /// It speaks for its unit.
    Current,
    /// Another took its place.
    Superseded,
    /// The same as another.
    Duplicate,
    /// It could be read, but whose it is cannot be told.
    Unidentified,
    /// It could not be read.
    Unreadable,
    /// This machine could not read it now.
    Unread,
    /// It is not meant as a report, or only goes with one.
    Ignored,
}

impl FileRole {
    /// The role of a file from its part among its unit's files, where it has one.
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

    /// The words for it.
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

/// The files in which others may stand: archives with reports in them. And the names of files on the disk.
#[derive(Debug)]
pub struct Archives<'s> {
    archives: Vec<&'s str>,
    on_disk: BTreeMap<&'s str, &'s str>,
}

impl<'s> Archives<'s> {
    /// Those among the files received.
    pub fn among(submissions: impl IntoIterator<Item = &'s Submission>) -> Self {
        let (mut archives, mut on_disk) = (Vec::new(), BTreeMap::new());
        for submission in submissions {
            if matches!(submission.content, Content::Archive) {
                archives.push(&*submission.file);
            }
            on_disk.extend(submission.on_disk.as_deref().map(|name| (&*submission.file, name)));
        }
        Self { archives, on_disk }
    }

    /// The path on the disk of the file of the workspace that a received file stands in.
    pub fn path<'f>(&self, file: &'f str) -> &'f str
    where
        's: 'f,
    {
        let file = self.openable(file);
        self.on_disk.get(file).copied().unwrap_or(file)
    }

    /// The file of the workspace that a received file stands in: of an archive's member the archive.
    pub fn openable<'f>(&self, file: &'f str) -> &'f str
    where
        's: 'f,
    {
        let holds = |archive: &&&str| {
            file.strip_prefix(**archive).is_some_and(|rest| rest.starts_with('/'))
        };
        self.archives.iter().find(holds).copied().unwrap_or(file)
    }
}
