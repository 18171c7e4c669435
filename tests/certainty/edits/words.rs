//! Edits of wordings, headings and answers.

use super::Kind;
use crate::units::form::{SL, TT, day};

pub(super) const WORDS: &[Kind] = &[
    ("a wording of another thing", |it| {
        let rows = [
            (7, "Số buổi truyền thanh lưu động"),
            (14, "Phương án chưa được phê duyệt"),
            (17, "Hội nghị, lớp về phòng, chống cháy nổ"),
            (22, "Kiến nghị sau kiểm tra chưa khắc phục"),
            (4, "Lượt người dự tuyên truyền trực tiếp năm 2023"),
            (9, "Tỷ lệ cán bộ được tập huấn, bồi dưỡng"),
        ];
        let (place, words) = rows[it.rng.usize(..rows.len())];
        let at = it.at('B', place);
        it.form.put(SL, &at, words);
        it.doubt(place);
    }),
    ("brackets that change a wording", |it| {
        let (place, bracket) = (
            it.any(),
            it.one(&["(nghìn)", "(ước)", "(cả năm 2024)", "(từ năm 2020)", "(%)", "(lũy kế)"]),
        );
        let at = it.at('B', place);
        let words = format!("{} {bracket}", it.form.said(SL, &at));
        it.form.put(SL, &at, words);
        it.doubt(place);
    }),
    ("two wordings swapped", |it| {
        let place = it.rng.usize(..23);
        let (first, second) = (it.at('B', place), it.at('B', place + 1));
        let (above, below) = (it.form.said(SL, &first), it.form.said(SL, &second));
        it.form.put(SL, &first, below).put(SL, &second, above);
        it.doubt(place);
        it.doubt(place + 1);
    }),
    ("another measure", |it| {
        let (place, measure) =
            (it.any(), it.one(&["nghìn bản", "%", "triệu đồng", "chục", "1.000 lượt", "tấn"]));
        let at = it.at('C', place);
        it.form.put(SL, &at, measure);
        it.doubt(place);
    }),
    ("a code written another way", |it| {
        let place = it.any();
        let at = it.at('A', place);
        let code = match it.rng.u8(..4) {
            0 => format!("CT{}", place + 1),
            1 => format!("ct{:02}", place + 1),
            2 => format!("CT {:02}", place + 1),
            _ => format!("CT.{:02}", place + 1),
        };
        it.form.put(SL, &at, code);
    }),
    ("a code lost", |it| {
        let place = it.any();
        let at = it.at('A', place);
        it.form.put(SL, &at, "");
    }),
    ("a wording lost", |it| {
        let place = it.any();
        let at = it.at('B', place);
        it.form.put(SL, &at, "");
    }),
    ("a code twice", |it| {
        let place = it.rng.usize(..23);
        let (first, second) = (it.at('A', place), it.at('A', place + 1));
        let code = it.form.said(SL, &first);
        it.form.put(SL, &second, code);
        it.doubt(place);
        it.doubt(place + 1);
    }),
    ("words in the notes of a figure", |it| {
        if !it.once("notes") {
            return;
        }
        let (place, words) = (it.any(), it.words());
        let at = it.at('E', place);
        it.form.put(SL, &at, words);
    }),
    ("another period in the notes of a figure", |it| {
        if !it.once("notes") {
            return;
        }
        let (place, words) = (
            it.any(),
            it.one(&["Số liệu năm 2023", "Tính từ 01/01/2023", "Số đúng: 2.700", "đơn vị: nghìn"]),
        );
        let at = it.at('E', place);
        it.form.put(SL, &at, words);
        it.doubt(place);
        it.say(words);
    }),
    ("a heading of another thing", |it| {
        if !it.once("heading") {
            return;
        }
        let words = it.one(&[
            "Số liệu (nghìn)",
            "Số liệu quý I",
            "Số liệu kế hoạch",
            "Số liệu cả năm 2024",
            "Số liệu năm 2023",
            "Số liệu toàn tỉnh",
            "Tăng, giảm",
        ]);
        it.form.put(SL, "D5", words);
        it.doubt_all();
    }),
    ("a heading in other words", |it| {
        let words = it.one(&[
            "Số",
            "Tổng số",
            "Kết quả",
            "Số lượng",
            "Kỳ này",
            "SL",
            "6 tháng đầu năm 2024",
        ]);
        if it.once("heading") {
            it.form.put(SL, "D5", words);
        }
    }),
    ("a title of another thing", |it| {
        let (at, words) = (
            it.one(&["A4", "C4", "D4"]),
            it.one(&[
                "Số liệu cả năm 2024",
                "Đơn vị tính: nghìn",
                "Quý I năm 2024",
                "Số liệu năm 2023",
                "Toàn tỉnh",
            ]),
        );
        it.form.put(SL, at, words);
        it.doubt_all();
    }),
    ("a line above the table", |it| {
        let words = it.words();
        it.form.put(SL, "B4", words);
    }),
    ("another body's name", |it| {
        if !it.once("name") {
            return;
        }
        let names = [
            "Phòng Nội vụ huyện Thọ Xuân",
            "Ngân hàng CSXH huyện Thọ Xuân",
            "Công an xã Xuân Lai",
            "UBND huyện Yên Định",
            "Trường THPT Lê Lợi, huyện Thọ Xuân",
        ];
        let name = it.one(&names);
        it.form.put(TT, "C8", name);
        it.doubt_all();
    }),
    ("the unit's name in other words", |it| {
        let name = it.one(&[
            "UBND huyện Thọ Xuân",
            "UBND HUYỆN THỌ XUÂN",
            "Huyện Thọ Xuân",
            "UBND H. Thọ Xuân",
        ]);
        if it.once("name") {
            it.form.put(TT, "C8", name);
        }
    }),
    ("another unit's code", |it| {
        it.form.put(TT, "C7", "H-YENDINH");
        it.doubt_all();
    }),
    ("another period", |it| {
        if !it.once("period") {
            return;
        }
        let period = it.one(&[
            "Quý I năm 2024",
            "6 tháng đầu năm 2023",
            "Năm 2024",
            "6 tháng cuối năm 2024",
            "Tháng 4/2024",
        ]);
        it.form.put(TT, "C6", period);
        it.doubt_all();
    }),
    ("the period in other words", |it| {
        let period = it.one(&[
            "06 tháng đầu năm 2024",
            "Nửa đầu năm 2024",
            "Quý I, II năm 2024",
            "Kỳ I năm 2024",
            "Từ 01/11/2023 đến 30/4/2024",
            "6T/2024",
        ]);
        if it.once("period") {
            it.form.put(TT, "C6", period);
        }
    }),
    ("another year's plan", |it| {
        it.form.put(TT, "C5", "Kế hoạch trọng tâm công tác phòng, chống khủng bố năm 2023");
        it.doubt_all();
    }),
    ("a day written another way", |it| {
        let day = it.one(&[
            "22/4/24",
            "22-Apr-2024",
            "Ngày 22 tháng Tư năm 2024",
            "4/22/2024",
            "22.4.2024",
        ]);
        it.form.put(TT, "C10", day);
    }),
    ("words beside, below and above answers", |it| {
        let cells = [
            (TT, "B20"),
            (TT, "D9"),
            (TT, "C19"),
            ("Đánh giá", "C9"),
            ("Đánh giá", "B10"),
            ("Đánh giá", "D6"),
            ("Nhiệm vụ", "A20"),
            ("Nhiệm vụ", "H7"),
            ("Văn bản", "A27"),
            ("Văn bản", "G7"),
            ("Đột xuất", "D27"),
            ("Đột xuất", "H6"),
            ("Nhiệm vụ", "B4"),
            ("Đột xuất", "C4"),
        ];
        let (sheet, at) = cells[it.rng.usize(..cells.len())];
        let words = it.words();
        it.form.put(sheet, at, words);
    }),
    ("words on sheets that ask nothing", |it| {
        let cells = [
            ("Hướng dẫn", "D10"),
            ("Hướng dẫn", "B40"),
            ("Hướng dẫn", "A10"),
            ("Tự kiểm tra", "G8"),
            ("Tự kiểm tra", "B40"),
            ("Tự kiểm tra", "B6"),
        ];
        let (sheet, at) = cells[it.rng.usize(..cells.len())];
        let words = it.words();
        it.form.put(sheet, at, words);
    }),
    ("a task's part or wording written over", |it| {
        let (at, words) = (it.one(&["C7", "B8", "C12"]), it.words());
        it.form.put("Nhiệm vụ", at, words);
    }),
    ("an incident without a number", |it| {
        let (at, words) = (it.one(&["A6", "B6", "D6", "D9"]), it.words());
        for row in 6..=25 {
            it.form.put("Đột xuất", &format!("A{row}"), "");
        }
        it.form.put("Đột xuất", at, words);
    }),
    ("a document below a row like a label", |it| {
        let words = it.words();
        it.form
            .put("Văn bản", "A12", "Số văn bản")
            .put("Văn bản", "B12", "x")
            .put("Văn bản", "B13", words)
            .put("Văn bản", "C13", day(3, 3));
    }),
    ("an answer of two lines", |it| {
        let cells = [
            ("Nhiệm vụ", "E6"),
            ("Nhiệm vụ", "F7"),
            ("Nhiệm vụ", "G6"),
            ("Đánh giá", "C5"),
            ("Văn bản", "E7"),
            ("Đánh giá", "C8"),
        ];
        let (sheet, at) = cells[it.rng.usize(..cells.len())];
        let words = it.words();
        it.form.put(sheet, at, format!("Đợt 1.\n{words}"));
    }),
];
