//! Tests of errors between entries: periods, names, relations, assignments, successions.

use super::*;

#[test]
fn a_data_window_ends_after_its_start() {
    assert_fault(
        Kh,
        "code = \"2024-6T\"",
        "to = 2024-04-30",
        "to = 2023-10-30",
        "is before the first",
    );
    assert_fault(
        Kh,
        "code = \"2024-NAM\"",
        "before = 2024-11-01",
        "before = 2024-01-01",
        "neither in the plan's year",
    );
    let window = "from = 2023-11-01\nto = 2024-04-30";
    let late = format!("before = 2024-05-01\n{window}");
    assert_fault(
        Kh,
        &late,
        &late,
        &late.replace("2023-11-01", "2024-05-02").replace("2024-04-30", "2024-05-03"),
        "before the period's first day",
    );
    assert_fault(
        Units,
        "H-DONGSON",
        "valid_to = 2024-12-31",
        "valid_to = 2024-12-31\nvalid_from = 2025-01-01",
        "is before valid_from",
    );
}

#[test]
fn names_are_unique() {
    assert_fault(
        Units,
        "code = \"TX-NGHISON\"",
        "\"huyện Tĩnh Gia\"",
        "\"H. Nga Sơn\"",
        "is also a name of H-NGASON (line",
    );
    assert_fault(Units, "[naming.abbreviations]", "\"VP\"", "\"V P\"", "must be a single word");
    assert_fault(Units, "[naming.abbreviations]", "\"VP\"", "\"H\"", "is already on line");
    assert_fault(
        Kh,
        "code = \"CT14\"",
        "\"Số phương án đã xây dựng\"",
        "\"Phương án phải XÂY DỰNG.\"",
        "is also a wording of “CT13” on line",
    );
    assert_fault(
        Kh,
        "code = \"II.5\"",
        "\"Công tác kiểm tra\"",
        "\"Tuyên truyền giáo dục\"",
        "is also a wording of “II.2.1” on line",
    );
    assert_fault(
        Kh,
        "code = \"2024-NAM\"",
        "\"Cả năm 2024\"",
        "\"6T - 2024\"",
        "is also a wording of “2024-6T” on line",
    );
    assert_fault(
        Kh,
        "[headings.\"Số liệu\"]",
        "\"Giá trị\"",
        "\"Đơn vị  đo\"",
        "“Đơn vị đo” of “Số liệu” is also a wording of “Đơn vị tính” on line",
    );
    assert_fault(
        Kh,
        "[headings.\"Văn bản\"]",
        "\"Về việc\"",
        "\"LOẠI VĂN BẢN\"",
        "is also a wording of “Loại văn bản”",
    );
    assert_fault(
        Kh,
        "[headings.\"Đánh giá\"]",
        "\"Mặt được\"",
        "\"…\"",
        "neither letters nor digits",
    );
}

#[test]
fn other_wordings_need_a_heading_of_the_form() {
    assert_fault(
        Kh,
        "[headings.\"Số liệu\"]",
        "\"Đơn vị tính\" =",
        "\"Đơn vị\" =",
        "The sheet “Số liệu” has no heading “Đơn vị”",
    );
    assert_fault(
        Kh,
        "[headings.\"Số liệu\"]",
        "\"Chỉ tiêu\" =",
        "\"Chỉ tiêu.\" =",
        "did you mean “Chỉ tiêu”?",
    );
    assert_fault(
        Kh,
        "[headings.\"Đánh giá\"]",
        "Đánh giá",
        "Đánh giá chung",
        "The form has no sheet “Đánh giá chung”",
    );
}

#[test]
fn relations_are_between_different_indicators_and_unique() {
    assert_fault(
        Kh,
        "larger = \"CT01\"",
        "CT01",
        "CT02",
        "The indicator “CT02” is related to itself",
    );
    assert_fault(
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
    assert_fault(
        Kh,
        "kind = \"sum\"",
        "[[relation]]",
        "[[relation]]\nkind = \"sum\"\ntotal = \"CT01\"\nparts = [\"CT02\"]\n[[relation]]",
        "two indicators or more",
    );
}

#[test]
fn an_assignment_has_units_and_a_value_once() {
    let groups =
        "[[assignment]]\ngroups = [\"so-nganh\"]\ntasks = [\"II.2.7\"]\nduty = \"by-function\"\n";
    assert_fault(Kh, groups, groups, &groups.replace("groups", "#"), "exactly one of everyone");
    assert_fault(
        Kh,
        groups,
        groups,
        &groups.replace("groups", "everyone = true\ngroups"),
        "exactly one of everyone",
    );
    assert_fault(
        Kh,
        groups,
        groups,
        &groups.replace("groups = [\"so-nganh\"]", "everyone = false"),
        "is only ever true",
    );
    assert_fault(Kh, groups, groups, &groups.replace("duty", "#"), "needs duty or role");
    let own = "[[assignment]]\neveryone = true\ntasks = [\"II.3\", \"III.1\"]\nduty = \"required\"\nrole = \"own\"";
    assert_fault(Kh, own, own, &own.replace("role", "#"), "has no role");
    assert_fault(Kh, own, own, &format!("{own}\n{own}"), "keep one of them");
    let (files, _) = changed(Kh, "tasks = [\"II.3\", \"III.1\"]", ", \"III.1\"", "");
    let faults = files.faults();
    let line = files.plan.lines().position(|line| line == "code = \"III.1\"").unwrap() + 1;
    assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [line]);
    assert!(faults[0].what.en.contains("The task III.1 has no unit"));
}

#[test]
fn the_reporting_duty_is_no_task_and_successors_need_an_end() {
    let faults = changed(Kh, "reporting_duty", "III.2", "II.3").0.faults();
    assert!(
        faults.iter().any(|fault| fault
            .what
            .en
            .contains("II.3 is the reporting duty and cannot be the task")),
        "{faults:#?}"
    );
    assert_fault(Units, "H-DONGSON", "TP-THANHHOA", "H-DONGSON", "cannot be its own successor");
    assert_fault(
        Units,
        "code = \"S-NV\"",
        "order",
        "successor = \"S-TP\"\norder",
        "needs its last day",
    );
}

#[test]
fn successions_go_forward_in_time() {
    assert_fault(
        Units,
        "H-DONGSON",
        "\"TP-THANHHOA\"",
        "[\"TP-THANHHOA\", \"TP-THANHHOA\"]",
        "TP-THANHHOA is named twice",
    );
    assert_fault(
        Units,
        "H-DONGSON",
        "\"TP-THANHHOA\"",
        "[\"TP-THANHHOA\", \"H-DONGSON\"]",
        "cannot be its own successor",
    );
    let end = "valid_to = 2024-12-31\n";
    let back = format!("{end}successor = \"TP-THANHHOA\"");
    assert_fault(
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
fn the_previous_period_ends_earlier() {
    let previous = "previous = \"2024-6T\"";
    assert_fault(
        Kh,
        previous,
        previous,
        "previous = \"2024-NAM\"",
        "must have a deadline that is earlier than that of 2024-NAM",
    );
    assert_fault(Kh, previous, previous, "previous = \"2024-DX\"", "must have a deadline");
    assert_fault(Kh, previous, previous, "previous = \"sáu tháng\"", "has not the right shape");
    assert_fault(
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
    assert_fault(
        Kh,
        &both,
        &both,
        "includes_previous = true",
        "only where there is a previous period",
    );
    assert_fault(
        Kh,
        "code = \"2024-DX\"",
        "from = ",
        &format!("{previous}\nfrom = "),
        "2024-DX has no deadline",
    );
}
