//! N104: replaced by a later version.

use super::{Check, Location, Reporter, Rule, Scope, Severity, Waiver};
use crate::model::about::About;
use crate::model::case::Case;
use crate::model::file_role::VersionRole;
use crate::model::form::Field;
use crate::msg;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "N104",
    severity: Severity::Note,
    scope: Scope::Version,
    waiver: Waiver::OnRequest,
    title: Text::new("Đã được thay bằng bản sau", "Replaced by a later version"),
    why: Text::new(
        "Báo cáo sai nội dung được thay bằng văn bản cùng hình thức (Nghị định 30/2020/NĐ-CP, Điều 18 khoản 3). Số liệu lấy theo bản sau cùng được chấp nhận, đúng hạn tính theo bản đầu tiên.",
        "A report with wrong content is replaced by a document of the same form (Nghị định 30/2020/NĐ-CP, Điều 18 khoản 3). Figures come from the last accepted version, punctuality from the first.",
    ),
    bad: Text::new(
        "Bản 21/BC ghi “Thay thế báo cáo số: 15/BC”",
        "Report 21/BC says “Thay thế báo cáo số: 15/BC”",
    ),
    good: Text::new(
        "Bản cũ giữ trong thư mục nhận, bản mới ghi rõ thay thế",
        "The old version stays in the folder, the new one says what it replaces",
    ),
    fix: Text::new(
        "Không phải làm gì nếu việc thay là đúng. Bản thay còn lỗi thì trả lại để sửa.",
        "No action needed if the replacement is intended. Return replacements that have errors.",
    ),
    check: Check::Case(check),
    ..Rule::DEFAULT
};

fn check(case: &Case<'_>, out: &mut Reporter<'_>) {
    for dossier in &case.dossiers {
        for version in &dossier.versions {
            let Some(submission) = case.submission(version) else {
                continue;
            };
            let file_of =
                |place: usize| case.submissions.get(place).map(|other| other.file.to_string());
            let (found, message) = match version.role {
                VersionRole::Superseded => {
                    let Some(newer) = version.because_of.and_then(file_of) else {
                        continue;
                    };
                    let message = msg!(
                        "Đã được thay bằng {newer}; số liệu của tệp này không tính",
                        "Replaced by {newer}; the figures of this file do not count"
                    );
                    (newer, message)
                }
                VersionRole::Pending => {
                    let Some(older) =
                        dossier.current().and_then(|current| file_of(current.submission))
                    else {
                        continue;
                    };
                    let message = msg!(
                        "Bản thay còn lỗi nên chưa được dùng; số liệu vẫn lấy theo {older}",
                        "The replacement has errors and is not used yet; the figures still come from {older}"
                    );
                    (older, message)
                }
                VersionRole::Companion if submission.report().is_some() => {
                    let Some(filled) = version.because_of.and_then(file_of) else {
                        continue;
                    };
                    let message = msg!(
                        "Biểu mẫu để trống, chưa điền câu trả lời nào; số liệu lấy theo {filled}",
                        "A form without any answer; the figures come from {filled}"
                    );
                    (filled, message)
                }
                _ => continue,
            };
            let location = Location {
                about: vec![About::Field(Field::Replaces)],
                found: Some(found),
                ..Location::default()
            };
            out.file(&dossier.unit, version.submission, submission, location, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::form::{Field, Sheet};
    use crate::model::reading::{Reading, Why};
    use crate::model::submission::Report;
    use crate::rules::fixture::{case, codes, day, total, words};

    fn replaces(report: &mut Report) {
        report.info.insert(Field::Replaces, words("15/BC-A", Sheet::Info, 2));
        report.figures[4].reading = Reading::Number(7.into());
    }

    #[test]
    fn a_replaced_version_is_noted_and_the_later_one_counts() {
        let fixture = case().another("A", "21/BC-A", day(2024, 5, 3), replaces);
        assert_eq!(codes(&fixture), ["N104 A"]);
        assert_eq!(total(&fixture, "CT05"), ("7".to_owned(), 3));
    }

    #[test]
    fn a_replacement_with_errors_does_not_replace_an_accepted_report() {
        let fixture = case().another("A", "21/BC-A", day(2024, 5, 3), |report| {
            replaces(report);
            report.figures[4].reading = Reading::misread(Why::NotANumber, None);
        });
        assert_eq!(codes(&fixture), ["G101 A", "N104 A"]);
        assert_eq!(total(&fixture, "CT05"), ("0".to_owned(), 3));
    }
}
