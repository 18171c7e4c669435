//! Additional sheets: last year's, drafts, annexes, copies, those of another unit.

use super::form::{FIGURES, Form, SL, TT, Typed, day, edited};
use super::judged::{Want, all_right, short};

/// Clears the answers in the form's table of figures.
fn cleared(form: &mut Form) {
    for row in 6..=29 {
        form.put(SL, &format!("D{row}"), "");
    }
}

#[test]
fn no_other_table_replaces_a_blank_table_of_the_form() {
    let names = [
        "Nháp",
        "Số liệu (2)",
        "Số liệu năm 2023",
        "2023",
        "Sheet1",
        "Số liệu cũ",
        "Bản cũ",
        "Xã Xuân Lai",
        "Số liệu kỳ trước",
    ];
    let mut fell = Vec::new();
    for name in names {
        for first in [false, true] {
            let judged = edited(|form| {
                form.copy(SL, name);
                if first {
                    let copy = form.book.sheets.pop().unwrap();
                    form.book.sheets.insert(0, copy);
                }
                cleared(form);
            });
            fell.extend(short(&format!("{name}, first: {first}"), &judged, &[], Want::Not));
        }
    }
    all_right(fell);
}

#[test]
fn a_table_above_the_table_of_the_form_is_not_read() {
    let judged = edited(|form| {
        let own = form.sheet(SL).rows.clone();
        cleared(form);
        let sheet = form.sheet(SL);
        sheet.merges.clear();
        sheet.inputs.clear();
        let mut rows = own;
        rows[1].cells[0] =
            tonghop::book::Cell::text("Số liệu năm 2023", tonghop::book::Role::Loose);
        rows.append(&mut sheet.rows);
        sheet.rows = rows;
    });
    assert_eq!(judged.wrong(&[], Want::Not), [""; 0], "{:?}", judged.codes());
}

#[test]
fn the_table_of_the_form_counts_beside_other_sheets() {
    let other = |name: &str, title: &str| {
        edited(|form| {
            form.copy(SL, name);
            for row in 6..=29 {
                form.put(name, &format!("D{row}"), i64::from(row) + 1000);
            }
            form.put(name, "A2", title);
        })
    };
    let sheets = [
        ("Năm 2023", "Số liệu năm 2023"),
        ("Xã Xuân Lai", "Số liệu xã Xuân Lai"),
        ("Kỳ trước", "Kỳ năm 2023 – Ủy ban nhân dân huyện Thọ Xuân"),
        ("Kế hoạch", "Số liệu kế hoạch năm 2024"),
    ];
    all_right(
        sheets
            .into_iter()
            .filter_map(|(name, title)| short(name, &other(name, title), &[], Want::Own))
            .collect(),
    );
}

#[test]
fn contradictory_tables_are_not_counted() {
    for name in ["Số liệu (2)", "SL", "Sheet1", "Số liệu đã sửa", "Bản 2"] {
        let judged = edited(|form| _ = form.copy(SL, name).put(name, "D13", 2700));
        assert_eq!(
            judged.wrong(&[("CT08", Want::Not)], Want::OwnOrNot),
            [""; 0],
            "{name} {:?}",
            judged.codes()
        );
    }
}

#[test]
fn a_copied_sheet_is_one_finding() {
    for sheet in [SL, TT, "Nhiệm vụ", "Văn bản", "Đánh giá", "Đột xuất"] {
        let judged = edited(|form| _ = form.copy(sheet, &format!("{sheet} (2)")));
        assert_eq!(judged.wrong(&[], Want::OwnOrNot), [""; 0], "{sheet}");
        assert!(judged.codes().len() <= 1, "{sheet}: {:?}", judged.codes());
    }
}

#[test]
fn annexes_and_scratch_sheets_change_no_figure() {
    let part: &[&[&str]] = &[
        &["Phụ lục"],
        &["Chỉ tiêu", "Số lượng"],
        &["Tài liệu, tờ rơi, pa nô, băng rôn", "2650"],
        &["Lượt người dự tuyên truyền trực tiếp", "1348"],
    ];
    let other: &[&[&str]] = &[
        &["Phụ lục"],
        &["Chỉ tiêu", "Xã A", "Xã B", "Số lượng"],
        &["Tài liệu, tờ rơi, pa nô, băng rôn", "1000", "1650", "2650"],
    ];
    let scratch: &[&[&str]] = &[&["Việc", "Số"], &["Kế hoạch", "2"], &["Công văn", "3"]];
    let figures: &[&[&str]] = &[&["1"], &["2"], &["CT08", "7"], &["Số liệu", "99"]];
    // names of communes beside numbers are no letterhead
    let communes: &[&[&str]] =
        &[&["Xã Xuân Lai", "10"], &["Xã Xuân Hòa", ""], &["Xã Xuân Lập", "20"], &["Cộng", "30"]];
    for (about, rows) in [
        ("a part", part),
        ("with communes", other),
        ("scratch", scratch),
        ("numbers", figures),
        ("communes in rows", communes),
    ] {
        let judged = edited(|form| _ = form.extra("Phụ lục", rows));
        assert_eq!(judged.wrong(&[], Want::Own), [""; 0], "{about} {:?}", judged.codes());
        assert!(!judged.has_error(), "{about}: {:?}", judged.codes());
        assert!(
            rows.iter()
                .flat_map(|row| row.iter())
                .filter(|text| text.len() > 3)
                .all(|text| judged.quotes(text)),
            "{about}: {:?}",
            judged.codes()
        );
    }
}

#[test]
fn two_sheets_that_name_the_unit_must_agree() {
    let second = |edit: &dyn Fn(&mut Form, &str)| {
        edited(|form| {
            form.copy(TT, "Thông tin (2)");
            edit(form, "Thông tin (2)");
        })
    };
    let another = second(&|form, sheet| {
        _ = form.put(sheet, "C9", "999/BC-UBND").put(sheet, "C10", day(5, 3));
    });
    assert_eq!(another.wrong(&[], Want::OwnOrNot), [""; 0]);
    assert!(!another.codes().is_empty());
    let unit = second(&|form, sheet| {
        _ = form.put(sheet, "C7", "H-NONGCONG").put(sheet, "C8", "Ủy ban nhân dân huyện Nông Cống");
    });
    assert_eq!(unit.wrong(&[], Want::Not), [""; 0], "{:?}", unit.codes());
    assert!(unit.has_error());
    let period = second(&|form, sheet| _ = form.put(sheet, "C6", "năm 2023"));
    assert!(period.has_error() || !period.codes().is_empty(), "{:?}", period.codes());
}

#[test]
fn a_workbook_with_two_units_counts_for_neither() {
    let mut form = Form::filled();
    let other = Form::of("H-NONGCONG");
    for mut sheet in other.book.sheets {
        if [TT, SL].contains(&sheet.name.as_str()) {
            sheet.name = format!("NC {}", sheet.name);
            form.book.sheets.push(sheet);
        }
    }
    for (row, figure) in (6..=29).zip(FIGURES) {
        form.put("NC Số liệu", &format!("D{row}"), Typed::from(figure + 40));
    }
    let judged = form.judged();
    assert_eq!(judged.wrong(&[], Want::Not), [""; 0], "{:?}", judged.codes());
    assert!(judged.has_error() && judged.codes().len() <= 6, "{:?}", judged.codes());
    let judged = judged.about("H-NONGCONG");
    assert_eq!(judged.wrong(&[], Want::Not), [""; 0], "{:?}", judged.codes());
}

#[test]
fn renamed_and_moved_sheets_are_recognized() {
    for (sheet, name) in
        [(SL, "Biểu 2"), (TT, "Sheet1"), ("Nhiệm vụ", "NV"), ("Văn bản", "VB"), (SL, "SO LIEU")]
    {
        let judged = edited(|form| _ = form.rename(sheet, name));
        assert_eq!(judged.wrong(&[], Want::Own), [""; 0], "{name} {:?}", judged.codes());
    }
    let moved = edited(|form| form.book.sheets.reverse());
    assert_eq!(
        (moved.wrong(&[], Want::Own), moved.has_error()),
        (Vec::new(), false),
        "{:?}",
        moved.codes()
    );
}

#[test]
fn a_sheet_name_with_another_period_or_body_is_reported_at_the_figures() {
    for name in ["Số liệu 2023", "SL quý I", "Kế hoạch 2024", "Xã Xuân Lai", "Số liệu cả năm"]
    {
        let judged = edited(|form| _ = form.rename(SL, name));
        all_right(short(name, &judged, &[], Want::Named).into_iter().collect());
    }
}

#[test]
fn a_table_that_continues_on_another_sheet_is_read() {
    let parted = |name: &'static str, repeats: bool| {
        edited(move |form| {
            form.copy(SL, name);
            (18..=29).rev().for_each(|row| _ = form.delete_row(SL, row));
            let last = if repeats { 16 } else { 17 };
            (6..=last).rev().for_each(|row| _ = form.delete_row(name, row));
            if repeats {
                form.put(name, "D6", 7);
            }
        })
    };
    for name in ["Số liệu (tiếp)", "Số liệu tiếp theo", "Số liệu 2", "Số liệu (2)"]
    {
        let judged = parted(name, false);
        assert_eq!(judged.wrong(&[], Want::Own), [""; 0], "{name} {:?}", judged.codes());
        assert!(!judged.has_error(), "{name} {:?}", judged.codes());
    }
    for name in ["Số liệu năm 2023", "Số liệu xã Xuân Lai", "Phụ lục"] {
        let judged = parted(name, false);
        let second: Vec<String> = (13..=24).map(|place| format!("CT{place}")).collect();
        let wants: Vec<_> = second.iter().map(|code| (code.as_str(), Want::Not)).collect();
        assert_eq!(judged.wrong(&wants, Want::OwnOrNot), [""; 0], "{name} {:?}", judged.codes());
    }
    // a code on both sheets: the second contradicts
    let judged = parted("Số liệu (2)", true);
    assert_eq!(judged.wrong(&[("CT12", Want::Not)], Want::OwnOrNot), [""; 0]);
}
