//! Lists the action items of the office, most urgent first.

use super::Outcome;
use crate::model::case::{Case, Dossier};
use crate::model::status::{Punctuality, State};
use crate::model::submission::Submission;
use crate::msg;
use crate::rules::named;
use crate::text::{Message, counted};
use std::collections::BTreeSet;

/// Days before the deadline from which units are reminded.
const SOON: i64 = 7;

/// Kind of an action item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ActionKind {
    /// Files that this machine could not read.
    Unread,
    /// Reports in the register but not in the inbox.
    Lost,
    /// Units that are overdue.
    Overdue,
    /// Units whose deadline is near.
    Due,
    /// Units with no readable file.
    Unreadable,
    /// Units with conflicting versions.
    Conflicting,
    /// Files whose unit is unknown.
    Unattributed,
    /// Units whose reports have errors.
    Returned,
}

/// An action item (*việc cần làm*).
#[derive(Debug)]
pub(crate) struct ActionItem<'o> {
    /// Its kind.
    pub kind: ActionKind,
    /// What to do, with how many.
    pub what: Message,
    /// The units it concerns.
    pub units: Vec<&'o Dossier>,
    /// The files without a known unit that it concerns.
    pub files: Vec<&'o Submission>,
}

impl ActionKind {
    /// Returns what to do with so many units or files, so many days before the deadline.
    fn task(self, n: usize, days: i64) -> Message {
        let [units, overdue, reports, files] =
            ["unit", "overdue unit", "report", "file"].map(|noun| counted(n, noun));
        let left = counted(days, "day");
        match self {
            Self::Unread => msg!(
                "Chạy lại để đọc báo cáo ở {n} nơi máy này chưa đọc được",
                "Run again to read {reports} that this machine could not read"
            ),
            Self::Lost => msg!(
                "Tìm tệp của {n} đơn vị đã có trong sổ văn bản đến",
                "Find the files of {units} listed in the register"
            ),
            Self::Overdue => {
                msg!("Đôn đốc {n} đơn vị quá hạn chưa gửi", "Remind {overdue}")
            }
            Self::Due if days == 0 => {
                msg!("Nhắc {n} đơn vị chưa gửi, hôm nay đến hạn", "Remind {units}, due today")
            }
            Self::Due => {
                msg!("Nhắc {n} đơn vị chưa gửi, còn {days} ngày", "Remind {units}, {left} left")
            }
            Self::Unreadable => msg!(
                "Đề nghị {n} đơn vị gửi lại tệp (tệp đã gửi không mở được)",
                "Ask {units} to resend a file that cannot be opened"
            ),
            Self::Conflicting => msg!(
                "Hỏi {n} đơn vị gửi nhiều bản: dùng bản nào",
                "Ask {units} which version counts"
            ),
            Self::Unattributed => {
                msg!("Xác định {n} tệp chưa rõ của đơn vị nào", "Find out the unit of {files}")
            }
            Self::Returned => {
                msg!("Trả lại {n} báo cáo có lỗi để đơn vị sửa", "Send back {reports} with errors")
            }
        }
    }
}

impl<'o> ActionItem<'o> {
    fn new(
        kind: ActionKind,
        units: Vec<&'o Dossier>,
        files: Vec<&'o Submission>,
        days: i64,
    ) -> Self {
        Self { kind, what: kind.task(units.len() + files.len(), days), units, files }
    }

    /// Returns the short names of its units, or the names of its files.
    pub(crate) fn short_names(&self, case: &'o Case<'_>) -> Vec<&'o str> {
        let files = self.files.iter().map(|file| &*file.file);
        self.units.iter().map(|dossier| case.short_name(&dossier.unit)).chain(files).collect()
    }
}

impl Outcome<'_> {
    /// Returns the action items, most urgent first. A unit is in the first that applies only.
    pub(crate) fn action_items(&self) -> Vec<ActionItem<'_>> {
        let mut left: Vec<&Dossier> =
            self.case.by_group().into_iter().flat_map(|(_, members)| members).collect();
        let mut take = |wanted: &dyn Fn(&Dossier) -> bool| {
            let (taken, rest) = left.iter().partition(|dossier| wanted(dossier));
            left = rest;
            taken
        };
        let unread = take(&|dossier| dossier.is_partly_unread());
        let lost: BTreeSet<_> = self
            .findings
            .iter()
            .filter(|finding| finding.is_of_rule(&named::REGISTERED_WITHOUT_FILE))
            .map(|finding| &finding.unit)
            .collect();
        let days_left =
            |dossier: &Dossier| dossier.days_left(self.case.scope.as_of).unwrap_or(i64::MAX);
        let lost = take(&|dossier| lost.contains(&Some(dossier.unit.clone())));
        let overdue = take(&|dossier| dossier.punctuality == Punctuality::Missing);
        let awaited = take(&|dossier| {
            dossier.punctuality == Punctuality::Awaited && days_left(dossier) <= SOON
        });
        let days = awaited.iter().map(|dossier| days_left(dossier)).min().unwrap_or(0);
        let unreadable = take(&|dossier| self.state(dossier) == State::Unreadable);
        let conflicting = take(&|dossier| dossier.conflicting().count() > 1);
        let returned = take(&|dossier| self.state(dossier) == State::Returned);
        let unread_files = self.case.unread().filter(|file| file.identity.unit.is_none()).collect();
        let mut items = vec![
            ActionItem::new(ActionKind::Unread, unread, unread_files, 0),
            ActionItem::new(ActionKind::Lost, lost, Vec::new(), 0),
            ActionItem::new(ActionKind::Overdue, overdue, Vec::new(), 0),
            ActionItem::new(ActionKind::Due, awaited, Vec::new(), days),
            ActionItem::new(ActionKind::Unreadable, unreadable, Vec::new(), 0),
            ActionItem::new(ActionKind::Conflicting, conflicting, Vec::new(), 0),
            ActionItem::new(ActionKind::Unattributed, Vec::new(), self.unattributed_files(), 0),
            ActionItem::new(ActionKind::Returned, returned, Vec::new(), 0),
        ];
        items.retain(|item| !item.units.is_empty() || !item.files.is_empty());
        items
    }
}

#[cfg(test)]
mod tests {
    use crate::model::case::Inputs;
    use crate::model::submission::Unreadable;
    use crate::rules::fixture::{Fixture, case, day};

    fn lines(fixture: &Fixture) -> Vec<String> {
        let outcome = fixture.outcome();
        outcome
            .action_items()
            .iter()
            .map(|item| format!("{}: {}", item.what, item.short_names(&outcome.case).join(", ")))
            .collect()
    }

    #[test]
    fn complete_results_have_no_action_items() {
        assert_eq!(lines(&case()), [""; 0]);
    }

    #[test]
    fn overdue_units_come_first_and_each_unit_has_one_item() {
        let fixture = case().missing("A").unreadable("B", Unreadable::Encrypted).figure(
            "C",
            "CT01",
            "12 buổi",
        );
        assert_eq!(
            lines(&fixture),
            [
                "Đôn đốc 1 đơn vị quá hạn chưa gửi: Đơn vị A",
                "Đề nghị 1 đơn vị gửi lại tệp (tệp đã gửi không mở được): Đơn vị B",
                "Trả lại 1 báo cáo có lỗi để đơn vị sửa: Đơn vị C"
            ]
        );
    }

    #[test]
    fn a_unit_whose_report_is_in_the_register_is_not_reminded() {
        let mut fixture = case();
        fixture.inputs.submissions.retain(|submission| submission.sha256 != "A");
        assert_eq!(lines(&fixture), ["Tìm tệp của 1 đơn vị đã có trong sổ văn bản đến: Đơn vị A"]);
    }

    #[test]
    fn conflicting_versions_and_unattributed_files_are_items() {
        let fixture = case()
            .another("A", "16/BC-A", day(2024, 4, 27), |report| {
                report.figures[0].raw = Some("3".into());
            })
            .edit("B", |submission| submission.identity.unit = None);
        let inputs = Inputs { register: Vec::new(), ..fixture.inputs };
        let lines = lines(&Fixture { inputs, plan: fixture.plan, as_of: fixture.as_of });
        assert!(
            lines.contains(&"Hỏi 1 đơn vị gửi nhiều bản: dùng bản nào: Đơn vị A".to_owned()),
            "{lines:?}"
        );
        assert!(
            lines.contains(&"Xác định 1 tệp chưa rõ của đơn vị nào: nhan/P/B.xlsx".to_owned()),
            "{lines:?}"
        );
    }

    #[test]
    fn units_are_reminded_in_the_week_before_the_deadline() {
        let on = |day| lines(&Fixture { as_of: day, ..case().missing("A") });
        assert_eq!(on(day(2024, 4, 22)), [""; 0]);
        assert_eq!(on(day(2024, 4, 23)), ["Nhắc 1 đơn vị chưa gửi, còn 7 ngày: Đơn vị A"]);
        assert_eq!(on(day(2024, 4, 30)), ["Nhắc 1 đơn vị chưa gửi, hôm nay đến hạn: Đơn vị A"]);
    }
}
