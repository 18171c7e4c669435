//! T103: larger than the limits.

use super::{Check, Location, Remedy, Reporter, Rule, Scope, Severity, Waiver};
use crate::model::case::RunScope;
use crate::model::submission::{Submission, Unreadable};
use crate::msg;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "T103",
    severity: Severity::Error,
    has_fixed_severity: true,
    scope: Scope::File,
    waiver: Waiver::UnlessError,
    remedies: &[Remedy::Ignore],
    title: Text::new("Tệp vượt giới hạn", "The file exceeds the limits"),
    why: Text::new(
        "Một báo cáo chỉ có vài trăm ô. Tệp quá lớn thường do dán ảnh, định dạng cả cột hoặc kèm dữ liệu khác, và có thể làm ngừng cả đợt tổng hợp.",
        "A report has a few hundred cells. A much larger file contains pictures, formats on whole columns or other data, and could stop the whole run.",
    ),
    bad: Text::new(
        "Tệp 80 MB vì dán ảnh chụp vào trang tính",
        "A file of 80 MB because of photos on a sheet",
    ),
    good: Text::new("Tệp chỉ có biểu mẫu, dưới 50 MB", "A file with the form only, below 50 MB"),
    fix: Text::new(
        "Bỏ ảnh và dữ liệu khác khỏi tệp, hoặc chép câu trả lời sang một biểu mẫu mới, rồi gửi lại; nếu là tệp nén thì gửi riêng tệp .xlsx.",
        "Remove pictures and other data from the file, or copy the answers into a new form, and resubmit; instead of an archive, send the .xlsx by itself.",
    ),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(_: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    if let Some(Unreadable::TooLarge(what)) = submission.unreadable() {
        let (vi, en) = (&what.vi, &what.en);
        out.report(
            Location::default(),
            msg!("Tệp vượt giới hạn: {vi}", "The file exceeds the limits: {en}"),
        );
    }
}
