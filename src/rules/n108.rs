//! N108: received on an unknown date.

use super::{Check, Location, Remedy, Reporter, Rule, Scope, Severity, Waiver, dates};
use crate::model::case::Case;
use crate::model::status::Punctuality;
use crate::msg;
use crate::text::Text;

pub(super) static RULE: Rule = Rule {
    code: "N108",
    severity: Severity::Warning,
    scope: Scope::Unit,
    waiver: Waiver::OnRequest,
    remedies: &[Remedy::Receipt],
    title: Text::new("Đã nhận nhưng không rõ ngày nhận", "Received on an unknown date"),
    why: Text::new(
        "Không có căn cứ về ngày nhận thì không thể nói đơn vị đúng hạn hay chậm; ngày chạy chương trình không phải là ngày nhận.",
        "Without evidence of the received date, nobody can say whether the unit was on time; the day the program runs is not a received date.",
    ),
    bad: Text::new(
        "Báo cáo không ghi ngày ký, sổ văn bản đến không có dòng nào của báo cáo",
        "The report gives no day of signing and the register has no line of it",
    ),
    good: Text::new(
        "Sổ văn bản đến ghi ngày đến của báo cáo",
        "The register gives the report's day of arrival",
    ),
    fix: Text::new(
        "Ghi ngày đến vào so-den.xlsx, đặt tệp vào thư mục mang tên ngày nhận (2024-04-28), hoặc văn phòng quyết định ngày nhận.",
        "Enter the arrival in so-den.xlsx, put the file into a folder named by the received date (2024-04-28), or the office decides the date.",
    ),
    check: Check::Case(check),
    ..Rule::DEFAULT
};

fn check(case: &Case<'_>, out: &mut Reporter<'_>) {
    // a file that this machine could not read may contain the date
    for dossier in case.dossiers.iter().filter(|dossier| {
        dossier.punctuality == Punctuality::Undated && !dossier.is_partly_unread()
    }) {
        let first =
            dossier.versions.first().and_then(|version| Some((version, case.submission(version)?)));
        let Some((version, submission)) = first else {
            continue;
        };
        let name = case.name(&dossier.unit);
        let location = Location {
            expected: Some(msg!(
                "ngày đến trong sổ đăng ký văn bản đến",
                "the day of arrival in the register of incoming documents"
            )),
            ..Location::default()
        };
        let folder = dates::unread_folder(case, submission);
        let (vi, en) = folder.map(|said| (said.vi, said.en)).unwrap_or_default();
        let message = msg!(
            "Đã có báo cáo của {name} nhưng không có căn cứ về ngày nhận; chưa thể nói đúng hạn hay chậm{vi}",
            "The report of {name} is here, but nothing says since when; whether it was on time is not known{en}"
        );
        out.file(&dossier.unit, version.submission, submission, location, message);
    }
}

#[cfg(test)]
mod tests {
    use crate::model::form::Field;
    use crate::model::status::Punctuality;
    use crate::rules::fixture::{case, codes, day};

    #[test]
    fn a_report_without_evidence_of_receipt_is_never_late() {
        for today in [day(2024, 5, 2), day(2024, 9, 1)] {
            let mut fixture = case().arrived("A", None).report("A", |report| {
                report.days.remove(&Field::SignedOn);
            });
            fixture.as_of = today;
            assert_eq!(codes(&fixture), ["N108 A"]);
            let outcome = fixture.outcome();
            let dossier = outcome
                .case
                .dossiers
                .iter()
                .find(|dossier| dossier.unit.as_str() == "A")
                .expect("a dossier");
            assert_eq!((dossier.punctuality, dossier.days_late), (Punctuality::Undated, 0));
        }
    }

    #[test]
    fn the_signing_date_is_evidence() {
        assert_eq!(codes(&case().arrived("A", None)), ["N103 A"]);
    }
}
