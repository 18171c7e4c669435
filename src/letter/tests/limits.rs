use super::super::limits::{MOST, WorkbookSheet};
use super::{has, letter, lines, office_of, rows, written};
use crate::book::sheets::NAMES;
use crate::model::form::{Field, Sheet as FormSheet};
use crate::model::result_names::WORKBOOK;
use crate::rules::fixture::{Fixture, crowd, words};
use crate::text::Lang;

/// Units in one group, each with a sound report.
fn many(count: usize) -> Fixture {
    office_of(crowd(count))
}

fn each(fixture: Fixture, count: usize, change: impl Fn(Fixture, &str) -> Fixture) -> Fixture {
    (0..count).fold(fixture, |fixture, unit| change(fixture, &format!("U{unit}")))
}

#[test]
fn the_sheets_that_letters_name_are_those_of_the_workbook() {
    for sheet in [
        WorkbookSheet::Turnout,
        WorkbookSheet::Tasks,
        WorkbookSheet::Results,
        WorkbookSheet::Proposals,
        WorkbookSheet::Findings,
    ] {
        assert!(NAMES.contains(&sheet.name()), "{}", sheet.name());
    }
}

#[test]
fn as_many_units_as_a_letter_names_are_all_named() {
    let fixture = each(many(MOST), MOST, Fixture::missing);
    let report = letter(&fixture, "bao-cao.docx");
    let names: Vec<String> = (0..MOST).map(|unit| format!("Đơn vị U{unit}")).collect();
    assert!(has(&report, &format!("Quá hạn chưa gửi, g1 ({MOST}): {}.", names.join("; "))));
    let reminder = letter(&fixture, "don-doc/qua-han-g1.docx");
    assert!(has(&reminder, &format!("Kính gửi: {}", names.join("; "))));
    assert_eq!(reminder.parts.len(), 1);
    assert!(![report, reminder].iter().any(|letter| has(letter, WORKBOOK)));
}

#[test]
fn more_units_than_a_letter_names_are_counted_and_looked_up() {
    let count = MOST + 1;
    let report = letter(&each(many(count), count, Fixture::missing), "bao-cao.docx");
    assert!(has(
        &report,
        &format!(
            "Quá hạn chưa gửi, g1 ({count}): tên từng đơn vị ở trang “Tình hình gửi” của tong-hop.xlsx."
        )
    ));
    assert!(!has(&report, "Đơn vị U7"));
    let late = each(many(count), count, |fixture, unit| {
        fixture.arrived(unit, Some(crate::rules::fixture::day(2024, 5, 3)))
    });
    let report = letter(&late, "bao-cao.docx");
    assert!(has(
        &report,
        &format!(
            "Gửi chậm ({count}): {count} đơn vị khối “g1”; tên từng đơn vị ở trang “Tình hình gửi” của tong-hop.xlsx."
        )
    ));
}

#[test]
fn a_letter_to_more_units_than_it_names_has_all_of_them_in_a_list_behind_it() {
    let count = MOST + 1;
    let reminder = letter(&each(many(count), count, Fixture::missing), "don-doc/qua-han-g1.docx");
    assert!(has(&reminder, &format!("Kính gửi: {count} đơn vị theo danh sách kèm theo")));
    assert_eq!(reminder.parts.len(), 2);
    let list = rows(&reminder, "(Kèm theo Công văn số […] ngày […])");
    assert_eq!(list.len(), count);
    assert_eq!([&*list[0], &*list[MOST]], ["1|Đơn vị U0", "201|Đơn vị U200"]);
    assert_eq!(lines(&reminder).last().map(String::as_str), Some("./."));
}

#[test]
fn reports_that_go_back_are_counted_where_there_are_more_than_a_letter_names() {
    let count = MOST + 1;
    let report = letter(
        &each(many(count), count, |fixture, unit| fixture.figure(unit, "CT04", "12 buổi")),
        "bao-cao.docx",
    );
    let before = format!(
        "Trả lại {count} báo cáo; tên từng đơn vị ở trang “Tình hình gửi” của tong-hop.xlsx."
    );
    assert_eq!(rows(&report, &before), [format!("g1|{count}|{count}")]);
}

#[test]
fn of_a_status_that_many_say_the_groups_are_counted() {
    let count = 2 * MOST + 3;
    let half = MOST + 1;
    let report = letter(
        &each(many(count), half, |fixture, unit| {
            fixture.task(unit, "T1", Some("Đang triển khai"), Some("Đang làm."))
        }),
        "bao-cao.docx",
    );
    let own = |units: usize| {
        format!(
            "{units}/{count} đơn vị khối “g1”\n(tên từng đơn vị ở trang “Nhiệm vụ” của tong-hop.xlsx)"
        )
    };
    assert_eq!(
        rows(&report, &format!("{count}/{count} đơn vị được giao nhiệm vụ đã trả lời")),
        [
            format!("Đang triển khai|{half}|{}", own(half)),
            format!("Hoàn thành|{}|{}", count - half, own(count - half))
        ]
    );
    // what all of a group say takes no names
    assert!(has(
        &letter(&many(count), "bao-cao.docx"),
        &format!("Hoàn thành|{count}|cả {count} đơn vị khối “g1”")
    ));
}

#[test]
fn words_stand_unchanged_up_to_the_bound_and_beyond_it_only_where_they_stand_in_full() {
    let saying = |count: usize| {
        each(many(count), count, |fixture, unit| {
            let said = format!("Việc riêng của {unit}.");
            let text = words(&format!("Đề nghị của {unit}."), FormSheet::Tasks, 6);
            let fixture = fixture.task(unit, "T1", Some("Hoàn thành"), Some(&said));
            let fixture = fixture.report(unit, |report| report.tasks[0].proposal = Some(text));
            fixture.info(unit, Field::Causes, Some(&format!("Nguyên nhân ở {unit}.")))
        })
    };
    let whole = letter(&saying(MOST), "bao-cao.docx");
    for unit in (0..MOST).map(|unit| format!("U{unit}.")) {
        for said in ["“Việc riêng của ", "“Đề nghị của ", "“Nguyên nhân ở "] {
            assert!(has(&whole, &format!("{said}{unit}”")), "{said}{unit}");
        }
    }
    assert!(!has(&whole, WORKBOOK));

    let count = MOST + 1;
    let too_many = letter(&saying(count), "bao-cao.docx");
    let told = |sheet: &str| {
        format!(
            "{count} đơn vị nêu, với trên {MOST} nội dung khác nhau; ghi đủ, nguyên văn, ở trang “{sheet}” của tong-hop.xlsx."
        )
    };
    let of = |line: &str| lines(&too_many).iter().filter(|known| *known == line).count();
    assert_eq!(
        [
            of(&told("Kết quả")),
            of(&format!("- {}", told("Kiến nghị"))),
            of(&(told("Kiến nghị") + "./."))
        ],
        [1, 1, 1]
    );
    for said in ["Việc riêng của ", "Đề nghị của ", "Nguyên nhân ở "] {
        assert!(!has(&too_many, said), "{said}");
    }
    assert!(has(
        &too_many,
        "Nhiệm vụ nào có trên 200 nội dung khác nhau thì các nội dung ấy ở trang “Kết quả” của tong-hop.xlsx."
    ));
}

#[test]
fn what_many_units_say_alike_stands_once_with_how_many_they_are() {
    let count = MOST + 1;
    let none = |fixture: Fixture, unit: &str| {
        let text = words("Không", FormSheet::Tasks, 6);
        fixture.report(unit, |report| report.tasks[0].proposal = Some(text)).info(
            unit,
            Field::Strengths,
            Some("Chủ động."),
        )
    };
    let report = letter(&each(many(count), count, none), "bao-cao.docx");
    let units = |sheet: &str| {
        format!("{count} đơn vị khối “g1”; tên từng đơn vị ở trang “{sheet}” của tong-hop.xlsx")
    };
    assert!(has(&report, &format!("- Ghi không có ({count} đơn vị): {}.", units("Kiến nghị"))));
    let lines = lines(&report);
    let said = lines
        .iter()
        .position(|line| *line == format!("{}:", units("Kết quả")))
        .expect("who says it");
    assert!(lines[said + 1].starts_with("“Chủ động.”"));
}

#[test]
fn long_lists_are_looked_up_in_english_too() {
    let count = MOST + 1;
    let fixture = each(many(count), count, Fixture::missing);
    let english = written(&fixture, Lang::En);
    let of =
        |path: &str| &english.iter().find(|written| written.path == path).expect("a letter").letter;
    assert!(has(
        of("bao-cao.docx"),
        &format!("Overdue, g1 ({count}): their names on sheet “Tình hình gửi” of tong-hop.xlsx.")
    ));
    assert!(has(
        of("don-doc/qua-han-g1.docx"),
        &format!("To: the {count} units of the list attached")
    ));
}
