//! Which unit is sent which papers.

use super::*;
use crate::model::case::Inputs;

#[test]
fn each_unit_receives_its_reminder_or_returned_form() {
    let fixture = office().missing("A").figure("B", "CT04", "12 buổi");
    let fixture = fixture.info("B", Field::Officer, Some("Trần B"));
    let entries = mailing(&fixture.outcome(), Lang::Vi, Revision::FIRST);
    let said: Vec<String> = entries
        .iter()
        .map(|entry| format!("{} {} {}", entry.unit, entry.contact.person, entry.files.join(" ")))
        .collect();
    assert_eq!(said, ["A  don-doc/qua-han-g1.docx", "B Trần B tra-lai/B.docx tra-lai/B.xlsx"]);
}

#[test]
fn forms_are_sent_with_a_cover_letter() {
    let fixture = office();
    let none = Fixture { inputs: Inputs::default(), ..fixture };
    let outcome = none.outcome();
    let units: Vec<&Unit> = none.plan.registry.units().iter().collect();
    let (letter, entries) = cover(&outcome, Lang::Vi, &units);
    assert!(has(&letter, "V/v gửi biểu mẫu báo cáo 6 tháng đầu năm 2024"));
    assert!(has(&letter, "trước ngày 01/5/2024 (chậm nhất hết ngày 30/4/2024)."));
    assert_eq!(entries[0].files, ["cong-van.docx", "A.xlsx"]);
}
