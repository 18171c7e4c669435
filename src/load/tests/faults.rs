//! Tests of single errors: line and message.

use super::*;
use rust_decimal::Decimal;
use std::ops::Range;

mod entries;
mod form;
mod indicators;
mod settings;

/// One of the three files.
#[derive(Clone, Copy)]
enum Which {
    Plan,
    Units,
    Holidays,
}
use Which::{Holidays, Plan as Kh, Units};

fn text(files: &mut Files, which: Which) -> &mut String {
    match which {
        Kh => &mut files.plan,
        Units => &mut files.units,
        Holidays => &mut files.holidays,
    }
}

/// Replaces the first `old` after `anchor` in the shipped files; returns the lines of the
/// replacement.
fn changed(which: Which, anchor: &str, old: &str, new: &str) -> (Files, Range<usize>) {
    let mut files = Files::shipped();
    let text = text(&mut files, which);
    let start = text.find(anchor).unwrap_or_else(|| panic!("no {anchor}"));
    let places = text.match_indices(old).map(|(at, _)| at);
    let at = places
        .into_iter()
        .find(|at| *at >= start)
        .unwrap_or_else(|| panic!("no {old} after {anchor}"));
    let line = text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
    text.replace_range(at..at + old.len(), new);
    (files, line..line + new.matches('\n').count() + 1)
}

/// Returns the only error of a change.
fn fault(which: Which, anchor: &str, old: &str, new: &str) -> (Fault, Range<usize>) {
    let (files, lines) = changed(which, anchor, old, new);
    let faults = files.faults();
    assert_eq!(faults.len(), 1, "{new}: {faults:#?}");
    (faults[0].clone(), lines)
}

/// Checks that a change gives one error, on its line, with some words.
fn assert_fault(which: Which, anchor: &str, old: &str, new: &str, words: &str) {
    let (fault, lines) = fault(which, anchor, old, new);
    assert!(lines.contains(&fault.line), "{new}: {fault:?} not in {lines:?}");
    assert!(fault.what.en.contains(words), "{new}: {}", fault.what.en);
    assert_ne!(fault.what.vi, fault.what.en);
}

#[test]
fn a_wrong_type_is_reported_with_the_right_one() {
    assert_fault(
        Kh,
        "[plan]",
        "year = 2024",
        "year = \"2024\"",
        "“year” must be a whole number from 2000 to 2100",
    );
    assert_fault(Kh, "[plan]", "year = 2024", "year = 20244", "from 2000 to 2100");
    assert_fault(
        Kh,
        "[plan]",
        "id = \"PCKB-THANHHOA-2024\"",
        "id = 7",
        "“id” must be text in double quotes; here it is a number",
    );
    assert_fault(
        Kh,
        "2024-DX",
        "aliases = [",
        "aliases = \"Đột\" # [",
        "“aliases” must be a list in square brackets; here it is text",
    );
    assert_fault(
        Units,
        "H-DONGSON",
        "must_report = true",
        "must_report = \"có\"",
        "“must_report” must be true or false",
    );
    assert_fault(
        Holidays,
        "year = 2024",
        "working = [2024-05-04]",
        "working = [4]",
        "must be a date",
    );
}

#[test]
fn a_missing_or_empty_value_is_an_error_at_its_table() {
    let (missing, lines) = fault(
        Kh,
        "code = \"II.4\"",
        "title = \"An ninh hàng không tại Cảng hàng không Thọ Xuân\"\n",
        "",
    );
    assert_eq!(
        (missing.line, missing.what.en.as_str()),
        (lines.start - 2, "[[task]] lacks “title”; add it.")
    );
    assert_fault(Kh, "[office]", "place = \"Thanh Hóa\"", "place = \" \"", "“place” is empty");
    assert_fault(
        Kh,
        "everyone = true",
        "tasks = [\"II.2.1\", \"II.2.7\", \"II.5\"]",
        "tasks = []",
        "“tasks” is empty",
    );
}

#[test]
fn an_unknown_key_is_reported_with_a_suggestion() {
    assert_fault(
        Kh,
        "code = \"2024-6T\"",
        "name_en = ",
        "name_eng = \"x\"\nname_en = ",
        "[[period]] has no key “name_eng”; did you mean “name_en”?",
    );
    assert_fault(Kh, "[plan]", "[plan]", "ghi_chu = 1\n[plan]", "This file has no key “ghi_chu”.");
    assert_fault(
        Units,
        "code = \"V-CAT\"",
        "order",
        "valid_until = 2025-01-01\norder",
        "has no key “valid_until”",
    );
    assert_fault(
        Units,
        "[naming]",
        "suffixes",
        "sufixes = [\"x\"]\nsuffixes",
        "did you mean “suffixes”?",
    );
    assert_fault(
        Holidays,
        "[[holiday]]",
        "day = ",
        "source = \"x\"\nday = ",
        "[[holiday]] has no key “source”",
    );
}

#[test]
fn an_unknown_code_is_reported_with_a_suggestion() {
    assert_fault(
        Kh,
        "code = \"CT20\"",
        "task = \"II.5\"",
        "task = \"II.55\"",
        "There is no task with the code “II.55”; did you mean “II.5”?",
    );
    assert_fault(
        Kh,
        "smaller = \"CT02\"",
        "smaller = \"CT02\"",
        "smaller = \"ct02\"",
        "There is no indicator with the code “ct02”; did you mean “CT02”?",
    );
    assert_fault(
        Kh,
        "units = [\"S-BDT\"",
        "S-LDTBXH",
        "S-LDTBXHH",
        "There is no unit with the code “S-LDTBXHH”; did you mean “S-LDTBXH”?",
    );
    assert_fault(
        Kh,
        "groups = [\"so-nganh\"]",
        "so-nganh",
        "so_nganh",
        "There is no group with the code “so_nganh”; did you mean “so-nganh”?",
    );
    assert_fault(
        Units,
        "code = \"S-NV\"",
        "so-nganh",
        "soban",
        "There is no group with the code “soban”.",
    );
    assert_fault(Kh, "own_plan_task", "III.1", "III.9", "There is no task with the code “III.9”");
    assert_fault(Units, "H-DONGSON", "TP-THANHHOA", "TP-THANHHO", "did you mean “TP-THANHHOA”?");
    assert_fault(
        Kh,
        "rows_of = \"Văn bản\"",
        "Văn bản",
        "Văn bảng",
        "“rows_of” is one of \"Văn bản\", \"Đột xuất\"",
    );
    assert_fault(Kh, "code = \"CT03\"", "\"flow\"", "\"flows\"", "did you mean “flow”?");
}

#[test]
fn codes_are_unique_and_well_formed() {
    assert_fault(
        Kh,
        "code = \"II.2.2\"",
        "II.2.2",
        "II.2.1",
        "The task code “II.2.1” is used on line",
    );
    assert_fault(
        Kh,
        "code = \"2024-DX\"",
        "2024-DX",
        "2024-ĐX2",
        "has not the right shape: capitals without diacritics",
    );
    assert_fault(Units, "code = \"T-ND\"", "T-ND", "T/ND", "has not the right shape");
    assert_fault(Units, "order = 41", "order = 41", "order = 40", "The order 40 is used on line");
    let faults = changed(Kh, "code = \"CT02\"", "CT02", "CT1").0.faults();
    assert!(
        faults
            .iter()
            .any(|fault| fault.what.en.contains("The indicator code “CT1” is used on line")),
        "{faults:#?}"
    );
}

#[test]
fn invalid_dates_are_errors() {
    assert_fault(
        Kh,
        "code = \"2024-6T\"",
        "before = 2024-05-01",
        "before = \"01/5/2024\"",
        "written without quotes: 2024-05-01",
    );
    assert_fault(
        Kh,
        "code = \"2024-6T\"",
        "before = 2024-05-01",
        "before = 01/5/2024",
        "A date is written year-month-day: 2024-05-01.",
    );
    assert_fault(
        Kh,
        "code = \"2024-6T\"",
        "before = 2024-05-01",
        "before = 2024-02-30",
        "is not a day that exists",
    );
    assert_fault(
        Kh,
        "code = \"2024-6T\"",
        "before = 2024-05-01",
        "before = 2024-05-01\nby = 2024-05-01",
        "given both as before and as by",
    );
    assert_fault(
        Kh,
        "code = \"2024-6T\"",
        "before = 2024-05-01",
        "before = 2042-05-01",
        "neither in the plan's year 2024 nor in 2025",
    );
}
