//! T101: damaged or unreadable file.

use super::{Check, Location, Remedy, Reporter, Rule, Scope, Severity, Waiver};
use crate::model::case::RunScope;
use crate::model::submission::{Submission, Unreadable};
use crate::msg;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "T101",
    severity: Severity::Error,
    has_fixed_severity: true,
    scope: Scope::File,
    waiver: Waiver::UnlessError,
    remedies: &[Remedy::Ignore],
    title: Text::new("Tệp hỏng hoặc không đọc được", "The file is damaged or cannot be read"),
    why: Text::new(
        "Tệp không mở được thì không ai biết đơn vị báo cáo gì. Các tệp khác của kỳ vẫn được đọc bình thường.",
        "If a file cannot be opened, nobody knows what the unit reports. The other files of the period are still read.",
    ),
    bad: Text::new(
        "Tệp .xlsx bị cắt ngang khi gửi qua thư điện tử",
        "An .xlsx cut short on its way through e-mail",
    ),
    good: Text::new(
        "Tệp .xlsx mở được trên máy của đơn vị trước khi gửi",
        "An .xlsx that opens on the unit's own machine before it is sent",
    ),
    fix: Text::new(
        "Mở lại tệp gốc, lưu thành tệp .xlsx mới rồi gửi lại.",
        "Open the original, save it as a new .xlsx and resubmit.",
    ),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(_: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    match submission.unreadable() {
        Some(Unreadable::Damaged(what)) => {
            let (vi, en) = (&what.vi, &what.en);
            out.report(
                Location::default(),
                msg!("Không đọc được tệp: {vi}", "The file cannot be read: {en}"),
            );
        }
        Some(Unreadable::Empty(what)) => {
            let (vi, en) = (&what.vi, &what.en);
            let found =
                out.report(Location::default(), msg!("Tệp trống: {vi}", "The file is empty: {en}"));
            found.fix = msg!(
                "Mở tệp trên máy của đơn vị, thấy đủ câu trả lời thì lưu rồi gửi lại.",
                "Open the file on the unit's own machine; when all answers are there, save it and send it again."
            );
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::model::submission::Unreadable;
    use crate::msg;
    use crate::rules::fixture::{case, codes};

    #[test]
    fn an_empty_file_is_reported_as_empty() {
        let outcome =
            case().unreadable("A", Unreadable::Empty(msg!("tệp 0 byte", "a file of 0 bytes")));
        assert_eq!(codes(&outcome), ["T101 A"]);
        assert!(outcome.outcome().findings[0].message.en.contains("empty"));
    }
}
