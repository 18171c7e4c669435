use super::super::limits::{MOST, WorkbookSheet};
use super::{has, letter, lines, office_of, rows};
use crate::book::sheets::NAMES;
use crate::model::form::{Field, Sheet as FormSheet};
use crate::model::result_names::WORKBOOK;
use crate::rules::fixture::{Fixture, many_units, words};

/// Returns units of one group, each with a correct report.
fn many(count: usize) -> Fixture {
    office_of(many_units(count))
}

fn each(fixture: Fixture, count: usize, change: impl Fn(Fixture, &str) -> Fixture) -> Fixture {
    (0..count).fold(fixture, |fixture, unit| change(fixture, &format!("U{unit}")))
}

#[test]
fn sheets_named_in_letters_are_in_the_workbook() {
    for sheet in [WorkbookSheet::Results, WorkbookSheet::Proposals, WorkbookSheet::Findings] {
        assert!(NAMES.contains(&sheet.name()), "{}", sheet.name());
    }
}

#[test]
fn units_are_named_if_they_are_few_and_counted_by_group_otherwise() {
    let missing = |count: usize| {
        let fixture = each(many(count + 1), count, Fixture::missing);
        letter(&fixture, "bao-cao.docx")
    };
    assert!(has(
        &missing(5),
        "còn 05 đơn vị quá thời hạn chưa gửi: Đơn vị U0; Đơn vị U1; Đơn vị U2; Đơn vị U3; Đơn vị U4."
    ));
    assert!(has(
        &missing(6),
        "còn 06 đơn vị quá thời hạn chưa gửi: 6/7 đơn vị khối g1 (trừ Đơn vị U6)."
    ));
    let all = letter(&each(many(7), 7, Fixture::missing), "bao-cao.docx");
    assert!(has(&all, "còn 07 đơn vị quá thời hạn chưa gửi: cả 7 đơn vị khối g1."));
}

#[test]
fn more_than_ten_addressees_are_in_an_attached_list() {
    let few = letter(&each(many(10), 10, Fixture::missing), "don-doc/qua-han-g1.docx");
    assert!(has(&few, "Kính gửi: Đơn vị U0; Đơn vị U1;") && few.parts.len() == 1);
    let many = letter(&each(many(11), 11, Fixture::missing), "don-doc/qua-han-g1.docx");
    assert!(has(&many, "Kính gửi: Các đơn vị có tên tại danh sách kèm theo"));
    assert_eq!(many.parts.len(), 2);
    let list =
        rows(&many, "(Kèm theo Công văn số […]/[…] ngày […] tháng […] năm […] của BAN CHỈ ĐẠO)");
    assert_eq!(list.len(), 11);
    assert_eq!([&*list[0], &*list[10]], ["1|Đơn vị U0", "11|Đơn vị U10"]);
    assert_eq!(lines(&many).last().map(String::as_str), Some("./."));
}

#[test]
fn tables_by_unit_are_omitted_for_too_many_units() {
    let tables = |count: usize| {
        let report = letter(&many(count), "bao-cao.docx");
        lines(&report).iter().filter(|line| line.starts_with("1|Đơn vị U0|")).count()
    };
    assert_eq!([tables(MOST), tables(MOST + 1)], [2, 0]);
}

#[test]
fn texts_are_quoted_up_to_the_limit_and_referred_to_beyond_it() {
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
    assert!(has(
        &whole,
        "- Ngoài ra còn 194 nội dung khác của 194 đơn vị (nguyên văn tại Phụ lục V)."
    ));

    let count = MOST + 1;
    let too_many = letter(&saying(count), "bao-cao.docx");
    let told = |sheet: &str| {
        format!(
            "{count} đơn vị nêu, với trên {MOST} nội dung khác nhau; ghi đủ, nguyên văn, ở trang “{sheet}” của tong-hop.xlsx."
        )
    };
    let of = |line: &str| lines(&too_many).iter().filter(|known| known.starts_with(line)).count();
    assert_eq!([of(&told("Kết quả")), of(told("Kiến nghị").trim_end_matches('.'))], [1, 2]);
    for said in ["Việc riêng của U9.", "Nguyên nhân ở "] {
        assert!(!has(&too_many, said), "{said}");
    }
}
