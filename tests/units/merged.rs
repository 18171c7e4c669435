//! Merged cells, rows with two figures, and repeated cells.

use super::form::{Form, SL, Typed, bent};
use super::judged::Want;

#[test]
fn one_row_of_two_figures_counts_in_neither() {
    let judged = bent(|form| {
        form.insert_row(SL, 14, &[("D", 2700.into())])
            .merge(SL, "A13:A14")
            .merge(SL, "B13:B14")
            .merge(SL, "C13:C14");
    });
    assert_eq!(judged.wrong(&[("CT08", Want::Not)], Want::Own), [""; 0], "{:?}", judged.codes());
}

#[test]
fn one_figure_over_several_rows_counts_in_none() {
    let judged = bent(|form| _ = form.put(SL, "D13", "").merge(SL, "D12:D13"));
    assert_eq!(
        judged.wrong(&[("CT07", Want::Not), ("CT08", Want::Not)], Want::Own),
        [""; 0],
        "{:?}",
        judged.codes()
    );
    let column = bent(|form| {
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
fn a_value_that_a_merge_covers_does_not_count() {
    let judged = bent(|form| _ = form.merge(SL, "D12:D13"));
    assert_eq!(
        judged.wrong(&[("CT07", Want::Not), ("CT08", Want::Not)], Want::OwnOrNot),
        [""; 0],
        "{:?}",
        judged.codes()
    );
    let judged = bent(|form| {
        form.merge(SL, "C13:D13");
    });
    assert_eq!(judged.wrong(&[("CT08", Want::Not)], Want::Own), [""; 0], "{:?}", judged.codes());
}

#[test]
fn a_cell_or_a_row_that_stands_twice_does_not_count() {
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
