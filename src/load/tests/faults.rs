//! One fault at a time: its line, and what it says.

use super::*;
use rust_decimal::Decimal;
use std::ops::Range;

/// Which of the three files.
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

/// The shipped files with the first `old` after `anchor` replaced, and the lines the replacement covers.
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

/// The one fault of a change.
fn fault(which: Which, anchor: &str, old: &str, new: &str) -> (Fault, Range<usize>) {
    let (files, lines) = changed(which, anchor, old, new);
    let faults = files.faults();
    assert_eq!(faults.len(), 1, "{new}: {faults:#?}");
    (faults[0].clone(), lines)
}

/// A change gives one fault, on its line, that says some words.
fn says(which: Which, anchor: &str, old: &str, new: &str, words: &str) {
    let (fault, lines) = fault(which, anchor, old, new);
    assert!(lines.contains(&fault.line), "{new}: {fault:?} not in {lines:?}");
    assert!(fault.what.en.contains(words), "{new}: {}", fault.what.en);
    assert_ne!(fault.what.vi, fault.what.en);
}

#[test]
fn a_wrong_type_is_named_with_the_right_one() {
    says(
        Kh,
        "[plan]",
        "year = 2024",
        "year = \"2024\"",
        "“year” must be a whole number from 2000 to 2100",
    );
    says(Kh, "[plan]", "year = 2024", "year = 20244", "from 2000 to 2100");
    says(
        Kh,
        "[plan]",
        "id = \"PCKB-THANHHOA-2024\"",
        "id = 7",
        "“id” must be text in double quotes; here it is a number",
    );
    says(
        Kh,
        "2024-DX",
        "aliases = [",
        "aliases = \"Đột\" # [",
        "“aliases” must be a list in square brackets; here it is text",
    );
    says(
        Units,
        "H-DONGSON",
        "must_report = true",
        "must_report = \"có\"",
        "“must_report” must be true or false",
    );
    says(Holidays, "year = 2024", "working = [2024-05-04]", "working = [4]", "must be a date");
}

#[test]
fn a_missing_or_empty_answer_is_a_fault_at_its_table() {
    let (missing, lines) = fault(
        Kh,
        "code = \"II.4\"",
        "title = \"An ninh hàng không tại Cảng hàng không Thọ Xuân\"\n",
        "",
    );
    assert_eq!(
        (missing.line, missing.what.en.as_str()),
        (lines.start - 2, "[[task]] lacks the key “title”; add it.")
    );
    says(Kh, "[office]", "place = \"Thanh Hóa\"", "place = \" \"", "“place” is empty");
    says(
        Kh,
        "everyone = true",
        "tasks = [\"II.2.1\", \"II.2.7\", \"II.5\"]",
        "tasks = []",
        "“tasks” is empty",
    );
}

#[test]
fn an_unknown_key_is_told_from_the_one_that_was_meant() {
    says(
        Kh,
        "code = \"2024-6T\"",
        "name_en = ",
        "name_eng = \"x\"\nname_en = ",
        "[[period]] has no key “name_eng”; did you mean “name_en”?",
    );
    says(Kh, "[plan]", "[plan]", "ghi_chu = 1\n[plan]", "This file has no key “ghi_chu”.");
    says(
        Units,
        "code = \"V-CAT\"",
        "order",
        "valid_until = 2025-01-01\norder",
        "has no key “valid_until”",
    );
    says(Units, "[naming]", "suffixes", "sufixes = [\"x\"]\nsuffixes", "did you mean “suffixes”?");
    says(
        Holidays,
        "[[holiday]]",
        "day = ",
        "source = \"x\"\nday = ",
        "[[holiday]] has no key “source”",
    );
}

#[test]
fn an_unknown_code_is_told_from_the_one_that_was_meant() {
    says(
        Kh,
        "code = \"CT20\"",
        "task = \"II.5\"",
        "task = \"II.55\"",
        "There is no task with the code “II.55”; did you mean “II.5”?",
    );
    says(
        Kh,
        "smaller = \"CT02\"",
        "smaller = \"CT02\"",
        "smaller = \"ct02\"",
        "There is no indicator with the code “ct02”; did you mean “CT02”?",
    );
    says(
        Kh,
        "units = [\"S-BDT\"",
        "S-LDTBXH",
        "S-LDTBXHH",
        "There is no unit with the code “S-LDTBXHH”; did you mean “S-LDTBXH”?",
    );
    says(
        Kh,
        "groups = [\"so-nganh\"]",
        "so-nganh",
        "so_nganh",
        "There is no group with the code “so_nganh”; did you mean “so-nganh”?",
    );
    says(Units, "code = \"S-NV\"", "so-nganh", "soban", "There is no group with the code “soban”.");
    says(Kh, "own_plan_task", "III.1", "III.9", "There is no task with the code “III.9”");
    says(Units, "H-DONGSON", "TP-THANHHOA", "TP-THANHHO", "did you mean “TP-THANHHOA”?");
    says(
        Kh,
        "rows_of = \"Văn bản\"",
        "Văn bản",
        "Văn bảng",
        "“rows_of” is one of \"Văn bản\", \"Đột xuất\"",
    );
    says(Kh, "code = \"CT03\"", "\"flow\"", "\"flows\"", "did you mean “flow”?");
}

#[test]
fn a_code_stands_for_one_thing_and_has_its_shape() {
    says(Kh, "code = \"II.2.2\"", "II.2.2", "II.2.1", "The task code “II.2.1” is used on line");
    says(
        Kh,
        "code = \"2024-DX\"",
        "2024-DX",
        "2024-ĐX2",
        "has not the right shape: capitals without diacritics",
    );
    says(Units, "code = \"T-ND\"", "T-ND", "T/ND", "has not the right shape");
    says(Units, "order = 41", "order = 41", "order = 40", "The order 40 is used on line");
    let faults = changed(Kh, "code = \"CT02\"", "CT02", "CT1").0.faults();
    assert!(
        faults
            .iter()
            .any(|fault| fault.what.en.contains("The indicator code “CT1” is used on line")),
        "{faults:#?}"
    );
}

#[test]
fn a_day_is_a_day() {
    says(
        Kh,
        "code = \"2024-6T\"",
        "before = 2024-05-01",
        "before = \"01/5/2024\"",
        "written without quotes: 2024-05-01",
    );
    says(
        Kh,
        "code = \"2024-6T\"",
        "before = 2024-05-01",
        "before = 01/5/2024",
        "A date is written year-month-day: 2024-05-01.",
    );
    says(
        Kh,
        "code = \"2024-6T\"",
        "before = 2024-05-01",
        "before = 2024-02-30",
        "is not a day that exists",
    );
    says(
        Kh,
        "code = \"2024-6T\"",
        "before = 2024-05-01",
        "before = 2024-05-01\nby = 2024-05-01",
        "given both as before and as by",
    );
    says(
        Kh,
        "code = \"2024-6T\"",
        "before = 2024-05-01",
        "before = 2042-05-01",
        "neither in the plan's year 2024 nor in 2025",
    );
}

#[test]
fn a_window_runs_forward() {
    says(Kh, "code = \"2024-6T\"", "to = 2024-04-30", "to = 2023-10-30", "is before the first");
    says(
        Kh,
        "code = \"2024-NAM\"",
        "before = 2024-11-01",
        "before = 2024-01-01",
        "neither in the plan's year",
    );
    let window = "from = 2023-11-01\nto = 2024-04-30";
    let late = format!("before = 2024-05-01\n{window}");
    says(
        Kh,
        &late,
        &late,
        &late.replace("2023-11-01", "2024-05-02").replace("2024-04-30", "2024-05-03"),
        "before the period's first day",
    );
    says(
        Units,
        "H-DONGSON",
        "valid_to = 2024-12-31",
        "valid_to = 2024-12-31\nvalid_from = 2025-01-01",
        "is before valid_from",
    );
}

#[test]
fn names_mean_one_thing() {
    says(
        Units,
        "code = \"TX-NGHISON\"",
        "\"huyện Tĩnh Gia\"",
        "\"H. Nga Sơn\"",
        "is also a name of H-NGASON (line",
    );
    says(Units, "[naming.abbreviations]", "\"VP\"", "\"V P\"", "must be a single word");
    says(Units, "[naming.abbreviations]", "\"VP\"", "\"H\"", "stands on line");
    says(
        Kh,
        "code = \"CT14\"",
        "\"Số phương án đã xây dựng\"",
        "\"Phương án phải XÂY DỰNG.\"",
        "is also a wording of “CT13” on line",
    );
    says(
        Kh,
        "code = \"II.5\"",
        "\"Công tác kiểm tra\"",
        "\"Tuyên truyền giáo dục\"",
        "is also a wording of “II.2.1” on line",
    );
    says(
        Kh,
        "code = \"2024-NAM\"",
        "\"Cả năm 2024\"",
        "\"6T - 2024\"",
        "is also a wording of “2024-6T” on line",
    );
    says(
        Kh,
        "[headings.\"Số liệu\"]",
        "\"Giá trị\"",
        "\"Đơn vị  đo\"",
        "“Đơn vị đo” of “Số liệu” is also a wording of “Đơn vị tính” on line",
    );
    says(
        Kh,
        "[headings.\"Văn bản\"]",
        "\"Về việc\"",
        "\"LOẠI VĂN BẢN\"",
        "is also a wording of “Loại văn bản”",
    );
    says(Kh, "[headings.\"Đánh giá\"]", "\"Mặt được\"", "\"…\"", "neither letters nor digits");
}

#[test]
fn the_form_has_the_headings_that_are_spoken_of() {
    says(
        Kh,
        "[headings.\"Số liệu\"]",
        "\"Đơn vị tính\" =",
        "\"Đơn vị\" =",
        "The sheet “Số liệu” has no heading “Đơn vị”",
    );
    says(
        Kh,
        "[headings.\"Số liệu\"]",
        "\"Chỉ tiêu\" =",
        "\"Chỉ tiêu.\" =",
        "did you mean “Chỉ tiêu”?",
    );
    says(
        Kh,
        "[headings.\"Đánh giá\"]",
        "Đánh giá",
        "Đánh giá chung",
        "The form has no sheet “Đánh giá chung”",
    );
}

#[test]
fn relations_hold_between_different_indicators_once() {
    says(Kh, "larger = \"CT01\"", "CT01", "CT02", "The indicator “CT02” is related to itself");
    says(
        Kh,
        "both = [\"CT20\"",
        "\"CT21\"]",
        "\"CT21\", \"CT22\"]",
        "needs exactly two indicators",
    );
    let again = "[[relation]]\nkind = \"at-most\"\nsmaller = \"CT01\"\nlarger = \"CT02\"\n\n[[relation]]\nkind = \"together\"\nboth = [\"CT20\"";
    let (files, lines) = changed(
        Kh,
        "kind = \"together\"\nboth = [\"CT20\"",
        "kind = \"together\"\nboth = [\"CT20\"",
        again,
    );
    let faults = files.faults();
    assert!(
        faults
            .iter()
            .any(|fault| lines.contains(&fault.line) && fault.what.en.contains("or its reverse")),
        "{faults:#?}"
    );
    says(
        Kh,
        "kind = \"sum\"",
        "[[relation]]",
        "[[relation]]\nkind = \"sum\"\ntotal = \"CT01\"\nparts = [\"CT02\"]\n[[relation]]",
        "two indicators or more",
    );
}

#[test]
fn an_assignment_says_whom_and_what_once() {
    let groups =
        "[[assignment]]\ngroups = [\"so-nganh\"]\ntasks = [\"II.2.7\"]\nduty = \"by-function\"\n";
    says(Kh, groups, groups, &groups.replace("groups", "#"), "exactly one of everyone");
    says(
        Kh,
        groups,
        groups,
        &groups.replace("groups", "everyone = true\ngroups"),
        "exactly one of everyone",
    );
    says(
        Kh,
        groups,
        groups,
        &groups.replace("groups = [\"so-nganh\"]", "everyone = false"),
        "is only ever true",
    );
    says(Kh, groups, groups, &groups.replace("duty", "#"), "needs duty or role");
    let own = "[[assignment]]\neveryone = true\ntasks = [\"II.3\", \"III.1\"]\nduty = \"required\"\nrole = \"own\"";
    says(Kh, own, own, &own.replace("role", "#"), "has no role");
    says(Kh, own, own, &format!("{own}\n{own}"), "keep one of them");
    let (files, _) = changed(Kh, "tasks = [\"II.3\", \"III.1\"]", ", \"III.1\"", "");
    let faults = files.faults();
    let line = files.plan.lines().position(|line| line == "code = \"III.1\"").unwrap() + 1;
    assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [line]);
    assert!(faults[0].what.en.contains("III.1 is assigned to nobody"));
}

#[test]
fn the_reporting_duty_is_no_task_and_a_successor_follows_an_end() {
    let faults = changed(Kh, "reporting_duty", "III.2", "II.3").0.faults();
    assert!(
        faults.iter().any(|fault| fault
            .what
            .en
            .contains("II.3 is the reporting duty and cannot be the task")),
        "{faults:#?}"
    );
    says(Units, "H-DONGSON", "TP-THANHHOA", "H-DONGSON", "cannot be its own successor");
    says(Units, "code = \"S-NV\"", "order", "successor = \"S-TP\"\norder", "needs its last day");
}

#[test]
fn a_succession_leads_forward() {
    says(
        Units,
        "H-DONGSON",
        "\"TP-THANHHOA\"",
        "[\"TP-THANHHOA\", \"TP-THANHHOA\"]",
        "TP-THANHHOA is named twice",
    );
    says(
        Units,
        "H-DONGSON",
        "\"TP-THANHHOA\"",
        "[\"TP-THANHHOA\", \"H-DONGSON\"]",
        "cannot be its own successor",
    );
    let end = "valid_to = 2024-12-31\n";
    let back = format!("{end}successor = \"TP-THANHHOA\"");
    says(
        Units,
        "H-DONGSON",
        &back,
        &back.replace("2024-12-31", "2025-06-30"),
        "TP-THANHHOA does not exist on 2025-07-01",
    );
    let (files, _) = changed(
        Units,
        "code = \"TP-THANHHOA\"",
        "valid_to = 2025-06-30",
        "valid_to = 2024-12-31\nsuccessor = \"H-DONGSON\"",
    );
    let faults = files.faults();
    assert_eq!(faults.len(), 2, "a circle: {faults:#?}");
    assert!(
        faults.iter().all(|fault| fault.what.en.contains("does not exist on 2025-01-01")),
        "{faults:#?}"
    );
}

#[test]
fn the_period_before_ends_before() {
    let previous = "previous = \"2024-6T\"";
    says(
        Kh,
        previous,
        previous,
        "previous = \"2024-NAM\"",
        "must have a deadline that is earlier than that of 2024-NAM",
    );
    says(Kh, previous, previous, "previous = \"2024-DX\"", "must have a deadline");
    says(Kh, previous, previous, "previous = \"sáu tháng\"", "has not the right shape");
    says(
        Kh,
        previous,
        "includes_previous = true",
        "includes_previous = \"có\"",
        "must be true or false",
    );
    let (files, _) = changed(Kh, "code = \"2024-NAM\"", "from = 2023-11-01", "from = 2023-11-02");
    assert!(
        files.faults()[0].what.en.contains("2024-NAM does not take in the whole of 2024-6T"),
        "{:#?}",
        files.faults()
    );
    let both = format!("{previous}\nincludes_previous = true");
    says(Kh, &both, &both, "includes_previous = true", "only where there is a previous period");
    says(
        Kh,
        "code = \"2024-DX\"",
        "from = ",
        &format!("{previous}\nfrom = "),
        "2024-DX has no deadline",
    );
}

#[test]
fn thresholds_are_whole_numbers_above_0() {
    says(Kh, "[thresholds]", "change_percent = 50", "change_percent = 0", "from 1 to 10000");
    says(
        Kh,
        "[thresholds]",
        "change_floor = 20",
        "change_flor = 20",
        "did you mean “change_floor”?",
    );
    says(
        Kh,
        "code = \"CT03\"",
        "nature",
        "change_floor = \"20\"\nnature",
        "“change_floor” must be a whole number",
    );
}

#[test]
fn days_off_are_sound() {
    says(
        Holidays,
        "day = 2024-05-01",
        "2024-05-01",
        "2024-04-30",
        "The day 2024-04-30 stands on line",
    );
    says(
        Holidays,
        "working = [2024-05-04]",
        "2024-05-04",
        "2024-05-03",
        "neither a Saturday nor a Sunday",
    );
    says(Holidays, "working = [2026-08-22]", "2026-08-22", "2026-04-26", "is a day off on line");
    says(Holidays, "day = 2026-01-01", "2026-01-01", "2027-01-01", "The year 2027 has no [[year]]");
}

#[test]
fn broken_toml_is_a_fault_with_its_line() {
    says(
        Kh,
        "[plan]",
        "id = \"PCKB-THANHHOA-2024\"",
        "id = PCKB",
        "“PCKB” must stand in double quotes",
    );
    says(Kh, "[plan]", "year = 2024", "year = 2024\nyear = 2025", "“year” stands above already");
    says(Units, "[naming.abbreviations]", "\"BĐBP\"", "BĐBP", "must stand in double quotes");
    says(Units, "code = \"S-NV\"", "aliases = [", "aliases = ", "This line is not TOML");
    says(Kh, "code = \"CT01\"", "code = \"CT01\"", "code \"CT01\"", "This line is not TOML");
}

#[test]
fn a_severity_is_that_of_a_rule_there_is_and_may_be_changed() {
    says(
        Kh,
        "[severity]",
        "[severity]",
        "[severity]\nL130 = \"note\"",
        "There is no rule “L130”; did you mean “L103”?",
    );
    says(
        Kh,
        "[severity]",
        "[severity]",
        "[severity]\nL103 = \"lỗi\"",
        "“L103” is one of \"error\", \"warning\", \"note\"",
    );
    says(
        Kh,
        "[severity]",
        "[severity]",
        "[severity]\nT101 = \"warning\"",
        "T101 is always \"error\"",
    );
    let plan =
        changed(Kh, "[severity]", "[severity]", "[severity]\nL103 = \"error\"\nT101 = \"error\"")
            .0
            .load()
            .unwrap();
    assert_eq!(plan.severities.get("L103"), Some(&Severity::Error));
}

#[test]
fn thresholds_are_numbers_and_an_indicator_may_have_its_own() {
    says(
        Kh,
        "[thresholds]",
        "outlier = 3.5",
        "outlier = \"3.5\"",
        "“outlier” must be a number from 1 to 1000, like 3.5, or false",
    );
    says(
        Kh,
        "[thresholds]",
        "outlier = 3.5",
        "outlier = 0.5",
        "“outlier” must be a number from 1 to 1000",
    );
    says(
        Kh,
        "[thresholds]",
        "outlier_floor = 10",
        "outlier_floor = 0",
        "“outlier_floor” must be a whole number from 1",
    );
    let own =
        changed(Kh, "code = \"CT05\"", "nature", "outlier = false\noutlier_floor = 50\nnature")
            .0
            .load()
            .unwrap();
    let of = |code: &str| {
        own.indicator(&code.into())
            .map(|indicator| (indicator.thresholds.outlier, indicator.thresholds.outlier_floor))
            .unwrap()
    };
    assert_eq!((of("CT05"), of("CT06")), ((None, 50), (Some(Decimal::new(35, 1)), 10)));
}
