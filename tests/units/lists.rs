//! Lists of documents and incidents, and labeled answers.

use super::form::{Form, SL, TT, Typed, day, edited};
use super::judged::Want;

#[test]
fn a_row_without_an_incident_is_not_an_incident() {
    let words = [
        "Không phát sinh",
        "Không",
        "Không có",
        "Không có vụ việc đột xuất",
        "Không xảy ra",
        "Trong kỳ không xảy ra vụ việc nào",
        "Tình hình ổn định, không có vụ việc",
        "Chưa phát sinh vụ việc",
        "-",
    ];
    for text in words {
        for at in ["B6", "D6", "A6", "C6"] {
            let judged = edited(|form| _ = form.put("Đột xuất", at, text));
            assert_eq!(judged.wrong(&[], Want::Own), [""; 0], "{at} {text}");
            assert!(!judged.has("C105"), "{at} {text}: {:?}", judged.codes());
            assert!(!judged.has_error(), "{at} {text}: {:?}", judged.codes());
        }
    }
    let over =
        edited(|form| _ = form.put("Đột xuất", "A6", "Không phát sinh").merge("Đột xuất", "A6:F6"));
    assert!(!over.has("C105") && !over.has_error(), "{:?}", over.codes());
}

const TOLD: &str = "Ngày 12/3 xảy ra 01 vụ cháy tại xã Xuân Lai 77-QZ";

#[test]
fn an_incident_without_a_running_number_is_not_lost() {
    let clear = |form: &mut Form| {
        for row in 6..=25 {
            form.put("Đột xuất", &format!("A{row}"), "");
        }
    };
    for at in ["D6", "A6", "B6", "D9"] {
        let judged = edited(|form| {
            clear(form);
            form.put("Đột xuất", at, TOLD);
        });
        assert!(judged.quotes("77-QZ"), "{at}: {:?}", judged.codes());
    }
    let over = edited(|form| {
        clear(form);
        form.put("Đột xuất", "A6", TOLD).merge("Đột xuất", "A6:F8");
    });
    assert!(over.quotes("77-QZ"), "{:?}", over.codes());
}

#[test]
fn a_row_like_a_label_does_not_end_a_list() {
    for label in ["Nguyên nhân", "Ghi chú", "Kết quả", "Người ký", "Tồn tại, hạn chế", "Số liệu"]
    {
        let form = |form: &mut Form| {
            form.figure("CT24", 1)
                .put("Đột xuất", "B6", day(3, 2))
                .put("Đột xuất", "C6", "Xã A")
                .put("Đột xuất", "D6", "Cháy kho");
            form.put("Đột xuất", "A7", "").put("Đột xuất", "D7", label).put(
                "Đột xuất",
                "E7",
                "chập điện",
            );
            form.put("Đột xuất", "B8", day(3, 9)).put("Đột xuất", "C8", "Xã B").put(
                "Đột xuất",
                "D8",
                "Nổ lò hơi 77-QZ",
            );
        };
        let judged = edited(form);
        assert!(
            judged.quotes("77-QZ") && judged.quotes("chập điện"),
            "{label}: {}",
            judged.codes().join("; ")
        );
    }
    for (first, second) in [("Số văn bản", "x"), ("Kỳ báo cáo", "tháng 3"), ("Tên đơn vị", "y")]
    {
        let judged = edited(|form| {
            form.put("Văn bản", "A12", first)
                .put("Văn bản", "B12", second)
                .put("Văn bản", "A13", 7)
                .put("Văn bản", "B13", "99/CV-77-QZ");
            form.put("Văn bản", "C13", day(3, 3)).put("Văn bản", "D13", "Công văn").put(
                "Văn bản",
                "E13",
                "Về việc",
            );
        });
        assert!(judged.quotes("99/CV-77-QZ"), "{first}: {:?}", judged.codes());
    }
}

#[test]
fn group_headings_and_totals_are_not_documents() {
    let grouped = edited(|form| {
        form.insert_row("Văn bản", 6, &[("A", "I".into()), ("B", "Kế hoạch".into())]);
        form.insert_row("Văn bản", 9, &[("A", "II".into()), ("B", "Công văn".into())]);
    });
    assert!(!grouped.has("C105") && !grouped.has_error(), "{:?}", grouped.codes());
    for (col, words) in [("A", "Tổng cộng: 5 văn bản"), ("B", "Cộng"), ("E", "Tổng số: 05 văn bản")]
    {
        let total = edited(|form| _ = form.insert_row("Văn bản", 11, &[(col, Typed::from(words))]));
        assert!(!total.has("C105") && !total.has_error(), "{words}: {:?}", total.codes());
    }
}

#[test]
fn a_list_longer_than_the_form_is_read_completely() {
    let judged = edited(|form| {
        for row in 11..=40_u32 {
            form.put("Văn bản", &format!("A{row}"), i64::from(row) - 5).put(
                "Văn bản",
                &format!("B{row}"),
                format!("{}/CV-UBND", 100 + row),
            );
            form.put("Văn bản", &format!("C{row}"), day(3, 3))
                .put("Văn bản", &format!("D{row}"), "Công văn")
                .put("Văn bản", &format!("E{row}"), "Về việc");
        }
        form.figure("CT01", 35);
    });
    assert!(judged.quotes("140/CV-UBND") && !judged.has("C105"), "{:?}", judged.codes());
}

#[test]
fn a_repeated_label_with_two_answers_is_reported() {
    let judged = edited(|form| {
        _ = form.insert_row(
            TT,
            11,
            &[("B", "Ngày ký báo cáo".into()), ("C", Typed::from(day(5, 3)))],
        );
    });
    assert_eq!(judged.wrong(&[], Want::OwnOrNot), [""; 0]);
    assert!(!judged.codes().is_empty());
}

#[test]
fn a_second_line_of_an_answer_is_not_lost() {
    for (sheet, at) in [("Đánh giá", "C9"), ("Đánh giá", "C7")] {
        let judged = edited(|form| {
            form.insert_row("Đánh giá", 6, &[]).put(sheet, at, "Ý thứ hai 77-QZ");
        });
        assert!(judged.quotes("77-QZ"), "{at}: {:?}", judged.codes());
    }
    let under =
        edited(|form| _ = form.insert_row("Nhiệm vụ", 8, &[("E", "Kết quả thứ hai 77-QZ".into())]));
    assert!(under.quotes("77-QZ"), "{:?}", under.codes());
    let beside = edited(|form| _ = form.insert_row(SL, 14, &[("B", "Ý của đơn vị 77-QZ".into())]));
    assert!(beside.quotes("77-QZ"), "{:?}", beside.codes());
}

/// Lists the findings for a row inserted into the list of documents, which has five.
fn with_row(row: u32, cells: &[(&str, Typed)], over: bool) -> Vec<String> {
    let judged = edited(|form| {
        form.insert_row("Văn bản", row, cells);
        if over {
            form.merge("Văn bản", &format!("A{row}:F{row}"));
        }
    });
    assert_eq!(judged.wrong(&[], Want::Own), [""; 0], "{row}");
    judged.codes()
}

#[test]
fn a_consistent_total_or_heading_is_silent() {
    let totals: [&[(&str, Typed)]; 10] = [
        &[("A", "Tổng cộng: 5 văn bản".into())],
        &[("A", "Cộng".into())],
        &[("B", "Cộng".into()), ("C", 5.into())],
        &[("A", "Cộng".into()), ("B", 5.into())],
        &[("E", "Tổng số: 05 văn bản".into())],
        &[("A", "Tổng số văn bản đã ban hành: 5".into())],
        &[("A", "TỔNG SỐ".into()), ("F", "5".into())],
        &[("B", "Tổng cộng".into()), ("E", "5 văn bản".into())],
        &[("A", "Tổng".into()), ("B", "05".into())],
        &[("D", "Tổng cộng:".into())],
    ];
    for cells in totals {
        for (row, over) in [(11, false), (11, true), (26, false)] {
            assert_eq!(with_row(row, cells, over && cells.len() == 1), [""; 0], "{row}");
        }
    }
    for heading in [
        "I. Văn bản của huyện",
        "I. Văn bản của UBND huyện",
        "A. Kế hoạch",
        "Văn bản chỉ đạo, điều hành",
        "I. Văn bản (5)",
    ] {
        for over in [false, true] {
            assert_eq!(with_row(6, &[("A", heading.into())], over), [""; 0], "{heading}");
        }
    }
    assert_eq!(with_row(8, &[("A", "II".into()), ("B", "Công văn".into())], false), [""; 0]);
}

#[test]
fn a_contradictory_total_or_heading_is_found() {
    for (cells, code) in [
        (&[("A", Typed::from("Tổng cộng: 6 văn bản"))][..], "C105 Văn bản A11"),
        (&[("B", "Cộng".into()), ("C", 4.into())], "C105 Văn bản B11 C11"),
        (&[("A", "Tổng số: 5 văn bản, 2 văn bản chưa gửi".into())], "B111 Văn bản A11"),
        (&[("A", "Tổng số: 5; trong đó xã: 2".into())], "B111 Văn bản A11"),
        (&[("A", "II. Văn bản đã thu hồi".into())], "B111 Văn bản A11"),
        (&[("A", "Văn bản của xã gửi kèm sau".into())], "B111 Văn bản A11"),
        (&[("A", "I. Văn bản (3)".into())], "C105 Văn bản A11"),
        (&[("B", "Công văn của huyện".into())], "B103 Văn bản B11"),
    ] {
        assert_eq!(with_row(11, cells, false), [code]);
    }
    // a type that the rows do not contain
    let judged = edited(|form| {
        form.put("Văn bản", "D9", "").insert_row("Văn bản", 9, &[("A", "II. Công văn".into())]);
    });
    assert!(judged.quotes("II. Công văn"), "{:?}", judged.codes());
}

#[test]
fn group_totals_count_their_group() {
    let grouped = |second: i64| {
        edited(|form| {
            form.insert_row("Văn bản", 6, &[("A", "I. Kế hoạch".into())]);
            form.insert_row("Văn bản", 9, &[("A", "Cộng".into()), ("B", 2.into())]);
            form.insert_row("Văn bản", 10, &[("A", "II. Công văn".into())]);
            form.insert_row("Văn bản", 14, &[("A", "Cộng".into()), ("B", second.into())]);
            form.insert_row("Văn bản", 15, &[("A", "Tổng cộng".into()), ("B", 5.into())]);
        })
        .codes()
    };
    assert_eq!(grouped(3), [""; 0]);
    assert_eq!(grouped(4), ["C105 Văn bản A14 B14"]);
}

#[test]
fn nothing_to_report_in_a_list_is_silent() {
    for text in [
        "Không phát sinh",
        "Không có",
        "Không",
        "0",
        "Không có vụ việc nào",
        "(Không)",
        "-",
        "0 vụ",
        "Không phát sinh trong kỳ",
    ] {
        for (at, over) in [
            ("A6", None),
            ("A6", Some("A6:F6")),
            ("B6", Some("B6:F6")),
            ("D6", None),
            ("B6", None),
            ("A26", None),
        ] {
            let judged = edited(|form| {
                if at == "A6" && over.is_none() && text == "0" {
                    form.put("Đột xuất", "B6", "0");
                }
                form.put("Đột xuất", at, text);
                if let Some(over) = over {
                    form.merge("Đột xuất", over);
                }
            });
            assert_eq!(judged.codes(), [""; 0], "{at} {over:?} {text}");
        }
    }
    for words in ["Không", "0", "-", "Không có"] {
        let judged = edited(|form| {
            for column in ["B", "C", "D", "E", "F"] {
                form.put("Đột xuất", &format!("{column}6"), words);
            }
        });
        assert_eq!(judged.codes(), [""; 0], "{words}");
    }
    let number = edited(|form| _ = form.put("Đột xuất", "B6", 0));
    assert_eq!(number.codes(), [""; 0]);
    // with an incident it is a contradiction
    let beside = edited(|form| {
        form.figure("CT24", 1).put("Đột xuất", "D6", "Không phát sinh");
        form.put("Đột xuất", "B7", day(3, 2)).put("Đột xuất", "C7", "Xã A").put(
            "Đột xuất",
            "D7",
            "Cháy kho 77-QZ",
        );
    });
    assert!(
        beside.quotes("77-QZ") && beside.codes() == ["B103 Đột xuất D6"],
        "{:?}",
        beside.codes()
    );
}
