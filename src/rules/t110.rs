//! T110: a secrecy stamp in the document.

use super::{Check, Location, Remedy, Reporter, Rule, Scope, Severity, Waiver};
use crate::model::case::RunScope;
use crate::model::submission::{Submission, Unreadable};
use crate::msg;
use crate::text::Text;
use std::sync::Arc;

pub(super) static RULE: Rule = Rule {
    code: "T110",
    severity: Severity::Error,
    has_fixed_severity: true,
    scope: Scope::File,
    waiver: Waiver::UnlessError,
    remedies: &[Remedy::Ignore],
    title: Text::new("Có dấu chỉ độ mật trong tài liệu", "A secrecy stamp in the document"),
    why: Text::new(
        "Chương trình chỉ dùng cho số liệu hành chính không mật. Pháp luật về bảo vệ bí mật nhà nước cấm soạn thảo, lưu giữ tài liệu bí mật nhà nước trên máy tính có kết nối mạng; vì vậy tệp không được đọc tiếp.",
        "The program is for unclassified administrative figures only. The law on state secrets forbids drafting or keeping them on a computer connected to a network, so the file is not read further.",
    ),
    bad: Text::new("Ô đầu trang ghi “MẬT”", "A cell at the top says “MẬT”"),
    good: Text::new(
        "Báo cáo không mang dấu độ mật, chỉ có số liệu hành chính",
        "A report without a secrecy stamp, with administrative figures only",
    ),
    fix: Text::new(
        "Nếu là tài liệu mật: đưa tệp ra khỏi máy và xử lý theo quy định về bảo vệ bí mật nhà nước. Nếu đóng dấu nhầm: báo người có thẩm quyền xử lý theo quy định, gửi bản khác không mang dấu độ mật.",
        "If the document is secret: remove it from this machine and handle it under the rules on state secrets. If it was stamped by mistake: report it to the competent person, who decides under those rules, and send another version without the stamp.",
    ),
    unit_fix: Some(Text::new(
        "Nếu là tài liệu mật: xử lý theo quy định về bảo vệ bí mật nhà nước. Nếu đóng dấu nhầm: báo người có thẩm quyền xử lý theo quy định, gửi bản khác không mang dấu độ mật.",
        "If the document is secret: handle it under the rules on state secrets. If it was stamped by mistake: report it to the competent person, who decides under those rules, and send another version without the stamp.",
    )),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(_: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    if let Some(Unreadable::Classified { sheet, cell, stamp }) = submission.unreadable() {
        let location = Location {
            sheet: Some(Arc::clone(sheet)),
            cells: cell.iter().copied().collect(),
            found: Some(stamp.clone()),
            ..Location::default()
        };
        out.report(
            location,
            msg!(
                "Có dấu “{stamp}” trong tài liệu; phần còn lại không được đọc",
                "The document carries the stamp “{stamp}”; the rest was not read"
            ),
        );
    }
}
