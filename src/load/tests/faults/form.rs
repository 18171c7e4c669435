//! Tests of errors in `[form]` and in the words of the office.

use super::*;
use crate::model::form::Sheet;
use crate::model::plan::Area;

/// The place after which `[form]` is inserted.
const BEFORE: &str = "[[period]]";

fn assert_form_fault(form: &str, words: &str) {
    let new = format!("[form]\n{form}\n\n{BEFORE}");
    assert_fault(Kh, BEFORE, BEFORE, &new, words);
}

#[test]
fn sheets_of_the_form_are_those_that_the_plan_asks_for() {
    assert_form_fault("sheets = [\"Số liêu\"]", "did you mean “Số liệu”");
    let rest = "\"Văn bản\", \"Đột xuất\", \"Đánh giá\"";
    assert_form_fault(
        &format!("sheets = [\"Nhiệm vụ\", {rest}]"),
        "lacks the sheet “Số liệu”, which CT01 needs",
    );
    assert_form_fault(
        &format!("sheets = [\"Số liệu\", {rest}]"),
        "lacks the sheet “Nhiệm vụ”, which own_plan_task = \"III.1\" needs",
    );
    assert_form_fault(
        "sheets = [\"Nhiệm vụ\", \"Số liệu\", \"Văn bản\"]",
        "lacks the sheet “Đột xuất”, which rows_of (CT24) needs",
    );
    assert_form_fault("sheet = []", "[form] has no key “sheet”; did you mean “sheets”");
}

#[test]
fn sheets_without_assessment_are_accepted() {
    let (files, _) = changed(
        Kh,
        BEFORE,
        BEFORE,
        &format!(
            "[form]\nsheets = [\"Đột xuất\", \"Văn bản\", \"Số liệu\", \"Nhiệm vụ\"]\n\n{BEFORE}"
        ),
    );
    let plan = files.load().expect("a sound plan");
    assert_eq!(plan.sheets, Sheet::ALL[..5]);
}

#[test]
fn the_area_is_one_of_a_list() {
    assert_fault(Kh, "area", "\"toàn tỉnh\"", "\"toàn vùng\"", "“area” is one of");
    let (files, _) = changed(Kh, "area", "\"toàn tỉnh\"", "\"toàn huyện\"");
    assert_eq!(files.load().expect("a sound plan").office.area, Area::District);
}
