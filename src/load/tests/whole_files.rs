//! Tests of encodings and of reporting all errors together.

use super::*;
use unicode_normalization::UnicodeNormalization;

#[test]
fn byte_order_marks_and_windows_line_ends_are_ignored() {
    let mut files = Files::shipped();
    files.plan = format!("\u{feff}{}", files.plan.replace('\n', "\r\n"));
    let plan = files.load().unwrap();
    assert_eq!(plan.tasks, Files::shipped().load().unwrap().tasks);
}

#[test]
fn decomposed_letters_are_composed() {
    let mut files = Files::shipped();
    files.plan = files.plan.nfd().collect();
    files.units = files.units.nfd().collect();
    let (plan, composed) = (files.load().unwrap(), Files::shipped().load().unwrap());
    assert_eq!(
        (&plan.tasks, &plan.indicators, &plan.office, &plan.heading_aliases),
        (&composed.tasks, &composed.indicators, &composed.office, &composed.heading_aliases)
    );
    assert_eq!(plan.registry.units(), composed.registry.units());
}

#[test]
fn all_errors_of_all_files_are_reported_in_order() {
    let mut files = Files::shipped();
    files.plan = files
        .plan
        .replacen("year = 2024", "year = 1", 1)
        .replacen("before = 2024-05-01", "before = \"mai\"", 1)
        .replacen("[[relation]]\nkind = \"at-most\"", "[[relation]]\nkind = \"at-mots\"", 1);
    files.units = files.units.replacen("order = 7\n", "order = 6\n", 1).replacen(
        "order = 9\nmust_report = true",
        "order = 9\nmust_report = 1",
        1,
    );
    files.holidays = files.holidays.replacen("day = 2024-01-01", "dya = 2024-01-01", 1);
    let faults = files.faults();
    let places: Vec<(&str, usize)> =
        faults.iter().map(|fault| (fault.file.as_str(), fault.line)).collect();
    assert!(places.is_sorted());
    let count = |name| places.iter().filter(|(file, _)| *file == name).count();
    assert_eq!(
        (count("ke-hoach.toml"), count("don-vi.toml"), count("holidays.toml")),
        (3, 2, 1),
        "{faults:#?}"
    );
}

#[test]
fn deeply_nested_files_are_errors() {
    for text in [
        "a = ".to_owned() + &"[".repeat(100_000),
        "[".repeat(100_000),
        "a.".repeat(100_000) + "b = 1",
        "a = ".to_owned() + &"{a=".repeat(100_000),
    ] {
        let mut files = Files::shipped();
        files.units = text;
        assert!(!files.faults().is_empty());
    }
}
