//! T104: not a spreadsheet, whatever its name.

use super::{Check, Location, Remedy, Reporter, Rule, Scope, Severity, Waiver};
use crate::model::case::Case;
use crate::model::file_role::VersionRole;
use crate::model::submission::{ForeignKind, Unreadable};
use crate::msg;
use crate::text::{Message, Text};

pub(super) static RULE: Rule = Rule {
    code: "T104",
    severity: Severity::Error,
    has_fixed_severity: true,
    scope: Scope::File,
    waiver: Waiver::UnlessError,
    remedies: &[Remedy::Ignore],
    title: Text::new("Không phải bảng tính", "Not a spreadsheet"),
    why: Text::new(
        "Số liệu chỉ lấy được từ ô của bảng tính. Loại tệp xét theo nội dung bên trong, không theo đuôi tên tệp.",
        "Figures can be taken from a spreadsheet's cells only. The kind of a file is judged by what is inside, not by its name.",
    ),
    bad: Text::new(
        "Bản quét PDF đổi tên thành “bao cao.xlsx”",
        "A scanned PDF renamed to “bao cao.xlsx”",
    ),
    good: Text::new(
        "Biểu mẫu .xlsx đã điền; bản ký, đóng dấu gửi kèm theo đường văn thư",
        "The form as .xlsx, filled in; the signed and sealed copy goes by post",
    ),
    fix: Text::new(
        "Gửi chính tệp bảng tính .xlsx đã điền theo biểu mẫu; bản quét, văn bản, ảnh chỉ gửi kèm.",
        "Send the filled-in form itself, the .xlsx; scans, Word files and pictures may only accompany it.",
    ),
    check: Check::Case(check),
    ..Rule::DEFAULT
};

fn check(case: &Case<'_>, out: &mut Reporter<'_>) {
    let attributed = case.attributed();
    for (place, submission) in case.submissions.iter().enumerate() {
        let Some(Unreadable::NotSpreadsheet(what, nature)) = submission.unreadable() else {
            continue;
        };
        let (vi, en) = (&what.vi, &what.en);
        let part = attributed.get(&place).map(|(_, version)| version.role);
        let finding = match part {
            Some(VersionRole::Duplicate) => continue,
            Some(VersionRole::Companion) => {
                let message = msg!(
                    "Tệp gửi kèm báo cáo, không lấy số liệu: {vi}",
                    "The file goes with the report, no figure is taken from it: {en}"
                );
                let finding = out.report(Location::default(), message);
                finding.severity = Severity::Note;
                finding.fix = msg!(
                    "Không phải làm gì: số liệu lấy từ bảng tính của đơn vị.",
                    "No action needed: the figures come from the unit's spreadsheet."
                );
                finding
            }
            _ => {
                let message = match nature {
                    ForeignKind::Table | ForeignKind::Export => {
                        msg!(
                            "Bảng ở dạng không đọc được: {vi}",
                            "A table in a form that is not read: {en}"
                        )
                    }
                    _ => msg!(
                        "Tệp không phải là bảng tính: {vi}",
                        "The file is not a spreadsheet: {en}"
                    ),
                };
                let finding = out.report(Location::default(), message);
                finding.fix = advice(*nature);
                finding
            }
        };
        (finding.unit, finding.file, finding.submission) =
            (submission.identity.unit.clone(), Some(submission.file.clone()), Some(place));
    }
}

/// Returns the instructions for the sender of a file.
fn advice(nature: ForeignKind) -> Message {
    match nature {
        ForeignKind::Document => RULE.fix.to_message(),
        ForeignKind::Table => msg!(
            "Mở tệp bằng Excel hoặc LibreOffice rồi lưu thành .xlsx và gửi tệp đó.",
            "Open the file in Excel or LibreOffice, save it as .xlsx and send that file."
        ),
        ForeignKind::Export => msg!(
            "Mở tệp bằng chương trình đã tạo ra nó (Numbers …), xuất sang .xlsx rồi gửi tệp đó.",
            "Open the file in the program that made it (Numbers …), export it to .xlsx and send that file."
        ),
        ForeignKind::Packed => msg!(
            "Giải nén rồi gửi tệp .xlsx bên trong; gửi nhiều tệp thì nén lại thành .zip, không đặt mật khẩu.",
            "Unpack it and send the .xlsx inside; to send several files pack them as .zip, without a password."
        ),
        ForeignKind::Message => msg!(
            "Mở thư, lưu tệp đính kèm rồi gửi tệp đó.",
            "Open the message, save the attached file and send that file."
        ),
        ForeignKind::Other => msg!(
            "Mở tệp bằng chương trình đã tạo ra nó; nếu là bảng tính thì lưu thành .xlsx rồi gửi tệp đó.",
            "Open the file in the program that made it; if it is a spreadsheet save it as .xlsx and send that file."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::model::submission::{Content, ForeignKind, Unreadable};
    use crate::msg;
    use crate::rules::Severity;
    use crate::rules::fixture::{Fixture, case, day};

    fn foreign(nature: ForeignKind) -> Unreadable {
        Unreadable::NotSpreadsheet(msg!("tài liệu PDF", "a PDF document"), nature)
    }

    /// Returns a case in which a unit also sent a file that is not a spreadsheet.
    fn with_foreign_file(nature: ForeignKind) -> Fixture {
        let mut fixture = case().another("A", "16/BC-A", day(2024, 4, 27), |_| {});
        fixture.inputs.submissions.last_mut().unwrap().content =
            Content::Unreadable(foreign(nature));
        fixture
    }

    #[test]
    fn a_document_that_accompanies_a_report_is_a_note() {
        let severities = |nature| {
            let fixture = with_foreign_file(nature);
            let outcome = fixture.outcome();
            outcome
                .findings
                .iter()
                .filter(|finding| finding.rule.code == "T104")
                .map(|finding| finding.severity)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            [ForeignKind::Document, ForeignKind::Message].map(severities),
            [[Severity::Note], [Severity::Note]]
        );
        // a table of another program may contain other figures
        assert_eq!(
            [ForeignKind::Table, ForeignKind::Export, ForeignKind::Packed].map(severities),
            [[Severity::Error], [Severity::Error], [Severity::Error]]
        );
    }

    #[test]
    fn a_document_does_not_accompany_a_report_on_another_period() {
        let fixture = with_foreign_file(ForeignKind::Document).report("A", |report| {
            report.period = crate::model::submission::PeriodClaim::Named("2023-6T".into());
        });
        let outcome = fixture.outcome();
        assert!(
            outcome
                .findings
                .iter()
                .any(|finding| finding.rule.code == "T104" && finding.severity == Severity::Error)
        );
    }

    #[test]
    fn senders_of_other_tables_are_not_told_to_fill_in_the_form() {
        for nature in [
            ForeignKind::Table,
            ForeignKind::Export,
            ForeignKind::Packed,
            ForeignKind::Message,
            ForeignKind::Other,
        ] {
            let fixture = case().unreadable("A", foreign(nature));
            let fix = fixture.outcome().findings[0].fix.clone();
            assert!(
                fix.vi != RULE.fix.vi && !fix.vi.contains("biểu mẫu") && !fix.en.contains("form"),
                "{}",
                fix.vi
            );
        }
    }
}
