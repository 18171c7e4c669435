//! Merged cells, rows with two figures, and repeated cells.

use super::form::{Form, SL, Typed, edited};
use super::judged::Want;

#[test]
fn two_figures_in_one_row_are_not_counted() {
    let judged = edited(|form| {
        form.insert_row(SL, 14, &[("D", 2700.into())])
            .merge(SL, "A13:A14")
            .merge(SL, "B13:B14")
            .merge(SL, "C13:C14");
    });
    assert_eq!(judged.wrong(&[("CT08", Want::Not)], Want::Own), [""; 0], "{:?}", judged.codes());
}

#[test]
fn a_figure_merged_over_rows_is_not_counted() {
    let judged = edited(|form| _ = form.put(SL, "D13", "").merge(SL, "D12:D13"));
    assert_eq!(
        judged.wrong(&[("CT07", Want::Not), ("CT08", Want::Not)], Want::Own),
        [""; 0],
        "{:?}",
        judged.codes()
    );
    let column = edited(|form| {
        for row in 6..=29 {
            form.put(
                SL,
                &format!("D{row}"),
                if row == 6 { Typed::from(5) } else { Typed::Nothing },
            );
        }
        form.merge(SL, "D6:D29");
    });
    assert_eq!(column.wrong(&[("CT01", Want::Not)], Want::Not), [""; 0], "{:?}", column.codes());
}

#[test]
fn a_value_covered_by_a_merge_is_not_counted() {
    let judged = edited(|form| _ = form.merge(SL, "D12:D13"));
    assert_eq!(
        judged.wrong(&[("CT07", Want::Not), ("CT08", Want::Not)], Want::OwnOrNot),
        [""; 0],
        "{:?}",
        judged.codes()
    );
    let judged = edited(|form| {
        form.merge(SL, "C13:D13");
    });
    assert_eq!(judged.wrong(&[("CT08", Want::Not)], Want::Own), [""; 0], "{:?}", judged.codes());
}

#[test]
fn repeated_cells_and_rows_are_not_counted() {
    let twice = |edit: fn(&str) -> String| {
        let mut form = Form::filled();
        form.part(SL, move |package, part| {
            let text = package.text(part);
            package.put(part, edit(&text));
        });
        form.judged()
    };
    let cell = twice(|text| {
        let at = text.find("<c r=\"E13\"").unwrap();
        format!("{}<c r=\"D13\"><v>9999</v></c>{}", &text[..at], &text[at..])
    });
    let row = twice(|text| {
        let (start, end) =
            (text.find("<row r=\"13\"").unwrap(), text.find("<row r=\"14\"").unwrap());
        let row = text[start..end].replace("<v>2650</v>", "<v>9999</v>");
        format!("{}{row}{}", &text[..end], &text[end..])
    });
    for (about, judged) in [("cell", cell), ("row", row)] {
        assert_eq!(
            judged.wrong(&[("CT08", Want::Not)], Want::OwnOrNot),
            [""; 0],
            "{about} {:?}",
            judged.codes()
        );
        assert!(judged.has_error(), "{about} {:?}", judged.codes());
    }
}
