use crate::model::form::{Field, Sheet};
use crate::model::origin::CellRef;
use crate::model::register::{RegisterLine, Unread};
use crate::rules::fixture::{Fixture, case, codes, date, day, line};

/// Returns the case with a changed line of unit A.
fn with(change: impl FnOnce(&mut RegisterLine)) -> Fixture {
    let mut fixture = case();
    let line = fixture
        .inputs
        .register
        .iter_mut()
        .find(|line| line.author.as_ref().is_some_and(|unit| unit.as_str() == "A"));
    change(line.expect("a line"));
    fixture
}

#[test]
fn a_line_that_contradicts_the_report_is_found_and_not_used() {
    for (name, fixture) in [
        ("before the signing", with(|line| line.arrived = Some(day(2024, 3, 1)))),
        ("another day", with(|line| line.issued = Some(day(2024, 2, 25)))),
        ("before the period", with(|line| line.arrived = Some(day(2023, 4, 29)))),
        ("in the future", with(|line| line.arrived = Some(day(2024, 12, 29)))),
        ("no day", with(|line| line.arrived = None)),
        ("another period", with(|line| line.subject = "Báo cáo năm 2023".to_owned())),
    ] {
        assert_eq!(codes(&fixture), ["N107 A", "N103 A"], "{name}");
        let outcome = fixture.outcome();
        let finding = &outcome.findings[0];
        assert_eq!(
            (finding.file.as_deref(), finding.cells()),
            (Some("so-den.xlsx"), vec!["A3".to_owned()]),
            "{name}"
        );
        assert!(finding.message.vi.contains("dòng 3"), "{}", finding.message);
    }
}

#[test]
fn a_line_that_cannot_be_read_is_found_once() {
    let unread = |why: Unread| with(|line| (line.arrived, line.unread) = (None, Some(why)));
    assert_eq!(codes(&unread(Unread::Day("26/4".to_owned()))), ["N107 A", "N103 A"]);
    assert_eq!(codes(&unread(Unread::Hidden)), ["N107 A", "N103 A"]);
}

#[test]
fn a_line_with_a_report_number_without_author_is_found() {
    for (written, merged) in
        [("", false), ("nt", false), ("UBND xã Đơn vị A", false), ("Đơn vị B", true)]
    {
        let fixture = with(|line| {
            (line.author, line.written, line.merged) =
                (merged.then(|| "B".into()), written.to_owned(), merged);
        });
        let codes = codes(&fixture);
        assert!(codes.iter().any(|code| code.starts_with("N107")), "{written} {codes:?}");
        assert!(codes.contains(&"N103 A".to_owned()), "{written} {codes:?}");
    }
}

#[test]
fn matching_lines_and_other_documents_are_silent() {
    let confirmed = with(|line| line.issued = Some(day(2024, 4, 22))).report("A", |report| {
        report
            .days
            .insert(Field::SignedOn, date(Some(day(2024, 4, 22)), "22/4/2024", false, Sheet::Info));
    });
    assert_eq!(codes(&confirmed), [""; 0]);
    let mut other = case();
    let last_year =
        RegisterLine { at: CellRef::new(7, 0), ..line("A", "15/BC-A", day(2023, 4, 20)) };
    let invitation = RegisterLine {
        subject: "Giấy mời".to_owned(),
        arrived: None,
        at: CellRef::new(8, 0),
        ..line("A", "9/GM-A", day(2024, 4, 20))
    };
    let unattributed = RegisterLine {
        author: None,
        written: "Sở khác".to_owned(),
        at: CellRef::new(9, 0),
        ..line("A", "15/BC-A", day(2024, 4, 20))
    };
    other.inputs.register.extend([last_year, invitation, unattributed]);
    assert_eq!(codes(&other), [""; 0]);
}
