//! Edits of what covers cells, accompanies sheets or contains the file.

use super::Kind;
use crate::units::form::{FIGURES, SL, TT};

pub(super) const OVER: &[Kind] = &[
    ("a figure over two rows", |it| {
        let place = it.rng.usize(..23);
        let (first, second) = (it.cell(place), it.cell(place + 1));
        if first[1..].parse::<u32>().unwrap() + 1 == second[1..].parse::<u32>().unwrap()
            && it.once("merged")
        {
            it.form.put(SL, &second, "").merge(SL, &format!("{first}:{second}"));
            it.doubt(place);
            it.doubt(place + 1);
        }
    }),
    ("a code over two rows of figures", |it| {
        let place = it.any();
        let (row, col) = (it.cell(place)[1..].parse::<u32>().unwrap(), it.col);
        if it.once("merged") {
            it.row(row + 1, &[(col, 77_003.into())]);
            for col in ['A', 'B', 'C'] {
                it.form.merge(SL, &format!("{col}{row}:{col}{}", row + 1));
            }
            it.doubt(place);
        }
    }),
    ("a hidden row", |it| {
        let place = it.any();
        let row = it.cell(place)[1..].to_owned();
        it.form.part(SL, move |package, part| {
            let text = package.text(part);
            package.put(
                part,
                text.replacen(
                    &format!("<row r=\"{row}\""),
                    &format!("<row r=\"{row}\" hidden=\"1\""),
                    1,
                ),
            );
        });
    }),
    ("a cell twice in its row", |it| {
        let place = it.any();
        let at = it.cell(place);
        it.form.part(SL, move |package, part| {
            package.cell(part, &at, |cell| format!("{cell}<c r=\"{at}\"><v>77004</v></c>"));
        });
        it.doubt(place);
    }),
    ("a note with words", |it| {
        if !it.once("note") {
            return;
        }
        let (place, words) = (it.any(), it.words());
        let at = it.cell(place);
        it.form.note(SL, &at, &words);
    }),
    ("a note with a correction", |it| {
        if !it.once("note") {
            return;
        }
        let (place, words) = (it.any(), it.one(&["Đính chính: 2.700", "Số đúng là 77005", "2700"]));
        let at = it.cell(place);
        it.form.note(SL, &at, words);
        it.doubt(place);
    }),
    ("a box of words", |it| {
        let sheet = it.one(&[SL, TT, "Đánh giá", "Hướng dẫn"]);
        let words = it.words();
        if it.once("box") {
            it.form.part(sheet, move |package, part| {
                if package.text(&format!("xl/worksheets/_rels/{}.rels", &part[14..])).is_empty() {
                    package.text_box(part, &words);
                }
            });
            it.form
                .sheet(sheet)
                .rows
                .iter_mut()
                .flat_map(|row| &mut row.cells)
                .for_each(|cell| cell.note = None);
        }
    }),
    ("a page foot", |it| {
        let (sheet, words) = (it.one(&[SL, TT, "Văn bản"]), it.words());
        it.form.part(sheet, move |package, part| {
            let text = package.text(part);
            let (before, rest) = text.split_once("<headerFooter").unwrap();
            let after = rest.split_once("</headerFooter>").unwrap().1;
            package.put(part, format!("{before}<headerFooter><oddFooter>&amp;C{words}</oddFooter></headerFooter>{after}"));
        });
    }),
    ("words beside the figures", |it| {
        let (place, words) = (it.any(), it.words());
        let at = it.at('H', place);
        it.form.put(SL, &at, words);
    }),
    ("words below the figures", |it| {
        let (at, words) = (it.one(&["A45", "B44", "D46"]), it.words());
        it.form.put(SL, at, words);
    }),
    ("a copy of the figures with one changed", |it| {
        let place = it.any();
        if it.once("copy") {
            let at = it.cell(place);
            it.form.copy(SL, "Số liệu (2)").put("Số liệu (2)", &at, 77_006);
            it.doubt(place);
        }
    }),
    ("the figures of last year on a sheet", |it| {
        if it.once("last year") {
            it.form.copy(SL, "Năm 2023");
            for (place, figure) in FIGURES.iter().enumerate() {
                let at = it.cell(place);
                it.form.put("Năm 2023", &at, figure * 5 + 9);
            }
            it.form.put("Năm 2023", "A2", "Số liệu năm 2023");
        }
    }),
    ("a draft filled in and the form left blank", |it| {
        if it.once("copy") {
            let name = it.one(&["Nháp", "2023", "Sheet1", "Bản cũ", "Xã Xuân Lai"]);
            it.form.copy(SL, name);
            for place in 0..24 {
                let at = it.cell(place);
                it.form.put(SL, &at, "");
            }
            it.no_figures();
        }
    }),
    ("a sheet of the unit's own", |it| {
        let words = it.words();
        if it.once("own") {
            it.form.extra("Phụ lục", &[&["TT", "Nội dung"], &["1", &words]]);
        }
    }),
    ("an annex that repeats figures", |it| {
        if it.once("annex") {
            it.form.extra(
                "Biểu kèm",
                &[&["Chỉ tiêu", "Số lượng"], &["Tài liệu, tờ rơi, pa nô, băng rôn", "77007"]],
            );
            it.doubt(7);
        }
    }),
    ("sheets in another order", |it| {
        // parts are found by the names of their sheets
        it.form.book.sheets.reverse();
    }),
    ("a second sheet of another unit", |it| {
        if it.once("info") {
            it.form.copy(TT, "TT Nông Cống").put("TT Nông Cống", "C7", "H-NONGCONG").put(
                "TT Nông Cống",
                "C8",
                "Ủy ban nhân dân huyện Nông Cống",
            );
            it.doubt_all();
        }
    }),
    ("no stamp", |it| _ = it.form.without_stamp()),
    ("an archive", |it| {
        let name = it.one(&[
            "Báo cáo/bc.xlsx",
            "bc huyện Thọ Xuân.xlsx",
            "2024-04-24/bc.xlsx",
            ".bc.xlsx",
        ]);
        it.packed = Some((name.to_owned(), b"Kinh gui".to_vec()));
    }),
];
