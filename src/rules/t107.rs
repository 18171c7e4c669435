//! T107: macros or external links inside.

use super::{Check, Location, Marks, Remedy, Reporter, Rule, Scope, Severity, Waiver};
use crate::model::case::RunScope;
use crate::model::submission::{Observed, Submission};
use crate::msg;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "T107",
    severity: Severity::Warning,
    scope: Scope::File,
    marks: Marks::Layout,
    waiver: Waiver::UnlessError,
    remedies: &[Remedy::Ignore],
    title: Text::new(
        "Có macro hoặc liên kết tới tệp khác",
        "Macros or links to other files inside",
    ),
    why: Text::new(
        "Macro không bao giờ được chạy. Số lấy qua liên kết là số của lần lưu cuối và không lần được về nguồn.",
        "Macros are never run. A figure from a link is the last saved value and cannot be traced to its source.",
    ),
    bad: Text::new(
        "CT01 là công thức lấy từ ổ đĩa của đơn vị; tệp .xlsm",
        "CT01 is a formula that reads a file on the unit's own disk; an .xlsm",
    ),
    good: Text::new("Tệp .xlsx, ô số liệu là số gõ trực tiếp", "An .xlsx with figures typed in"),
    fix: Text::new(
        "Đối chiếu các số này với đơn vị; lần sau gửi tệp .xlsx không macro, không liên kết.",
        "Check the figures with the unit; next time the unit sends an .xlsx without macros and links.",
    ),
    unit_fix: Some(Text::new(
        "Đối chiếu các số này với số liệu gốc; lần sau gửi tệp .xlsx không macro, không liên kết.",
        "Check the figures against your own records; next time send an .xlsx without macros and links.",
    )),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(_: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let Some(report) = submission.report() else {
        return;
    };
    let has = |what| report.observed(what).next().is_some();
    let (vi, en) = match (has(Observed::Macros), has(Observed::ExternalLinks)) {
        (true, true) => ("macro và liên kết tới tệp khác", "macros and links to other files"),
        (true, false) => ("macro", "macros"),
        (false, true) => ("liên kết tới tệp khác", "links to other files"),
        (false, false) => return,
    };
    out.report(
        Location::default(),
        msg!(
            "Tệp có {vi}; không được chạy, không được mở theo",
            "The file has {en}; they are neither run nor followed"
        ),
    );
}

#[cfg(test)]
mod tests {
    use crate::model::submission::Observed;
    use crate::rules::fixture::{case, codes};

    #[test]
    fn macros_and_links_are_one_finding() {
        let fixture = case().observed("A", Observed::Macros, None).observed(
            "A",
            Observed::ExternalLinks,
            None,
        );
        assert_eq!(codes(&fixture), ["T107 A"]);
    }
}
