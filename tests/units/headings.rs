//! Text above the figures: headings in one or several rows, titles, additional columns.

use super::form::{FIGURES, Form, HEAD, SL, Typed, edited};
use super::judged::{Judged, Want, all_right, short};

const MONTHS: [&str; 6] = ["Tháng 11", "Tháng 12", "Tháng 1", "Tháng 2", "Tháng 3", "Tháng 4"];

/// Returns the results for another wording of the heading of the figures.
fn headed(words: &str) -> Judged {
    edited(|form| _ = form.put(SL, "D5", words))
}

#[test]
fn a_heading_with_another_possible_meaning_excludes_its_column() {
    let headings = [
        "Số liệu (nghìn)",
        "Số liệu (chục)",
        "Số liệu (%)",
        "Số liệu (triệu đồng)",
        "Tỷ lệ",
        "Số liệu quý I/2024",
        "Số liệu quý I",
        "Quý II",
        "Số liệu tháng 4/2024",
        "Tháng 4",
        "Số liệu kế hoạch năm 2024",
        "Kế hoạch",
        "Chỉ tiêu giao",
        "Ước 6 tháng",
        "Số liệu ước thực hiện",
        "Số liệu tăng, giảm",
        "So sánh cùng kỳ",
        "Số liệu cùng kỳ",
        "Số liệu kỳ trước",
        "Lũy kế từ đầu nhiệm kỳ",
        "Số liệu cả năm 2024",
        "Số liệu năm 2023",
        "6 tháng đầu năm 2023",
        "6 tháng cuối năm 2024",
        "9 tháng đầu năm 2024",
        "Số liệu toàn tỉnh",
        "Số liệu xã Xuân Lai",
        "Số liệu khối xã",
        "Số liệu từ 01/01/2024 đến 30/6/2024",
        "Số liệu dự kiến",
        "Số liệu chưa kiểm tra",
        "TH 6T/2023",
        "KQ 6T/2023",
        "TH 6",
        "TH tháng 6",
        "KQ năm 2023",
        "Ước TH 6T",
        "KH 6T",
        "Số liệu mẫu",
        "Số liệu kỳ tiếp theo",
    ];
    all_right(
        headings
            .into_iter()
            .filter_map(|words| short(words, &headed(words), &[], Want::Not))
            .collect(),
    );
}

#[test]
fn an_equivalent_heading_is_recognized() {
    let headings = [
        "Số",
        "SL",
        "Số lượng",
        "Tổng số",
        "Tổng cộng",
        "Cộng",
        "Kết quả",
        "Kỳ này",
        "SỐ LIỆU",
        "Số  liệu",
        "Số liệu\n(đơn vị)",
        "Số liệu 6 tháng đầu năm 2024",
        "6 tháng đầu năm 2024",
        "Số liệu từ 01/11/2023 đến 30/4/2024",
        "Số liệu (11/2023 - 4/2024)",
        "TH 6T",
        "TH 6T/2024",
        "TH 6 tháng",
        "T.hiện 6 th",
        "KQ",
        "KQTH 6T",
        "S.liệu",
        "So lieu",
        "Sô liệu",
        "Số liẹu",
        "Sốliệu",
        "Số liệu (điền)",
        "Nhập số liệu",
    ];
    let fell = |words: &str| {
        let judged = headed(words);
        let error = judged.has_error().then(|| format!("{words}: {:?}", judged.codes()));
        short(words, &judged, &[], Want::Own).or(error)
    };
    all_right(headings.into_iter().filter_map(fell).collect());
}

#[test]
fn a_date_far_from_the_ends_of_the_period_is_another_time_span() {
    for words in
        ["Số liệu tính đến ngày 31/12/2023", "Số liệu đến 15/3/2024", "Số liệu từ 01/3/2024"]
    {
        let judged = edited(|form| _ = form.put(SL, "A4", words));
        assert_eq!(judged.wrong(&[], Want::Not), [""; 0], "{words} {:?}", judged.codes());
        assert_eq!(headed(words).wrong(&[], Want::Not), [""; 0], "{words}");
    }
    for words in ["Số liệu tính đến ngày 15/4/2024", "Số liệu từ 01/11/2023"] {
        let judged = edited(|form| _ = form.put(SL, "A4", words));
        assert_eq!(judged.wrong(&[], Want::Own), [""; 0], "{words} {:?}", judged.codes());
    }
}

#[test]
fn a_scale_beside_the_word_unit_is_not_a_unit_name() {
    for words in ["Đơn vị: triệu", "đơn vị: nghìn bản", "Đơn vị: nghìn"] {
        let judged = edited(|form| _ = form.put(SL, "A4", words));
        assert!(judged.has("B110") && !judged.has("T111"), "{words} {:?}", judged.codes());
        assert_eq!(judged.wrong(&[], Want::Not), [""; 0], "{words}");
    }
}

#[test]
fn competing_columns_are_reported_with_all_cells() {
    let judged = edited(|form| {
        _ = form.column("E", "Số liệu", |row| (i64::try_from(row).unwrap() + 500).into());
    });
    assert_eq!(judged.wrong(&[], Want::Not), [""; 0]);
    let named = judged.findings().find(|finding| finding["rule"] == "B109").unwrap();
    for cell in ["D5", "E5", "D13", "E13", "E29"] {
        assert!(named["cells"].as_array().unwrap().iter().any(|one| one == cell), "{cell} {named}");
    }
}

#[test]
fn a_qualifying_line_above_the_table_is_reported_at_the_figures() {
    let lines = [
        "Số liệu cả năm 2024",
        "Đơn vị tính: nghìn",
        "ĐVT: 1.000 lượt",
        "Quý I năm 2024",
        "Số liệu năm 2023",
        "Kế hoạch năm 2024",
        "Toàn tỉnh",
        "Kỳ 6 tháng đầu năm 2024 (ước)",
        "Kỳ 6 tháng đầu năm 2024 (kế hoạch)",
        "Số liệu của Công an huyện",
        "Không gồm lực lượng vũ trang",
        "Số liệu do các đoàn thể cung cấp",
        "Số liệu ngày 15/3/2024",
        "15/3/2024",
        "Ví dụ",
    ];
    for at in ["D4", "A4", "E4"] {
        let judged = |words: &str| edited(|form| _ = form.put(SL, at, words));
        all_right(
            lines
                .iter()
                .filter_map(|words| {
                    short(&format!("{at} {words}"), &judged(words), &[], Want::Named)
                })
                .collect(),
        );
    }
    let titled =
        edited(|form| _ = form.put(SL, "A2", "Kỳ năm 2023 – Ủy ban nhân dân huyện Thọ Xuân"));
    all_right(
        short("the form's own line of another period", &titled, &[], Want::Named)
            .into_iter()
            .collect(),
    );
}

#[test]
fn a_line_that_only_identifies_the_document_excludes_nothing() {
    for words in [
        "Phụ lục số 02: Số liệu kết quả 6 tháng đầu năm 2024",
        "Biểu số 01/PCKB",
        "II. SỐ LIỆU",
        "(1)",
        "Số: 215/BC-UBND",
        "(Kèm theo Báo cáo số 215/BC-UBND ngày 22/4/2024 của UBND huyện Thọ Xuân)",
        "Thực hiện Kế hoạch số 12/KH-BCĐ ngày 15/01/2024",
        "Thọ Xuân, ngày 22 tháng 4 năm 2024",
        "Kính gửi: Công an tỉnh (qua Phòng An ninh nội địa)",
        "Người lập biểu: Lê Thị Bình, điện thoại 02373123456",
        "BÁO CÁO SỐ LIỆU PHÒNG, CHỐNG KHỦNG BỐ",
    ] {
        let judged = edited(|form| _ = form.put(SL, "A4", words));
        assert_eq!(judged.wrong(&[], Want::Own), [""; 0], "{words} {:?}", judged.codes());
    }
}

/// Returns a form with partial figures side by side under the heading, the total last.
fn parts(parts: &[&str], whole: &str, spread: &str) -> Form {
    let mut form = Form::filled();
    for (place, part) in parts.iter().enumerate() {
        let count = i64::try_from(parts.len()).unwrap();
        let place = i64::try_from(place).unwrap();
        let share = move |row: usize| {
            Typed::from(FIGURES[row] / count + i64::from(FIGURES[row] % count > place))
        };
        let col = char::from(b'D' + u8::try_from(place).unwrap()).to_string();
        form.column(&col, part, share);
    }
    // the headings move down a row, below the form's own
    let last = char::from(b'D' + u8::try_from(parts.len()).unwrap());
    form.insert_row(SL, HEAD, &[]);
    for (col, words) in [("A", "Mã"), ("B", "Chỉ tiêu"), ("C", "Đơn vị tính"), ("D", "Số liệu")]
    {
        form.put(SL, &format!("{col}5"), words);
        if col != "D" {
            form.put(SL, &format!("{col}6"), "");
        }
    }
    let note = char::from(u8::try_from(last).unwrap() + 1);
    form.put(SL, &format!("{note}5"), "Ghi chú").put(SL, &format!("{note}6"), "");
    form.put(SL, &format!("{last}6"), whole);
    match spread {
        "merged" => _ = form.merge(SL, &format!("D5:{last}5")),
        "down" => {
            form.merge(SL, &format!("D5:{last}5"));
            for col in ["A".to_owned(), "B".to_owned(), "C".to_owned(), note.to_string()] {
                form.merge(SL, &format!("{col}5:{col}6"));
            }
        }
        _ => {}
    }
    form
}

#[test]
fn a_partial_figure_is_never_used_as_the_total() {
    let heads: [(&[&str], &str); 8] = [
        (&MONTHS, "Số liệu"),
        (&MONTHS, "Tổng số"),
        (&MONTHS, "Tổng cộng 6 tháng"),
        (&["Quý I", "Quý II"], "Cộng"),
        (&["Xã Xuân Lai", "Xã Xuân Hòa"], "Tổng"),
        (&["Xã Xuân Lai", "Xã Xuân Hòa", "Thị trấn"], "Toàn huyện"),
        (&["Nam", "Nữ"], "Tổng số"),
        (&["Cấp huyện", "Cấp xã"], "Cộng"),
    ];
    let mut fell = Vec::new();
    for (names, whole) in heads {
        for spread in ["merged", "down", "apart"] {
            let judged = parts(names, whole, spread).judged();
            fell.extend(short(
                &format!("{} … {whole}, {spread}", names[0]),
                &judged,
                &[],
                Want::OwnOrNot,
            ));
        }
    }
    all_right(fell);
}

#[test]
fn a_total_counts_if_its_heading_says_so() {
    let heads: [(&[&str], &str); 3] =
        [(&MONTHS, "Số liệu"), (&MONTHS, "Tổng số"), (&["Xã Xuân Lai", "Xã Xuân Hòa"], "Tổng")];
    let judged = |(names, whole): (&[&str], &str)| {
        short(whole, &parts(names, whole, "down").judged(), &[], Want::Own)
    };
    all_right(heads.into_iter().filter_map(judged).collect());
}

#[test]
fn only_figures_of_this_period_count() {
    let heads = [
        ("Kỳ trước", "Kỳ này"),
        ("6 tháng 2023", "6 tháng 2024"),
        ("Năm 2023", "Năm 2024"),
        ("Kế hoạch", "Thực hiện"),
        ("Cùng kỳ", "Trong kỳ"),
        ("Chỉ tiêu giao", "Kết quả"),
        ("2023", "2024"),
    ];
    let mut fell = Vec::new();
    for (other, this) in heads {
        for spread in ["merged", "down", "apart"] {
            let mut form = parts(&[other], this, spread);
            for (row, figure) in (HEAD + 2..).zip(FIGURES) {
                form.put(SL, &format!("D{row}"), figure * 2 + 7);
            }
            fell.extend(short(
                &format!("{other} | {this}, {spread}"),
                &form.judged(),
                &[],
                Want::OwnOrNot,
            ));
        }
    }
    all_right(fell);
}

#[test]
fn a_correction_beside_a_figure_excludes_the_figure() {
    let corrected = |heading: &str| {
        edited(|form| {
            _ = form.column("E", heading, |row| {
                if row == 7 { Typed::from(2700) } else { Typed::Nothing }
            });
        })
    };
    let headings = [
        "Đính chính",
        "Số đúng",
        "Số liệu điều chỉnh",
        "Số liệu sửa lại",
        "Mới",
        "Số liệu mới",
        "Sửa thành",
        "Điều chỉnh",
        "Số liệu sau rà soát",
        "",
    ];
    all_right(
        headings
            .into_iter()
            .filter_map(|heading| {
                short(heading, &corrected(heading), &[("CT08", Want::Not)], Want::OwnOrNot)
            })
            .collect(),
    );
}

#[test]
fn a_hidden_column_beside_a_visible_one_is_not_counted() {
    let old = |heading: &str| {
        let mut form = Form::filled();
        form.column("D", "Số liệu", |_| Typed::from(7000)).put(SL, "E5", heading);
        form.hide_column(SL, "D", "width=\"9\" hidden=\"1\" customWidth=\"1\"");
        form.judged()
    };
    let mut fell: Vec<String> = ["Kỳ báo cáo 6 tháng", "", "Đã sửa", "x"]
        .into_iter()
        .filter_map(|heading| short(heading, &old(heading), &[], Want::OwnOrNot))
        .collect();
    fell.extend(short("Số liệu mới", &old("Số liệu mới"), &[], Want::OwnOrNot));
    fell.extend(short("Số liệu", &old("Số liệu"), &[], Want::OwnOrNot));
    all_right(fell);
}
