//! Tables of figures side by side on one sheet, and figures that slipped into the rows of other indicators.

use super::form::{FIGURES, Form, HEAD, SL, Typed, edited};
use super::judged::{Judged, Want, all_right, short};
use tonghop::book::{Cell, Role};

/// The column, from 0, in which a second table begins.
const RIGHT: u32 = 6;

/// The cells of the headings, then of each indicator.
fn rows(form: &mut Form) -> Vec<Vec<Cell>> {
    let sheet = form.sheet(SL);
    (HEAD - 1..HEAD + 24).map(|row| (0..5).map(|col| cell(sheet, row, col)).collect()).collect()
}

fn cell(sheet: &tonghop::book::Sheet, row: u32, col: u32) -> Cell {
    sheet.cell(tonghop::model::origin::CellRef::new(row, col)).cloned().unwrap_or_default()
}

/// Moves the indicators from a place on into a table to the right, so many rows lower.
fn halved(form: &mut Form, from: usize, lower: u32) {
    let rows = rows(form);
    let sheet = form.sheet(SL);
    sheet.inputs.clear();
    let right = std::iter::once(&rows[0]).chain(&rows[from + 1..]);
    for (row, cells) in (HEAD - 1 + lower..).zip(right) {
        for (col, cell) in (RIGHT..).zip(cells) {
            sheet.put(row, col, cell.clone());
        }
    }
    for row in HEAD + u32::try_from(from).unwrap()..HEAD + 24 {
        (0..5).for_each(|col| sheet.put(row, col, Cell::default()));
    }
}

/// Repeats the whole table to the right with other figures and another heading of theirs.
fn doubled(form: &mut Form, heading: &str, title: &str) {
    let rows = rows(form);
    let sheet = form.sheet(SL);
    for (row, cells) in (HEAD - 1..).zip(&rows) {
        for (col, cell) in (RIGHT..).zip(cells) {
            sheet.put(row, col, cell.clone());
        }
    }
    for (place, figure) in FIGURES.iter().enumerate() {
        let row = HEAD + u32::try_from(place).unwrap();
        sheet.put(row, RIGHT + 3, Cell::number(figure * 2 + 1, Role::AnswerNumber));
    }
    sheet.put(HEAD - 1, RIGHT + 3, Cell::text(heading, Role::Heading));
    sheet.put(HEAD - 2, RIGHT, Cell::text(title, Role::Text));
}

#[test]
fn a_table_that_goes_on_to_the_right_is_read_whole() {
    for (from, lower) in [(12, 0), (8, 0), (12, 3), (20, 1)] {
        let judged = edited(|form| halved(form, from, lower));
        assert_eq!(judged.wrong(&[], Want::Own), [""; 0], "{:?}", judged.codes());
        assert_eq!(judged.codes(), [""; 0], "{from} {lower}");
    }
}

#[test]
fn a_second_table_to_the_right_is_read_only_for_what_it_says_it_is() {
    let cases = [
        ("6T/2023", "", Want::Own),
        ("Kế hoạch năm 2024", "", Want::Own),
        ("Số liệu", "6 tháng đầu năm 2023", Want::Own),
        ("Số liệu", "", Want::Not),
        ("Số liệu", "Số liệu kỳ này", Want::Not),
        ("Số đúng", "", Want::Not),
    ];
    all_right(
        cases
            .into_iter()
            .filter_map(|(heading, title, want)| {
                let judged = edited(|form| doubled(form, heading, title));
                short(&format!("{heading}, {title}"), &judged, &[], want)
            })
            .collect(),
    );
}

#[test]
fn what_is_said_above_one_table_of_several_side_by_side_is_said_of_all() {
    for title in ["Kỳ 6 tháng đầu năm 2023", "Số liệu cả năm 2023", "ĐVT: nghìn"] {
        let judged = edited(|form| {
            halved(form, 12, 0);
            form.put(SL, "A2", title);
        });
        assert_eq!(judged.wrong(&[], Want::Named), [""; 0], "{title} {:?}", judged.codes());
    }
}

#[test]
fn a_table_of_the_units_own_to_the_right_is_said_and_not_read() {
    let judged = edited(|form| {
        for (at, typed) in [("H5", "Nội dung"), ("I5", "Số lượng"), ("H6", "Xã QZ"), ("I6", "7")]
        {
            form.put(SL, at, typed);
        }
    });
    assert_eq!(judged.wrong(&[], Want::OwnOrNot), [""; 0]);
    assert!(judged.quotes("Xã QZ"));
}

/// What becomes of figures after something was done to their column.
fn moved(figures: impl Fn(Vec<Typed>) -> Vec<Typed>) -> Judged {
    edited(|form| {
        let own = FIGURES.map(Typed::from).to_vec();
        for (row, figure) in (HEAD + 1..).zip(figures(own)) {
            form.put(SL, &format!("D{row}"), figure);
        }
    })
}

#[test]
fn figures_that_slipped_a_row_do_not_count() {
    let from_first = [
        moved(|mut own| {
            own.pop();
            own.insert(0, Typed::Nothing);
            own
        }),
        moved(|mut own| {
            own.remove(0);
            own.push(Typed::Nothing);
            own
        }),
    ];
    for judged in from_first {
        assert_eq!(judged.wrong(&[], Want::Not), [""; 0], "{:?}", judged.codes());
        assert_eq!(judged.findings().count(), 1, "{:?}", judged.codes());
    }
    let from_the_eighth = moved(|mut own| {
        own.pop();
        own.insert(7, Typed::Nothing);
        own
    });
    let above = ["CT01", "CT02", "CT03", "CT04", "CT05", "CT06", "CT07"];
    let wants = above.map(|code| (code, Want::Own));
    assert_eq!(from_the_eighth.wrong(&wants, Want::Not), [""; 0], "{:?}", from_the_eighth.codes());
}

#[test]
fn figures_left_beside_headings_of_groups_that_were_put_in_do_not_count() {
    let judged = edited(|form| {
        for row in [7, 14] {
            form.insert_row(SL, row, &[("B", "Nhóm nội dung".into())]);
        }
        let own = FIGURES.map(Typed::from).into_iter().chain([Typed::Nothing, Typed::Nothing]);
        for (row, figure) in (HEAD + 1..).zip(own) {
            form.put(SL, &format!("D{row}"), figure);
        }
    });
    assert_eq!(judged.wrong(&[("CT01", Want::Own)], Want::Not), [""; 0], "{:?}", judged.codes());
}

#[test]
fn a_blank_answer_beside_a_contradiction_is_no_slip() {
    let judged = moved(|mut own| {
        own[23] = Typed::Nothing;
        own[1] = 9.into();
        own
    });
    let wants = [("CT01", Want::Not), ("CT02", Want::Not), ("CT24", Want::Not)];
    assert_eq!(judged.wrong(&wants, Want::Own), [""; 0], "{:?}", judged.codes());
    // sums of groups beside a blank answer
    let judged = edited(|form| {
        form.insert_row(SL, 6, &[("B", "I. Chỉ đạo".into()), ("D", 11.into())]);
        form.put(SL, "D30", "");
    });
    assert_eq!(judged.wrong(&[("CT24", Want::Not)], Want::Own), [""; 0], "{:?}", judged.codes());
}
