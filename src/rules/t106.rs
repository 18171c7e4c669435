//! T106: the same file twice.

use super::{Check, Location, Reporter, Rule, Scope, Severity, Waiver};
use crate::model::case::Case;
use crate::model::file_role::VersionRole;
use crate::msg;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "T106",
    severity: Severity::Note,
    scope: Scope::File,
    waiver: Waiver::OnRequest,
    title: Text::new("Một tệp gửi hai lần", "The same file twice"),
    why: Text::new(
        "Báo cáo có hai nơi nhận nên có thể đến hai lần; chỉ một bản được tính, không cộng đôi. Nghị định 30/2020/NĐ-CP, Phụ lục VI cũng yêu cầu báo khi số, ký hiệu và cơ quan ban hành trùng nhau.",
        "Units send reports to two addresses, so a report may arrive twice; one copy counts, and nothing is added twice. Nghị định 30/2020/NĐ-CP, Phụ lục VI likewise asks for a warning where number, symbol and author are the same.",
    ),
    bad: Text::new(
        "“bao cao.xlsx” và “Copy of bao cao.xlsx” giống hệt nhau",
        "“bao cao.xlsx” and “Copy of bao cao.xlsx” are identical",
    ),
    good: Text::new("Mỗi báo cáo một tệp", "One file a report"),
    fix: Text::new(
        "Không phải làm gì. Có thể bỏ bớt một bản khỏi thư mục nhận.",
        "No action needed. One of the two may be removed from the folder.",
    ),
    check: Check::Case(check),
    ..Rule::DEFAULT
};

fn check(case: &Case<'_>, out: &mut Reporter<'_>) {
    for dossier in &case.dossiers {
        for version in
            dossier.versions.iter().filter(|version| version.role == VersionRole::Duplicate)
        {
            let other = version.because_of.and_then(|place| case.submissions.get(place));
            let Some((submission, other)) = case.submission(version).zip(other) else {
                continue;
            };
            let file = &other.file;
            let location = Location { found: Some(file.to_string()), ..Location::default() };
            let message = msg!(
                "Tệp giống với {file}; chỉ tính một lần",
                "The file is the same as {file}; it counts once"
            );
            out.file(&dossier.unit, version.submission, submission, location, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{case, codes, day, total};

    #[test]
    fn the_same_report_twice_counts_once() {
        let fixture = case().another("A", "15/BC-A", day(2024, 4, 27), |_| {});
        assert_eq!(codes(&fixture), ["T106 A"]);
        assert_eq!(total(&fixture, "CT01"), ("6".to_owned(), 3));
    }

    #[test]
    fn another_report_is_not_a_duplicate() {
        let fixture = case().another("A", "16/BC-A", day(2024, 4, 27), |_| {});
        assert!(codes(&fixture).iter().all(|code| code != "T106 A"));
    }
}
