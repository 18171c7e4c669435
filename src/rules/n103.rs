//! N103: received date known only from the report's own date.

use super::{Check, Location, Remedy, Reporter, Rule, Scope, Severity, Waiver, dates};
use crate::model::about::About;
use crate::model::case::Case;
use crate::model::date;
use crate::model::form::Field;
use crate::model::register::folder_day;
use crate::model::status::Evidence;
use crate::msg;
use crate::text::Text;
use std::sync::Arc;

pub(super) static RULE: Rule = Rule {
    code: "N103",
    severity: Severity::Note,
    scope: Scope::Unit,
    waiver: Waiver::OnRequest,
    remedies: &[Remedy::Receipt],
    title: Text::new(
        "Ngày nhận chỉ biết theo ngày ký báo cáo",
        "Received date known only from the report's own date",
    ),
    why: Text::new(
        "Ngày ký không chứng minh ngày gửi. Nghị định 30/2020/NĐ-CP, Điều 22 khoản 1: văn bản đến phải được đăng ký tại văn thư; đó là căn cứ chắc chắn nhất về ngày nhận.",
        "The signing date does not prove when the report was sent. Nghị định 30/2020/NĐ-CP, Điều 22 khoản 1: incoming documents are registered; that is the surest evidence of their arrival.",
    ),
    bad: Text::new(
        "Sổ văn bản đến không có dòng của báo cáo; báo cáo ký ngày 22/4",
        "The register has no line of the report; it was signed on 22/4",
    ),
    good: Text::new(
        "Sổ văn bản đến ghi ngày đến và số đến",
        "The register gives day and number of arrival",
    ),
    fix: Text::new(
        "Ghi báo cáo vào so-den.xlsx, hoặc đặt tệp trong thư mục mang tên ngày nhận (2024-04-28).",
        "Enter the report in so-den.xlsx, or put its file into a folder named by the received date (2024-04-28).",
    ),
    check: Check::Case(check),
    ..Rule::DEFAULT
};

fn check(case: &Case<'_>, out: &mut Reporter<'_>) {
    for dossier in case.dossiers.iter().filter(|dossier| dossier.expected) {
        let Some(receipt) = dossier.received.filter(|receipt| receipt.evidence == Evidence::Signed)
        else {
            continue;
        };
        let first = dossier.versions.iter().find(|version| version.receipt == Some(receipt));
        let Some((version, submission)) =
            first.and_then(|version| Some((version, case.submission(version)?)))
        else {
            continue;
        };
        let signed = submission.report().and_then(|report| report.days.get(&Field::SignedOn));
        let on = date::to_message(receipt.on);
        let location = Location {
            sheet: signed.map(|signed| Arc::clone(&signed.at.sheet)),
            cells: signed.map(|signed| signed.at.cell).into_iter().collect(),
            about: vec![About::Field(Field::SignedOn)],
            found: Some(on.vi.clone()),
            expected: Some(msg!(
                "ngày đến trong sổ đăng ký văn bản đến",
                "the day of arrival in the register of incoming documents"
            )),
        };
        let (vi, en) = (on.vi, on.en);
        let folder = folder_day(case.archives().openable(&submission.file)).map(date::to_message);
        let refused = folder.map(|day| {
            let (vi, en) = (day.vi, day.en);
            msg!(
                "; thư mục ghi ngày {vi} không thể là ngày nhận",
                "; the folder's day, {en}, cannot be that of receipt"
            )
        });
        let refused = refused.or_else(|| dates::unread_folder(case, submission));
        let (refused_vi, refused_en) = refused.map(|said| (said.vi, said.en)).unwrap_or_default();
        let message = msg!(
            "Ngày nhận lấy theo ngày ký {vi} vì không có căn cứ khác{refused_vi}",
            "The received date is taken from the signing date, {en}: no other evidence{refused_en}"
        );
        out.file(&dossier.unit, version.submission, submission, location, message);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::fixture::{case, codes, day};

    #[test]
    fn the_signing_date_as_only_evidence_is_noted() {
        assert_eq!(codes(&case().arrived("A", None)), ["N103 A"]);
    }

    #[test]
    fn a_folder_with_a_date_in_another_format_is_named() {
        let mut fixture = case().arrived("A", None);
        for submission in &mut fixture.inputs.submissions {
            let name = submission.file.rsplit('/').next().unwrap_or_default();
            submission.file = format!("nhan/2024-6T/28.4/{name}").into();
        }
        let outcome = fixture.outcome();
        let said = outcome.findings.iter().find(|finding| finding.rule.code == "N103");
        assert!(said.is_some_and(|finding| finding.message.vi.contains("thư mục “28.4”")));
    }

    #[test]
    fn a_line_in_the_register_is_evidence() {
        assert_eq!(codes(&case().arrived("A", Some(day(2024, 4, 25)))), [""; 0]);
    }
}
