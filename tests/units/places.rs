//! Positions of content: merged cells, notes, text boxes, page headers, and text around the form's
//! questions.

use super::form::{Form, SL, TT, edited};
use super::judged::{Judged, Want, all_right, short};
use super::package::Package;

/// Words of a unit that must not be lost.
const WORDS: &str = "Đề nghị xem công văn số 77-QZ";

/// Fails with every case in which the words are lost.
fn none_lost(places: impl IntoIterator<Item = (String, Judged)>) {
    all_right(
        places
            .into_iter()
            .filter(|(_, judged)| !judged.quotes(WORDS))
            .map(|(about, judged)| format!("{about}: {:?}", judged.codes()))
            .collect(),
    );
}

#[test]
fn words_in_any_cell_are_quoted() {
    let cells = [
        (SL, "A31"),
        (SL, "B31"),
        (SL, "D31"),
        (SL, "C40"),
        (SL, "D4"),
        (SL, "A4"),
        (SL, "F4"),
        (SL, "F5"),
        (SL, "F13"),
        (SL, "H20"),
        (SL, "Z99"),
        (TT, "B20"),
        (TT, "C20"),
        (TT, "A7"),
        (TT, "D9"),
        (TT, "B4"),
        (TT, "C19"),
        ("Đánh giá", "C9"),
        ("Đánh giá", "B10"),
        ("Đánh giá", "D5"),
        ("Đánh giá", "A6"),
        ("Đánh giá", "C4"),
        ("Nhiệm vụ", "A20"),
        ("Nhiệm vụ", "E20"),
        ("Nhiệm vụ", "H7"),
        ("Nhiệm vụ", "C4"),
        ("Nhiệm vụ", "H5"),
        ("Văn bản", "A27"),
        ("Văn bản", "E28"),
        ("Văn bản", "G8"),
        ("Văn bản", "B4"),
        ("Đột xuất", "A27"),
        ("Đột xuất", "D27"),
        ("Đột xuất", "G6"),
        ("Đột xuất", "D4"),
        ("Hướng dẫn", "D10"),
        ("Hướng dẫn", "B40"),
        ("Hướng dẫn", "A4"),
        ("Tự kiểm tra", "G8"),
        ("Tự kiểm tra", "A40"),
    ];
    none_lost(cells.into_iter().map(|(sheet, at)| {
        (format!("{sheet} {at}"), edited(|form| _ = form.put(sheet, at, WORDS)))
    }));
}

#[test]
fn words_that_replace_texts_of_the_form_are_quoted() {
    let cells = [
        ("Nhiệm vụ", "C7"),
        ("Nhiệm vụ", "B7"),
        ("Hướng dẫn", "A10"),
        ("Hướng dẫn", "B6"),
        (SL, "A3"),
        (SL, "A1"),
        (TT, "A3"),
        ("Đánh giá", "A3"),
        ("Tự kiểm tra", "B6"),
        ("Tự kiểm tra", "A3"),
        ("Văn bản", "A1"),
    ];
    none_lost(cells.into_iter().map(|(sheet, at)| {
        (format!("{sheet} {at}"), edited(|form| _ = form.put(sheet, at, WORDS)))
    }));
    let added = [
        ("Nhiệm vụ", "C7"),
        (TT, "B9"),
        (SL, "B13"),
        (SL, "C13"),
        ("Đánh giá", "B6"),
        ("Nhiệm vụ", "E5"),
        (SL, "A2"),
    ];
    none_lost(added.into_iter().map(|(sheet, at)| {
        let judged = edited(|form| {
            let words = format!("{}\n{WORDS}", form.said(sheet, at));
            form.put(sheet, at, words);
        });
        (format!("{sheet} {at}, below the form's own"), judged)
    }));
}

#[test]
fn answers_are_shown_completely() {
    let cells = [
        (SL, "E13"),
        ("Nhiệm vụ", "E6"),
        ("Nhiệm vụ", "F6"),
        ("Nhiệm vụ", "G6"),
        ("Đánh giá", "C6"),
        ("Văn bản", "E7"),
        ("Văn bản", "B7"),
        ("Văn bản", "D7"),
    ];
    none_lost(cells.into_iter().map(|(sheet, at)| {
        (
            format!("{sheet} {at}"),
            edited(|form| _ = form.put(sheet, at, format!("Đợt 1.\n{WORDS}"))),
        )
    }));
}

#[test]
fn notes_text_boxes_and_page_headers_are_quoted() {
    let mut places = Vec::new();
    for (sheet, at) in [
        (SL, "D13"),
        (SL, "D5"),
        (SL, "B13"),
        (TT, "C9"),
        ("Nhiệm vụ", "E6"),
        ("Đánh giá", "C6"),
        (SL, "G20"),
        ("Hướng dẫn", "A5"),
    ] {
        places.push((
            format!("a note on {sheet} {at}"),
            edited(|form| _ = form.note(sheet, at, WORDS)),
        ));
    }
    for sheet in [SL, TT, "Đánh giá"] {
        places.push((
            format!("a box on {sheet}"),
            edited(|form| _ = form.part(sheet, |package, part| package.text_box(part, WORDS))),
        ));
        for head in ["oddFooter", "oddHeader", "firstHeader", "evenFooter"] {
            let judged = edited(|form| {
                form.part(sheet, move |package, part| {
                    let text = package.text(part);
                    let (before, rest) = text.split_once("<headerFooter").unwrap();
                    let after = rest.split_once("</headerFooter>").unwrap().1;
                    let new = format!("{before}<headerFooter differentFirst=\"1\" differentOddEven=\"1\"><{head}>&amp;C{WORDS}</{head}></headerFooter>{after}");
                    package.put(part, new);
                });
            });
            places.push((format!("{head} of {sheet}"), judged));
        }
    }
    none_lost(places);
    let named = edited(|form| _ = form.extra("Nháp 77-QZ", &[]));
    assert!(named.quotes("Nháp 77-QZ"), "an empty sheet with a name: {:?}", named.codes());
}

#[test]
fn prompts_and_tips_of_the_unit_are_quoted_at_their_figures() {
    let rule = "<dataValidation type=\"whole\" showInputMessage=\"1\" prompt=";
    let changed = edited(|form| {
        form.part(SL, move |package, part| {
            let text = package.text(part);
            let (before, after) = text.split_once(" prompt=\"").unwrap();
            let after = after.split_once('"').unwrap().1;
            package.put(part, format!("{before} prompt=\"{WORDS}\"{after}"));
        });
    });
    let added = edited(|form| {
        form.part(SL, move |package, part| {
            let with = format!("{rule}\"{WORDS}\" sqref=\"D13\"/></dataValidations>");
            package.replace(part, "</dataValidations>", &with);
        });
    });
    let tip = edited(|form| {
        form.part(SL, |package, part| {
            let with = format!(
                "<hyperlinks><hyperlink ref=\"D13\" location=\"A1\" tooltip=\"{WORDS}\"/></hyperlinks><pageMargins"
            );
            package.replace(part, "<pageMargins", &with);
        });
    });
    assert!(added.names("CT08") && tip.names("CT08"), "{:?} {:?}", added.codes(), tip.codes());
    none_lost([("a changed prompt".to_owned(), changed), ("a tip".to_owned(), tip)]);
}

#[test]
fn two_texts_outside_the_cells_are_both_quoted() {
    let page = |package: &mut Package, part: &str| {
        let text = package.text(part);
        let (before, rest) = text.split_once("<headerFooter").unwrap();
        let after = rest.split_once("</headerFooter>").unwrap().1;
        package.put(
            part,
            format!(
                "{before}<headerFooter><oddHeader>&amp;LMột 77-QZ</oddHeader><oddFooter>&amp;LHai 88-QZ</oddFooter></headerFooter>{after}"
            ),
        );
    };
    let heads = edited(|form| _ = form.part(TT, page));
    assert!(heads.quotes("77-QZ") && heads.quotes("88-QZ"), "{:?}", heads.codes());
    // the same text on every sheet is reported once; with figures, on their sheets
    let all = edited(|form| {
        form.part(TT, page).part(SL, page).part("Đánh giá", page);
    });
    let of_figures = "B111 Số liệu D6 D7 D8 D9";
    assert_eq!(all.codes(), [of_figures, of_figures, "B111 Thông tin", "B111 Thông tin"]);
    let boxes = edited(|form| {
        form.part(SL, |package, part| {
            package.text_box(part, "Một 77-QZ");
            let drawing = package.text("xl/drawings/drawing9.xml");
            let start = drawing.find("<xdr:twoCellAnchor>").unwrap();
            let end = drawing.find("</xdr:wsDr>").unwrap();
            let second = drawing[start..end].replace("Một 77-QZ", "Hai 88-QZ");
            package.put(
                "xl/drawings/drawing9.xml",
                format!("{}{second}{}", &drawing[..end], &drawing[end..]),
            );
        });
    });
    assert!(boxes.quotes("77-QZ") && boxes.quotes("88-QZ"), "{:?}", boxes.codes());
}

#[test]
fn a_note_or_box_with_a_figure_is_reported_at_the_figure() {
    let mut fell = Vec::new();
    for words in ["Đính chính: 2.700", "2700", "Số đúng là 2700 bản"] {
        fell.extend(short(
            &format!("a note: {words}"),
            &edited(|form| _ = form.note(SL, "D13", words)),
            &[("CT08", Want::Named)],
            Want::Own,
        ));
    }
    for words in [
        "Số liệu năm 2023",
        "2700",
        "Số đúng 2.700",
        "Tính từ 01/01/2023",
        "Đơn vị: nghìn bản",
        "Chưa thống kê hết các xã",
        "Chưa kiểm tra lại",
        "Kể cả khối trường học",
        "Thống kê thiếu",
    ] {
        fell.extend(short(
            &format!("the note's column: {words}"),
            &edited(|form| _ = form.put(SL, "E13", words)),
            &[("CT08", Want::Named)],
            Want::Own,
        ));
    }
    let boxed = |words: &'static str| {
        edited(|form| _ = form.part(SL, move |package, part| package.text_box(part, words)))
    };
    for words in ["Đính chính CT08: 2.700 bản", "Số đúng của CT08 là 2700"] {
        fell.extend(short(
            &format!("a box: {words}"),
            &boxed(words),
            &[("CT08", Want::Named)],
            Want::Own,
        ));
    }
    all_right(fell);
}

#[test]
fn a_secrecy_stamp_in_any_place_stops_reading() {
    let stamped = [
        ("a cell", edited(|form| _ = form.put(SL, "F2", "TỐI MẬT"))),
        ("a note", edited(|form| _ = form.note(SL, "D13", "TỐI MẬT"))),
        ("a box", edited(|form| _ = form.part(TT, |package, part| package.text_box(part, "MẬT")))),
        ("a sheet's name", edited(|form| _ = form.extra("TUYỆT MẬT", &[&["a"]]))),
        (
            "a page head",
            edited(|form| {
                form.part(SL, |package, part| {
                    let text = package.text(part);
                    let (before, rest) = text.split_once("<headerFooter").unwrap();
                    let after = rest.split_once("</headerFooter>").unwrap().1;
                    package.put(part, format!("{before}<headerFooter><oddHeader>&amp;RMẬT</oddHeader></headerFooter>{after}"));
                });
            }),
        ),
    ];
    all_right(
        stamped
            .into_iter()
            .filter(|(_, judged)| !judged.has("T110"))
            .map(|(about, judged)| format!("{about}: {:?}", judged.codes()))
            .collect(),
    );
}

#[test]
fn words_on_other_sheets_and_in_names_are_reported_at_the_figures() {
    let period = edited(|form| _ = form.note(TT, "C6", "số liệu mới đến tháng 3"));
    assert!(period.names("CT08"), "{:?}", period.codes());
    let later = edited(|form| _ = form.put(TT, "C19", "Số liệu CT08 gửi sau"));
    assert!(later.names("CT08") && !later.names("CT07"), "{:?}", later.codes());
    let bytes = Form::filled().bytes();
    let renamed = Judged::of("BC huyen Yen Dinh.xlsx", &bytes);
    assert!(renamed.names("CT08"), "{:?}", renamed.codes());
    for name in ["BC huyen Tho Xuan.xlsx", "bao cao 6 thang.xlsx"] {
        assert_eq!(Judged::of(name, &bytes).codes(), [""; 0], "{name}");
    }
    let head = |words: &'static str| {
        edited(|form| {
            form.part(SL, move |package, part| {
                let text = package.text(part);
                let (before, rest) = text.split_once("<headerFooter").unwrap();
                let after = rest.split_once("</headerFooter>").unwrap().1;
                let new =
                    format!("<headerFooter><oddHeader>&amp;C{words}</oddHeader></headerFooter>");
                package.put(part, format!("{before}{new}{after}"));
            });
        })
    };
    assert!(head("UBND huyện Yên Định").names("CT08"));
    assert_eq!(head("UBND huyện Thọ Xuân").codes(), [""; 0]);
}
