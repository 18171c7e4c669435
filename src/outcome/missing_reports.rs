//! Missing reports with their reasons, and files whose unit is unknown.

use super::Outcome;
use crate::model::case::Dossier;
use crate::model::file_role::FileRole;
use crate::model::file_role::VersionRole;
use crate::model::status::{Punctuality, State};
use crate::model::submission::Submission;
use crate::msg;
use crate::rules::Severity;
use crate::text::{Message, counted};

/// Unit that must report and has no readable report.
#[derive(Debug)]
pub(crate) struct MissingReport<'o> {
    pub dossier: &'o Dossier,
    pub why: Message,
    pub severity: Severity,
}

impl Outcome<'_> {
    /// Returns the missing reports, in the order of the tables.
    pub(crate) fn missing_reports(&self) -> Vec<MissingReport<'_>> {
        let all = self.case.by_group().into_iter().flat_map(|(_, members)| members);
        let absent =
            all.filter(|dossier| dossier.expected && self.case.report_on_period(dossier).is_none());
        absent.map(|dossier| self.missing_report(dossier)).collect()
    }

    /// Returns the files that may be reports and whose unit is unknown.
    pub(crate) fn unattributed_files(&self) -> Vec<&Submission> {
        let attributed = self.case.attributed();
        let files = self
            .case
            .submissions
            .iter()
            .enumerate()
            .filter(|(place, _)| !attributed.contains_key(place));
        let reports = files.map(|(_, submission)| submission);
        reports
            .filter(|submission| {
                matches!(
                    FileRole::new(submission, None),
                    FileRole::Unidentified | FileRole::Unreadable
                )
            })
            .collect()
    }

    fn missing_report<'o>(&'o self, dossier: &'o Dossier) -> MissingReport<'o> {
        let left = dossier.days_left(self.case.scope.as_of).unwrap_or(0);
        let (why, severity) = if self.state(dossier) == State::Unread {
            (
                msg!(
                    "Đã nhận, máy này chưa đọc được tệp",
                    "Received, but this machine could not read the file"
                ),
                Severity::Warning,
            )
        } else if !dossier.is_empty() {
            (self.unusable(dossier), Severity::Error)
        } else if dossier.punctuality == Punctuality::Missing {
            let days = -left;
            (
                {
                    let many = counted(days, "day");
                    msg!("Chưa gửi, quá hạn {days} ngày", "Not received, {many} overdue")
                },
                Severity::Error,
            )
        } else if left > 0 {
            (
                {
                    let many = counted(left, "day");
                    msg!("Chưa gửi, còn {left} ngày đến hạn", "Not received, {many} left")
                },
                Severity::Note,
            )
        } else {
            (msg!("Chưa gửi, hôm nay đến hạn", "Not received, due today"), Severity::Warning)
        };
        MissingReport { dossier, why, severity }
    }

    /// Returns why the files of a unit are no report on the period.
    fn unusable(&self, dossier: &Dossier) -> Message {
        let files = dossier.conflicting().count();
        if files > 1 {
            msg!(
                "Có {files} bản khác nhau, chưa rõ bản nào thay thế",
                "{files} versions differ and none says it replaces the other"
            )
        } else if dossier.versions.iter().any(|version| version.role == VersionRole::OtherPeriod) {
            msg!("Gửi báo cáo của kỳ khác", "Sent a report of another period")
        } else {
            let unread = || msg!("Đã gửi nhưng không đọc được", "Sent, but could not be read");
            let error = self.findings_of(&dossier.unit).find(|finding| finding.is_unwaived_error());
            error.map_or_else(unread, |finding| finding.message.clone())
        }
    }
}
