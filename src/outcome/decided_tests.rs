//! Tests of the effects of decisions.

use crate::model::decision::{FileRef, Ruling};
use crate::model::form::{Field, Sheet};
use crate::model::reading::{Reading, Why};
use crate::model::status::{Evidence, Punctuality, State};
use crate::model::submission::{Claim, ClaimedBy, Content, Unreadable};
use crate::rules::Severity;
use crate::rules::fixture::{Fixture, case, codes, day, total, words};

/// Accepts the only finding of a rule.
fn waived(fixture: Fixture, rule: &str) -> Fixture {
    let subject = {
        let outcome = fixture.outcome();
        let finding =
            outcome.findings.iter().find(|finding| finding.rule.code == rule).expect("a finding");
        finding.subject()
    };
    fixture.decided(Ruling::Waive(subject))
}

fn file(sha256: &str) -> FileRef {
    FileRef { path: format!("nhan/P/{sha256}.xlsx"), sha256: sha256.to_owned() }
}

fn judgment(fixture: &Fixture, unit: &str) -> (Punctuality, i64, State) {
    let outcome = fixture.outcome();
    let dossier =
        outcome.case.dossiers.iter().find(|dossier| dossier.unit.as_str() == unit).expect("a unit");
    (dossier.punctuality, dossier.days_late, outcome.state(dossier))
}

#[test]
fn a_waived_finding_is_listed_and_its_values_count() {
    let broken = || case().number("A", "CT02", 3.0);
    assert_eq!(
        (codes(&broken()), total(&broken(), "CT02")),
        (vec!["C101 A".to_owned()], ("2".to_owned(), 2))
    );
    let fixture = waived(broken(), "C101");
    assert_eq!(
        (codes(&fixture), total(&fixture, "CT02")),
        (vec!["C101 A".to_owned()], ("5".to_owned(), 3))
    );
    let outcome = fixture.outcome();
    assert_eq!((outcome.count(Severity::Error), outcome.waived()), (0, 1));
    assert_eq!(judgment(&fixture, "A").2, State::Accepted);
}

#[test]
fn a_waiver_does_not_apply_to_a_changed_value() {
    let fixture = waived(case().number("A", "CT02", 3.0), "C101").number("A", "CT02", 4.0);
    assert_eq!(codes(&fixture), ["C101 A", "K103 -"]);
    assert_eq!((judgment(&fixture, "A").2, total(&fixture, "CT02").1), (State::Returned, 2));
}

#[test]
fn an_accepted_misread_value_counts_as_its_likely_number() {
    let reading = Reading::misread(Why::Negative, Some((-3).into()));
    let fixture = waived(case().reading("A", "CT05", reading, "-3", false), "G104");
    assert_eq!(total(&fixture, "CT05"), ("-3".to_owned(), 3));
    let words = waived(case().figure("A", "CT05", "nhiều"), "G101");
    assert_eq!((total(&words, "CT05").1, judgment(&words, "A").2), (2, State::Accepted));
}

#[test]
fn an_extension_moves_the_deadline_of_the_unit() {
    let late = || case().arrived("A", Some(day(2024, 5, 4)));
    assert_eq!(judgment(&late(), "A"), (Punctuality::Late, 4, State::Accepted));
    let extended = |to| late().decided(Ruling::Extend { unit: "A".into(), to });
    assert_eq!(judgment(&extended(day(2024, 5, 4)), "A").0, Punctuality::OnTime);
    assert_eq!(judgment(&extended(day(2024, 5, 3)), "A"), (Punctuality::Late, 1, State::Accepted));
    let awaited =
        case().missing("A").decided(Ruling::Extend { unit: "A".into(), to: day(2024, 5, 6) });
    assert_eq!((codes(&awaited), judgment(&awaited, "A").0), (vec![], Punctuality::Awaited));
}

#[test]
fn no_report_is_expected_of_an_exempt_unit() {
    let fixture = case().missing("A").decided(Ruling::Exempt("A".into()));
    assert_eq!(judgment(&fixture, "A"), (Punctuality::Exempt, 0, State::None));
    assert_eq!(fixture.outcome().consolidation.expected, 2);
}

#[test]
fn a_decided_received_date_overrides_the_register() {
    let fixture = case().arrived("A", Some(day(2024, 5, 4)));
    let fixture = fixture.decided(Ruling::Receipt { file: file("A"), received: day(2024, 4, 29) });
    assert_eq!(judgment(&fixture, "A").0, Punctuality::OnTime);
    assert_eq!(
        fixture.outcome().case.dossiers[0].received.map(|receipt| receipt.evidence),
        Some(Evidence::Decision)
    );
}

#[test]
fn an_unattributed_file_is_assigned_by_decision() {
    let nobodys = || {
        case().edit("A", |submission| {
            submission.identity.unit = None;
            submission.identity.conflict = true;
            submission.identity.claims = vec![Claim {
                by: ClaimedBy::Code,
                written: "B".to_owned(),
                unit: Some("B".into()),
                at: None,
            }];
        })
    };
    assert_eq!(codes(&nobodys()), ["T111 -", "N101 A"]);
    let decided = nobodys().decided(Ruling::Identity { file: file("A"), unit: "A".into() });
    assert_eq!((codes(&decided), total(&decided, "CT01").1), (vec![], 3));
    // another file with the same name is not affected
    let other = nobodys().decided(Ruling::Identity {
        file: FileRef { sha256: "0".to_owned(), ..file("A") },
        unit: "A".into(),
    });
    assert_eq!(codes(&other), ["T111 -", "N101 A", "K103 -"]);
}

#[test]
fn the_chosen_conflicting_version_counts() {
    let conflict = || {
        case().another("A", "21/BC-A", day(2024, 4, 28), |report| {
            report.figures[4].reading = Reading::Number(7.into());
        })
    };
    assert_eq!((codes(&conflict()), total(&conflict(), "CT05").1), (vec!["N105 A".to_owned()], 2));
    let chosen = conflict().decided(Ruling::Choice(file("A21/BC-A")));
    assert_eq!(
        (codes(&chosen), total(&chosen, "CT05")),
        (vec!["N104 A".to_owned()], ("7".to_owned(), 3))
    );
}

#[test]
fn the_last_of_two_choices_applies() {
    let conflict = || {
        case().another("A", "21/BC-A", day(2024, 4, 28), |report| {
            report.figures[4].reading = Reading::Number(7.into());
        })
    };
    let chosen =
        conflict().decided(Ruling::Choice(file("A"))).decided(Ruling::Choice(file("A21/BC-A")));
    assert_eq!(total(&chosen, "CT05"), ("7".to_owned(), 3));
    assert_eq!(chosen.outcome().applied.replaced, [(1, 2)].into());
    let back =
        conflict().decided(Ruling::Choice(file("A21/BC-A"))).decided(Ruling::Choice(file("A")));
    assert_ne!(total(&back, "CT05").0, "7");
}

#[test]
fn a_file_that_is_no_report_has_no_findings() {
    let fixture = case()
        .edit("A", |submission| submission.content = Content::Unreadable(Unreadable::Encrypted));
    assert_eq!(codes(&fixture), ["T102 A"]);
    let ignored = fixture.decided(Ruling::Ignore(file("A")));
    assert_eq!(
        (codes(&ignored), judgment(&ignored, "A").2),
        (vec!["N101 A".to_owned(), "N106 A".to_owned()], State::None)
    );
    // a later decision that it is a report takes precedence
    let again = ignored.decided(Ruling::Identity { file: file("A"), unit: "A".into() });
    assert_eq!(codes(&again), ["T102 A", "K103 -"]);
}

#[test]
fn a_replacement_with_errors_is_used_by_decision() {
    let replaced = || {
        case().another("A", "21/BC-A", day(2024, 4, 28), |report| {
            report.info.insert(Field::Replaces, words("15/BC-A", Sheet::Info, 2));
            report.figures[4].reading = Reading::misread(Why::NotANumber, None);
            report.figures[0].reading = Reading::Number(1.into());
            report.documents.truncate(1);
        })
    };
    assert_eq!(total(&replaced(), "CT01").0, "6");
    let chosen = replaced().decided(Ruling::Choice(file("A21/BC-A")));
    assert_eq!((total(&chosen, "CT01").0, total(&chosen, "CT05").1), ("5".to_owned(), 2));
}

#[test]
fn a_supplement_is_used_only_by_decision() {
    let fixture = case().another("A", "21/BC-A", day(2024, 4, 28), |report| {
        report.info.insert(Field::Replaces, words("Bổ sung báo cáo số 15/BC-A", Sheet::Info, 2));
        report.figures[0].reading = Reading::Blank;
    });
    assert_eq!(
        (codes(&fixture), total(&fixture, "CT01")),
        (vec!["N105 A".to_owned()], ("6".to_owned(), 3))
    );
}
