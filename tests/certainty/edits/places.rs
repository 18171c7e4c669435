//! Edits that move cells.

use super::Kind;
use crate::units::form::{FIGURES, SL, Typed};

/// Each is applied at most once, to the rows of the form as issued.
pub(super) const PLACES: &[Kind] = &[
    ("a column of another period", |it| {
        if it.once("columns") {
            let heading =
                it.one(&["Kỳ trước", "Số liệu năm 2023", "Cùng kỳ", "Kế hoạch", "Lũy kế"]);
            let before = if it.rng.bool() { 'D' } else { 'E' };
            it.column(before, heading, |place| Typed::from(FIGURES[place] * 3 + 7));
        }
    }),
    ("a column of corrections", |it| {
        if it.once("columns") {
            let (corrected, heading) = (
                it.any(),
                it.one(&["Đính chính", "Số đúng", "Mới", "Số liệu điều chỉnh", "Sửa thành", ""]),
            );
            it.column('E', heading, move |place| {
                if place == corrected { Typed::from(77_001) } else { Typed::Nothing }
            });
            it.doubt(corrected);
        }
    }),
    ("a column of shares under one heading with the figures", |it| {
        if it.once("columns") {
            let names = it.one(&[
                "Quý I|Cộng",
                "Xã Xuân Lai|Tổng",
                "Nam|Tổng số",
                "Kỳ trước|Kỳ này",
                "Kế hoạch|Thực hiện",
            ]);
            let (part, whole) = names.split_once('|').unwrap();
            it.column('D', "Số liệu", |place| Typed::from(FIGURES[place] + 3));
            it.form.put(SL, "E5", "");
            it.row(6, &[('D', part.into()), ('E', whole.into())]);
            let merged = it.rng.bool();
            it.later(move |it| {
                if merged {
                    it.form.merge(SL, &format!("D{0}:E{0}", it.head));
                }
            });
        }
    }),
    ("a second row of headings", |it| {
        if it.once("headings below") {
            let words = it.one(&["Quý I", "(nghìn)", "Năm 2023", "Kế hoạch", "Toàn tỉnh"]);
            let col = it.col;
            let head = it.head;
            it.row(head + 1, &[(col, words.into())]);
            it.doubt_all();
        }
    }),
    ("a blank row", |it| {
        let row = it.rng.u32(6..=29);
        it.row(row, &[]);
    }),
    ("a row of a group", |it| {
        let (row, words) = (it.rng.u32(6..=29), it.words());
        it.row(row, &[('A', "I".into()), ('B', words.into())]);
    }),
    ("a sub-row", |it| {
        let place = it.any();
        let code = match it.rng.u8(..4) {
            0 => format!("CT{:02}.1", place + 1),
            1 => format!("CT{}.2", place + 1),
            2 => format!("CT{:02}a", place + 1),
            _ => String::new(),
        };
        let words = it.words();
        let (row, col) = (it.cell(place)[1..].parse::<u32>().unwrap() + 1, it.col);
        it.row(row, &[('A', code.into()), ('B', format!("- {words}").into()), (col, 3.into())]);
    }),
    ("a row of a total", |it| {
        let (row, words, col) =
            (it.rng.u32(7..=29), it.one(&["Cộng", "Tổng cộng", "Tổng số"]), it.col);
        it.row(row, &[('B', words.into()), (col, 88_123.into())]);
    }),
    ("headings again amid the rows", |it| {
        let (row, col) = (it.rng.u32(8..=28), it.col);
        it.row(
            row,
            &[
                ('A', "Mã".into()),
                ('B', "Chỉ tiêu".into()),
                ('C', "Đơn vị tính".into()),
                (col, "Số liệu".into()),
            ],
        );
    }),
    ("numbers of the columns below the headings", |it| {
        let (head, col) = (it.head, it.col);
        it.row(
            head + 1,
            &[('A', "(1)".into()), ('B', "(2)".into()), ('C', "(3)".into()), (col, "(4)".into())],
        );
    }),
    ("a row taken out", |it| {
        let place = it.any();
        if it.once(["one", "two", "three"][place % 3]) {
            it.delete(place);
        }
    }),
    ("a row twice with another figure", |it| {
        let place = it.any();
        let cells =
            ['A', 'B', 'C'].map(|col| (col, Typed::from(it.form.said(SL, &it.at(col, place)))));
        let (row, col) = (it.cell(place)[1..].parse::<u32>().unwrap() + 1, it.col);
        let [first, second, third] = cells;
        it.row(row, &[first, second, third, (col, 77_002.into())]);
        it.doubt(place);
    }),
    ("rows above the table", |it| {
        let words = it.words();
        let count = it.rng.u32(1..4);
        for _ in 0..count {
            it.row(1, &[]);
        }
        it.form.put(SL, "A1", words);
    }),
];
