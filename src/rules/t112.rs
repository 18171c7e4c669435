//! T112: two parts or members under one name.

use super::{Check, Location, Remedy, Reporter, Rule, Scope, Severity, Waiver};
use crate::model::case::RunScope;
use crate::model::submission::{Submission, Unreadable};
use crate::msg;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "T112",
    severity: Severity::Error,
    has_fixed_severity: true,
    scope: Scope::File,
    waiver: Waiver::UnlessError,
    remedies: &[Remedy::Ignore],
    title: Text::new("Hai phần hoặc hai tệp cùng tên", "Two parts or members under one name"),
    why: Text::new(
        "Mỗi chương trình mở một phần khác nhau trong hai phần cùng tên: đơn vị thấy số này, người nhận thấy số khác. Không biết phần nào đúng thì không lấy phần nào.",
        "Programs differ in which of two parts with the same name they open, so the unit may see one figure and the reader another. If it is unclear which is meant, neither is used.",
    ),
    bad: Text::new(
        "Tệp nén có hai tệp “bao cao.xlsx” khác nhau",
        "An archive with two different files “bao cao.xlsx”",
    ),
    good: Text::new(
        "Mỗi tệp trong tệp nén một tên",
        "Every file of the archive has a name of its own",
    ),
    fix: Text::new(
        "Mở đúng tệp cần gửi, lưu thành tệp .xlsx mới rồi gửi riêng tệp đó.",
        "Open the file that is meant, save it as a new .xlsx and send that file by itself.",
    ),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(_: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    if let Some(Unreadable::Doubled(what)) = submission.unreadable() {
        let (vi, en) = (&what.vi, &what.en);
        out.report(
            Location::default(),
            msg!("Không rõ phải đọc phần nào: {vi}", "It is not certain which is meant: {en}"),
        );
    }
}
