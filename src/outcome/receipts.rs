//! Determines received dates: by decision, register, dated folder or signing date, never by the
//! time stamp of the file. Impossible dates are not used.

use super::active_decisions::ActiveDecisions;
use crate::model::case::RunScope;
use crate::model::file_role::Archives;
use crate::model::register::{RegisterLine, folder_day, impossible, line_of, signed_on};
use crate::model::status::{Evidence, Receipt};
use crate::model::submission::Submission;

/// Returns the receipt of a submission by the strongest evidence, given the lines of its unit in
/// the register.
pub(super) fn receipt(
    scope: &RunScope<'_>,
    submission: &Submission,
    archives: &Archives<'_>,
    own: &[&RegisterLine],
    decisions: &mut ActiveDecisions,
) -> Option<Receipt> {
    let signed = signed_on(scope, submission);
    let is_possible = |day| impossible(scope, signed, day).is_none();
    let decided = decisions
        .received(submission, is_possible)
        .map(|on| Receipt { on, evidence: Evidence::Decision });
    let by_register = || line_of(scope, submission, own).and_then(|line| line.arrived);
    let by_folder =
        || folder_day(archives.openable(&submission.file)).filter(|day| is_possible(*day));
    decided
        .or_else(|| by_register().map(|on| Receipt { on, evidence: Evidence::Register }))
        .or_else(|| by_folder().map(|on| Receipt { on, evidence: Evidence::Folder }))
        .or_else(|| signed.map(|on| Receipt { on, evidence: Evidence::Signed }))
}

#[cfg(test)]
mod tests {
    use crate::model::form::{Field, Sheet};
    use crate::model::status::{Evidence, Receipt};
    use crate::model::submission::{Content, Identity, Submission};
    use crate::rules::fixture::{Fixture, case, codes, date, day};
    use chrono::NaiveDate;

    fn received(fixture: &Fixture) -> Option<(NaiveDate, Evidence)> {
        let outcome = fixture.outcome();
        let dossier = outcome
            .case
            .dossiers
            .iter()
            .find(|dossier| dossier.unit.as_str() == "A")
            .expect("a dossier");
        dossier.received.map(|Receipt { on, evidence }| (on, evidence))
    }

    fn in_folder(file: &str) -> Fixture {
        case().arrived("A", None).edit("A", |submission| submission.file = file.into())
    }

    #[test]
    fn a_dated_folder_is_evidence_of_receipt() {
        assert_eq!(
            received(&in_folder("nhan/P/2024-04-28/a/b.xlsx")),
            Some((day(2024, 4, 28), Evidence::Folder))
        );
        assert_eq!(
            received(&in_folder("nhan/P/2024-04-28.xlsx")).map(|(_, evidence)| evidence),
            Some(Evidence::Signed)
        );
    }

    #[test]
    fn folders_in_archives_and_archive_names_are_no_evidence() {
        for (archive, evidence) in [
            ("nhan/P/goi.zip", Evidence::Signed),
            ("nhan/P/2024-04-28", Evidence::Signed),
            ("nhan/P/2024-04-28/goi.zip", Evidence::Folder),
        ] {
            let mut fixture = in_folder(&format!("{archive}/2024-04-26/b.xlsx"));
            let opened = Submission {
                file: archive.into(),
                content: Content::Archive,
                identity: Identity::default(),
                ..fixture.inputs.submissions[0].clone()
            };
            fixture.inputs.submissions.push(opened);
            assert_eq!(
                received(&fixture).map(|(_, evidence)| evidence),
                Some(evidence),
                "{archive}"
            );
        }
    }

    #[test]
    fn a_folder_before_the_signing_or_after_today_is_no_evidence() {
        let mut fixture = in_folder("nhan/P/2024-04-10/b.xlsx").report("A", |report| {
            report.days.insert(
                Field::SignedOn,
                date(Some(day(2024, 4, 12)), "12/4/2024", false, Sheet::Info),
            );
        });
        assert_eq!(received(&fixture), Some((day(2024, 4, 12), Evidence::Signed)));
        fixture = in_folder("nhan/P/2024-12-10/b.xlsx");
        assert_eq!(received(&fixture).map(|(_, evidence)| evidence), Some(Evidence::Signed));
    }

    #[test]
    fn a_signing_date_before_the_period_is_no_evidence() {
        let fixture = case().arrived("A", None).report("A", |report| {
            report.days.insert(
                Field::SignedOn,
                date(Some(day(2022, 4, 12)), "12/4/2022", false, Sheet::Info),
            );
        });
        assert_eq!(received(&fixture), None);
        assert!(codes(&fixture).contains(&"N108 A".to_owned()));
    }

    #[test]
    fn every_location_of_a_duplicate_is_evidence() {
        let mut fixture = in_folder("nhan/P/2024-05-02/b.xlsx");
        let copy =
            Submission { file: "nhan/P/zz/x.xlsx".into(), ..fixture.inputs.submissions[0].clone() };
        fixture.inputs.submissions.push(copy);
        assert_eq!(received(&fixture), Some((day(2024, 5, 2), Evidence::Folder)));
        let resaved = Submission {
            sha256: "other bytes".to_owned(),
            ..fixture.inputs.submissions[1].clone()
        };
        fixture.inputs.submissions.push(resaved);
        assert_eq!(received(&fixture), Some((day(2024, 5, 2), Evidence::Folder)));
    }
}
