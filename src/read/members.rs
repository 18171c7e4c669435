//! Reads the members of an archive as separate files. A bad member does not affect the others.

use super::archive::Archive;
use super::file_bytes::hash;
use super::{Reader, file_names, file_types, limits, refine_too_large, system_files};
use crate::model::id::UnitCode;
use crate::model::submission::{Content, ForeignKind, Identity, Submission, Unreadable};
use crate::msg;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Minimum number of members for which an archive without a spreadsheet gives one finding.
const MIN_MEMBERS: usize = 4;

/// Remaining nesting levels and bytes for archives in archives.
pub(super) struct ArchiveBudget {
    levels: usize,
    bytes: u64,
}

impl ArchiveBudget {
    /// Returns the budget of a received file: an archive and archives directly in it.
    pub(super) const fn new() -> Self {
        Self { levels: 2, bytes: limits::INFLATED_BYTES }
    }
}

impl Reader<'_> {
    /// Reads the members of an archive.
    pub(super) fn members(
        &self,
        name: &Arc<str>,
        mut archive: Archive<'_>,
        nesting: &mut ArchiveBudget,
    ) -> Result<Vec<Submission>, Unreadable> {
        if nesting.levels == 0 {
            let what = msg!("tệp nén nằm sâu trong tệp nén khác", "an archive nested too deeply");
            return Err(Unreadable::NotSpreadsheet(what, ForeignKind::Packed));
        }
        let inflated = archive.inflated_bytes();
        nesting.bytes = nesting
            .bytes
            .checked_sub(inflated)
            .ok_or_else(|| limits::too_large_inflated(inflated))?;
        nesting.levels -= 1;
        let members = self.read_members(name, &mut archive, nesting);
        nesting.levels += 1;
        match members {
            _ if archive.members().is_empty() => {
                Err(Unreadable::Empty(msg!("tệp nén rỗng", "an empty archive")))
            }
            members if members.iter().all(|member| matches!(member.content, Content::Ignored)) => {
                Err(Unreadable::Empty(msg!(
                    "tệp nén không có báo cáo nào",
                    "an archive without any report"
                )))
            }
            members => without_spreadsheet(&members).map_or(Ok(members), Err),
        }
    }

    fn read_members(
        &self,
        name: &Arc<str>,
        archive: &mut Archive<'_>,
        nesting: &mut ArchiveBudget,
    ) -> Vec<Submission> {
        let groups = archive.members();
        let inside: Vec<String> =
            groups.iter().flatten().map(|(_, member)| file_names::member_path(member)).collect();
        let mut inside = file_names::disambiguate(inside).into_iter();
        let mut members = Vec::new();
        for group in groups {
            let files: Vec<Vec<Submission>> = group
                .iter()
                .zip(&mut inside)
                .map(|((at, _), inside)| {
                    let bytes = archive.member(*at, limits::FILE_BYTES);
                    let bytes = bytes.map_err(|why| {
                        refine_too_large(why, || archive.head(*at, file_types::HEAD))
                    });
                    self.member(name, &inside, bytes, nesting)
                })
                .collect();
            members.extend(if files.len() > 1 {
                self.members_of_one_name(files)
            } else {
                files.into_iter().flatten().collect()
            });
        }
        members
    }

    /// Reads a member from its bytes, or reports why it could not be extracted.
    fn member(
        &self,
        archive: &str,
        inside: &str,
        bytes: Result<Vec<u8>, Unreadable>,
        nesting: &mut ArchiveBudget,
    ) -> Vec<Submission> {
        let full: Arc<str> = format!("{archive}/{inside}").into();
        if system_files::is_in_trash(inside) {
            let bytes = bytes.unwrap_or_default();
            return vec![ignored(
                full,
                hash(&bytes),
                u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            )];
        }
        match bytes {
            Ok(bytes) => self.submissions(&full, &bytes, nesting),
            Err(why) => vec![self.failed(&full, String::new(), 0, why.into())],
        }
    }

    /// Reads members of the same name. If they differ and one may be a report, none is used.
    fn members_of_one_name(&self, files: Vec<Vec<Submission>>) -> Vec<Submission> {
        let heads: Vec<&Submission> = files.iter().filter_map(|file| file.first()).collect();
        let same = heads.iter().all(|head| {
            !head.sha256.is_empty()
                && heads.first().is_some_and(|first| first.sha256 == head.sha256)
        });
        if same || heads.iter().all(|head| is_no_report(head)) {
            return files.into_iter().flatten().collect();
        }
        let units: BTreeSet<Option<&UnitCode>> =
            heads.iter().map(|head| head.identity.unit.as_ref()).collect();
        let unit = if units.len() == 1 { units.first().copied().flatten().cloned() } else { None };
        let Some(first) = heads.first() else {
            return Vec::new();
        };
        let (name, count) = (first.file.rsplit('/').next().unwrap_or_default(), heads.len());
        let what = msg!(
            "trong tệp nén có {count} tệp cùng tên “{name}”",
            "{count} files of the archive have the name “{name}”"
        );
        let mut doubled = self.failed(
            &first.file,
            first.sha256.clone(),
            first.bytes,
            Unreadable::Doubled(what).into(),
        );
        doubled.identity.unit = unit.or(doubled.identity.unit);
        let others = heads
            .iter()
            .skip(1)
            .map(|head| ignored(Arc::clone(&head.file), head.sha256.clone(), head.bytes));
        std::iter::once(doubled).chain(others).collect()
    }
}

/// Returns a submission for a file that is listed but not read.
pub(super) fn ignored(file: Arc<str>, sha256: String, bytes: u64) -> Submission {
    Submission {
        file,
        on_disk: None,
        sha256,
        bytes,
        identity: Identity::default(),
        content: Content::Ignored,
    }
}

/// Returns whether a file is certainly not a report.
fn is_no_report(submission: &Submission) -> bool {
    match &submission.content {
        Content::Ignored => true,
        Content::Unreadable(Unreadable::NotSpreadsheet(_, nature)) => {
            nature.goes_with_a_report() || *nature == ForeignKind::Other
        }
        _ => false,
    }
}

/// Returns a single failure if an archive holds many files and none is a spreadsheet.
fn without_spreadsheet(members: &[Submission]) -> Option<Unreadable> {
    let nature = |member: &Submission| match &member.content {
        Content::Unreadable(Unreadable::NotSpreadsheet(_, nature)) => Some(Some(*nature)),
        Content::Ignored => Some(None),
        _ => None,
    };
    let natures: Vec<ForeignKind> =
        members.iter().map(nature).collect::<Option<Vec<_>>>()?.into_iter().flatten().collect();
    let first = natures.first().copied().filter(|_| natures.len() >= MIN_MEMBERS)?;
    let nature =
        if natures.iter().all(|nature| *nature == first) { first } else { ForeignKind::Other };
    let nature = if natures.iter().all(|nature| nature.goes_with_a_report()) {
        ForeignKind::Document
    } else {
        nature
    };
    let count = natures.len();
    let what = msg!(
        "tệp nén có {count} tệp, không tệp nào là bảng tính",
        "an archive of {count} files, none of them a spreadsheet"
    );
    Some(Unreadable::NotSpreadsheet(what, nature))
}
