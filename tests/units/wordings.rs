//! Codes, wordings and units of measure of rows.

use super::form::{SL, Typed, edited};
use super::judged::{Judged, Want, all_right, short};

/// Returns the results for another wording in the row of an indicator; the code is unchanged.
fn worded(code: &str, words: &str) -> Judged {
    edited(|form| _ = form.put(SL, &format!("B{}", super::form::row_of(code)), words))
}

/// Rows for parts of an indicator: code, wording, figure.
type Parts = &'static [(&'static str, &'static str, i64)];

#[test]
fn a_code_that_contradicts_its_wording_is_uncertain() {
    let rows = [
        ("CT08", "Số buổi truyền thanh lưu động"),
        ("CT15", "Phương án chưa được phê duyệt"),
        ("CT18", "Hội nghị, lớp về phòng, chống cháy nổ"),
        ("CT12", "Mô hình tự quản về an ninh trật tự giải thể"),
        ("CT11", "Mô hình tự quản về an ninh trật tự không còn duy trì"),
        ("CT23", "Kiến nghị sau kiểm tra chưa khắc phục"),
        ("CT05", "Lượt người dự tuyên truyền trực tiếp năm 2023"),
        ("CT05", "Lượt người dự tuyên truyền trực tuyến"),
        ("CT10", "Tỷ lệ cán bộ được tập huấn, bồi dưỡng"),
        ("CT04", "Hội nghị, buổi tuyên truyền trực tiếp tại xã Xuân Lai"),
        ("CT08", "Kinh phí in tài liệu, tờ rơi, pa nô, băng rôn"),
        ("CT06", "Tin, bài, phóng sự đăng, phát (lũy kế)"),
        ("CT06", "Tin, bài, phóng sự đăng, phát (dự kiến)"),
        ("CT20", "Cuộc kiểm tra, tự kiểm tra quý I"),
        ("CT01", "Văn bản chỉ đạo, triển khai đã ban hành từ năm 2020"),
        ("CT13", "Phương án đã xây dựng"),
    ];
    all_right(
        rows.into_iter()
            .filter_map(|(code, words)| {
                short(words, &worded(code, words), &[(code, Want::Not)], Want::Any)
            })
            .collect(),
    );
}

#[test]
fn rows_with_swapped_wordings_are_not_counted() {
    let judged = edited(|form| {
        let (first, second) = (form.said(SL, "B19"), form.said(SL, "B20"));
        form.put(SL, "B19", second).put(SL, "B20", first);
    });
    assert_eq!(
        judged.wrong(&[("CT14", Want::Not), ("CT15", Want::Not)], Want::Own),
        [""; 0],
        "{:?}",
        judged.codes()
    );
    let judged = edited(|form| {
        form.put(SL, "B19", "Số phương án được cấp trên duyệt").put(
            SL,
            "B20",
            "Số phương án đơn vị đã lập",
        );
    });
    assert_eq!(
        judged.wrong(&[("CT14", Want::Not), ("CT15", Want::Not)], Want::Own),
        [""; 0],
        "{:?}",
        judged.codes()
    );
}

#[test]
fn a_scale_in_brackets_in_a_wording_is_reported() {
    let brackets = [
        "(nghìn bản)",
        "(1.000 bản)",
        "(chục)",
        "(tính từ đầu năm 2023)",
        "(cả năm)",
        "(ước)",
        "(%)",
    ];
    let judged = |bracket: &str| {
        edited(|form| {
            form.put(SL, "B13", format!("Tài liệu, tờ rơi, pa nô, băng rôn {bracket}"))
                .figure("CT08", 3);
        })
    };
    all_right(
        brackets
            .into_iter()
            .filter_map(|bracket| {
                short(bracket, &judged(bracket), &[("CT08", Want::Named)], Want::Own)
            })
            .collect(),
    );
}

#[test]
fn a_percent_sign_before_a_wording_is_reported() {
    let judged = edited(|form| {
        form.put(SL, "B13", "% Tài liệu, tờ rơi, pa nô, băng rôn");
    });
    all_right(short("%", &judged, &[("CT08", Want::Named)], Want::Own).into_iter().collect());
}

#[test]
fn shortened_and_other_spellings_of_a_wording_are_recognized() {
    let rows = [
        ("CT08", "Tài liệu, tờ rơi, panô, băng rôn"),
        ("CT08", "TÀI LIỆU, TỜ RƠI, PA NÔ, BĂNG RÔN"),
        ("CT08", "Tài liệu, tờ rơi, pa nô, băng rôn."),
        ("CT08", "- Tài liệu, tờ rơi, pa nô, băng rôn"),
        ("CT08", "Tài liệu,\ntờ rơi, pa nô, băng rôn"),
        ("CT08", "8. Tài liệu, tờ rơi, pa nô, băng rôn"),
        ("CT22", "Kiến nghị sau kiểm  tra"),
    ];
    all_right(
        rows.into_iter()
            .filter_map(|(code, words)| short(words, &worded(code, words), &[], Want::Own))
            .collect(),
    );
}

#[test]
fn a_sub_row_is_not_an_indicator() {
    let below = |code: &str, rows: &[(&str, &str, i64)]| {
        edited(|form| {
            let row = super::form::row_of(code) + 1;
            for (place, (sub, words, number)) in (0..).zip(rows) {
                let cells = [
                    ("A", Typed::from(*sub)),
                    ("B", Typed::from(*words)),
                    ("C", "văn bản".into()),
                    ("D", Typed::from(*number)),
                ];
                form.insert_row(SL, row + place, &cells);
            }
        })
    };
    let rows: [(&str, Parts); 9] = [
        ("CT02", &[("CT02.1", "- Kế hoạch tuyên truyền", 1), ("CT02.2", "- Kế hoạch diễn tập", 1)]),
        ("CT01", &[("CT1.1", "- Công văn", 3)]),
        ("CT02", &[("CT2.3", "Trong đó: cấp xã", 1)]),
        ("CT01", &[("CT01a", "- Công văn", 3), ("CT01b", "- Kế hoạch", 2)]),
        ("CT01", &[("CT01-1", "- Công văn", 3)]),
        ("CT01", &[("CT 01 / 2", "- Công văn", 3)]),
        ("CT02", &[("2.1", "- Kế hoạch tuyên truyền", 1)]),
        ("CT14", &[("", "Trong đó: kế hoạch", 4)]),
        ("CT08", &[("", "Trong đó: tờ rơi", 2000), ("", "băng rôn", 650)]),
    ];
    all_right(
        rows.into_iter()
            .filter_map(|(code, subs)| short(subs[0].1, &below(code, subs), &[], Want::Own))
            .collect(),
    );
}

#[test]
fn a_sub_row_does_not_replace_a_deleted_row() {
    let judged = edited(|form| {
        form.delete_row(SL, super::form::row_of("CT23"));
        form.insert_row(
            SL,
            8,
            &[("A", "CT2.3".into()), ("B", "Trong đó: cấp xã".into()), ("D", 1.into())],
        );
    });
    assert_eq!(
        judged.wrong(&[("CT23", Want::Not), ("CT22", Want::Any)], Want::Own),
        [""; 0],
        "{:?}",
        judged.codes()
    );
    let judged = edited(|form| {
        form.delete_row(SL, super::form::row_of("CT02"));
        form.insert_row(
            SL,
            19,
            &[("B", "Trong đó: kế hoạch".into()), ("C", "phương án".into()), ("D", 4.into())],
        );
    });
    assert_eq!(
        judged.wrong(&[("CT02", Want::Not), ("CT01", Want::Any)], Want::Own),
        [""; 0],
        "{:?}",
        judged.codes()
    );
}

#[test]
fn a_repeated_code_is_not_counted() {
    let twice = edited(|form| _ = form.put(SL, "A12", "CT08"));
    assert_eq!(
        twice.wrong(&[("CT07", Want::Not), ("CT08", Want::Not)], Want::Own),
        [""; 0],
        "{:?}",
        twice.codes()
    );
    let blank = edited(|form| {
        form.put(SL, "A12", "CT08").put(SL, "B12", "Truyền thanh").put(SL, "D12", "");
    });
    assert_eq!(
        blank.wrong(&[("CT07", Want::Not), ("CT08", Want::OwnOrNot)], Want::Own),
        [""; 0],
        "{:?}",
        blank.codes()
    );
}

#[test]
fn a_code_is_recognized_in_other_spellings() {
    let ways = ["CT8", "ct08", "CT 08", "CT-08", "CT.08", "CTO8", "CT08.", "08"];
    let judged = |code: &str| edited(|form| _ = form.put(SL, "A13", code));
    all_right(
        ways.into_iter().filter_map(|code| short(code, &judged(code), &[], Want::Own)).collect(),
    );
    let small = edited(|form| {
        form.put(SL, "A16", "CTl1").put(SL, "A6", "CT0l");
    });
    assert_eq!(
        (small.wrong(&[], Want::Own), small.has_error()),
        (Vec::new(), false),
        "{:?}",
        small.codes()
    );
}

#[test]
fn a_code_in_the_cell_of_the_wording_is_recognized() {
    for between in [" - ", ". ", ": ", " "] {
        let judged = edited(|form| {
            form.put(SL, "A5", "STT");
            for (row, place) in (6..30).zip(1_i64..) {
                let words = form.said(SL, &format!("B{row}"));
                form.put(SL, &format!("A{row}"), place).put(
                    SL,
                    &format!("B{row}"),
                    format!("CT{place:02}{between}{words}"),
                );
            }
        });
        assert_eq!(judged.wrong(&[], Want::Own), [""; 0], "{between:?} {:?}", judged.codes());
    }
}

#[test]
fn a_total_among_the_rows_is_not_an_indicator() {
    let judged =
        edited(|form| _ = form.insert_row(SL, 14, &[("B", "Cộng".into()), ("D", 4287.into())]));
    assert_eq!(
        (judged.wrong(&[], Want::Own), judged.has_error()),
        (Vec::new(), false),
        "{:?}",
        judged.codes()
    );
}

#[test]
fn only_equivalent_units_of_measure_are_accepted() {
    let measured = |measure: &str| edited(|form| _ = form.put(SL, "C13", measure));
    let same = ["nt", "-nt-", "như trên", "\"", "//", "Bản.", "BẢN", "bản ", "tờ", "cái"];
    all_right(
        same.into_iter()
            .filter_map(|measure| short(measure, &measured(measure), &[], Want::Own))
            .collect(),
    );
    let other = [
        "nghìn bản",
        "1.000 bản",
        "chục bản",
        "%",
        "triệu đồng",
        "lượt người",
        "bản/năm",
        "bản/xã",
    ];
    all_right(
        other
            .into_iter()
            .filter_map(|measure| {
                short(measure, &measured(measure), &[("CT08", Want::Not)], Want::Own)
            })
            .collect(),
    );
}

#[test]
fn wordings_and_measures_are_compared_without_headings() {
    // by the code alone, 2650 of something else, or 2650 thousand, would count
    let changes = [("B13", "Số xe ô tô kiểm tra"), ("C13", "nghìn bản")];
    let mut faults = Vec::new();
    for (at, changed) in changes {
        let heading = format!("{}5", &at[..1]);
        for words in ["", "Nội dung theo dõi", "Cột 2"] {
            let judged = edited(|form| _ = form.put(SL, &heading, words).put(SL, at, changed));
            let about = format!("{heading} {words}");
            faults.extend(short(&about, &judged, &[("CT08", Want::Not)], Want::Own));
        }
        let judged = edited(|form| {
            let said = form.said(SL, &heading);
            form.put(SL, at, changed).put(SL, "F5", format!("{said} giao"));
            for row in 6..30 {
                form.put(SL, &format!("F{row}"), "x");
            }
        });
        faults.extend(short("a second column", &judged, &[("CT08", Want::Not)], Want::Own));
    }
    all_right(faults);
}
