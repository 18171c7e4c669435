//! Tests that unedited reports have no findings: a form issued by this program, filled in and saved
//! by other programs, counts completely.
#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use crate::fixtures::{PROTECTED, SAVED_AGAIN, fixture};
use crate::reports::{PLAN, period};
use crate::units::form::Form;
use crate::units::judged::{Judged, Want};

/// Returns the violations for a correct report.
fn noise(name: &str, judged: &Judged) -> Option<String> {
    let wrong = judged.wrong(&[], Want::Own);
    let codes = judged.codes();
    (!wrong.is_empty() || !codes.is_empty() || judged.line()["state"] != "accepted")
        .then(|| format!("{name}: {wrong:?} {codes:?}"))
}

#[test]
fn a_form_saved_by_another_program_has_no_findings() {
    let noise: Vec<String> = SAVED_AGAIN
        .into_iter()
        .chain(PROTECTED)
        .filter_map(|name| noise(name, &Judged::of(name, &fixture(name))))
        .collect();
    assert!(noise.is_empty(), "{noise:#?}");
}

#[test]
fn a_filled_in_form_of_any_unit_has_no_findings() {
    let units: Vec<&str> = PLAN.expected(period()).map(|unit| unit.code.as_str()).collect();
    let noise: Vec<String> = units
        .into_iter()
        .filter_map(|unit| noise(unit, &Form::of(unit).judged().about(unit)))
        .collect();
    assert!(noise.is_empty(), "{noise:#?}");
}

#[test]
fn harmless_edits_cause_no_findings() {
    type Edit = fn(&mut Form);
    let edits: [(&str, Edit); 9] = [
        ("no stamp", |form| _ = form.without_stamp()),
        ("a note of the figures without a number", |form| {
            _ = form.put("Số liệu", "E13", "Có danh sách kèm theo");
        }),
        ("sheets in another order", |form| form.book.sheets.reverse()),
        ("the self-check and the guide taken out", |form| {
            form.book
                .sheets
                .retain(|sheet| !["Tự kiểm tra", "Hướng dẫn"].contains(&sheet.name.as_str()));
        }),
        ("columns made wider", |form| {
            form.book
                .sheets
                .iter_mut()
                .flat_map(|sheet| &mut sheet.columns)
                .for_each(|column| column.chars *= 1.5);
        }),
        ("a blank row above the table", |form| _ = form.insert_row("Số liệu", 5, &[])),
        ("a blank column on the left", |form| _ = form.column("A", "", |_| "".into())),
        ("a figure shown with a comma", |form| _ = form.format("Số liệu", "D13", "#,##0")),
        ("blank sheets that a program adds", |form| {
            _ = form.extra("Sheet1", &[]).extra("Sheet2", &[]);
        }),
    ];
    let noise: Vec<String> = edits
        .into_iter()
        .filter_map(|(about, edit)| {
            let mut form = Form::filled();
            edit(&mut form);
            noise(about, &form.judged())
        })
        .collect();
    assert!(noise.is_empty(), "{noise:#?}");
}
