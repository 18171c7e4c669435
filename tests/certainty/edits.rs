//! The kinds of edits.

use super::bending::{Bending, Sees};
use crate::received::form::{FIGURES, SL, TT, Typed, day};
use rust_decimal::Decimal;

/// A kind of edit: its name, and what it does.
pub(super) type Kind = (&'static str, fn(&mut Bending));

/// When kinds take place: what stands in cells comes before where the cells stand, and that before what lies over them.
pub(super) const CELLS: &[Kind] = &[
    ("a number as text", |it| number(it, |number| number.to_string())),
    ("groups by points", |it| number(it, |number| grouped(number, "."))),
    ("groups by blanks", |it| number(it, |number| grouped(number, " "))),
    ("groups by narrow blanks", |it| number(it, |number| grouped(number, "\u{202f}"))),
    ("marks of direction", |it| number(it, |number| format!("\u{202d}{number}\u{202c}"))),
    ("blanks around a number", |it| number(it, |number| format!("  {number}\u{a0}"))),
    ("two lines of numbers", |it| unclear(it, &["12\n345", "5\r\n120", "1\n200\n147", "12\u{2028}7"])),
    ("two numbers beside each other", |it| unclear(it, &["5\t120", "12; 15", "12/15", "12 + 15", "2650 2700"])),
    ("a range", |it| unclear(it, &["12\u{ad}15", "12-15", "12–15", "từ 12 đến 15"])),
    ("an estimate", |it| unclear(it, &["~1348", "khoảng 200", "trên 20", ">5", "hơn 100", "gần 50"])),
    ("a number with words", |it| unclear(it, &["12 nghìn", "2 chục", "120 lượt", "1,2 triệu", "12 (xã)"])),
    ("a tick", |it| unclear(it, &["x", "X", "✓", "v"])),
    ("nothing said", |it| nil(it, &["Không", "không phát sinh", "-", "0", "Không có"])),
    ("a line for nothing", |it| nil(it, &["-----", "--", "–", "—"])),
    ("a choice not made", |it| unclear(it, &["Không/Có", "Không?", "Có", "?", "…", ".....", "_____"])),
    ("a share", |it| unclear(it, &["12%", "0,5", "1/2", "½"])),
    ("an error of a program", |it| unclear(it, &["#REF!", "#N/A", "Err:502"])),
    ("letters for digits", |it| unclear(it, &["1O4", "l2", "0x10", "1e3", "𝟏𝟐"])),
    ("marks on a number", |it| unclear(it, &["12²", "12*", "12(1)", "①", "12̶"])),
    ("a negative number", |it| unclear(it, &["-12", "－12", "(12)"])),
    ("a cleared cell", |it| {
        let place = it.any();
        it.figure(place, Typed::Nothing, Sees::Nothing);
    }),
    ("a fraction", |it| {
        let place = it.any();
        it.figure(place, Decimal::new(125, 2), Sees::Unclear);
    }),
    ("zeros that only show", |it| format(it, 12, &["0\".000\"", "0\"000\"", "0\"00\"", "0\\0", "0\"k\"", "0\" nghìn\""], None)),
    ("thousands that do not show", |it| format(it, 1_348_000, &["#,##0,", "0,\"k\"", "0.0,,", "[>=1000]#,##0,\"K\";0"], None)),
    ("a number that does not show", |it| format(it, 1348, &[";;;", "\"\"", "\"-\"", ";"], None)),
    ("another number shows", |it| format(it, 348, &["\"15\"", "\"1\"0", "0\"-1500\"", "\\-0", "\"-\"0", "(0)"], None)),
    ("a number shown as a share or a day", |it| format(it, 12, &["0%", "0\"%\"", "dd/mm/yyyy", "[h]:mm"], None)),
    ("words around a number by format", |it| format(it, 1348, &["\"khoảng \"0", "0\"+\"", "\"trên \"#,##0", "0\" x1000\""], None)),
    ("a format that changes nothing", |it| {
        let plain = [
            "0",
            "#,##0",
            "#\\.##0",
            "[$-42A]#,##0",
            "#,##0;(#,##0);\"-\"",
            "_-* #,##0_-;-* #,##0_-;_-* \"-\"_-;_-@_-",
            "# ?/?",
            "0.00",
            "@",
        ];
        format(it, 1348, &plain, Some(1348));
    }),
    ("a format for large numbers on a small one", |it| format(it, 12, &["[>=1000]#,##0,\"K\";0"], Some(12))),
    ("a formula", |it| {
        let place = it.any();
        it.figure(place, Typed::Formula("1000+348".to_owned(), 1348.into()), Sees::Number(1348.into()));
    }),
    ("a formula never computed", |it| {
        let place = it.any();
        it.figure(place, Typed::Formula("1000+348".to_owned(), 1348.into()), Sees::Unclear);
        it.later(move |it| {
            let at = it.cell(place);
            it.form.part(SL, move |package, part| {
                package.cell(part, &at, |cell| cell.replace("<v>1348</v>", "<v>0</v>"));
                let book = package.text("xl/workbook.xml");
                let (before, rest) = book.split_once("<calcPr").unwrap();
                let after = rest.split_once("/>").unwrap().1;
                package.put("xl/workbook.xml", format!("{before}<calcPr calcId=\"124519\" fullCalcOnLoad=\"1\"/>{after}"));
            });
        });
    }),
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
        let (place, bracket) = (it.any(), it.one(&["(nghìn)", "(ước)", "(cả năm 2024)", "(từ năm 2020)", "(%)", "(lũy kế)"]));
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
        let (place, measure) = (it.any(), it.one(&["nghìn bản", "%", "triệu đồng", "chục", "1.000 lượt", "tấn"]));
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
        let (place, words) = (it.any(), it.words());
        let at = it.at('E', place);
        it.form.put(SL, &at, words);
    }),
    ("another period in the notes of a figure", |it| {
        let (place, words) = (it.any(), it.one(&["Số liệu năm 2023", "Tính từ 01/01/2023", "Số đúng: 2.700", "đơn vị: nghìn"]));
        let at = it.at('E', place);
        it.form.put(SL, &at, words);
        it.doubt(place);
        it.say(words);
    }),
    ("a heading of another thing", |it| {
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
        let words = it.one(&["Số", "Tổng số", "Kết quả", "Số lượng", "Kỳ này", "SL", "6 tháng đầu năm 2024"]);
        if it.once("heading") {
            it.form.put(SL, "D5", words);
        }
    }),
    ("a title of another thing", |it| {
        let (at, words) = (
            it.one(&["A4", "C4", "D4"]),
            it.one(&["Số liệu cả năm 2024", "Đơn vị tính: nghìn", "Quý I năm 2024", "Số liệu năm 2023", "Toàn tỉnh"]),
        );
        it.form.put(SL, at, words);
        it.doubt_all();
    }),
    ("a line above the table", |it| {
        let words = it.words();
        it.form.put(SL, "B4", words);
    }),
    ("another body's name", |it| {
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
        let name = it.one(&["UBND huyện Thọ Xuân", "UBND HUYỆN THỌ XUÂN", "Huyện Thọ Xuân", "UBND H. Thọ Xuân"]);
        if it.once("name") {
            it.form.put(TT, "C8", name);
        }
    }),
    ("another unit's code", |it| {
        it.form.put(TT, "C7", "H-YENDINH");
        it.doubt_all();
    }),
    ("another period", |it| {
        let period = it.one(&["Quý I năm 2024", "6 tháng đầu năm 2023", "Năm 2024", "6 tháng cuối năm 2024", "Tháng 4/2024"]);
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
        let day = it.one(&["22/4/24", "22-Apr-2024", "Ngày 22 tháng Tư năm 2024", "4/22/2024", "22.4.2024"]);
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
        it.form.put("Văn bản", "A12", "Số văn bản").put("Văn bản", "B12", "x").put("Văn bản", "B13", words).put(
            "Văn bản",
            "C13",
            day(3, 3),
        );
    }),
    ("an answer of two lines", |it| {
        let cells = [("Nhiệm vụ", "E6"), ("Nhiệm vụ", "F7"), ("Nhiệm vụ", "G6"), ("Đánh giá", "C5"), ("Văn bản", "E7"), ("Đánh giá", "C8")];
        let (sheet, at) = cells[it.rng.usize(..cells.len())];
        let words = it.words();
        it.form.put(sheet, at, format!("Đợt 1.\n{words}"));
    }),
];

/// What moves cells; each takes place once, on the form's rows as they were issued.
pub(super) const PLACES: &[Kind] = &[
    ("a column of another period", |it| {
        if it.once("columns") {
            let heading = it.one(&["Kỳ trước", "Số liệu năm 2023", "Cùng kỳ", "Kế hoạch", "Lũy kế"]);
            let before = if it.rng.bool() { 'D' } else { 'E' };
            it.column(before, heading, |place| Typed::from(FIGURES[place] * 3 + 7));
        }
    }),
    ("a column of corrections", |it| {
        if it.once("columns") {
            let (corrected, heading) = (it.any(), it.one(&["Đính chính", "Số đúng", "Mới", "Số liệu điều chỉnh", "Sửa thành", ""]));
            it.column('E', heading, move |place| if place == corrected { Typed::from(77_001) } else { Typed::Nothing });
            it.doubt(corrected);
        }
    }),
    ("a column of shares under one heading with the figures", |it| {
        if it.once("columns") {
            let names = it.one(&["Quý I|Cộng", "Xã Xuân Lai|Tổng", "Nam|Tổng số", "Kỳ trước|Kỳ này", "Kế hoạch|Thực hiện"]);
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
        let (row, words, col) = (it.rng.u32(7..=29), it.one(&["Cộng", "Tổng cộng", "Tổng số"]), it.col);
        it.row(row, &[('B', words.into()), (col, 88_123.into())]);
    }),
    ("headings again amid the rows", |it| {
        let (row, col) = (it.rng.u32(8..=28), it.col);
        it.row(row, &[('A', "Mã".into()), ('B', "Chỉ tiêu".into()), ('C', "Đơn vị tính".into()), (col, "Số liệu".into())]);
    }),
    ("numbers of the columns below the headings", |it| {
        let (head, col) = (it.head, it.col);
        it.row(head + 1, &[('A', "(1)".into()), ('B', "(2)".into()), ('C', "(3)".into()), (col, "(4)".into())]);
    }),
    ("a row taken out", |it| {
        let place = it.any();
        if it.once(["one", "two", "three"][place % 3]) {
            it.delete(place);
        }
    }),
    ("a row twice with another figure", |it| {
        let place = it.any();
        let cells = ['A', 'B', 'C'].map(|col| (col, Typed::from(it.form.said(SL, &it.at(col, place)))));
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

/// What lies over cells, beside the sheets and around the file.
pub(super) const OVER: &[Kind] = &[
    ("a figure over two rows", |it| {
        let place = it.rng.usize(..23);
        let (first, second) = (it.cell(place), it.cell(place + 1));
        if first[1..].parse::<u32>().unwrap() + 1 == second[1..].parse::<u32>().unwrap() && it.once("merged") {
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
            package.put(part, text.replacen(&format!("<row r=\"{row}\""), &format!("<row r=\"{row}\" hidden=\"1\""), 1));
        });
    }),
    ("a cell twice in its row", |it| {
        let place = it.any();
        let at = it.cell(place);
        it.form.part(SL, move |package, part| package.cell(part, &at, |cell| format!("{cell}<c r=\"{at}\"><v>77004</v></c>")));
        it.doubt(place);
    }),
    ("a note with words", |it| {
        let (place, words) = (it.any(), it.words());
        let at = it.cell(place);
        it.form.note(SL, &at, &words);
    }),
    ("a note with a correction", |it| {
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
                    package.text_box(part, &words)
                }
            });
            it.form.sheet(sheet).rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| cell.note = None);
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
            for place in 0..24 {
                let at = it.cell(place);
                it.form.put("Năm 2023", &at, FIGURES[place] * 5 + 9);
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
            it.form.extra("Biểu kèm", &[&["Chỉ tiêu", "Số lượng"], &["Tài liệu, tờ rơi, pa nô, băng rôn", "77007"]]);
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
        let name = it.one(&["Báo cáo/bc.xlsx", "bc huyện Thọ Xuân.xlsx", "2024-04-24/bc.xlsx", ".bc.xlsx"]);
        it.packed = Some((name.to_owned(), b"Kinh gui".to_vec()));
    }),
];

fn number(it: &mut Bending, written: fn(u32) -> String) {
    let (place, number) = (it.any(), it.rng.u32(1_000..1_000_000));
    it.figure(place, written(number), Sees::Number(number.into()));
}

fn grouped(number: u32, mark: &str) -> String {
    format!("{}{mark}{:03}", number / 1000, number % 1000)
}

fn unclear(it: &mut Bending, texts: &[&str]) {
    let (place, text) = (it.any(), it.one(texts));
    it.figure(place, text, Sees::Unclear);
}

fn nil(it: &mut Bending, texts: &[&str]) {
    let (place, text) = (it.any(), it.one(texts));
    it.figure(place, text, Sees::Number(Decimal::ZERO));
}

fn format(it: &mut Bending, number: i64, formats: &[&str], shown: Option<i64>) {
    let (place, format) = (it.any(), it.one(formats).to_owned());
    it.figure(place, number, shown.map_or(Sees::Unclear, |shown| Sees::Number(shown.into())));
    it.later(move |it| {
        let at = it.cell(place);
        it.form.format(SL, &at, &format);
    });
}
