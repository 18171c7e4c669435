//! T104: not a spreadsheet, whatever its name.

use super::{Check, Rule, Severity, Reporter, Spot};
use crate::model::case::Brief;
use crate::model::submission::{Submission, Unreadable};
use crate::say;
use crate::text::Text;

/// See the module.
pub(super) static RULE: Rule = Rule {
    code: "T104",
    severity: Severity::Error,
    title: Text::new("Không phải bảng tính", "Not a spreadsheet"),
    why: Text::new("Số liệu chỉ lấy được từ ô của bảng tính. Loại tệp xét theo nội dung bên trong, không theo đuôi tên tệp.", "Figures can be taken from a spreadsheet's cells only. The kind of a file is judged by what is inside, not by its name."),
    bad: Text::new("Bản quét PDF đổi tên thành “bao cao.xlsx”", "A scanned PDF renamed to “bao cao.xlsx”"),
    good: Text::new("Biểu mẫu .xlsx đã điền; bản ký, đóng dấu gửi kèm theo đường văn thư", "The form as .xlsx, filled in; the signed and sealed copy goes by post"),
    fix: Text::new("Điền vào biểu mẫu bảng tính do văn phòng cấp rồi gửi tệp đó.", "Fill in the spreadsheet form the office issued and send that file."),
    check: Check::Submission(check),
};

fn check(_: &Brief<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    if let Some(Unreadable::NotSpreadsheet(what)) = submission.unreadable() {
        let (vi, en) = (&what.vi, &what.en);
        out.report(Spot::default(), say!("Tệp không phải là bảng tính: {vi}", "The file is not a spreadsheet: {en}"));
    }
}

#[cfg(test)]
mod tests {
    use crate::model::submission::Unreadable;
    use crate::rules::fixture::{case, codes};
    use crate::say;

    #[test]
    fn it_is_one_finding_and_the_others_are_read() {
        assert_eq!(codes(&case().unreadable("A", Unreadable::NotSpreadsheet(say!("tài liệu PDF", "a PDF document")))), ["T104 A"]);
    }

    #[test]
    fn another_cause_is_another_rule() {
        assert!(codes(&case().unreadable("A", Unreadable::Encrypted)).iter().all(|code| !code.starts_with("T104")));
        assert_eq!(codes(&case()), [""; 0]);
    }
}
