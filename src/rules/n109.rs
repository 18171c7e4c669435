//! N109: files in the inbox outside the folders of periods.

use super::{Check, Location, Remedy, Reporter, Rule, Scope, Severity, Waiver, listed};
use crate::model::case::Case;
use crate::msg;
use crate::text::{Message, Text, counted};
use std::collections::BTreeSet;

pub(crate) static RULE: Rule = Rule {
    code: "N109",
    severity: Severity::Warning,
    scope: Scope::Unit,
    waiver: Waiver::OnRequest,
    remedies: &[Remedy::Move],
    title: Text::new(
        "Tệp trong thư mục nhận nằm ngoài thư mục của kỳ",
        "Files in the inbox outside every period's folder",
    ),
    why: Text::new(
        "Chương trình chỉ đọc thư mục mang mã kỳ; báo cáo đặt chỗ khác thì không được đọc và đơn vị bị tính là chưa gửi.",
        "Only folders named by a period's code are read; a report elsewhere is not read, and its unit counts as missing.",
    ),
    bad: Text::new(
        "nhan/bao-cao.xlsx, nhan/6 tháng/bao-cao.xlsx",
        "nhan/bao-cao.xlsx, nhan/6 tháng/bao-cao.xlsx",
    ),
    good: Text::new(
        "nhan/2024-6T/bao-cao.xlsx, ở thư mục mang mã kỳ",
        "nhan/2024-6T/bao-cao.xlsx, in the folder of the period's code",
    ),
    fix: Text::new(
        "Chuyển tệp vào thư mục mang mã kỳ của báo cáo, ví dụ nhan/2024-6T/; tệp không phải báo cáo thì để ngoài thư mục nhận.",
        "Move the files into the folder of their period's code, for example nhan/2024-6T/; keep what is not a report out of the inbox.",
    ),
    check: Check::Case(check),
    ..Rule::DEFAULT
};

fn check(case: &Case<'_>, out: &mut Reporter<'_>) {
    if case.strays.is_empty() {
        return;
    }
    let (count, named, code) = (case.strays.len(), listed(&case.strays), &case.scope.period.code);
    let (vi, en) = (named.vi, named.en);
    let location = Location {
        found: Some(case.strays.join("; ")),
        expected: Some(msg!(
            "nhan/{code}/… hoặc thư mục của kỳ khác",
            "nhan/{code}/… or the folder of another period"
        )),
        ..Location::default()
    };
    let alike = alike(case);
    let (alike_vi, alike_en) = (alike.vi, alike.en);
    let files = counted(count, "file");
    let message = msg!(
        "{count} tệp không nằm trong thư mục của kỳ nào, chưa được đọc: {vi}{alike_vi}",
        "{files} in no period's folder, not read: {en}{alike_en}"
    );
    out.report(location, message);
}

/// Names the folders that could be meant for a period.
fn alike(case: &Case<'_>) -> Message {
    let folders: BTreeSet<&str> = case
        .strays
        .iter()
        .filter_map(|name| Some(name.split_once('/')?.1.split_once('/')?.0))
        .collect();
    let meant = folders
        .into_iter()
        .filter_map(|folder| Some((folder, &case.scope.plan.period_of_folder(folder)?.code)));
    let each = meant.map(|(folder, code)| {
        msg!(
            "; thư mục nhan/{folder}/ có lẽ là của kỳ {code}",
            "; the folder nhan/{folder}/ may be that of period {code}"
        )
    });
    each.fold(msg!("", ""), |all, one| Message { vi: all.vi + &one.vi, en: all.en + &one.en })
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{case, codes};

    #[test]
    fn files_outside_period_folders_are_one_finding() {
        let mut fixture = case();
        fixture.inputs.strays = vec!["nhan/a.xlsx".to_owned(), "nhan/6 tháng/b.xlsx".to_owned()];
        assert_eq!(codes(&fixture), ["N109 -"]);
        assert!(fixture.outcome().findings[0].message.vi.contains("nhan/6 tháng/b.xlsx"));
    }
}
