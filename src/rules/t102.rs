//! T102: password-protected.

use super::{Check, Location, Remedy, Reporter, Rule, Scope, Severity, Waiver};
use crate::model::case::RunScope;
use crate::model::submission::{Submission, Unreadable};
use crate::msg;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "T102",
    severity: Severity::Error,
    has_fixed_severity: true,
    scope: Scope::File,
    waiver: Waiver::UnlessError,
    remedies: &[Remedy::Ignore],
    title: Text::new("Tệp đặt mật khẩu", "The file is password-protected"),
    why: Text::new(
        "Chương trình không hỏi và không dò mật khẩu; nội dung sau mật khẩu không kiểm tra được.",
        "The program neither asks for passwords nor guesses them, so the content of a protected file cannot be checked.",
    ),
    bad: Text::new("Tệp đòi mật khẩu khi mở", "A file that asks for a password to open"),
    good: Text::new(
        "Tệp mở được ngay; chỉ khóa ô của biểu mẫu",
        "A file that opens at once; only the form's own cells are locked",
    ),
    fix: Text::new(
        "Bỏ mật khẩu mở tệp, lưu lại rồi gửi lại.",
        "Remove the password for opening, save the file and resubmit.",
    ),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(_: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    if let Some(Unreadable::Encrypted) = submission.unreadable() {
        out.report(
            Location::default(),
            msg!(
                "Tệp đặt mật khẩu, không đọc được",
                "The file is password-protected and cannot be read"
            ),
        );
    }
}
