//! T109: text in an old encoding, converted.

use super::{Check, Location, Marks, Remedy, Reporter, Rule, Scope, Severity, Waiver};
use crate::model::case::RunScope;
use crate::model::submission::{Observed, Submission};
use crate::msg;
use crate::text::{Text, counted};

pub(super) static RULE: Rule = Rule {
    code: "T109",
    severity: Severity::Warning,
    scope: Scope::File,
    marks: Marks::Layout,
    waiver: Waiver::UnlessError,
    remedies: &[Remedy::Ignore],
    title: Text::new("Chữ ở bảng mã cũ, đã chuyển", "Text in an old encoding, converted"),
    why: Text::new(
        "Cơ quan nhà nước dùng bảng mã Unicode TCVN 6909:2001 từ ngày 01/01/2003 (Quyết định 72/2002/QĐ-TTg). Chữ TCVN3 (ABC), VNI được chuyển tự động; chữ hoa và vài ký tự có thể sai nên cần xem lại.",
        "State offices use Unicode by TCVN 6909:2001 since 01/01/2003 (Quyết định 72/2002/QĐ-TTg). TCVN3 (ABC) and VNI are converted by the program; capitals and a few letters may be wrong and must be checked.",
    ),
    bad: Text::new(
        "Ô chữ dùng phông .VnTime: “Céng hoµ”",
        "A cell in the font .VnTime: “Céng hoµ”",
    ),
    good: Text::new(
        "Ô chữ Unicode, phông Times New Roman: “Cộng hòa”",
        "A cell in Unicode, Times New Roman: “Cộng hòa”",
    ),
    fix: Text::new(
        "Đọc lại phần chữ đã chuyển; lần sau gõ bằng Unicode, phông Times New Roman.",
        "Check the converted text; next time type in Unicode, font Times New Roman.",
    ),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(_: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let Some(report) = submission.report() else {
        return;
    };
    for converted in report.observed(Observed::Converted) {
        let (count, encoding) = (converted.cells.len(), converted.found.as_deref().unwrap_or("?"));
        let location = Location {
            expected: Some(msg!("chữ Unicode", "text in Unicode")),
            ..Location::from_observation(converted)
        };
        out.report(location, {
            let cells = counted(count, "cell");
            msg!(
                "{count} ô viết bằng bảng mã {encoding}, đã chuyển sang Unicode",
                "{cells} in {encoding}, converted to Unicode"
            )
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::model::submission::Observed;
    use crate::rules::fixture::{case, codes};

    #[test]
    fn converted_text_is_found() {
        assert_eq!(codes(&case().observed("A", Observed::Converted, Some("TCVN3"))), ["T109 A"]);
    }
}
